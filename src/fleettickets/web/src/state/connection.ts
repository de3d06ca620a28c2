import { computed, signal } from "@preact/signals";
import { ApiError } from "../api/client";

export type Link = "connecting" | "live" | "polling" | "away";

export interface Connection {
  /** Whether changes arrive by themselves. A stream can stay open while every answer fails. */
  isStreamOpen: boolean;
  /** Whether the newest answer failed in a way that waiting may mend. */
  isAway: boolean;
  /** When the server was last heard from; null before the first time. */
  heardAt: number | null;
  /** Why it is away. */
  reason: "unreachable" | "database" | "failing" | null;
}

export const connection = signal<Connection>({
  isStreamOpen: false,
  isAway: false,
  heardAt: null,
  reason: null,
});

/** How the page hears of changes, as one word. */
export const link = computed<Link>(() => {
  const { isStreamOpen, isAway, heardAt } = connection.value;
  if (isAway) return "away";
  if (isStreamOpen) return "live";
  return heardAt === null ? "connecting" : "polling";
});

const change = (to: Partial<Connection>): void => {
  connection.value = { ...connection.value, ...to };
};

/** Notes an answer of the server. */
export const heardFrom = (): void => change({ isAway: false, reason: null, heardAt: Date.now() });

/** Notes that changes arrive by themselves; whether questions are answered shows when one is. */
export const streamIsOpen = (): void => change({ isStreamOpen: true });

/** Notes that the stream is gone; until an answer fails, the page asks by itself. */
export const streamIsGone = (): void => change({ isStreamOpen: false });

const reasonOf = (error: unknown): Connection["reason"] => {
  if (!(error instanceof ApiError)) return "unreachable";
  return error.status === 503 ? "database" : "failing";
};

/** Notes that the server is away; since when follows from when it was last heard. */
export const lost = (error: unknown): void => change({ isAway: true, reason: reasonOf(error) });
