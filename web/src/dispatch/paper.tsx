import { REASON_WORDS } from "../domain/dispatch/lanes";
import { clock, dayName, duration } from "../domain/time";
import { dayOnShow, jobs, plan, shownLanes } from "../state/dispatch/desk";
import { idOf } from "../state/dispatch/moving";
import { serverNow } from "../state/live";
import { isPrinting } from "../state/ui";

/** What is printed of the tab: each crew's stops, and the tickets that nobody does. */
export function Paper() {
  if (!isPrinting.value || !plan.value) return null;
  const noon = Date.parse(`${dayOnShow.value}T12:00:00+03:00`);
  return (
    <div class="sheets" data-testid="paper">
      <h2>
        {dayName(noon, serverNow())}: {plan.value.state} plan {plan.value.plan_id}
      </h2>
      {shownLanes.value.map((lane) => (
        <section key={lane.crew}>
          <h2>
            {lane.crew}: {lane.stops.length} stops, {clock(lane.shiftFrom)} to {clock(lane.shiftTo)}
          </h2>
          <table>
            <tbody>
              {lane.stops.map((stop, i) => (
                <tr key={stop.id}>
                  <td>{i + 1}</td>
                  <td>
                    {clock(stop.startsAt)}–{clock(stop.endsAt)}
                  </td>
                  <td>{stop.keys.map(idOf).join(", ")}</td>
                  <td>{stop.lateMinutes > 0 ? `${duration(stop.lateMinutes)} late` : ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <section>
        <h2>Not planned: {jobs.value.length}</h2>
        <table>
          <tbody>
            {jobs.value.map(({ key, reason, detail }) => (
              <tr key={key}>
                <td>{idOf(key)}</td>
                <td>{REASON_WORDS[reason] ?? reason}</td>
                <td>{detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
