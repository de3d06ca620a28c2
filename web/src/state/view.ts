import type { AgeBucket, SlaState } from "../api/types";

/** What the address of the page says: enough to open the same view again, and nothing secret. */
export interface View {
  tab: "inc" | "crq" | "both";
  /** Filters that the API applies. `null`: all; `""`: tickets that have none. */
  cluster: string | null;
  status: string | null;
  team: string | null;
  owner: string | null;
  window: "24h" | "7d" | "30d";
  /** East Africa Time, `2026-11-23T08:40`; they take the window's place. */
  from: string | null;
  to: string | null;
  /** Filters over the tickets that are loaded. */
  sla: SlaState | null;
  age: AgeBucket | null;
  position: "located" | "approximate" | "unlocated" | null;
  due: "overdue" | "today" | "week" | "unscheduled" | null;
  actionable: "yes" | "no" | null;
  created: "window" | null;
  /** Opened, closed or reopened in the window; or only the last. */
  moved: "window" | "reopened" | null;
  /** Minutes: closed tickets that took longer to restore. */
  slower: string | null;
  /** A point, `lon,lat`: the tickets that lie on it. */
  point: string | null;
  show: "open" | "closed" | "all";
  sort: SortKey;
  /** zoom/latitude/longitude */
  map: string | null;
  ticket: string | null;
  /** The part of the page that a phone shows. */
  pane: "map" | "list" | "figures";
}

export type SortKey = `${"" | "-"}${"age" | "due" | "ticket" | "place" | "team" | "mttr"}`;

export const DEFAULT_VIEW: View = {
  tab: "inc",
  cluster: null,
  status: null,
  team: null,
  owner: null,
  window: "24h",
  from: null,
  to: null,
  sla: null,
  age: null,
  position: null,
  due: null,
  actionable: null,
  created: null,
  moved: null,
  slower: null,
  point: null,
  show: "open",
  sort: "-age",
  map: null,
  ticket: null,
  pane: "map",
};

/** Filters by who applies them; the rest of a view is how it is looked at. */
export const SERVER_FILTERS = ["cluster", "status", "team", "owner"] as const;
export const CLIENT_FILTERS = [
  "sla",
  "age",
  "position",
  "due",
  "actionable",
  "created",
  "moved",
  "slower",
  "point",
] as const;
export type ServerFilter = (typeof SERVER_FILTERS)[number];
export type ClientFilter = (typeof CLIENT_FILTERS)[number];

export const hasClientFilter = (view: View): boolean => CLIENT_FILTERS.some((name) => view[name] !== null);

export const hasFilter = (view: View): boolean =>
  hasClientFilter(view) || SERVER_FILTERS.some((name) => view[name] !== null);

export const NO_FILTERS: Partial<View> = Object.fromEntries(
  [...SERVER_FILTERS, ...CLIENT_FILTERS].map((name) => [name, null]),
);
