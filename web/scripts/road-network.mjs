/**
 * Merges bus lines that run over the same roads into one road network.
 *
 * Each line was traced separately, so two lines over one road are some metres apart. Lines are added
 * one by one. A stretch within NEAR_M of an existing road counts for that road; only the rest
 * becomes a new road.
 */
const NEAR_M = 32;
const STEP_M = 12;
const M_PER_DEGREE = 111_320; // both ways: Nairobi lies at 1° south
const CELL = NEAR_M / M_PER_DEGREE;

/** The line with points at most STEP_M apart. */
function densified(line) {
  const dense = [line[0]];
  for (let i = 1; i < line.length; i++) {
    const [[x0, y0], [x1, y1]] = [line[i - 1], line[i]];
    const steps = Math.max(1, Math.ceil((Math.hypot(x1 - x0, y1 - y0) * M_PER_DEGREE) / STEP_M));
    for (let s = 1; s <= steps; s++) dense.push([x0 + ((x1 - x0) * s) / steps, y0 + ((y1 - y0) * s) / steps]);
  }
  return dense;
}

/** The network's points on a grid, each with the routes that pass it. */
class Network {
  cells = new Map();
  roads = [];

  nearest([x, y]) {
    const [cx, cy] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    let [best, distance] = [undefined, NEAR_M / M_PER_DEGREE];
    for (let i = cx - 1; i <= cx + 1; i++) {
      for (let j = cy - 1; j <= cy + 1; j++) {
        for (const point of this.cells.get(`${i},${j}`) ?? []) {
          const d = Math.hypot(point.at[0] - x, point.at[1] - y);
          if (d < distance) [best, distance] = [point, d];
        }
      }
    }
    return best;
  }

  add(road) {
    this.roads.push(road);
    for (const point of road) {
      const key = point.at.map((c) => Math.floor(c / CELL)).join();
      this.cells.set(key, [...(this.cells.get(key) ?? []), point]);
    }
  }
}

/** Adds a line's new parts to the network, each joined to the roads at its ends. */
function lay(network, line, route) {
  const added = [];
  let run = [];
  const finish = (end) => {
    if (run.length * STEP_M > 2 * NEAR_M) added.push(end ? [...run, end] : run);
    run = [];
  };
  let last;
  for (const at of densified(line)) {
    const there = network.nearest(at);
    if (there) {
      there.routes.add(route);
      finish(there);
      last = there;
    } else {
      if (run.length === 0 && last) run.push(last);
      run.push({ at, routes: new Set([route]) });
    }
  }
  finish();
  for (const road of added) network.add(road);
}

/** 1, 2 or 3: how busy a stretch is; the style draws it as a width. */
const weight = (routes) => (routes >= 7 ? 3 : routes >= 3 ? 2 : 1);

/** The weight at each point, as the median of its neighbourhood, because the traces have gaps. */
function smoothWeights(road, reach = 25) {
  const counts = road.map(({ routes }) => routes.size);
  return counts.map((_, i) => {
    const near = counts.slice(Math.max(0, i - reach), i + reach + 1).sort((a, b) => a - b);
    return weight(near[near.length >> 1]);
  });
}

/** Returns one MultiLineString for each weight, the busiest last so that it is drawn on top. */
export function mergedRoads(features) {
  const network = new Network();
  const length = ({ geometry: { coordinates: c } }) =>
    c.slice(1).reduce((sum, p, i) => sum + Math.hypot(p[0] - c[i][0], p[1] - c[i][1]), 0);
  for (const f of [...features].sort((a, b) => length(b) - length(a))) {
    lay(network, f.geometry.coordinates, f.properties.route_name);
  }
  const lines = new Map([
    [1, []],
    [2, []],
    [3, []],
  ]);
  for (const road of network.roads) {
    const weights = smoothWeights(road);
    let start = 0;
    for (let i = 1; i <= road.length; i++) {
      if (i < road.length && weights[i] === weights[start]) continue;
      const stretch = road.slice(start, i + 1).map(({ at }) => at);
      if (stretch.length > 1) lines.get(weights[start]).push(stretch);
      start = i;
    }
  }
  return [...lines].map(([routes, coordinates]) => ({
    routes,
    geometry: { type: "MultiLineString", coordinates },
  }));
}
