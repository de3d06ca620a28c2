import type { Figures } from "../domain/figures";
import { count, percent, signed } from "../domain/numbers";
import { duration, moment } from "../domain/time";
import { loaded } from "../state/feeds";
import { serverNow } from "../state/live";
import { measuredWords } from "../state/measured";
import { isSet, toggle, toggleAll, view } from "../state/navigation";
import { Figure } from "./figure";

const WINDOW_WORDS = { "24h": "24 hours", "7d": "7 days", "30d": "30 days" };

/** The window; one without dates ends with the content, which may lag by days. */
function titleOf(): string {
  const { from, window } = view.value;
  const clock = loaded.value[0]?.clock;
  const end = measuredWords();
  if (from === null || !clock)
    return end ? `${WINDOW_WORDS[window]} to ${end}` : `Last ${WINDOW_WORDS[window]}`;
  return `${moment(clock.from, serverNow())} to ${moment(clock.to, serverNow())} EAT`;
}

/** The change of the backlog, as the sum that it is. */
function sumWords(figures: Figures | null): string {
  const { created, reopened, closings, net } = figures?.flows ?? {};
  return `${count(created)} opened + ${count(reopened)} reopened − ${count(closings)} closed = ${signed(net)}`;
}

const WITHIN = { show: "closed", sla: "on_track" } as const;
const OUTSIDE = { show: "closed", sla: "breached" } as const;

const showClosed = (): void => toggle("show", "closed");

/** What happened in the window. */
export function Flow({ figures }: { figures: Figures | null }) {
  const { show, created, moved } = view.value;
  return (
    <section class="block" aria-labelledby="flow-title">
      <h2 id="flow-title">{titleOf()}</h2>
      <div class="tiles-4">
        <Figure
          value={figures?.flows.created}
          label="Opened"
          testId="created"
          isOn={created === "window"}
          onPress={() => toggle("created", "window", { show: "all" })}
        />
        <Figure
          value={figures?.flows.closings}
          label="Closed"
          title="Closings, those that a reopening undid among them; pressing shows the tickets still closed"
          testId="closings"
          isOn={show === "closed"}
          onPress={showClosed}
        />
        <Figure
          value={figures?.flows.reopened}
          label="Reopened"
          title="Reopenings; pressing shows the tickets that were reopened"
          testId="reopened"
          isOn={moved === "reopened"}
          onPress={() => toggle("moved", "reopened", { show: "all" })}
        />
        <Figure
          value={figures?.flows.net}
          words={signed(figures?.flows.net)}
          label="Backlog"
          title={`${sumWords(figures)}; pressing shows the tickets that made the difference`}
          testId="net-flow"
          isOn={moved === "window"}
          onPress={() => toggle("moved", "window", { show: "all" })}
        />
      </div>
      {figures?.areFlowsWider && <p class="quiet">These four count all SLA states, ages and positions.</p>}
      <dl class="facts">
        <div>
          <dt title="The tickets that were closed in the window and not reopened since">Still closed</dt>
          <dd>
            <button
              type="button"
              class="text-figure"
              data-testid="closed-count"
              aria-pressed={show === "closed"}
              disabled={!figures}
              onClick={showClosed}
            >
              <b>{count(figures?.closed.length)}</b>
            </button>
          </dd>
        </div>
        <div>
          <dt>Closed within SLA</dt>
          <dd>
            <button
              type="button"
              class="text-figure"
              aria-pressed={isSet(WITHIN)}
              disabled={figures?.withinShare == null}
              onClick={() => toggleAll(WITHIN)}
            >
              <b>{percent(figures?.withinShare)}</b>
            </button>{" "}
            <button
              type="button"
              class="text-figure"
              aria-pressed={isSet(OUTSIDE)}
              disabled={!figures?.closedSla.breached}
              onClick={() => toggleAll(OUTSIDE)}
            >
              {count(figures?.closedSla.breached)} outside
            </button>
          </dd>
        </div>
        <div>
          <dt title="The source's own figure, over the closed tickets that have one">
            Time to restore, median
          </dt>
          <dd>
            <Restore minutes={figures?.mttr.median} testId="mttr-median" />
          </dd>
        </div>
        <div>
          <dt>90 % within</dt>
          <dd>
            <Restore minutes={figures?.mttr.p90} testId="mttr-p90" />
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** A time to restore; pressing it shows the tickets that took longer, the slowest first. */
function Restore({ minutes, testId }: { minutes: number | null | undefined; testId: string }) {
  const limit = minutes == null ? null : String(Math.floor(minutes));
  return (
    <button
      type="button"
      class="text-figure"
      data-testid={testId}
      title="Show those that took longer, the slowest first"
      aria-pressed={limit !== null && view.value.slower === limit}
      disabled={limit === null}
      onClick={() => toggle("slower", limit, { show: "closed", sort: "-mttr" })}
    >
      <b>{duration(minutes)}</b>
    </button>
  );
}
