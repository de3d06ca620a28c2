import { computed } from "@preact/signals";
import { sorted } from "../domain/order";
import { everyTicket } from "../domain/ticket";
import { figures } from "./feeds";
import { show, sort } from "./navigation";

/** The tickets that the map and the list show. */
export const shown = computed(() => {
  const now = figures.value;
  const part = (name: "open" | "waiting" | "closed") =>
    now !== null && (show.value === name || show.value === "all") ? now[name] : [];
  return { open: part("open"), waiting: part("waiting"), closed: part("closed") };
});

/** The same tickets in the list's order. */
export const listed = computed(() => sorted(everyTicket(shown.value), sort.value));
