import { effect } from "@preact/signals";
import { ticketsByKey } from "../feeds";
import { undone } from "../listed";
import { jobs } from "./desk";
import { ticketsThen } from "./playback";

/** Gives the map its tickets: those that nobody does, or in a playback those of that time. */
export const followMapTickets = (): (() => void) =>
  effect(() => {
    const then = ticketsThen.value;
    const open = then ? then.open : jobs.value.flatMap(({ key }) => ticketsByKey.value.get(key) ?? []);
    undone.value = { open, waiting: [], closed: then?.closed ?? [] };
  });
