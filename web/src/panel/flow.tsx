import type { Figures } from "../domain/figures";
import { count, percent, signed } from "../domain/numbers";
import { duration, moment } from "../domain/time";
import { loaded } from "../state/feeds";
import { serverNow } from "../state/live";
import { measuredWords } from "../state/measured";
import { view } from "../state/navigation";
import { Figure, type FigureEntry } from "./figure";

const WINDOW_WORDS = {
  today: "Today",
  week: "This week",
  month: "This month",
  "24h": "24 hours",
  "7d": "7 days",
  "30d": "30 days",
};

/** The window. One without dates ends with the content, which may be days old. */
function titleOf(): string {
  const { from, window } = view.value;
  const clock = loaded.value[0]?.clock;
  const end = measuredWords();
  if (from === null || !clock) {
    const words = WINDOW_WORDS[window];
    if (window === "today" || window === "week" || window === "month")
      return end ? `${words}, as of ${end}` : words;
    return end ? `${words} to ${end}` : `Last ${words}`;
  }
  const [start, stop] = [clock.from, clock.to].map((at) =>
    Number.isFinite(at) ? moment(at, serverNow()) : "",
  );
  return stop ? `${start} to ${stop} EAT` : `Since ${start} EAT`;
}

/** The change of the backlog as a sum. */
function sumWords(figures: Figures | null): string {
  const { created, reopened, closings, net_flow } = figures?.flows ?? {};
  return `${count(created)} opened + ${count(reopened)} reopened − ${count(closings)} closed = ${signed(net_flow)}`;
}

const TILES: readonly FigureEntry[] = [
  {
    testId: "created",
    label: "Opened",
    value: ({ flows }) => flows.created,
    filter: { created: "window" },
    also: { show: "all" },
  },
  {
    testId: "closings",
    label: "Closed",
    title:
      "Closings, including those undone by a reopening. Click to show the tickets that are still closed.",
    value: ({ flows }) => flows.closings,
    filter: { show: "closed" },
  },
  {
    testId: "reopened",
    label: "Reopened",
    title: "Reopenings. Click to show the reopened tickets.",
    value: ({ flows }) => flows.reopened,
    filter: { moved: "reopened" },
    also: { show: "all" },
  },
  {
    testId: "net-flow",
    label: "Backlog",
    title: (figures) => `${sumWords(figures)}. Click to show the tickets that changed it.`,
    value: ({ flows }) => flows.net_flow,
    text: ({ flows }) => signed(flows.net_flow),
    filter: { moved: "window" },
    also: { show: "all" },
  },
];

/** A time to restore. A click shows the tickets that took longer, slowest first. */
const restoreTime = (testId: string, minutes: (figures: Figures) => number | null): FigureEntry => ({
  testId,
  title: "Show the tickets that took longer, slowest first",
  value: minutes,
  text: (figures) => duration(minutes(figures)),
  filter: (figures) => ({ slower: String(Math.floor(minutes(figures) ?? 0)) }),
  also: { show: "closed", sort: "-mttr" },
});

interface Fact {
  term: string;
  title?: string;
  entries: readonly FigureEntry[];
}

const FACTS: readonly Fact[] = [
  {
    term: "Still closed",
    title: "Tickets that were closed in the window and have not been reopened",
    entries: [{ testId: "closed-count", value: ({ closed }) => closed.length, filter: { show: "closed" } }],
  },
  {
    term: "Closed within SLA",
    entries: [
      {
        value: ({ withinShare }) => withinShare,
        text: ({ withinShare }) => percent(withinShare),
        filter: { show: "closed", sla: "on_track" },
      },
      {
        label: "outside",
        value: ({ closedSla }) => closedSla.breached || null,
        text: ({ closedSla }) => count(closedSla.breached),
        filter: { show: "closed", sla: "breached" },
        isQuiet: true,
      },
    ],
  },
  {
    term: "Time to restore, median",
    title: "As reported by the source, over the closed tickets that have one",
    entries: [restoreTime("mttr-median", ({ mttr }) => mttr.median)],
  },
  { term: "90 % within", entries: [restoreTime("mttr-p90", ({ mttr }) => mttr.p90)] },
];

/** What happened in the window. */
export function Flow({ figures }: { figures: Figures | null }) {
  return (
    <section class="block" aria-labelledby="flow-title">
      <h2 id="flow-title">{titleOf()}</h2>
      <div class="tiles-4">
        {TILES.map((entry) => (
          <Figure key={entry.testId} entry={entry} figures={figures} />
        ))}
      </div>
      {figures?.areFlowsWider && <p class="quiet">These four count all SLA states, ages and positions.</p>}
      <dl class="facts">
        {FACTS.map(({ term, title, entries }) => (
          <div key={term}>
            <dt title={title}>{term}</dt>
            <dd>
              {entries.map((entry) => [
                <Figure key={entry.label} entry={entry} figures={figures} look="text-figure" />,
                " ",
              ])}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
