import type { Feature, FeatureCollection, Point } from "geojson";
import Supercluster from "supercluster";
import type { SlaState } from "../contract/types";
import { formatPoint } from "../domain/position";
import type { Ticket } from "../domain/ticket";
import { ringSize } from "./ring-size";

/** Up to this zoom, nearby tickets form a ring; beyond it, only tickets at one point do. */
export const LAST_CLUSTER_ZOOM = 16;
const RADIUS_PX = 52;
/** The map of East Africa does not zoom out further. */
const FIRST_ZOOM = 4;

export type SlaCounts = Record<SlaState, number>;

/** Tickets drawn as one ring. */
export interface Ring {
  at: [number, number];
  count: number;
  counts: SlaCounts;
  /** Whether one of them changed a moment ago. */
  isMarked: boolean;
  /** Whether all are at one point, so that zooming cannot separate them. */
  isStack: boolean;
  id: number | string;
}

/** Where a ring is drawn, from one zoom until another. */
interface Room {
  at: [number, number];
  count: number;
  from: number;
  until: number;
}

interface Leaf {
  key: string;
  state: SlaState;
}

interface Sums extends SlaCounts {
  marked: number;
  west: number;
  south: number;
  east: number;
  north: number;
}

type Bounds = [west: number, south: number, east: number, north: number];

const emptyCounts = (): SlaCounts => ({ breached: 0, at_risk: 0, on_track: 0, unknown: 0 });

function countsOf(tickets: readonly Ticket[]): SlaCounts {
  const counts = emptyCounts();
  for (const ticket of tickets) counts[ticket.sla_state] += 1;
  return counts;
}

const isWithin = ([x, y]: [number, number], [west, south, east, north]: Bounds): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** The open tickets that have a position, grouped for every zoom at once. */
export class ClusterIndex {
  private readonly tree: Supercluster<Leaf, Sums>;
  private readonly byKey: ReadonlyMap<string, Ticket>;
  private readonly stacks = new Map<string, Ticket[]>();
  private readonly marked: ReadonlySet<string>;

  constructor(tickets: readonly Ticket[], marked: ReadonlySet<string>) {
    this.marked = marked;
    this.byKey = new Map(tickets.map((ticket) => [ticket.key, ticket]));
    for (const ticket of tickets) {
      if (!ticket.at) continue;
      const point = formatPoint(ticket.at);
      const stack = this.stacks.get(point);
      if (stack) stack.push(ticket);
      else this.stacks.set(point, [ticket]);
    }
    this.tree = new Supercluster<Leaf, Sums>({
      radius: RADIUS_PX,
      minZoom: FIRST_ZOOM,
      maxZoom: LAST_CLUSTER_ZOOM,
      map: ({ key, state }) => this.sumsOf(key, state),
      reduce: (sums, more) => add(sums, more),
    });
    this.tree.load(tickets.flatMap((ticket) => (ticket.at ? [leafOf(ticket, ticket.at)] : [])));
  }

  private sumsOf(key: string, state: SlaState): Sums {
    const [x, y] = this.byKey.get(key)?.at ?? [0, 0];
    const marked = this.marked.has(key) ? 1 : 0;
    const sums = { ...emptyCounts(), marked, west: x, south: y, east: x, north: y };
    sums[state] = 1;
    return sums;
  }

