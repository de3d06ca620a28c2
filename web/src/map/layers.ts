import type { FeatureCollection, Point } from "geojson";
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre } from "maplibre-gl";
import type { Ticket, Tickets } from "../domain/ticket";
import type { Theme } from "../state/theme";
import { isHollow, PAINTS } from "../ui/symbols";
import { addIcons, iconOf } from "./icons";

const TICKET_SOURCES = ["closed", "waiting", "open"];
export const OPEN_LAYER = "tickets-open";
export const WAITING_LAYER = "tickets-waiting";
export const CLOSED_LAYER = "tickets-closed";
const RING_SPACE = "ring-space";
const IS_SINGLE: ExpressionSpecification = ["all", ["has", "icon"], [">=", ["zoom"], ["get", "from"]]];
const NONE: FeatureCollection<Point> = { type: "FeatureCollection", features: [] };

/** Adds the tickets on top of the map's style. */
export function addTicketLayers(map: MapLibre, theme: Theme): void {
  addIcons(map, theme);
  for (const name of TICKET_SOURCES) {
    // Points are few and small: tiles one level short of the map's deepest zoom avoid reloads.
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
    id: WAITING_LAYER,
    type: "symbol",
    source: "waiting",
    layout: {
      "icon-image": ["get", "icon"],
      "icon-allow-overlap": true,
      "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.6, 12, 0.9, 16, 1.1],
    },
  });
  map.addLayer({
    id: "tickets-marked",
    type: "circle",
    source: "open",
    filter: ["all", ["==", ["get", "marked"], true], IS_SINGLE],
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
    filter: IS_SINGLE,
    layout: {
      "icon-image": ["get", "icon"],
      "icon-allow-overlap": true,
      "symbol-sort-key": ["get", "rank"],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.86, 15, 1.1],
    },
  });
  addRingSpaces(map);
}

/** Keeps place names from under the rings: an invisible image reserves the space of each ring. */
function addRingSpaces(map: MapLibre): void {
  const side = 2;
  if (!map.hasImage(RING_SPACE)) {
    map.addImage(RING_SPACE, { width: side, height: side, data: new Uint8ClampedArray(4 * side * side) });
  }
  map.addLayer({
    id: RING_SPACE,
    type: "symbol",
    source: "open",
    filter: ["all", ["has", "size"], [">=", ["zoom"], ["get", "from"]], ["<", ["zoom"], ["get", "until"]]],
    layout: {
      "icon-image": RING_SPACE,
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
      const properties = { key: ticket.key, icon: iconOf(ticket), hollow: isHollow(ticket) };
      return [{ type: "Feature", properties, geometry: { type: "Point", coordinates: ticket.at } }];
    }),
  };
}

export function setOpen(map: MapLibre, singles: FeatureCollection<Point>): void {
  map.getSource<GeoJSONSource>("open")?.setData(singles);
}

/** Gives the map the tickets that no ring counts. */
export function setOthers(map: MapLibre, { waiting, closed }: Pick<Tickets, "waiting" | "closed">): void {
  map.getSource<GeoJSONSource>("waiting")?.setData(points(waiting));
  map.getSource<GeoJSONSource>("closed")?.setData(points(closed));
}
