import { batch, signal } from "@preact/signals";
import { ApiError, request } from "../../api/client";
import { moveUrl } from "../../api/dispatch";
import type { Trial } from "../../contract/dispatch";
import { isMovable, type Lane, type Stop } from "../../domain/dispatch/lanes";
import { parseTicketKey } from "../../domain/ticket";
import { clock } from "../../domain/time";
import { decide, pinned } from "./decide";
import { estimates, plan, shownLanes } from "./desk";

/** Where something that is moved would go: to a crew, perhaps at a time; or out of the plan. */
export interface Target {
  crew: string | null;
  startsAt: number | null;
}

export interface Moving {
  keys: readonly string[];
  from: Stop | null;
  lengthMs: number;
  target: Target | null;
  by: "pointer" | "keys";
}

/** What is being moved; nothing is decided before it is dropped. */
export const moving = signal<Moving | null>(null);

export type Tried = Trial | { refused: string } | "asking";

/** What each crew would cost and break, at the crew's best time. */
export const trials = signal<ReadonlyMap<string, Tried>>(new Map());
/** The same for the very place of the target. */
export const exact = signal<Tried | null>(null);

/** Asked for when a visit is to be taken out of the plan: a hold needs a reason. */
export const holdWanted = signal<readonly string[] | null>(null);

export const idOf = (key: string): string => parseTicketKey(key)?.id ?? key;

export const namesOf = (keys: readonly string[]): string =>
  keys.length > 2 ? `${idOf(keys[0] ?? "")} and ${keys.length - 1} more` : keys.map(idOf).join(" and ");

const JOB_MS = 45 * 60_000;
const AT_ONCE = 4;
const PAUSE_MS = 70;

let running: AbortController | undefined;
let exactRunning: AbortController | undefined;

async function tryMove(key: string, target: Target, signal: AbortSignal): Promise<Tried> {
  const planId = plan.peek()?.plan_id;
  if (planId === undefined) return { refused: "There is no plan." };
  try {
    const response = await request(moveUrl(planId, key, target.crew, target.startsAt), { signal });
    return await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    return { refused: error instanceof ApiError ? error.message : "The server does not answer." };
  }
}

async function tryLanes(key: string, lanes: readonly Lane[], signal: AbortSignal): Promise<void> {
  const waiting = [...lanes];
  const work = async (): Promise<void> => {
    for (let lane = waiting.shift(); lane && !signal.aborted; lane = waiting.shift()) {
      const { crew } = lane;
      const tried = await tryMove(key, { crew, startsAt: null }, signal);
      if (!signal.aborted) trials.value = new Map([...trials.value, [crew, tried]]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work)).catch(() => {});
}

/** Takes up a visit or a job. `first`: the lanes in view, which are asked about first. */
export function grab(
  keys: readonly string[],
  from: Stop | null,
  by: Moving["by"],
  first: readonly string[],
): void {
  running?.abort();
  running = new AbortController();
  batch(() => {
    trials.value = new Map();
    exact.value = null;
    moving.value = { keys, from, lengthMs: from ? from.endsAt - from.startsAt : JOB_MS, target: null, by };
  });
  const near = shownLanes.peek().filter(({ crew }) => first.includes(crew));
  const far = shownLanes.peek().filter(({ crew }) => !first.includes(crew));
  void tryLanes(keys[0] ?? "", [...near, ...far], running.signal);
}

/** Moves what is grabbed over a place, and asks what that would cost. */
export function aim(target: Target | null): void {
  const now = moving.peek();
  if (!now || (now.target?.crew === target?.crew && now.target?.startsAt === target?.startsAt)) return;
  exactRunning?.abort();
  batch(() => {
    moving.value = { ...now, target };
    exact.value = target && "asking";
  });
  if (!target) return;
  const attempt = new AbortController();
  exactRunning = attempt;
  setTimeout(() => {
    if (attempt.signal.aborted) return;
    tryMove(now.keys[0] ?? "", target, attempt.signal).then(
      (tried) => {
        if (!attempt.signal.aborted && moving.peek()) exact.value = tried;
      },
      () => {},
    );
  }, PAUSE_MS);
}

export function letGo(): void {
  running?.abort();
  exactRunning?.abort();
  batch(() => {
    moving.value = null;
    exact.value = null;
    trials.value = new Map();
  });
}

/** Pins what is grabbed where it is; out of the plan, asks for a reason first. */
export async function drop(): Promise<void> {
  const now = moving.peek();
  const tried = exact.peek();
  letGo();
  if (!now?.target) return;
  const { crew, startsAt } = now.target;
  if (crew === null) {
    holdWanted.value = now.keys;
    return;
  }
  const start = startsAt ?? (isTrial(tried) && tried.starts_at ? Date.parse(tried.starts_at) : null);
  await give(now.keys, crew, startsAt, start);
}

export const isTrial = (tried: Tried | null | undefined): tried is Trial =>
  typeof tried === "object" && tried !== null && "price" in tried;

/** Pins tickets to a crew. `expected`: when the server says that they would start. */
export async function give(
  keys: readonly string[],
  crew: string,
  startsAt: number | null,
  expected: number | null,
): Promise<void> {
  if (expected !== null) {
    estimates.value = new Map([...estimates.value, [`${keys[0]}>${crew.toLowerCase()}`, expected]]);
  }
  const at = startsAt === null ? "" : ` at ${clock(startsAt)}`;
  await decide(`${namesOf(keys)} to ${crew}${at}`, new Map(keys.map((key) => [key, pinned(crew, startsAt)])));
}

/** Gives a crew's stops that have not begun to another crew, in their order. */
export async function moveDay(lane: Lane, to: string): Promise<void> {
  const stops = lane.stops.filter(isMovable);
  const wishes = stops.flatMap((stop, i) =>
    stop.keys.map((key): [string, ReturnType<typeof pinned>] => [key, pinned(to, null, i + 1)]),
  );
  await decide(`The day of ${lane.crew} to ${to}`, new Map(wishes));
}

/** What a move costs and breaks, in a few words. */
export function trialWords(tried: Tried): string {
  if (tried === "asking") return "…";
  if ("refused" in tried) return tried.refused;
  const parts = [priceWords(tried.price)];
  if (tried.late_minutes > 0) parts.push(`${tried.late_minutes} min late`);
  const later = tried.later.reduce((sum, one) => sum + one.more_minutes, 0);
  if (later > 0) parts.push(`others ${later} min later`);
  for (const { overtime_minutes, crew } of tried.crews) {
    if (overtime_minutes > 0) parts.push(`${crew} ${overtime_minutes} min overtime`);
  }
  const rules = [...new Set(tried.breaks.map(({ rule }) => RULE_WORDS[rule] ?? rule))];
  if (rules.length > 0) parts.push(`breaks ${rules.join(", ")}`);
  return parts.join(", ");
}

export const RULE_WORDS: Record<string, string> = {
  skill: "skill",
  crew: "pin",
  time: "pinned time",
  window: "appointment",
  order: "order",
  lunch: "lunch",
  overtime: "overtime limit",
};

/** `+12 min`, `−3 min`: tenths of a driving minute as minutes. */
export function priceWords(price: number): string {
  const minutes = Math.round(Math.abs(price) / 10);
  return minutes === 0 ? "±0 min" : `${price < 0 ? "−" : "+"}${minutes} min`;
}
