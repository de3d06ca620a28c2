import type { AgeBucket, Metrics, SlaState } from "../api/types";
import { type ClientFilter, hasClientFilter, type View } from "../state/view";
import { type Clock, passes } from "./narrow";
import { quantile, sum } from "./numbers";
import { AGE_BUCKETS, ageBucket, SLA_ORDER, type Ticket } from "./ticket";

/** A dataset's loaded tickets, with what the server counted over them. */
export interface Loaded {
  open: readonly Ticket[];
  closed: readonly Ticket[];
  clock: Clock;
  metrics: Metrics;
}

export interface Line {
  /** Blank: tickets without one. */
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

export interface Figures {
  open: Ticket[];
  closed: Ticket[];
  sla: Record<SlaState, number>;
  ages: Age[];
  actionable: number;
  unlocated: number;
  approximate: number;
  oldestMinutes: number | null;
  closedSla: Record<SlaState, number>;
  withinShare: number | null;
  mttr: { known: number; median: number | null; p90: number | null };
  /** Null where no dataset on show works by appointment. */
  schedule: Record<NonNullable<View["due"]>, number> | null;
  clusters: Line[];
  teams: Line[];
  owners: Line[];
  /** What happened in the window: it cannot be told from the tickets as they are now. */
  flows: { created: number | null; closings: number | null; reopened: number | null; net: number | null };
  /** Whether filters narrow the tickets but not `flows`. */
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

type Grouping = "cluster" | "assigned_team" | "owner";

/** Lines by most open, then most closed, then name. */
function linesBy(property: Grouping, open: readonly Ticket[], closed: readonly Ticket[]): Line[] {
  const lines = new Map<string, Line>();
  const lineOf = (ticket: Ticket): Line => {
    const value = ticket[property] ?? "";
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

function flowsOf(loaded: readonly Loaded[]): Figures["flows"] {
  const of = (name: "created" | "closings" | "reopened" | "net_flow") =>
    sum(loaded.map(({ metrics }) => metrics[name]));
  return { created: of("created"), closings: of("closings"), reopened: of("reopened"), net: of("net_flow") };
}

/** Everything that the panel, the map and the list show, over one set of tickets. */
export function figuresOf(loaded: readonly Loaded[], view: View): Figures {
  const select = (part: "open" | "closed", except?: ClientFilter): Ticket[] =>
    loaded.flatMap(({ [part]: tickets, clock }) => tickets.filter((t) => passes(t, view, clock, except)));
  const [open, closed] = [select("open"), select("closed")];
  const without = (name: ClientFilter): Ticket[] => (view[name] === null ? open : select("open", name));
  const closedSla = slaCounts(view.sla === null ? closed : select("closed", "sla"));
  const judged = closedSla.on_track + closedSla.breached;
  const timed = view.slower === null ? closed : select("closed", "slower");
  const mttr = known(timed.map((t) => t.mttr_minutes));
  const ages = known(open.map((t) => t.age_minutes));
  const anywhere = without("position");
  return {
    open,
    closed,
    sla: slaCounts(without("sla")),
    ages: agesOf(without("age")),
    actionable: without("actionable").filter((t) => t.is_actionable).length,
    unlocated: anywhere.filter((t) => t.at === null).length,
    approximate: anywhere.filter((t) => t.geo_source === "cluster").length,
    oldestMinutes: ages.reduce<number | null>((most, age) => Math.max(most ?? 0, age), null),
    closedSla,
    withinShare: judged === 0 ? null : closedSla.on_track / judged,
    mttr: { known: mttr.length, median: quantile(mttr, 0.5), p90: quantile(mttr, 0.9) },
    schedule: scheduleOf(loaded, view),
    clusters: linesBy("cluster", open, closed),
    teams: linesBy("assigned_team", open, closed),
    owners: linesBy("owner", open, closed),
    flows: flowsOf(loaded),
    areFlowsWider: hasClientFilter(view),
  };
}

function scheduleOf(loaded: readonly Loaded[], view: View): Figures["schedule"] {
  const scheduled = loaded.filter(({ clock }) => clock.hasSchedule);
  if (scheduled.length === 0) return null;
  const counted = (due: NonNullable<View["due"]>): number =>
    scheduled.reduce(
      (n, { open, clock }) => n + open.filter((t) => passes(t, { ...view, due }, clock)).length,
      0,
    );
  return {
    overdue: counted("overdue"),
    today: counted("today"),
    week: counted("week"),
    unscheduled: counted("unscheduled"),
  };
}

/** The share of each SLA state in a set, worst first, without the empty ones. */
export const slaShares = (counts: Record<SlaState, number>): { state: SlaState; count: number }[] =>
  SLA_ORDER.map((state) => ({ state, count: counts[state] })).filter((part) => part.count > 0);
