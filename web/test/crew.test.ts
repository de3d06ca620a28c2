import { expect, test } from "vitest";
import type { CrewSheet, SheetStop } from "../src/contract/types";
import { bodyOf, currentStop, isOtherWork, progressOf, stepOf, without } from "../src/crew/reports";
import { geoLink, placeOf } from "../src/crew/stop";
import { linesOf, wantedOf } from "../src/sheets/day";

const NOW = Date.parse("2026-06-25T06:30:00Z");

const stop = (change: Partial<SheetStop> = {}): SheetStop => ({
  arrives_at: "2026-06-25T06:15:00+00:00",
  clusters: ["MUIGAI INN"],
  datasets: ["inc"],
  ends_at: "2026-06-25T07:00:00+00:00",
  is_begun: false,
  is_pinned: false,
  late_minutes: 0,
  latitude: -1.27,
  longitude: 36.8,
  places: ["Muigai Inn"],
  reports: [],
  starts_at: "2026-06-25T06:15:00+00:00",
  tickets: ["WOT1"],
  travel_minutes: 14,
  ...change,
});

const second = stop({ tickets: ["WOT2", "WOT3"], datasets: ["inc", "crq"] });

const sheet: CrewSheet = {
  crew: "Alpha",
  driving_minutes: 40,
  ends_at: "2026-06-25T13:00:00+00:00",
  lunch: { from: "2026-06-25T09:00:00+00:00", to: "2026-06-25T09:45:00+00:00" },
  overtime_minutes: 0,
  start: { latitude: -1.3, longitude: 36.8 },
  end: { latitude: -1.3, longitude: 36.8 },
  plan_id: 7,
  plan_on: "2026-06-25",
  published_at: "2026-06-25T04:00:00+00:00",
  shift_from: "2026-06-25T05:00:00+00:00",
  shift_to: "2026-06-25T14:00:00+00:00",
  stops: [stop(), second],
  team: null,
};

test("a step covers every ticket of its stop, with the time of the tap", () => {
  const step = stepOf(sheet, second, "done", NOW);
  expect(step.tickets.map((ticket) => bodyOf(step, ticket))).toEqual([
    { dataset: "inc", ticket_id: "WOT2", plan_on: "2026-06-25", done_at: "2026-06-25T06:30:00.000Z" },
    { dataset: "crq", ticket_id: "WOT3", plan_on: "2026-06-25", done_at: "2026-06-25T06:30:00.000Z" },
  ]);
});

test("what waits counts at once, and the next stop is the first that is not done", () => {
  expect(currentStop(sheet, [])).toBe(0);
  const queue = [stepOf(sheet, stop(), "done", NOW)];
  expect(progressOf(sheet, stop(), queue).doneAt).toBe("2026-06-25T06:30:00.000Z");
  expect(progressOf(sheet, second, queue)).toEqual({ arrivedAt: null, doneAt: null, waiting: null });
  expect(currentStop(sheet, queue)).toBe(1);
});

test("a stop is done once the server has all of its tickets", () => {
  const report = (ticket_id: string, dataset: string) => ({
    arrived_at: null,
    dataset,
    done_at: "2026-06-25T06:40:00+00:00",
    ticket_id,
  });
  const half = { ...second, reports: [report("WOT2", "inc")] };
  const whole = { ...second, reports: [report("WOT2", "inc"), report("WOT3", "crq")] };
  expect(progressOf(sheet, half, []).doneAt).toBeNull();
  expect(progressOf(sheet, whole, []).doneAt).not.toBeNull();
});

test("a step leaves the queue when all of its tickets are sent", () => {
  const step = stepOf(sheet, second, "arrived", NOW);
  const half = without([step], step.id, { dataset: "inc", ticket_id: "WOT2" });
  expect(half).toEqual([{ ...step, tickets: [{ dataset: "crq", ticket_id: "WOT3" }] }]);
  expect(without(half, step.id, { dataset: "crq", ticket_id: "WOT3" })).toEqual([]);
});

test("a queue of another day says nothing about this one", () => {
  const old = { ...stepOf(sheet, stop(), "done", NOW), plan_on: "2026-06-24" };
  expect(progressOf(sheet, stop(), [old]).doneAt).toBeNull();
});

test("another plan is news only if it changes the stops or their order", () => {
  const next = { ...sheet, plan_id: 8 };
  expect(isOtherWork(sheet, next)).toBe(false);
  expect(isOtherWork(sheet, { ...next, stops: [second, stop()] })).toBe(true);
  expect(isOtherWork(sheet, { ...next, stops: [] })).toBe(true);
  expect(isOtherWork(sheet, { ...next, stops: [], plan_on: "2026-06-26" })).toBe(false);
});

test("a link to the phone's map is a geo: address with a name", () => {
  expect(geoLink(stop(), "A & B")).toBe("geo:-1.270000,36.800000?q=-1.270000,36.800000(A%20%26%20B)");
  expect(placeOf(stop({ places: [null] }))).toBe("WOT1");
});

test("lunch stands where it falls on a sheet", () => {
  const late = stop({ starts_at: "2026-06-25T10:15:00+00:00" });
  const kinds = (stops: SheetStop[]) => linesOf({ ...sheet, stops }).map(({ kind }) => kind);
  expect(kinds([stop(), late])).toEqual(["stop", "lunch", "stop"]);
  expect(kinds([])).toEqual(["lunch"]);
  expect(linesOf({ ...sheet, lunch: null }).map(({ kind }) => kind)).toEqual(["stop", "stop"]);
});

test("the address of the sheets names a day and crews", () => {
  expect(wantedOf("?date=2026-06-25&crew=Alpha&crew=B%2FC")).toEqual({
    date: "2026-06-25",
    crews: ["Alpha", "B/C"],
  });
});
