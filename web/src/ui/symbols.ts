import type { SlaState, TypeSymbol } from "../contract/types";
import type { Ticket } from "../domain/ticket";
import type { Theme } from "../state/theme";

/**
 * The symbols of tickets. Each state has a shape and a colour (Okabe and Ito's, which colour-blind
 * people can distinguish), so that either alone identifies it. The paths lie in a box of 24 by 24.
 */
export type SymbolState = SlaState | "waiting" | "closed";

interface Shape {
  path: string;
  /** The visual middle of the shape, where the type's mark is drawn. */
  centre: [number, number];
}

export const SHAPES: Record<SymbolState, Shape> = {
  breached: { path: "M12 1.6 22.4 12 12 22.4 1.6 12Z", centre: [12, 12] },
  at_risk: { path: "M12 2.2 22.2 20.6H1.8Z", centre: [12, 14.6] },
  on_track: { path: "M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6Z", centre: [12, 12] },
  unknown: { path: "M4 4h16v16H4Z", centre: [12, 12] },
  waiting: { path: "M5 3.5h14L14.2 12 19 20.5H5L9.8 12Z", centre: [12, 12] },
  closed: { path: "M12 6.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z", centre: [12, 12] },
};

interface Mark {
  /** The mark's strokes, relative to the shape's centre; empty for none. */
  strokes: readonly string[];
  /** "a plus", for the help. */
  words: string;
}

/** What a ticket type can have inside its symbols; a type of /config.json names one. */
const MARKS: Record<TypeSymbol, Mark> = {
  plain: { strokes: [], words: "" },
  plus: { strokes: ["m0-3.6v7.2", "m-3.6 0h7.2"], words: "a plus" },
  bar: { strokes: ["m-3.6 0h7.2"], words: "a bar" },
  cross: { strokes: ["m-2.7-2.7 5.4 5.4", "m2.7-2.7-5.4 5.4"], words: "a cross" },
  dot: { strokes: ["m-1.1 0a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0"], words: "a dot" },
};

export const MARK_WIDTH = 2.4;

/** A type's mark. A server newer than this page may name one that the page cannot draw. */
export const markOf = (symbol: TypeSymbol): Mark => MARKS[symbol] ?? MARKS.plain;

/** The path of a type's mark inside a state's shape; empty for none. */
export function markPath(symbol: TypeSymbol, state: SymbolState): string {
  const [x, y] = SHAPES[state].centre;
  return markOf(symbol)
    .strokes.map((stroke) => `M${x} ${y}${stroke}`)
    .join("");
}

interface Paint {
  fill: string;
  /** Darker than the fill, or lighter in the dark theme: it gives pale fills a contrast of 3:1. */
  edge: Record<Theme, string>;
}

export const PAINTS: Record<SymbolState, Paint> = {
  breached: { fill: "#d55e00", edge: { light: "#8f3f00", dark: "#ff9d52" } },
  at_risk: { fill: "#e69f00", edge: { light: "#8a5f00", dark: "#ffc95c" } },
  on_track: { fill: "#009e73", edge: { light: "#00573f", dark: "#4fd3ad" } },
  unknown: { fill: "#8c949d", edge: { light: "#565e66", dark: "#c3cad1" } },
  waiting: { fill: "#56b4e9", edge: { light: "#1d6a99", dark: "#9ed6f7" } },
  closed: { fill: "#cc79a7", edge: { light: "#86406a", dark: "#e9a9cb" } },
};

export const SURFACE: Record<Theme, string> = { light: "#ffffff", dark: "#171d24" };

export const symbolState = (ticket: Pick<Ticket, "lifecycle" | "sla_state">): SymbolState =>
  ticket.lifecycle === "actionable" ? ticket.sla_state : ticket.lifecycle;

/** Hollow: the ticket has only its cluster's position. */
export const isHollow = (ticket: Pick<Ticket, "geo_source">): boolean => ticket.geo_source === "cluster";
