import { computed, signal } from "@preact/signals";
import { sorted } from "../domain/order";
import { everyTicket, type Tickets } from "../domain/ticket";
import { figures } from "./feeds";
import { isDispatch, show, sort } from "./navigation";

/** The tickets that no crew does, which the map of the crews' day shows. */
export const undone = signal<Tickets>({ open: [], waiting: [], closed: [] });

/** The tickets that the map and the list show. */
export const shown = computed(() => {
  if (isDispatch.value) return undone.value;
  const now = figures.value;
  const part = (name: "open" | "waiting" | "closed") =>
    now !== null && (show.value === name || show.value === "all") ? now[name] : [];
  return { open: part("open"), waiting: part("waiting"), closed: part("closed") };
});

/** The same tickets in the list's order. */
export const listed = computed(() => sorted(everyTicket(shown.value), sort.value));
