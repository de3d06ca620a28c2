import { count, tickets } from "../domain/numbers";
import { stateWords, type Ticket } from "../domain/ticket";
import { moment, shortDuration } from "../domain/time";
import { listed } from "../state/listed";
import { serverNow } from "../state/live";
import { measuredWords } from "../state/measured";
import { isPrinting } from "../state/ui";

const HEADS = ["Ticket", "Place", "Status", "SLA", "Due or closed", "Age", "Owner"];

function cells(ticket: Ticket, now: number): (string | null)[] {
  const at = ticket.closed_at ?? ticket.due_at;
  return [
    ticket.ticket_id,
    [ticket.location_name, ticket.cluster].filter(Boolean).join(", "),
    ticket.normalized_status,
    stateWords(ticket),
    at && moment(Date.parse(at), now),
    ticket.age_minutes === null ? null : shortDuration(ticket.age_minutes),
    ticket.owner,
  ];
}

/** What is printed: every ticket of the list, by team. A team's own sheet is that of its filter. */
export function Sheets() {
  if (!isPrinting.value) return null;
  const now = serverNow();
  const teams = new Map<string, Ticket[]>();
  for (const ticket of listed.value) {
    const team = ticket.assigned_team ?? "No team";
    const found = teams.get(team);
    if (found) found.push(ticket);
    else teams.set(team, [ticket]);
  }
  return (
    <div class="sheets" data-testid="sheets">
      {[...teams].map(([team, own]) => (
        <section key={team}>
          <h2>
            {team}: {tickets(own.length)} of {count(listed.value.length)}
            {measuredWords() && `, as of ${measuredWords()}`}
          </h2>
          <table>
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th key={head}>{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {own.map((ticket) => (
                <tr key={ticket.key}>
                  {cells(ticket, now).map((text, i) => (
                    <td key={HEADS[i]}>{text}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
