import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { getJson, isAnswer, isRefusal } from "../api/client";
import { dashboardUrl } from "../api/routes";
import type { Dashboard, Dataset } from "../contract/types";
import { changesBetween } from "../domain/changes";
import { clockOf } from "../domain/clock";
import { figuresOf, type Loaded } from "../domain/figures";
import { PAGE_FILTER_NAMES } from "../domain/filters";
import { everyTicket, type Ticket, type Tickets, ticketsOf } from "../domain/ticket";
import { NO_FILTERS, type View } from "../domain/view";
import { noteAnswer, noteFailure } from "./connection";
import { markChanges } from "./marks";
import { datasets, isDispatch, view } from "./navigation";

/** The data that is loaded for a dataset. */
export interface Feed extends Tickets {
  /** The request that `dashboard` answers; it can be an earlier one than the view's. */
  url: string;
  dashboard: Dashboard | null;
}

/** The newest request. It is kept apart from the data, so that an unchanged answer recounts nothing. */
interface Attempt {
  isLoading: boolean;
  /** Why it failed; the data before it is kept. */
  error: unknown;
}

const NOTHING: Feed = { url: "", dashboard: null, open: [], waiting: [], closed: [] };
const IDLE: Attempt = { isLoading: false, error: null };

/** A signal for each dataset, made when it is first asked for. */
function signalsOf<T>(initial: T): (dataset: Dataset) => Signal<T> {
  const made = new Map<Dataset, Signal<T>>();
  return (dataset) => {
    const found = made.get(dataset) ?? signal(initial);
    made.set(dataset, found);
    return found;
  };
}

export const feedOf = signalsOf(NOTHING);
const attemptOf = signalsOf(IDLE);

/** The request for what the view shows of a dataset. Dispatch needs every open ticket. */
export const wantedUrl = (dataset: Dataset): string =>
  dashboardUrl(dataset, isDispatch.value ? ({ ...view.value, ...NO_FILTERS } as View) : view.value);

interface Running {
  url: string;
  controller: AbortController;
  answered: Promise<void>;
  /** Whether the data changed since the request was sent. */
  isOld: boolean;
}

const running: Partial<Record<Dataset, Running>> = {};

function accept(dataset: Dataset, url: string, dashboard: Dashboard): void {
  const feed = feedOf(dataset);
  const before = feed.value;
  if (before.dashboard === dashboard && before.url === url) return;
  const after = ticketsOf(dashboard);
  const changes = before.url === url ? changesBetween(before, after) : new Map();
  batch(() => {
    feed.value = { url, dashboard, ...after };
    markChanges(dataset, changes);
  });
}

/** Answers that are held until the other datasets on show have answered. */
const held: Partial<Record<Dataset, { url: string; dashboard: Dashboard }>> = {};

/** Accepts answers once all datasets on show have answered the same request: sums never mix two. */
function settle(): void {
  const isInStep = (dataset: Dataset): boolean => {
    const { url, dashboard } = feedOf(dataset).value;
    const isEmpty = dashboard === null && !held[dataset];
    return isEmpty || (held[dataset]?.url ?? url) === wantedUrl(dataset);
  };
  if (!datasets.value.every(isInStep)) return;
  batch(() => {
    for (const dataset of datasets.value) {
      const answer = held[dataset];
      delete held[dataset];
      if (answer) accept(dataset, answer.url, answer.dashboard);
    }
  });
}

/**
 * Requests what the view shows of a dataset. A newer call for something else replaces this one; for
 * the same, it waits: on a slow line, an answer that is dropped for a newer one would never arrive.
 */
export async function refresh(dataset: Dataset, isChanged = true): Promise<void> {
  const url = wantedUrl(dataset);
  const before = running[dataset];
  if (before?.url === url) {
    before.isOld ||= isChanged;
    return before.answered;
  }
  before?.controller.abort();
  const controller = new AbortController();
  const attempt: Running = {
    url,
    controller,
    answered: ask(dataset, url, controller.signal),
    isOld: false,
  };
  running[dataset] = attempt;
  await attempt.answered;
  if (running[dataset] !== attempt) return;
  delete running[dataset];
  if (attempt.isOld) await refresh(dataset);
}

