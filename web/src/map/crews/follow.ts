import { computed, effect } from "@preact/signals";
import type { Map as MapLibre } from "maplibre-gl";
import { colourOf } from "../../domain/dispatch/lanes";
import { DISPATCH } from "../../domain/view";
import { crewPositions, followPositions } from "../../state/dispatch/crews";
import { lanes, shownLanes } from "../../state/dispatch/desk";
import { crewsThen, playedAt, stopsThen } from "../../state/dispatch/playback";
import {
  selectCrew,
  selectedCrew,
  selectedStop,
  selection,
  selectTicket,
} from "../../state/dispatch/selection";
import { ticketsByKey } from "../../state/feeds";
import { isDispatch, navigate } from "../../state/navigation";
import { isStill, theme } from "../../state/theme";
import { boundsOf } from "../bounds";
import { CrewLayer } from "./layer";

const colours = computed(() => {
  const planned = lanes.value.map(({ crew, colour }): [string, string] => [crew, colour]);
  const known = new Map(planned);
  crewPositions.value.forEach(({ crew }, i) => {
    if (!known.has(crew)) known.set(crew, colourOf(i));
  });
  return known;
});

const chosen = computed((): [number, number][] => {
  if (playedAt.value !== null) return stopsThen.value.flatMap(({ at }) => (at ? [at] : []));
  const now = selection.value;
  const keys = now?.kind === "area" ? now.keys : now?.kind === "ticket" ? [now.key] : [];
  const stop = selectedStop.value?.at;
  if (stop) return [stop];
  return keys.flatMap((key) => {
    const at = ticketsByKey.value.get(key)?.at;
    return at ? [at] : [];
  });
});

const NEAR_ZOOM = 14;
/** A route that is drawn smaller than this cannot be followed. */
const LEAST_ROUTE_PX = 120;

function isTiny(map: MapLibre, route: readonly [number, number][]): boolean {
  if (route.length < 2 || map.getZoom() >= NEAR_ZOOM) return false;
  const [west, south, east, north] = boundsOf(route);
  const [first, last] = [map.project([west, north]), map.project([east, south])];
  return Math.max(last.x - first.x, last.y - first.y) < LEAST_ROUTE_PX;
}

/** Keeps what is selected in view, and a crew's route large enough to follow. */
function reveal(map: MapLibre): void {
  const now = selection.value;
  if (!now || now.kind === "area" || !isDispatch.peek()) return;
  const lane = now.kind === "crew" ? lanes.peek().find(({ crew }) => crew === now.crew) : undefined;
  const at = lane ? lane.stops.flatMap((stop) => (stop.at ? [stop.at] : [])) : chosen.peek();
  const view = map.getBounds();
  if (at.length === 0 || (at.every((point) => view.contains(point)) && !isTiny(map, at))) return;
  map.fitBounds(boundsOf(at), { padding: 60, maxZoom: NEAR_ZOOM, animate: !isStill() });
}

export { AreaTools } from "./area-tools";

/** Draws the crews on the map, on every tab. Returns a function that ends this. */
export function followCrews(map: MapLibre): () => void {
  const layer = new CrewLayer(map, theme.peek(), {
    onStop: selectTicket,
    onCrew: (crew) => {
      selectCrew(crew);
      if (!isDispatch.peek()) navigate({ tab: DISPATCH, ticket: null, point: null });
    },
  });
  let isPlaced = false;
  const ends = [
    followPositions(),
    effect(() => layer.setTheme(theme.value)),
    effect(() => {
      const isDesk = isDispatch.value;
      layer.show({
        lanes: isDesk ? shownLanes.value : [],
        positions: (isDesk && crewsThen.value) || crewPositions.value,
        colours: colours.value,
        crew: isDesk ? selectedCrew.value : null,
        chosen: isDesk ? chosen.value : [],
      });
    }),
    effect(() => {
      selection.value;
      reveal(map);
    }),
    effect(() => {
      // Once, the first plan: all stops of the day.
      if (isPlaced || !isDispatch.value || lanes.value.length === 0) return;
      const at = lanes.value.flatMap(({ stops }) => stops.flatMap((stop) => (stop.at ? [stop.at] : [])));
      if (at.length === 0) return;
      isPlaced = true;
      if (new URLSearchParams(location.search).has("map")) return;
      map.fitBounds(boundsOf(at), { padding: 50, maxZoom: 13, animate: false });
    }),
    () => layer.destroy(),
  ];
  return () => {
    for (const end of ends) end();
  };
}
