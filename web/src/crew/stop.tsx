import type { SheetStop } from "../contract/types";
import { clock, duration } from "../domain/time";
import type { Progress } from "./reports";

const minutes = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;
export const at = (iso: string): string => clock(Date.parse(iso));

/** Where a stop is, in words; its tickets if nobody has said. */
export function placeOf(stop: SheetStop): string {
  const places = [...new Set(stop.places.filter(Boolean))];
  return places.length > 0 ? places.join(", ") : stop.tickets.join(", ");
}

/** Opens the phone's own map. */
export function geoLink({ latitude, longitude }: SheetStop, label: string): string {
  const point = `${latitude.toFixed(6)},${longitude.toFixed(6)}`;
  return `geo:${point}?q=${point}(${encodeURIComponent(label)})`;
}

/** Opens a route in whichever map the phone has for it, else in the browser. */
export const webLink = ({ latitude, longitude }: SheetStop): string =>
  `https://www.google.com/maps/dir/?api=1&destination=${latitude.toFixed(6)},${longitude.toFixed(6)}`;

interface Props {
  stop: SheetStop;
  number: number;
  progress: Progress;
  isChosen: boolean;
  choose: () => void;
}

function State({ progress: { arrivedAt, doneAt, waiting } }: { progress: Progress }) {
  if (!arrivedAt && !doneAt) return null;
  const words = doneAt ? `Done ${at(doneAt)}` : `Arrived ${at(arrivedAt ?? "")}`;
  return (
    <span class="state" data-state={doneAt ? "done" : "arrived"}>
      {words}
      {waiting && <span class="waits"> · not sent yet</span>}
    </span>
  );
}

/** One stop of the day; the chosen one shows its tickets and the way to it. */
export function Stop({ stop, number, progress, isChosen, choose }: Props) {
  const place = placeOf(stop);
  return (
    <li class="stop" data-testid="stop" data-chosen={isChosen} data-done={progress.doneAt !== null}>
      <button type="button" class="stop-head" aria-expanded={isChosen} onClick={choose}>
        <span class="number" aria-hidden="true">
          {number}
        </span>
        <span class="what">
          <span class="sr-only">Stop {number}: </span>
          <b>{place}</b>
          <span class="when">
            {at(stop.arrives_at)}
            {stop.late_minutes > 0 && <span class="late">{duration(stop.late_minutes)} late</span>}
          </span>
          <State progress={progress} />
        </span>
      </button>
      {isChosen && (
        <div class="more">
          <dl>
            <dt>Work</dt>
            <dd>
              {at(stop.starts_at)} to {at(stop.ends_at)} ({duration(minutes(stop.starts_at, stop.ends_at))})
            </dd>
            <dt>Drive</dt>
            <dd>{duration(stop.travel_minutes)}</dd>
            <dt>{stop.tickets.length > 1 ? "Tickets" : "Ticket"}</dt>
            <dd>{stop.tickets.join(", ")}</dd>
          </dl>
          <div class="ways">
            <a class="way" href={geoLink(stop, place)}>
              Navigate
            </a>
            <a class="way" href={webLink(stop)} target="_blank" rel="noreferrer noopener">
              Web map
            </a>
          </div>
        </div>
      )}
    </li>
  );
}
