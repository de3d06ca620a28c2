import type { Map as MapLibre } from "maplibre-gl";

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

export const holds = ({ west, south, east, north }: Box, [x, y]: readonly [number, number]): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** What the map shows now. */
export function boxInView(map: MapLibre): Box {
  const bounds = map.getBounds();
  return {
    west: bounds.getWest(),
    south: bounds.getSouth(),
    east: bounds.getEast(),
    north: bounds.getNorth(),
  };
}

/** Lets the pointer draw a box on the map, once. Returns a function that gives up. */
export function drawBox(map: MapLibre, onBox: (box: Box) => void, onEnd: () => void): () => void {
  const canvas = map.getCanvasContainer();
  const frame = document.createElement("div");
  frame.className = "map-box";
  let from: { x: number; y: number } | null = null;
  const place = (event: PointerEvent): { x: number; y: number } => {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const onDown = (event: PointerEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    from = place(event);
    canvas.append(frame);
  };
  const onMove = (event: PointerEvent): void => {
    if (!from) return;
    const to = place(event);
    frame.style.transform = `translate(${Math.min(from.x, to.x)}px, ${Math.min(from.y, to.y)}px)`;
    frame.style.width = `${Math.abs(to.x - from.x)}px`;
    frame.style.height = `${Math.abs(to.y - from.y)}px`;
  };
  const onUp = (event: PointerEvent): void => {
    if (!from) return;
    const [a, b] = [map.unproject([from.x, from.y]), (({ x, y }) => map.unproject([x, y]))(place(event))];
    end();
    onBox({
      west: Math.min(a.lng, b.lng),
      east: Math.max(a.lng, b.lng),
      south: Math.min(a.lat, b.lat),
      north: Math.max(a.lat, b.lat),
    });
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") end();
  };
  const end = (): void => {
    frame.remove();
    map.dragPan.enable();
    map.boxZoom.enable();
    canvas.style.cursor = canvas.style.touchAction = "";
    canvas.removeEventListener("pointerdown", onDown, true);
    removeEventListener("pointermove", onMove);
    removeEventListener("pointerup", onUp);
    removeEventListener("keydown", onKey, true);
    onEnd();
  };
  map.dragPan.disable();
  map.boxZoom.disable();
  canvas.style.cursor = "crosshair";
  canvas.style.touchAction = "none";
  canvas.addEventListener("pointerdown", onDown, true);
  addEventListener("pointermove", onMove);
  addEventListener("pointerup", onUp);
  addEventListener("keydown", onKey, true);
  return end;
}
