import { refusal } from "../state/dispatch/decide";
import { day, draft, openDraft, plan, problem, stale } from "../state/dispatch/desk";

/** What a dispatcher must know before deciding: refused decisions, old tickets, a newer draft. */
export function DeskNotices() {
  const refused = refusal.value;
  const newest = day.value?.newest_draft_id ?? null;
  const hasNewerDraft = newest !== null && plan.value !== null && newest > plan.value.plan_id && !draft.value;
  return (
    <div class="desk-notices">
      {refused && (
        <div class="notice notice-red" role="alert" data-testid="refusal">
          <span>
            <b>
              {refused.isConflict ? "Another dispatcher was faster; nothing was overwritten." : "Refused."}
            </b>{" "}
            {refused.words}
          </span>
          <button type="button" class="button" onClick={() => (refusal.value = null)}>
            Hide
          </button>
        </div>
      )}
      {problem.value !== null && plan.value && (
        <div class="notice notice-red" role="alert">
          The day cannot be loaded; this is its last known state.
        </div>
      )}
      {stale.value && (
        <div class="notice notice-amber" role="status" data-testid="stale">
          {stale.value}
        </div>
      )}
      {hasNewerDraft && (
        <div class="notice notice-amber" role="status" data-testid="newer-draft">
          Draft {newest} waits to be published.
          <button type="button" class="button" onClick={() => void openDraft(newest)}>
            Compare
          </button>
        </div>
      )}
    </div>
  );
}
