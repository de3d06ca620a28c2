import { decide, pinned } from "../state/dispatch/decide";
import { lanes, mayDecide, stopById } from "../state/dispatch/desk";
import { holdWanted, idOf } from "../state/dispatch/moving";
import { Give } from "./give";

const NAMED = 6;

/** Tickets of an area: all to one crew, or out of the plan. */
export function AreaCard({ keys }: { keys: readonly string[] }) {
  const free = keys.filter((key) => !stopById.value.get(key)?.isBegun);
  return (
    <>
      <p class="quiet">
        {keys.slice(0, NAMED).map(idOf).join(", ")}
        {keys.length > NAMED && ` and ${keys.length - NAMED} more`}
      </p>
      {mayDecide.value && free.length > 0 && (
        <Give
          label="Give them to"
          crews={lanes.value}
          button="Give"
          onGive={(crew) =>
            void decide(
              `${free.length} tickets to ${crew}`,
              new Map(free.map((key) => [key, pinned(crew, null)])),
            )
          }
        >
          <button type="button" class="button" onClick={() => (holdWanted.value = free)}>
            Hold…
          </button>
        </Give>
      )}
    </>
  );
}
