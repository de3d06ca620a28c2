import { signal } from "@preact/signals";
import { backoffMs } from "../api/backoff";
import { getJson } from "../api/client";
import { CONFIG_URL, filtersUrl, SESSION_URL } from "../api/routes";
import type { Config, Dataset, FilterValues, Session } from "../contract/types";
import { readAddress } from "./navigation";
import { ticketTypes } from "./ticket-types";

/** The server's configuration of the page; null until it is loaded, and nothing else loads before. */
export const config = signal<Config | null>(null);

/** Whether the newest attempt to load it failed. */
export const isConfigMissing = signal(false);

/** Who the caller is and what they may do; null until the server has answered. */
export const session = signal<Session | null>(null);

/** The values that occur in a dataset, for the pickers. */
export const filterValues = signal<Partial<Record<Dataset, FilterValues>>>({});

/** Loads the configuration, retrying until the server answers, then reads the page's address. */
export async function loadConfig(): Promise<void> {
  for (let failures = 1; ; failures++) {
    const answer = await getJson<Config>(CONFIG_URL).catch(() => null);
    isConfigMissing.value = answer === null;
    if (answer) {
      ticketTypes.value = answer.datasets;
      readAddress();
      config.value = answer;
      return;
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
