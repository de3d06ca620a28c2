import { useSignal } from "@preact/signals";
import { fromEatLocal, toEatLocal } from "../domain/time";
import type { View } from "../domain/view";
import { loaded } from "../state/feeds";
import { navigate, view } from "../state/navigation";

const WINDOWS: readonly { value: View["window"]; short: string; words: string }[] = [
  { value: "today", short: "Today", words: "Today, East Africa Time" },
  { value: "week", short: "Week", words: "This week, from Monday" },
  { value: "month", short: "Month", words: "This month" },
  { value: "24h", short: "24 h", words: "Last 24 hours" },
  { value: "7d", short: "7 d", words: "Last 7 days" },
  { value: "30d", short: "30 d", words: "Last 30 days" },
];

/** The window on show, in the form of the date inputs. */
function shownWindow(): { from: string; to: string } {
  const clock = loaded.value[0]?.clock;
  const local = (instant: number | undefined): string =>
    instant !== undefined && Number.isFinite(instant) ? toEatLocal(instant) : "";
  return { from: view.value.from ?? local(clock?.from), to: view.value.to ?? local(clock?.to) };
}

/** Chooses the time over which closed tickets and flows are counted. */
export function WindowPicker() {
  const isPicking = useSignal(view.peek().from !== null);
  const { window: chosen, from } = view.value;
  const areDates = from !== null || isPicking.value;
  return (
    <div class="window" role="group" aria-label="Time window">
      <div class="segments">
        {WINDOWS.map(({ value, short, words }) => (
          <button
            key={value}
            type="button"
            aria-pressed={!areDates && chosen === value}
            title={words}
            onClick={() => {
              isPicking.value = false;
              navigate({ window: value, from: null, to: null });
            }}
          >
            {short}
          </button>
        ))}
        <button type="button" aria-pressed={areDates} onClick={() => (isPicking.value = true)}>
          Dates
        </button>
      </div>
      {areDates && <Dates key={`${from} ${view.value.to}`} />}
    </div>
  );
}

function Dates() {
  const draft = useSignal(shownWindow());
  const from = fromEatLocal(draft.value.from);
  const to = fromEatLocal(draft.value.to);
  const isBackwards = from !== undefined && to !== undefined && from >= to;
  const isComplete = from !== undefined && !isBackwards;
  return (
    <form
      class="dates"
      onSubmit={(event) => {
        event.preventDefault();
        if (isComplete) navigate({ from: draft.value.from, to: draft.value.to || null });
      }}
    >
      {(["from", "to"] as const).map((end) => (
        <label key={end}>
          <span>{end === "from" ? "From" : "to"}</span>
          <input
            type="datetime-local"
            aria-label={end === "from" ? "From, East Africa Time" : "To, East Africa Time"}
            aria-invalid={isBackwards}
            value={draft.value[end]}
            onInput={(event) => (draft.value = { ...draft.value, [end]: event.currentTarget.value })}
          />
        </label>
      ))}
      <span class="quiet">EAT</span>
      <button type="submit" class="button" disabled={!isComplete}>
        Show
      </button>
      {isBackwards && (
        <span class="trouble" role="alert">
          The end must be after the start.
        </span>
      )}
    </form>
  );
}
