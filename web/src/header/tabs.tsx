import { computed } from "@preact/signals";
import { EVERY_TYPE } from "../domain/view";
import { navigate, view } from "../state/navigation";
import { datasetNames, ticketTypes, titlesOf } from "../state/ticket-types";

interface Tab {
  tab: string;
  label: string;
  /** Shown after the label, if there is room. */
  words: string;
  title: string;
}

/** A tab for each type and, if there are several, one for all. */
const tabs = computed((): Tab[] => {
  const types = ticketTypes.value;
  const single = types.map(({ name, label, title }): Tab => ({ tab: name, label, words: title, title }));
  if (types.length < 2) return single;
  const label = types.length === 2 ? "Both" : "All";
  return [...single, { tab: EVERY_TYPE, label, words: "", title: titlesOf(datasetNames.value) }];
});

/** Another tab may not show the open ticket or any ticket at the chosen point. */
const choose = (tab: string): void => navigate({ tab, ticket: null, point: null });

function onKey(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = tabs.value;
  const at = all.findIndex(({ tab }) => tab === view.value.tab);
  const next = all[(at + step + all.length) % all.length];
  if (!next) return;
  choose(next.tab);
  document.getElementById(`tab-${next.tab}`)?.focus();
}

export function Tabs() {
  return (
    <div class="tabs" role="tablist" aria-label="Tickets" tabIndex={-1} onKeyDown={onKey}>
      {tabs.value.map(({ tab, label, words, title }) => {
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
            title={title}
            onClick={() => choose(tab)}
          >
            <b>{label}</b>
            {words && <span> {words}</span>}
          </button>
        );
      })}
    </div>
  );
}
