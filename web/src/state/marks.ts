import { signal } from "@preact/signals";
import type { Dataset } from "../api/types";
import { type ChangeKind, changesInWords } from "../domain/changes";
import { DATASET_WORDS } from "../domain/ticket";
import { announce } from "../ui/announce";

/** How long a changed ticket stays marked: two glances. */
const MARKED_MS = 10_000;

/** Tickets that changed a moment ago, by key. */
export const marks = signal<ReadonlyMap<string, ChangeKind>>(new Map());

export function markChanges(dataset: Dataset, changes: ReadonlyMap<string, ChangeKind>): void {
  if (changes.size === 0) return;
  marks.value = new Map([...marks.value, ...changes]);
  announce(`${DATASET_WORDS[dataset]}: ${changesInWords(changes)}`);
  setTimeout(() => {
    // A later change of the same ticket has set its own mark, and its own end.
    marks.value = new Map([...marks.value].filter(([key, kind]) => changes.get(key) !== kind));
  }, MARKED_MS);
}
