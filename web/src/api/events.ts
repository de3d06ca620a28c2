import { backoffMs } from "./backoff";
import { isPassing, request } from "./client";
import { EVENTS_URL } from "./routes";
import { EventReader } from "./sse";
import type { ChangeNotice } from "./types";

/** The server says something every 15 s; twice that and a little means that the line is dead. */
const SILENCE_MS = 35_000;

export interface StreamHandlers {
  onOpen(): void;
  onChange(notice: ChangeNotice): void;
  /** Called for each attempt that ended; `waitMs` until the next one, null when there is none. */
  onClose(error: unknown, waitMs: number | null): void;
}

async function readOnce(handlers: StreamHandlers, signal: AbortSignal): Promise<void> {
  const line = new AbortController();
  let silence = setTimeout(() => line.abort(), SILENCE_MS);
  try {
    const both = AbortSignal.any([signal, line.signal]);
    // Without an end of its own: a stream is open for hours.
    const response = await request(EVENTS_URL, { signal: both }, 2 ** 31 - 1);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) return;
    handlers.onOpen();
    const events = new EventReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), SILENCE_MS);
      for (const { event, data } of events.push(value)) {
        if (event === "change") handlers.onChange(JSON.parse(data) as ChangeNotice);
      }
    }
  } finally {
    clearTimeout(silence);
  }
}

/** Follows the event stream until `stop`, coming back after each loss; `hurry` skips the wait. */
export function followEvents(handlers: StreamHandlers): { stop(): void; hurry(): void } {
  const life = new AbortController();
  let wake: () => void = () => {};
  const follow = async () => {
    let failures = 0;
    while (!life.signal.aborted) {
      let error: unknown = null;
      const onOpen = (): void => {
        failures = 0;
        handlers.onOpen();
      };
      try {
        await readOnce({ ...handlers, onOpen }, life.signal);
      } catch (caught) {
        error = caught;
      }
      if (life.signal.aborted) return;
      failures += 1;
      const isOver = error instanceof Error && error.name === "ApiError" && !isPassing(error);
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
  return { stop: () => life.abort(), hurry: () => wake() };
}
