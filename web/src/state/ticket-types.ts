import { computed, signal } from "@preact/signals";
import type { Dataset, TicketType } from "../contract/types";

/** The ticket types in the order of their tabs; empty until /config.json is loaded. */
export const ticketTypes = signal<readonly TicketType[]>([]);

export const datasetNames = computed(() => ticketTypes.value.map(({ name }) => name));

/** A dataset's type. One that /config.json did not list, as after an upgrade, has default labels. */
export const typeOf = (dataset: Dataset): TicketType =>
  ticketTypes.value.find(({ name }) => name === dataset) ?? {
    name: dataset,
    title: dataset.toUpperCase(),
    singular: "ticket",
    label: dataset.toUpperCase(),
    symbol: "plain",
    is_scheduled: false,
  };

export const titleOf = (dataset: Dataset): string => typeOf(dataset).title;

/** `Installations` → `installations`; an abbreviation keeps its capitals. */
const withinSentence = (title: string): string =>
  /^.\p{Lu}/u.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);

/** `Incidents, installations and repairs` */
export function titlesOf(datasets: readonly Dataset[]): string {
  const titles = datasets.map((dataset, i) =>
    i === 0 ? titleOf(dataset) : withinSentence(titleOf(dataset)),
  );
  const last = titles.pop() ?? "";
  return titles.length > 0 ? `${titles.join(", ")} and ${last}` : last;
}
