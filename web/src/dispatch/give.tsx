import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { isDeciding } from "../state/dispatch/decide";

interface Props {
  label: string;
  crews: readonly { crew: string }[];
  button: string;
  onGive: (crew: string) => void;
  children?: ComponentChildren;
}

/** A form that gives something to a crew; its children are more buttons. */
export function Give({ label, crews, button, onGive, children }: Props) {
  const to = useSignal("");
  return (
    <form
      class="card-buttons"
      onSubmit={(event) => {
        event.preventDefault();
        if (to.value) onGive(to.value);
      }}
    >
      <label class="desk-picker">
        <span>{label}</span>
        <select
          aria-label={label}
          value={to.value}
          onChange={(event) => (to.value = event.currentTarget.value)}
        >
          <option value="">a crew…</option>
          {crews.map(({ crew }) => (
            <option key={crew} value={crew}>
              {crew}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button" disabled={!to.value || isDeciding.value}>
        {button}
      </button>
      {children}
    </form>
  );
}
