import { signal } from "@preact/signals";
import type { Dataset } from "../contract/types";
import { type ChangeKind, changesInWords } from "../domain/changes";
import { announce } from "./announce";
import { titleOf } from "./ticket-types";

/** How long a changed ticket stays marked. */
const MARKED_MS = 10_000;

/** Tickets that changed a moment ago, by key. */
export const marks = signal<ReadonlyMap<string, ChangeKind>>(new Map());

export function markChanges(dataset: Dataset, changes: ReadonlyMap<string, ChangeKind>): void {
  if (changes.size === 0) return;
  marks.value = new Map([...marks.value, ...changes]);
  announce(`${titleOf(dataset)}: ${changesInWords(changes)}`);
  setTimeout(() => {
    // A later change of another kind has its own mark and its own timer.
    marks.value = new Map([...marks.value].filter(([key, kind]) => changes.get(key) !== kind));
  }, MARKED_MS);
}
