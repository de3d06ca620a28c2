import type { SlaState } from "../contract/types";
import { slaShares } from "../domain/figures";
import { count, tickets } from "../domain/numbers";
import { SLA_WORDS } from "../domain/ticket";
import { PAINTS } from "../ui/symbols";
import type { Ring, SlaCounts } from "./clusters";
import { ringSize } from "./ring-size";

const SVG = "http://www.w3.org/2000/svg";
const BAND = 5.5;

export interface Arc {
  state: SlaState;
  /** Shares of the full turn, clockwise from 12 o'clock. */
  start: number;
  end: number;
}

/** The smallest arc: one breached ticket among 500 must stay visible. */
const MIN_TURN = 0.05;

/** The arcs of a ring, worst state first; small arcs are widened at the expense of the others. */
export function arcs(counts: SlaCounts): Arc[] {
  const parts = slaShares(counts);
  const total = parts.reduce((n, part) => n + part.count, 0);
  const turns = parts.map(({ count }) => Math.max(count / total, MIN_TURN));
  const scale = 1 / turns.reduce((n, turn) => n + turn, 0);
  let at = 0;
  return parts.map(({ state }, i) => {
    const start = at;
    at += (turns[i] ?? 0) * scale;
    return { state, start, end: at };
  });
}

function arcPath({ start, end }: Arc, middle: number, radius: number): string {
  const point = (turn: number): string => {
    const angle = 2 * Math.PI * turn - Math.PI / 2;
    return `${(middle + radius * Math.cos(angle)).toFixed(2)} ${(middle + radius * Math.sin(angle)).toFixed(2)}`;
  };
  // A full turn would end where it starts and draw nothing.
  if (end - start > 0.9999) {
    const half = (start + end) / 2;
    return `M${point(start)}A${radius} ${radius} 0 0 1 ${point(half)}A${radius} ${radius} 0 0 1 ${point(end)}`;
  }
  return `M${point(start)}A${radius} ${radius} 0 ${end - start > 0.5 ? 1 : 0} 1 ${point(end)}`;
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** Draws a ring. The style sheet sets the colour of its background. */
export function drawRing(ring: Ring): SVGElement {
  const size = ringSize(ring.count);
  const middle = size / 2;
  const radius = middle - BAND / 2 - 1;
  const svg = element("svg", {
    viewBox: `0 0 ${size} ${size}`,
    width: size,
    height: size,
    "aria-hidden": "true",
  });
  svg.append(element("circle", { cx: middle, cy: middle, r: middle - 0.5, class: "ring-ground" }));
  for (const arc of arcs(ring.counts)) {
    const paint = {
      d: arcPath(arc, middle, radius),
      stroke: PAINTS[arc.state].fill,
      "stroke-width": BAND,
      fill: "none",
    };
    svg.append(element("path", paint));
  }
  const text = element("text", { x: middle, y: middle, class: "ring-count" });
  text.textContent = count(ring.count);
  svg.append(text);
  return svg;
}

/** `42 tickets: 12 breached, 30 on track` */
export function ringWords({ count: all, counts }: Ring): string {
  const parts = slaShares(counts).map(
    ({ state, count: n }) => `${count(n)} ${SLA_WORDS[state].toLowerCase()}`,
  );
  return `${tickets(all)}: ${parts.join(", ")}`;
}
