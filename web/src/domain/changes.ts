import type { Ticket } from "./ticket";

export type ChangeKind = "new" | "changed" | "closed" | "reopened";

/** What the feed says about a ticket. The other properties depend on the clock and the window. */
function content(ticket: Ticket): string {
  return JSON.stringify({ ...ticket, age_minutes: null, sla_state: null, is_reopened: null });
}

interface Tickets {
  open: readonly Ticket[];
  closed: readonly Ticket[];
}

/** What changed between two answers to the same request, by ticket key. */
export function changesBetween(before: Tickets, after: Tickets): Map<string, ChangeKind> {
  const known = new Map([...before.closed, ...before.open].map((ticket) => [ticket.key, ticket]));
  const changes = new Map<string, ChangeKind>();
  for (const ticket of [...after.closed, ...after.open]) {
    const previous = known.get(ticket.key);
    if (!previous) changes.set(ticket.key, ticket.is_open ? "new" : "closed");
    else if (previous.is_open !== ticket.is_open)
      changes.set(ticket.key, ticket.is_open ? "reopened" : "closed");
    else if (content(previous) !== content(ticket)) changes.set(ticket.key, "changed");
  }
  return changes;
}

const KINDS: readonly ChangeKind[] = ["new", "changed", "closed", "reopened"];

/** `3 new, 12 changed, 1 closed`; empty if nothing changed. */
export function changesInWords(changes: ReadonlyMap<string, ChangeKind>): string {
  const kinds = [...changes.values()];
  return KINDS.map((kind) => [kinds.filter((k) => k === kind).length, kind] as const)
    .filter(([n]) => n > 0)
    .map(([n, kind]) => `${n} ${kind}`)
    .join(", ");
}
