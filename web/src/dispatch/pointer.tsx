import { signal } from "@preact/signals";
import type { Stop } from "../domain/dispatch/lanes";
import { timeAt } from "../domain/dispatch/scale";
import { clock } from "../domain/time";
import { announce } from "../state/announce";
import { aim, drop, exact, grab, letGo, moving, namesOf, trialWords } from "../state/dispatch/moving";
import { crewsInView, layout } from "./layout";

/** A click may tremble by this much. */
const START_PX = 5;
/** A bar that is moved less than this sideways keeps no time of its own. */
const SIDEWAYS_PX = 12;

const pointer = signal({ x: 0, y: 0 });

interface Held {
  keys: readonly string[];
  from: Stop | null;
  x: number;
  y: number;
  /** How far into the bar it was taken. */
  offsetPx: number;
}

let held: Held | null = null;

/** Begins a possible drag. A finger scrolls instead: on a phone, the card of a stop moves it. */
export function takeUp(event: PointerEvent, keys: readonly string[], from: Stop | null): void {
  if (event.button !== 0 || event.pointerType === "touch") return;
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  held = { keys, from, x: event.clientX, y: event.clientY, offsetPx: from ? event.clientX - box.left : 0 };
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", onUp);
  addEventListener("pointercancel", end);
  addEventListener("keydown", onEscape, true);
}

function end(): void {
  held = null;
  removeEventListener("pointermove", onMove);
  removeEventListener("pointerup", onUp);
  removeEventListener("pointercancel", end);
  removeEventListener("keydown", onEscape, true);
  letGo();
}

function onEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  end();
}

const SCROLL_PX = 36;

/** Scrolls the timeline if the pointer is at its upper or lower edge. */
function scrollAtEdge(y: number): void {
  const box = document.querySelector(".lanes");
  if (!box) return;
  const { top, bottom } = box.getBoundingClientRect();
  if (y > top && y < top + SCROLL_PX + 26) box.scrollTop -= 12;
  else if (y < bottom && y > bottom - SCROLL_PX) box.scrollTop += 12;
}

function onMove(event: PointerEvent): void {
  if (!held) return;
  const { clientX: x, clientY: y } = event;
  if (!moving.peek()) {
    if (Math.hypot(x - held.x, y - held.y) < START_PX) return;
    getSelection()?.removeAllRanges();
    grab(held.keys, held.from, "pointer", crewsInView.names);
  }
  event.preventDefault();
  pointer.value = { x, y };
  scrollAtEdge(y);
  const under = document.elementFromPoint(x, y);
  const lane = under?.closest<HTMLElement>(".lane");
  if (lane) aimAtLane(lane, x);
  else aim(under?.closest("[data-drop]") ? { crew: null, startsAt: null } : null);
}

function aimAtLane(lane: HTMLElement, x: number): void {
  const crew = lane.dataset["crew"] ?? "";
  const day = lane.querySelector(".lane-day")?.getBoundingClientRect();
  const now = layout.peek();
  if (!day || !now || !held) return;
  const isSideways = Math.abs(x - held.x) > SIDEWAYS_PX;
  // Over the crew's name, or straight up or down: whenever it is cheapest.
  const hasTime = x >= day.left && (held.from ? isSideways : true);
  aim({ crew, startsAt: hasTime ? timeAt(now.scale, x - day.left - held.offsetPx) : null });
}

function onUp(event: PointerEvent): void {
  const isDrop = moving.peek() !== null;
  if (isDrop) {
    // No click follows: the bar that was dropped is not selected by it.
    const stopClick = (click: Event): void => click.stopPropagation();
    addEventListener("click", stopClick, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", stopClick, true));
    void drop();
  }
  event.preventDefault();
  held = null;
  end();
}

/** Keeps text from being selected while something is dragged. */
export const dragOver = (event: PointerEvent): void => {
  if (moving.peek()) event.preventDefault();
};

/** Where something goes and what that costs, beside the pointer or, with keys, above the timeline. */
export function MovingNote() {
  const now = moving.value;
  if (!now) return null;
  const { target, by } = now;
  const where =
    target === null
      ? "nowhere: it stays as it is"
      : target.crew === null
        ? "out of the plan (hold)"
        : `${target.crew}, ${target.startsAt === null ? "best time" : clock(target.startsAt)}`;
  const tried = exact.value;
  const isBad =
    typeof tried === "object" &&
    tried !== null &&
    (!("price" in tried) || tried.breaks.length > 0 || tried.late_minutes > 0);
  const { x, y } = pointer.value;
  const place =
    by === "pointer"
      ? { left: `${Math.min(x + 14, innerWidth - 290)}px`, top: `${Math.min(y + 16, innerHeight - 80)}px` }
      : {};
  return (
    <div class="moving-note" data-by={by} data-bad={isBad} data-testid="moving" style={place}>
      <p>
        <b>{namesOf(now.keys)}</b> → {where}
      </p>
      {tried && <p data-testid="moving-cost">{trialWords(tried)}</p>}
      {by === "keys" && <p class="quiet">↑ ↓ crew, ← → time, Enter drops, H holds, Esc cancels</p>}
    </div>
  );
}

/** Tells screen readers where something goes. */
export function announceTarget(): void {
  const target = moving.peek()?.target;
  if (!target) return;
  const time = target.startsAt === null ? "best time" : clock(target.startsAt);
  announce(target.crew === null ? "Out of the plan" : `${target.crew}, ${time}`);
}
