import { useSignal } from "@preact/signals";
import { capitalized, SLA_ORDER, SLA_WORDS } from "../domain/ticket";
import { shownTypes, view } from "../state/navigation";
import { Icon } from "../ui/icon";
import { TicketSymbol } from "../ui/symbol";

/** What the symbols mean. */
export function Legend() {
  // Folded on a phone; elsewhere there is room for it.
  const isOpen = useSignal(matchMedia("(min-width: 900px)").matches);
  const { show } = view.value;
  return (
    <div class="legend" data-open={isOpen.value}>
      <button
        type="button"
        class="legend-head"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        Legend <Icon name={isOpen.value ? "down" : "up"} />
      </button>
      {isOpen.value && (
        <ul>
          {(show === "open" || show === "all") &&
            SLA_ORDER.map((state) => (
              <li key={state}>
                <TicketSymbol state={state} size={16} /> {SLA_WORDS[state]}
              </li>
            ))}
          {(show === "waiting" || show === "all") && (
            <li>
              <TicketSymbol state="waiting" /> Waiting
            </li>
          )}
          {(show === "closed" || show === "all") && (
            <li>
              <TicketSymbol state="closed" /> Closed in the window
            </li>
          )}
          {shownTypes.value
            .filter(({ symbol }) => symbol !== "plain")
            .map(({ name, symbol, singular }) => (
              <li key={name}>
                <TicketSymbol state="on_track" mark={symbol} /> {capitalized(singular)}
              </li>
            ))}
          <li>
            <TicketSymbol state="on_track" isHollow /> By cluster only
          </li>
        </ul>
      )}
    </div>
  );
}
