import type { TicketHistory } from "../api/types";
import { moment } from "../domain/time";
import { serverNow } from "../state/live";
import { storyOf } from "./story";

/** What happened to a ticket, newest first, and which file told of it. */
export function Timeline({ history }: { history: TicketHistory }) {
  const steps = storyOf(history);
  return (
    <section aria-labelledby="timeline-title">
      <h3 id="timeline-title">History</h3>
      {steps.length === 0 ? (
        <p class="quiet">No change of this ticket is known.</p>
      ) : (
        <ol class="timeline" data-testid="timeline">
          {steps.map(({ id, at, kind, title, lines, source }) => (
            <li key={id} data-kind={kind}>
              <time dateTime={at}>{moment(Date.parse(at), serverNow())}</time>
              <b title={source}>{title}</b>
              {lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
