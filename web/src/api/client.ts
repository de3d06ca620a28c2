import { authorization, token, wantToken } from "./token";

const KEPT_ANSWERS = 16;
const TIMEOUT_MS = 30_000;

/** The server's own refusal, in its words. */
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

/** No answer at all: the network or the server is away. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** Whether waiting may help: the server is away, overloaded, or has lost its database. */
export const isPassing = (error: unknown): boolean =>
  error instanceof UnreachableError ||
  (error instanceof ApiError && (error.status >= 500 || error.status === 429));

/** A refusal of the question itself: as a rule it names what no ticket has. Of the token it is none. */
export const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status !== 401 && !isPassing(error);

interface Kept {
  etag: string;
  body: unknown;
}

/** The newest answers by URL. Handing out the same object on a 304 lets callers skip unchanged data. */
const kept = new Map<string, Kept>();

function keep(url: string, answer: Kept): void {
  kept.delete(url);
  kept.set(url, answer);
  const oldest = kept.keys().next().value;
  if (kept.size > KEPT_ANSWERS && oldest !== undefined) kept.delete(oldest);
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
  // A refusal of the token before this one says nothing of this one.
  if (response.status === 401 && sentToken === token.peek()) wantToken();
  const body = await response.json().catch(() => ({}));
  throw new ApiError(response.status, body, response.headers.get("Retry-After"));
}

/** The JSON at a URL. While the server answers that it has not changed, the same object each time. */
export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const known = kept.get(url);
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
  if (etag) keep(url, { etag, body });
  return body;
}

/** Forgets all answers: another token may see other data. */
export const forgetAnswers = (): void => kept.clear();
