import type { ComponentChildren } from "preact";
import type { Figures } from "../domain/figures";
import { count } from "../domain/numbers";
import type { View } from "../domain/view";
import { isSet, toggle } from "../state/navigation";

/** A number of the panel. A click shows the tickets that it counts. */
export interface FigureEntry {
  testId?: string;
  label?: string;
  title?: string | ((figures: Figures | null) => string);
  /** Null if it is unknown or there is nothing to show; then it cannot be clicked. */
  value(figures: Figures): number | null;
  /** The number as text; by default a plain count. */
  text?(figures: Figures): string;
  /** What a click sets, and a second click clears. */
  filter: Partial<View> | ((figures: Figures) => Partial<View>);
  /** What the first click sets as well. */
  also?: Partial<View>;
  /** Less prominent than the number beside it. */
  isQuiet?: boolean;
}

interface Props {
  entry: FigureEntry;
  figures: Figures | null;
  /** A tile, or a number within text. */
  look?: "figure" | "text-figure";
  tone?: "bad" | undefined;
  /** Shown in front of the label. */
  children?: ComponentChildren;
}

export function Figure({ entry, figures, look = "figure", tone, children }: Props) {
  const { testId, label, title, also, isQuiet } = entry;
  const value = figures && entry.value(figures);
  const text = figures && entry.text ? entry.text(figures) : count(value);
  const filter = typeof entry.filter === "function" ? figures && entry.filter(figures) : entry.filter;
  return (
    <button
      type="button"
      class={look}
      title={typeof title === "function" ? title(figures) : title}
      data-tone={tone}
      data-testid={testId}
      aria-pressed={filter !== null && isSet(filter)}
      disabled={value === null}
      onClick={() => filter && toggle(filter, also)}
    >
      {isQuiet ? text : <b>{text}</b>}{" "}
      {look === "figure" ? (
        <span>
          {children}
          {label}
        </span>
      ) : (
        label
      )}
    </button>
  );
}
