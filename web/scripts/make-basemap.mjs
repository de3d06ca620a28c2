/**
 * Makes public/basemap/basemap.json from the raw files.
 *
 *   node scripts/make-basemap.mjs RAW_FOLDER PLACES_FOLDER
 *
 * RAW_FOLDER holds the GeoJSON extracts named below, PLACES_FOLDER GeoNames' geonames_KE.txt.
 * public/basemap/LICENSES.md lists their sources and licences. The result is committed, the raw files
 * are not. It keeps the properties that the style reads, and coordinates rounded and simplified to
 * what a screen can show at the zooms at which they are drawn.
 *
 * It is one file because the map makes tiles for each source and masks for each tile: with six
 * sources a frame costs six times the masks. `kind` distinguishes the features.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { mergedRoads } from "./road-network.mjs";

const [rawFolder, placesFolder] = process.argv.slice(2);
if (!rawFolder || !placesFolder) {
  console.error("usage: node scripts/make-basemap.mjs RAW_FOLDER PLACES_FOLDER");
  process.exit(2);
}
const outFolder = fileURLToPath(new URL("../public/basemap", import.meta.url));

const read = (name) => JSON.parse(readFileSync(join(rawFolder, name), "utf8")).features;

const all = [];

/** Adds features of one kind to the file, and prints their size. */
function add(kind, features) {
  all.push(...features.map(({ properties, ...rest }) => ({ ...rest, properties: { kind, ...properties } })));
  report(kind, features.length, JSON.stringify(features));
}

function report(name, count, text) {
  const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(7);
  const sizes = `${kb(text.length)} kB${kb(gzipSync(text).length)} kB gzipped`;
  console.log(`${name.padEnd(16)}${String(count).padStart(5)} features${sizes}`);
}

const feature = (geometry, properties) => ({ type: "Feature", properties, geometry });

/** Distance of p from the segment a–b, in degrees. */
function offset(p, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

/** Douglas-Peucker: the line without the points that are within `tolerance` of it. */
function simplified(line, tolerance) {
  if (line.length < 3) return line;
  let [far, farthest] = [0, 0];
  for (let i = 1; i < line.length - 1; i++) {
    const d = offset(line[i], line[0], line.at(-1));
    if (d > far) [far, farthest] = [d, i];
  }
  if (far <= tolerance) return [line[0], line.at(-1)];
  const head = simplified(line.slice(0, farthest + 1), tolerance);
  return [...head.slice(0, -1), ...simplified(line.slice(farthest), tolerance)];
}

const rounded = (line, digits) =>
  line
    .map(([x, y]) => [Number(x.toFixed(digits)), Number(y.toFixed(digits))])
    .filter((p, i, all) => i === 0 || p[0] !== all[i - 1][0] || p[1] !== all[i - 1][1]);

/** Simplifies a ring in two halves: its ends are the same point, so there is no chord between them. */
function ring(points, tolerance, digits) {
  const middle = Math.floor(points.length / 2);
  const halves = [points.slice(0, middle + 1), points.slice(middle)];
  const [first, second] = halves.map((half) => simplified(half, tolerance));
  return rounded([...first.slice(0, -1), ...second], digits);
}

function polygon(geometry, tolerance, digits) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const kept = parts
    .map((rings) => rings.map((r) => ring(r, tolerance, digits)).filter((r) => r.length > 3))
    .filter((rings) => rings.length > 0);
  return { type: "MultiPolygon", coordinates: kept };
}

function lines(geometry, tolerance, digits) {
  const parts = geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
  const kept = parts.map((p) => rounded(simplified(p, tolerance), digits)).filter((p) => p.length > 1);
  return { type: "MultiLineString", coordinates: kept };
}

const titled = (name) => name.toLowerCase().replace(/(^|[ -])\p{L}/gu, (start) => start.toUpperCase());

