import { beforeEach, expect, test, vi } from "vitest";
import { TYPES } from "./support";

vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {} });
vi.stubGlobal("location", { search: "", pathname: "/" });
vi.stubGlobal("history", { pushState: () => {} });
vi.stubGlobal("addEventListener", () => {});

const { ApiError, UnreachableError } = await import("../src/api/client");
const {
  connection,
  failure,
  failureOf,
  link,
  NO_CONNECTION,
  noteAnswer,
  noteFailure,
  noteStreamClosed,
  noteStreamOpen,
  pauseMs,
  SERVER,
} = await import("../src/state/connection");
const { navigate } = await import("../src/state/navigation");
const { ticketTypes } = await import("../src/state/ticket-types");

ticketTypes.value = TYPES;
const UNREACHABLE = new UnreachableError("away");

beforeEach(() => {
  vi.useFakeTimers({ now: 1000 });
  navigate({ tab: "inc" });
  connection.value = NO_CONNECTION;
});

test("without a stream the page polls; with one, it is live", () => {
  expect(link.value).toBe("connecting");
  noteAnswer(SERVER);
  expect(link.value).toBe("polling");
  noteStreamOpen();
  expect(link.value).toBe("live");
  noteStreamClosed();
  expect(link.value).toBe("polling");
});

test("a stream that stayed open while requests failed is live again with the first answer", () => {
  noteStreamOpen();
  noteAnswer(SERVER);
  noteFailure(SERVER, new ApiError(503, { code: "FT301" }, null));
  expect([link.value, failure.value?.reason]).toEqual(["away", "database"]);
  noteStreamOpen();
  expect(link.value).toBe("away");
  noteAnswer("inc");
  expect([link.value, failure.value]).toEqual(["live", null]);
});

test("a failed dashboard stays failed, since the same time, until it answers itself", () => {
  noteStreamOpen();
  noteAnswer("inc");
  vi.setSystemTime(2000);
  noteFailure("inc", UNREACHABLE);
  vi.setSystemTime(3000);
  noteAnswer(SERVER);
  noteFailure("inc", UNREACHABLE);
  expect([link.value, failure.value?.since]).toEqual(["away", 1000]);
  noteAnswer("inc");
  expect(link.value).toBe("live");
});

test("after the server failed, each dashboard must answer again; the reverse does not hold", () => {
  navigate({ tab: "both" });
  noteAnswer(SERVER);
  noteFailure(SERVER, UNREACHABLE);
  noteAnswer(SERVER);
  expect([failureOf(SERVER), link.value]).toEqual([undefined, "away"]);
  noteFailure(SERVER, UNREACHABLE);
  noteAnswer("inc");
  expect([failureOf(SERVER), failureOf("inc"), link.value]).toEqual([undefined, undefined, "away"]);
  noteAnswer("crq");
  expect(failure.value).toBeNull();
});

test("a failure on another tab shows when that tab is opened", () => {
  noteAnswer(SERVER);
  noteFailure("crq", UNREACHABLE);
  expect([link.value, failureOf("inc")]).toEqual(["polling", undefined]);
  navigate({ tab: "both" });
  expect([link.value, failure.value?.reason]).toEqual(["away", "unreachable"]);
});

test("several failures last since the earliest", () => {
  noteAnswer(SERVER);
  noteFailure("crq", UNREACHABLE);
  vi.setSystemTime(5000);
  noteAnswer("inc");
  vi.setSystemTime(6000);
  noteFailure("inc", UNREACHABLE);
  navigate({ tab: "both" });
  expect(failure.value?.since).toBe(1000);
  noteAnswer("crq");
  expect(failure.value?.since).toBe(5000);
});

test.each([
  [503, "FT301", "database"],
  [503, "FT302", "schema"],
  [503, "FT606", "busy"],
  [503, "", "failing"],
  [500, "FT000", "failing"],
  [429, "FT605", "failing"],
])("status %d with code %s means %s", (status, code, reason) => {
  noteFailure("inc", new ApiError(status, { code }, null));
  expect(failure.value?.reason).toBe(reason);
});

test("the page retries when the server says, within a minute", () => {
  noteAnswer(SERVER);
  expect(pauseMs()).toBe(20_000);
  noteStreamOpen();
  expect(pauseMs()).toBe(30_000);
  const pauses = [null, "7", "0", "3600", "Wed, 25 Nov 2026 12:00:00 GMT"].map((retryAfter) => {
    noteFailure("inc", new ApiError(503, { code: "FT606" }, retryAfter));
    return pauseMs();
  });
  expect(pauses).toEqual([5_000, 7_000, 1_000, 60_000, 5_000]);
});
