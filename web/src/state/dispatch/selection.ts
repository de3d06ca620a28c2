import { computed, signal } from "@preact/signals";
import { jobs, lanes, stopById } from "./desk";

/** What is selected, in the timeline, the list and on the map alike. */
export type Selection =
  | { kind: "crew"; crew: string }
  /** A ticket, planned or not. */
  | { kind: "ticket"; key: string }
  /** Tickets in an area of the map. */
  | { kind: "area"; keys: readonly string[] };

export const selection = signal<Selection | null>(null);

export const selectCrew = (crew: string): void => {
  selection.value = { kind: "crew", crew };
};

export const selectTicket = (key: string): void => {
  selection.value = { kind: "ticket", key };
};

/** The selected visit; null if the selected ticket is in none. */
export const selectedStop = computed(() => {
  const now = selection.value;
  return now?.kind === "ticket" ? (stopById.value.get(now.key) ?? null) : null;
});

export const selectedJob = computed(() => {
  const now = selection.value;
  return now?.kind === "ticket" ? (jobs.value.find(({ key }) => key === now.key) ?? null) : null;
});

/** The crew that is selected, or that does the selected ticket. */
export const selectedCrew = computed(() => {
  const now = selection.value;
  return now?.kind === "crew" ? now.crew : (selectedStop.value?.crew ?? null);
});

export const selectedLane = computed(
  () => lanes.value.find(({ crew }) => crew === selectedCrew.value) ?? null,
);
