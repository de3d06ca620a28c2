/** A day as it went: where crews were, which tickets were open, and where the plan has the crews. */
import type { Ticket } from "../ticket";
import type { Lane, Stop } from "./lanes";
import { MINUTE_MS } from "./scale";

/** Instant, longitude, latitude; in order. */
export type Fix = readonly [number, number, number];

/** A position that is older is not where the crew is any more. */
const OLD_MS = 10 * MINUTE_MS;

export interface CrewThen {
  at: [number, number];
  isOld: boolean;
}

/** Where a crew was: between two fixes on the line between them, after the last one there. */
export function crewAt(track: readonly Fix[], instant: number): CrewThen | null {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track[middle]?.[0] ?? 0) <= instant) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [track[low - 1], track[low]];
  if (!before) return null;
  if (!after || after[0] - before[0] > OLD_MS) {
    return { at: [before[1], before[2]], isOld: instant - before[0] > OLD_MS };
  }
  const share = (instant - before[0]) / (after[0] - before[0]);
  const between = (from: number, to: number): number => from + share * (to - from);
  return { at: [between(before[1], after[1]), between(before[2], after[2])], isOld: false };
}

/** The stop at which, or on the way to which, the plan has a crew. */
export const plannedAt = ({ stops, shiftFrom }: Lane, instant: number): Stop | null =>
  instant < shiftFrom ? null : (stops.find((stop) => stop.endsAt > instant) ?? null);

const before = (iso: string | null, instant: number): boolean => iso !== null && Date.parse(iso) <= instant;

/** The tickets that were open then, and those that had been closed on the day. */
export function ticketsAt(
  tickets: readonly Ticket[],
  dayFrom: number,
  instant: number,
): { open: Ticket[]; closed: Ticket[] } {
  const open: Ticket[] = [];
  const closed: Ticket[] = [];
  for (const ticket of tickets) {
    if (!before(ticket.created_at, instant)) continue;
    if (!before(ticket.closed_at, instant)) open.push({ ...ticket, lifecycle: "actionable" });
    else if (!before(ticket.closed_at, dayFrom)) closed.push(ticket);
  }
  return { open, closed };
}
