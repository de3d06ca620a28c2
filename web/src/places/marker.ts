import { type Map as MapLibre, Marker } from "maplibre-gl";

type At = [number, number];

const STEPS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const STEP_PX = 10;
/** How near to the edge of the map a position is not seen well. */
const EDGE_PX = 60;

/** A pin that is dragged, or moved by arrow keys: ten pixels, with Shift one. */
export class MovablePin {
  private readonly marker: Marker;

  constructor(
    private readonly map: MapLibre,
    at: At,
    label: string,
    private readonly onMove: (at: At) => void,
  ) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "move-pin";
    element.dataset["testid"] = "move-pin";
    element.setAttribute("aria-label", label);
    element.addEventListener("keydown", (event) => this.press(event));
    this.marker = new Marker({ element, draggable: true, anchor: "bottom" }).setLngLat(at).addTo(map);
    this.marker.on("drag", () => this.report());
  }

  get at(): At {
    return this.marker.getLngLat().toArray() as At;
  }

  moveTo(at: At): void {
    this.marker.setLngLat(at);
    this.show();
  }

  /** Brings the pin into view, if it is not. */
  show(): void {
    const { x, y } = this.map.project(this.at);
    const { clientWidth: width, clientHeight: height } = this.map.getContainer();
    const isSeen = x > EDGE_PX && y > EDGE_PX && x < width - EDGE_PX && y < height / 2;
    if (!isSeen)
      this.map.jumpTo({ center: this.at, zoom: Math.max(13, this.map.getZoom()), padding: below() });
  }

  focus(): void {
    this.marker.getElement().focus({ preventScroll: true });
  }

  remove(): void {
    this.marker.remove();
  }

  private press(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    // The map itself would move too.
    event.preventDefault();
    event.stopPropagation();
    const size = event.shiftKey ? 1 : STEP_PX;
    const { x, y } = this.map.project(this.at);
    this.marker.setLngLat(this.map.unproject([x + step[0] * size, y + step[1] * size]));
    this.report();
  }

  private report(): void {
    this.onMove(this.at);
  }
}

/** On a phone, what is open about a place covers the lower part of the map. */
function below() {
  const [side, map] = ["side", "map"].map((id) => document.getElementById(id)?.getBoundingClientRect());
  const isCovered = side && map && side.right > map.left;
  const bottom = isCovered ? Math.max(0, map.bottom - Math.max(map.top, side.top)) : 0;
  return { top: 0, left: 0, right: 0, bottom };
}

/** A mark on the map that cannot be moved; returns what removes it. */
export function addSpot(map: MapLibre, at: At, title: string): () => void {
  const element = document.createElement("span");
  element.className = "place-spot";
  element.title = title;
  element.setAttribute("aria-hidden", "true");
  const marker = new Marker({ element }).setLngLat(at).addTo(map);
  return () => marker.remove();
}
