import { beforeEach, expect, test, vi } from "vitest";

vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("location", { search: "", pathname: "/" });
vi.stubGlobal("history", { pushState: () => {} });
vi.stubGlobal("addEventListener", () => {});

const { ApiError, UnreachableError } = await import("../src/api/client");
const { connection, failure, failureOf, heardFrom, link, lost, pauseMs, streamIsGone, streamIsOpen } =
  await import("../src/state/connection");
const { navigate } = await import("../src/state/navigation");

const AWAY = new UnreachableError("away");

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
  navigate({ tab: "inc" });
  connection.value = { isStreamOpen: false, heardAt: null, failures: {} };
});

test("answers without a stream are asked for; with one, changes come by themselves", () => {
  expect(link.value).toBe("connecting");
  heardFrom("server");
  expect(link.value).toBe("polling");
  streamIsOpen();
  expect(link.value).toBe("live");
  streamIsGone();
  expect(link.value).toBe("polling");
});

test("a stream that stayed open while answers failed is live again with the first answer", () => {
  streamIsOpen();
  heardFrom("server");
  lost("server", new ApiError(503, { code: "FT301" }, null));
  expect([link.value, failure.value?.reason]).toEqual(["away", "database"]);
  streamIsOpen();
  expect(link.value).toBe("away");
  heardFrom("inc");
  expect([link.value, failure.value]).toEqual(["live", null]);
});

test("a dashboard that failed is away until it answers itself, since the same time", () => {
  streamIsOpen();
  heardFrom("inc");
  vi.setSystemTime(2000);
  lost("inc", AWAY);
  vi.setSystemTime(3000);
  heardFrom("server");
  lost("inc", AWAY);
  expect([link.value, failure.value?.since]).toEqual(["away", 1000]);
  heardFrom("inc");
  expect(link.value).toBe("live");
});

test("after the server was away each dashboard has to answer again, the reverse does not hold", () => {
  navigate({ tab: "both" });
  heardFrom("server");
  lost("server", AWAY);
  heardFrom("server");
  expect([failureOf("server"), link.value]).toEqual([undefined, "away"]);
  lost("server", AWAY);
  heardFrom("inc");
  expect([failureOf("server"), failureOf("inc"), link.value]).toEqual([undefined, undefined, "away"]);
  heardFrom("crq");
  expect(failure.value).toBeNull();
});

test("what fails on another tab is told when it is on show", () => {
  heardFrom("server");
  lost("crq", AWAY);
  expect([link.value, failureOf("inc")]).toEqual(["polling", undefined]);
  navigate({ tab: "both" });
  expect([link.value, failure.value?.reason]).toEqual(["away", "unreachable"]);
});

test("of several failures the earliest says since when", () => {
  heardFrom("server");
  lost("crq", AWAY);
  vi.setSystemTime(5000);
  heardFrom("inc");
  vi.setSystemTime(6000);
  lost("inc", AWAY);
  navigate({ tab: "both" });
  expect(failure.value?.since).toBe(1000);
  heardFrom("crq");
  expect(failure.value?.since).toBe(5000);
});

test.each([
  [503, "FT301", "database"],
  [503, "FT302", "schema"],
  [503, "FT606", "busy"],
  [503, "", "failing"],
  [500, "FT000", "failing"],
  [429, "FT605", "failing"],
])("status %d with code %s is told as %s", (status, code, reason) => {
  lost("inc", new ApiError(status, { code }, null));
  expect(failure.value?.reason).toBe(reason);
});

test("the page asks again when the server says, within a minute", () => {
  heardFrom("server");
  expect(pauseMs()).toBe(20_000);
  streamIsOpen();
  expect(pauseMs()).toBe(30_000);
  const pauses = [null, "7", "0", "3600", "Wed, 25 Nov 2026 12:00:00 GMT"].map((retryAfter) => {
    lost("inc", new ApiError(503, { code: "FT606" }, retryAfter));
    return pauseMs();
  });
  expect(pauses).toEqual([5_000, 7_000, 1_000, 60_000, 5_000]);
});
