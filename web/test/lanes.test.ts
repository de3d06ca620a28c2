import { describe, expect, test } from "vitest";
import type { Day, Plan } from "../src/contract/dispatch";
import { dayOfCrews, decisionsOf, filtered } from "../src/domain/dispatch/lanes";
import { drivesOf, scaleOf, snapped, timeAt, widthOf, xOf } from "../src/domain/dispatch/scale";
import type { Ticket } from "../src/domain/ticket";
import { ticket } from "./support";

const at = (time: string): string => `2026-06-25T${time}:00+03:00`;
const ms = (time: string): number => Date.parse(at(time));

function stop(id: string, from: string, to: string, change: object = {}) {
  return {
    tickets: [id],
    datasets: ["inc"],
    latitude: -1.26,
    longitude: 36.8,
    travel_minutes: 10,
    arrives_at: at(from),
    starts_at: at(from),
    ends_at: at(to),
    late_minutes: 0,
    is_pinned: false,
    is_begun: false,
    ...change,
  };
}

function crew(name: string, stops: object[]) {
  return {
    crew: name,
    team: name === "Alpha" ? "North" : "South",
    shift_from: at("08:00"),
    shift_to: at("17:00"),
    start: { latitude: -1.3, longitude: 36.8 },
    end: { latitude: -1.2, longitude: 36.9 },
    lunch: null,
    ends_at: at("16:00"),
    overtime_minutes: 0,
    driving_minutes: 30,
    stops,
  };
}

const PLAN = {
  plan_id: 7,
  state: "published",
  crews: [crew("Alpha", [stop("I1", "08:10", "08:55"), stop("I2", "09:05", "09:50")]), crew("Bravo", [])],
  unassigned: [
    { ticket_id: "I3", dataset: "inc", reason: "full", detail: "no place is allowed", instead: null },
    { ticket_id: "I4", dataset: "inc", reason: "held", detail: "held", instead: null },
  ],
} as unknown as Plan;

const MADE = { made_by: "ann", made_at: at("07:00") };
const pin = (id: string, crew: string, starts: string | null = null) => ({
  dataset: "inc",
  ticket_id: id,
  version: "v1",
  pin: { crew, starts_at: starts && at(starts), order: null, ...MADE },
  hold: null,
});
const hold = (id: string) => ({
  dataset: "inc",
  ticket_id: id,
  version: "v1",
  pin: null,
  hold: { reason: "no access", ends_on: null, ...MADE },
});

const tickets = (...found: Ticket[]): Map<string, Ticket> => new Map(found.map((one) => [one.key, one]));
const OPEN = tickets(ticket("I1", { sla_state: "breached" }), ticket("I2"), ticket("I3"), ticket("I4"));

function day(decisions: object[], reports: object[] = []): Day {
  return {
    crews: [{ crew: "Alpha", skills: ["splice"] }],
    decisions,
    reports,
  } as unknown as Day;
}

function dayWith(
  decided: Day,
  open: Map<string, Ticket> = OPEN,
  estimates = new Map<string, number>(),
  now = ms("09:00"),
) {
  return dayOfCrews(PLAN, { day: decided, decisions: decisionsOf(decided), tickets: open, estimates, now });
}

const inLane = (result: ReturnType<typeof dayWith>, name: string): string[] =>
  result.lanes.find((lane) => lane.crew === name)?.stops.map(({ id }) => id) ?? [];

