import { batch, computed, effect, signal } from "@preact/signals";
import { getJson } from "../../api/client";
import { tracksUrl } from "../../api/dispatch";
import { dashboardUrl } from "../../api/routes";
import type { CrewPosition, CrewTracks } from "../../contract/dispatch";
import type { Dashboard } from "../../contract/types";
import { crewAt, type Fix, plannedAt, ticketsAt } from "../../domain/dispatch/playback";
import { everyTicket, type Ticket, ticketsOf } from "../../domain/ticket";
import { fromEatLocal, toEatLocal } from "../../domain/time";
import { defaultView } from "../../domain/view";
import { datasetNames } from "../ticket-types";
import { dayOnShow, lanes } from "./desk";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The instant that is played back; null: now. */
export const playedAt = signal<number | null>(null);
export const isPlaying = signal(false);
export const playbackProblem = signal<string | null>(null);

const tracks = signal<ReadonlyMap<string, readonly Fix[]>>(new Map());
const tickets = signal<readonly Ticket[]>([]);

export const dayFrom = computed(() => fromEatLocal(dayOnShow.value) ?? 0);

/** From the first shift's start to the last crew's return; the whole day if there is no plan. */
export const playSpan = computed(() => {
  const all = lanes.value;
  if (all.length === 0) return { from: dayFrom.value, to: dayFrom.value + DAY_MS };
  return {
    from: Math.min(...all.map(({ shiftFrom }) => shiftFrom)) - HOUR_MS,
    to: Math.max(...all.map(({ shiftTo, endsAt }) => Math.max(shiftTo, endsAt))) + HOUR_MS,
  };
});

export const ticketsThen = computed(() =>
  playedAt.value === null ? null : ticketsAt(tickets.value, dayFrom.value, playedAt.value),
);

export const crewsThen = computed((): CrewPosition[] | null => {
  const instant = playedAt.value;
  if (instant === null) return null;
  return [...tracks.value].flatMap(([crew, track]) => {
    const then = crewAt(track, instant);
    if (!then) return [];
    const [longitude, latitude] = then.at;
    const at = new Date(instant).toISOString();
    const rest = { accuracy_m: null, speed_kmh: null, heading: null, battery: null };
    return [{ crew, at, longitude, latitude, is_old: then.isOld, ...rest }];
  });
});

/** Where the plan has the crews at that instant. */
export const stopsThen = computed(() => {
  const instant = playedAt.value;
  return instant === null ? [] : lanes.value.flatMap((lane) => plannedAt(lane, instant) ?? []);
});

let timer: ReturnType<typeof setInterval> | undefined;

export function stopPlayback(): void {
  clearInterval(timer);
  batch(() => {
    playedAt.value = null;
    isPlaying.value = false;
  });
}

/** Loads what happened on the day, and shows its beginning. */
export async function openPlayback(): Promise<void> {
  const day = dayOnShow.peek();
  const from = dayFrom.peek();
  playedAt.value = playSpan.peek().from;
  playbackProblem.value = null;
  // Without an end, because what was closed later was open on the day.
  const scope = { ...defaultView(datasetNames.peek()), from: toEatLocal(from) };
  try {
    const [found, ...dashboards] = await Promise.all([
      getJson<CrewTracks>(tracksUrl(day)),
      ...datasetNames.peek().map((name) => getJson<Dashboard>(dashboardUrl(name, scope))),
    ]);
    batch(() => {
      tracks.value = new Map(
        Object.entries(found.tracks).map(([crew, fixes]) => [
          crew,
          fixes.map(([at, x, y]): Fix => [Date.parse(String(at)), Number(x), Number(y)]),
        ]),
      );
      tickets.value = dashboards.flatMap((dashboard) => everyTicket(ticketsOf(dashboard)));
    });
  } catch {
    playbackProblem.value = "What happened on this day could not be loaded.";
  }
}

const FRAME_MS = 100;
/** Minutes of the day in a second of playing. */
const SPEED = 10;

export function togglePlaying(): void {
  clearInterval(timer);
  isPlaying.value = !isPlaying.value;
  if (!isPlaying.value) return;
  timer = setInterval(() => {
    const next = (playedAt.peek() ?? 0) + FRAME_MS * SPEED * 60;
    const { from, to } = playSpan.peek();
    if (next >= to) {
      clearInterval(timer);
      isPlaying.value = false;
    }
    playedAt.value = Math.max(from, Math.min(next, to));
  }, FRAME_MS);
}

/** Another day is not played back. */
export const followPlayback = (): (() => void) => {
  const end = effect(() => {
    dayOnShow.value;
    stopPlayback();
  });
  return () => {
    end();
    stopPlayback();
  };
};
