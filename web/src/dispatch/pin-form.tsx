import { useSignal } from "@preact/signals";
import { toEatIso } from "../domain/time";
import { isDeciding } from "../state/dispatch/decide";
import { dayOnShow, lanes } from "../state/dispatch/desk";
import { give } from "../state/dispatch/moving";

/** Pins tickets to any crew, at a time or whenever it is cheapest: what a drag does, for a phone. */
export function PinForm({ keys, current }: { keys: readonly string[]; current: string | null }) {
  const crew = useSignal(current ?? "");
  const time = useSignal("");
  const isChange = crew.value !== "" && (crew.value !== current || time.value !== "");
  return (
    <form
      class="card-buttons"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChange) return;
        const at = time.value ? Date.parse(toEatIso(`${dayOnShow.peek()}T${time.value}`)) : null;
        void give(keys, crew.value, at, null);
      }}
    >
      <label class="desk-picker">
        <span>Pin to</span>
        <select value={crew.value} onChange={(event) => (crew.value = event.currentTarget.value)}>
          {current === null && <option value="">a crew…</option>}
          {lanes.value.map((lane) => (
            <option key={lane.crew} value={lane.crew}>
              {lane.crew}
            </option>
          ))}
        </select>
      </label>
      <label class="desk-picker">
        <span>at</span>
        <input
          type="time"
          aria-label="Time; blank: the best one"
          value={time.value}
          onInput={(event) => (time.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button" disabled={!isChange || isDeciding.value}>
        Pin
      </button>
    </form>
  );
}