describe("the crews' day", () => {
  test("is the plan, as long as nobody has decided otherwise", () => {
    const result = dayWith(day([hold("I4")]));
    expect(inLane(result, "Alpha")).toEqual(["inc:I1", "inc:I2"]);
    expect(result.lanes[0]).toMatchObject({ start: [36.8, -1.3], end: [36.9, -1.2] });
    expect(result.lanes[0]?.stops[0]).toMatchObject({ sla: "breached", number: 1, movedFrom: null });
    expect(result.jobs.map(({ key, reason }) => [key, reason])).toEqual([
      ["inc:I3", "full"],
      ["inc:I4", "held"],
    ]);
    expect(result.pending).toBe(0);
  });

  test("has a pinned stop where it is pinned, whatever the case of the crew's name", () => {
    const result = dayWith(day([pin("I1", "bravo", "10:00"), hold("I4")]));
    expect(inLane(result, "Alpha")).toEqual(["inc:I2"]);
    expect(result.lanes[1]?.stops[0]).toMatchObject({
      crew: "bravo",
      startsAt: ms("10:00"),
      endsAt: ms("10:45"),
      movedFrom: { crew: "Alpha" },
      isPinned: true,
    });
    expect(result.pending).toBe(1);
  });

  test("has a stop that is pinned to where the plan has it in its place", () => {
    const result = dayWith(day([pin("I1", "Alpha", "08:10")]));
    expect(result.lanes[0]?.stops[0]).toMatchObject({ isPinned: true, movedFrom: null });
    expect(result.pending).toBe(0);
  });

  test("has a lane for a crew that came on shift after the plan was made, until its shift ends", () => {
    const charlie = { ...crew("Charlie", []), skills: ["splice"] };
    const decided = { ...day([pin("I2", "charlie")]), crews: [charlie] } as unknown as Day;
    const result = dayWith(decided);
    expect(result.lanes.map(({ crew }) => crew)).toEqual(["Alpha", "Bravo", "Charlie"]);
    expect(result.lanes[2]).toMatchObject({ skills: ["splice"], overtimeMinutes: 0 });
    expect(inLane(result, "Charlie")).toEqual(["inc:I2"]);
    expect(dayWith(decided, OPEN, new Map(), ms("17:00")).lanes).toHaveLength(2);
  });

  test("puts a stop that was moved without a time to when the server expects it", () => {
    const expected = new Map([["inc:I1>bravo", ms("11:20")]]);
    const result = dayWith(day([pin("I1", "Bravo")]), OPEN, expected);
    expect(result.lanes[1]?.stops[0]?.startsAt).toBe(ms("11:20"));
    expect(dayWith(day([pin("I1", "Bravo")])).lanes[1]?.stops[0]?.startsAt).toBe(ms("08:10"));
  });

  test("lists held, released and new tickets, and places those that are pinned", () => {
    const open = new Map([...OPEN, ...tickets(ticket("I9"))]);
    const result = dayWith(day([hold("I1"), pin("I3", "Bravo")]), open);
    expect(inLane(result, "Alpha")).toEqual(["inc:I2"]);
    expect(inLane(result, "Bravo")).toEqual(["inc:I3"]);
    expect(result.jobs.map(({ key, reason }) => [key, reason])).toEqual([
      ["inc:I4", "new"],
      ["inc:I9", "new"],
      ["inc:I1", "held"],
    ]);
  });

  test("shows what crews have reported", () => {
    const report = { dataset: "inc", ticket_id: "I1", arrived_at: at("08:12"), done_at: null };
    expect(dayWith(day([], [report])).lanes[0]?.stops[0]?.progress).toBe("arrived");
    const done = { ...report, done_at: at("08:50") };
    expect(dayWith(day([], [done])).lanes[0]?.stops[0]?.progress).toBe("done");
  });

  test("can be filtered by team and skill", () => {
    const { lanes } = dayWith(day([]));
    expect(filtered(lanes, { team: "South", skill: null }).map(({ crew }) => crew)).toEqual(["Bravo"]);
    expect(filtered(lanes, { team: null, skill: "splice" }).map(({ crew }) => crew)).toEqual(["Alpha"]);
  });
});

describe("the timeline", () => {
  test("is as wide as the room, but never too narrow to read", () => {
    const { lanes } = dayWith(day([]));
    const wide = scaleOf(lanes, 1000, 1);
    expect(wide).toMatchObject({ from: ms("08:00"), to: ms("18:00"), pxPerMinute: 1000 / 600 });
    expect(scaleOf(lanes, 100, 1.6)?.pxPerMinute).toBe(1.6);
    expect(scaleOf([], 1000, 1)).toBeNull();
  });

  test("turns times into places and back, in steps of five minutes", () => {
    const scale = { from: ms("08:00"), to: ms("18:00"), pxPerMinute: 2 };
    expect(xOf(scale, ms("09:00"))).toBe(120);
    expect(widthOf(scale, ms("09:00"), ms("09:45"))).toBe(90);
    expect(timeAt(scale, 121)).toBe(ms("09:00"));
    expect(snapped(ms("09:03"))).toBe(ms("09:05"));
  });

  test("has a drive to each stop and one back, but none to a stop that was moved", () => {
    const planned = dayWith(day([])).lanes[0];
    expect(planned && drivesOf(planned)).toEqual([
      { from: ms("08:00"), to: ms("08:10") },
      { from: ms("08:55"), to: ms("09:05") },
      { from: ms("09:50"), to: ms("16:00") },
    ]);
    const moved = dayWith(day([pin("I1", "Bravo")])).lanes[1];
    expect(moved && drivesOf(moved)).toEqual([]);
  });
});
