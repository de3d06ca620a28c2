import { effect, signal, untracked } from "@preact/signals";
import { forgetAnswers, getJson, isPassing } from "../api/client";
import { followEvents } from "../api/events";
import { dashboardUrl, FRESHNESS_URL } from "../api/routes";
import { token, tokenWanted } from "../api/token";
import type { Dataset, Freshness } from "../api/types";
import { heardFrom, link, lost, streamIsGone, streamIsOpen } from "./connection";
import { feeds, refresh, refreshAll } from "./feeds";
import { datasets, view } from "./navigation";

/** How often the page asks although nobody told it of a change. */
const EVERY_MS = { live: 30_000, polling: 20_000, away: 5_000, connecting: 20_000 };
/** Both datasets' imports often end within a second of each other. */
const GATHER_MS = 250;

export const freshness = signal<Partial<Record<Dataset, Freshness>>>({});

/** Counts the changes that the server told of: what else shows data asks again when it grows. */
export const changeCount = signal(0);

/** The server's clock less this machine's, in milliseconds: ages must not depend on the latter. */
const clockOffset = signal(0);
export const serverNow = (): number => Date.now() + clockOffset.value;

/** Ticks so that ages in words stay right. */
export const tick = signal(Date.now());

export async function refreshFreshness(): Promise<void> {
  try {
    const answer = await getJson<{ datasets: Record<Dataset, Freshness> }>(FRESHNESS_URL);
    freshness.value = answer.datasets;
    const newest = Math.max(...Object.values(answer.datasets).map((f) => Date.parse(f.wall_clock_at)));
    // The answer's own clock may be a minute old; only a real difference counts.
    if (Math.abs(newest - Date.now()) > 120_000) clockOffset.value = newest - Date.now();
    heardFrom();
  } catch (error) {
    if (isPassing(error)) lost(error);
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;

function plan(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void askAgain(), EVERY_MS[link.value]);
}

/** Asks for everything on show, now. */
export async function askAgain(): Promise<void> {
  clearTimeout(timer);
  const wasAway = link.value === "away";
  if (tokenWanted.value === null) {
    await refreshFreshness();
    if (link.value !== "away") {
      if (wasAway) stream?.hurry();
      changeCount.value += 1;
      await refreshAll();
    }
  }
  plan();
}

const changed = new Set<Dataset>();

function gather(dataset: Dataset): void {
  changed.add(dataset);
  if (changed.size > 1) return;
  setTimeout(() => {
    const now = datasets.value.filter((d) => changed.has(d));
    changed.clear();
    changeCount.value += 1;
    void refreshFreshness();
    for (const dataset of now) void refresh(dataset);
  }, GATHER_MS);
}

let isFirstOpening = true;

function connect(): { stop(): void; hurry(): void } {
  return followEvents({
    onOpen: () => {
      streamIsOpen();
      // Changes may have passed unseen while the stream was away.
      if (!isFirstOpening) void askAgain();
      isFirstOpening = false;
      plan();
    },
    onChange: ({ dataset }) => {
      heardFrom();
      gather(dataset);
    },
    onClose: (_error, waitMs) => {
      streamIsGone();
      if (waitMs !== null) void askAgain();
    },
  });
}

let stream: { stop(): void; hurry(): void } | undefined;

export function tryNow(): void {
  stream?.hurry();
  void askAgain();
}

/** Loads what the view wants whenever that changes, and follows the server's changes. */
export function start(): void {
  let isFirstToken = true;
  effect(() => {
    for (const dataset of datasets.value) {
      const url = dashboardUrl(dataset, view.value);
      const feed = feeds[dataset].peek();
      const isShown = feed.url === url && feed.dashboard !== null;
      if (!isShown) untracked(() => void refresh(dataset));
    }
  });
  effect(() => {
    // A new token sees other data and needs a new stream.
    token.value;
    untracked(() => {
      forgetAnswers();
      stream = connect();
      void refreshFreshness();
      if (!isFirstToken) void refreshAll();
      isFirstToken = false;
    });
    return () => stream?.stop();
  });
  effect(() => {
    // Whoever notices a loss, the next question comes as soon as for any other.
    link.value;
    untracked(plan);
  });
  setInterval(() => (tick.value = Date.now()), 15_000);
  addEventListener("online", tryNow);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && tryNow());
}
