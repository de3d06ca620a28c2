import { computed, effect, signal, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { fromHere } from "../api/routes";
import { formatMap, parseMap } from "../domain/position";
import type { Ticket } from "../domain/ticket";
import { config } from "../state/config";
import { detailPoint } from "../state/detail";
import { figures, ticketsByKey } from "../state/feeds";
import { shown } from "../state/listed";
import { marks } from "../state/marks";
import { navigate, view } from "../state/navigation";
import { mapHandle } from "../state/placing";
import { theme } from "../state/theme";
import { isStyleLost } from "../state/ui";
import { Icon } from "../ui/icon";
import type { MapController, MapEvents } from "./controller";
import { Legend } from "./legend";
import { Tooltip } from "./tooltip";
import { hasWebGl } from "./webgl";

type MapState = "loading" | "ready" | "no-webgl" | "failed";

const mapState = signal<MapState>("loading");
const hovered = signal<{ ticket: Ticket; x: number; y: number } | null>(null);
const controller = signal<MapController | null>(null);
const isIdle = signal(false);
/** What draws the crews, once it is loaded. */
const crews = signal<typeof import("./crews/follow") | null>(null);

const camera = computed(() => view.value.map);
const selected = computed(() => view.value.ticket);

/** The newest camera that the map reported; an address with the same camera moves nothing. */
let reported: string | null = null;

const events: MapEvents = {
  onPick: ({ key }) => navigate({ ticket: key }),
  onPoint: (point) => navigate({ point, pane: "list" }),
  onCamera: (camera) => {
    reported = formatMap(camera);
    navigate({ map: reported }, { replace: true });
  },
  onHover: (ticket, x, y) => {
    hovered.value = ticket ? { ticket, x, y } : null;
  },
  covered: () => {
    // On a phone an open ticket covers part of the map.
    const [side, map] = ["side", "map"].map((id) => document.getElementById(id)?.getBoundingClientRect());
    if (!side || !map || !view.peek().ticket || side.right <= map.left) return 0;
    return Math.max(0, map.bottom - Math.max(map.top, side.top));
  },
  onStyleLost: () => {
    isStyleLost.value = true;
  },
  onIdle: (idle) => {
    isIdle.value = idle;
  },
};

async function open(container: HTMLElement) {
  try {
    const [library, { MapController }] = await Promise.all([import("maplibre-gl"), import("./controller")]);
    const place = view.peek().map;
    const styleUrl = config.peek()?.map_style_url ?? null;
    controller.value = new MapController(library, container, {
      theme: theme.peek(),
      styleUrl: styleUrl && new URL(fromHere(styleUrl), location.href).href,
      camera: place ? parseMap(place) : undefined,
      events,
    });
    mapHandle.value = controller.value.map;
    mapState.value = "ready";
  } catch (error) {
    // Checked only now, because testing for WebGL takes as long as using it.
    mapState.value = hasWebGl() ? "failed" : "no-webgl";
    if (mapState.value === "failed") console.error(error);
  }
}

/** Keeps the map in step with the page's state. Returns a function that ends this. */
function follow(map: MapController): () => void {
  let isPlaced = view.peek().map !== null;
  const ends: (() => void)[] = [
    effect(() => map.setTheme(theme.value)),
    effect(() => {
      map.show({ ...shown.value, marked: new Set(marks.value.keys()) });
      if (isPlaced || !figures.value) return;
      isPlaced = true;
      untracked(() => map.fit({ isAnimated: false }));
    }),
    effect(() => {
      const [at, ticket] = [detailPoint.value, ticketsByKey.value.get(selected.value ?? "") ?? null];
      // After the next drawing it is known how much of the map the ticket covers.
      const frame = requestAnimationFrame(() => map.select(at, ticket));
      return () => cancelAnimationFrame(frame);
    }),
    effect(() => {
      const wanted = camera.value;
      const place = wanted === null || wanted === reported ? undefined : parseMap(wanted);
      // Back to an address without a camera: show all tickets, as when the page opened.
      const isBack = wanted === null && reported !== null;
      reported = wanted;
      if (place) untracked(() => map.jumpTo(place));
      else if (isBack) untracked(() => map.fit({ isAnimated: false }));
    }),
  ];
  // The crews are drawn once the tickets are.
  let isOver = false;
  void import("./crews/follow").then((loaded) => {
    if (isOver) return;
    ends.push(loaded.followCrews(map.map));
    crews.value = loaded;
  }, console.warn);
  return () => {
    isOver = true;
    for (const end of ends) end();
  };
}

export function MapView() {
  const canvas = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const container = canvas.current;
    if (!container) return;
    let end = () => {};
    void open(container).then(() => {
      const map = controller.value;
      if (map) end = follow(map);
    });
    return () => {
      end();
      controller.value?.destroy();
      controller.value = null;
      mapHandle.value = null;
    };
  }, []);

  const [map, parts] = [controller.value, crews.value];
  return (
    <div class="map" data-testid="map" data-state={mapState.value} data-idle={isIdle.value}>
      <div class="map-canvas" ref={canvas} />
      {hovered.value && <Tooltip {...hovered.value} />}
      {mapState.value === "ready" && <Controls />}
      {mapState.value === "ready" && <Legend />}
      {map && parts && <parts.AreaTools map={map.map} />}
      <MapTrouble />
    </div>
  );
}

function Controls() {
  const map = controller.value;
  return (
    <div class="map-controls" role="group" aria-label="Map">
      <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => map?.zoomBy(1)}>
        <Icon name="plus" />
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out" onClick={() => map?.zoomBy(-1)}>
        <Icon name="minus" />
      </button>
      <button
        type="button"
        aria-label="Show all tickets"
        title="Show all tickets"
        onClick={() => map?.fit({ isAnimated: true })}
      >
        <Icon name="fit" />
      </button>
    </div>
  );
}

const TROUBLE: Partial<Record<MapState, string>> = {
  loading: "Loading the map…",
  "no-webgl": "The map cannot be drawn: this browser has no WebGL. The list has the same tickets.",
  failed: "The map could not be loaded. The list has the same tickets.",
};

function MapTrouble() {
  const text = TROUBLE[mapState.value];
  if (!text) return null;
  return (
    <div class="map-trouble" role="status">
      <p>{text}</p>
      {mapState.value !== "loading" && (
        <button type="button" class="button" onClick={() => navigate({ pane: "list" })}>
          Show the list
        </button>
      )}
    </div>
  );
}
