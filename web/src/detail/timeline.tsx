import type { TicketHistory } from "../contract/types";
import { moment } from "../domain/time";
import { serverNow } from "../state/live";
import { storyOf } from "./story";

/** What happened to a ticket, newest first; a tooltip names the source file. */
export function Timeline({ history }: { history: TicketHistory }) {
  const steps = storyOf(history);
  return (
    <section aria-labelledby="timeline-title">
      <h3 id="timeline-title">History</h3>
      {steps.length === 0 ? (
        <p class="quiet">No changes are recorded for this ticket.</p>
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
