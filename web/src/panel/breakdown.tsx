import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Figures, Line } from "../domain/figures";
import { GROUPINGS, type Grouping } from "../domain/filters";
import { count } from "../domain/numbers";
import type { View } from "../domain/view";
import { isSet, toggle } from "../state/navigation";

const FIRST_LINES = 10;

/** The tickets by cluster, team or owner. */
export function Breakdown({ figures }: { figures: Figures | null }) {
  const chosen = useSignal(0);
  const isLong = useSignal(false);
  const grouping = GROUPINGS[chosen.value];
  if (!grouping) return null;
  const lines = figures?.lines[grouping.name] ?? [];
  const shown = isLong.value ? lines : lines.slice(0, FIRST_LINES);
  const most = Math.max(1, ...lines.map(({ open }) => open));
  return (
    <section class="block" aria-labelledby="by-title">
      <div class="block-head">
        <h2 id="by-title">By</h2>
        <div class="segments" role="group" aria-label="Break down by">
          {GROUPINGS.map(({ name, label }, i) => (
            <button
              key={name}
              type="button"
              aria-pressed={i === chosen.value}
              onClick={() => (chosen.value = i)}
            >
              {label}
            </button>
          ))}
        </div>
      </div>
      <div class="lines" data-testid={`by-${grouping.name}`}>
        <div class="line line-head" aria-hidden="true">
          <span />
          <span>open</span>
          <span>breached</span>
          <span>closed</span>
        </div>
        {shown.map((line) => (
          <LineFigures key={line.value} line={line} most={most} grouping={grouping} />
        ))}
        {figures && lines.length === 0 && <p class="quiet">No tickets match the filters.</p>}
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
  grouping: Grouping;
}

/** A line's three figures. A click on one shows the tickets that it counts. */
function LineFigures({
  line: { value, open, breached, closed },
  most,
  grouping: { name, label },
}: LineProps) {
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
    <button type="button" aria-pressed={isSet(shows)} disabled={isEmpty} onClick={() => toggle(shows)}>
      {children}
    </button>
  );
}
