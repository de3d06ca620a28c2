import type { ComponentChildren } from "preact";
import { count } from "../domain/numbers";

interface Props {
  value: number | null | undefined;
  label: string;
  /** Whether its filter is on. */
  isOn: boolean;
  onPress: () => void;
  testId?: string;
  tone?: "bad" | undefined;
  children?: ComponentChildren;
}

/** A number that filters by what it counts. Where it is unknown there is nothing to filter by. */
export function Figure({ value, label, isOn, onPress, testId, tone, children }: Props) {
  const isKnown = value !== null && value !== undefined;
  return (
    <button
      type="button"
      class="figure"
      data-tone={tone}
      data-testid={testId}
      aria-pressed={isOn}
      disabled={!isKnown}
      onClick={onPress}
    >
      <b>{count(value)}</b>{" "}
      <span>
        {children}
        {label}
      </span>
    </button>
  );
}
