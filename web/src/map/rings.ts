import type { Map as MapLibre } from "maplibre-gl";
import type { ClusterIndex, Ring } from "./clusters";
import { nearestInDirection } from "./direction";
import { drawRing, ringWords } from "./ring-shape";
import { ringSize } from "./ring-size";

/** How far around the map rings are kept ready while it moves, as a share of its size. */
const MARGIN = 0.25;
/** A click that moved further than this was a drag of the map. */
const STILL_PX = 4;

interface Drawn {
  ring: Ring;
  button: HTMLButtonElement;
  x: number;
  y: number;
}

/** What a ring looks like; a ring with the same look is not drawn again. */
const lookOf = ({ at, count, counts, isMarked }: Ring): string =>
  `${at[0].toFixed(5)},${at[1].toFixed(5)},${count},${Object.values(counts).join()},${isMarked}`;

/**
 * The rings, as buttons over the map, so that they have a name, a focus and keys.
 *
 * While the map pans, one transform of their parent moves them all; only a zoom moves each of them.
 * The cost of panning therefore does not grow with their number.
 */
export class RingLayer {
  private readonly map: MapLibre;
  private readonly parent: HTMLElement;
  private readonly onPress: (ring: Ring) => void;
  private index: ClusterIndex | undefined;
  private drawn = new Map<string, Drawn>();
  private anchor: { at: [number, number]; x: number; y: number; zoom: number; margin: number } | undefined;

  constructor(map: MapLibre, parent: HTMLElement, onPress: (ring: Ring) => void) {
    this.map = map;
    this.parent = parent;
    this.onPress = onPress;
    map.on("move", () => this.follow());
    map.on("moveend", () => this.sync());
    map.on("resize", () => this.sync());
    parent.addEventListener("keydown", (event) => this.onKey(event));
    parent.addEventListener("focusin", (event) => this.rove(event.target as HTMLElement));
  }

  show(index: ClusterIndex): void {
    this.index = index;
    this.sync();
  }

  private follow(): void {
    if (!this.anchor) return;
    const { at, x, y, zoom, margin } = this.anchor;
    const now = this.map.project(at);
    const [dx, dy] = [now.x - x, now.y - y];
    // The anchor was the middle of the map, so twice it is the map's size.
    const isFar = Math.abs(dx) > 2 * x * margin || Math.abs(dy) > 2 * y * margin;
    if (isFar || this.map.getZoom() !== zoom) this.sync(MARGIN);
    else this.parent.style.transform = `translate(${dx}px, ${dy}px)`;
  }

  /** Draws the rings of the current view and a margin around it; unchanged rings are kept. */
  private sync(margin = 0): void {
    if (!this.index) return;
    const zoom = this.map.getZoom();
    const centre = this.map.getCenter().toArray() as [number, number];
    this.anchor = { at: centre, ...this.map.project(centre), zoom, margin };
    this.parent.style.transform = "";
    // The anchor is the middle of the map, so twice it is the map's size.
    const { x, y } = this.anchor;
    const southWest = this.map.unproject([-2 * x * margin, 2 * y * (1 + margin)]);
    const northEast = this.map.unproject([2 * x * (1 + margin), -2 * y * margin]);
    const rings = this.index.rings([southWest.lng, southWest.lat, northEast.lng, northEast.lat], zoom);
    this.replace(rings);
  }

  private replace(rings: readonly Ring[]): void {
    const before = this.drawn;
    const focused = [...before.values()].find(({ button }) => button === document.activeElement);
    const tabbable = [...before.values()].find(({ button }) => button.tabIndex === 0);
    this.drawn = new Map();
    for (const [depth, ring] of rings.entries()) {
      const look = lookOf(ring);
      const { x, y } = this.map.project(ring.at);
      const button = before.get(look)?.button ?? this.make(ring);
      before.delete(look);
      const half = ringSize(ring.count) / 2;
      button.style.transform = `translate(${x - half}px, ${y - half}px)`;
      button.style.zIndex = String(depth);
      this.drawn.set(look, { ring, button, x, y });
    }
    for (const { button } of before.values()) button.remove();
    this.keepFocus(focused, tabbable);
  }

  /** If the focused ring is gone, moves the focus to its nearest neighbour. */
  private keepFocus(focused: Drawn | undefined, tabbable: Drawn | undefined): void {
    const all = [...this.drawn.values()];
    if (all.some(({ button }) => button === document.activeElement)) return;
    const near = (focused ?? tabbable) && this.nearest((focused ?? tabbable) as Drawn);
    const next = near ?? all.at(-1);
    for (const { button } of all) button.tabIndex = button === next?.button ? 0 : -1;
    if (focused) (next?.button ?? this.map.getCanvas()).focus({ preventScroll: true });
  }

  private nearest({ ring }: Drawn): Drawn | undefined {
    const distance = ({ ring: { at } }: Drawn): number => Math.hypot(at[0] - ring.at[0], at[1] - ring.at[1]);
    return [...this.drawn.values()].sort((a, b) => distance(a) - distance(b))[0];
  }

  private make(ring: Ring): HTMLButtonElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ring";
    button.dataset["testid"] = "ring";
    if (ring.isMarked) button.dataset["mark"] = "changed";
    button.tabIndex = -1;
    const does = ring.isStack ? "all at one point" : "zoom to them";
    button.setAttribute("aria-label", `${ringWords(ring)}; ${does}`);
    button.title = ringWords(ring);
    button.append(drawRing(ring));
    let from: [number, number] | undefined;
    button.addEventListener("pointerdown", ({ clientX, clientY }) => {
      from = [clientX, clientY];
    });
    button.addEventListener("click", ({ clientX, clientY, detail }) => {
      // Clicks by key have no position, and their `detail` is 0.
      const moved = from && detail > 0 ? Math.hypot(clientX - from[0], clientY - from[1]) : 0;
      if (moved > STILL_PX) return;
      // The ids of rings change with the data, so use the ring that this button now shows.
      const current = [...this.drawn.values()].find((d) => d.button === button);
      if (current) this.onPress(current.ring);
    });
    this.parent.append(button);
    return button;
  }

  private rove(target: HTMLElement): void {
    for (const { button } of this.drawn.values()) button.tabIndex = button === target ? 0 : -1;
  }

  private onKey(event: KeyboardEvent): void {
    const current = [...this.drawn.values()].find(({ button }) => button === event.target);
    if (!current || !event.key.startsWith("Arrow")) return;
    // The map would move on the same key.
    event.stopPropagation();
    const next = nearestInDirection(current, [...this.drawn.values()], event.key);
    if (!next) return;
    event.preventDefault();
    next.button.focus({ preventScroll: true });
    const { width, height } = this.map.getCanvas().getBoundingClientRect();
    if (next.x < 40 || next.y < 40 || next.x > width - 40 || next.y > height - 40) {
      this.map.panTo(next.ring.at);
    }
  }
}
