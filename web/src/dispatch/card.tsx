import { sheetHref } from "../api/dispatch";
import type { Lane, Stop } from "../domain/dispatch/lanes";
import { isMovable, REASON_WORDS } from "../domain/dispatch/lanes";
import { SLA_WORDS } from "../domain/ticket";
import { clock, duration, moment } from "../domain/time";
import { crewPositions } from "../state/dispatch/crews";
import { decide, isDeciding, released, unpinned } from "../state/dispatch/decide";
import { dayOnShow, decisions, lanes, mayDecide } from "../state/dispatch/desk";
import { holdWanted, idOf, moveDay, namesOf } from "../state/dispatch/moving";
import { selectCrew, selectedJob, selectedLane, selectedStop, selection } from "../state/dispatch/selection";
import { ticketsByKey } from "../state/feeds";
import { serverNow } from "../state/live";
import { navigate } from "../state/navigation";
import { Icon } from "../ui/icon";
import { AreaCard } from "./area";
import { CandidateList } from "./candidates";
import { Give } from "./give";
import { PinForm } from "./pin-form";

function TicketLinks({ keys }: { keys: readonly string[] }) {
  return (
    <p class="card-tickets">
      {keys.map((key) => (
        <button key={key} type="button" class="line-button" onClick={() => navigate({ ticket: key })}>
          {keys.length === 1 ? "Open the ticket" : idOf(key)}
        </button>
      ))}
    </p>
  );
}

/** Who decided what about a ticket. */
function Decision({ of }: { of: string }) {
  const found = decisions.value.get(of);
  const last = found?.hold ?? found?.pin;
  if (!found || !last) return null;
  const when = moment(Date.parse(last.made_at), serverNow());
  if (found.hold)
    return (
      <p>
        Held by {last.made_by}, {when}: {found.hold.reason}
      </p>
    );
  const to = found.pin?.crew ? ` to ${found.pin.crew}` : "";
  const at = found.pin?.starts_at ? ` at ${clock(Date.parse(found.pin.starts_at))}` : "";
  return (
    <p>
      Pinned{to}
      {at} by {last.made_by}, {when}
    </p>
  );
}

function StopCard({ stop }: { stop: Stop }) {
  const place = ticketsByKey.value.get(stop.id);
  return (
    <>
      <p>
        <button type="button" class="line-button" onClick={() => selectCrew(stop.crew)}>
          {stop.crew}
        </button>
        , {clock(stop.startsAt)} to {clock(stop.endsAt)}, {SLA_WORDS[stop.sla].toLowerCase()}
        {stop.lateMinutes > 0 && !stop.movedFrom && (
          <span class="bad">, {duration(stop.lateMinutes)} late</span>
        )}
      </p>
      {place && <p class="quiet">{[place.location_name, place.cluster].filter(Boolean).join(", ")}</p>}
      {stop.movedFrom && (
        <p class="quiet">
          Moved {stop.movedFrom.crew ? `from ${stop.movedFrom.crew}` : "into the plan"} by hand. Replan to fit
          the day around it.
        </p>
      )}
      <Decision of={stop.id} />
      {mayDecide.value && isMovable(stop) && (
        <div class="card-buttons">
          {stop.isPinned && (
            <button
              type="button"
              class="button"
              disabled={isDeciding.value}
              onClick={() =>
                void decide(`Unpin ${namesOf(stop.keys)}`, new Map(stop.keys.map((key) => [key, unpinned])))
              }
            >
              Unpin
            </button>
          )}
          <button type="button" class="button" onClick={() => (holdWanted.value = stop.keys)}>
            Hold…
          </button>
        </div>
      )}
      {isMovable(stop) && <CandidateList keys={stop.keys} current={stop.crew} />}
      {isMovable(stop) && mayDecide.value && (
        <PinForm key={`${stop.id} ${stop.crew}`} keys={stop.keys} current={stop.crew} />
      )}
    </>
  );
}

