import { useSignal } from "@preact/signals";
import { axisTop, type Day } from "../domain/backlog";
import { SERVER_FILTERS } from "../domain/filters";
import { count } from "../domain/numbers";
import { fromEatLocal, shortDay, toEatLocal } from "../domain/time";
import { backlog } from "../state/backlog";
import { navigate, view } from "../state/navigation";

const DAY_MS = 86_400_000;

const wordsOf = ({ day, open, waiting, created, closed, reopened }: Day): string =>
  `${shortDay(day)}: ${count(open)} open, ${count(waiting)} waiting, ${count(created)} opened, ${count(closed)} closed, ${count(reopened)} reopened`;

function pick(day: string): void {
  const start = fromEatLocal(day);
  if (start === undefined) return;
  const [from, to] = [toEatLocal(start), toEatLocal(start + DAY_MS)];
  const isOn = view.value.from === from && view.value.to === to;
  navigate(
    isOn ? { from: null, to: null, moved: null, show: "open" } : { from, to, moved: "window", show: "all" },
  );
}

/** Names the filters that are set but do not narrow the daily figures: only the cluster does. */
function ignoredFilters(): string {
  const others = SERVER_FILTERS.filter(({ name }) => name !== "cluster" && view.value[name] !== null);
  return others.length > 0 ? `for every ${others.map(({ label }) => label.toLowerCase()).join(", ")}` : "";
}

/** The backlog at the end of each day, and the day's changes; a click on a day shows its tickets. */
export function Backlog() {
  const pointed = useSignal<number | null>(null);
  const { days, hasFailed, isLoading } = backlog.value;
  const day = days[pointed.value ?? -1] ?? days.at(-1);
  const ignored = ignoredFilters();
  return (
    <section class="block" aria-labelledby="backlog-title" data-testid="backlog">
      <h2 id="backlog-title">
        Backlog, {days.length || 30} days {ignored && <span class="quiet">{ignored}</span>}
      </h2>
      {days.length > 0 ? (
        <div class={hasFailed ? "is-old" : ""}>
          <Chart days={days} pointed={pointed.value} onPoint={(i) => (pointed.value = i)} />
          <p class="chart-readout" aria-hidden="true">
            {day && <Readout day={day} />}
          </p>
        </div>
      ) : (
        <p class="quiet chart-empty">{isLoading ? "Loading…" : "–"}</p>
      )}
      {hasFailed && (
        <p class="quiet" role="status" data-testid="backlog-failed">
          {days.length > 0
            ? "Could not refresh: these are the last known days."
            : "The days could not be loaded."}
        </p>
      )}
    </section>
  );
}

function Readout({ day }: { day: Day }) {
  return (
    <>
      <b>
        {shortDay(day.day)}
        {!day.is_complete && " (so far)"}
      </b>
      <span class="key-open">{count(day.open)} open</span>
      <span class="key-waiting">{count(day.waiting)} waiting</span>
      <span class="key-created">{count(day.created)} opened</span>
      <span class="key-closed">{count(day.closed)} closed</span>
    </>
  );
}

interface ChartProps {
  days: Day[];
  pointed: number | null;
  onPoint: (index: number | null) => void;
}

const most = (values: (number | null)[]): number => axisTop(Math.max(0, ...values.map((v) => v ?? 0)));

function Chart({ days, pointed, onPoint }: ChartProps) {
  const openTop = most(days.flatMap(({ open, waiting }) => [open, waiting]));
  const flowTop = most(days.flatMap(({ created, closed }) => [created, closed]));
  const isOn = ({ day }: Day): boolean => view.value.from === `${day}T00:00` && view.value.to !== null;
  const tabbable = Math.max(0, days.findIndex(isOn) === -1 ? days.length - 1 : days.findIndex(isOn));
  const onKey = (event: KeyboardEvent, at: number): void => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: days.length - 1 }[event.key];
    if (next === undefined || !days[next]) return;
    event.preventDefault();
    const all = (event.currentTarget as HTMLElement).parentElement?.querySelectorAll<HTMLElement>("button");
    all?.[next]?.focus();
  };
  return (
    <div class="chart">
      <span class="axis" aria-hidden="true">
        {count(openTop)}
      </span>
      <Line values={days.map(({ open }) => open)} top={openTop} />
      {days.some(({ waiting }) => waiting) && (
        <Line values={days.map(({ waiting }) => waiting)} top={openTop} look="waiting" />
      )}
      <div class="chart-days" onMouseLeave={() => onPoint(null)}>
        {days.map((day, i) => (
          <button
            key={day.day}
            type="button"
            class={day.open === null ? "chart-day is-unknown" : "chart-day"}
            tabIndex={i === (pointed ?? tabbable) ? 0 : -1}
            aria-pressed={isOn(day)}
            aria-label={wordsOf(day)}
            onClick={() => pick(day.day)}
            onFocus={() => onPoint(i)}
            onMouseEnter={() => onPoint(i)}
            onKeyDown={(event) => onKey(event, i)}
          >
            <span class="chart-up">
              <span style={{ height: `${(100 * (day.created ?? 0)) / flowTop}%` }} />
            </span>
            <span class="chart-down">
              <span style={{ height: `${(100 * (day.closed ?? 0)) / flowTop}%` }} />
            </span>
          </button>
        ))}
      </div>
      <span class="axis-days" aria-hidden="true">
        <span>{shortDay(days[0]?.day ?? "")}</span>
        <span>{shortDay(days.at(-1)?.day ?? "")}</span>
      </span>
    </div>
  );
}

interface LineProps {
  values: (number | null)[];
  top: number;
  look?: "open" | "waiting";
}

/** The tickets at the end of each day as a line; unknown days leave a gap. */
function Line({ values, top, look = "open" }: LineProps) {
  const height = (value: number): number => 100 - (100 * value) / top;
  const runs: string[][] = [[]];
  for (const [i, value] of values.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push(`${i + 0.5} ${height(value).toFixed(2)}`);
  }
  const known = runs.filter((run) => run.length > 0);
  return (
    <svg
      class="chart-line"
      data-look={look}
      viewBox={`0 0 ${values.length} 100`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {known.map((run) => (
        <g key={run[0]}>
          {look === "open" && (
            <path
              class="chart-area"
              d={`M${run[0]?.split(" ")[0]} 100L${run.join("L")}L${run.at(-1)?.split(" ")[0]} 100Z`}
            />
          )}
          <path class="chart-stroke" d={`M${run.join("L")}`} />
        </g>
      ))}
    </svg>
  );
}
