import { isBehind } from "../domain/freshness";
import type { Clock } from "../domain/narrow";
import { eatDay, moments, shortDay } from "../domain/time";
import { loaded } from "./feeds";
import { serverNow } from "./live";

/**
 * When the ages, due times and windows on show are measured, `Tue 24 Nov, 18:35 EAT`: at the end of
 * the content, which may lag by days. Blank while that is now.
 */
export function measuredWords(isMeant: (clock: Clock) => boolean = () => true): string {
  const now = serverNow();
  const instants = loaded.value.flatMap(({ clock }) => (isMeant(clock) ? [clock.asOf] : []));
  return instants.some((instant) => isBehind(instant, now)) ? `${moments(instants, now)} EAT` : "";
}

/** The day on which what is due "today" is due: `24 Nov`, where the content's day is not today. */
export function dueDay(): string | null {
  const clock = loaded.value.find((feed) => feed.clock.hasSchedule)?.clock;
  const day = clock && eatDay(clock.asOf);
  return day === undefined || day === eatDay(serverNow()) ? null : shortDay(day);
}
