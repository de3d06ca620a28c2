import { computed, effect, signal, untracked } from "@preact/signals";
import { ApiError, getJson } from "../api/client";
import { backlogUrl } from "../api/routes";
import { token } from "../api/token";
import type { Backlog } from "../api/types";
import { type Day, fromFirstKnown, mergeDays } from "../domain/backlog";
import { changeCount } from "./live";
import { datasets, view } from "./navigation";

interface State {
  days: Day[];
  isLoading: boolean;
  /** Whether nothing can be shown because the server did not answer. */
  isMissing: boolean;
}

/** The backlog of the tab's datasets at the end of each of the last 30 days. */
export const backlog = signal<State>({ days: [], isLoading: true, isMissing: false });

let running: AbortController | undefined;

async function load(urls: readonly string[]): Promise<void> {
  running?.abort();
  const attempt = new AbortController();
  running = attempt;
  backlog.value = { ...backlog.value, isLoading: true };
  try {
    const answers = await Promise.all(urls.map((url) => getJson<Backlog>(url, attempt.signal)));
    if (attempt.signal.aborted) return;
    backlog.value = {
      days: fromFirstKnown(mergeDays(answers.map(({ days }) => days))),
      isLoading: false,
      isMissing: false,
    };
  } catch (error) {
    if (attempt.signal.aborted) return;
    // A refused question has no answer; a server that is away leaves the last one standing.
    const days = error instanceof ApiError && error.status < 500 ? [] : backlog.value.days;
    backlog.value = { days, isLoading: false, isMissing: days.length === 0 };
  }
}

export function followBacklog(): void {
  const urls = computed(() =>
    datasets.value.map((dataset) => backlogUrl(dataset, view.value.cluster)).join(" "),
  );
  effect(() => {
    changeCount.value;
    token.value;
    const wanted = urls.value.split(" ");
    untracked(() => void load(wanted));
  });
}
