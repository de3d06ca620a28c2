/** East Africa Time is UTC+3 all year; every time on the page is shown in it. */
const EAT_OFFSET_MS = 3 * 3_600_000;
export const DAY_MINUTES = 1440;

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const pad = (n: number): string => String(n).padStart(2, "0");
const shifted = (instant: number): Date => new Date(instant + EAT_OFFSET_MS);

/** `2026-11-23`, the East Africa day of an instant. */
export function eatDay(instant: number): string {
  return shifted(instant).toISOString().slice(0, 10);
}

/** `08:40` */
export function clock(instant: number): string {
  const t = shifted(instant);
  return `${pad(t.getUTCHours())}:${pad(t.getUTCMinutes())}`;
}

/** `Mon 23 Nov`, with the year if it is not the year of `now`. */
export function dayName(instant: number, now: number): string {
  const t = shifted(instant);
  const year = t.getUTCFullYear() === shifted(now).getUTCFullYear() ? "" : ` ${t.getUTCFullYear()}`;
  return `${WEEKDAYS[t.getUTCDay()]} ${t.getUTCDate()} ${MONTHS[t.getUTCMonth()]}${year}`;
}

/** `23 Nov` for `2026-11-23`. */
export function shortDay(day: string): string {
  const [, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]}`;
}

/** `Mon 23 Nov, 08:40`; only the time if it is today. */
export function moment(instant: number, now: number): string {
  return eatDay(instant) === eatDay(now) ? clock(instant) : `${dayName(instant, now)}, ${clock(instant)}`;
}

/** Several instants, the day written once: `Mon 23 Nov, 08:20 and 08:40`. */
export function moments(instants: readonly number[], now: number): string {
  const [first, ...rest] = [...instants].sort((a, b) => a - b);
  if (first === undefined) return "–";
  const words = rest.map((t) => (eatDay(t) === eatDay(first) ? clock(t) : moment(t, now)));
  return [...new Set([moment(first, now), ...words.filter((w) => w !== clock(first))])].join(" and ");
}

/** Like `moment`, for an ISO time; a dash if there is none. */
export function momentOf(iso: string | null | undefined, now: number): string {
  return iso ? moment(Date.parse(iso), now) : "–";
}

/** `45 min`, `3 h 20 min`, `2 d 4 h`, `12 d`: two units at most, rounded down. */
export function duration(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined) return "–";
  const total = Math.floor(Math.abs(minutes));
  const [days, hours, rest] = [
    Math.floor(total / DAY_MINUTES),
    Math.floor((total % DAY_MINUTES) / 60),
    total % 60,
  ];
  const sign = minutes < 0 && total > 0 ? "−" : "";
  if (days >= 10 || (days > 0 && hours === 0)) return `${sign}${days} d`;
  if (days > 0) return `${sign}${days} d ${hours} h`;
  if (hours > 0) return rest > 0 ? `${sign}${hours} h ${rest} min` : `${sign}${hours} h`;
  return `${sign}${rest} min`;
}

/** One unit, for narrow columns: `45 m`, `20 h`, `12 d`. */
export function shortDuration(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined) return "–";
  const total = Math.floor(Math.abs(minutes));
  if (total >= 2 * DAY_MINUTES) return `${Math.floor(total / DAY_MINUTES)} d`;
  return total >= 60 ? `${Math.floor(total / 60)} h` : `${total} m`;
}

/** `1 day 23 hours`, `5 hours`, `12 days`: two units below ten days, else one; rounded down. */
export function inWords(minutes: number): string {
  const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;
  const days = Math.floor(minutes / DAY_MINUTES);
  const hours = Math.floor((minutes % DAY_MINUTES) / 60);
  if (days >= 10 || (days > 0 && hours === 0)) return count(days, "day");
  if (days > 0) return `${count(days, "day")} ${count(hours, "hour")}`;
  if (hours > 0) return count(hours, "hour");
  return count(Math.max(0, Math.floor(minutes)), "minute");
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/;

/** Reads `2026-11-23` or `2026-11-23T08:40` as East Africa Time; undefined for anything else. */
export function fromEatLocal(text: string): number | undefined {
  const parts = LOCAL.exec(text);
  if (!parts) return undefined;
  const instant = Date.parse(`${parts[1]}T${parts[2] ?? "00:00"}:00+03:00`);
  return Number.isNaN(instant) || eatDay(instant) !== parts[1] ? undefined : instant;
}

/** `2026-11-23T08:40`, the form that `fromEatLocal` reads. */
export function toEatLocal(instant: number): string {
  return shifted(instant).toISOString().slice(0, 16);
}

/** `2026-11-23T08:40:00+03:00`, the form that the API reads. */
export function toEatIso(local: string): string {
  return `${local.includes("T") ? local : `${local}T00:00`}:00+03:00`;
}
