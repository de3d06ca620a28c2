import { computed } from "@preact/signals";
import { DISPATCH, EVERY_TYPE } from "../domain/view";
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

const CREWS: Tab = { tab: DISPATCH, label: "Dispatch", words: "", title: "The crews’ day" };

/** Another tab may not show the open ticket or any ticket at the chosen point. */
const choose = (tab: string): void => navigate({ tab, ticket: null, point: null });

function onKey(event: KeyboardEvent): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const all = [...tabs.value, CREWS];
  const at = all.findIndex(({ tab }) => tab === view.value.tab);
  const next = all[(at + step + all.length) % all.length];
  if (!next) return;
  choose(next.tab);
  document.getElementById(`tab-${next.tab}`)?.focus();
}

function TabButton({ tab, label, words, title, isReached }: Tab & { isReached: boolean }) {
  const isOn = view.value.tab === tab;
  return (
    <button
      id={`tab-${tab}`}
      type="button"
      role="tab"
      aria-selected={isOn}
      aria-controls="board"
      tabIndex={isOn || isReached ? 0 : -1}
      title={title}
      onClick={() => choose(tab)}
    >
      <b>{label}</b>
      {words && <span> {words}</span>}
    </button>
  );
}

export function Tabs() {
  const isCrews = view.value.tab === DISPATCH;
  return (
    <div class="tab-row">
      <div class="tabs" role="tablist" aria-label="Tickets" tabIndex={-1} onKeyDown={onKey}>
        {tabs.value.map((tab, i) => (
          <TabButton key={tab.tab} {...tab} isReached={isCrews && i === 0} />
        ))}
      </div>
      <div class="tabs" role="tablist" aria-label="Crews" tabIndex={-1} onKeyDown={onKey}>
        <TabButton {...CREWS} isReached={!isCrews} />
      </div>
    </div>
  );
}
