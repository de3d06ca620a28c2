import { signal } from "@preact/signals";
import { backoffMs } from "../api/backoff";
import { getJson } from "../api/client";
import { CONFIG_URL, filtersUrl, fromHere, SESSION_URL } from "../api/routes";
import { Watch } from "../api/watch";
import type { Config, Dataset, FilterValues, Session } from "../contract/types";
import { readAddress } from "./navigation";
import { ticketTypes } from "./ticket-types";

/** The longest silence: on a slow line, the page's own files come before this answer. */
const SILENCE_MS = 30_000;

/** The server's configuration of the page; null until it is loaded, and nothing else loads before. */
export const config = signal<Config | null>(null);

/** Whether the newest attempt to load it failed. */
export const isConfigMissing = signal(false);

/** Who the caller is and what they may do; null until the server has answered. */
export const session = signal<Session | null>(null);

/** The values that occur in a dataset, for the pickers. */
export const filterValues = signal<Partial<Record<Dataset, FilterValues>>>({});

/** index.html preloads this request, which a token or another cache mode would make a different one. */
async function requestConfig(): Promise<Config | null> {
  const watch = new Watch(SILENCE_MS);
  try {
    const response = watch.watched(await fetch(fromHere(CONFIG_URL), { signal: watch.signal }));
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  } finally {
    watch.stop();
  }
}

/** Loads the configuration, retrying until the server answers, then reads the page's address. */
export async function loadConfig(): Promise<Config> {
  for (let failures = 1; ; failures++) {
    const answer = await requestConfig();
    isConfigMissing.value = answer === null;
    if (answer) {
      ticketTypes.value = answer.datasets;
      readAddress();
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, backoffMs(failures)));
  }
}

export async function loadSession(): Promise<void> {
  session.value = await getJson<Session>(SESSION_URL).catch(() => session.value);
}

export async function loadFilterValues(datasets: readonly Dataset[]): Promise<void> {
  await Promise.all(
    datasets.map(async (dataset) => {
      const values = await getJson<FilterValues>(filtersUrl(dataset)).catch(() => undefined);
      if (values) filterValues.value = { ...filterValues.value, [dataset]: values };
    }),
  );
}
