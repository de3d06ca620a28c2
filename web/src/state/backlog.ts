import { computed, effect, signal, untracked } from "@preact/signals";
import { getJson, isRefusal } from "../api/client";
import { backlogUrl } from "../api/routes";
import { token } from "../api/token";
import type { Backlog, BacklogDay } from "../api/types";
import { type Day, knownDays, mergeDays } from "../domain/backlog";
import { changeCount } from "./live";
import { datasets, view } from "./navigation";

interface State {
  /** The questions that `days` answer, or that were asked, one for each dataset on show. */
  urls: string;
  days: Day[];
  isLoading: boolean;
  /** Whether the newest attempt failed in a way that waiting may mend; `days` are as they were before it. */
  hasFailed: boolean;
}

/** The backlog of the tab's datasets at the end of each of the last 30 days. */
export const backlog = signal<State>({ urls: "", days: [], isLoading: true, hasFailed: false });

let running: AbortController | undefined;

/** The days that a dataset answers with; none where it refuses, for no ticket of it is meant then. */
async function daysOf(url: string, signal: AbortSignal): Promise<readonly BacklogDay[]> {
  try {
    return knownDays((await getJson<Backlog>(url, signal)).days);
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

async function load(urls: string): Promise<void> {
  running?.abort();
  const attempt = new AbortController();
  running = attempt;
  // What answers another question, as of another cluster, does not stand for this one.
  const { days, hasFailed } = backlog.value.urls === urls ? backlog.value : { days: [], hasFailed: false };
  backlog.value = { urls, days, isLoading: true, hasFailed };
  try {
    const answers = await Promise.all(urls.split(" ").map((url) => daysOf(url, attempt.signal)));
    if (attempt.signal.aborted) return;
    const series = answers.filter((days) => days.length > 0);
    backlog.value = { urls, days: mergeDays(series), isLoading: false, hasFailed: false };
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
