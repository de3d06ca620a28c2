import { SLA_ORDER, type Ticket } from "./ticket";

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const byNumber = (a: number, b: number): number => a - b;
const byText = (a: string, b: string): number => collator.compare(a, b);
const byInstant = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

type Compare = (a: Ticket, b: Ticket) => number;

interface Sorting {
  /** The first click sorts in this direction, the next in the other. */
  first: "ascending" | "descending";
  /** Compares in ascending (1) or descending (-1) order; tickets without a value come last in both. */
  compare(sign: 1 | -1): Compare;
}

function by<T>(
  value: (ticket: Ticket) => T | null,
  compare: (a: T, b: T) => number,
  first: Sorting["first"] = "ascending",
): Sorting {
  return {
    first,
    compare: (sign) => (a, b) => {
      const [x, y] = [value(a), value(b)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return sign * compare(x, y);
    },
  };
}

/** When a ticket needs attention: its due time; the closing time of a closed one. */
const dueTime = (ticket: Ticket): string | null =>
  ticket.lifecycle === "closed" ? ticket.closed_at : ticket.due_at;

const LIFECYCLES: readonly Ticket["lifecycle"][] = ["actionable", "waiting", "closed"];

/** What the list can be sorted by. */
const SORTINGS = {
  age: by((t) => t.age_minutes, byNumber, "descending"),
  due: by(dueTime, byInstant),
  ticket: by((t) => t.ticket_id, byText),
  place: by((t) => t.location_name ?? t.cluster, byText),
  team: by((t) => t.assigned_team, byText),
  mttr: by((t) => t.mttr_minutes, byNumber, "descending"),
};

export type SortColumn = keyof typeof SORTINGS;
/** A leading minus sorts in descending order. */
export type SortKey = SortColumn | `-${SortColumn}`;

export const SORT_KEYS = Object.keys(SORTINGS).flatMap((column) => [column, `-${column}`]) as SortKey[];

export function parseSort(sort: SortKey): { column: SortColumn; isDescending: boolean } {
  const isDescending = sort.startsWith("-");
  return { column: sort.slice(isDescending ? 1 : 0) as SortColumn, isDescending };
}

/** The sort that a click on a column's header sets. */
export function nextSort(current: SortKey, column: SortColumn): SortKey {
  const [up, down]: [SortKey, SortKey] = [column, `-${column}`];
  const [first, second] = SORTINGS[column].first === "ascending" ? [up, down] : [down, up];
  return current === first ? second : first;
}

/** Sorts a copy: open before waiting before closed, then by the key, then the worse SLA state, then by id. */
export function sorted(tickets: readonly Ticket[], sort: SortKey): Ticket[] {
  const { column, isDescending } = parseSort(sort);
  const compare = SORTINGS[column].compare(isDescending ? -1 : 1);
  const severity = (t: Ticket): number => SLA_ORDER.indexOf(t.sla_state);
  const stage = (t: Ticket): number => LIFECYCLES.indexOf(t.lifecycle);
  return [...tickets].sort(
    (a, b) => stage(a) - stage(b) || compare(a, b) || severity(a) - severity(b) || byText(a.key, b.key),
  );
}
