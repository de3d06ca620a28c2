import { everyTicket, type Ticket, type Tickets } from "./ticket";

export type ChangeKind = "new" | "changed" | "waiting" | "resumed" | "closed" | "reopened";

/** What the feed says about a ticket. The other properties depend on the clock and the window. */
function content(ticket: Ticket): string {
  return JSON.stringify({ ...ticket, age_minutes: null, sla_state: null, is_reopened: null });
}

/** How a ticket came to its present lifecycle. */
function turnOf({ lifecycle }: Ticket, before: Ticket | undefined): ChangeKind {
  if (lifecycle === "closed") return "closed";
  if (before?.lifecycle === "closed") return "reopened";
  if (lifecycle === "waiting") return "waiting";
  return before ? "resumed" : "new";
}

/** What changed between two answers to the same request, by ticket key. */
export function changesBetween(before: Tickets, after: Tickets): Map<string, ChangeKind> {
  const known = new Map(everyTicket(before).map((ticket) => [ticket.key, ticket]));
  const changes = new Map<string, ChangeKind>();
  for (const ticket of everyTicket(after)) {
    const previous = known.get(ticket.key);
    if (previous?.lifecycle !== ticket.lifecycle) changes.set(ticket.key, turnOf(ticket, previous));
    else if (content(previous) !== content(ticket)) changes.set(ticket.key, "changed");
  }
  return changes;
}

const KINDS: readonly ChangeKind[] = ["new", "changed", "waiting", "resumed", "closed", "reopened"];

/** `3 new, 12 changed, 1 closed`; empty if nothing changed. */
export function changesInWords(changes: ReadonlyMap<string, ChangeKind>): string {
  const kinds = [...changes.values()];
  return KINDS.map((kind) => [kinds.filter((k) => k === kind).length, kind] as const)
    .filter(([n]) => n > 0)
    .map(([n, kind]) => `${n} ${kind}`)
    .join(", ");
}
