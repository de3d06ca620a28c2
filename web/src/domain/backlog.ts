import type { BacklogDay } from "../contract/types";

export interface Day {
  day: string;
  open: number | null;
  waiting: number | null;
  created: number | null;
  closed: number | null;
  reopened: number | null;
  is_complete: boolean;
}

/**
 * Adds up the backlogs of several datasets by day, from the first day that all of them cover. A day
 * that one of them lacks is unknown.
 */
export function mergeDays(series: readonly (readonly BacklogDay[])[]): Day[] {
  const begin =
    series
      .map(([first]) => first?.day ?? "")
      .sort()
      .at(-1) ?? "";
  const days = [...new Set(series.flat().map(({ day }) => day))].filter((day) => day >= begin).sort();
  const byDay = series.map((rows) => new Map(rows.map((row) => [row.day, row])));
  return days.map((day) => {
    const rows = byDay.map((rows) => rows.get(day));
    const total = (name: "open" | "waiting" | "created" | "closed" | "reopened"): number | null =>
      rows.reduce<number | null>((n, row) => (n === null || !row ? null : n + row[name]), 0);
    return {
      day,
      open: total("open"),
      waiting: total("waiting"),
      created: total("created"),
      closed: total("closed"),
      reopened: total("reopened"),
      is_complete: rows.every((row) => row?.is_complete ?? false),
    };
  });
}

/** The days from the first with any ticket: before the feed began, zero would be wrong. */
export function knownDays(days: readonly BacklogDay[]): readonly BacklogDay[] {
  const first = days.findIndex(({ open, waiting, created, closed }) => open || waiting || created || closed);
  return first === -1 ? [] : days.slice(first);
}

/** A round number at or above `most`, for the top of an axis. */
export function axisTop(most: number): number {
  if (most <= 5) return 5;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  return (
    ([1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((step) => step * magnitude >= most) ?? 10) * magnitude
  );
}
