import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { getJson, isPassing, isRefusal } from "../api/client";
import { dashboardUrl } from "../api/routes";
import type { Dashboard, Dataset } from "../api/types";
import { changesBetween } from "../domain/changes";
import { figuresOf, type Loaded } from "../domain/figures";
import { clockOf } from "../domain/narrow";
import { type Ticket, ticketsOf } from "../domain/ticket";
import { heardFrom, lost } from "./connection";
import { markChanges } from "./marks";
import { datasets, view } from "./navigation";
import { CLIENT_FILTERS } from "./view";

/** What is loaded of a dataset. */
export interface Feed {
  /** The question that `dashboard` answers; it can be an earlier one than the view's. */
  url: string;
  dashboard: Dashboard | null;
  open: Ticket[];
  closed: Ticket[];
}

/** How the newest attempt went, apart from the data, so that an unchanged answer recounts nothing. */
interface Attempt {
  isLoading: boolean;
  /** The data before it is kept. */
  error: unknown;
}

const NOTHING: Feed = { url: "", dashboard: null, open: [], closed: [] };
const IDLE: Attempt = { isLoading: false, error: null };

export const feeds: Record<Dataset, Signal<Feed>> = { inc: signal(NOTHING), crq: signal(NOTHING) };
const attempts: Record<Dataset, Signal<Attempt>> = { inc: signal(IDLE), crq: signal(IDLE) };

/** What the page should show of a dataset now. */
export const wantedUrl = (dataset: Dataset): string => dashboardUrl(dataset, view.value);

const running: Partial<Record<Dataset, AbortController>> = {};

function accept(dataset: Dataset, url: string, dashboard: Dashboard): void {
  const feed = feeds[dataset];
  const before = feed.value;
  if (before.dashboard === dashboard && before.url === url) return;
  const after = ticketsOf(dashboard);
  const changes = before.url === url ? changesBetween(before, after) : new Map();
  batch(() => {
    feed.value = { url, dashboard, ...after };
    markChanges(dataset, changes);
  });
}

/** Answers that wait for those of the other datasets on show. */
const waiting: Partial<Record<Dataset, { url: string; dashboard: Dashboard }>> = {};

/** Takes answers over once those of all datasets on show are to one question: sums mix no two. */
function settle(): void {
  const isInStep = (dataset: Dataset): boolean => {
    const { url, dashboard } = feeds[dataset].value;
    const isEmpty = dashboard === null && !waiting[dataset];
    return isEmpty || (waiting[dataset]?.url ?? url) === wantedUrl(dataset);
  };
  if (!datasets.value.every(isInStep)) return;
  batch(() => {
    for (const dataset of datasets.value) {
      const answer = waiting[dataset];
      delete waiting[dataset];
      if (answer) accept(dataset, answer.url, answer.dashboard);
    }
  });
}

/** Asks for what the view wants of a dataset; a newer call takes this one's place. */
export async function refresh(dataset: Dataset): Promise<void> {
  const url = wantedUrl(dataset);
  running[dataset]?.abort();
  const attempt = new AbortController();
  running[dataset] = attempt;
  const state = attempts[dataset];
  state.value = { ...state.value, isLoading: true };
  try {
    const dashboard = await getJson<Dashboard>(url, attempt.signal);
    if (attempt.signal.aborted) return;
    heardFrom(dataset);
    state.value = IDLE;
    waiting[dataset] = { url, dashboard };
    settle();
  } catch (error) {
    if (attempt.signal.aborted) return;
    if (isPassing(error)) lost(dataset, error);
    else heardFrom(dataset);
    if (isRefusal(error)) {
      // What was loaded answers another question, and goes.
      delete waiting[dataset];
      feeds[dataset].value = { ...NOTHING, url };
    }
    state.value = { isLoading: false, error };
    settle();
  }
}

export const refreshAll = async (): Promise<void> => {
  await Promise.all(datasets.value.map(refresh));
};

/** Whether an answer is of a feed of which nothing was ever imported: its zeros count nothing. */
const isBlank = ({ freshness }: Dashboard): boolean => freshness.content_as_of === null;

/** The datasets on show of which nothing was ever imported. */
export const blank = computed(() =>
  datasets.value.filter((dataset) => {
    const { dashboard } = feeds[dataset].value;
    return dashboard !== null && isBlank(dashboard);
  }),
);

/** The datasets on show that have an answer, ready to be counted. */
export const loaded: ReadonlySignal<(Loaded & { dataset: Dataset })[]> = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { dashboard, open, closed } = feeds[dataset].value;
    if (!dashboard || isBlank(dashboard)) return [];
    return [{ dataset, open, closed, clock: clockOf(dashboard), metrics: dashboard.metrics }];
  }),
);

const narrowing = computed(() => CLIENT_FILTERS.map((name) => view.value[name]).join("\n"));

/**
 * The datasets on show that have not answered yet: until they have, no sum is known. One that
 * refuses the question has answered, no ticket of it is meant; and so has one that holds nothing.
 */
export const missing = computed(() =>
  datasets.value.filter((dataset) => {
    const { url, dashboard } = feeds[dataset].value;
    if (dashboard !== null) return false;
    return !isRefusal(attempts[dataset].value.error) || url !== wantedUrl(dataset);
  }),
);
const isWhole = computed(() => missing.value.length === 0 && loaded.value.length > 0);

export const figures = computed(() => {
  // Counting is worth doing only when the data or one of these filters is another.
  narrowing.value;
  return isWhole.value ? figuresOf(loaded.value, view.peek()) : null;
});

/** Whether what is on show answers an earlier question than the view's. */
export const isOutOfStep = computed(() =>
  datasets.value.some((dataset) => {
    const { url, dashboard } = feeds[dataset].value;
    return dashboard !== null && url !== wantedUrl(dataset);
  }),
);

export const isLoading = computed(() => datasets.value.some((dataset) => attempts[dataset].value.isLoading));

/** The refusals of the datasets on show, in the server's words. */
export const refusals = computed(() =>
  datasets.value.flatMap((dataset) => {
    const { error } = attempts[dataset].value;
    return isRefusal(error) ? [{ dataset, error }] : [];
  }),
);

/** Every loaded ticket of the datasets on show, by key. */
export const ticketsByKey = computed(() => {
  const all = new Map<string, Ticket>();
  for (const { open, closed } of loaded.value) {
    for (const ticket of closed) all.set(ticket.key, ticket);
    for (const ticket of open) all.set(ticket.key, ticket);
  }
  return all;
});
