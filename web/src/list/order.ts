import { SLA_ORDER, type Ticket } from "../domain/ticket";
import type { SortKey } from "../state/view";

type Column = "age" | "due" | "ticket" | "place" | "team" | "mttr";

export function parseSort(sort: SortKey): { column: Column; isDescending: boolean } {
  const isDescending = sort.startsWith("-");
  return { column: sort.slice(isDescending ? 1 : 0) as Column, isDescending };
}

/** The sort that a press on a column's head asks for: the useful end first, then the other way round. */
export function nextSort(current: SortKey, column: Column): SortKey {
  const isLongestFirst = column === "age" || column === "mttr";
  const first: SortKey = isLongestFirst ? `-${column}` : column;
  if (current === first) return isLongestFirst ? column : `-${column}`;
  return first;
}

const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** When a ticket asks for attention: its due time; of a closed one, when it was closed. */
export const dueTime = (ticket: Ticket): string | null => (ticket.is_open ? ticket.due_at : ticket.closed_at);

const place = (ticket: Ticket): string | null => ticket.location_name ?? ticket.cluster;

type Compare = (a: Ticket, b: Ticket) => number;

/** Tickets without a value stand last in both directions. */
function by<T>(value: (ticket: Ticket) => T | null, compare: (a: T, b: T) => number, sign: number): Compare {
  return (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * compare(x, y);
  };
}

const numbers = (a: number, b: number): number => a - b;
const texts = (a: string, b: string): number => byText.compare(a, b);
const instants = (a: string, b: string): number => Date.parse(a) - Date.parse(b);

function comparison(sort: SortKey): Compare {
  const { column, isDescending } = parseSort(sort);
  const sign = isDescending ? -1 : 1;
  switch (column) {
    case "age":
      return by((t) => t.age_minutes, numbers, sign);
    case "due":
      return by(dueTime, instants, sign);
    case "mttr":
      return by((t) => t.mttr_minutes, numbers, sign);
    case "ticket":
      return by((t) => t.ticket_id, texts, sign);
    case "place":
      return by(place, texts, sign);
    case "team":
      return by((t) => t.assigned_team, texts, sign);
  }
}

/** Sorts a copy: open before closed, then as asked, then the worse state, then by id. */
export function sorted(tickets: readonly Ticket[], sort: SortKey): Ticket[] {
  const compare = comparison(sort);
  const severity = (t: Ticket): number => SLA_ORDER.indexOf(t.sla_state);
  return [...tickets].sort(
    (a, b) =>
      Number(b.is_open) - Number(a.is_open) ||
      compare(a, b) ||
      severity(a) - severity(b) ||
      byText.compare(a.key, b.key),
  );
}
