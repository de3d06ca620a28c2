import { beforeEach, expect, test, vi } from "vitest";

vi.stubGlobal("sessionStorage", { getItem: () => null, setItem: () => {} });

const { ApiError, UnreachableError } = await import("../src/api/client");
const { connection, heardFrom, link, lost, streamIsGone, streamIsOpen } = await import(
  "../src/state/connection"
);

beforeEach(() => {
  connection.value = { isStreamOpen: false, isAway: false, heardAt: null, reason: null };
});

test("answers without a stream are asked for; with one, changes come by themselves", () => {
  expect(link.value).toBe("connecting");
  heardFrom();
  expect(link.value).toBe("polling");
  streamIsOpen();
  expect(link.value).toBe("live");
  streamIsGone();
  expect(link.value).toBe("polling");
});

test("a stream that stayed open while answers failed is live again with the first answer", () => {
  streamIsOpen();
  heardFrom();
  lost(new ApiError(503, {}, null));
  expect([link.value, connection.value.reason]).toEqual(["away", "database"]);
  streamIsOpen();
  expect(link.value).toBe("away");
  heardFrom();
  expect([link.value, connection.value.reason]).toEqual(["live", null]);
});

test("while away it is known since when", () => {
  heardFrom();
  const { heardAt } = connection.value;
  lost(new UnreachableError("away"));
  expect(connection.value).toMatchObject({ heardAt, reason: "unreachable" });
});
