import type { FeatureCollection } from "geojson";
import type { ExpressionSpecification, GeoJSONSource, Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { CrewPosition } from "../../contract/dispatch";
import type { Lane } from "../../domain/dispatch/lanes";
import type { Theme } from "../../state/theme";
import { crewPicture, stopPicture } from "./pictures";

const ROUTES = "crew-routes";
const STOPS = "crew-stops";
const NOW = "crew-now";
const CHOSEN = "crew-chosen";
const SOURCES = [ROUTES, STOPS, NOW, CHOSEN];
const NONE: FeatureCollection = { type: "FeatureCollection", features: [] };

export interface ShownCrews {
  lanes: readonly Lane[];
  positions: readonly CrewPosition[];
  colours: ReadonlyMap<string, string>;
  /** The crew whose route stands out. */
  crew: string | null;
  /** Positions that are selected. */
  chosen: readonly [number, number][];
}

export interface CrewEvents {
  onStop(id: string): void;
  onCrew(crew: string): void;
}

const collection = (features: FeatureCollection["features"]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

/** Draws the crews: their routes, their numbered stops, and where they are now. */
export class CrewLayer {
  private readonly map: MapLibre;
  private readonly events: CrewEvents;
  private shown: ShownCrews = { lanes: [], positions: [], colours: new Map(), crew: null, chosen: [] };
  private theme: Theme;

  constructor(map: MapLibre, theme: Theme, events: CrewEvents) {
    this.map = map;
    this.theme = theme;
    this.events = events;
    map.on("style.load", this.dress);
    map.on("click", this.click);
    // The tickets are there already if the style is.
    if (map.getSource("open")) this.dress();
  }

  destroy(): void {
    this.map.off("style.load", this.dress);
    this.map.off("click", this.click);
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
  }

  private readonly dress = (): void => {
    const { map } = this;
    if (map.getSource(ROUTES)) return;
    for (const name of SOURCES) map.addSource(name, { type: "geojson", data: NONE, tolerance: 0.2 });
    map.addLayer({
      id: ROUTES,
      type: "line",
      source: ROUTES,
      layout: { "line-join": "round", "line-cap": "round" },
      paint: { "line-color": ["get", "colour"], "line-width": 2.5 },
    });
    map.addLayer({
      id: CHOSEN,
      type: "circle",
      source: CHOSEN,
      paint: {
        "circle-radius": 16,
        "circle-color": this.theme === "dark" ? "#6cb6f0" : "#0b62a8",
        "circle-opacity": 0.35,
        "circle-stroke-width": 2.5,
        "circle-stroke-color": this.theme === "dark" ? "#6cb6f0" : "#0b62a8",
      },
    });
    const icons = { "icon-image": ["get", "picture"] as ExpressionSpecification, "icon-allow-overlap": true };
    map.addLayer({
      id: STOPS,
      type: "symbol",
      source: STOPS,
      layout: {
        ...icons,
        "symbol-sort-key": ["get", "rank"],
        "icon-size": ["interpolate", ["linear"], ["zoom"], 8, 0.6, 12, 1],
      },
    });
    map.addLayer({ id: NOW, type: "symbol", source: NOW, layout: icons });
    this.fill();
  };

  show(shown: ShownCrews): void {
    this.shown = shown;
    this.fill();
  }

  private fill(): void {
    const { map } = this;
    if (!map.getSource(ROUTES)) return;
    const { crew, chosen } = this.shown;
    const isDim: ExpressionSpecification = ["!=", ["get", "crew"], crew ?? ""];
    const dim = (strong: number, weak: number) =>
      crew === null ? strong : (["case", isDim, weak, strong] as ExpressionSpecification);
    map.setPaintProperty(ROUTES, "line-opacity", dim(0.85, 0.15));
    map.setPaintProperty(STOPS, "icon-opacity", dim(1, 0.3));
    map.getSource<GeoJSONSource>(ROUTES)?.setData(this.routes());
    map.getSource<GeoJSONSource>(STOPS)?.setData(this.stops());
    map.getSource<GeoJSONSource>(NOW)?.setData(this.now());
    map.getSource<GeoJSONSource>(CHOSEN)?.setData(
      collection(
        chosen.map((at) => ({
          type: "Feature",
          properties: {},
          geometry: { type: "Point", coordinates: at },
        })),
      ),
    );
  }

  private routes(): FeatureCollection {
    return collection(
      this.shown.lanes.flatMap(({ crew, colour, start, end, stops }) => {
        const visits = stops.flatMap(({ at }) => (at ? [at] : []));
        if (visits.length === 0) return [];
        const coordinates = [start, ...visits, end];
        return [
          { type: "Feature", properties: { crew, colour }, geometry: { type: "LineString", coordinates } },
        ];
      }),
    );
  }

  private stops(): FeatureCollection {
    return collection(
      this.shown.lanes.flatMap(({ crew, colour, stops }) =>
        stops.flatMap((stop, i) => {
          if (!stop.at) return [];
          const picture = stopPicture(this.map, colour, i + 1);
          const properties = { id: stop.id, crew, picture, rank: crew === this.shown.crew ? 1 : 0 };
          return [
            {
              type: "Feature" as const,
              properties,
              geometry: { type: "Point" as const, coordinates: stop.at },
            },
          ];
        }),
      ),
    );
  }

  private now(): FeatureCollection {
    return collection(
      this.shown.positions.map(({ crew, longitude, latitude, is_old }) => {
        const colour = this.shown.colours.get(crew) ?? "#5c6b78";
        const picture = crewPicture(this.map, crew, colour, is_old, this.theme === "dark");
        return {
          type: "Feature",
          properties: { crew, picture },
          geometry: { type: "Point", coordinates: [longitude, latitude] },
        };
      }),
    );
  }

  private readonly click = (event: MapMouseEvent): void => {
    if (event.originalEvent.target !== this.map.getCanvas() || !this.map.getLayer(STOPS)) return;
    const [found] = this.map.queryRenderedFeatures(event.point, { layers: [NOW, STOPS] });
    if (!found) return;
    const { id, crew } = found.properties;
    if (id) this.events.onStop(String(id));
    else this.events.onCrew(String(crew));
  };
}
