/**
 * The filters. A new one is an entry in one of the two lists here: the address, the requests, the
 * pickers and the chips are all made from them. A page filter also needs a figure that sets it.
 */
import type { AgeBucket, FilterValues, SlaState } from "../contract/types";
import type { Clock } from "./clock";
import { parsePoint } from "./position";
import {
  AGE_BUCKETS,
  AGE_WORDS,
  ageBucket,
  CLOSED_SLA_WORDS,
  isOpen,
  SLA_ORDER,
  SLA_WORDS,
  sentence,
  type Ticket,
} from "./ticket";
import { DAY_MINUTES, duration, eatDay, fromEatLocal } from "./time";

interface ServerFilterEntry<Name extends string = string> {
  /** The parameter in the page's address and in the API's. */
  name: Name;
  label: string;
  /** The key of its values in the API's filter answer. */
  values: Exclude<keyof FilterValues, "freshness">;
  /** The ticket's property with this value, if the panel breaks tickets down by it. */
  property?: "cluster" | "assigned_team" | "owner";
  /** How a value is shown, if not as it is. */
  words?: (value: string) => string;
}

/** Filters that the server applies, each with a picker. `null`: all tickets; `""`: tickets without a value. */
export const SERVER_FILTERS = [
  { name: "cluster", label: "Cluster", values: "clusters", property: "cluster" },
  { name: "status", label: "Status", values: "statuses", words: sentence },
  { name: "team", label: "Team", values: "teams", property: "assigned_team" },
  { name: "owner", label: "Owner", values: "owners", property: "owner" },
] as const satisfies readonly ServerFilterEntry[];

export type ServerFilter = (typeof SERVER_FILTERS)[number]["name"];
export type Picker = ServerFilterEntry<ServerFilter>;
/** A server filter that the panel breaks tickets down by. */
export type Grouping = Extract<(typeof SERVER_FILTERS)[number], { property: string }>;

export const GROUPINGS: readonly Grouping[] = SERVER_FILTERS.filter((entry) => "property" in entry);

interface PageFilterEntry<Value extends string> {
  /** The values that the address may give; for a number or a point, a test. */
  values: readonly Value[] | ((text: string) => boolean);
  passes(ticket: Ticket, wanted: Value, clock: Clock): boolean;
  /** The text of the chip. */
  label(value: Value, shown: Shown): string;
}

/** What a chip's text depends on besides the value. */
interface Shown {
  show: "open" | "waiting" | "closed" | "all";
  /** The day that "due today" means, if it is not today. */
  dueDay: string | null;
}

export type Due = "overdue" | "today" | "week" | "unscheduled";

const pageFilter = <Value extends string>(entry: PageFilterEntry<Value>) => entry;

/** Filters over the loaded tickets, set by clicking a figure and shown as chips. */
export const PAGE_FILTERS = {
  sla: pageFilter<SlaState>({
    values: SLA_ORDER,
    passes: (ticket, wanted) => ticket.sla_state === wanted,
    label: (state, { show }) => (show === "closed" ? CLOSED_SLA_WORDS : SLA_WORDS)[state],
  }),
  age: pageFilter<AgeBucket>({
    values: AGE_BUCKETS,
    passes: (ticket, wanted) => ageBucket(ticket.age_minutes) === wanted,
    label: (bucket) => `Age ${AGE_WORDS[bucket]}`,
  }),
  position: pageFilter<"located" | "approximate" | "unlocated">({
    values: ["located", "approximate", "unlocated"],
    passes: ({ at, geo_source }, wanted) => {
      if (wanted === "unlocated") return at === null;
      return at !== null && (wanted === "located" || geo_source === "cluster");
    },
    label: (position) =>
      ({ located: "On the map", approximate: "Placed by cluster only", unlocated: "Not on the map" })[
        position
      ],
  }),
  due: pageFilter<Due>({
    values: ["overdue", "today", "week", "unscheduled"],
    passes: isDue,
    label: (due, { dueDay }) => {
      if (due === "today") return dueDay ? `Due on ${dueDay}` : "Due today";
      return { overdue: "Overdue", week: "Due in 7 days", unscheduled: "Without an appointment" }[due];
    },
  }),
  actionable: pageFilter<"yes" | "no">({
    values: ["yes", "no"],
    passes: (ticket, wanted) => (ticket.is_actionable === true) === (wanted === "yes"),
    label: (answer) => (answer === "yes" ? "Actionable" : "Not actionable"),
  }),
  created: pageFilter<"window">({
    values: ["window"],
    passes: (ticket, _, clock) => isWithin(ticket.created_at, clock),
    label: () => "Opened in the window",
  }),
  /** Opened, closed or reopened in the window; or reopened only. */
  moved: pageFilter<"window" | "reopened">({
    values: ["window", "reopened"],
    passes: (ticket, wanted, clock) => {
      if (ticket.is_reopened || wanted === "reopened") return ticket.is_reopened;
      return isWithin(ticket.created_at, clock) || isWithin(ticket.closed_at, clock);
    },
    label: (moved) => (moved === "reopened" ? "Reopened in the window" : "Opened, closed or reopened"),
  }),
  /** Closed tickets that took longer to restore than this many minutes. */
  slower: pageFilter<string>({
    values: (text) => /^\d{1,7}$/.test(text),
    passes: ({ mttr_minutes }, wanted) => mttr_minutes !== null && mttr_minutes > Number(wanted),
    label: (minutes) => `Took longer than ${duration(Number(minutes))}`,
  }),
  /** Tickets at one point, `longitude,latitude`. */
  point: pageFilter<string>({
    values: (text) => parsePoint(text) !== undefined,
    passes: isOnPoint,
    label: () => "At one point of the map",
  }),
};

