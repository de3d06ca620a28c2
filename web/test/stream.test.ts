import { describe, expect, test } from "vitest";
import { backoffMs } from "../src/api/backoff";
import { EventReader } from "../src/api/sse";

const STREAM =
  'retry: 3000\nevent: hello\ndata: {"a":1}\n\n: ping\n\nevent: change\ndata: {"b":\ndata: 2}\n\ndata: x\r\n\r\n';
const EVENTS = [
  { event: "hello", data: '{"a":1}' },
  { event: "change", data: '{"b":\n2}' },
  { event: "message", data: "x" },
];

describe("the event stream", () => {
  test("is parsed when it comes whole", () => {
    expect(new EventReader().push(STREAM)).toEqual(EVENTS);
  });

  test("gives the same events wherever it is split", () => {
    for (let size = 1; size < STREAM.length; size++) {
      const reader = new EventReader();
      const events = [];
      for (let i = 0; i < STREAM.length; i += size) events.push(...reader.push(STREAM.slice(i, i + size)));
      expect(events).toEqual(EVENTS);
    }
  });

  test("gives no event that has not ended", () => {
    expect(new EventReader().push("event: change\ndata: 1\n")).toEqual([]);
  });
});

test("the wait doubles up to half a minute, and never falls below half of that", () => {
  expect([1, 2, 3, 4, 9].map((failures) => backoffMs(failures, 1))).toEqual([1000, 2000, 4000, 8000, 30000]);
  expect([1, 2, 9].map((failures) => backoffMs(failures, 0))).toEqual([500, 1000, 15000]);
});
