import { expect, test } from "vitest";
import type { Closure, TicketEvent } from "../src/contract/types";
import { storyOf } from "../src/detail/story";
import { axisTop, knownDays, mergeDays } from "../src/domain/backlog";

const event = (kind: TicketEvent["kind"], line: number, change: Partial<TicketEvent> = {}): TicketEvent => ({
  kind,
  occurred_at: `2026-06-25T0${line}:00:00+00:00`,
  change_key: "automations/inc/changes/2026-06-25T09-00-00.csv",
  change_line: line,
  closed_at: null,
  from_lifecycle: null,
  from_owner: null,
  from_raw_status: null,
  from_status: null,
  from_team: null,
  to_lifecycle: "actionable",
  to_owner: null,
  to_raw_status: null,
  to_status: null,
  to_team: null,
  ...change,
});

const closure: Closure = {
  closed_at: "2026-06-25T04:30:00+00:00",
  change_key: "automations/inc/changes/2026-06-25T09-00-00.csv",
  change_line: 4,
  assigned_team: "B",
  owner: "ben",
  longest_team: "A",
  reassignments: 1,
  credit_team: "A",
  credit_rule: "held_longest",
  credit_owner: "ann",
  owner_credit_rule: "sole_owner",
  mttr_minutes: 90,
  sla_status: "Within SLA",
  reopened_at: null,
};

test("the timeline is newest first, with each version once", () => {
  const story = storyOf({
    events: [
      event("opened", 2, { to_team: "A", to_owner: "ann" }),
      event("status", 3, { from_raw_status: "ASSIGNED", to_raw_status: "ON SITE", to_status: "in_progress" }),
      event("assignment", 3, { from_team: "A", to_team: "B", from_owner: "ann", to_owner: "ben" }),
      event("status", 4, { from_raw_status: "ON SITE", to_raw_status: "RESTORED", to_status: "closed" }),
      event("closed", 4, { closed_at: "2026-06-25T04:30:00+00:00" }),
    ],
    closures: [closure],
  });
  expect(story.map(({ title, lines }) => [title, ...lines])).toEqual([
    ["Closed", "Time to restore 1 h 30 min", "Within SLA", "Credit: A, assigned the longest"],
    ["Assigned", "A → B", "Owner ann → ben"],
    ["Status in progress", "ASSIGNED → ON SITE"],
    ["Opened", "A", "ann"],
  ]);
  expect(story[0]).toMatchObject({
    at: "2026-06-25T04:30:00+00:00",
    source: "2026-06-25T09-00-00.csv, line 4",
  });
  expect(new Set(story.map(({ id }) => id)).size).toBe(story.length);
});

test("waiting and becoming actionable again are shown with the change of status", () => {
  const story = storyOf({
    events: [
      event("waiting", 2, { from_raw_status: "ACCEPTED", to_raw_status: "PENDING" }),
      event("status", 2, { from_raw_status: "ACCEPTED", to_raw_status: "PENDING", to_status: "pending" }),
      event("resumed", 3, { from_raw_status: "PENDING", to_raw_status: "PENDING" }),
    ],
    closures: [],
  });
  expect(story.map(({ title, lines }) => [title, ...lines])).toEqual([
    ["Actionable again"],
    ["Waiting", "ACCEPTED → PENDING"],
  ]);
});

test("backlogs add up from the first day that all cover; a day that one lacks is unknown", () => {
  const day = (name: string, open: number) => ({
    day: name,
    open,
    waiting: 2,
    created: 1,
    closed: 2,
    reopened: 0,
    is_complete: true,
    difference: null,
    snapshot_as_of: null,
    snapshot_open: null,
    snapshot_waiting: null,
    why: null,
  });
  const merged = mergeDays([
    [day("2026-06-01", 5), day("2026-06-02", 6), day("2026-06-03", 7)],
    [day("2026-06-02", 10)],
  ]);
  expect(
    merged.map(({ day, open, waiting, created, is_complete }) => [day, open, waiting, created, is_complete]),
  ).toEqual([
    ["2026-06-02", 16, 4, 2, true],
    ["2026-06-03", null, null, null, false],
  ]);
  const empty = { ...day("2026-05-31", 0), waiting: 0, created: 0, closed: 0 };
  expect(knownDays([empty, day("2026-06-01", 5)]).map((d) => d.day)).toEqual(["2026-06-01"]);
  expect(knownDays([empty])).toEqual([]);
});

test("an axis ends at a round number that no value exceeds", () => {
  for (const most of [0, 1, 5, 6, 99, 101, 783, 12_345]) expect(axisTop(most)).toBeGreaterThanOrEqual(most);
  expect([6, 174, 783, 1001].map(axisTop)).toEqual([6, 200, 800, 1200]);
});
