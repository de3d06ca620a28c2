import type { ComponentChildren } from "preact";
import { DATASET_WORDS } from "../domain/ticket";
import { moment } from "../domain/time";
import { failure } from "../state/connection";
import { blank, isOutOfStep, loaded, missing, refusals } from "../state/feeds";
import { serverNow, tick, tryNow } from "../state/live";
import { clearFilters, complaints, view } from "../state/navigation";
import { hasFilter } from "../state/view";

const REASONS = {
  unreachable: "The server cannot be reached",
  database: "The server has lost its database",
  schema: "The server cannot use its database's schema",
  busy: "The server has been too busy",
  failing: "The server is failing",
};

/** What stands on the page while the server is away. */
function keptWords(): string {
  if (loaded.value.length === 0) return "Nothing has been loaded yet.";
  if (missing.value.length > 0) {
    const names = missing.value.map((dataset) => DATASET_WORDS[dataset]).join(" and ");
    return `${names} have not been loaded yet, so that no sum is known.`;
  }
  const kept = "What you see is the last data that came.";
  return isOutOfStep.value ? `${kept} It answers your earlier filters, not those set now.` : kept;
}

function Away() {
  tick.value;
  if (!failure.value) return null;
  const { since: at, reason } = failure.value;
  const since = at ? ` since ${moment(at, serverNow())} EAT` : "";
  return (
    <Notice kind="red" testId="away">
      <b>
        {REASONS[reason]}
        {since}.
      </b>{" "}
      {keptWords()} The page keeps trying.
      <button type="button" class="button" onClick={tryNow}>
        Try now
      </button>
    </Notice>
  );
}

/** What the address asks for and the page cannot do. */
function Complaints() {
  if (complaints.value.length === 0) return null;
  return (
    <Notice kind="amber" testId="complaints">
      {complaints.value.map(({ name, value, instead }) => (
        <span key={name}>
          The address says <code>{`${name}=${value}`}</code>
          {instead
            ? `, which this page does not know; it uses ${instead}. `
            : ", which this page does not know. "}
        </span>
      ))}
      <button type="button" class="button" onClick={() => (complaints.value = [])}>
        Hide
      </button>
    </Notice>
  );
}

/** What the server refuses: as a rule a cluster, team or owner that no ticket has. */
function Refusals() {
  return (
    <>
      {refusals.value.map(({ dataset, error }) => (
        <Notice key={dataset} kind="amber" testId={`refusal-${dataset}`}>
          <b>{DATASET_WORDS[dataset]}:</b> {error.message.replace(/\.$/, "")}. {error.hint}
          {loaded.value.length > 0 && " The figures are without them."}
          {hasFilter(view.value) && (
            <button type="button" class="button" onClick={clearFilters}>
              Clear filters
            </button>
          )}
        </Notice>
      ))}
    </>
  );
}

/** Feeds of which nothing was ever imported: there is no figure of them, not even zero. */
function Blanks() {
  return (
    <>
      {blank.value.map((dataset) => (
        <Notice key={dataset} kind="amber" testId={`blank-${dataset}`}>
          <b>{DATASET_WORDS[dataset]}:</b> nothing has been imported yet.
          {loaded.value.length > 0 && " The figures are without them."}
        </Notice>
      ))}
    </>
  );
}

function Notice({
  kind,
  testId,
  children,
}: {
  kind: "amber" | "red";
  testId: string;
  children: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${kind}`} role={kind === "red" ? "alert" : "status"} data-testid={testId}>
      {children}
    </div>
  );
}

export function Notices() {
  return (
    <div class="notices">
      <Away />
      <Complaints />
      <Refusals />
      <Blanks />
    </div>
  );
}
