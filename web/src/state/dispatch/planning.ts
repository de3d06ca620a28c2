import { signal } from "@preact/signals";
import { ApiError } from "../../api/client";
import { PLANS_URL, publishUrl, send } from "../../api/dispatch";
import type { Plan, PlanMade } from "../../contract/dispatch";
import { announce } from "../announce";
import { refusal } from "./decide";
import { day, dayOnShow, draft, estimates, openDraft, plan, reload } from "./desk";

export const isPlanning = signal(false);
export const isPublishing = signal(false);
/** Why the server wants a yes before it publishes; null: it does not. */
export const doubt = signal<string | null>(null);

function refuse(error: unknown): void {
  const isConflict = error instanceof ApiError && error.status === 412;
  const words = error instanceof Error ? error.message : String(error);
  refusal.value = { words, isConflict };
  announce(words);
}

/** Plans the day again from what is published, and shows how that draft differs. */
export async function replan(): Promise<void> {
  if (isPlanning.peek()) return;
  isPlanning.value = true;
  refusal.value = null;
  announce("Planning");
  const on = dayOnShow.peek();
  try {
    const made = await send<PlanMade>("POST", PLANS_URL, { plan_on: on });
    if (on !== dayOnShow.peek()) return;
    await reload();
    if (plan.peek()?.plan_id !== made.plan_id) await openDraft(made.plan_id);
    announce("A new plan is ready");
  } catch (error) {
    refuse(error);
  } finally {
    isPlanning.value = false;
  }
}

/** Publishes the plan on show, which must be a draft. */
export async function publish(isConfirmed: boolean): Promise<void> {
  const shown = plan.peek();
  if (!shown || isPublishing.peek()) return;
  isPublishing.value = true;
  refusal.value = null;
  const known = day.peek()?.published_plan_id;
  try {
    await send<Plan>("POST", publishUrl(shown.plan_id), { confirm: isConfirmed }, String(known ?? "none"));
    draft.value = null;
    estimates.value = new Map();
    doubt.value = null;
    await reload();
    announce(`Plan ${shown.plan_id} is published`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 409 && !isConfirmed) doubt.value = error.message;
    else {
      doubt.value = null;
      refuse(error);
      await reload();
    }
  } finally {
    isPublishing.value = false;
  }
}

/** Leaves the draft unpublished and shows the published plan. */
export function dropDraft(): void {
  draft.value = null;
}
