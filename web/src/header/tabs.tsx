import { navigate, view } from "../state/navigation";
import type { View } from "../state/view";

const TABS: readonly { tab: View["tab"]; code: string; words: string }[] = [
  { tab: "inc", code: "INC", words: "Incidents" },
  { tab: "crq", code: "CRQ", words: "Installations" },
  { tab: "both", code: "Both", words: "Incidents and installations" },
];

/** A ticket of the other dataset and a chosen point make no sense on another tab. */
const choose = (tab: View["tab"]): void => navigate({ tab, ticket: null, point: null });

function onKey(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const at = TABS.findIndex(({ tab }) => tab === view.value.tab);
  const next = TABS[(at + step + TABS.length) % TABS.length];
  if (!next) return;
  choose(next.tab);
  document.getElementById(`tab-${next.tab}`)?.focus();
}

export function Tabs() {
  return (
    <div class="tabs" role="tablist" aria-label="Tickets" tabIndex={-1} onKeyDown={onKey}>
      {TABS.map(({ tab, code, words }) => {
        const isOn = view.value.tab === tab;
        return (
          <button
            key={tab}
            id={`tab-${tab}`}
            type="button"
            role="tab"
            aria-selected={isOn}
            aria-controls="board"
            tabIndex={isOn ? 0 : -1}
            title={words}
            onClick={() => choose(tab)}
          >
            <b>{code}</b>
            {tab !== "both" && <span> {words}</span>}
          </button>
        );
      })}
    </div>
  );
}
