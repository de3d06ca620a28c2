import type {
  ExpressionSpecification,
  FillLayerSpecification,
  LayerSpecification,
  StyleSpecification,
  SymbolLayerSpecification,
} from "maplibre-gl";
import type { Theme } from "../state/theme";

interface Palette {
  water: string;
  land: string;
  home: string;
  border: string;
  county: string;
  river: string;
  road: string;
  roadEdge: string;
  /** For roads so thin that they have no edges. */
  roadFar: string;
  label: string;
  quiet: string;
  waterLabel: string;
  halo: string;
}

/** A quiet background for the tickets: no colour here is as strong as a symbol. */
const PALETTES: Record<Theme, Palette> = {
  light: {
    water: "#d3e1ea",
    land: "#e6e9e6",
    home: "#f0f1ed",
    border: "#a3adb4",
    county: "#d3d7d2",
    river: "#c3d6e3",
    road: "#ffffff",
    roadEdge: "#c9cfd1",
    roadFar: "#cdd3d6",
    label: "#4d5761",
    quiet: "#7b858e",
    waterLabel: "#6a8ca3",
    halo: "#f4f5f1",
  },
  dark: {
    water: "#0c1218",
    land: "#131920",
    home: "#1a2129",
    border: "#46515d",
    county: "#2a333d",
    river: "#14202b",
    road: "#333e4a",
    roadEdge: "#141a20",
    roadFar: "#3a4652",
    label: "#a9b4bf",
    quiet: "#77838f",
    waterLabel: "#4f6d85",
    halo: "#141a20",
  },
};

/** The bounds of the basemap; the map cannot be moved outside them. */
export const EAST_AFRICA: [number, number, number, number] = [28, -12, 52, 16];

/** Drawn by the browser in the page's own font: a style without `glyphs` needs no font server. */
const FONT = ["Fleet Map"];
const BOLD = ["Fleet Map Semibold"];

const zoomed = (...stops: number[]): never =>
  ["interpolate", ["exponential", 1.5], ["zoom"], ...stops] as never;

/*
 * Layers that differ only in constants share one shader program, and compiling a program takes longer
 * than drawing with it. So only filters depend on a feature's properties, and fills have no outlines.
 */

const is = (kind: string): ExpressionSpecification => ["==", ["get", "kind"], kind];

/** Ranks up to a limit that grows with the zoom: limit, zoom, limit, zoom, limit … */
const upTo = (...stops: number[]): ExpressionSpecification =>
  ["<=", ["get", "rank"], ["step", ["zoom"], ...stops]] as unknown as ExpressionSpecification;

function areas(p: Palette): LayerSpecification[] {
  const fill = (id: string, kind: string, color: string): FillLayerSpecification => ({
    id,
    type: "fill",
    source: SOURCE,
    filter: is(kind),
    paint: { "fill-color": color, "fill-antialias": false },
  });
  return [
    { id: "sea", type: "background", paint: { "background-color": p.water } },
    // No area is painted twice.
    { ...fill("land", "country", p.land), filter: ["all", is("country"), ["!=", ["get", "iso"], "KE"]] },
    { ...fill("home", "country", p.home), filter: ["all", is("country"), ["==", ["get", "iso"], "KE"]] },
    {
      id: "counties",
      type: "line",
      source: SOURCE,
      filter: is("county"),
      minzoom: 5.5,
      paint: { "line-color": p.county, "line-width": zoomed(6, 0.6, 12, 1.6) },
    },
    {
      id: "rivers",
      type: "line",
      source: SOURCE,
      filter: ["all", is("river"), upTo(6, 6, 8, 8, 12)],
      paint: { "line-color": p.river, "line-width": zoomed(4, 0.5, 10, 1.6) },
    },
    fill("lakes", "lake", p.water),
    {
      id: "borders",
      type: "line",
      source: SOURCE,
      filter: is("country"),
      paint: { "line-color": p.border, "line-width": zoomed(4, 0.7, 10, 1.8) },
    },
  ];
}

/** From this zoom, roads are wide enough for edges; below it, each is a plain line. */
const EDGES_FROM = 11.5;

/** The roads by the number of bus routes on them: first all edges, then the roads themselves. */
function roads(p: Palette): LayerSpecification[] {
  const shares = [
    [1, 0.5],
    [2, 0.75],
    [3, 1],
  ] as const;
  const layer = (name: string, color: string | ExpressionSpecification, edge: number, minzoom: number) =>
    shares.map(
      ([routes, share]): LayerSpecification => ({
        id: `${name}-${routes}`,
        type: "line",
        source: SOURCE,
        minzoom,
        filter: ["all", is("road"), ["==", ["get", "routes"], routes]],
        // Rounded only at zooms where it is visible: it doubles the geometry.
        layout: {
          "line-cap": ["step", ["zoom"], "butt", 13, "round"],
          "line-join": ["step", ["zoom"], "bevel", 13, "round"],
        },
        paint: {
          "line-color": color,
          "line-width": zoomed(8, share + edge, 12, 3.6 * share + edge, 16, 14 * share + edge),
        },
      }),
    );
  const color: ExpressionSpecification = ["step", ["zoom"], p.roadFar, EDGES_FROM, p.road];
  return [...layer("road-edges", p.roadEdge, 1.4, EDGES_FROM), ...layer("roads", color, 0, 8)];
}

