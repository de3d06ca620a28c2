import { tokenWanted } from "../api/token";
import { freshnessWords } from "../domain/freshness";
import { failure, failureOf, link, SERVER } from "../state/connection";
import { freshnessOf, serverNow, tick } from "../state/live";
import { datasets } from "../state/navigation";
import { ticketTypes } from "../state/ticket-types";

const LINK_WORDS = {
  connecting: "connecting",
  live: "live",
  polling: "checks every 20 s",
  away: "server unavailable",
  busy: "server busy",
} as const;

const LINK_MEANING = {
  connecting: "Connecting to the server",
  live: "Changes appear as they happen",
  polling: "The server cannot push changes; the page checks every 20 seconds",
  away: "The server does not answer; the page keeps the newest data",
  busy: "The server is too busy to answer; the page keeps the newest data",
} as const;

/** How old each feed's data is, in words; the colour repeats them. */
export function FreshnessLines() {
  tick.value;
  const now = serverNow();
  const isLocked = tokenWanted.value !== null;
  const state = failure.value?.reason === "busy" ? "busy" : link.value;
  return (
    <section class="freshness" aria-label="Age of the data">
      <ul>
        {ticketTypes.value.map(({ name: dataset, label }) => {
          const { alarm, text, trouble } = freshnessWords(freshnessOf(dataset), now);
          const isShown = datasets.value.includes(dataset);
          return (
            <li
              key={dataset}
              class={`age-${alarm}`}
              data-shown={isShown}
              data-old={failureOf(isShown ? dataset : SERVER) !== undefined}
              data-testid={`freshness-${dataset}`}
            >
              <span class="dot" aria-hidden="true" />
              <b>{label}</b> {text}
              {trouble && <em> · {trouble}</em>}
            </li>
          );
        })}
      </ul>
      <span class={`link link-${link.value}`} title={LINK_MEANING[state]} data-testid="link">
        {isLocked ? "needs a token" : LINK_WORDS[state]}
      </span>
    </section>
  );
}
