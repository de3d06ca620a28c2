import { describe, expect, test } from "vitest";
import type { JobFigures, Jobs } from "../src/contract/types";
import { fixWords, rowsByName, rowsByPeriod, slaWords } from "../src/domain/jobs";
import { decimal } from "../src/domain/numbers";

const figures = (change: Partial<JobFigures> = {}): JobFigures => ({
  jobs: 0,
  reopened: 0,
  days: 0,
  jobs_a_day: null,
  first_fixed: 0,
  first_fix_known: 0,
  first_fix_unknown: 0,
  first_fix_share: null,
  mttr_known: 0,
  mttr_mean_minutes: null,
  within_sla: 0,
  within_sla_known: 0,
  within_sla_share: null,
  ...change,
});

const week = (starts_on: string, name: string, jobs: number) => ({
  ...figures({ jobs }),
  starts_on,
  name,
  week: starts_on === "2026-06-22" ? "2026-W26" : "2026-W25",
  is_complete: starts_on !== "2026-06-22",
});

const answer = (change: Partial<Jobs>): Jobs =>
  ({
    by: "owner",
    period: "week",
    lines: [],
    periods: [],
    by_period: [],
    unattributed: figures(),
    ...change,
  }) as Jobs;

describe("jobs", () => {
  test("of nobody are last, and only shown if there are any", () => {
    const lines = [{ ...figures({ jobs: 2 }), name: "ann" }];
    expect(rowsByName(answer({ lines })).map(({ label }) => label)).toEqual(["ann"]);
    const rows = rowsByName(answer({ lines, unattributed: figures({ reopened: 1 }) }));
    expect(rows.map(({ label, isNamed }) => [label, isNamed])).toEqual([
      ["ann", true],
      ["no owner", false],
    ]);
  });

  test("of a week that is not over are marked, of everybody and of one name", () => {
    const periods = [week("2026-06-15", "", 5), week("2026-06-22", "", 1)];
    const by_period = [week("2026-06-22", "ann", 1), week("2026-06-15", "ben", 5)];
    const labels = (name?: string) =>
      rowsByPeriod(answer({ periods, by_period }), name).map(({ label, figures }) => [label, figures.jobs]);
    expect(labels()).toEqual([
      ["W26, 22 Jun, part", 1],
      ["W25, 15 Jun", 5],
    ]);
    expect(labels("ann")).toEqual([["W26, 22 Jun, part", 1]]);
  });
});

test("a share stands beside the number of closings that it is of", () => {
  const some = figures({ first_fix_share: 0.9167, first_fix_known: 12, first_fix_unknown: 3 });
  expect(fixWords(some)).toEqual({ share: "92 %", of: "of 12, 3 recent" });
  expect(fixWords(figures({ first_fix_unknown: 2 }))).toEqual({ share: "–", of: "2 recent" });
  expect(slaWords(figures({ within_sla_share: 1, within_sla_known: 4 }))).toEqual({
    share: "100 %",
    of: "of 4",
  });
});

test("a mean of small counts has one decimal", () => {
  expect([decimal(4), decimal(1.25), decimal(null)]).toEqual(["4.0", "1.3", "–"]);
});
