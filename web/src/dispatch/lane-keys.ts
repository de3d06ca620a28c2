import { isMovable, type Lane, type Stop } from "../domain/dispatch/lanes";
import { MINUTE_MS, snapped } from "../domain/dispatch/scale";
import { announce } from "../state/announce";
import { mayDecide, shownLanes } from "../state/dispatch/desk";
import {
  aim,
  drop,
  exact,
  grab,
  holdWanted,
  isTrial,
  letGo,
  moving,
  namesOf,
  trials,
  trialWords,
} from "../state/dispatch/moving";
import { crewsInView, focusWanted, reached } from "./layout";
import { announceTarget } from "./pointer";

const laneAt = (crew: string | undefined): number =>
  shownLanes.peek().findIndex((lane) => lane.crew === crew);

function reach(crew: string, id: string | null): void {
  reached.value = { crew, id };
  focusWanted.value += 1;
}

/** The stop of a lane that is nearest in time to another. */
const nearest = (lane: Lane, stop: Stop): Stop | undefined =>
  [...lane.stops].sort(
    (a, b) => Math.abs(a.startsAt - stop.startsAt) - Math.abs(b.startsAt - stop.startsAt),
  )[0];

/** Goes up or down by lanes: from a crew to a crew, from a stop to the nearest stop. */
function goBy(step: number, from: Lane, stop: Stop | undefined): void {
  const all = shownLanes.peek();
  const at = laneAt(from.crew);
  const lane = all[Math.max(0, Math.min(all.length - 1, at + step))];
  if (lane && lane !== from) reach(lane.crew, (stop && nearest(lane, stop)?.id) ?? null);
}

function goAlong(key: string, lane: Lane, stop: Stop | undefined): void {
  const at = stop ? lane.stops.indexOf(stop) : -1;
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: -1, End: lane.stops.length - 1 }[key] ?? at;
  const found = lane.stops[Math.min(next, lane.stops.length - 1)];
  reach(lane.crew, next < 0 ? null : (found?.id ?? null));
}

const PAGE = 8;

const canMove = (stop: Stop | undefined): stop is Stop =>
  stop !== undefined && mayDecide.peek() && isMovable(stop);

function onWalk(event: KeyboardEvent, lane: Lane, stop: Stop | undefined): boolean {
  const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
  const step = steps[event.key];
  if (step !== undefined) goBy(step, lane, stop);
  else if (/^(ArrowLeft|ArrowRight|Home|End)$/.test(event.key)) goAlong(event.key, lane, stop);
  else if (event.key.toLowerCase() === "m" && canMove(stop)) grabWithKeys(stop.keys, stop);
  else if (event.key.toLowerCase() === "h" && canMove(stop)) holdWanted.value = stop.keys;
  else return false;
  return true;
}

/** Takes up a visit or a job, to be moved with keys. */
export function grabWithKeys(keys: readonly string[], from: Stop | null): void {
  grab(keys, from, "keys", crewsInView.names);
  const first = from?.crew ?? reached.peek()?.crew ?? shownLanes.peek()[0]?.crew;
  if (first === undefined) {
    letGo();
    return;
  }
  aim({ crew: first, startsAt: from?.startsAt ?? null });
  announce(
    `Moving ${namesOf(keys)}. Up and down choose the crew, left and right the time; Enter drops, Escape cancels.`,
  );
  const lane = shownLanes.peek().find(({ crew }) => crew === first);
  if (lane) reach(lane.crew, from?.id ?? null);
}

const STEP_MS = 5 * MINUTE_MS;

/** Moves what is taken up. The focus stays where it was taken. */
function onCarry(event: KeyboardEvent): void {
  const now = moving.peek();
  const target = now?.target;
  if (!now || !target) return;
  const all = shownLanes.peek();
  const at = laneAt(target.crew ?? undefined);
  const lane = all[at];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const later = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step !== undefined) {
    const crew = all[Math.max(0, Math.min(all.length - 1, at + step))]?.crew;
    // Another crew does it whenever that is cheapest, until a time is chosen.
    if (crew !== undefined && crew !== target.crew) aim({ crew, startsAt: null });
  } else if (later !== undefined && lane) {
    const tried = trials.peek().get(lane.crew);
    const best = isTrial(tried) && tried.starts_at ? Date.parse(tried.starts_at) : null;
    const from = target.startsAt ?? best ?? now.from?.startsAt ?? lane.shiftFrom;
    aim({ crew: lane.crew, startsAt: snapped(from + later * STEP_MS * (event.shiftKey ? 6 : 1)) });
  } else if (event.key === "Enter" || event.key === " ") void dropWithKeys();
  else if (event.key.toLowerCase() === "h") {
    aim({ crew: null, startsAt: null });
    void drop();
  } else if (event.key === "Escape") {
    letGo();
    announce("Not moved");
  } else return;
  event.preventDefault();
  event.stopPropagation();
  if (step !== undefined || later !== undefined) announceTarget();
}

async function dropWithKeys(): Promise<void> {
  const now = moving.peek();
  const tried = exact.peek();
  await drop();
  if (tried && now?.target?.crew) announce(`Dropped: ${trialWords(tried)}`);
  if (now?.target?.crew) reach(now.target.crew, now.keys[0] ?? null);
}

export function onLaneKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (moving.peek()?.by === "keys") {
    onCarry(event);
    return;
  }
  const lane = shownLanes.peek().find(({ crew }) => crew === reached.peek()?.crew) ?? shownLanes.peek()[0];
  const stop = lane?.stops.find(({ id }) => id === reached.peek()?.id);
  if (lane && onWalk(event, lane, stop)) event.preventDefault();
}
