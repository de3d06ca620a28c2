import { computed, signal } from "@preact/signals";
import { ApiError } from "../../api/client";
import { type DecisionKind, decisionUrl, send } from "../../api/dispatch";
import type { Day, Decided } from "../../contract/dispatch";
import { parseTicketKey, ticketKey } from "../../domain/ticket";
import { announce } from "../announce";
import { day, dayOnShow, decisions, reload } from "./desk";

export interface Pin {
  crew: string | null;
  starts_at: string | null;
  order: number | null;
}

export interface Hold {
  reason: string;
  ends_on: string | null;
}

/** What is decided about a ticket; null: nothing. */
export interface Wish {
  pin: Pin | null;
  hold: Hold | null;
}

interface Step {
  key: string;
  before: Wish;
  after: Wish;
}

/** What one action of a person decided, about one ticket or several. */
interface Act {
  words: string;
  day: string;
  steps: readonly Step[];
}

const done = signal<readonly Act[]>([]);
const undone = signal<readonly Act[]>([]);
const ofDay = (acts: readonly Act[]): Act | undefined =>
  acts.filter((act) => act.day === dayOnShow.value).at(-1);
export const undoable = computed(() => ofDay(done.value)?.words ?? null);
export const redoable = computed(() => ofDay(undone.value)?.words ?? null);

/** Why the newest decision was refused, in the server's words; until the next one. */
export const refusal = signal<{ words: string; isConflict: boolean } | null>(null);
export const isDeciding = signal(false);

function wishOf(key: string): Wish {
  const found = decisions.peek().get(key);
  const pin = found?.pin && { crew: found.pin.crew, starts_at: found.pin.starts_at, order: found.pin.order };
  const hold = found?.hold && { reason: found.hold.reason, ends_on: found.hold.ends_on };
  return { pin: pin ?? null, hold: hold ?? null };
}

const isSame = (a: object | null, b: object | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Takes a decision into the loaded day. */
function note(decided: Decided): void {
  const now = day.peek();
  if (!now) return;
  const key = ticketKey(decided.dataset, decided.ticket_id);
  const others = now.decisions.filter((one) => ticketKey(one.dataset, one.ticket_id) !== key);
  const left = decided.pin || decided.hold ? [...others, decided] : others;
  day.value = { ...now, decisions: left } satisfies Day;
}

const versionOf = (key: string): string => decisions.peek().get(key)?.version ?? "none";

async function put(kind: DecisionKind, key: string, on: string, body: object | null): Promise<void> {
  const method = body ? "PUT" : "DELETE";
  note(await send<Decided>(method, decisionUrl(kind, key, on), body, versionOf(key)));
}

/** Leaves out what is not decided: the server takes a pin as a whole. */
const given = (pin: Pin): object =>
  Object.fromEntries(Object.entries(pin).filter(([, value]) => value !== null));

async function take({ key, before, after }: Step, on: string): Promise<void> {
  const pin = async (): Promise<void> => {
    if (!isSame(before.pin, after.pin)) await put("pins", key, on, after.pin && given(after.pin));
  };
  // Held first, then unpinned: in between, nobody asks who could do it.
  if (!after.hold) await pin();
  if (!isSame(before.hold, after.hold)) await put("holds", key, on, after.hold);
  if (after.hold) await pin();
}

/** Sends steps, one after the other. Returns those that were taken. */
async function takeAll(steps: readonly Step[], on: string): Promise<Step[]> {
  const taken: Step[] = [];
  isDeciding.value = true;
  refusal.value = null;
  try {
    for (const step of steps) {
      await take(step, on);
      taken.push(step);
    }
  } catch (error) {
    const isConflict = error instanceof ApiError && error.status === 412;
    const words = error instanceof Error ? error.message : String(error);
    const part =
      taken.length > 0 ? ` ${taken.length} of ${steps.length} tickets were changed before that.` : "";
    refusal.value = { words: words + part, isConflict };
    announce(isConflict ? `Not changed: somebody else has decided. ${words}` : `Not changed. ${words}`);
    await reload();
  } finally {
    isDeciding.value = false;
  }
  return taken;
}

/** Decides about tickets; one action to undo. Returns whether all was taken. */
export async function decide(
  words: string,
  wishes: ReadonlyMap<string, (now: Wish) => Wish>,
): Promise<boolean> {
  if (isDeciding.peek()) return false;
  const on = dayOnShow.peek();
  const steps = [...wishes].map(
    ([key, wish]): Step => ({ key, before: wishOf(key), after: wish(wishOf(key)) }),
  );
  const real = steps.filter(({ before, after }) => !isSame(before, after));
  const taken = await takeAll(real, on);
  if (taken.length > 0) {
    done.value = [...done.value, { words, day: on, steps: taken }];
    undone.value = [];
  }
  if (taken.length < real.length) return false;
  if (real.length > 0) announce(words);
  return true;
}

const turned = (act: Act): Act => ({
  ...act,
  steps: act.steps.map(({ key, before, after }) => ({ key, before: after, after: before })).reverse(),
});

/** Sends the steps of an act, or their reverse, if nobody has decided otherwise since. */
async function replay(
  act: Act,
  sent: Act,
  [from, to]: readonly (typeof done)[],
  words: string,
): Promise<void> {
  if (isDeciding.peek() || !from || !to) return;
  const other = sent.steps.find(({ key, before }) => !isSame(wishOf(key), before));
  from.value = from.value.filter((one) => one !== act);
  if (other) {
    const id = parseTicketKey(other.key)?.id ?? other.key;
    const text = `Somebody else has decided about ${id} since, so “${act.words}” stays as it is.`;
    refusal.value = { words: text, isConflict: true };
    announce(text);
    return;
  }
  const taken = await takeAll(sent.steps, act.day);
  if (taken.length < sent.steps.length) return;
  to.value = [...to.value, act];
  announce(`${words}: ${act.words}`);
}

export async function undo(): Promise<void> {
  const act = ofDay(done.value);
  if (act) await replay(act, turned(act), [done, undone], "Undone");
}

export async function redo(): Promise<void> {
  const act = ofDay(undone.value);
  if (act) await replay(act, act, [undone, done], "Redone");
}

export const pinned =
  (crew: string | null, startsAt: number | null, order: number | null = null) =>
  (): Wish => ({
    pin: { crew, starts_at: startsAt === null ? null : new Date(startsAt).toISOString(), order },
    hold: null,
  });

export const unpinned = ({ hold }: Wish): Wish => ({ pin: null, hold });

export const held = (reason: string, endsOn: string | null) => (): Wish => ({
  pin: null,
  hold: { reason, ends_on: endsOn },
});

export const released = ({ pin }: Wish): Wish => ({ pin, hold: null });
