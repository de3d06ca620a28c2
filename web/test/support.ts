import type { TicketType } from "../src/contract/types";
import type { Loaded } from "../src/domain/figures";
import type { Ticket } from "../src/domain/ticket";

export const TYPES: readonly TicketType[] = [
  {
    name: "inc",
    title: "Incidents",
    singular: "incident",
    label: "INC",
    symbol: "plain",
    is_scheduled: false,
  },
  {
    name: "crq",
    title: "Installations",
    singular: "installation",
    label: "CRQ",
    symbol: "plus",
    is_scheduled: true,
  },
];

export const AS_OF = Date.parse("2026-06-25T09:00:00+00:00");
const HOUR_MS = 3_600_000;

export const iso = (hoursFromAsOf: number): string => new Date(AS_OF + hoursFromAsOf * HOUR_MS).toISOString();

/** A located open incident in Westlands, with some properties changed. */
export function ticket(id: string, change: Partial<Ticket> = {}): Ticket {
  const dataset = change.dataset ?? "inc";
  return {
    key: `${dataset}:${id}`,
    ticket_id: id,
    dataset,
    is_reopened: false,
    at: [36.81, -1.26],
    normalized_status: "open",
    raw_status: "ASSIGNED",
    lifecycle: "actionable",
    bucket: null,
    is_actionable: true,
    cluster: "Westlands",
    region: "nairobi",
    location_name: "Ring Road",
    assigned_team: "A",
    owner: "ann",
    created_at: iso(-10),
    scheduled_at: null,
    closed_at: null,
    age_minutes: 600,
    hours_open: 10,
    sla_state: "on_track",
    due_at: iso(14),
    mttr_minutes: null,
    geo_source: "feed",
    geo_precision: "point",
    ...change,
  };
}

const METRICS: Loaded["metrics"] = { created: 4, closings: 3, reopened: 1, net_flow: 2, waiting: 3 };

export function loaded(open: Ticket[], closed: Ticket[] = [], hasSchedule = false): Loaded {
  return {
    open,
    waiting: [],
    closed,
    metrics: METRICS,
    clock: { asOf: AS_OF, from: AS_OF - 24 * HOUR_MS, to: AS_OF + 1000, hasSchedule },
  };
}

/** Numbers between 0 and 1 that are the same in each run. */
export function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
