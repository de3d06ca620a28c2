import { fromEatLocal } from "../domain/time";
import { redo, redoable, undo, undoable } from "../state/dispatch/decide";
import {
  dayOnShow,
  draft,
  isLoaded,
  laneFilter,
  lanes,
  mayDecide,
  pending,
  plan,
} from "../state/dispatch/desk";
import { isPlanning, isPublishing, publish, replan } from "../state/dispatch/planning";
import { navigate } from "../state/navigation";
import { PlaybackButton } from "./playback";

interface PickerProps {
  label: string;
  value: string | null;
  values: readonly string[];
  onPick: (value: string | null) => void;
}

function Picker({ label, value, values, onPick }: PickerProps) {
  return (
    <label class="desk-picker" data-on={value !== null}>
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onPick(event.currentTarget.value || null)}>
        <option value="">All</option>
        {values.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

const unique = (values: readonly (string | null)[]): string[] =>
  [...new Set(values.filter((value): value is string => Boolean(value)))].sort();

function DayPicker() {
  return (
    <label class="desk-picker">
      <span>Day</span>
      <input
        type="date"
        data-testid="day"
        value={dayOnShow.value}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (fromEatLocal(value) !== undefined) navigate({ day: value });
        }}
      />
    </label>
  );
}

function PlanWords() {
  const shown = plan.value;
  if (!shown) return null;
  const stops = lanes.value.reduce((sum, lane) => sum + lane.stops.length, 0);
  const late = lanes.value.reduce((sum, lane) => sum + lane.stops.filter((s) => s.lateMinutes > 0).length, 0);
  const words = { published: "Published", draft: "Draft", superseded: "Superseded" }[shown.state];
  return (
    <p class="desk-words" data-testid="plan-words">
      <b data-state={shown.state}>
        {words} {shown.plan_id}
      </b>{" "}
      {stops} stops, {late} late
      {pending.value > 0 && <span data-testid="pending"> · {pending.value} moved since, not replanned</span>}
    </p>
  );
}

/** What dispatchers do with the plan as a whole. */
function Deciding() {
  const isDraft = plan.value?.state === "draft";
  return (
    <div class="desk-buttons" role="group" aria-label="Plan">
      <button
        type="button"
        class="button"
        disabled={undoable.value === null}
        title={undoable.value ? `Undo: ${undoable.value} (Ctrl+Z)` : "Nothing to undo"}
        onClick={() => void undo()}
      >
        Undo
      </button>
      <button
        type="button"
        class="button"
        disabled={redoable.value === null}
        title={redoable.value ? `Redo: ${redoable.value} (Ctrl+Y)` : "Nothing to redo"}
        onClick={() => void redo()}
      >
        Redo
      </button>
      <button
        type="button"
        class="button"
        data-testid="replan"
        disabled={isPlanning.value || !isLoaded.value}
        onClick={() => void replan()}
      >
        {isPlanning.value ? "Planning…" : plan.value ? "Replan" : "Plan"}
      </button>
      {isDraft && (
        <button
          type="button"
          class="button main-button"
          data-testid="publish"
          disabled={isPublishing.value}
          onClick={() => void publish(false)}
        >
          {isPublishing.value ? "Publishing…" : "Publish"}
        </button>
      )}
    </div>
  );
}

export function Toolbar() {
  const { team, skill } = laneFilter.value;
  const teams = unique(lanes.value.map((lane) => lane.team));
  const skills = unique(lanes.value.flatMap((lane) => lane.skills));
  return (
    <div class="desk-tools" data-draft={draft.value !== null}>
      <DayPicker />
      <Picker
        label="Team"
        value={team}
        values={teams}
        onPick={(value) => (laneFilter.value = { team: value, skill })}
      />
      <Picker
        label="Skill"
        value={skill}
        values={skills}
        onPick={(value) => (laneFilter.value = { team, skill: value })}
      />
      <PlanWords />
      <PlaybackButton />
      {mayDecide.value && <Deciding />}
    </div>
  );
}
