import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TYPES } from "./support";

vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("location", { search: "", pathname: "/" });
vi.stubGlobal("history", { pushState: () => {} });
vi.stubGlobal("addEventListener", () => {});

const { getJson, UnreachableError } = await import("../src/api/client");
const { ticketTypes } = await import("../src/state/ticket-types");
const { readAddress } = await import("../src/state/navigation");
const { refresh } = await import("../src/state/feeds");

ticketTypes.value = TYPES;
readAddress();

/** Answers with a body in pieces, with a wait before each. */
function dripping(pieces: readonly string[], waitMs: number) {
  return async (_url: string, { signal }: RequestInit): Promise<Response> => {
    const encoder = new TextEncoder();
    const body = new ReadableStream({
      async start(sink) {
        signal?.addEventListener("abort", () => sink.error(new DOMException("aborted", "AbortError")));
        for (const piece of pieces) {
          await new Promise((resolve) => setTimeout(resolve, waitMs));
          if (signal?.aborted) return;
          sink.enqueue(encoder.encode(piece));
        }
        sink.close();
      },
    });
    return new Response(body);
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("an answer that keeps coming may take minutes", async () => {
  vi.stubGlobal("fetch", dripping(['{"a":', "[1", ",2", ",3", "]", "}"], 25_000));
  const answer = getJson("/slow");
  await vi.advanceTimersByTimeAsync(150_000);
  expect(await answer).toEqual({ a: [1, 2, 3] });
});

const silent = (_url: string, { signal }: RequestInit): Promise<Response> =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

test.each([
  ["at its beginning", silent],
  ["in the middle", dripping(['{"a":', "1}"], 31_000)],
])("an answer that stops coming %s is given up after half a minute", async (_where, fetched) => {
  vi.stubGlobal("fetch", fetched);
  const answer = getJson("/silent").catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(30_500);
  expect(await answer).toBeInstanceOf(UnreachableError);
});

test("an unchanged answer is none that broke, even if it has an empty body", async () => {
  const first = new Response('{"a":1}', { headers: { ETag: "1" } });
  const unchanged = new Response(null, { headers: { ETag: "1" } });
  Object.defineProperties(unchanged, {
    status: { value: 304 },
    ok: { value: false },
    body: { value: new Response("").body },
  });
  const answers = [first, unchanged];
  vi.stubGlobal("fetch", async () => answers.shift());
  const known = await getJson("/same");
  expect(await getJson("/same")).toBe(known);
});

test("a dashboard that is still coming is not asked for again; after a change, once it is there", async () => {
  const fetched = vi.fn(dripping(["{", "}", " "], 20_000));
  vi.stubGlobal("fetch", fetched);
  vi.spyOn(console, "error").mockReturnValue();

  const first = refresh("inc").catch(() => {});
  await vi.advanceTimersByTimeAsync(30_000);
  const poll = refresh("inc", false);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(fetched).toHaveBeenCalledTimes(1);
  expect(fetched.mock.calls[0]?.[1].signal?.aborted).toBe(false);
  void refresh("inc", true);

  await vi.advanceTimersByTimeAsync(26_000);

  expect(fetched).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  await Promise.all([first, poll]);
});
