import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { ApiError } from "../api/client";
import type { TicketHistory } from "../contract/types";
import { CLOSED_SLA_WORDS, LIFECYCLE_WORDS, parseTicketKey, SLA_WORDS, sentence } from "../domain/ticket";
import { duration, momentOf } from "../domain/time";
import { session } from "../state/config";
import { detail } from "../state/detail";
import { serverNow } from "../state/live";
import { navigate, view } from "../state/navigation";
import { openPlace } from "../state/placing";
import { typeOf } from "../state/ticket-types";
import { isVisible, lastFocused } from "../ui/focus";
import { Icon } from "../ui/icon";
import { symbolOf } from "../ui/symbol";
import { CopyLink } from "./copy-link";
import { Timeline } from "./timeline";

const GEO_WORDS = {
  manual: "set by hand",
  feed: "from the feed",
  text: "from coordinates in the address",
  location: "found from the address",
  cluster: "position of the cluster, not the address",
};

export const closeDetail = (): void => navigate({ ticket: null });

/** What gets the focus when the ticket closes: its row, else the element that opened it. */
function focusAfter(key: string, opener: Element | undefined): HTMLElement | undefined {
  const row = document.querySelector(`.grid [data-ticket="${CSS.escape(key)}"]`);
  return [row, opener].find((found): found is HTMLElement => !!found?.isConnected && isVisible(found));
}

export function Detail() {
  const heading = useRef<HTMLHeadingElement>(null);
  const shownKey = useRef("");
  const key = view.value.ticket ?? "";
  const named = parseTicketKey(key);
  const { history, error } = detail.value;
  const isLoaded = history !== null && detail.value.key === key;
  useLayoutEffect(() => {
    const [opener, article] = [lastFocused(), heading.current?.parentElement];
    // Runs however the ticket is closed: by its button, by Escape or by Back.
    return () => {
      if (article?.contains(document.activeElement))
        focusAfter(shownKey.current, opener)?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    shownKey.current = key;
    // In the list the focus stays, for the arrow keys; from anywhere else it moves to the ticket.
    if (document.activeElement?.closest(".grid") === null) heading.current?.focus({ preventScroll: true });
  }, [key]);
  return (
    <article
      class={isLoaded && error !== null ? "detail is-old" : "detail"}
      aria-label={`Ticket ${named?.id ?? ""}`}
      data-testid="detail"
    >
      <div class="detail-head">
        <button type="button" class="button quiet-button" data-testid="close-detail" onClick={closeDetail}>
          <Icon name="back" /> Close
        </button>
        <CopyLink />
      </div>
      <h2 ref={heading} tabIndex={-1}>
        {named?.id}
        <span class="quiet"> {named && typeOf(named.dataset).singular}</span>
      </h2>
      {isLoaded && error !== null && <NotRefreshed history={history} />}
      {isLoaded ? <Loaded history={history} /> : <Waiting id={named?.id ?? key} />}
    </article>
  );
}

/** Only the request for this ticket failed. */
function NotRefreshed({ history }: { history: TicketHistory }) {
  const asOf = momentOf(history.freshness.content_as_of, serverNow());
  return (
    <p class="trouble" role="status" data-testid="detail-old">
      Could not refresh: this is the ticket as of {asOf} EAT.
    </p>
  );
}

function Waiting({ id }: { id: string }) {
  const { error, isUnknown } = detail.value;
  if (isUnknown) return <p class="trouble">Ticket {id} not found.</p>;
  if (!error) return <p class="quiet">Loading…</p>;
  const words = error instanceof ApiError ? error.message : "The server did not answer.";
  return <p class="trouble">{words} The ticket could not be loaded.</p>;
}

function Loaded({ history }: { history: TicketHistory }) {
  const { ticket } = history;
  const words = ticket.lifecycle === "closed" ? CLOSED_SLA_WORDS : SLA_WORDS;
  return (
    <>
      <p class="detail-state" data-state={ticket.sla_state}>
        {symbolOf(ticket)}
        <b>{headWords(ticket)}</b>
        <span>
          {words[ticket.sla_state]} {dueWords(history)}
        </span>
      </p>
      <Facts history={history} />
      {session.value?.may_export && <Correction ticket={ticket} />}
      <Timeline history={history} />
    </>
  );
}

/** The status of an open ticket; that of a waiting one too, which says what it waits for. */
function headWords({ lifecycle, normalized_status: status }: TicketHistory["ticket"]): string {
  if (lifecycle === "actionable") return sentence(status);
  const words = LIFECYCLE_WORDS[lifecycle];
  return lifecycle === "waiting" && status ? `${words}: ${sentence(status)}` : words;
}

/** The time left until the ticket is due, by the content's own clock. */
function dueWords({ ticket, freshness }: TicketHistory): string {
  if (ticket.lifecycle === "closed" || !ticket.due_at || !freshness.content_as_of) return "";
  const left = (Date.parse(ticket.due_at) - Date.parse(freshness.content_as_of)) / 60_000;
  return left < 0 ? `by ${duration(-left)}` : `· due in ${duration(left)}`;
}

/** Ways to correct the position, for those who may: of the address, or of the cluster alone. */
function Correction({ ticket }: Pick<TicketHistory, "ticket">) {
  const { region, cluster, location_name: location, geo_source: source, longitude, latitude } = ticket;
  const at: [number, number] | null = longitude === null || latitude === null ? null : [longitude, latitude];
  if (!cluster && !location) return null;
  const isOfCluster = source === "cluster";
  return (
    <p class="segments">
      <button type="button" onClick={() => openPlace({ place: { region, cluster, location }, at })}>
        Move the position
      </button>
      {at && source !== "feed" && (
        <button
          type="button"
          onClick={() =>
            openPlace({
              place: { region, cluster, location: isOfCluster ? null : location },
              at,
              isWrong: true,
            })
          }
        >
          It is wrong
        </button>
      )}
    </p>
  );
}

function Facts({ history: { ticket, freshness } }: { history: TicketHistory }) {
  const now = serverNow();
  const asOf = momentOf(freshness.content_as_of, now);
  const isPlaced = ticket.longitude !== null && ticket.latitude !== null;
  const facts: [string, string | null][] = [
    ["Place", ticket.location_name],
    ["Cluster", [ticket.cluster, sentence(ticket.region)].filter((v) => v && v !== "–").join(", ")],
    ["Source lifecycle", ticket.bucket],
    ["Source status", ticket.raw_status],
    ["Team", ticket.assigned_team],
    ["Owner", ticket.owner],
    ["Actionable", ticket.is_actionable === null ? null : ticket.is_actionable ? "yes" : "no"],
    ["Opened", momentOf(ticket.created_at, now)],
    ["Appointment", typeOf(ticket.dataset).is_scheduled ? momentOf(ticket.scheduled_at, now) : ""],
    ["Due", momentOf(ticket.due_at, now)],
    ["Closed", ticket.lifecycle === "closed" ? momentOf(ticket.closed_at, now) : ""],
    ["Age", duration(ticket.age_minutes)],
    ["Time to restore", ticket.lifecycle === "closed" ? duration(ticket.mttr_minutes) : ""],
    ["Position", isPlaced && ticket.geo_source ? GEO_WORDS[ticket.geo_source] : "unknown"],
  ];
  return (
    <>
      <dl class="detail-facts">
        {facts
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value ?? "–"}</dd>
            </div>
          ))}
      </dl>
      <p class="quiet">Age and due time as of {asOf}. Times are East Africa Time (EAT).</p>
    </>
  );
}
