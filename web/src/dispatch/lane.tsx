import { isMovable, type Lane, type Stop } from "../domain/dispatch/lanes";
import { drivesOf, type Scale, widthOf, xOf } from "../domain/dispatch/scale";
import { SLA_WORDS } from "../domain/ticket";
import { clock, duration, shortDuration } from "../domain/time";
import { day, mayDecide } from "../state/dispatch/desk";
import {
  isTrial,
  moving,
  namesOf,
  priceWords,
  RULE_WORDS,
  trials,
  trialWords,
} from "../state/dispatch/moving";
import { selectCrew, selection, selectTicket } from "../state/dispatch/selection";
import { reached } from "./layout";
import { takeUp } from "./pointer";

interface Props {
  lane: Lane;
  index: number;
  top: number;
  height: number;
  scale: Scale;
  isTabStop: boolean;
}

const CHAR_PX = 6.4;
const AROUND_PX = 28;
const LAST_CHARS = 4;
/** Room for an ellipsis in front of the last characters. */
const TIGHT_PX = 72;

/** The ticket's name, or what distinguishes it if the bar is too narrow: the end. */
function shortName(stop: Stop, widthPx: number): string {
  const name = namesOf(stop.keys);
  const isWhole = stop.keys.length > 1 || name.length * CHAR_PX + AROUND_PX < widthPx;
  if (isWhole) return name;
  return `${widthPx < TIGHT_PX && stop.isPinned ? "" : "…"}${name.slice(-LAST_CHARS)}`;
}

/** A bar with room for its lateness beside its ticket. */
const WIDE_PX = 110;

/** What a bar shows besides its ticket, in words. */
export function stopWords(stop: Stop): string {
  const words = [
    `${clock(stop.startsAt)} to ${clock(stop.endsAt)}`,
    SLA_WORDS[stop.sla],
    stop.lateMinutes > 0 && !stop.movedFrom ? `${duration(stop.lateMinutes)} late` : "",
    stop.isPinned ? "pinned" : "",
    stop.movedFrom ? `moved${stop.movedFrom.crew ? ` from ${stop.movedFrom.crew}` : ""}, not replanned` : "",
    stop.progress ?? "",
  ];
  return words.filter(Boolean).join(", ");
}

function Bar({ stop, scale, isTabStop }: { stop: Stop; scale: Scale; isTabStop: boolean }) {
  const now = selection.value;
  const isSelected =
    now?.kind === "ticket"
      ? stop.keys.includes(now.key)
      : now?.kind === "area" && stop.keys.some((k) => now.keys.includes(k));
  const isLate = stop.lateMinutes > 0 && stop.movedFrom === null;
  const isReached = reached.value?.id === stop.id && reached.value.crew === stop.crew;
  const words = stopWords(stop);
  const width = Math.max(14, widthOf(scale, stop.startsAt, stop.endsAt) - 1);
  return (
    <button
      type="button"
      class="stop"
      data-testid="stop"
      data-stop={stop.id}
      data-sla={stop.sla}
      data-late={isLate}
      data-moved={stop.movedFrom !== null}
      data-progress={stop.progress}
      data-lifted={moving.value?.from?.id === stop.id}
      data-reached={isReached && isTabStop}
      tabIndex={isReached && isTabStop ? 0 : -1}
      aria-pressed={isSelected}
      title={`${namesOf(stop.keys)}, ${words}`}
      style={{
        left: `${xOf(scale, stop.startsAt)}px`,
        width: `${width}px`,
      }}
      onClick={() => selectTicket(stop.id)}
      onFocus={() => (reached.value = { crew: stop.crew, id: stop.id })}
      onPointerDown={(event) => mayDecide.peek() && isMovable(stop) && takeUp(event, stop.keys, stop)}
    >
      <span class="stop-label">
        <b>{stop.number}</b>
        {stop.isPinned && <span class="stop-pin" />}
        {stop.progress === "done" && (
          <span class="stop-done" aria-hidden="true">
            ✓
          </span>
        )}
        <span class="stop-name" aria-hidden="true">
          {shortName(stop, width)}
        </span>
        <span class="sr-only">
          {namesOf(stop.keys)}, {words}
        </span>
        {isLate && width > WIDE_PX && (
          <span class="stop-late" aria-hidden="true">
            +{shortDuration(stop.lateMinutes)}
          </span>
        )}
      </span>
    </button>
  );
}

