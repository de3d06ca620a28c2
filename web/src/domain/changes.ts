import type { Ticket } from "./ticket";

export type ChangeKind = "new" | "changed" | "closed" | "reopened";

/** A fingerprint of what the feed says of a ticket: the rest follows from the clock and the window. */
function content(ticket: Ticket): string {
  return JSON.stringify({ ...ticket, age_minutes: null, sla_state: null, is_reopened: null });
}

interface Set {
  open: readonly Ticket[];
  closed: readonly Ticket[];
}

/** What differs between two answers to one question, by ticket key. */
export function changesBetween(before: Set, after: Set): Map<string, ChangeKind> {
  const known = new Map([...before.closed, ...before.open].map((ticket) => [ticket.key, ticket]));
  const changes = new Map<string, ChangeKind>();
  for (const ticket of [...after.closed, ...after.open]) {
    const was = known.get(ticket.key);
    if (!was) changes.set(ticket.key, ticket.is_open ? "new" : "closed");
    else if (was.is_open !== ticket.is_open) changes.set(ticket.key, ticket.is_open ? "reopened" : "closed");
    else if (content(was) !== content(ticket)) changes.set(ticket.key, "changed");
  }
  return changes;
}

const WORDS: [ChangeKind, string][] = [
  ["new", "new"],
  ["changed", "changed"],
  ["closed", "closed"],
  ["reopened", "reopened"],
];

/** `3 new, 12 changed, 1 closed`; blank where nothing changed. */
export function changesInWords(changes: ReadonlyMap<string, ChangeKind>): string {
  const kinds = [...changes.values()];
  return WORDS.map(([kind, word]) => [kinds.filter((k) => k === kind).length, word] as const)
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(", ");
}
