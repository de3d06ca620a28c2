import type { Dataset } from "../api/types";
import { theme } from "../state/theme";
import { PAINTS, PLUS_ARM, SHAPES, SURFACE, type SymbolState } from "./symbols";

interface Props {
  state: SymbolState;
  dataset?: Dataset | undefined;
  isHollow?: boolean | undefined;
  size?: number;
}

/** A ticket's symbol, as on the map. It says nothing that the text beside it doesn't. */
export function TicketSymbol({ state, dataset = "inc", isHollow = false, size = 18 }: Props) {
  const { path, centre } = SHAPES[state];
  const { fill, edge } = PAINTS[state];
  const [x, y] = centre;
  return (
    <svg class="symbol" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path
        d={path}
        fill={isHollow ? SURFACE[theme.value] : fill}
        stroke={isHollow ? fill : edge[theme.value]}
        stroke-width={isHollow ? 3 : 1.2}
        stroke-linejoin="round"
      />
      {dataset === "crq" && (
        <path
          d={`M${x} ${y - PLUS_ARM}v${2 * PLUS_ARM}M${x - PLUS_ARM} ${y}h${2 * PLUS_ARM}`}
          stroke={isHollow ? edge[theme.value] : "#fff"}
          stroke-width="2.4"
          fill="none"
        />
      )}
    </svg>
  );
}
