/** Where a time is on the timeline. */
import type { Lane } from "./lanes";

export const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export interface Scale {
  from: number;
  to: number;
  pxPerMinute: number;
}

/** The whole day of all crews, as wide as the room allows, but no narrower than `least`. */
export function scaleOf(lanes: readonly Lane[], roomPx: number, least: number): Scale | null {
  if (lanes.length === 0) return null;
  const starts = lanes.flatMap(({ shiftFrom, stops }) => [shiftFrom, ...stops.map((stop) => stop.arrivesAt)]);
  const ends = lanes.flatMap(({ shiftTo, endsAt, stops }) => [
    shiftTo,
    endsAt,
    ...stops.map((s) => s.endsAt),
  ]);
  const from = Math.floor(Math.min(...starts) / HOUR_MS) * HOUR_MS;
  const to = Math.ceil((Math.max(...ends) + 5 * MINUTE_MS) / HOUR_MS) * HOUR_MS;
  const pxPerMinute = Math.max(least, roomPx / ((to - from) / MINUTE_MS));
  return { from, to, pxPerMinute };
}

export const xOf = (scale: Scale, instant: number): number =>
  ((instant - scale.from) / MINUTE_MS) * scale.pxPerMinute;

export const widthOf = (scale: Scale, from: number, to: number): number =>
  ((to - from) / MINUTE_MS) * scale.pxPerMinute;

const SNAP_MS = 5 * MINUTE_MS;

export const snapped = (instant: number): number => Math.round(instant / SNAP_MS) * SNAP_MS;

/** The time at a place of the timeline, in steps of five minutes. */
export const timeAt = (scale: Scale, x: number): number =>
  snapped(scale.from + (x / scale.pxPerMinute) * MINUTE_MS);

export function hoursOf({ from, to }: Scale): number[] {
  const hours: number[] = [];
  for (let hour = from; hour <= to; hour += HOUR_MS) hours.push(hour);
  return hours;
}

/** The drives of a lane: to each stop, and back at the end. */
export function drivesOf(lane: Lane): { from: number; to: number }[] {
  const drives = lane.stops
    .filter((stop) => stop.travelMinutes > 0 && stop.movedFrom === null)
    .map((stop) => ({ from: stop.arrivesAt - stop.travelMinutes * MINUTE_MS, to: stop.arrivesAt }));
  const last = lane.stops.filter((stop) => stop.movedFrom === null).at(-1);
  if (last && lane.endsAt > last.endsAt) {
    const lunchTo = lane.lunch && lane.lunch.from >= last.endsAt ? lane.lunch.to : last.endsAt;
    if (lane.endsAt > lunchTo) drives.push({ from: lunchTo, to: lane.endsAt });
  }
  return drives;
}
