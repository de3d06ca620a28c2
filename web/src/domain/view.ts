import { PAGE_FILTER_NAMES, type PageFilterValues, SERVER_FILTERS, type ServerFilter } from "./filters";
import type { SortKey } from "./order";

/** The tab that shows every ticket type. Addresses have used this name since there were two types. */
export const EVERY_TYPE = "both";

/** The tab of the crews' day. */
export const DISPATCH = "dispatch";

export const WINDOWS = ["today", "week", "month", "24h", "7d", "30d"] as const;
export const SHOWS = ["open", "waiting", "closed", "all"] as const;
/** The parts of the page that a phone shows one at a time. */
export const PANES = ["map", "list", "figures"] as const;

type ServerFilterValues = Record<ServerFilter, string | null>;

/** What the address of the page holds: enough to open the same view again, and nothing secret. */
export interface View extends ServerFilterValues, PageFilterValues {
  /** A dataset's name, `EVERY_TYPE` or `DISPATCH`. */
  tab: string;
  window: (typeof WINDOWS)[number];
  /** East Africa Time, `2026-11-23T08:40`; `from` and `to` replace the window. */
  from: string | null;
  to: string | null;
  show: (typeof SHOWS)[number];
  sort: SortKey;
  /** zoom/latitude/longitude */
  map: string | null;
  ticket: string | null;
  pane: (typeof PANES)[number];
  /** The crews' day, `2026-11-23`; absent or null: today. */
  day?: string | null;
}

const none = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>;

const NO_SERVER_FILTERS = none(SERVER_FILTERS.map(({ name }) => name));
const NO_PAGE_FILTERS = none(PAGE_FILTER_NAMES);
export const NO_FILTERS: Partial<View> = { ...NO_SERVER_FILTERS, ...NO_PAGE_FILTERS };

/** What the page shows if the address is empty; addresses list parameters in this order. */
export const defaultView = (datasets: readonly string[]): View => ({
  tab: datasets[0] ?? "",
  ...NO_SERVER_FILTERS,
  window: "24h",
  from: null,
  to: null,
  ...NO_PAGE_FILTERS,
  show: "open",
  sort: "-age",
  map: null,
  ticket: null,
  pane: "map",
});

export const hasPageFilter = (view: View): boolean => PAGE_FILTER_NAMES.some((name) => view[name] !== null);

export const hasFilter = (view: View): boolean =>
  hasPageFilter(view) || SERVER_FILTERS.some(({ name }) => view[name] !== null);
