import type { Map as MapLibre } from "maplibre-gl";

/** A drawing that takes less than this is quick enough for every frame. */
const QUICK_MS = 24;
/** After a slow drawing the map slides for this many times as long as that took … */
const REST = 3;
/** … but not longer than this: what comes into view is blank until it is drawn. */
const LONGEST_REST_MS = 300;

/** How long to slide between two drawings, of which one takes `costMs`. */
export const restMs = (costMs: number): number =>
  costMs <= QUICK_MS ? 0 : Math.min(LONGEST_REST_MS, REST * costMs);

/**
 * Keeps the map under the hand where drawing it takes long.
 *
 * Without a graphics card the processor draws, and a map that is drawn anew for each step of a drag
 * follows it ten times a second. Between two drawings the one before is moved instead, which costs
 * next to nothing. Where drawing is quick, each frame is drawn. Zooming always draws.
 */
export function slideBetweenDrawings(map: MapLibre): void {
  const { painter } = map;
  const draw = painter.render.bind(painter);
  let costMs = 0;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn: { at: [number, number]; x: number; y: number; zoom: number } | undefined;

  const maySlide = (): boolean =>
    drawn !== undefined &&
    map.isMoving() &&
    !map.isZooming() &&
    map.getZoom() === drawn.zoom &&
    performance.now() - drawnAt < restMs(costMs);

  painter.render = (...args) => {
    const canvas = map.getCanvas();
    if (drawn && maySlide()) {
      const { x, y } = map.project(drawn.at);
      canvas.style.transform = `translate(${x - drawn.x}px, ${y - drawn.y}px)`;
      return;
    }
    const began = performance.now();
    canvas.style.transform = "";
    draw(...args);
    const at = map.getCenter().toArray() as [number, number];
    drawn = { at, ...map.project(at), zoom: map.getZoom() };
    // The drawing is over when the browser is ready for the next frame.
    requestAnimationFrame(() => {
      drawnAt = performance.now();
      costMs = (costMs + drawnAt - began) / 2;
    });
  };
  // The last step of a movement may have been slid.
  map.on("moveend", () => map.triggerRepaint());
}
