import { describe, expect, test } from "vitest";
import * as time from "../src/domain/time";

const NOW = Date.parse("2026-11-23T15:00:00Z");

describe("East Africa Time", () => {
  test("a day starts three hours before the UTC day", () => {
    expect(time.eatDay(Date.parse("2026-11-22T21:00:00Z"))).toBe("2026-11-23");
    expect(time.eatDay(Date.parse("2026-11-22T20:59:59Z"))).toBe("2026-11-22");
  });

  test("today is a time, another day has its name, another year is written out", () => {
    expect(time.moment(Date.parse("2026-11-23T05:40:00Z"), NOW)).toBe("08:40");
    expect(time.moment(Date.parse("2026-11-21T05:40:00Z"), NOW)).toBe("Sat 21 Nov, 08:40");
    expect(time.moment(Date.parse("2025-12-31T22:00:00Z"), NOW)).toBe("Thu 1 Jan, 01:00");
    expect(time.moment(Date.parse("2025-12-31T20:00:00Z"), NOW)).toBe("Wed 31 Dec 2025, 23:00");
  });

  test("local text and instants are each other's inverse", () => {
    const instant = time.fromEatLocal("2026-11-23T08:40");
    expect(instant).toBe(Date.parse("2026-11-23T05:40:00Z"));
    expect(time.toEatLocal(instant ?? 0)).toBe("2026-11-23T08:40");
    expect(time.toEatIso("2026-11-23T08:40")).toBe("2026-11-23T08:40:00+03:00");
    expect(time.toEatIso("2026-11-23")).toBe("2026-11-23T00:00:00+03:00");
  });

  test.each(["", "yesterday", "2026-02-30", "2026-11-23T25:00", "2026-11-23T08:40Z"])(
    "%j is not a time",
    (text) => {
      expect(time.fromEatLocal(text)).toBeUndefined();
    },
  );
});

describe("durations", () => {
  test.each([
    [0, "0 min"],
    [45, "45 min"],
    [60, "1 h"],
    [200, "3 h 20 min"],
    [1440, "1 d"],
    [3120, "2 d 4 h"],
    [14460, "10 d"],
    [-90, "−1 h 30 min"],
    [-0.5, "0 min"],
    [null, "–"],
  ])("%d minutes are %s", (minutes, words) => {
    expect(time.duration(minutes)).toBe(words);
  });

  test.each([
    [59, "59 m"],
    [60, "1 h"],
    [2879, "47 h"],
    [2880, "2 d"],
    [null, "–"],
  ])("in a column %d minutes are %s", (minutes, words) => {
    expect(time.shortDuration(minutes)).toBe(words);
  });

  test.each([
    [1, "1 minute"],
    [59.9, "59 minutes"],
    [60, "1 hour"],
    [1439, "23 hours"],
    [1440, "1 day"],
    [2879, "1 day 23 hours"],
    [2891, "2 days"],
    [15_000, "10 days"],
  ])("%d minutes in words are %s", (minutes, words) => {
    expect(time.inWords(minutes)).toBe(words);
  });
});
