import { useSignal } from "@preact/signals";
import { SLA_ORDER, SLA_WORDS } from "../domain/ticket";
import { view } from "../state/navigation";
import { Icon } from "../ui/icon";
import { TicketSymbol } from "../ui/symbol";

/** What the symbols mean. */
export function Legend() {
  // On a phone it is folded away; elsewhere there is room for it at all times.
  const isOpen = useSignal(matchMedia("(min-width: 900px)").matches);
  const { tab, show } = view.value;
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
          {show !== "closed" &&
            SLA_ORDER.map((state) => (
              <li key={state}>
                <TicketSymbol state={state} size={16} /> {SLA_WORDS[state]}
              </li>
            ))}
          {show !== "open" && (
            <li>
              <TicketSymbol state="closed" /> Closed in the window
            </li>
          )}
          {tab !== "inc" && (
            <li>
              <TicketSymbol state="on_track" dataset="crq" /> Installation
            </li>
          )}
          <li>
            <TicketSymbol state="on_track" isHollow /> By cluster only
          </li>
        </ul>
      )}
    </div>
  );
}
