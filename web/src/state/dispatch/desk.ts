import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { ApiError, getJson } from "../../api/client";
import { changesUrl, dayUrl, onePlanUrl, planUrl } from "../../api/dispatch";
import { token } from "../../api/token";
import type { Day, Difference, Plan } from "../../contract/dispatch";
import { dayOfCrews, decisionsOf, filtered, type LaneFilter, type Stop } from "../../domain/dispatch/lanes";
import type { Ticket } from "../../domain/ticket";
import { eatDay } from "../../domain/time";
import { session } from "../config";
import { feedOf, ticketsByKey } from "../feeds";
import { changeCount, dispatchCount, serverNow } from "../live";
import { datasets, isDispatch, view } from "../navigation";

/** The day on show. */
export const dayOnShow = computed(() => view.value.day ?? eatDay(serverNow()));

export const day = signal<Day | null>(null);
/** The day's published plan, else its newest draft. */
const mainPlan = signal<Plan | null>(null);
/** A draft that is looked at beside the published plan, and how it differs. */
export const draft = signal<{ plan: Plan; changes: Difference } | null>(null);
/** Why the newest request failed; what was loaded before stays. */
export const problem = signal<unknown>(null);
export const isLoaded = signal(false);

export const plan = computed(() => draft.value?.plan ?? mainPlan.value);
export const publishedPlan = computed(() => (mainPlan.value?.state === "published" ? mainPlan.value : null));

/** Whether the caller may decide; everybody else only looks. */
export const mayDecide = computed(
  () => session.value !== null && (session.value.is_anonymous || session.value.role !== "viewer"),
);

/** When a stop that a person moved starts, by `ID>crew`, until the next plan. */
export const estimates = signal<ReadonlyMap<string, number>>(new Map());

export const decisions = computed(() => decisionsOf(day.value));

const NO_TICKETS: ReadonlyMap<string, Ticket> = new Map();
const areTicketsLoaded = computed(() =>
  datasets.value.every((name) => feedOf(name).value.dashboard !== null),
);

const crewDay = computed(() =>
  dayOfCrews(plan.value, {
    day: day.value,
    decisions: decisions.value,
    tickets: areTicketsLoaded.value ? ticketsByKey.value : NO_TICKETS,
    estimates: estimates.value,
    now: serverNow(),
  }),
);
export const lanes = computed(() => crewDay.value.lanes);
export const jobs = computed(() => crewDay.value.jobs);
/** Tickets that people have moved since the plan was made. */
export const pending = computed(() => crewDay.value.pending);

export const laneFilter = signal<LaneFilter>({ team: null, skill: null });
export const shownLanes = computed(() => filtered(lanes.value, laneFilter.value));

export const stopById = computed(
  () =>
    new Map(
      lanes.value.flatMap(({ stops }) => stops.flatMap((s): [string, Stop][] => s.keys.map((k) => [k, s]))),
    ),
);

/** Why the plan on show rests on old tickets; null: it does not. */
export const stale = computed<string | null>(() => {
  const [now, shown] = [day.value, plan.value];
  if (!now || !shown) return null;
  if (now.is_stale) return "The tickets are out of date, and so is every plan made from them.";
  return shown.content_as_of !== now.content_as_of && shown.state !== "superseded"
    ? "The tickets are newer than this plan. Replan to take them in."
    : null;
});

let running: AbortController | undefined;

/** Loads the day again. */
export async function reload(): Promise<void> {
  running?.abort();
  const attempt = new AbortController();
  running = attempt;
  const wanted = dayOnShow.peek();
  try {
    const [found, planned] = await Promise.all([
      getJson<Day>(dayUrl(wanted), attempt.signal),
      getJson<Plan>(planUrl(wanted), attempt.signal).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) return null;
        throw error;
      }),
    ]);
    if (attempt.signal.aborted) return;
    batch(() => {
      day.value = found;
      mainPlan.value = planned;
      problem.value = null;
      isLoaded.value = true;
      const shown = draft.peek();
      // Published meanwhile, here or elsewhere.
      if (shown && (planned?.plan_id ?? 0) >= shown.plan.plan_id) draft.value = null;
    });
  } catch (error) {
    if (!attempt.signal.aborted) problem.value = error;
  }
}

/** Shows a draft beside the published plan. */
export async function openDraft(planId: number): Promise<void> {
  const [found, changes] = await Promise.all([
    getJson<Plan>(onePlanUrl(planId)),
    getJson<Difference>(changesUrl(planId)),
  ]);
  draft.value = { plan: found, changes };
}

function forget(): void {
  batch(() => {
    day.value = mainPlan.value = draft.value = null;
    estimates.value = new Map();
    isLoaded.value = false;
  });
}

/** Follows the day while the tab is open. Returns a function that ends this. */
export function followDesk(): () => void {
  let before: string | null = null;
  const ends = [
    effect(() => {
      const wanted = dayOnShow.value;
      changeCount.value;
      dispatchCount.value;
      token.value;
      if (!isDispatch.value) return;
      untracked(() => {
        if (before !== null && before !== wanted) forget();
        before = wanted;
        void reload();
      });
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
