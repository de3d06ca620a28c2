type Point = [longitude: number, latitude: number];
type Bounds = [west: number, south: number, east: number, north: number];

/** Outliers are left out if they would make the view this many times wider. */
const FAR_OUT = 1.6;

function span(values: number[]): [number, number] {
  const sorted = values.sort((a, b) => a - b);
  const pick = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? 0;
  const [least, low, high, most] = [pick(0), pick(0.02), pick(0.98), pick(1)];
  return most - least > FAR_OUT * (high - low) && sorted.length > 20 ? [low, high] : [least, most];
}

/** The bounds of points, without a few that are far from all others. */
export function boundsOf(points: readonly Point[]): Bounds {
  const [west, east] = span(points.map(([longitude]) => longitude));
  const [south, north] = span(points.map(([, latitude]) => latitude));
  return [west, south, east, north];
}

export const isInside = ([west, south, east, north]: Bounds, [longitude, latitude]: Point): boolean =>
  west <= longitude && longitude <= east && south <= latitude && latitude <= north;
