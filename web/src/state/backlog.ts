import { computed, effect, signal, untracked } from "@preact/signals";
import { answersOf } from "../api/client";
import { backlogUrl } from "../api/routes";
import { token } from "../api/token";
import type { Backlog } from "../contract/types";
import { type Day, knownDays, mergeDays } from "../domain/backlog";
import { changeCount } from "./live";
import { datasets, view } from "./navigation";

interface State {
  /** The requests that `days` answer or will answer, one for each dataset on show. */
  urls: string;
  days: Day[];
  isLoading: boolean;
  /** Whether the newest request failed in a way that a retry may fix; `days` are from the one before. */
  hasFailed: boolean;
}

/** The backlog at the end of each of the last 30 days, over the tab's datasets. */
export const backlog = signal<State>({ urls: "", days: [], isLoading: true, hasFailed: false });

let running: AbortController | undefined;

async function load(urls: string): Promise<void> {
  running?.abort();
  const attempt = new AbortController();
  running = attempt;
  // Days of another request, such as another cluster's, are not shown for this one.
  const { days, hasFailed } = backlog.value.urls === urls ? backlog.value : { days: [], hasFailed: false };
  backlog.value = { urls, days, isLoading: true, hasFailed };
  try {
    const answers = await Promise.all(urls.split(" ").map((url) => answersOf<Backlog>(url, attempt.signal)));
    if (attempt.signal.aborted) return;
    const series = answers.flatMap((found) => found.map(({ days }) => knownDays(days)));
    backlog.value = {
      urls,
      days: mergeDays(series.filter((days) => days.length > 0)),
      isLoading: false,
      hasFailed: false,
    };
  } catch {
    if (!attempt.signal.aborted) backlog.value = { urls, days, isLoading: false, hasFailed: true };
  }
}

export function followBacklog(): void {
  const urls = computed(() =>
    datasets.value.map((dataset) => backlogUrl(dataset, view.value.cluster)).join(" "),
  );
  effect(() => {
    changeCount.value;
    token.value;
    const wanted = urls.value;
    untracked(() => void load(wanted));
  });
}
