import { computed, signal } from "@preact/signals";
import { ApiError, UnreachableError } from "../api/client";
import type { Dataset } from "../contract/types";
import { datasets } from "./navigation";

export type Link = "connecting" | "live" | "polling" | "away";

/** The source of the server's short answer on freshness; no dataset's name has a space. */
export const SERVER = "the server";

/** Where an answer comes from: a dataset's dashboard, or `SERVER`. */
export type Source = Dataset;

export interface Failure {
  /** When the server last answered before the failure; null if it never did. */
  since: number | null;
  reason: "unreachable" | "database" | "schema" | "busy" | "failing" | "page";
  /** How long the server asks the page to wait; null if it does not say. */
  retryAfterS: number | null;
}

export interface Connection {
  /** Whether the server pushes changes. A stream can stay open while every answer fails. */
  isStreamOpen: boolean;
  /** When the server last answered; null before the first time. */
  answeredAt: number | null;
  /** Sources whose newest request failed in a way that a retry may fix, until they answer again. */
  failures: Partial<Record<Source, Failure>>;
}

export const NO_CONNECTION: Connection = { isStreamOpen: false, answeredAt: null, failures: {} };

export const connection = signal<Connection>(NO_CONNECTION);

/** Why a source's newest answer may be out of date; undefined if it is not. */
export const failureOf = (source: Source): Failure | undefined => connection.value.failures[source];

const onShow = (): Source[] => [SERVER, ...datasets.value];

const least = (values: readonly number[]): number | null => (values.length > 0 ? Math.min(...values) : null);

/** The failure among the sources on show, the server's before a dataset's; since the earliest of all. */
export const failure = computed<Failure | null>(() => {
  const { failures } = connection.value;
  const found = onShow().flatMap((source) => failures[source] ?? []);
  return found[0] ? { ...found[0], since: least(found.flatMap(({ since }) => since ?? [])) } : null;
});

/** How long the page waits before it asks again without a change event. */
const EVERY_MS = { live: 30_000, polling: 20_000, away: 5_000, connecting: 20_000 };
const MAX_PAUSE_MS = 60_000;

/** How long to wait before the next request: as long as the server asks for, up to a minute. */
export function pauseMs(): number {
  const retryAfterS = failure.value?.retryAfterS ?? null;
  if (retryAfterS === null) return EVERY_MS[link.value];
  return Math.min(MAX_PAUSE_MS, Math.max(1, retryAfterS) * 1000);
}

/** How the page learns of changes. */
export const link = computed<Link>(() => {
  const { isStreamOpen, answeredAt } = connection.value;
  if (failure.value) return "away";
  if (isStreamOpen) return "live";
  return answeredAt === null ? "connecting" : "polling";
});

const change = (to: Partial<Connection>): void => {
  connection.value = { ...connection.value, ...to };
};

/** Records an answer. A dashboard's answer shows that the server is up; the reverse does not hold. */
export function noteAnswer(source: Source): void {
  const { [SERVER]: _, [source]: __, ...failures } = connection.value.failures;
  change({ answeredAt: Date.now(), failures });
}

/** Records that the stream is open; only an answer shows that requests succeed too. */
export const noteStreamOpen = (): void => change({ isStreamOpen: true });

/** Records that the stream is closed; the page polls until a request fails. */
export const noteStreamClosed = (): void => change({ isStreamOpen: false });

/** All of these come with status 503 (docs/errors.md), but only the first is a lost database. */
const REASONS: Record<string, Failure["reason"]> = {
  FT301: "database",
  FT302: "schema",
  FT303: "schema",
  FT606: "busy",
};

/** Any other error of the server, or of a proxy in front of it, has a cause that the page does not know. */
function reasonOf(error: unknown): Failure["reason"] {
  if (error instanceof ApiError) return REASONS[error.code] ?? "failing";
  return error instanceof UnreachableError ? "unreachable" : "page";
}

/**
 * Records a failed request; a failure that continues keeps its start. If the server fails, so do the
 * dashboards on show: a later answer of the server alone does not make their figures newer.
 */
export function noteFailure(source: Source, error: unknown): void {
  const { answeredAt, failures } = connection.value;
  const retryAfterS = error instanceof ApiError ? error.retryAfterS : null;
  const reason = reasonOf(error);
  const failureNow = (of: Source): Failure => {
    const earlier = failures[of];
    return { since: earlier ? earlier.since : answeredAt, reason, retryAfterS };
  };
  const affected = source === SERVER ? onShow() : [source];
  change({ failures: { ...failures, ...Object.fromEntries(affected.map((of) => [of, failureNow(of)])) } });
}
