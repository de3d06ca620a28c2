import type { ChangeNotice } from "../contract/types";
import { backoffMs } from "./backoff";
import { isTransient, request } from "./client";
import { EVENTS_URL } from "./routes";
import { EventReader } from "./sse";

/** The server sends at least a comment every 15 s; silence for over twice as long means a dead connection. */
const SILENCE_MS = 35_000;

export interface StreamHandlers {
  onOpen(): void;
  onChange(notice: ChangeNotice): void;
  /** Somebody has decided about the crews' days. */
  onDispatch?(): void;
  /** Called when an attempt ends; `waitMs` is the wait until the next one, null if there is none. */
  onClose(error: unknown, waitMs: number | null): void;
}

export interface Following {
  stop(): void;
  /** Skips the wait before the next attempt. */
  hurry(): void;
}

async function readOnce(handlers: StreamHandlers, signal: AbortSignal): Promise<void> {
  const response = await request(EVENTS_URL, { signal }, SILENCE_MS);
  const reader = response.body?.getReader();
  if (!reader) return;
  handlers.onOpen();
  const events = new EventReader();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    for (const { event, data } of events.push(decoder.decode(value, { stream: true }))) {
      if (event === "change") handlers.onChange(JSON.parse(data) as ChangeNotice);
      else if (event === "dispatch") handlers.onDispatch?.();
    }
  }
}

/** Follows the event stream until `stop` and reconnects after each loss; `hurry` skips the wait. */
export function followEvents(handlers: StreamHandlers): Following {
  const lifetime = new AbortController();
  let wake: () => void = () => {};
  const follow = async () => {
    let failures = 0;
    while (!lifetime.signal.aborted) {
      let error: unknown = null;
      const onOpen = (): void => {
        failures = 0;
        handlers.onOpen();
      };
      try {
        await readOnce({ ...handlers, onOpen }, lifetime.signal);
      } catch (caught) {
        error = caught;
      }
      if (lifetime.signal.aborted) return;
      failures += 1;
      const isOver = error instanceof Error && error.name === "ApiError" && !isTransient(error);
      const waitMs = isOver ? null : backoffMs(failures);
      handlers.onClose(error, waitMs);
      if (waitMs === null) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, waitMs);
      });
    }
  };
  void follow();
  return { stop: () => lifetime.abort(), hurry: () => wake() };
}
