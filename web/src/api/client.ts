import { authorization, token, wantToken } from "./token";

const MAX_CACHED = 16;
const TIMEOUT_MS = 30_000;

/** An error that the server answered with, in its own words. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string | null;
  readonly retryAfterS: number | null;

  constructor(
    status: number,
    body: { code?: string; message?: string; hint?: string | null },
    retryAfter: string | null,
  ) {
    super(body.message ?? `The server answered with status ${status}.`);
    this.name = "ApiError";
    this.status = status;
    this.code = body.code ?? "";
    this.hint = body.hint ?? null;
    this.retryAfterS = retryAfter === null || Number.isNaN(Number(retryAfter)) ? null : Number(retryAfter);
  }
}

/** No answer at all: the network or the server is down. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Whether a retry may help: the server is down, overloaded, or has lost its database. */
export const isTransient = (error: unknown): boolean =>
  error instanceof UnreachableError ||
  (error instanceof ApiError && (error.status >= 500 || error.status === 429));

/** Whether the server refused the request itself, usually because no ticket has a filter's value. */
export const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status !== 401 && !isTransient(error);

interface CachedAnswer {
  etag: string;
  body: unknown;
}

/** The newest answers by URL. Returning the same object on a 304 lets callers skip unchanged data. */
const cache = new Map<string, CachedAnswer>();

function remember(url: string, answer: CachedAnswer): void {
  cache.delete(url);
  cache.set(url, answer);
  const oldest = cache.keys().next().value;
  if (cache.size > MAX_CACHED && oldest !== undefined) cache.delete(oldest);
}

/** Fetches with the token. Throws UnreachableError, ApiError, or AbortError when `signal` fires. */
export async function request(
  url: string,
  init: RequestInit = {},
  timeoutMs = TIMEOUT_MS,
): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout;
  const sentToken = token.peek();
  let response: Response;
  try {
    const headers = { ...authorization(), ...init.headers };
    response = await fetch(url, { cache: "no-store", credentials: "omit", ...init, headers, signal });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new UnreachableError(`${url} did not answer`, { cause: error });
  }
  if (response.ok || response.status === 304) return response;
  // A 401 for an earlier token says nothing about the present one.
  if (response.status === 401 && sentToken === token.peek()) wantToken();
  const body = await response.json().catch(() => ({}));
  throw new ApiError(response.status, body, response.headers.get("Retry-After"));
}

/** The JSON at a URL; the same object each time, as long as the server answers 304. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const known = cache.get(url);
  const response = await request(url, {
    headers: known ? { "If-None-Match": known.etag } : {},
    ...(signal ? { signal } : {}),
  });
  if (response.status === 304 && known) return known.body as T;
  let body: T;
  try {
    body = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new UnreachableError(`the answer of ${url} was cut off`, { cause: error });
  }
  const etag = response.headers.get("ETag");
  if (etag) remember(url, { etag, body });
  return body;
}

/** Empties the cache: another token may see other data. */
export const forgetAnswers = (): void => cache.clear();
