import type { TypeSymbol } from "../contract/types";
import type { Ticket } from "../domain/ticket";
import { theme } from "../state/theme";
import { typeOf } from "../state/ticket-types";
import {
  isHollow,
  MARK_WIDTH,
  markPath,
  PAINTS,
  SHAPES,
  SURFACE,
  type SymbolState,
  symbolState,
} from "./symbols";

interface Props {
  state: SymbolState;
  /** The mark of the ticket's type. */
  mark?: TypeSymbol;
  isHollow?: boolean;
  size?: number;
}

/** A symbol as on the map. It repeats the text beside it, so screen readers skip it. */
export function TicketSymbol({ state, mark = "plain", isHollow = false, size = 18 }: Props) {
  const { fill, edge } = PAINTS[state];
  const strokes = markPath(mark, state);
  return (
    <svg class="symbol" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path
        d={SHAPES[state].path}
        fill={isHollow ? SURFACE[theme.value] : fill}
        stroke={isHollow ? fill : edge[theme.value]}
        stroke-width={isHollow ? 3 : 1.2}
        stroke-linejoin="round"
      />
      {strokes && (
        <path
          d={strokes}
          stroke={isHollow ? edge[theme.value] : "#fff"}
          stroke-width={MARK_WIDTH}
          fill="none"
        />
      )}
    </svg>
  );
}

/** The symbol of a ticket. */
export const symbolOf = (
  ticket: Pick<Ticket, "dataset" | "lifecycle" | "sla_state" | "geo_source">,
  size = 20,
) => (
  <TicketSymbol
    state={symbolState(ticket)}
    mark={typeOf(ticket.dataset).symbol}
    isHollow={isHollow(ticket)}
    size={size}
  />
);
