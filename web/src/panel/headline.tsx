import { type Figures, slaShares } from "../domain/figures";
import { count } from "../domain/numbers";
import { SLA_ORDER, SLA_WORDS } from "../domain/ticket";
import { duration } from "../domain/time";
import { hasPageFilter } from "../domain/view";
import { loaded } from "../state/feeds";
import { navigate, view } from "../state/navigation";
import { TicketSymbol } from "../ui/symbol";
import { PAINTS } from "../ui/symbols";
import { Figure, type FigureEntry } from "./figure";

interface Props {
  figures: Figures | null;
}

const WAITING: FigureEntry = {
  testId: "waiting",
  label: "waiting",
  title: "Not closed, but no crew can act now. Click to list them.",
  value: ({ waitingCount }) => waitingCount,
  filter: { show: "waiting" },
  also: { pane: "list" },
};

/** Tickets without a position of their own; shown if there are any. */
const OFF_MAP: readonly FigureEntry[] = [
  {
    testId: "unlocated",
    label: "not on the map",
    value: ({ unlocated }) => unlocated,
    filter: { position: "unlocated" },
    also: { pane: "list" },
  },
  {
    testId: "approximate",
    label: "placed by cluster only",
    value: ({ approximate }) => approximate,
    filter: { position: "approximate" },
  },
];

/** How many tickets are open and how many wait, the SLA states of the open ones, and how many the map cannot show. */
export function Headline({ figures }: Props) {
  const all = loaded.value.reduce((n, { open }) => n + open.length, 0);
  const isNarrowed = figures !== null && hasPageFilter(view.value);
  return (
    <div class="block headline">
      <div class="headline-row">
        <button
          type="button"
          class="big-figure"
          data-testid="open-count"
          aria-pressed={view.value.show === "open"}
          disabled={!figures}
          onClick={() => navigate({ show: "open" })}
        >
          <b>{count(figures?.open.length)}</b> <span>open{isNarrowed && ` of ${count(all)}`}</span>
        </button>
        <div class="headline-side">
          <Figure entry={WAITING} figures={figures} look="text-figure" />
          <button
            type="button"
            class="text-figure"
            disabled={figures?.oldestMinutes == null}
            title="Sort the list by age, oldest first"
            onClick={() => navigate({ sort: "-age", show: "open", pane: "list" })}
          >
            oldest <b>{duration(figures?.oldestMinutes)}</b>
          </button>
        </div>
      </div>
      <SlaBar figures={figures} />
      <SlaTiles figures={figures} />
      {figures && (
        <div class="off-map">
          {OFF_MAP.filter(({ value }) => value(figures)).map((entry) => (
            <Figure key={entry.testId} entry={entry} figures={figures} look="text-figure" />
          ))}
        </div>
      )}
    </div>
  );
}

function SlaBar({ figures }: Props) {
  const parts = figures ? slaShares(figures.sla) : [];
  return (
    <div class="sla-bar" aria-hidden="true">
      {parts.map(({ state, count: n }) => (
        <span key={state} style={{ flexGrow: n, background: PAINTS[state].fill }} />
      ))}
    </div>
  );
}

function SlaTiles({ figures }: Props) {
  return (
    <div class="sla-tiles" role="group" aria-label="Open tickets by SLA state">
      {SLA_ORDER.map((state) => (
        <Figure
          key={state}
          entry={{
            testId: `sla-${state}`,
            label: state === "unknown" ? "Unknown" : SLA_WORDS[state],
            value: ({ sla }) => sla[state],
            filter: { sla: state },
          }}
          figures={figures}
        >
          <TicketSymbol state={state} size={13} />
        </Figure>
      ))}
    </div>
  );
}
