import { computed, effect, signal, untracked } from "@preact/signals";
import { answersOf, request } from "../api/client";
import { jobsCsvUrl, jobsUrl } from "../api/routes";
import { token } from "../api/token";
import type { Dataset, Jobs } from "../contract/types";
import { JOB_PERIODS, type JobHolder, type JobPeriod } from "../domain/jobs";
import { announce } from "./announce";
import { download, NOT_SAVED, nameIn, TIMEOUT_MS } from "./export";
import { changeCount } from "./live";
import { datasets, view } from "./navigation";

/** What the jobs are shown of. `name`: undefined for everybody, null for closings of nobody. */
interface Choice {
  isOpen: boolean;
  by: JobHolder;
  period: JobPeriod;
  name: string | null | undefined;
}

interface State {
  /** The requests that `answers` answer, one for each dataset on show. */
  urls: string;
  answers: Jobs[];
  isLoading: boolean;
  /** Whether the newest request failed in a way that a retry may fix. */
  hasFailed: boolean;
}

export const choice = signal<Choice>({ isOpen: false, by: "team", period: "window", name: undefined });
export const jobs = signal<State>({ urls: "", answers: [], isLoading: false, hasFailed: false });

let running: AbortController | undefined;

function scopeOf(chosen: Choice) {
  const { window } = JOB_PERIODS.find(({ period }) => period === chosen.period) ?? JOB_PERIODS[0];
  return { scope: { ...view.value, window }, by: chosen.by, period: chosen.period };
}

async function load(urls: string): Promise<void> {
  running?.abort();
  const attempt = new AbortController();
  running = attempt;
  const answers = jobs.value.urls === urls ? jobs.value.answers : [];
  jobs.value = { urls, answers, isLoading: true, hasFailed: false };
  try {
    const found = await Promise.all(urls.split(" ").map((url) => answersOf<Jobs>(url, attempt.signal)));
    if (attempt.signal.aborted) return;
    jobs.value = { urls, answers: found.flat(), isLoading: false, hasFailed: false };
  } catch {
    if (!attempt.signal.aborted) jobs.value = { urls, answers, isLoading: false, hasFailed: true };
  }
}

/** Loads the jobs while their part of the panel is open. */
export function followJobs(): void {
  const urls = computed(() =>
    choice.value.isOpen ? datasets.value.map((name) => jobsUrl(name, scopeOf(choice.value))).join(" ") : "",
  );
  effect(() => {
    changeCount.value;
    token.value;
    const wanted = urls.value;
    if (wanted) untracked(() => void load(wanted));
  });
}

/** Saves the jobs of a dataset as CSV: a line for each name and period. */
export async function saveJobs(dataset: Dataset): Promise<void> {
  try {
    const response = await request(jobsCsvUrl(dataset, scopeOf(choice.value)), {}, TIMEOUT_MS);
    download(nameIn(response) ?? "jobs.csv", await response.text());
    announce("Saved the jobs");
  } catch (error) {
    console.warn("CSV", error);
    announce(NOT_SAVED);
  }
}
