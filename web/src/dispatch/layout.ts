import { signal } from "@preact/signals";
import type { Scale } from "../domain/dispatch/scale";

/** Measures of the timeline as it is drawn. */
export const layout = signal<{ scale: Scale; laneHeight: number; headWidth: number } | null>(null);

/** What Tab reaches in the timeline: a crew's head (`id` null) or one of its stops. */
export const reached = signal<{ crew: string; id: string | null } | null>(null);

/** Asks the timeline to focus what is reached after the next drawing. */
export const focusWanted = signal(0);

/** Crews whose lanes are drawn now. */
export const crewsInView: { names: string[] } = { names: [] };
