import type { Dataset } from "../contract/types";
import { SERVER_FILTERS, type ServerFilter } from "../domain/filters";
import { NONE } from "../domain/names";
import { toEatIso } from "../domain/time";
import type { View } from "../domain/view";

function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** The address of a path on the server: relative to the page's own, which a proxy may put anywhere. */
export const fromHere = (path: string): string => path.replace(/^\/(?!\/)/, "");

interface Scope extends Pick<View, ServerFilter | "from" | "to"> {
  window: string;
}

/** A filter as the API takes it: an empty text would be no filter there. */
const wanted = (value: string | null): string | null => (value === "" ? NONE : value);

function scopeQuery({ window, from, to, ...filters }: Scope) {
  return {
    ...Object.fromEntries(SERVER_FILTERS.map(({ name }) => [name, wanted(filters[name])])),
    window: from === null ? window : null,
    from: from === null ? null : toEatIso(from),
    to: to === null ? null : toEatIso(to),
  };
}

export const dashboardUrl = (dataset: Dataset, scope: Scope): string =>
  withQuery(`/api/v1/${dataset}/dashboard`, scopeQuery(scope));

export const csvUrl = (dataset: Dataset, view: Scope & Pick<View, "show">): string =>
  withQuery(`/api/v1/${dataset}/tickets.csv`, { ...scopeQuery(view), state: view.show });

export const backlogUrl = (dataset: Dataset, cluster: string | null): string =>
  withQuery(`/api/v1/${dataset}/backlog`, { cluster: wanted(cluster) });

interface JobsScope {
  scope: Scope;
  by: string;
  period: string;
}

export const jobsUrl = (dataset: Dataset, { scope, by, period }: JobsScope): string =>
  withQuery(`/api/v1/${dataset}/closures`, { ...scopeQuery(scope), by, period });

export const jobsCsvUrl = (dataset: Dataset, { scope, by, period }: JobsScope): string =>
  withQuery(`/api/v1/${dataset}/closures.csv`, { ...scopeQuery(scope), by, period });

export const historyUrl = (dataset: Dataset, id: string): string =>
  `/api/v1/${dataset}/tickets/${encodeURIComponent(id)}`;

export const searchUrl = (dataset: Dataset, q: string, limit: number): string =>
  withQuery(`/api/v1/${dataset}/tickets`, { q, limit });

export const filtersUrl = (dataset: Dataset): string => `/api/v1/${dataset}/filters`;

export const FRESHNESS_URL = "/api/v1/freshness";
export const EVENTS_URL = "/api/v1/events";
export const SESSION_URL = "/api/v1/session";
export const CONFIG_URL = "/config.json";
