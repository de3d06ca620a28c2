import type { Freshness } from "../contract/types";
import { clock, dayName, eatDay, inWords } from "./time";

export type Alarm = "fresh" | "amber" | "red" | "none";

export interface FreshnessWords {
  alarm: Alarm;
  /** `data as of 08:40 EAT, 2 days behind` */
  text: string;
  /** What is wrong with the newest import; empty if nothing is. */
  trouble: string;
}

const MIN_BEHIND_MINUTES = 5;

/** Whether an instant of the content is too long ago to be called "now". */
export const isBehind = (instant: number, now: number): boolean =>
  (now - instant) / 60_000 >= MIN_BEHIND_MINUTES;

/** Red from this many times the age that counts as stale. */
const RED_FACTOR = 2;

/** `08:40 EAT`, with the day if it is not today. */
function asOfWords(instant: number, now: number): string {
  return eatDay(instant) === eatDay(now)
    ? `${clock(instant)} EAT`
    : `${dayName(instant, now)} ${clock(instant)} EAT`;
}

function troubleOf({ last_run: run, import_overdue_since: since }: Freshness, now: number): string {
  if (run?.state === "failed" || run?.state === "abandoned") {
    const at = asOfWords(Date.parse(run.finished_at ?? run.started_at), now);
    return run.state === "failed" ? `import failed at ${at}` : `import was interrupted at ${at}`;
  }
  return since === null ? "" : `no import since ${asOfWords(Date.parse(since), now)}`;
}

/** Describes how old a feed's content is at `now`, the server's clock; the lag it sent may be old. */
export function freshnessWords(freshness: Freshness | null, now: number): FreshnessWords {
  if (freshness === null) return { alarm: "none", text: "data age unknown", trouble: "" };
  if (freshness.content_as_of === null)
    return { alarm: "red", text: "no data yet", trouble: troubleOf(freshness, now) };
  const asOf = Date.parse(freshness.content_as_of);
  const behind = Math.max(0, (now - asOf) / 60_000);
  const limit = freshness.stale_after_minutes;
  const trouble = troubleOf(freshness, now);
  const late = isBehind(asOf, now) ? `${inWords(behind)} behind` : "up to date";
  const byAge: Alarm = behind > limit * RED_FACTOR ? "red" : behind > limit ? "amber" : "fresh";
  return {
    alarm: byAge === "fresh" && trouble ? "amber" : byAge,
    text: `data as of ${asOfWords(asOf, now)}, ${late}`,
    trouble,
  };
}
