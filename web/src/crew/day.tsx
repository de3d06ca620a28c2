import { signal } from "@preact/signals";
import type { CrewSheet } from "../contract/types";
import { clock, dayName } from "../domain/time";
import { keep, kept, token } from "./kept";
import { changedAt, GRACE_MS, refusals, sync, trouble } from "./link";
import { currentStop, progressOf, type Step, stepOf } from "./reports";
import { at, placeOf, Stop } from "./stop";

/** The ticket of the stop that a person has chosen; else the next one is shown. */
const chosen = signal<string | null>(null);

const TROUBLES = {
  ended: "This link has ended or is wrong. Ask your dispatcher for a new one.",
  foreign: "This link is not a crew's. Ask your dispatcher for a new one.",
  "no-plan": "No plan is published for you today.",
} as const;

function report(sheet: CrewSheet, number: number, step: Step): void {
  const stop = sheet.stops[number];
  if (!stop) return;
  const waiting = stepOf(sheet, stop, step, Date.now());
  keep(({ queue }) => ({ queue: [...queue, waiting] }));
  if (step === "done") chosen.value = null;
  setTimeout(() => void sync(), GRACE_MS + 50); // it may be taken back until then
}

const takeBack = (id: string): void => keep(({ queue }) => ({ queue: queue.filter((one) => one.id !== id) }));

/** The one thing to do next, where the thumb is. */
function Action({ sheet, number }: { sheet: CrewSheet; number: number }) {
  const stop = sheet.stops[number];
  if (!stop) return null;
  const progress = progressOf(sheet, stop, kept.value.queue);
  const step: Step | null = progress.doneAt ? null : progress.arrivedAt ? "done" : "arrived";
  return (
    <section class="action" aria-label={`Stop ${number + 1}`}>
      <p class="action-place">
        {number + 1}. {placeOf(stop)}
      </p>
      {step && (
        <button type="button" class="big" data-step={step} onClick={() => report(sheet, number, step)}>
          {step === "arrived" ? "Arrived" : "Done"}
        </button>
      )}
      {step === "arrived" && (
        <button type="button" class="small" onClick={() => report(sheet, number, "done")}>
          Done without arriving
        </button>
      )}
    </section>
  );
}

/** The newest report that is still here, which can be taken back. */
function LastTap({ sheet }: { sheet: CrewSheet }) {
  const last = kept.value.queue.at(-1);
  if (!last) return null;
  const number = sheet.stops.findIndex((one) => one.tickets.includes(last.tickets[0]?.ticket_id ?? ""));
  return (
    <p class="last-tap">
      <span>
        {number >= 0 && `Stop ${number + 1}: `}
        {last.step === "arrived" ? "arrived" : "done"} {at(last.at)}
      </span>
      <button type="button" class="undo" onClick={() => takeBack(last.id)}>
        Undo
      </button>
    </p>
  );
}

function Connection() {
  const { asOf, queue } = kept.value;
  const isAway = trouble.value === "away";
  const waits =
    queue.length > 0 ? `${queue.length} ${queue.length === 1 ? "report waits" : "reports wait"}` : "";
  const known = asOf === null ? "" : `as of ${clock(asOf)}`;
  return (
    <p class="connection" role="status" data-away={isAway} data-testid="connection">
      {[isAway ? "No connection" : "Connected", known, waits].filter(Boolean).join(" · ")}
    </p>
  );
}

function Refused() {
  if (refusals.value.length === 0) return null;
  return (
    <div class="refused" role="alert">
      <p>Not accepted: {refusals.value.join("; ")}</p>
      <button type="button" class="undo" onClick={() => (refusals.value = [])}>
        Close
      </button>
    </div>
  );
}

function Changed() {
  if (changedAt.value === null) return null;
  return (
    <div class="refused" role="alert">
      <p>Your plan changed at {clock(changedAt.value)}. Look through your stops.</p>
      <button type="button" class="undo" onClick={() => (changedAt.value = null)}>
        Seen
      </button>
    </div>
  );
}

function Day({ sheet }: { sheet: CrewSheet }) {
  const { queue } = kept.value;
  const picked = sheet.stops.findIndex((stop) => stop.tickets[0] === chosen.value);
  const number = picked >= 0 ? picked : currentStop(sheet, queue);
  const count = sheet.stops.filter((stop) => progressOf(sheet, stop, queue).doneAt).length;
  return (
    <>
      <p class="summary">
        {count} of {sheet.stops.length} done
        {sheet.lunch && ` · lunch ${at(sheet.lunch.from)} to ${at(sheet.lunch.to)}`}
      </p>
      <ol class="stops">
        {sheet.stops.map((stop, index) => (
          <Stop
            key={stop.tickets.join(" ")}
            stop={stop}
            number={index + 1}
            progress={progressOf(sheet, stop, queue)}
            isChosen={index === number}
            choose={() => (chosen.value = stop.tickets[0] ?? null)}
          />
        ))}
      </ol>
      <div class="thumb">
        <LastTap sheet={sheet} />
        {number === null ? (
          <p class="all-done">All stops are done.</p>
        ) : (
          <Action sheet={sheet} number={number} />
        )}
      </div>
    </>
  );
}

function Message() {
  const word = trouble.value;
  const { queue, sheet } = kept.value;
  if (!token.value) return <p class="message">Open the link that your dispatcher has sent you.</p>;
  if (word && word !== "away") {
    const waits = queue.length > 0 && word !== "no-plan";
    return (
      <p class="message" role="alert">
        {TROUBLES[word]}
        {waits && ` ${queue.length} of your reports are not sent; they stay on this phone.`}
      </p>
    );
  }
  if (sheet) return null;
  const text = word === "away" ? "No connection, and this phone has no plan yet." : "Loading…";
  return <p class="message">{text}</p>;
}

/** The crew's page. */
export function CrewPage() {
  const { sheet } = kept.value;
  return (
    <main>
      <header>
        <h1>{sheet ? sheet.crew : "My day"}</h1>
        {sheet && <p class="date">{dayName(Date.parse(`${sheet.plan_on}T12:00:00+03:00`), Date.now())}</p>}
        {token.value && <Connection />}
      </header>
      <Changed />
      <Refused />
      <Message />
      {sheet && <Day sheet={sheet} />}
    </main>
  );
}
