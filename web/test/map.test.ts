import { describe, expect, test } from "vitest";
import { boundsOf } from "../src/map/bounds";
import { ClusterIndex, LAST_CLUSTER_ZOOM } from "../src/map/clusters";
import { nearestInDirection } from "../src/map/direction";
import { fanPositions } from "../src/map/fan";
import { arcs, ringWords } from "../src/map/ring-shape";
import { randoms, ticket } from "./support";

const WORLD: [number, number, number, number] = [-180, -85, 180, 85];

describe("rings and single tickets", () => {
  const random = randoms(3);
  const states = ["breached", "at_risk", "on_track", "unknown"] as const;
  const tickets = Array.from({ length: 800 }, (_, i) => {
    // Every fifth is at one of three cluster centres, like tickets without an address.
    const at: [number, number] =
      i % 5 === 0 ? [36.8 + (i % 3) / 100, -1.3] : [36.6 + random() * 0.5, -1.5 + random() * 0.5];
    return ticket(`T${i}`, { at, sla_state: states[i % 4] ?? "unknown" });
  });
  const index = new ClusterIndex([...tickets, ticket("nowhere", { at: null })], new Set(["inc:T1"]));
  const points = index.points(() => "icon").features.map(({ properties }) => properties ?? {});
  const singles = points.filter((point) => "key" in point);
  const rooms = points.filter((point) => "size" in point);

  test.each([4, 5, 9, 12, 14, LAST_CLUSTER_ZOOM, LAST_CLUSTER_ZOOM + 1, 19])(
    "at zoom %d every ticket with a position is shown once",
    (zoom) => {
      const rings = index.rings(WORLD, zoom);
      const alone = singles.filter((point) => point["from"] <= zoom);
      const keys = [
        ...rings.flatMap((ring) => index.ticketsIn(ring).map(({ key }) => key)),
        ...alone.map((point) => point["key"]),
      ];
      expect(keys).toHaveLength(800);
      expect(new Set(keys).size).toBe(800);
      // Place names avoid every ring.
      expect(rooms.filter((room) => room["from"] <= zoom && zoom < room["until"])).toHaveLength(rings.length);
      for (const ring of rings) {
        expect(Object.values(ring.counts).reduce((a, b) => a + b)).toBe(ring.count);
        expect(index.ticketsIn(ring)).toHaveLength(ring.count);
      }
    },
  );

  test("tickets at one point never split, and are marked as a stack", () => {
    const stacks = index.rings(WORLD, 19);
    expect(stacks.map(({ count, isStack }) => [count, isStack])).toEqual([
      [53, true],
      [53, true],
      [54, true],
    ]);
  });

  test("at its split zoom a ring splits", () => {
    const ring = index.rings(WORLD, 9).find(({ isStack }) => !isStack);
    if (!ring) throw new Error("no ring");
    const keys = new Set(index.ticketsIn(ring).map(({ key }) => key));
    const then = index.rings(WORLD, index.splitZoom(ring)).map((r) => index.ticketsIn(r));
    expect(
      then.some((leaves) => leaves.length === keys.size && leaves.every(({ key }) => keys.has(key))),
    ).toBe(false);
  });

  test("the worst is drawn last, in front", () => {
    const worst = index
      .rings(WORLD, 12)
      .map(({ counts }) => (counts.breached > 0 ? 3 : counts.at_risk > 0 ? 2 : 1));
    expect(worst).toEqual([...worst].sort((a, b) => a - b));
  });

  test("a ring with a changed ticket is marked", () => {
    const marked = index.rings(WORLD, 9).filter(({ isMarked }) => isMarked);
    expect(marked).toHaveLength(1);
    expect(marked.flatMap((ring) => index.ticketsIn(ring)).some(({ key }) => key === "inc:T1")).toBe(true);
  });

  test("nothing outside the bounds is drawn", () => {
    expect(index.rings([0, 0, 1, 1], 12)).toEqual([]);
    expect(index.rings([0, 0, 1, 1], 19)).toEqual([]);
  });
});

describe("a ring", () => {
  test("starts with the worst state and makes one turn", () => {
    const parts = arcs({ breached: 1, at_risk: 0, on_track: 3, unknown: 0 });
    expect(parts).toEqual([
      { state: "breached", start: 0, end: 0.25 },
      { state: "on_track", start: 0.25, end: 1 },
    ]);
  });

  test("shows one breached ticket among thousands", () => {
    const [first, second] = arcs({ breached: 1, at_risk: 0, on_track: 4999, unknown: 0 });
    expect(first?.state).toBe("breached");
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBeGreaterThan(0.04);
    expect(second?.end).toBeCloseTo(1);
  });

  test("describes its colours in words", () => {
    const ring = { at: [0, 0] as [number, number], count: 1204, isMarked: false, isStack: false, id: 1 };
    expect(ringWords({ ...ring, counts: { breached: 4, at_risk: 0, on_track: 1200, unknown: 0 } })).toBe(
      "1,204 tickets: 4 breached, 1,200 on track",
    );
  });
});

test("fanned-out tickets do not cover each other", () => {
  for (const count of [2, 8, 9, 24]) {
    const places = fanPositions(count);
    expect(places).toHaveLength(count);
    for (const [i, [x, y]] of places.entries()) {
      for (const [u, v] of places.slice(i + 1)) expect(Math.hypot(x - u, y - v)).toBeGreaterThan(30);
    }
  }
});

test("an arrow key moves to the nearest place in its direction, and not past the edge", () => {
  const [a, b, c, d] = [
    { x: 0, y: 0 },
    { x: 10, y: 2 },
    { x: 9, y: 8 },
    { x: 1, y: 30 },
  ];
  const places = [a, b, c, d];
  expect(nearestInDirection(a, places, "ArrowRight")).toBe(b);
  expect(nearestInDirection(a, places, "ArrowDown")).toBe(d);
  expect(nearestInDirection(a, places, "ArrowLeft")).toBeUndefined();
  expect(nearestInDirection(a, places, "Enter")).toBeUndefined();
});

test("a few positions far away do not zoom the map out", () => {
  const near = Array.from({ length: 200 }, (_, i): [number, number] => [
    36.7 + (i % 20) / 100,
    -1.3 + i / 2000,
  ]);
  expect(boundsOf([...near, [0, 0]])[0]).toBeGreaterThan(36);
  expect(
    boundsOf([
      [36, -1],
      [38, 1],
    ]),
  ).toEqual([36, -1, 38, 1]);
});
