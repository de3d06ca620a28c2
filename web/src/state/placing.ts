import { signal } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { navigate } from "./navigation";

/** A place as a ticket names it; without a location, the cluster itself. */
export interface PlaceName {
  region: string | null;
  cluster: string | null;
  location: string | null;
}

/** What is open about positions: one place, or without one the list of those that need a person. */
export interface Placing {
  place: PlaceName | null;
  /** Where the map should begin, if the place itself has no position. */
  at?: [number, number] | null;
  /** Whether the position is to be rejected, not moved. */
  isWrong?: boolean;
}

/** Null: nothing is open. Its part of the page is loaded when it opens. */
export const placing = signal<Placing | null>(null);

/** The map, once it is drawn; positions are moved on it. */
export const mapHandle = signal<MapLibre | null>(null);

export function openPlace(to: Placing): void {
  navigate({ pane: to.place ? "map" : "figures" });
  placing.value = to;
}
