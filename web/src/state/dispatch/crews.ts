import { effect, signal, untracked } from "@preact/signals";
import { request } from "../../api/client";
import { POSITIONS_URL } from "../../api/dispatch";
import { token } from "../../api/token";
import type { CrewPosition, CrewPositions } from "../../contract/dispatch";
import { session } from "../config";
import { dispatchCount, tick } from "../live";

/** Where the crews are now. */
export const crewPositions = signal<readonly CrewPosition[]>([]);
export const trackerProblem = signal<string | null>(null);

async function load(): Promise<void> {
  try {
    const response = await request(POSITIONS_URL);
    const found: CrewPositions = await response.json();
    trackerProblem.value = found.tracker_problem;
    if (JSON.stringify(found.crews) !== JSON.stringify(crewPositions.peek()))
      crewPositions.value = found.crews;
  } catch {
    // Kept: an old position is drawn hollow after ten minutes.
  }
}

/** Asks every 30 seconds; a hidden page does not ask. */
export function followPositions(): () => void {
  let count = 0;
  return effect(() => {
    tick.value;
    dispatchCount.value;
    token.value;
    if (session.value === null) return;
    count += 1;
    untracked(() => {
      if (document.visibilityState !== "hidden" && count % 2 === 1) void load();
    });
  });
}
