import type { Map as MapLibre } from "maplibre-gl";

/** A map that is drawn in less than this is drawn in every frame. */
const QUICK_MS = 24;
/** After a slow drawing the map slides for this many times as long as the drawing took … */
const SLIDE_FACTOR = 3;
/** … but no longer than this: what slides into view is blank until it is drawn. */
const MAX_SLIDE_MS = 300;

/** How long to slide after a drawing that took `costMs`. */
export const slideMs = (costMs: number): number =>
  costMs <= QUICK_MS ? 0 : Math.min(MAX_SLIDE_MS, SLIDE_FACTOR * costMs);

/**
 * Keeps the map under the pointer if drawing it is slow.
 *
 * Without a graphics card the processor draws the map, and a drag gets only ten drawings a second.
 * Between two drawings the last one is moved instead, which costs almost nothing. If drawing is
 * fast, every frame is drawn. Zooming always draws.
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
    performance.now() - drawnAt < slideMs(costMs);

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
    // The drawing has ended when the browser is ready for the next frame.
    requestAnimationFrame(() => {
      drawnAt = performance.now();
      costMs = (costMs + drawnAt - began) / 2;
    });
  };
  // The last step of a movement may have been a slide.
  map.on("moveend", () => map.triggerRepaint());
}