/** What the crew would cost if it took what is being moved. */
function Trial({ crew }: { crew: string }) {
  const tried = trials.value.get(crew);
  if (!moving.value) return null;
  if (!isTrial(tried)) return <span class="trial">{tried === undefined ? "…" : "–"}</span>;
  const rules = [...new Set(tried.breaks.map(({ rule }) => RULE_WORDS[rule] ?? rule))];
  const isBad = rules.length > 0 || tried.late_minutes > 0 || tried.crews.some((c) => c.overtime_minutes > 0);
  return (
    <span class="trial" data-bad={isBad} data-testid="trial" title={trialWords(tried)}>
      {priceWords(tried.price)}
      {rules.length > 0
        ? `, ${rules[0]}`
        : tried.late_minutes > 0
          ? `, ${shortDuration(tried.late_minutes)} late`
          : ""}
    </span>
  );
}

/** Whether a crew is away since the plan was made. */
const isOffShift = (crew: string): boolean =>
  day.value !== null && !day.value.crews.some((one) => one.crew === crew);

function Head({ lane, isReached }: { lane: Lane; isReached: boolean }) {
  const now = selection.value;
  const isSelected = now?.kind === "crew" && now.crew === lane.crew;
  const count = lane.stops.length === 1 ? "1 stop" : `${lane.stops.length} stops`;
  return (
    <div role="rowheader" class="lane-head">
      <button
        type="button"
        data-testid="crew"
        aria-pressed={isSelected}
        data-reached={isReached}
        tabIndex={isReached ? 0 : -1}
        onClick={() => selectCrew(lane.crew)}
        onFocus={() => (reached.value = { crew: lane.crew, id: null })}
      >
        <span class="swatch" style={{ background: lane.colour }} />
        <span class="lane-name">{lane.crew}</span>
        {moving.value ? (
          <Trial crew={lane.crew} />
        ) : (
          <span class="lane-second">
            {isOffShift(lane.crew) ? <span class="bad">off shift</span> : count}
            {lane.overtimeMinutes > 0 && <span class="bad"> +{shortDuration(lane.overtimeMinutes)}</span>}
          </span>
        )}
      </button>
    </div>
  );
}

/** Everything in a lane but its stops; the stops' words repeat what matters of it. */
function Ground({ lane, scale }: { lane: Lane; scale: Scale }) {
  const piece = (from: number, to: number) => ({
    left: `${xOf(scale, from)}px`,
    width: `${Math.max(0, widthOf(scale, from, to))}px`,
  });
  return (
    <div class="lane-ground" aria-hidden="true">
      <span class="shift" style={piece(lane.shiftFrom, lane.shiftTo)} />
      {lane.endsAt > lane.shiftTo && <span class="overtime" style={piece(lane.shiftTo, lane.endsAt)} />}
      {drivesOf(lane).map(({ from, to }) => (
        <span key={from} class="drive" style={{ ...piece(from, to), background: lane.colour }} />
      ))}
      {lane.stops
        .filter((stop) => stop.movedFrom === null && stop.startsAt > stop.arrivesAt)
        .map((stop) => (
          <span key={stop.id} class="wait" style={piece(stop.arrivesAt, stop.startsAt)} />
        ))}
      {lane.lunch && (
        <span class="lunch" style={piece(lane.lunch.from, lane.lunch.to)}>
          Lunch
        </span>
      )}
    </div>
  );
}

/** Where what is being moved would land in this lane. */
function Shade({ lane, scale }: { lane: Lane; scale: Scale }) {
  const now = moving.value;
  if (!now || now.target?.crew !== lane.crew) return null;
  const tried = trials.value.get(lane.crew);
  const best = isTrial(tried) && tried.starts_at ? Date.parse(tried.starts_at) : null;
  const at = now.target.startsAt ?? best ?? now.from?.startsAt ?? lane.shiftFrom;
  return (
    <span
      class="shade"
      data-testid="shade"
      style={{ left: `${xOf(scale, at)}px`, width: `${widthOf(scale, at, at + now.lengthMs)}px` }}
    />
  );
}

export function LaneRow({ lane, index, top, height, scale, isTabStop }: Props) {
  const isReachedHere = reached.value?.crew === lane.crew;
  // If the reached stop has left the lane, Tab reaches its head.
  const hasReachedStop = isReachedHere && lane.stops.some(({ id }) => id === reached.value?.id);
  return (
    <div
      class="lane"
      role="row"
      aria-rowindex={index + 2}
      data-testid="lane"
      data-crew={lane.crew}
      data-target={moving.value?.target?.crew === lane.crew}
      style={{ top: `${top}px`, height: `${height}px` }}
    >
      <Head lane={lane} isReached={isTabStop && !hasReachedStop} />
      <div role="gridcell" class="lane-day">
        <Ground lane={lane} scale={scale} />
        {lane.stops.map((stop) => (
          <Bar key={stop.id} stop={stop} scale={scale} isTabStop={isTabStop} />
        ))}
        <Shade lane={lane} scale={scale} />
      </div>
    </div>
  );
}