function JobCard({ of }: { of: string }) {
  const job = selectedJob.value;
  const place = ticketsByKey.value.get(of);
  if (!job) return <p class="quiet">This ticket is no longer open.</p>;
  return (
    <>
      {place && <p class="quiet">{[place.location_name, place.cluster].filter(Boolean).join(", ")}</p>}
      {job.reason !== "held" && (
        <p data-testid="why">
          <b>{REASON_WORDS[job.reason] ?? job.reason}.</b> {job.detail}
        </p>
      )}
      {job.instead && (
        <p class="quiet">
          After all: {job.instead.crew}, {duration(job.instead.price_minutes)} dearer
          {job.instead.tickets.length > 0 && `, in place of ${job.instead.tickets.join(", ")}`}
        </p>
      )}
      <Decision of={of} />
      {mayDecide.value && (
        <div class="card-buttons">
          {job.reason === "held" ? (
            <button
              type="button"
              class="button"
              disabled={isDeciding.value}
              onClick={() => void decide(`Release ${idOf(of)}`, new Map([[of, released]]))}
            >
              Release
            </button>
          ) : (
            <button type="button" class="button" onClick={() => (holdWanted.value = [of])}>
              Hold…
            </button>
          )}
        </div>
      )}
      {job.reason !== "held" && <CandidateList keys={[of]} current={null} />}
      {job.reason !== "held" && job.reason !== "no_position" && mayDecide.value && (
        <PinForm key={of} keys={[of]} current={null} />
      )}
    </>
  );
}

function CrewCard({ lane }: { lane: Lane }) {
  const others = lanes.value.filter(({ crew }) => crew !== lane.crew);
  const position = crewPositions.value.find(({ crew }) => crew === lane.crew);
  const done = lane.stops.filter(({ progress }) => progress === "done").length;
  return (
    <>
      <p>
        {lane.team && `${lane.team}, `}
        {clock(lane.shiftFrom)} to {clock(lane.shiftTo)}, back {clock(lane.endsAt)}
        {lane.overtimeMinutes > 0 && <span class="bad">, {duration(lane.overtimeMinutes)} overtime</span>}
      </p>
      <p class="quiet">
        {lane.stops.length} stops, {done} done, {duration(lane.drivingMinutes)} driving
        {lane.skills.length > 0 && `; ${lane.skills.join(", ")}`}
      </p>
      {position && (
        <p class="quiet">
          Last seen {moment(Date.parse(position.at), serverNow())}
          {position.is_old && " (old)"}
        </p>
      )}
      <p>
        <a href={sheetHref(dayOnShow.value, lane.crew)} target="_blank" rel="noopener opener">
          Day sheet
        </a>
      </p>
      {mayDecide.value && lane.stops.length > 0 && (
        <Give
          label="Give the whole day to"
          crews={others}
          button="Move"
          onGive={(crew) => void moveDay(lane, crew)}
        />
      )}
    </>
  );
}

/** What is selected, and what can be decided about it. */
export function Card() {
  const now = selection.value;
  if (!now) return null;
  const stop = selectedStop.value;
  const keys = stop?.keys ?? (now.kind === "ticket" ? [now.key] : []);
  const title =
    now.kind === "crew" ? now.crew : now.kind === "area" ? `${now.keys.length} tickets` : namesOf(keys);
  return (
    <section class="card" aria-label="Selection" data-testid="card">
      <div class="card-head">
        {selectedLane.value && <span class="swatch" style={{ background: selectedLane.value.colour }} />}
        <h2>{title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label="Clear the selection"
          onClick={() => (selection.value = null)}
        >
          <Icon name="close" />
        </button>
      </div>
      {now.kind === "ticket" && <TicketLinks keys={keys} />}
      {now.kind === "crew" && selectedLane.value && <CrewCard key={now.crew} lane={selectedLane.value} />}
      {now.kind === "ticket" && (stop ? <StopCard stop={stop} /> : <JobCard of={now.key} />)}
      {now.kind === "area" && <AreaCard keys={now.keys} />}
    </section>
  );
}
