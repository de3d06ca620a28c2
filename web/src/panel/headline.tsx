import { type Figures, slaShares } from "../domain/figures";
import { count } from "../domain/numbers";
import { SLA_ORDER, SLA_WORDS } from "../domain/ticket";
import { duration } from "../domain/time";
import { loaded } from "../state/feeds";
import { navigate, toggle, view } from "../state/navigation";
import { hasClientFilter } from "../state/view";
import { TicketSymbol } from "../ui/symbol";
import { PAINTS } from "../ui/symbols";

interface Props {
  figures: Figures | null;
}

/** How many are open, how they stand, and which cannot be seen on the map. */
export function Headline({ figures }: Props) {
  const all = loaded.value.reduce((n, { open }) => n + open.length, 0);
  const isNarrowed = figures !== null && hasClientFilter(view.value);
  return (
    <div class="block headline">
      <div class="headline-row">
        <button
          type="button"
          class="big-figure"
          data-testid="open-count"
          aria-pressed={view.value.show === "open"}
          disabled={!figures}
          onClick={() => navigate({ show: "open" })}
        >
          <b>{count(figures?.open.length)}</b> <span>open{isNarrowed && ` of ${count(all)}`}</span>
        </button>
        <div class="headline-side">
          <button
            type="button"
            class="text-figure"
            data-testid="actionable"
            aria-pressed={view.value.actionable === "yes"}
            disabled={!figures}
            onClick={() => toggle("actionable", "yes")}
          >
            <b>{count(figures?.actionable)}</b> actionable
          </button>
          <button
            type="button"
            class="text-figure"
            disabled={figures?.oldestMinutes == null}
            title="Sort the list by age, oldest first"
            onClick={() => navigate({ sort: "-age", show: "open", pane: "list" })}
          >
            oldest <b>{duration(figures?.oldestMinutes)}</b>
          </button>
        </div>
      </div>
      <SlaBar figures={figures} />
      <SlaTiles figures={figures} />
      <OffMap figures={figures} />
    </div>
  );
}

function SlaBar({ figures }: Props) {
  const parts = figures ? slaShares(figures.sla) : [];
  return (
    <div class="sla-bar" aria-hidden="true">
      {parts.map(({ state, count: n }) => (
        <span key={state} style={{ flexGrow: n, background: PAINTS[state].fill }} />
      ))}
    </div>
  );
}

function SlaTiles({ figures }: Props) {
  return (
    <div class="sla-tiles" role="group" aria-label="Open tickets by SLA state">
      {SLA_ORDER.map((state) => (
        <button
          key={state}
          type="button"
          class="figure"
          data-testid={`sla-${state}`}
          aria-pressed={view.value.sla === state}
          disabled={!figures}
          onClick={() => toggle("sla", state)}
        >
          <b>{count(figures?.sla[state])}</b>{" "}
          <span>
            <TicketSymbol state={state} size={13} />
            {state === "unknown" ? "Unknown" : SLA_WORDS[state]}
          </span>
        </button>
      ))}
    </div>
  );
}

function OffMap({ figures }: Props) {
  if (!figures) return null;
  const { unlocated, approximate } = figures;
  return (
    <div class="off-map">
      {unlocated > 0 && (
        <button
          type="button"
          class="text-figure"
          data-testid="unlocated"
          aria-pressed={view.value.position === "unlocated"}
          onClick={() => toggle("position", "unlocated", { pane: "list" })}
        >
          <b>{count(unlocated)}</b> not on the map
        </button>
      )}
      {approximate > 0 && (
        <button
          type="button"
          class="text-figure"
          data-testid="approximate"
          aria-pressed={view.value.position === "approximate"}
          onClick={() => toggle("position", "approximate")}
        >
          <b>{count(approximate)}</b> placed by cluster only
        </button>
      )}
    </div>
  );
}