async function ask(dataset: Dataset, url: string, signal: AbortSignal): Promise<void> {
  const state = attemptOf(dataset);
  state.value = { ...state.value, isLoading: true };
  try {
    const dashboard = await getJson<Dashboard>(url, signal);
    if (signal.aborted) return;
    noteAnswer(dataset);
    state.value = IDLE;
    held[dataset] = { url, dashboard };
    settle();
  } catch (error) {
    if (signal.aborted) return;
    if (isAnswer(error)) noteAnswer(dataset);
    else noteFailure(dataset, error);
    if (isRefusal(error)) {
      // The loaded data answers another request and is dropped.
      delete held[dataset];
      feedOf(dataset).value = { ...NOTHING, url };
    }
    state.value = { isLoading: false, error };
    settle();
  }
}

export const refreshAll = async (isChanged = true): Promise<void> => {
  await Promise.all(datasets.value.map((dataset) => refresh(dataset, isChanged)));
};

/** Whether nothing was ever imported into an answer's dataset: its zeros count nothing. */
const isBlank = ({ freshness }: Dashboard): boolean => freshness.content_as_of === null;

/** The datasets on show into which nothing was ever imported. */
export const blank = computed(() =>
  datasets.value.filter((dataset) => {
    const { dashboard } = feedOf(dataset).value;
    return dashboard !== null && isBlank(dashboard);
  }),
);

/** The filters on show whose value no ticket of a dataset has, by dataset. */
export const unknown = computed(() =>
  datasets.value.flatMap((dataset) => {
    const names = feedOf(dataset).value.dashboard?.filters.unknown ?? [];
    return names.length > 0 ? [{ dataset, names }] : [];
  }),
);

/** The datasets on show of which only the newest closed tickets are loaded. */
export const cut = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { dashboard } = feedOf(dataset).value;
    if (!dashboard?.closed.truncated) return [];
    return [{ dataset, shown: dashboard.closed.features.length, closed: dashboard.metrics.closed }];
  }),
);

/** The datasets on show of which only the oldest open tickets are loaded. */
export const cutOpen = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { dashboard } = feedOf(dataset).value;
    if (!dashboard?.open.truncated) return [];
    return [{ dataset, shown: dashboard.open.features.length, open: dashboard.metrics.open }];
  }),
);

/** The datasets on show of which only the oldest waiting tickets are loaded. */
export const cutWaiting = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { dashboard } = feedOf(dataset).value;
    if (!dashboard?.waiting.truncated) return [];
    return [{ dataset, shown: dashboard.waiting.features.length, waiting: dashboard.metrics.waiting }];
  }),
);

/** The datasets on show that have data to count. */
export const loaded: ReadonlySignal<(Loaded & { dataset: Dataset })[]> = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { dashboard, open, waiting, closed } = feedOf(dataset).value;
    if (!dashboard || isBlank(dashboard)) return [];
    return [{ dataset, open, waiting, closed, clock: clockOf(dashboard), metrics: dashboard.metrics }];
  }),
);

const pageFilters = computed(() => PAGE_FILTER_NAMES.map((name) => view.value[name]).join("\n"));

/**
 * The datasets on show that have not answered yet; until they have, totals are unknown. A dataset
 * that refuses the request has answered (no ticket of it matches), and so has an empty one.
 */
export const missing = computed(() =>
  datasets.value.filter((dataset) => {
    const { url, dashboard } = feedOf(dataset).value;
    if (dashboard !== null) return false;
    return !isRefusal(attemptOf(dataset).value.error) || url !== wantedUrl(dataset);
  }),
);
const isWhole = computed(() => missing.value.length === 0 && loaded.value.length > 0);

export const figures = computed(() => {
  // Count anew only if the data or one of these filters changes.
  pageFilters.value;
  return isWhole.value ? figuresOf(loaded.value, view.peek()) : null;
});

/** Whether the data on show answers an earlier request than the view's. */
export const isOutOfStep = computed(() =>
  datasets.value.some((dataset) => {
    const { url, dashboard } = feedOf(dataset).value;
    return dashboard !== null && url !== wantedUrl(dataset);
  }),
);

export const isLoading = computed(() => datasets.value.some((dataset) => attemptOf(dataset).value.isLoading));

/** The refusals of the datasets on show, in the server's words. */
export const refusals = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { error } = attemptOf(dataset).value;
    return isRefusal(error) ? [{ dataset, error }] : [];
  }),
);

/** Every loaded ticket of the datasets on show, by key. */
export const ticketsByKey = computed(() => {
  const all = new Map<string, Ticket>();
  for (const tickets of loaded.value) {
    for (const ticket of everyTicket(tickets)) all.set(ticket.key, ticket);
  }
  return all;
});
