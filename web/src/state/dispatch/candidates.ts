import { effect, signal, untracked } from "@preact/signals";
import { ApiError, request } from "../../api/client";
import { candidatesUrl } from "../../api/dispatch";
import type { Candidates } from "../../contract/dispatch";
import { decisions, plan } from "./desk";
import { selectedJob, selectedStop, selection } from "./selection";

/** Who could do the selected ticket. */
export const candidates = signal<{ key: string; found: Candidates | null; problem: string | null } | null>(
  null,
);

const SHOWN = 3;

/** Asks for the candidates of the selected ticket, again after each decision. */
export function followCandidates(): () => void {
  return effect(() => {
    const now = selection.value;
    const planId = plan.value?.plan_id;
    decisions.value;
    const isAskable =
      now?.kind === "ticket" && planId !== undefined && (selectedJob.value || selectedStop.value);
    if (!isAskable || selectedStop.value?.isBegun || selectedJob.value?.reason === "held") {
      candidates.value = null;
      return;
    }
    const { key } = now;
    const attempt = new AbortController();
    untracked(() => {
      if (candidates.peek()?.key !== key) candidates.value = { key, found: null, problem: null };
    });
    request(candidatesUrl(planId, key, SHOWN), { signal: attempt.signal })
      .then((response) => response.json())
      .then(
        (found: Candidates) => {
          if (!attempt.signal.aborted) candidates.value = { key, found, problem: null };
        },
        (error: unknown) => {
          if (attempt.signal.aborted) return;
          const problem = error instanceof ApiError ? error.message : "The server does not answer.";
          candidates.value = { key, found: null, problem };
        },
      );
    return () => attempt.abort();
  });
}
