import { computed, effect, signal, untracked } from "@preact/signals";
import { ApiError, getJson } from "../api/client";
import { historyUrl } from "../api/routes";
import { token } from "../api/token";
import type { TicketHistory } from "../contract/types";
import { parseTicketKey, ticketKey } from "../domain/ticket";
import { ticketsByKey } from "./feeds";
import { changeCount } from "./live";
import { view } from "./navigation";

interface Detail {
  key: string | null;
  history: TicketHistory | null;
  /** Why the newest request failed, until one succeeds; earlier data stays. */
  error: unknown;
  isUnknown: boolean;
}

export const detail = signal<Detail>({ key: null, history: null, error: null, isUnknown: false });

let running: AbortController | undefined;

async function load(key: string): Promise<void> {
  const ticket = parseTicketKey(key);
  if (!ticket) return;
  running?.abort();
  const attempt = new AbortController();
  running = attempt;
  const { history, error } = detail.value;
  const isSame = history !== null && ticketKey(history.dataset, history.ticket_id) === key;
  detail.value = isSame
    ? { key, history, error, isUnknown: false }
    : { key, history: null, error: null, isUnknown: false };
  try {
    const history = await getJson<TicketHistory>(historyUrl(ticket.dataset, ticket.id), attempt.signal);
    if (!attempt.signal.aborted) detail.value = { key, history, error: null, isUnknown: false };
  } catch (error) {
    if (attempt.signal.aborted) return;
    const isUnknown = error instanceof ApiError && error.status === 404;
    detail.value = { key, history: isUnknown ? null : detail.value.history, error, isUnknown };
  }
}

/** The position of the ticket on show, as soon as any answer has it. */
export const detailPoint = computed<[number, number] | null>(() => {
  const { ticket: key } = view.value;
  if (!key) return null;
  const listed = ticketsByKey.value.get(key);
  if (listed) return listed.at;
  const ticket = detail.value.key === key ? detail.value.history?.ticket : undefined;
  return ticket && ticket.longitude !== null && ticket.latitude !== null
    ? [ticket.longitude, ticket.latitude]
    : null;
});

/** Loads the ticket that the view names, again after each change. */
export function followDetail(): void {
  const key = computed(() => view.value.ticket);
  effect(() => {
    changeCount.value;
    token.value;
    const wanted = key.value;
    untracked(() => {
      if (wanted) void load(wanted);
      else detail.value = { key: null, history: null, error: null, isUnknown: false };
    });
  });
}
