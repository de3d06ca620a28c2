import { computed, effect, signal, untracked } from "@preact/signals";
import { forgetAnswers, getJson, isPassing } from "../api/client";
import { followEvents } from "../api/events";
import { FRESHNESS_URL } from "../api/routes";
import { token, tokenWanted } from "../api/token";
import type { Dataset, Freshness } from "../api/types";
import { heardFrom, link, lost, pauseMs, streamIsGone, streamIsOpen } from "./connection";
import { feeds, refresh, refreshAll, refusals, wantedUrl } from "./feeds";
import { datasets } from "./navigation";

/** Both datasets' imports often end within a second of each other. */
const GATHER_MS = 250;

/** What the server says of its feeds, apart from any figures. */
const newest = signal<Partial<Record<Dataset, Freshness>>>({});

/**
 * How old a dataset is. Of figures on show that is their own age, out of their own answer: the feed
 * may have moved on since. Null until it is known.
 */
export function freshnessOf(dataset: Dataset): Freshness | null {
  const { dashboard } = feeds[dataset].value;
  const isOnShow = datasets.value.includes(dataset);
  if (isOnShow && dashboard) return dashboard.freshness;
  // Where the question is refused there are no figures, and the feed's own age misleads nobody.
  const isRefused = refusals.value.some((refusal) => refusal.dataset === dataset);
  return isOnShow && !isRefused ? null : (newest.value[dataset] ?? null);
}

/** Counts the changes that the server told of: what else shows data asks again when it grows. */
export const changeCount = signal(0);

/** The server's clock less this machine's, in milliseconds: ages must not depend on the latter. */
const clockOffset = signal(0);
export const serverNow = (): number => Date.now() + clockOffset.value;

/** Ticks so that ages in words stay right. */
export const tick = signal(Date.now());

/** Asks how old the feeds are. Returns whether it was answered. */
export async function refreshFreshness(): Promise<boolean> {
  try {
    const answer = await getJson<{ datasets: Record<Dataset, Freshness> }>(FRESHNESS_URL);
    newest.value = answer.datasets;
    const now = Math.max(...Object.values(answer.datasets).map((f) => Date.parse(f.wall_clock_at)));
    const offset = now - Date.now();
    // The answer's own clock may be a minute old; only a real difference counts, and while it lasts.
    clockOffset.value = Math.abs(offset) > 120_000 ? offset : 0;
    heardFrom("server");
    return true;
  } catch (error) {
    if (isPassing(error)) lost("server", error);
    else heardFrom("server");
    return false;
  }
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Whether anybody can see the page. While nobody can it asks nothing and holds no stream open. */
const isSeen = signal(true);

function plan(): void {
  clearTimeout(timer);
  if (isSeen.peek()) timer = setTimeout(() => void askAgain(), pauseMs());
}

/** Asks for everything on show, now. */
export async function askAgain(): Promise<void> {
  clearTimeout(timer);
  const wasAway = link.value === "away";
  if (tokenWanted.value === null) {
    if (await refreshFreshness()) {
      if (wasAway) stream?.hurry();
      else changeCount.value += 1;
      await refreshAll();
      // What is busy is not asked for everything else as well.
      if (wasAway && link.value !== "away") changeCount.value += 1;
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
      heardFrom("server");
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

function lookWhether(): void {
  isSeen.value = document.visibilityState !== "hidden";
}

/** Loads what the view wants whenever that changes, and follows the server's changes. */
export function start(): void {
  let isFirstToken = true;
  let before: readonly Dataset[] = [];
  const catchUp = (): void => {
    for (const dataset of datasets.value) {
      const { url, dashboard } = feeds[dataset].value;
      // While another tab was on show nobody asked whether it changed.
      const isShown = before.includes(dataset) && url === wantedUrl(dataset) && dashboard !== null;
      if (!isShown) void refresh(dataset);
    }
    before = datasets.value;
  };
  // A map that moves and a list that is sorted ask nothing else: what is under way is not begun anew.
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
    // A browser keeps six lines to a server at most, hidden tabs' among them.
    if (!isSeen.value) return;
    token.value;
    untracked(() => (stream = connect()));
    return () => {
      clearTimeout(timer);
      stream?.stop();
      streamIsGone();
    };
  });
  effect(() => {
    // Whoever notices a loss, the next question comes as soon as for any other.
    link.value;
    untracked(plan);
  });
  setInterval(() => (tick.value = Date.now()), 15_000);
  addEventListener("online", tryNow);
  lookWhether();
  addEventListener("visibilitychange", lookWhether);
}
