import { expect, test } from "vitest";
import type { Lane } from "../src/domain/dispatch/lanes";
import { crewAt, type Fix, plannedAt, ticketsAt } from "../src/domain/dispatch/playback";
import { AS_OF, iso, ticket } from "./support";

const MINUTE_MS = 60_000;
const TRACK: Fix[] = [
  [0, 36, -1],
  [4 * MINUTE_MS, 36.4, -1.4],
  [60 * MINUTE_MS, 37, -2],
];

test("a crew is between two fixes, and where it was last seen if the next is far off", () => {
  expect(crewAt(TRACK, -1)).toBeNull();
  expect(crewAt(TRACK, 2 * MINUTE_MS)).toEqual({ at: [36.2, -1.2], isOld: false });
  expect(crewAt(TRACK, 10 * MINUTE_MS)).toEqual({ at: [36.4, -1.4], isOld: false });
  expect(crewAt(TRACK, 15 * MINUTE_MS)).toEqual({ at: [36.4, -1.4], isOld: true });
  expect(crewAt(TRACK, 71 * MINUTE_MS)).toEqual({ at: [37, -2], isOld: true });
});

test("tickets open and close as the day goes on", () => {
  const day = [
    ticket("EARLY"),
    ticket("LATER", { created_at: iso(1) }),
    ticket("DONE", { lifecycle: "closed", closed_at: iso(2) }),
    ticket("BEFORE", { lifecycle: "closed", closed_at: iso(-9) }),
  ];
  const ids = (instant: number) => {
    const { open, closed } = ticketsAt(day, AS_OF - 3_600_000, instant);
    return [open.map((one) => one.ticket_id), closed.map((one) => one.ticket_id)];
  };
  expect(ids(AS_OF)).toEqual([["EARLY", "DONE"], []]);
  expect(ids(AS_OF + 3 * 3_600_000)).toEqual([["EARLY", "LATER"], ["DONE"]]);
});

test("the plan has a crew at the first stop that has not ended", () => {
  const lane = {
    shiftFrom: 10,
    stops: [
      { id: "a", endsAt: 20 },
      { id: "b", endsAt: 40 },
    ],
  } as unknown as Lane;
  expect(plannedAt(lane, 5)).toBeNull();
  expect(plannedAt(lane, 12)?.id).toBe("a");
  expect(plannedAt(lane, 20)?.id).toBe("b");
  expect(plannedAt(lane, 41)).toBeNull();
});
