import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Figures, Line } from "../domain/figures";
import { count } from "../domain/numbers";
import { isSet, toggleAll } from "../state/navigation";
import type { View } from "../state/view";

const GROUPINGS = [
  { name: "cluster", lines: "clusters", label: "Cluster" },
  { name: "team", lines: "teams", label: "Team" },
  { name: "owner", lines: "owners", label: "Owner" },
] as const;

const FIRST_LINES = 10;

/** The tickets by cluster, team or owner. */
export function Breakdown({ figures }: { figures: Figures | null }) {
  const chosen = useSignal<(typeof GROUPINGS)[number]>(GROUPINGS[0]);
  const isLong = useSignal(false);
  const lines = figures?.[chosen.value.lines] ?? [];
  const shown = isLong.value ? lines : lines.slice(0, FIRST_LINES);
  const most = Math.max(1, ...lines.map(({ open }) => open));
  return (
    <section class="block" aria-labelledby="by-title">
      <div class="block-head">
        <h2 id="by-title">By</h2>
        <div class="segments" role="group" aria-label="Break down by">
          {GROUPINGS.map((grouping) => (
            <button
              key={grouping.name}
              type="button"
              aria-pressed={grouping === chosen.value}
              onClick={() => (chosen.value = grouping)}
            >
              {grouping.label}
            </button>
          ))}
        </div>
      </div>
      <div class="lines" data-testid={`by-${chosen.value.name}`}>
        <div class="line line-head" aria-hidden="true">
          <span />
          <span>open</span>
          <span>breached</span>
          <span>closed</span>
        </div>
        {shown.map((line) => (
          <LineFigures
            key={line.value}
            line={line}
            most={most}
            name={chosen.value.name}
            label={chosen.value.label}
          />
        ))}
        {figures && lines.length === 0 && <p class="quiet">No ticket passes the filters.</p>}
      </div>
      {lines.length > FIRST_LINES && (
        <button
          type="button"
          class="button quiet-button"
          aria-expanded={isLong.value}
          onClick={() => (isLong.value = !isLong.value)}
        >
          {isLong.value ? `Show the first ${FIRST_LINES}` : `Show all ${count(lines.length)}`}
        </button>
      )}
    </section>
  );
}

interface LineProps {
  line: Line;
  most: number;
  name: "cluster" | "team" | "owner";
  label: string;
}

/** A line's three figures; each shows the tickets that it counts. */
function LineFigures({ line: { value, open, breached, closed }, most, name, label }: LineProps) {
  const words = value || `no ${label.toLowerCase()}`;
  return (
    <div class="line" role="group" aria-label={words}>
      <LineFigure shows={{ [name]: value, show: "open" }} isEmpty={false}>
        <span class={value ? "line-name" : "line-name quiet"}>
          {words}
          <span class="sr-only">: </span>
          <span class="line-bar" style={{ width: `${(100 * open) / most}%` }} />
        </span>
        <b>
          {count(open)}
          <span class="sr-only"> open</span>
        </b>
      </LineFigure>
      <LineFigure shows={{ [name]: value, show: "open", sla: "breached" }} isEmpty={breached === 0}>
        <span class={breached > 0 ? "bad" : "quiet"}>
          <span class="sr-only">{words}: </span>
          {count(breached)}
          <span class="sr-only"> breached</span>
        </span>
      </LineFigure>
      <LineFigure shows={{ [name]: value, show: "closed" }} isEmpty={closed === 0}>
        <span class="sr-only">{words}: </span>
        {count(closed)}
        <span class="sr-only"> closed</span>
      </LineFigure>
    </div>
  );
}

interface FigureProps {
  shows: Partial<View>;
  isEmpty: boolean;
  children: ComponentChildren;
}

function LineFigure({ shows, isEmpty, children }: FigureProps) {
  return (
    <button type="button" aria-pressed={isSet(shows)} disabled={isEmpty} onClick={() => toggleAll(shows)}>
      {children}
    </button>
  );
}
