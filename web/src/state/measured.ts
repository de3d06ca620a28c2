import type { Clock } from "../domain/clock";
import { isBehind } from "../domain/freshness";
import { eatDay, moments, shortDay } from "../domain/time";
import { loaded } from "./feeds";
import { serverNow } from "./live";

/**
 * The time at which ages, due times and windows are measured, `Tue 24 Nov, 18:35 EAT`: the end of
 * the content, which may be days ago. Empty if it is about now. `isMeant` picks the datasets.
 */
export function measuredWords(isMeant: (clock: Clock) => boolean = () => true): string {
  const now = serverNow();
  const instants = loaded.value.flatMap(({ clock }) => (isMeant(clock) ? [clock.asOf] : []));
  return instants.some((instant) => isBehind(instant, now)) ? `${moments(instants, now)} EAT` : "";
}

/** The day that "due today" means, `24 Nov`, if the content's day is not today. */
export function dueDay(): string | null {
  const clock = loaded.value.find((feed) => feed.clock.hasSchedule)?.clock;
  const day = clock && eatDay(clock.asOf);
  return day === undefined || day === eatDay(serverNow()) ? null : shortDay(day);
}
