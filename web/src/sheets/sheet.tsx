import type { CrewSheet, SheetStop } from "../contract/types";
import { clock, dayName, duration, momentOf } from "../domain/time";
import { type Line, linesOf } from "./day";

const at = (iso: string): string => clock(Date.parse(iso));

function Places({ stop }: { stop: SheetStop }) {
  const places = [...new Set(stop.places.filter(Boolean))];
  const clusters = [...new Set(stop.clusters.filter((name) => name && !places.includes(name)))];
  return (
    <>
      <b>{places.join(", ") || "No place name"}</b>
      {clusters.length > 0 && <span class="second">{clusters.join(", ")}</span>}
      <span class="second">
        {stop.latitude.toFixed(5)}, {stop.longitude.toFixed(5)}
      </span>
    </>
  );
}

function Row({ line }: { line: Line }) {
  if (line.kind === "lunch") {
    return (
      <tr class="lunch">
        <td />
        <td>{at(line.from)}</td>
        <td colSpan={5}>Lunch until {at(line.to)}</td>
      </tr>
    );
  }
  const { stop, number } = line;
  return (
    <tr>
      <td class="number">{number}</td>
      <td>
        <b>{at(stop.arrives_at)}</b>
        <span class="second">{duration(stop.travel_minutes)} drive</span>
      </td>
      <td>
        {at(stop.starts_at)} to {at(stop.ends_at)}
        {stop.late_minutes > 0 && <span class="second">{duration(stop.late_minutes)} late</span>}
      </td>
      <td class="place">
        <Places stop={stop} />
      </td>
      <td>
        {stop.tickets.map((ticket) => (
          <span class="ticket" key={ticket}>
            {ticket}
          </span>
        ))}
      </td>
      <td class="write" />
      <td class="write" />
    </tr>
  );
}

/** One crew's day on paper, with room to write down what happened. */
export function Sheet({ sheet }: { sheet: CrewSheet }) {
  const noon = Date.parse(`${sheet.plan_on}T12:00:00+03:00`);
  return (
    <section class="sheet" data-testid="sheet" aria-label={sheet.crew}>
      <header>
        <h2>{sheet.crew}</h2>
        <p class="date">{dayName(noon, Date.now())}</p>
        <p>
          {sheet.team && `${sheet.team} · `}shift {at(sheet.shift_from)} to {at(sheet.shift_to)} ·{" "}
          {sheet.stops.length} {sheet.stops.length === 1 ? "stop" : "stops"} ·{" "}
          {duration(sheet.driving_minutes)} driving
        </p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Arrive</th>
            <th scope="col">Work</th>
            <th scope="col">Place</th>
            <th scope="col">Tickets</th>
            <th scope="col">Arrived</th>
            <th scope="col">Done</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(sheet).map((line) => (
            <Row key={line.kind === "lunch" ? "lunch" : line.number} line={line} />
          ))}
          <tr class="lunch">
            <td />
            <td>{at(sheet.ends_at)}</td>
            <td colSpan={5}>
              Back{sheet.overtime_minutes > 0 && `, ${duration(sheet.overtime_minutes)} overtime`}
            </td>
          </tr>
        </tbody>
      </table>
      <p class="foot">
        Plan {sheet.plan_id}, published {momentOf(sheet.published_at, noon)}. Times in East Africa Time.
      </p>
    </section>
  );
}
