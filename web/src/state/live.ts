import { computed, effect, signal, untracked } from "@preact/signals";
import { forgetAnswers, getJson, isAnswer } from "../api/client";
import type { Following } from "../api/events";
import { FRESHNESS_URL } from "../api/routes";
import { shareEvents } from "../api/sharing";
import { token, tokenWanted } from "../api/token";
import type { AllFreshness, Dataset, Freshness } from "../contract/types";
import {
  link,
  noteAnswer,
  noteFailure,
  noteStreamClosed,
  noteStreamOpen,
  pauseMs,
  SERVER,
} from "./connection";
import { feedOf, refresh, refreshAll, refusals, wantedUrl } from "./feeds";
import { datasets } from "./navigation";

/** Imports of several datasets often end within a second of each other. */
const GATHER_MS = 250;

/** The newest freshness of every dataset, apart from any figures. */
const newest = signal<Partial<Record<Dataset, Freshness>>>({});

/**
 * How old a dataset is. For figures on show it is the age that came with them, because the feed may
 * have moved on since. Null if it is unknown.
 */
export function freshnessOf(dataset: Dataset): Freshness | null {
  const { dashboard } = feedOf(dataset).value;
  const isOnShow = datasets.value.includes(dataset);
  if (isOnShow && dashboard) return dashboard.freshness;
  // If the request is refused there are no figures, and the feed's own age misleads nobody.
  const isRefused = refusals.value.some((refusal) => refusal.dataset === dataset);
  return isOnShow && !isRefused ? null : (newest.value[dataset] ?? null);
}

/** Counts the changes that the server reports. Everything that shows data reloads when it grows. */
export const changeCount = signal(0);

/** Counts the decisions about the crews' days that the server reports. */
export const dispatchCount = signal(0);

/** The server's clock minus this machine's, in milliseconds: ages must not depend on the latter. */
const clockOffset = signal(0);
export const serverNow = (): number => Date.now() + clockOffset.value;

/** Ticks, so that displayed ages stay current. */
export const tick = signal(Date.now());

/** Loads how old the feeds are. Returns whether the server answered. */
export async function refreshFreshness(): Promise<boolean> {
  try {
    const answer = await getJson<AllFreshness>(FRESHNESS_URL);
    newest.value = answer.datasets;
    const now = Math.max(...Object.values(answer.datasets).map((f) => Date.parse(f.wall_clock_at)));
    const offset = now - Date.now();
    // The answer's own clock may be a minute old, so a small difference is ignored.
    clockOffset.value = Math.abs(offset) > 120_000 ? offset : 0;
    noteAnswer(SERVER);
    return true;
  } catch (error) {
    if (isAnswer(error)) noteAnswer(SERVER);
    else noteFailure(SERVER, error);
    return false;
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether the page is visible. A hidden page sends no requests and holds no stream open. */
const isSeen = signal(true);

/** How long the newest round of requests took. On a slow line the pause is as long. */
let roundMs = 0;

function plan(): void {
  clearTimeout(timer);
  if (isSeen.peek()) timer = setTimeout(() => void askAgain(), Math.max(pauseMs(), roundMs));
}

/** Requests everything on show, now. */
export async function askAgain(): Promise<void> {
  clearTimeout(timer);
  const wasAway = link.value === "away";
  const began = Date.now();
  if (tokenWanted.value === null) {
    if (await refreshFreshness()) {
      if (wasAway) stream?.hurry();
      else changeCount.value += 1;
      await refreshAll(false);
      // A server that is still busy does not get the other requests as well.
      if (wasAway && link.value !== "away") changeCount.value += 1;
    }
  }
  roundMs = Date.now() - began;
  plan();
}

const changed = new Set<Dataset>();

function gather(dataset: Dataset): void {
  changed.add(dataset);
  if (changed.size > 1) return;
  setTimeout(() => {
    const changedOnShow = datasets.value.filter((d) => changed.has(d));
    changed.clear();
    changeCount.value += 1;
    void refreshFreshness();
    for (const dataset of changedOnShow) void refresh(dataset);
  }, GATHER_MS);
}

let isFirstOpening = true;

function connect(): Following {
  return shareEvents({
    onOpen: () => {
      noteStreamOpen();
      // Changes may have been missed while the stream was closed.
      if (!isFirstOpening) void askAgain();
      isFirstOpening = false;
      plan();
    },
    onChange: ({ dataset }) => {
      noteAnswer(SERVER);
      gather(dataset);
    },
    onDispatch: () => {
      noteAnswer(SERVER);
      dispatchCount.value += 1;
    },
    onClose: (_error, waitMs) => {
      noteStreamClosed();
      if (waitMs !== null) void askAgain();
    },
  });
}

let stream: Following | undefined;

export function tryNow(): void {
  stream?.hurry();
  void askAgain();
}

function noteVisibility(): void {
  isSeen.value = document.visibilityState !== "hidden";
}

/** Loads what the view shows whenever that changes, and follows the server's changes. */
export function start(): void {
  let isFirstToken = true;
  let before: readonly Dataset[] = [];
  const catchUp = (): void => {
    for (const dataset of datasets.value) {
      const { url, dashboard } = feedOf(dataset).value;
      // Nothing asked for its changes while another tab was on show.
      const isShown = before.includes(dataset) && url === wantedUrl(dataset) && dashboard !== null;
      if (!isShown) void refresh(dataset);
    }
    before = datasets.value;
  };
  // Moving the map or sorting the list changes no request, so a running one is not started again.
  const wanted = computed(() => datasets.value.map(wantedUrl).join(" "));
  effect(() => {
    wanted.value;
    untracked(catchUp);
  });
  effect(() => {
    // A new token sees other data.
    token.value;
    untracked(() => {
      forgetAnswers();
      void refreshFreshness();
      if (!isFirstToken) void refreshAll();
      isFirstToken = false;
    });
  });
  effect(() => {
    // A hidden window would keep the stream from those on show.
    if (!isSeen.value) return;
    token.value;
    untracked(() => (stream = connect()));
    return () => {
      clearTimeout(timer);
      stream?.stop();
      noteStreamClosed();
    };
  });
  effect(() => {
    // Any source can notice a failure; the next request then follows the pause for failures.
    link.value;
    untracked(plan);
  });
  setInterval(() => (tick.value = Date.now()), 15_000);
  addEventListener("online", tryNow);
  noteVisibility();
  addEventListener("visibilitychange", noteVisibility);
}
