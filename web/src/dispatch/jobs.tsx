import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type Job, REASON_WORDS } from "../domain/dispatch/lanes";
import { count } from "../domain/numbers";
import { rowAfterKey, scrollFor, visibleSpan } from "../domain/rows";
import { shortDuration } from "../domain/time";
import { jobs, mayDecide, plan } from "../state/dispatch/desk";
import { idOf, moving } from "../state/dispatch/moving";
import { selection, selectTicket } from "../state/dispatch/selection";
import { ticketsByKey } from "../state/feeds";
import { useHeight } from "../ui/height";
import { symbolOf } from "../ui/symbol";
import { Card } from "./card";
import { grabWithKeys } from "./lane-keys";
import { takeUp } from "./pointer";

const ROW_PX = 66;
const rowHeight = (): number =>
  ROW_PX * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);

interface RowProps {
  job: Job;
  index: number;
  size: number;
  isTabStop: boolean;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function JobRow({ job, index, size, isTabStop, onFocus, onKeyDown }: RowProps) {
  const ticket = ticketsByKey.value.get(job.key);
  const now = selection.value;
  const isSelected =
    now?.kind === "ticket" ? now.key === job.key : now?.kind === "area" && now.keys.includes(job.key);
  return (
    <div
      role="option"
      class="job"
      data-testid="job"
      data-job={job.key}
      data-reason={job.reason}
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={-1}
      data-reached={isTabStop}
      tabIndex={isTabStop ? 0 : -1}
      style={{ top: `${index * size}px`, height: `${size}px` }}
      onClick={() => selectTicket(job.key)}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => mayDecide.peek() && takeUp(event, [job.key], null)}
    >
      {ticket ? symbolOf(ticket, 18) : <span class="job-blank" />}
      <span class="job-id">
        <b>{idOf(job.key)}</b>
        {ticket && <span class="second">{shortDuration(ticket.age_minutes)} old</span>}
      </span>
      <span class="job-why">
        <span class="job-reason">{REASON_WORDS[job.reason] ?? job.reason}</span>
        <span class="second">{job.detail}</span>
      </span>
    </div>
  );
}

/** Each reason that occurs, with how many tickets have it. */
function ReasonPicker({ value, onPick }: { value: string | null; onPick: (value: string | null) => void }) {
  const counts = new Map<string, number>();
  for (const { reason } of jobs.value) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return (
    <label class="desk-picker" data-on={value !== null}>
      <span>Reason</span>
      <select value={value ?? ""} onChange={(event) => onPick(event.currentTarget.value || null)}>
        <option value="">All</option>
        {[...counts].map(([reason, n]) => (
          <option key={reason} value={reason}>
            {REASON_WORDS[reason] ?? reason} ({count(n)})
          </option>
        ))}
      </select>
    </label>
  );
}

/** The tickets that no crew does, each with its reason; dropping a bar here takes it out of the plan. */
export function Jobs() {
  const scroller = useRef<HTMLDivElement>(null);
  const scrollTop = useSignal(0);
  const height = useHeight(scroller, 400);
  const reason = useSignal<string | null>(null);
  const active = useSignal(0);
  const wantsFocus = useRef(false);
  const size = rowHeight();
  const shown = reason.value === null ? jobs.value : jobs.value.filter((job) => job.reason === reason.value);
  const tabStop = Math.min(active.value, Math.max(0, shown.length - 1));
  const { start, end } = visibleSpan(scrollTop.value, height.value, size, shown.length);

  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    scroller.current?.querySelector<HTMLElement>('[data-reached="true"]')?.focus({ preventScroll: true });
  });

  const onKey = (event: KeyboardEvent): void => {
    const job = shown[tabStop];
    const next = rowAfterKey(event.key, tabStop, shown.length, 6);
    if (next !== undefined) {
      const box = scroller.current;
      const top = box ? scrollFor(next, box.scrollTop, box.clientHeight, size) : undefined;
      if (box && top !== undefined) box.scrollTop = top;
      active.value = next;
      wantsFocus.current = true;
    } else if (job && (event.key === "Enter" || event.key === " ")) selectTicket(job.key);
    else if (job && event.key.toLowerCase() === "m" && mayDecide.peek()) grabWithKeys([job.key], null);
    else return;
    event.preventDefault();
  };

  const drawn = shown.slice(start, end).map((job, i) => ({ job, index: start + i }));
  const far = shown[tabStop];
  if (far && (tabStop < start || tabStop >= end)) drawn.push({ job: far, index: tabStop });
  return (
    <div
      class="desk-side"
      data-drop="out"
      data-target={moving.value?.target?.crew === null && moving.value.target !== null}
    >
      <Card />
      <div class="jobs-head">
        <h2 data-testid="jobs-count">
          Not planned: {count(shown.length)}
          {shown.length < jobs.value.length && ` of ${count(jobs.value.length)}`}
        </h2>
        <ReasonPicker value={reason.value} onPick={(value) => (reason.value = value)} />
      </div>
      <div
        class="jobs-scroll"
        ref={scroller}
        onScroll={(event) => (scrollTop.value = event.currentTarget.scrollTop)}
      >
        {shown.length === 0 ? (
          <p class="quiet list-empty">{plan.value ? "Every open ticket is planned." : "No plan yet."}</p>
        ) : (
          <div
            class="jobs-room"
            role="listbox"
            aria-label="Tickets that are not planned"
            data-testid="jobs"
            style={{ height: `${shown.length * size}px` }}
          >
            {drawn.map(({ job, index }) => (
              <JobRow
                key={job.key}
                job={job}
                index={index}
                size={size}
                isTabStop={index === tabStop}
                onFocus={() => (active.value = index)}
                onKeyDown={onKey}
              />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
