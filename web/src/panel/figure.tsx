import type { ComponentChildren } from "preact";
import { count } from "../domain/numbers";

interface Props {
  value: number | null | undefined;
  label: string;
  /** How the value is written, where a plain count will not do. */
  words?: string;
  title?: string;
  /** Whether its filter is on. */
  isOn: boolean;
  onPress: () => void;
  testId?: string;
  tone?: "bad" | undefined;
  children?: ComponentChildren;
}

/** A number that filters by what it counts. Where it is unknown there is nothing to filter by. */
export function Figure({ value, label, words, title, isOn, onPress, testId, tone, children }: Props) {
  const isKnown = value !== null && value !== undefined;
  return (
    <button
      type="button"
      class="figure"
      title={title}
      data-tone={tone}
      data-testid={testId}
      aria-pressed={isOn}
      disabled={!isKnown}
      onClick={onPress}
    >
      <b>{words ?? count(value)}</b>{" "}
      <span>
        {children}
        {label}
      </span>
    </button>
  );
}
