import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("location", { search: "", pathname: "/" });
vi.stubGlobal("history", { pushState: () => {} });
vi.stubGlobal("addEventListener", () => {});

const { navigate } = await import("../src/state/navigation");
const { changeCount, refreshFreshness, serverNow } = await import("../src/state/live");
const { detail, followDetail } = await import("../src/state/detail");

const NOW = Date.parse("2026-11-26T09:00:00Z");
const HOUR_MS = 3_600_000;

const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status });

beforeEach(() => vi.useFakeTimers({ now: NOW }));
afterEach(() => vi.useRealTimers());

test("ages follow the server's clock as long as this machine's is wrong", async () => {
  const freshness = { wall_clock_at: new Date(NOW).toISOString() };
  vi.stubGlobal("fetch", async () => json({ datasets: { inc: freshness, crq: freshness } }));

  vi.setSystemTime(NOW - 8 * HOUR_MS);
  await refreshFreshness();
  expect(serverNow()).toBe(NOW);

  vi.setSystemTime(NOW + 20_000);
  await refreshFreshness();
  expect(serverNow()).toBe(NOW + 20_000);
});

test("a ticket that cannot be refreshed stays and is known to be old; a deleted one disappears", async () => {
  vi.useRealTimers();
  const history = { dataset: "inc", ticket_id: "INC1" };
  let answer = (): Response => json(history);
  vi.stubGlobal("fetch", async () => answer());
  const settled = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 5 });

  navigate({ ticket: "inc:INC1" });
  followDetail();
  await settled(() => expect(detail.value).toMatchObject({ history, error: null }));

  answer = () => json({ code: "FT606", message: "Not now." }, 503);
  changeCount.value += 1;
  await settled(() => expect(detail.value).toMatchObject({ history, error: { code: "FT606" } }));

  answer = () => json(history);
  changeCount.value += 1;
  await settled(() => expect(detail.value).toMatchObject({ history, error: null }));

  answer = () => json({ code: "FT604", message: "no ticket" }, 404);
  changeCount.value += 1;
  await settled(() => expect(detail.value).toMatchObject({ history: null, isUnknown: true }));
});
