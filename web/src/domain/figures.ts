import type { AgeBucket, Metrics, SlaState } from "../contract/types";
import type { Clock } from "./clock";
import { type Due, GROUPINGS, type Grouping, type PageFilter, pageFilterTest } from "./filters";
import { commonest, nameKey } from "./names";
import { quantile, sum } from "./numbers";
import { AGE_BUCKETS, ageBucket, SLA_ORDER, type Ticket, type Tickets } from "./ticket";
import { hasPageFilter, type View } from "./view";

export interface Line {
  /** Empty for tickets without a value. */
  value: string;
  open: number;
  breached: number;
  closed: number;
}

export interface Age {
  bucket: AgeBucket;
  open: number;
  breached: number;
}

/** Metrics of the window that the server counts: the tickets as they are now do not show them. */
const FLOWS = ["created", "closings", "reopened", "net_flow"] as const satisfies readonly (keyof Metrics)[];
export type Flow = (typeof FLOWS)[number];

/** A dataset's loaded tickets, with the metrics that only the server can compute. */
export interface Loaded extends Tickets {
  clock: Clock;
  metrics: Pick<Metrics, Flow | "waiting">;
}

export interface Figures {
  open: Ticket[];
  waiting: Ticket[];
  closed: Ticket[];
  /** How many wait: more than `waiting` holds if not all are loaded. */
  waitingCount: number;
  sla: Record<SlaState, number>;
  ages: Age[];
  unlocated: number;
  approximate: number;
  oldestMinutes: number | null;
  closedSla: Record<SlaState, number>;
  withinShare: number | null;
  mttr: { known: number; median: number | null; p90: number | null };
  /** Null if no dataset on show has appointments. */
  schedule: Record<Due, number> | null;
  lines: Record<Grouping["name"], Line[]>;
  flows: Record<Flow, number | null>;
  /** Whether page filters are set, which narrow the tickets but not `flows`. */
  areFlowsWider: boolean;
}

const slaCounts = (tickets: readonly Ticket[]): Record<SlaState, number> => {
  const counts = { breached: 0, at_risk: 0, on_track: 0, unknown: 0 };
  for (const ticket of tickets) counts[ticket.sla_state] += 1;
  return counts;
};

function agesOf(tickets: readonly Ticket[]): Age[] {
  const ages = new Map(AGE_BUCKETS.map((bucket) => [bucket, { bucket, open: 0, breached: 0 }]));
  for (const ticket of tickets) {
    const age = ages.get(ageBucket(ticket.age_minutes));
    if (!age) continue;
    age.open += 1;
    if (ticket.sla_state === "breached") age.breached += 1;
  }
  return [...ages.values()];
}

/** Lines by most open, then most closed, then name. */
function linesBy({ property }: Grouping, open: readonly Ticket[], closed: readonly Ticket[]): Line[] {
  const spellings = commonest([...open, ...closed].map((ticket) => ticket[property] ?? ""));
  const lines = new Map<string, Line>();
  const lineOf = (ticket: Ticket): Line => {
    const value = spellings.get(nameKey(ticket[property] ?? "")) ?? "";
    const line = lines.get(value) ?? { value, open: 0, breached: 0, closed: 0 };
    lines.set(value, line);
    return line;
  };
  for (const ticket of open) {
    const line = lineOf(ticket);
    line.open += 1;
    if (ticket.sla_state === "breached") line.breached += 1;
  }
  for (const ticket of closed) lineOf(ticket).closed += 1;
  return [...lines.values()].sort(
    (a, b) => b.open - a.open || b.closed - a.closed || a.value.localeCompare(b.value),
  );
}

const known = (values: readonly (number | null)[]): number[] => values.filter((v) => v !== null);

/** Everything that the panel, the map and the list show, computed from one set of tickets. */
export function figuresOf(loaded: readonly Loaded[], view: View): Figures {
  const select = (part: keyof Tickets, except?: PageFilter): Ticket[] =>
    loaded.flatMap(({ [part]: tickets, clock }) => tickets.filter(pageFilterTest(view, clock, except)));
  const [open, waiting, closed] = [select("open"), select("waiting"), select("closed")];
  const without = (name: PageFilter): Ticket[] => (view[name] === null ? open : select("open", name));
  const closedSla = slaCounts(view.sla === null ? closed : select("closed", "sla"));
  const judged = closedSla.on_track + closedSla.breached;
  const timed = view.slower === null ? closed : select("closed", "slower");
  const mttr = known(timed.map((t) => t.mttr_minutes));
  const ages = known(open.map((t) => t.age_minutes));
  const anywhere = without("position");
  const lines = GROUPINGS.map((grouping) => [grouping.name, linesBy(grouping, open, closed)]);
  const flows = FLOWS.map((name) => [name, sum(loaded.map(({ metrics }) => metrics[name]))]);
  return {
    open,
    waiting,
    closed,
    waitingCount: hasPageFilter(view)
      ? waiting.length
      : loaded.reduce((n, { metrics }) => n + metrics.waiting, 0),
    sla: slaCounts(without("sla")),
    ages: agesOf(without("age")),
    unlocated: anywhere.filter((t) => t.at === null).length,
    approximate: anywhere.filter((t) => t.geo_source === "cluster").length,
    oldestMinutes: ages.reduce<number | null>((most, age) => Math.max(most ?? 0, age), null),
    closedSla,
    withinShare: judged === 0 ? null : closedSla.on_track / judged,
    mttr: { known: mttr.length, median: quantile(mttr, 0.5), p90: quantile(mttr, 0.9) },
    schedule: scheduleOf(loaded, view),
    lines: Object.fromEntries(lines) as Figures["lines"],
    flows: Object.fromEntries(flows) as Figures["flows"],
    areFlowsWider: hasPageFilter(view),
  };
}

function scheduleOf(loaded: readonly Loaded[], view: View): Figures["schedule"] {
  const scheduled = loaded.filter(({ clock }) => clock.hasSchedule);
  if (scheduled.length === 0) return null;
  const counted = (due: Due): number =>
    scheduled.reduce(
      (n, { open, clock }) => n + open.filter(pageFilterTest({ ...view, due }, clock)).length,
      0,
    );
  return {
    overdue: counted("overdue"),
    today: counted("today"),
    week: counted("week"),
    unscheduled: counted("unscheduled"),
  };
}

/** The counts by SLA state, worst first, without the empty ones. */
export const slaShares = (counts: Record<SlaState, number>): { state: SlaState; count: number }[] =>
  SLA_ORDER.map((state) => ({ state, count: counts[state] })).filter((part) => part.count > 0);
