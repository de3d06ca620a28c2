import { tokenWanted } from "../api/token";
import { freshnessWords } from "../domain/freshness";
import { failure, failureOf, link } from "../state/connection";
import { freshnessOf, serverNow, tick } from "../state/live";
import { datasets } from "../state/navigation";

const LINK_WORDS = {
  connecting: "connecting",
  live: "live",
  polling: "asking every 20 s",
  away: "server away",
  busy: "server busy",
} as const;

const LINK_MEANING = {
  connecting: "Connecting to the server",
  live: "Changes arrive by themselves",
  polling: "Changes do not arrive by themselves; the page asks every 20 seconds",
  away: "The server is away; the newest data is kept",
  busy: "The server has no room for a question now; the newest data is kept",
} as const;

/** How old each feed's data is, in words; the colour only repeats them. */
export function FreshnessLines() {
  tick.value;
  const now = serverNow();
  const isLocked = tokenWanted.value !== null;
  const state = failure.value?.reason === "busy" ? "busy" : link.value;
  return (
    <section class="freshness" aria-label="Age of the data">
      <ul>
        {(["inc", "crq"] as const).map((dataset) => {
          const { alarm, text, trouble } = freshnessWords(freshnessOf(dataset), now);
          const isShown = datasets.value.some((shown) => shown === dataset);
          return (
            <li
              key={dataset}
              class={`age-${alarm}`}
              data-shown={isShown}
              data-old={failureOf(isShown ? dataset : "server") !== undefined}
              data-testid={`freshness-${dataset}`}
            >
              <span class="dot" aria-hidden="true" />
              <b>{dataset.toUpperCase()}</b> {text}
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
