import { stateWords, type Ticket } from "../domain/ticket";
import { duration } from "../domain/time";

/** Describes the ticket under the pointer; the list has the same for keyboard users. */
export function Tooltip({ ticket, x, y }: { ticket: Ticket; x: number; y: number }) {
  return (
    <div class="tooltip" aria-hidden="true" style={{ transform: `translate(${x + 14}px, ${y + 10}px)` }}>
      <strong>{ticket.ticket_id}</strong>
      <span>{ticket.location_name ?? ticket.cluster ?? "no place given"}</span>
      <span class="quiet">
        {stateWords(ticket)} · {duration(ticket.age_minutes)}
        {ticket.geo_source === "cluster" && " · placed by cluster only"}
      </span>
    </div>
  );
}
