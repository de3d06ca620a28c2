import { fromHere } from "./routes";
import { authorization, token, wantToken } from "./token";
import { Watch } from "./watch";

const MAX_CACHED = 16;
/** The longest silence of the server. An answer that keeps coming may take as long as its line needs. */
const SILENCE_MS = 30_000;

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

/** Whether the server works: it answered, if only with a refusal. */
export const isAnswer = (error: unknown): boolean => error instanceof ApiError && !isTransient(error);

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
  silenceMs = SILENCE_MS,
): Promise<Response> {
  const watch = new Watch(silenceMs, init.signal ?? null);
  const sentToken = token.peek();
  let response: Response;
  try {
    const headers = { ...authorization(), ...init.headers };
    const options: RequestInit = { cache: "no-store", credentials: "omit", ...init, headers };
    response = watch.watched(await fetch(fromHere(url), { ...options, signal: watch.signal }));
  } catch (error) {
    watch.stop();
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

/** The answer, in a list; none if the server refuses the request, because then no ticket matches it. */
export async function answersOf<T>(url: string, signal: AbortSignal): Promise<T[]> {
  try {
    return [await getJson<T>(url, signal)];
  } catch (error) {
    if (isRefusal(error)) return [];
    throw error;
  }
}

/** Empties the cache: another token may see other data. */
export const forgetAnswers = (): void => cache.clear();