/** The position of an area's name: the middle of its largest part. (A label on the area itself would repeat on each tile.) */
function nameOf(f, name, kind, rank) {
  const parts = f.geometry.type === "Polygon" ? [f.geometry.coordinates] : f.geometry.coordinates;
  const middles = parts.map(([outer]) => {
    let [area, x, y] = [0, 0, 0];
    for (let i = 1; i < outer.length; i++) {
      const cross = outer[i - 1][0] * outer[i][1] - outer[i][0] * outer[i - 1][1];
      area += cross;
      x += (outer[i - 1][0] + outer[i][0]) * cross;
      y += (outer[i - 1][1] + outer[i][1]) * cross;
    }
    return { area: Math.abs(area), at: [x / (3 * area), y / (3 * area)] };
  });
  const { at } = middles.sort((a, b) => b.area - a.area)[0];
  return feature({ type: "Point", coordinates: at.map((c) => Number(c.toFixed(3))) }, { kind, name, rank });
}

const countries = read("ne_50m_admin_0_countries_eafrica.geojson");
const counties = read("counties_47_simplified.geojson");
const lakes = read("ne_10m_lakes_eafrica.geojson");

add(
  "country",
  countries.map((f) => feature(polygon(f.geometry, 0.002, 3), { iso: f.properties.ISO_A2 })),
);

add(
  "county",
  counties.map((f) => feature(polygon(f.geometry, 0.0008, 4), {})),
);

add(
  "lake",
  lakes.map((f) => feature(polygon(f.geometry, 0.002, 3), {})),
);

add(
  "river",
  read("ne_10m_rivers_lake_centerlines_scale_rank_eafrica.geojson")
    .filter((f) => f.properties.featurecla === "River")
    .map((f) => feature(lines(f.geometry, 0.003, 3), { rank: f.properties.scalerank })),
);

add(
  "road",
  mergedRoads(read("matatu_routes.geojson")).map(({ routes, geometry }) =>
    feature(lines(geometry, 0.0001, 4), { routes }),
  ),
);

const towns = read("ne_10m_populated_places_simple_eafrica.geojson").map((f) =>
  feature(
    { type: "Point", coordinates: f.geometry.coordinates.map((c) => Number(c.toFixed(3))) },
    { name: f.properties.name, kind: "place-name", rank: f.properties.scalerank },
  ),
);

/** Five kilometres: two sources rarely place a town at the same point. */
const SAME_TOWN_DEGREES = 0.045;

/** Whether a place is a town that is already named. */
const isTown = ({ name, at: [x, y] }) =>
  towns.some(({ geometry: { coordinates: at }, properties }) => {
    const isNear = Math.hypot(at[0] - x, at[1] - y) < SAME_TOWN_DEGREES;
    return isNear && properties.name === name;
  });

/** Town sections and villages around Nairobi, so that the map has names near the tickets. */
const suburbs = readFileSync(join(placesFolder, "geonames_KE.txt"), "utf8")
  .split("\n")
  .map((line) => line.split("\t"))
  .filter(([, , , , , , featureClass]) => featureClass === "P")
  .map((c) => ({ name: c[1], at: [Number(c[5]), Number(c[4])], code: c[7], people: Number(c[14]) }))
  .filter(({ at: [x, y] }) => x > 36.6 && x < 37.15 && y > -1.5 && y < -1.0)
  .filter(({ name }) => name !== "Nairobi")
  .filter((place) => !isTown(place));
const known = new Set();
const quarters = suburbs
  .sort((a, b) => Number(b.code === "PPLX") - Number(a.code === "PPLX") || b.people - a.people)
  .filter(({ name }) => !known.has(name) && known.add(name))
  .map(({ name, at, code, people }) =>
    feature(
      { type: "Point", coordinates: at.map((c) => Number(c.toFixed(4))) },
      { name, kind: "place-name", rank: people > 20000 ? 11 : code === "PPLX" ? 12 : 13 },
    ),
  );

add("name", [
  ...countries.map((f) => nameOf(f, f.properties.NAME, "country-name", 0)),
  ...counties.map((f) => nameOf(f, titled(f.properties.county_name), "county-name", 0)),
  ...lakes
    .filter((f) => f.properties.name)
    .map((f) => nameOf(f, f.properties.name, "lake-name", f.properties.scalerank)),
  ...towns,
  ...quarters,
]);

const text = JSON.stringify({ type: "FeatureCollection", features: all });
writeFileSync(join(outFolder, "basemap.json"), `${text}\n`);
report("basemap.json", all.length, text);