  /** Visits each ticket with the zoom from which it is single, and each ring with its zooms. */
  private walk(onSingle: (ticket: Ticket, from: number) => void, onRing: (room: Room) => void): void {
    const waiting: [Found, number][] = this.tree
      .getClusters([-180, -90, 180, 90], FIRST_ZOOM)
      .map((found) => [found, FIRST_ZOOM]);
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [found, zoom] = next;
      if (isCluster(found)) {
        const { cluster_id, point_count } = found.properties;
        const splitZoom = this.tree.getClusterExpansionZoom(cluster_id);
        const [x, y] = found.geometry.coordinates;
        onRing({ at: [x ?? 0, y ?? 0], count: point_count, from: zoom, until: splitZoom });
        for (const child of this.tree.getChildren(cluster_id)) waiting.push([child, splitZoom]);
        continue;
      }
      const ticket = this.byKey.get(found.properties.key);
      if (ticket && !this.isStacked(ticket.key)) onSingle(ticket, zoom);
    }
    for (const stack of this.stacks.values()) {
      const at = stack[0]?.at;
      if (stack.length < 2 || !at) continue;
      onRing({ at, count: stack.length, from: LAST_CLUSTER_ZOOM + 1, until: Number.MAX_SAFE_INTEGER });
    }
  }

  private isStacked(key: string): boolean {
    const at = this.byKey.get(key)?.at;
    return at != null && (this.stacks.get(formatPoint(at))?.length ?? 0) > 1;
  }

  /**
   * The map's own data: the tickets that are single at some zoom, as points with `from`, that zoom
   * (tickets of a stack never are); and the rings with `from`, `until` and their `size`, so that
   * place names avoid them.
   */
  points(iconOf: (ticket: Ticket) => string): FeatureCollection<Point> {
    const features: Feature<Point>[] = [];
    const add = (coordinates: [number, number], properties: object): void => {
      features.push({ type: "Feature", properties, geometry: { type: "Point", coordinates } });
    };
    this.walk(
      (ticket, from) => {
        const [marked, rank] = [this.marked.has(ticket.key), RANK[ticket.sla_state]];
        if (ticket.at) add(ticket.at, { key: ticket.key, from, icon: iconOf(ticket), marked, rank });
      },
      ({ at, count, from, until }) => add(at, { from, until, size: ringSize(count) }),
    );
    return { type: "FeatureCollection", features };
  }

  /** The rings within bounds at a zoom, worst last, so that those are drawn in front. */
  rings(bounds: Bounds, zoom: number): Ring[] {
    const found = zoom > LAST_CLUSTER_ZOOM ? this.stackRings(bounds) : this.treeRings(bounds, zoom);
    return found.sort((a, b) => severity(a) - severity(b));
  }

  private treeRings(bounds: Bounds, zoom: number): Ring[] {
    return this.tree.getClusters(bounds, Math.max(FIRST_ZOOM, Math.floor(zoom))).flatMap((found) => {
      if (!isCluster(found)) return [];
      const { cluster_id, point_count, marked, west, south, east, north, ...counts } = found.properties;
      const [x, y] = found.geometry.coordinates;
      const { breached, at_risk, on_track, unknown } = counts;
      return {
        at: [x ?? 0, y ?? 0],
        count: point_count,
        counts: { breached, at_risk, on_track, unknown },
        isMarked: marked > 0,
        isStack: formatPoint([west, south]) === formatPoint([east, north]),
        id: cluster_id,
      } satisfies Ring;
    });
  }

  private stackRings(bounds: Bounds): Ring[] {
    return [...this.stacks].flatMap(([point, tickets]) => {
      const at = tickets[0]?.at;
      if (tickets.length < 2 || !at || !isWithin(at, bounds)) return [];
      const isMarked = tickets.some(({ key }) => this.marked.has(key));
      return { at, count: tickets.length, counts: countsOf(tickets), isMarked, isStack: true, id: point };
    });
  }

  ticketsIn({ id }: Ring): Ticket[] {
    if (typeof id === "string") return this.stacks.get(id) ?? [];
    return this.tree.getLeaves(id, Number.POSITIVE_INFINITY).flatMap(({ properties }) => {
      const ticket = this.byKey.get((properties as Leaf).key);
      return ticket ? [ticket] : [];
    });
  }

  /** The zoom at which a ring splits. */
  splitZoom({ id }: Ring): number {
    return typeof id === "number" ? this.tree.getClusterExpansionZoom(id) : LAST_CLUSTER_ZOOM + 1;
  }
}

const RANK: Record<SlaState, number> = { unknown: 0, on_track: 1, at_risk: 2, breached: 3 };

/** Rings with a worse state are in front of others; among equals, the larger ones. */
const severity = ({ counts, count }: Ring): number =>
  (counts.breached > 0 ? 3 : counts.at_risk > 0 ? 2 : counts.on_track > 0 ? 1 : 0) * 1e6 + count;

const leafOf = ({ key, sla_state }: Ticket, at: [number, number]): Feature<Point, Leaf> => ({
  type: "Feature",
  properties: { key, state: sla_state },
  geometry: { type: "Point", coordinates: at },
});

type Found = ReturnType<Supercluster<Leaf, Sums>["getClusters"]>[number];
type FoundCluster = Extract<Found, { properties: { cluster: true } }>;

const isCluster = (found: Found): found is FoundCluster => "cluster" in found.properties;

function add(sums: Sums, more: Readonly<Sums>): void {
  sums.breached += more.breached;
  sums.at_risk += more.at_risk;
  sums.on_track += more.on_track;
  sums.unknown += more.unknown;
  sums.marked += more.marked;
  sums.west = Math.min(sums.west, more.west);
  sums.south = Math.min(sums.south, more.south);
  sums.east = Math.max(sums.east, more.east);
  sums.north = Math.max(sums.north, more.north);
}
