import type {
  AgeBucket,
  Dashboard,
  Dataset,
  SlaState,
  TicketFeature,
  TicketProperties,
} from "../contract/types";

/** A ticket as the page handles it: a feature's properties, its position, and a unique key. */
export interface Ticket extends TicketProperties {
  /** The dataset and the id, `DATASET:ID`; ids are unique within a dataset only. */
  key: string;
  /** Whether it was reopened in the window. */
  is_reopened: boolean;
  at: [number, number] | null;
}

export const ticketKey = (dataset: Dataset, id: string): string => `${dataset}:${id}`;

export function parseTicketKey(key: string): { dataset: Dataset; id: string } | undefined {
  const [, dataset, id] = /^([^:]+):(.+)$/.exec(key) ?? [];
  return dataset && id ? { dataset, id } : undefined;
}

function fromFeature(feature: TicketFeature, reopened: ReadonlySet<string>): Ticket {
  const { properties, geometry } = feature;
  return {
    ...properties,
    key: ticketKey(properties.dataset, properties.ticket_id),
    is_reopened: reopened.has(properties.ticket_id),
    at: geometry ? geometry.coordinates : null,
  };
}

/** Tickets by their lifecycle. */
export interface Tickets {
  open: readonly Ticket[];
  /** Neither open nor closed; at most the oldest 1,000. */
  waiting: readonly Ticket[];
  /** Those closed in the window; at most the newest 5,000. */
  closed: readonly Ticket[];
}

export function ticketsOf(dashboard: Dashboard): Tickets {
  const reopened = new Set(dashboard.reopened_tickets);
  const read = ({ features }: { features: readonly TicketFeature[] }): Ticket[] =>
    features.map((feature) => fromFeature(feature, reopened));
  return { open: read(dashboard.open), waiting: read(dashboard.waiting), closed: read(dashboard.closed) };
}

export const everyTicket = ({ open, waiting, closed }: Tickets): Ticket[] => [...closed, ...waiting, ...open];

export const isOpen = ({ lifecycle }: Pick<Ticket, "lifecycle">): boolean => lifecycle === "actionable";

/** Worst first: the order of rings, legends and sorting. */
export const SLA_ORDER: readonly SlaState[] = ["breached", "at_risk", "on_track", "unknown"];

export const SLA_WORDS: Record<SlaState, string> = {
  breached: "Breached",
  at_risk: "At risk",
  on_track: "On track",
  unknown: "SLA unknown",
};

/** Closed tickets have other labels than open ones. */
export const CLOSED_SLA_WORDS: Record<SlaState, string> = {
  breached: "Outside SLA",
  at_risk: "At risk",
  on_track: "Within SLA",
  unknown: "SLA unknown",
};

export const LIFECYCLE_WORDS = { actionable: "Open", waiting: "Waiting", closed: "Closed" } as const;

/** The ticket's state: `At risk`; `Waiting`; `Closed, Within SLA`. */
export function stateWords({ lifecycle, sla_state }: Pick<Ticket, "lifecycle" | "sla_state">): string {
  if (lifecycle === "actionable") return SLA_WORDS[sla_state];
  const words = LIFECYCLE_WORDS[lifecycle];
  return lifecycle === "closed" ? `${words}, ${CLOSED_SLA_WORDS[sla_state]}` : words;
}

/** The upper ends of the age buckets, in minutes, exclusive. */
const AGE_ENDS: readonly [AgeBucket, number][] = [
  ["0-4h", 240],
  ["4-24h", 1440],
  ["1-3d", 4320],
  ["3-7d", 10080],
  ["over-7d", Number.POSITIVE_INFINITY],
];

export const AGE_BUCKETS: readonly AgeBucket[] = ["0-4h", "4-24h", "1-3d", "3-7d", "over-7d", "unknown"];

export const AGE_WORDS: Record<AgeBucket, string> = {
  "0-4h": "under 4 h",
  "4-24h": "4–24 h",
  "1-3d": "1–3 days",
  "3-7d": "3–7 days",
  "over-7d": "over 7 days",
  unknown: "unknown",
};

export function ageBucket(minutes: number | null): AgeBucket {
  if (minutes === null) return "unknown";
  return AGE_ENDS.find(([, end]) => minutes < end)?.[0] ?? "over-7d";
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `waiting_parts` → `Waiting parts`. */
export const sentence = (text: string | null): string =>
  text ? capitalized(text.replaceAll("_", " ")) : "–";
