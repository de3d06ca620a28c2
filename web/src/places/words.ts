import { ApiError } from "../api/client";
import type { PlaceState } from "../contract/types";
import { count } from "../domain/numbers";
import type { PlaceName } from "../state/placing";

type At = [number, number];

const EARTH_RADIUS_M = 6_371_009;

/** The distance on the ground, within 0.5 %. */
export function distanceM([aLon, aLat]: At, [bLon, bLat]: At): number {
  const rad = Math.PI / 180;
  const half =
    Math.sin(((bLat - aLat) * rad) / 2) ** 2 +
    Math.cos(aLat * rad) * Math.cos(bLat * rad) * Math.sin(((bLon - aLon) * rad) / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(half));
}

export function distanceWords(metres: number): string {
  if (metres < 1000) return `${Math.round(metres)} m`;
  return `${metres < 10_000 ? (metres / 1000).toFixed(1) : count(Math.round(metres / 1000))} km`;
}

/** Latitude first, as people write it; five decimals are a metre. */
export const pointWords = ([longitude, latitude]: At): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

/** The position in a text such as "-1.2921, 36.8219"; undefined if there is none. */
export function readPoint(text: string): At | undefined {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!found) return undefined;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [longitude, latitude] : undefined;
}

/** The codes of docs/geocoding.md#the-guard. */
const REASONS: readonly [string, string][] = [
  ["nearer_cluster", "The answer is at another cluster"],
  ["two_places", "Its name is in one place, its tickets are in another"],
  ["too_far", "The answer is too far from the cluster"],
  ["outside_region", "The answer is in another region"],
  ["outside_area", "The answer is outside the service area"],
  ["outside_country", "The answer is in another country"],
  ["too_coarse", "The answer is a whole county or city"],
  ["name_mismatch", "The answer has another name"],
  ["ambiguous", "Several places have this name"],
  ["duplicate_coordinate", "Many places got the same answer"],
];

export function reasonWords(reason: string | null): string {
  if (reason?.startsWith("wrong: ")) return `Rejected by ${reason.slice(7)}`;
  return REASONS.find(([code]) => reason?.includes(code))?.[1] ?? "Nothing was found";
}

export function nameWords({ region, cluster, location }: PlaceName): string {
  const around = [location ? cluster : null, region].filter(Boolean).join(", ");
  return `${location ?? cluster ?? ""}${around ? ` (${around})` : ""}`;
}

const plural = (number: number, one: string): string => `${count(number)} ${one}${number === 1 ? "" : "s"}`;

export function followerWords({ tickets, open_tickets: open }: PlaceState): string {
  return tickets === open
    ? plural(tickets, "open ticket")
    : `${plural(tickets, "ticket")} (${count(open)} open)`;
}

export const spellingWords = ({ spellings }: PlaceState): string =>
  spellings.length === 1 ? "one spelling" : `all ${count(spellings.length)} spellings`;

export const troubleWords = (error: unknown): string =>
  error instanceof ApiError ? error.message : "The server did not answer.";
