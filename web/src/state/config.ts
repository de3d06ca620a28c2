import { signal } from "@preact/signals";
import { getJson } from "../api/client";
import { CONFIG_URL, filtersUrl, SESSION_URL } from "../api/routes";
import type { Config, Dataset, FilterValues, Session } from "../api/types";

/** What the server says of who asks; null until it has. */
export const session = signal<Session | null>(null);

/** The values that occur in a dataset, for the pickers. */
export const filterValues = signal<Partial<Record<Dataset, FilterValues>>>({});

/** Asked for at once: the map waits for it. Where it cannot be loaded, the map has its own style. */
export const config: Promise<Config | null> = getJson<Config>(CONFIG_URL).catch(() => null);

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