export type PageFilter = keyof typeof PAGE_FILTERS;
export type PageFilterValue<Name extends PageFilter> =
  (typeof PAGE_FILTERS)[Name] extends PageFilterEntry<infer Value> ? Value : never;
export type PageFilterValues = { [Name in PageFilter]: PageFilterValue<Name> | null };

export const PAGE_FILTER_NAMES = Object.keys(PAGE_FILTERS) as PageFilter[];

/** An entry whose `passes` and `label` take any text: callers only pass values of the same filter. */
export const pageFilterOf = (name: PageFilter): PageFilterEntry<string> =>
  PAGE_FILTERS[name] as unknown as PageFilterEntry<string>;

/**
 * A test of the page filters that are set.
 *
 * A figure that sets a filter is counted with `except` set to that filter, so that its other values
 * keep their counts and can be chosen instead.
 */
export function pageFilterTest(
  wanted: PageFilterValues,
  clock: Clock,
  except?: PageFilter,
): (ticket: Ticket) => boolean {
  const tests = PAGE_FILTER_NAMES.flatMap((name) => {
    const value = wanted[name];
    if (value === null || name === except) return [];
    const entry = pageFilterOf(name);
    return [(ticket: Ticket): boolean => entry.passes(ticket, value, clock)];
  });
  return (ticket) => tests.every((passes) => passes(ticket));
}

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * DAY_MINUTES * MINUTE_MS;

function isDue(ticket: Ticket, wanted: Due, clock: Clock): boolean {
  if (!isOpen(ticket) || !clock.hasSchedule) return false;
  if (wanted === "unscheduled") return ticket.scheduled_at === null;
  if (ticket.due_at === null) return false;
  const due = Date.parse(ticket.due_at);
  if (wanted === "overdue") return due < clock.asOf;
  if (wanted === "week") return due >= clock.asOf && due < clock.asOf + WEEK_MS;
  const midnight = (fromEatLocal(eatDay(clock.asOf)) ?? 0) + DAY_MINUTES * MINUTE_MS;
  return due >= clock.asOf && due < midnight;
}

/** Six decimals are a tenth of a metre: the same point on any map. */
const SAME_POINT_DEGREES = 0.000_001;

function isOnPoint({ at }: Ticket, wanted: string): boolean {
  const point = parsePoint(wanted);
  if (!at || !point) return false;
  const [dx, dy] = [Math.abs(at[0] - point[0]), Math.abs(at[1] - point[1])];
  return dx <= SAME_POINT_DEGREES && dy <= SAME_POINT_DEGREES;
}

const isWithin = (at: string | null, clock: Clock): boolean =>
  at !== null && Date.parse(at) >= clock.from && Date.parse(at) < clock.to;
