import type { Dashboard } from "../api/types";
import type { ClientFilter, View } from "../state/view";
import { ageBucket, type Ticket } from "./ticket";
import { DAY_MINUTES, eatDay, fromEatLocal } from "./time";

/** The instants that a dataset's answer is measured at. */
export interface Clock {
  asOf: number;
  from: number;
  to: number;
  /** Whether the dataset works by appointment: of others it is not told when they are due. */
  hasSchedule: boolean;
}

export const clockOf = ({ filters, metrics }: Dashboard): Clock => ({
  asOf: Date.parse(filters.as_of),
  from: Date.parse(filters.from),
  to: Date.parse(filters.to),
  hasSchedule: metrics.schedule !== null,
});

type Test<K extends ClientFilter> = (ticket: Ticket, wanted: NonNullable<View[K]>, clock: Clock) => boolean;

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * DAY_MINUTES * MINUTE_MS;

function isDue(ticket: Ticket, wanted: NonNullable<View["due"]>, clock: Clock): boolean {
  if (!ticket.is_open || !clock.hasSchedule) return false;
  if (wanted === "unscheduled") return ticket.scheduled_at === null;
  if (ticket.due_at === null) return false;
  const due = Date.parse(ticket.due_at);
  if (wanted === "overdue") return due < clock.asOf;
  if (wanted === "week") return due >= clock.asOf && due < clock.asOf + WEEK_MS;
  const midnight = (fromEatLocal(eatDay(clock.asOf)) ?? 0) + DAY_MINUTES * MINUTE_MS;
  return due >= clock.asOf && due < midnight;
}

function isAtPosition(ticket: Ticket, wanted: NonNullable<View["position"]>): boolean {
  if (wanted === "unlocated") return ticket.at === null;
  return ticket.at !== null && (wanted === "located" || ticket.geo_source === "cluster");
}

/** Six decimals are a tenth of a metre: one point on any map. */
const SAME_POINT_DEGREES = 0.000_001;

function isOnPoint(ticket: Ticket, wanted: string): boolean {
  const [longitude, latitude] = wanted.split(",").map(Number);
  if (!ticket.at || longitude === undefined || latitude === undefined) return false;
  const [dx, dy] = [Math.abs(ticket.at[0] - longitude), Math.abs(ticket.at[1] - latitude)];
  return dx <= SAME_POINT_DEGREES && dy <= SAME_POINT_DEGREES;
}

const isWithin = (at: string | null, clock: Clock): boolean =>
  at !== null && Date.parse(at) >= clock.from && Date.parse(at) < clock.to;

function hasMoved(ticket: Ticket, wanted: NonNullable<View["moved"]>, clock: Clock): boolean {
  if (ticket.is_reopened || wanted === "reopened") return ticket.is_reopened;
  return isWithin(ticket.created_at, clock) || isWithin(ticket.closed_at, clock);
}

const TESTS: { [K in ClientFilter]: Test<K> } = {
  sla: (ticket, wanted) => ticket.sla_state === wanted,
  age: (ticket, wanted) => ageBucket(ticket.age_minutes) === wanted,
  position: isAtPosition,
  due: isDue,
  actionable: (ticket, wanted) => (ticket.is_actionable === true) === (wanted === "yes"),
  created: (ticket, _, clock) => isWithin(ticket.created_at, clock),
  moved: hasMoved,
  slower: (ticket, wanted) => ticket.mttr_minutes !== null && ticket.mttr_minutes > Number(wanted),
  point: isOnPoint,
};

type Narrowing = Pick<View, ClientFilter>;

/**
 * Whether a ticket passes the filters over loaded tickets.
 *
 * A figure that is itself a filter is counted with `except` set to it, so that the other values of
 * that filter keep their counts and can be chosen instead.
 */
export function passes(ticket: Ticket, view: Narrowing, clock: Clock, except?: ClientFilter): boolean {
  for (const name in TESTS) {
    const filter = name as ClientFilter;
    const wanted = view[filter];
    if (wanted === null || filter === except) continue;
    // The table pairs each filter with the test of its own values.
    if (!(TESTS[filter] as Test<ClientFilter>)(ticket, wanted, clock)) return false;
  }
  return true;
}
