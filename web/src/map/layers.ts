import type { FeatureCollection, Point } from "geojson";
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Ticket } from "../domain/ticket";
import { PAINTS, type Theme } from "../ui/symbols";
import { addIcons, iconOf } from "./icons";

export const OPEN_LAYER = "tickets-open";
export const CLOSED_LAYER = "tickets-closed";
const ROOM = "ring-room";
const IS_ALONE: ExpressionSpecification = ["all", ["has", "icon"], [">=", ["zoom"], ["get", "from"]]];
const NONE: FeatureCollection<Point> = { type: "FeatureCollection", features: [] };

/** Adds the tickets on top of whatever style the map has. */
export function addTicketLayers(map: MapLibre, theme: Theme): void {
  addIcons(map, theme);
  for (const name of ["closed", "open"]) {
    // Points are few and small: one tile less deep than the map keeps panning free of reloads.
    map.addSource(name, { type: "geojson", data: NONE, maxzoom: 17, buffer: 32, tolerance: 0 });
  }
  const { fill, edge } = PAINTS.closed;
  map.addLayer({
    id: CLOSED_LAYER,
    type: "circle",
    source: "closed",
    paint: {
      "circle-color": ["case", ["get", "hollow"], "rgba(0,0,0,0)", fill],
      "circle-stroke-color": ["case", ["get", "hollow"], fill, edge[theme]],
      "circle-stroke-width": ["case", ["get", "hollow"], 2, 1],
      "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 2.5, 12, 4.5, 16, 6.5],
    },
  });
  map.addLayer({
    id: "tickets-marked",
    type: "circle",
    source: "open",
    filter: ["all", ["==", ["get", "marked"], true], IS_ALONE],
    paint: {
      "circle-radius": 17,
      "circle-color": theme === "dark" ? "#6cb6f0" : "#0b62a8",
      "circle-opacity": 0.28,
    },
  });
  map.addLayer({
    id: OPEN_LAYER,
    type: "symbol",
    source: "open",
    filter: IS_ALONE,
    layout: {
      "icon-image": ["get", "icon"],
      "icon-allow-overlap": true,
      "symbol-sort-key": ["get", "rank"],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.86, 15, 1.1],
    },
  });
  addRingRooms(map);
}

/** Keeps the names of places out from under the rings: each has an unseen image as wide as it. */
function addRingRooms(map: MapLibre): void {
  const side = 2;
  if (!map.hasImage(ROOM)) {
    map.addImage(ROOM, { width: side, height: side, data: new Uint8ClampedArray(4 * side * side) });
  }
  map.addLayer({
    id: ROOM,
    type: "symbol",
    source: "open",
    filter: ["all", ["has", "size"], [">=", ["zoom"], ["get", "from"]], ["<", ["zoom"], ["get", "until"]]],
    layout: {
      "icon-image": ROOM,
      "icon-size": ["/", ["get", "size"], side],
      "icon-allow-overlap": true,
    },
    paint: { "icon-opacity": 0 },
  });
}

function points(tickets: readonly Ticket[]): FeatureCollection<Point> {
  return {
    type: "FeatureCollection",
    features: tickets.flatMap((ticket) => {
      if (!ticket.at) return [];
      const properties = { key: ticket.key, icon: iconOf(ticket), hollow: ticket.geo_source === "cluster" };
      return [{ type: "Feature", properties, geometry: { type: "Point", coordinates: ticket.at } }];
    }),
  };
}

export function setOpen(map: MapLibre, singles: FeatureCollection<Point>): void {
  map.getSource<GeoJSONSource>("open")?.setData(singles);
}

export function setClosed(map: MapLibre, tickets: readonly Ticket[]): void {
  map.getSource<GeoJSONSource>("closed")?.setData(points(tickets));
}
