import { signal } from "@preact/signals";
import { ApiError } from "../api/client";

export type Link = "connecting" | "live" | "polling" | "away";

export interface Connection {
  link: Link;
  /** When the server was last heard from; null before the first time. */
  heardAt: number | null;
  /** Why it is away. */
  reason: "unreachable" | "database" | "failing" | null;
  /** When the next attempt is due; null while none is planned. */
  retryAt: number | null;
}

export const connection = signal<Connection>({
  link: "connecting",
  heardAt: null,
  reason: null,
  retryAt: null,
});

/** Notes an answer of the server. */
export function heardFrom(): void {
  const { link } = connection.value;
  connection.value = {
    link: link === "live" ? "live" : "polling",
    heardAt: Date.now(),
    reason: null,
    retryAt: null,
  };
}

/** Notes that changes arrive by themselves. */
export function streamIsOpen(): void {
  connection.value = { link: "live", heardAt: Date.now(), reason: null, retryAt: null };
}

/** Notes that the stream is gone; until an answer fails, the page asks by itself. */
export function streamIsGone(): void {
  if (connection.value.link === "live") connection.value = { ...connection.value, link: "polling" };
}

const reasonOf = (error: unknown): Connection["reason"] => {
  if (!(error instanceof ApiError)) return "unreachable";
  return error.status === 503 ? "database" : "failing";
};

/** Notes that the server is away; since when follows from when it was last heard. */
export function lost(error: unknown): void {
  connection.value = { ...connection.value, link: "away", reason: reasonOf(error) };
}

export function plannedRetry(at: number): void {
  connection.value = { ...connection.value, retryAt: at };
}
