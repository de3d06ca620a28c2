import type { Ticket } from "../domain/ticket";
import { TicketSymbol } from "../ui/symbol";
import { isHollow, symbolState } from "./icons";

/** A ticket's own symbol, as the map draws it. */
export const symbolOf = (ticket: Ticket, size = 20) => (
  <TicketSymbol
    state={symbolState(ticket)}
    dataset={ticket.dataset}
    isHollow={isHollow(ticket)}
    size={size}
  />
);
