import { useSignal } from "@preact/signals";
import type { Jobs as Answer } from "../contract/types";
import {
  fixWords,
  JOB_HOLDERS,
  JOB_PERIODS,
  type JobRow,
  rowsByName,
  rowsByPeriod,
  type ShareWords,
  slaWords,
} from "../domain/jobs";
import { count, decimal } from "../domain/numbers";
import { duration, eatDay, shortDay } from "../domain/time";
import { session } from "../state/config";
import { choice, jobs, saveJobs } from "../state/jobs";
import { shownTypes } from "../state/navigation";
import { Icon } from "../ui/icon";
import "./jobs.css";

const FIRST_ROWS = 12;
const NOBODY = " nobody";
const EVERYBODY = "";

/** The tables, and what they are split by. */
export function JobsTable() {
  const { answers, isLoading, hasFailed } = jobs.value;
  return (
    <>
      <div class="jobs-choices">
        <Segments
          label="Jobs by"
          options={JOB_HOLDERS.map(({ by, label }) => ({ value: by, label }))}
          chosen={choice.value.by}
          onChoose={(by) => (choice.value = { ...choice.value, by, name: undefined })}
        />
        <Segments
          label="Split by"
          options={JOB_PERIODS.map(({ period, label }) => ({ value: period, label }))}
          chosen={choice.value.period}
          onChoose={(period) => (choice.value = { ...choice.value, period })}
        />
      </div>
      {answers.map((answer) => (
        <Answered key={answer.dataset} answer={answer} isOne={answers.length === 1} isOld={hasFailed} />
      ))}
      {answers.length === 0 && (
        <p class="quiet">{isLoading ? "Loading…" : "No tickets match the filters."}</p>
      )}
      {hasFailed && (
        <p class="quiet" role="status">
          The jobs could not be loaded.
        </p>
      )}
    </>
  );
}

interface SegmentsProps<Value extends string> {
  label: string;
  options: readonly { value: Value; label: string }[];
  chosen: Value;
  onChoose(value: Value): void;
}

function Segments<Value extends string>({ label, options, chosen, onChoose }: SegmentsProps<Value>) {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === chosen}
          onClick={() => onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}

const dayWords = (iso: string, before = 0): string => shortDay(eatDay(Date.parse(iso) - before));

/** The jobs of one ticket type. */
function Answered({ answer, isOne, isOld }: { answer: Answer; isOne: boolean; isOld: boolean }) {
  const isLong = useSignal(false);
  const isTotal = answer.period === "window";
  const rows = isTotal ? rowsByName(answer) : rowsByPeriod(answer, choice.value.name);
  const shown = isLong.value ? rows : rows.slice(0, FIRST_ROWS);
  const label = shownTypes.value.find(({ name }) => name === answer.dataset)?.label;
  const { from, to } = answer.filters;
  return (
    <div class={isOld ? "jobs-answer is-old" : "jobs-answer"}>
      <div class="jobs-head">
        <p class="quiet" data-testid="jobs-window">
          {!isOne && <b>{label}: </b>}
          {dayWords(from)} to {dayWords(to, 1)}
        </p>
        {session.value?.may_export && (
          <button
            type="button"
            class="button quiet-button"
            data-testid="jobs-csv"
            title="Save these figures as CSV"
            onClick={() => void saveJobs(answer.dataset)}
          >
            <Icon name="download" size={16} /> CSV
          </button>
        )}
      </div>
      {!isTotal && <NamePicker answer={answer} />}
      <Table answer={answer} rows={shown} />
      {rows.length === 0 && <p class="quiet">No closings.</p>}
      {rows.length > FIRST_ROWS && (
        <button
          type="button"
          class="button quiet-button"
          aria-expanded={isLong.value}
          onClick={() => (isLong.value = !isLong.value)}
        >
          {isLong.value ? `Show the first ${FIRST_ROWS}` : `Show all ${count(rows.length)}`}
        </button>
      )}
      <p class="quiet jobs-note">
        First fix: closed and not reopened within {answer.first_fix_days} days. Recent: closed too recently to
        know.
      </p>
    </div>
  );
}

function NamePicker({ answer }: { answer: Answer }) {
  const { name } = choice.value;
  const rows = rowsByName(answer);
  const one = JOB_HOLDERS.find(({ by }) => by === answer.by)?.one ?? "";
  const pick = (value: string): void => {
    const chosen = value === EVERYBODY ? undefined : value === NOBODY ? null : value;
    choice.value = { ...choice.value, name: chosen };
  };
  return (
    <label class="picker jobs-picker" data-on={name !== undefined}>
      <span>{one}</span>
      <select
        data-testid="jobs-name"
        value={name === undefined ? EVERYBODY : (name ?? NOBODY)}
        onChange={(event) => pick(event.currentTarget.value)}
      >
        <option value={EVERYBODY}>All</option>
        {name && !rows.some(({ key }) => key === name) && <option value={name}>{name}</option>}
        {rows.map(({ key, label, isNamed }) => (
          <option key={key} value={isNamed ? key : NOBODY}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

function Table({ answer, rows }: { answer: Answer; rows: readonly JobRow[] }) {
  const isTotal = answer.period === "window";
  return (
    <table class="jobs-table" data-testid="jobs-table">
      <thead>
        <tr>
          <th scope="col" title="Closings that were not reopened since">
            Jobs
          </th>
          <th scope="col" title="Jobs a day, over the days with a job">
            a day
          </th>
          <th scope="col" title={`Closed, and not reopened within ${answer.first_fix_days} days`}>
            First fix
          </th>
          <th scope="col" title="Mean time to repair, as the source reports it">
            Repair
          </th>
          <th scope="col" title="Jobs within the SLA">
            SLA
          </th>
        </tr>
      </thead>
      {rows.map((row) => (
        <Line key={row.key} row={row} isTotal={isTotal} />
      ))}
      {isTotal && rows.length > 1 && (
        <Line row={{ key: "", label: "All", isNamed: true, figures: answer.total }} isTotal={false} />
      )}
    </table>
  );
}

/** A name or a period, and its figures below it: the panel is too narrow for both in one line. */
function Line({ row: { key, label, isNamed, figures }, isTotal }: { row: JobRow; isTotal: boolean }) {
  const open = (): void => {
    choice.value = { ...choice.value, period: "week", name: isNamed ? key : null };
  };
  return (
    <tbody data-testid="jobs-line">
      <tr>
        <th colSpan={5} scope="rowgroup">
          <span class={isNamed ? "jobs-line-head" : "jobs-line-head quiet"}>
            {isTotal ? (
              <button type="button" class="text-figure" title={`${label}, week by week`} onClick={open}>
                {label}
              </button>
            ) : (
              <span>{label}</span>
            )}
            {figures.reopened > 0 && <small>{count(figures.reopened)} reopened</small>}
          </span>
        </th>
      </tr>
      <tr>
        <td>
          <b>{count(figures.jobs)}</b>
        </td>
        <td>{decimal(figures.jobs_a_day)}</td>
        <ShareCell words={fixWords(figures)} />
        <td>{duration(figures.mttr_mean_minutes)}</td>
        <ShareCell words={slaWords(figures)} />
      </tr>
    </tbody>
  );
}

function ShareCell({ words: { share, of } }: { words: ShareWords }) {
  return (
    <td>
      {share}
      <small>{of}</small>
    </td>
  );
}
