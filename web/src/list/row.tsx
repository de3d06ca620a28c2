import type { ChangeKind } from "../domain/changes";
import { isOpen, sentence, stateWords, type Ticket } from "../domain/ticket";
import { clock, eatDay, moment, shortDay, shortDuration } from "../domain/time";
import { loaded } from "../state/feeds";
import { serverNow } from "../state/live";
import { symbolOf } from "../ui/symbol";

interface Props {
  ticket: Ticket;
  index: number;
  top: number;
  height: number;
  isSelected: boolean;
  isActive: boolean;
  mark: ChangeKind | undefined;
  onOpen: () => void;
  onFocus: () => void;
}

/** Minutes until the due time, by the answer's own clock; the wall clock is ahead of the content. */
function minutesLeft(ticket: Ticket): number | null {
  const clock = loaded.value.find(({ dataset }) => dataset === ticket.dataset)?.clock;
  return ticket.due_at && clock ? (Date.parse(ticket.due_at) - clock.asOf) / 60_000 : null;
}

/** When a ticket was closed, as a time today, else as a day; and how long it took. */
function Closed({ ticket: { closed_at: at, mttr_minutes } }: { ticket: Ticket }) {
  if (at === null) return <span class="quiet">closed</span>;
  const [instant, now] = [Date.parse(at), serverNow()];
  const isToday = eatDay(instant) === eatDay(now);
  return (
    <>
      <span class="quiet" title={`Closed ${moment(instant, now)} EAT`}>
        {isToday ? clock(instant) : shortDay(eatDay(instant))}
      </span>
      {mttr_minutes !== null && <span class="second">took {shortDuration(mttr_minutes)}</span>}
    </>
  );
}

function Due({ ticket }: { ticket: Ticket }) {
  if (ticket.lifecycle === "closed") return <Closed ticket={ticket} />;
  const left = minutesLeft(ticket);
  if (left === null) return <span class="quiet">–</span>;
  return left < 0 ? (
    <span class={isOpen(ticket) ? "bad" : "quiet"}>{shortDuration(left)} late</span>
  ) : (
    <span>in {shortDuration(left)}</span>
  );
}

export function Row({ ticket, index, top, height, isSelected, isActive, mark, onOpen, onFocus }: Props) {
  return (
    <div
      role="row"
      class="row"
      data-testid="row"
      data-ticket={ticket.key}
      data-active={isActive}
      data-mark={mark}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      style={{ top: `${top}px`, height: `${height}px` }}
      onClick={onOpen}
      onFocus={onFocus}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        onOpen();
      }}
    >
      <div role="gridcell" class="cell-ticket">
        {symbolOf(ticket, 18)}
        <span>
          <b>{ticket.ticket_id}</b>
          <span class="second">
            <span class="sr-only">{stateWords(ticket)}, </span>
            {mark ? <span class="mark">{mark}</span> : sentence(ticket.normalized_status)}
          </span>
        </span>
      </div>
      <div role="gridcell" class="cell-place">
        <span>{ticket.location_name ?? ticket.cluster ?? "No place given"}</span>
        <span class="second">
          <span class="cut">
            {[ticket.location_name && ticket.cluster, ticket.assigned_team ?? "no team"]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {ticket.at === null && <span class="tag">not on map</span>}
        </span>
      </div>
      <div role="gridcell" class="cell-age">
        {shortDuration(ticket.age_minutes)}
      </div>
      <div role="gridcell" class="cell-due">
        <Due ticket={ticket} />
      </div>
    </div>
  );
}
