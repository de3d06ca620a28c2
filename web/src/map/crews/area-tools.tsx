import { useSignal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { useRef } from "preact/hooks";
import { announce } from "../../state/announce";
import { jobs, mayDecide, shownLanes } from "../../state/dispatch/desk";
import { selection } from "../../state/dispatch/selection";
import { ticketsByKey } from "../../state/feeds";
import { isDispatch } from "../../state/navigation";
import { type Box, boxInView, drawBox, holds } from "./area";

/** The tickets of a box: those of the crews on show that have not begun, and those that nobody does. */
function keysIn(box: Box): string[] {
  const planned = shownLanes.value
    .flatMap(({ stops }) => stops)
    .filter(({ at, isBegun }) => at && !isBegun && holds(box, at))
    .flatMap(({ keys }) => keys);
  const left = jobs.value.filter(({ key, reason }) => {
    const at = ticketsByKey.value.get(key)?.at;
    return at && reason !== "held" && holds(box, at);
  });
  return [...planned, ...left.map(({ key }) => key)];
}

function choose(box: Box): void {
  const keys = keysIn(box);
  selection.value = keys.length > 0 ? { kind: "area", keys } : null;
  announce(keys.length > 0 ? `${keys.length} tickets selected` : "No ticket there");
}

/** Selects the tickets of an area: drawn with the pointer, or all that the map shows. */
export function AreaTools({ map }: { map: MapLibre }) {
  const isDrawing = useSignal(false);
  const giveUp = useRef(() => {});
  if (!isDispatch.value || !mayDecide.value) return null;
  return (
    <div class="area-tools" role="group" aria-label="Select by area">
      <button
        type="button"
        class="button"
        aria-pressed={isDrawing.value}
        onClick={() => {
          if (isDrawing.value) {
            giveUp.current();
            return;
          }
          isDrawing.value = true;
          giveUp.current = drawBox(map, choose, () => (isDrawing.value = false));
        }}
      >
        {isDrawing.value ? "Draw a box…" : "Select area"}
      </button>
      <button type="button" class="button" onClick={() => choose(boxInView(map))}>
        Select all in view
      </button>
    </div>
  );
}