interface Names {
  id: string;
  kind: `${"country" | "county" | "lake" | "place"}-name`;
  color: string;
  size: number | ExpressionSpecification;
  /** The ranks to show, by zoom. */
  ranks?: ExpressionSpecification;
  layout?: NonNullable<SymbolLayerSpecification["layout"]>;
  zooms?: { minzoom?: number; maxzoom?: number };
}

/** The offset, in ems, of a text at a distance from its point, with its `anchor` side towards it. */
function outwards(anchor: "top" | "bottom" | "left" | "right", far: number): [number, number] {
  if (anchor === "left" || anchor === "right") return [anchor === "left" ? far : -far, 0];
  return [0, anchor === "top" ? far : -far];
}

function labels(p: Palette): LayerSpecification[] {
  const names = ({ id, kind, color, size, ranks, layout, zooms }: Names): SymbolLayerSpecification => ({
    id,
    type: "symbol",
    source: SOURCE,
    ...zooms,
    filter: ranks ? ["all", is(kind), ranks] : is(kind),
    layout: {
      "text-field": ["get", "name"],
      "text-font": FONT,
      "text-size": size,
      "text-max-width": 7,
      ...layout,
    },
    paint: { "text-color": color, "text-halo-color": p.halo, "text-halo-width": 1.4 },
  });
  const capitals = {
    "text-field": ["upcase", ["get", "name"]] as ExpressionSpecification,
    "text-letter-spacing": 0.12,
  };
  // If tickets cover a place, its name stands beside it, as close as there is room.
  const aside: SymbolLayerSpecification["layout"] = {
    "text-variable-anchor-offset": [
      ...(["center", [0, 0]] as const),
      ...[1.3, 2.4, 3.6].flatMap((far) =>
        (["top", "bottom", "left", "right"] as const).flatMap((anchor) => [anchor, outwards(anchor, far)]),
      ),
    ] as never,
  };
  const isCity: ExpressionSpecification = ["<=", ["get", "rank"], 3];
  const isTown: ExpressionSpecification = ["<=", ["get", "rank"], 8];
  return [
    names({
      id: "county-names",
      kind: "county-name",
      color: p.quiet,
      size: 10,
      layout: capitals,
      zooms: { minzoom: 7, maxzoom: 9.5 },
    }),
    names({
      id: "lake-names",
      kind: "lake-name",
      color: p.waterLabel,
      size: 11,
      ranks: upTo(1, 7, 6, 9, 12),
      zooms: { minzoom: 5.5 },
    }),
    names({
      id: "quarters",
      kind: "place-name",
      color: p.quiet,
      size: 12,
      ranks: ["all", ["!", isTown], upTo(8, 8.8, 11, 11.6, 12, 13, 13)],
      layout: { ...aside, "symbol-sort-key": ["get", "rank"], "text-padding": 6 },
      zooms: { minzoom: 8.5 },
    }),
    names({
      id: "towns",
      kind: "place-name",
      color: p.label,
      size: ["interpolate", ["linear"], ["zoom"], 6, 12, 12, 17],
      ranks: ["all", isTown, ["!", isCity], upTo(3, 6, 5, 7, 8)],
      layout: { ...aside, "text-font": BOLD, "symbol-sort-key": ["get", "rank"] },
      zooms: { minzoom: 4.5 },
    }),
    // A city has its name even if there is no room.
    names({
      id: "cities",
      kind: "place-name",
      color: p.label,
      size: ["interpolate", ["linear"], ["zoom"], 6, 12, 12, 17],
      ranks: isCity,
      layout: { ...aside, "text-font": BOLD, "text-allow-overlap": true, "symbol-sort-key": ["get", "rank"] },
      zooms: { minzoom: 4.5 },
    }),
    names({
      id: "country-names",
      kind: "country-name",
      color: p.quiet,
      size: 12,
      layout: { ...capitals, "text-font": BOLD },
      zooms: { maxzoom: 7 },
    }),
  ];
}

const SOURCE = "basemap";

const CREDITS =
  '<a href="basemap/LICENSES.md" target="_blank">Natural Earth · counties · GeoNames · Digital Matatus (CC BY 4.0)</a>';

/** The page's own map style; its data comes from the page's own server. */
export function ownStyle(theme: Theme): StyleSpecification {
  const palette = PALETTES[theme];
  return {
    version: 8,
    sources: {
      [SOURCE]: {
        type: "geojson",
        data: new URL("basemap/basemap.json", location.href).href,
        attribution: CREDITS,
        // Lines are simplified already; deeper tiles would add no detail.
        tolerance: 0.2,
        maxzoom: 14,
      },
    },
    layers: [...areas(palette), ...roads(palette), ...labels(palette)],
  };
}
