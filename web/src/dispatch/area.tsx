import { useSignal } from "@preact/signals";
import { decide, isDeciding, pinned } from "../state/dispatch/decide";
import { lanes, mayDecide, stopById } from "../state/dispatch/desk";
import { holdWanted, idOf } from "../state/dispatch/moving";

const NAMED = 6;

/** Tickets of an area: all to one crew, or out of the plan. */
export function AreaCard({ keys }: { keys: readonly string[] }) {
  const to = useSignal("");
  const free = keys.filter((key) => !stopById.value.get(key)?.isBegun);
  return (
    <>
      <p class="quiet">
        {keys.slice(0, NAMED).map(idOf).join(", ")}
        {keys.length > NAMED && ` and ${keys.length - NAMED} more`}
      </p>
      {mayDecide.value && free.length > 0 && (
        <form
          class="card-buttons"
          onSubmit={(event) => {
            event.preventDefault();
            if (!to.value) return;
            const words = `${free.length} tickets to ${to.value}`;
            void decide(words, new Map(free.map((key) => [key, pinned(to.value, null)])));
          }}
        >
          <label class="desk-picker">
            <span>Give them to</span>
            <select
              aria-label="Give them to"
              value={to.value}
              onChange={(event) => (to.value = event.currentTarget.value)}
            >
              <option value="">a crew…</option>
              {lanes.value.map(({ crew }) => (
                <option key={crew} value={crew}>
                  {crew}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" class="button" disabled={!to.value || isDeciding.value}>
            Give
          </button>
          <button type="button" class="button" onClick={() => (holdWanted.value = free)}>
            Hold…
          </button>
        </form>
      )}
    </>
  );
}
