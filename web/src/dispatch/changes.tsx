import type { Difference } from "../contract/dispatch";
import { capitalized, ticketKey } from "../domain/ticket";
import { duration } from "../domain/time";
import { draft, stopById } from "../state/dispatch/desk";
import { dropDraft } from "../state/dispatch/planning";
import { selectTicket } from "../state/dispatch/selection";

interface Line {
  dataset: string;
  ticket_id: string;
  words: string;
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <details open={lines.length <= 12}>
      <summary>
        {title}: {lines.length}
      </summary>
      <ul>
        {lines.map(({ dataset, ticket_id, words }) => (
          <li key={`${dataset}:${ticket_id}`}>
            <button
              type="button"
              class="line-button"
              onClick={() => selectTicket(ticketKey(dataset, ticket_id))}
            >
              <b>{ticket_id}</b> {words}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

const shiftWords = (minutes: number): string =>
  minutes > 0 ? `${duration(minutes)} later` : `${duration(-minutes)} earlier`;

/** Tickets of the draft that are late; the difference itself has only the sum. */
function lateLines(changes: Difference): Line[] {
  const changed = [...changes.moved, ...changes.shifted, ...changes.added];
  return changed.flatMap(({ dataset, ticket_id }) => {
    const stop = stopById.value.get(ticketKey(dataset, ticket_id));
    return stop && stop.lateMinutes > 0
      ? [{ dataset, ticket_id, words: `${duration(stop.lateMinutes)} late (${stop.crew})` }]
      : [];
  });
}

const more = (minutes: number, less: string, words: string): string =>
  minutes === 0 ? "" : minutes < 0 ? `${duration(-minutes)} ${less}` : `${duration(minutes)} ${words}`;

/** How a draft differs from what is published: who changes, what becomes late, what is saved. */
export function Changes() {
  if (!draft.value) return null;
  const { changes } = draft.value;
  const minutes = Math.round(changes.cost / 10);
  const sums = [
    more(minutes, "driving saved or its worth", "dearer, in driving minutes"),
    more(changes.late_minutes, "less late in all", "later in all"),
  ].filter(Boolean);
  const isSame =
    changes.moved.length + changes.shifted.length + changes.added.length + changes.dropped.length === 0;
  return (
    <section class="changes" aria-label="What the draft changes" data-testid="changes">
      <div class="changes-head">
        <p>
          <b>
            Draft {changes.after}{" "}
            {changes.before ? `against published plan ${changes.before}` : "is the first plan"}.
          </b>{" "}
          {isSame ? "Nobody’s day changes." : capitalized(sums.join(", ") || "It costs the same")}
          {!isSame && "."}
        </p>
        {changes.before !== null && (
          <button type="button" class="button" onClick={dropDraft}>
            Back to the published plan
          </button>
        )}
      </div>
      {changes.before !== null && (
        <div class="changes-lists">
          <Lines
            title="To another crew"
            lines={changes.moved.map((one) => ({ ...one, words: `${one.from} → ${one.to}` }))}
          />
          <Lines
            title="To another time"
            lines={changes.shifted.map((one) => ({ ...one, words: shiftWords(one.minutes) }))}
          />
          <Lines title="Added" lines={changes.added.map((one) => ({ ...one, words: one.crew }))} />
          <Lines
            title="No longer planned"
            lines={changes.dropped.map((one) => ({ ...one, words: one.crew }))}
          />
          <Lines title="Late among these" lines={lateLines(changes)} />
        </div>
      )}
    </section>
  );
}
