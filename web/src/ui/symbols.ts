import type { SlaState } from "../api/types";

/**
 * The symbols of tickets, by state. Each has a shape and a colour (Okabe and Ito's, which colour-blind
 * people can tell apart), so that either alone says it. The paths lie in a box of 24 by 24.
 */
export type SymbolState = SlaState | "closed";

interface Shape {
  path: string;
  /** Where the mark of an installation stands: the shape's middle as the eye sees it. */
  centre: [number, number];
}

export const SHAPES: Record<SymbolState, Shape> = {
  breached: { path: "M12 1.6 22.4 12 12 22.4 1.6 12Z", centre: [12, 12] },
  at_risk: { path: "M12 2.2 22.2 20.6H1.8Z", centre: [12, 14.6] },
  on_track: { path: "M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6Z", centre: [12, 12] },
  unknown: { path: "M4 4h16v16H4Z", centre: [12, 12] },
  closed: { path: "M12 6.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z", centre: [12, 12] },
};

export const PLUS_ARM = 3.6;

interface Paint {
  fill: string;
  /** Darker than the fill, or lighter in the dark: it lifts pale fills to a contrast of 3:1. */
  edge: Record<Theme, string>;
}

export type Theme = "light" | "dark";

export const PAINTS: Record<SymbolState, Paint> = {
  breached: { fill: "#d55e00", edge: { light: "#8f3f00", dark: "#ff9d52" } },
  at_risk: { fill: "#e69f00", edge: { light: "#8a5f00", dark: "#ffc95c" } },
  on_track: { fill: "#009e73", edge: { light: "#00573f", dark: "#4fd3ad" } },
  unknown: { fill: "#8c949d", edge: { light: "#565e66", dark: "#c3cad1" } },
  closed: { fill: "#cc79a7", edge: { light: "#86406a", dark: "#e9a9cb" } },
};

export const SURFACE: Record<Theme, string> = { light: "#ffffff", dark: "#171d24" };
