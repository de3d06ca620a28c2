import type { ComponentChildren } from "preact";
import type { Complaint } from "../domain/address";
import { SERVER_FILTERS } from "../domain/filters";
import { count } from "../domain/numbers";
import { moment } from "../domain/time";
import { hasFilter } from "../domain/view";
import { failure } from "../state/connection";
import {
  blank,
  cut,
  cutOpen,
  cutWaiting,
  isOutOfStep,
  loaded,
  missing,
  refusals,
  unknown,
} from "../state/feeds";
import { serverNow, tick, tryNow } from "../state/live";
import { clearFilters, complaints, view } from "../state/navigation";
import { titleOf, titlesOf } from "../state/ticket-types";
import { isStyleLost } from "../state/ui";

const REASONS = {
  unreachable: "Server unreachable",
  database: "Database unreachable",
  schema: "Database schema does not match the server",
  busy: "Server too busy",
  failing: "Server errors",
  page: "This page has an error",
};

/** What the page shows while the server does not answer. */
function shownWords(): string {
  if (loaded.value.length === 0) return "Nothing has been loaded yet.";
  if (missing.value.length > 0) {
    return `${titlesOf(missing.value)} have not been loaded yet, so totals are unknown.`;
  }
  const lastData = "The page shows the last data that it received.";
  return isOutOfStep.value ? `${lastData} It matches your earlier filters, not the current ones.` : lastData;
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
      {shownWords()} The page keeps trying.
      <button type="button" class="button" onClick={tryNow}>
        Try now
      </button>
    </Notice>
  );
}

/** How much of an address a notice repeats: more than this is one sentence. */
const MOST_COMPLAINTS = 3;
const MOST_CHARS = 60;

const cutText = (text: string): string => (text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)}…` : text);

/** Parameters of the address that the page cannot use. */
function Complaints() {
  const all = complaints.value;
  const [first] = all;
  if (!first) return null;
  const shown = ({ name, value }: Complaint) => <code>{cutText(`${name}=${value}`)}</code>;
  return (
    <Notice kind="amber" testId="complaints">
      {all.length > MOST_COMPLAINTS ? (
        <span>
          The address has {count(all.length)} parameters that this page cannot use, such as {shown(first)}
          {"; the page uses its defaults instead. "}
        </span>
      ) : (
        all.map((complaint) => (
          <span key={complaint.name}>
            The address has {shown(complaint)}, which this page cannot use; {complaint.instead}.{" "}
          </span>
        ))
      )}
      <button type="button" class="button" onClick={() => (complaints.value = [])}>
        Hide
      </button>
    </Notice>
  );
}

/** The configured map style did not load. */
function StyleLost() {
  if (!isStyleLost.value) return null;
  return (
    <Notice kind="amber" testId="style-lost">
      The map background that MAP_STYLE_URL names could not be loaded. The map shows its own.
    </Notice>
  );
}

/** Requests that the server refuses. */
function Refusals() {
  return (
    <>
      {refusals.value.map(({ dataset, error }) => (
        <Notice key={dataset} kind="amber" testId={`refusal-${dataset}`}>
          <b>{titleOf(dataset)}:</b> {error.message.replace(/\.$/, "")}. {error.hint}
          {loaded.value.length > 0 && " The figures exclude them."}
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

/** Filters that no ticket can pass, usually because of a typing error in an address. */
function Unknown() {
  return (
    <>
      {unknown.value.map(({ dataset, names }) => (
        <Notice key={dataset} kind="amber" testId={`unknown-${dataset}`}>
          <b>{titleOf(dataset)}:</b> no ticket has{" "}
          {SERVER_FILTERS.filter(({ name }) => names.includes(name))
            .map(({ name, label }) => `the ${label.toLowerCase()} “${view.value[name]}”`)
            .join(" or ")}
          .
          <button type="button" class="button" onClick={clearFilters}>
            Clear filters
          </button>
        </Notice>
      ))}
    </>
  );
}

/** Datasets of which only the newest closed tickets are loaded. */
function Cut() {
  return (
    <>
      {cut.value.map(({ dataset, shown, closed }) => (
        <Notice key={dataset} kind="amber" testId={`cut-${dataset}`}>
          <b>{titleOf(dataset)}:</b> the figures and the list count only the newest {count(shown)} of{" "}
          {count(closed)} closed tickets. The map shows all of them. Choose a shorter window to count all.
        </Notice>
      ))}
    </>
  );
}

/** Datasets of which only the oldest open tickets are loaded. */
function CutOpen() {
  return (
    <>
      {cutOpen.value.map(({ dataset, shown, open }) => (
        <Notice key={dataset} kind="amber" testId={`cut-open-${dataset}`}>
          <b>{titleOf(dataset)}:</b> the figures, the list and the map hold only the oldest {count(shown)} of{" "}
          {count(open)} open tickets. Choose a cluster, status, team or owner to see the others.
        </Notice>
      ))}
    </>
  );
}

/** Datasets of which only the oldest waiting tickets are loaded, if these are shown. */
function CutWaiting() {
  const { show } = view.value;
  if (show !== "waiting" && show !== "all") return null;
  return (
    <>
      {cutWaiting.value.map(({ dataset, shown, waiting }) => (
        <Notice key={dataset} kind="amber" testId={`cut-waiting-${dataset}`}>
          <b>{titleOf(dataset)}:</b> the list, the map and the CSV file hold only the oldest {count(shown)} of{" "}
          {count(waiting)} waiting tickets. Choose a cluster, status, team or owner to see the others.
        </Notice>
      ))}
    </>
  );
}

/** Feeds of which nothing was ever imported: their figures are unknown, not zero. */
function Blanks() {
  return (
    <>
      {blank.value.map((dataset) => (
        <Notice key={dataset} kind="amber" testId={`blank-${dataset}`}>
          <b>{titleOf(dataset)}:</b> nothing has been imported yet.
          {loaded.value.length > 0 && " The figures exclude them."}
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
      <StyleLost />
      <Refusals />
      <Unknown />
      <Cut />
      <CutOpen />
      <CutWaiting />
      <Blanks />
    </div>
  );
}
