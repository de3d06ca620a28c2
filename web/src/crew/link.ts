import { signal } from "@preact/signals";
import { fromHere } from "../api/routes";
import type { CrewSheet } from "../contract/types";
import { keep, kept, token } from "./kept";
import { bodyOf, isOtherWork, type Waiting, without } from "./reports";

const DAY_URL = "/api/v1/dispatch/my-day";
const REPORTS_URL = "/api/v1/dispatch/my-day/reports";
const SILENCE_MS = 15_000;
const EVERY_MS = 60_000;
/** While something waits, it is tried again after this, then twice as long each time. */
const RETRY_MS = 3_000;
/** A tap can be taken back for so long before it is sent. */
export const GRACE_MS = 4_000;

/** Why there is no day: the token, the role, or no plan; `away`: no connection. */
export type Trouble = "ended" | "foreign" | "no-plan" | "away" | null;
export const trouble = signal<Trouble>(null);
/** When a plan replaced the one that was shown, until the crew has seen it. */
export const changedAt = signal<number | null>(null);
/** What the server refused for good, in its words. */
export const refusals = signal<string[]>([]);

let etag = "";
let etagFor = "";

async function ask(url: string, init: RequestInit = {}): Promise<Response | null> {
  const headers = { Authorization: `Bearer ${token.peek()}`, ...init.headers };
  try {
    return await fetch(fromHere(url), {
      cache: "no-store",
      credentials: "omit",
      signal: AbortSignal.timeout(SILENCE_MS),
      ...init,
      headers,
    });
  } catch {
    trouble.value = "away";
    return null;
  }
}

/** Notes what a refusal means; returns whether it is about the token, so that nothing else will work. */
function isShutOut(status: number): boolean {
  if (status !== 401 && status !== 403) return false;
  trouble.value = status === 401 ? "ended" : "foreign";
  // Whoever has the phone now sees nothing of the day; what waits is kept for a new link.
  keep(() => ({ sheet: null, asOf: null }));
  etag = "";
  return true;
}

function noteChange(before: CrewSheet | null, after: CrewSheet): void {
  if (before && isOtherWork(before, after)) changedAt.value = Date.now();
}

async function readDay(): Promise<void> {
  const known = etagFor === token.peek() && kept.peek().sheet ? etag : "";
  const response = await ask(DAY_URL, known ? { headers: { "If-None-Match": known } } : {});
  if (!response || isShutOut(response.status)) return;
  if (response.status === 304) {
    trouble.value = null;
    keep(() => ({ asOf: Date.now() }));
  } else if (response.ok) {
    const sheet: CrewSheet = await response.json();
    noteChange(kept.peek().sheet, sheet);
    etag = response.headers.get("ETag") ?? "";
    etagFor = token.peek();
    trouble.value = null;
    keep(() => ({ sheet, asOf: Date.now() }));
  } else if (response.status === 404) {
    trouble.value = "no-plan";
    keep(() => ({ sheet: null, asOf: Date.now() }));
  } else trouble.value = "away";
}

/** Whether the server may take the same report later. */
const isPassing = (status: number): boolean => status >= 500 || status === 408 || status === 429;

async function sendOne(waiting: Waiting): Promise<boolean> {
  for (const ticket of waiting.tickets) {
    const response = await ask(REPORTS_URL, {
      method: "POST",
      body: JSON.stringify(bodyOf(waiting, ticket)),
      headers: { "Content-Type": "application/json" },
    });
    if (!response || isShutOut(response.status)) return false;
    if (isPassing(response.status)) {
      trouble.value = "away";
      return false;
    }
    const body = await response.json().catch(() => ({}));
    if (!response.ok)
      refusals.value = [...refusals.value, `${ticket.ticket_id}: ${body.message ?? "refused"}`];
    if (response.ok) noteChange(kept.peek().sheet, body as CrewSheet);
    keep(({ queue }) => ({
      queue: without(queue, waiting.id, ticket),
      ...(response.ok ? { sheet: body as CrewSheet, asOf: Date.now() } : {}),
    }));
    etag = "";
  }
  return true;
}

async function send(): Promise<void> {
  const isDue = ({ at }: Waiting): boolean => Date.parse(at) + GRACE_MS <= Date.now();
  for (let next = kept.peek().queue.find(isDue); next; next = kept.peek().queue.find(isDue)) {
    if (!(await sendOne(next))) return;
  }
}

let running: Promise<void> | null = null;
let retry: ReturnType<typeof setTimeout> | undefined;
let pause = RETRY_MS;

/** Tries again soon if something waits or the connection is gone, and the token is good. */
function again(): void {
  clearTimeout(retry);
  const isAway = trouble.peek() === "away";
  const isShut = trouble.peek() === "ended" || trouble.peek() === "foreign";
  if (isShut || (!isAway && kept.peek().queue.length === 0)) {
    pause = RETRY_MS;
    return;
  }
  retry = setTimeout(() => void sync(), pause);
  pause = Math.min(2 * pause, EVERY_MS);
}

/** Sends what waits, oldest first, then reads the day. At most one at a time. */
export function sync(): Promise<void> {
  if (!token.peek()) return Promise.resolve();
  running ??= (async () => {
    const work = async (): Promise<void> => {
      await send();
      if (trouble.peek() !== "ended" && trouble.peek() !== "foreign") await readDay();
    };
    // Two tabs must not send the same at once, though it would count once.
    await (navigator.locks ? navigator.locks.request("fleettickets.crew", work) : work());
  })().finally(() => {
    running = null;
    again();
  });
  return running;
}

/** Keeps the day fresh and the queue short while the page is open. */
export function follow(): void {
  const start = (): void => {
    trouble.value = null;
    pause = RETRY_MS;
    void sync();
  };
  addEventListener("online", start);
  addEventListener("hashchange", start);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) start();
  });
  setInterval(() => {
    if (!document.hidden) void sync();
  }, EVERY_MS);
  start();
}
