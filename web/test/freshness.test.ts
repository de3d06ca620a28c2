import { expect, test } from "vitest";
import type { Freshness } from "../src/contract/types";
import { freshnessWords } from "../src/domain/freshness";

const AS_OF = Date.parse("2026-11-21T05:40:00Z");
const HOUR_MS = 3_600_000;

const freshness = (change: Partial<Freshness> = {}): Freshness => ({
  dataset: "inc",
  source_max_key: "x",
  content_as_of: new Date(AS_OF).toISOString(),
  wall_clock_at: new Date(AS_OF).toISOString(),
  lag_minutes: 0,
  is_stale: false,
  stale_after_minutes: 72 * 60,
  import_overdue_since: null,
  last_run: {
    run_id: 1,
    state: "succeeded",
    started_at: "2026-11-21T05:00:00Z",
    finished_at: "2026-11-21T05:01:00Z",
  },
  ...change,
});

test.each([
  [0, "fresh", "data as of 08:40 EAT, up to date"],
  [3, "fresh", "data as of 08:40 EAT, 3 hours behind"],
  [47.9, "fresh", "data as of Sat 21 Nov 08:40 EAT, 1 day 23 hours behind"],
  [48.2, "fresh", "data as of Sat 21 Nov 08:40 EAT, 2 days behind"],
  [73, "amber", "data as of Sat 21 Nov 08:40 EAT, 3 days 1 hour behind"],
  [145, "red", "data as of Sat 21 Nov 08:40 EAT, 6 days 1 hour behind"],
])("%d hours later it is %s: %s", (hours, alarm, text) => {
  expect(freshnessWords(freshness(), AS_OF + hours * HOUR_MS)).toEqual({ alarm, text, trouble: "" });
});

test("the age grows with the clock, not only with new answers", () => {
  const later = freshnessWords(freshness({ lag_minutes: 5, is_stale: false }), AS_OF + 100 * HOUR_MS);
  expect(later.alarm).toBe("amber");
});

test("no data is not fresh", () => {
  expect(freshnessWords(freshness({ content_as_of: null }), AS_OF)).toMatchObject({
    alarm: "red",
    text: "no data yet",
  });
  expect(freshnessWords(null, AS_OF).alarm).toBe("none");
});

test("a failed import is reported, however fresh the data", () => {
  const failed = freshness({
    last_run: {
      run_id: 2,
      state: "failed",
      started_at: "2026-11-21T05:30:00Z",
      finished_at: "2026-11-21T05:31:00Z",
    },
  });
  expect(freshnessWords(failed, AS_OF)).toMatchObject({
    alarm: "amber",
    trouble: "import failed at 08:31 EAT",
  });
});

test("an overdue import is reported, however fresh the data", () => {
  const overdue = freshness({ import_overdue_since: "2026-11-21T05:01:00Z" });
  expect(freshnessWords(overdue, AS_OF + 2 * HOUR_MS)).toMatchObject({
    alarm: "amber",
    trouble: "no import since 08:01 EAT",
  });
});
