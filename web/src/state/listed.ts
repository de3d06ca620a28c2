import { computed } from "@preact/signals";
import { sorted } from "../domain/order";
import { figures } from "./feeds";
import { show, sort } from "./navigation";

/** The tickets that the map and the list show. */
export const shown = computed(() => {
  const { open = [], closed = [] } = figures.value ?? {};
  return { open: show.value === "closed" ? [] : open, closed: show.value === "open" ? [] : closed };
});

/** The same tickets in the list's order. */
export const listed = computed(() => sorted([...shown.value.open, ...shown.value.closed], sort.value));
