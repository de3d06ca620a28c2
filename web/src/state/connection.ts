import { computed, signal } from "@preact/signals";
import { ApiError } from "../api/client";
import type { Dataset } from "../api/types";
import { datasets } from "./navigation";

export type Link = "connecting" | "live" | "polling" | "away";

/** Whose answers are told apart: a dataset's dashboard, or the server's short answer on freshness. */
export type Source = Dataset | "server";

export interface Failure {
  /** When the server was last heard from before it; null where it never was. */
  since: number | null;
  reason: "unreachable" | "database" | "schema" | "busy" | "failing";
  /** How long the server asks to be left alone; null where it does not say. */
  retryAfterS: number | null;
}

export interface Connection {
  /** Whether changes arrive by themselves. A stream can stay open while every answer fails. */
  isStreamOpen: boolean;
  /** When the server was last heard from; null before the first time. */
  heardAt: number | null;
  /** Whose newest answer failed in a way that waiting may mend. Only an answer of its own ends it. */
  failures: Partial<Record<Source, Failure>>;
}

export const connection = signal<Connection>({ isStreamOpen: false, heardAt: null, failures: {} });

/** Why what was last answered may not be true now; undefined while it is. */
export const failureOf = (source: Source): Failure | undefined => connection.value.failures[source];

const onShow = (): Source[] => ["server", ...datasets.value];

const least = (values: readonly number[]): number | null => (values.length > 0 ? Math.min(...values) : null);

/** What fails of what is on show: the server's own failure first, since the first of them all. */
export const failure = computed<Failure | null>(() => {
  const { failures } = connection.value;
  const found = onShow().flatMap((source) => failures[source] ?? []);
  return found[0] ? { ...found[0], since: least(found.flatMap(({ since }) => since ?? [])) } : null;
});

/** How often the page asks although nobody told it of a change. */
const EVERY_MS = { live: 30_000, polling: 20_000, away: 5_000, connecting: 20_000 };
const MOST_ASKED_MS = 60_000;

/** How long to wait before asking again: as long as the server asked for, within reason. */
export function pauseMs(): number {
  const asked = failure.value?.retryAfterS ?? null;
  return asked === null ? EVERY_MS[link.value] : Math.min(MOST_ASKED_MS, Math.max(1, asked) * 1000);
}

/** How the page hears of changes, as one word. */
export const link = computed<Link>(() => {
  const { isStreamOpen, heardAt } = connection.value;
  if (failure.value) return "away";
  if (isStreamOpen) return "live";
  return heardAt === null ? "connecting" : "polling";
});

const change = (to: Partial<Connection>): void => {
  connection.value = { ...connection.value, ...to };
};

/** Notes an answer. A dashboard's shows that the server is there; the reverse does not hold. */
export function heardFrom(source: Source): void {
  const { server: _, [source]: __, ...failures } = connection.value.failures;
  change({ heardAt: Date.now(), failures });
}

/** Notes that changes arrive by themselves; whether questions are answered shows when one is. */
export const streamIsOpen = (): void => change({ isStreamOpen: true });

/** Notes that the stream is gone; until an answer fails, the page asks by itself. */
export const streamIsGone = (): void => change({ isStreamOpen: false });

/** docs/errors.md: all of these come as 503, but only the first is a database that is lost. */
const REASONS: Record<string, Failure["reason"]> = {
  FT301: "database",
  FT302: "schema",
  FT303: "schema",
  FT606: "busy",
};

/** Whatever else a server or a proxy before it says is a failure that the page knows no cause of. */
const reasonOf = (error: unknown): Failure["reason"] =>
  error instanceof ApiError ? (REASONS[error.code] ?? "failing") : "unreachable";

/**
 * Notes that an answer failed; a failure that goes on keeps its beginning. Where the server fails,
 * the dashboards on show do: that it answers again does not make their figures any newer.
 */
export function lost(source: Source, error: unknown): void {
  const { heardAt, failures } = connection.value;
  const retryAfterS = error instanceof ApiError ? error.retryAfterS : null;
  const told = (of: Source): Failure => {
    const since = failures[of] ? failures[of].since : heardAt;
    return { since, reason: reasonOf(error), retryAfterS };
  };
  const hit = source === "server" ? onShow() : [source];
  change({ failures: { ...failures, ...Object.fromEntries(hit.map((of) => [of, told(of)])) } });
}
