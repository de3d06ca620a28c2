import { CLOSED_SLA_WORDS, SLA_WORDS, type Ticket } from "../domain/ticket";
import { duration } from "../domain/time";

/** Describes the ticket under the pointer; the list has the same for keyboard users. */
export function Tooltip({ ticket, x, y }: { ticket: Ticket; x: number; y: number }) {
  const state = ticket.is_open
    ? SLA_WORDS[ticket.sla_state]
    : `Closed, ${CLOSED_SLA_WORDS[ticket.sla_state].toLowerCase()}`;
  return (
    <div class="tooltip" aria-hidden="true" style={{ transform: `translate(${x + 14}px, ${y + 10}px)` }}>
      <strong>{ticket.ticket_id}</strong>
      <span>{ticket.location_name ?? ticket.cluster ?? "no place given"}</span>
      <span class="quiet">
        {state} · {duration(ticket.age_minutes)}
        {ticket.geo_source === "cluster" && " · placed by cluster only"}
      </span>
    </div>
  );
}
