import type { JobFigures, Jobs } from "../contract/types";
import { count, percent } from "./numbers";
import { shortDay } from "./time";

export const JOB_HOLDERS = [
  { by: "team", label: "Teams", one: "Team" },
  { by: "owner", label: "People", one: "Person" },
] as const;

/** How jobs are split by time, and the window that the page asks for if the view has no dates. */
export const JOB_PERIODS = [
  { period: "window", label: "Total", window: "30d" },
  { period: "week", label: "Weeks", window: "84d" },
  { period: "day", label: "Days", window: "30d" },
] as const;

export type JobHolder = (typeof JOB_HOLDERS)[number]["by"];
export type JobPeriod = (typeof JOB_PERIODS)[number]["period"];

export interface JobRow {
  key: string;
  label: string;
  /** Whether the label is a name; `label` then stands for it in words. */
  isNamed: boolean;
  figures: JobFigures;
}

/** Everybody with a closing, most jobs first; closings of nobody last. */
export function rowsByName({ lines, unattributed, by }: Jobs): JobRow[] {
  const rows = lines.map((line) => ({ key: line.name, label: line.name, isNamed: true, figures: line }));
  if (unattributed.jobs + unattributed.reopened === 0) return rows;
  return [...rows, { key: "", label: `no ${by}`, isNamed: false, figures: unattributed }];
}

/** The periods, newest first: of everybody (`name` undefined), of one name, or of nobody (null). */
export function rowsByPeriod(answer: Jobs, name: string | null | undefined): JobRow[] {
  const parts = new Set(
    answer.periods.filter(({ is_complete }) => !is_complete).map(({ starts_on }) => starts_on),
  );
  const lines =
    name === undefined
      ? [...answer.periods].reverse()
      : answer.by_period.filter((line) => line.name === name);
  return lines.map((line) => ({
    key: line.starts_on,
    label:
      periodWords(answer.period, line.starts_on, line.week) + (parts.has(line.starts_on) ? ", part" : ""),
    isNamed: true,
    figures: line,
  }));
}

/** `W26, 22 Jun` or `22 Jun`. */
function periodWords(period: Jobs["period"], startsOn: string, week: string): string {
  return period === "week" ? `${week.slice(5)}, ${shortDay(startsOn)}` : shortDay(startsOn);
}

/** A share with the number of closings that it is of, so that few of them are seen as few. */
export interface ShareWords {
  share: string;
  of: string;
}

/** `92 %`, `of 12, 3 recent`: the last number is of closings too recent to know. */
export function fixWords({ first_fix_share, first_fix_known, first_fix_unknown }: JobFigures): ShareWords {
  const parts = [
    first_fix_known > 0 || first_fix_unknown === 0 ? `of ${count(first_fix_known)}` : "",
    first_fix_unknown > 0 ? `${count(first_fix_unknown)} recent` : "",
  ];
  return { share: percent(first_fix_share), of: parts.filter(Boolean).join(", ") };
}

export function slaWords({ within_sla_share, within_sla_known }: JobFigures): ShareWords {
  return { share: percent(within_sla_share), of: `of ${count(within_sla_known)}` };
}
