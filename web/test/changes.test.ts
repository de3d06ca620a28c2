import { expect, test } from "vitest";
import { changesBetween, changesInWords } from "../src/domain/changes";
import type { Tickets } from "../src/domain/ticket";
import { ticket } from "./support";

const tickets = (change: Partial<Tickets>): Tickets => ({ open: [], waiting: [], closed: [], ...change });

test("tickets that only grew older have not changed", () => {
  const before = tickets({ open: [ticket("1")] });
  const after = tickets({ open: [ticket("1", { age_minutes: 700, sla_state: "breached" })] });
  expect(changesBetween(before, after).size).toBe(0);
});

test("changes are new, changed, closed or reopened", () => {
  const before = tickets({
    open: [ticket("1"), ticket("2"), ticket("gone")],
    closed: [ticket("3", { lifecycle: "closed" })],
  });
  const after = tickets({
    open: [ticket("1", { assigned_team: "B" }), ticket("3"), ticket("4")],
    closed: [ticket("2", { lifecycle: "closed" }), ticket("5", { lifecycle: "closed" })],
  });
  const changes = changesBetween(before, after);
  expect(Object.fromEntries(changes)).toEqual({
    "inc:1": "changed",
    "inc:2": "closed",
    "inc:3": "reopened",
    "inc:4": "new",
    "inc:5": "closed",
  });
  expect(changesInWords(changes)).toBe("1 new, 1 changed, 2 closed, 1 reopened");
  expect(changesInWords(new Map())).toBe("");
});

test("a ticket that waits has not gone, and one that waits no more is not new", () => {
  const waiting = (id: string) => ticket(id, { lifecycle: "waiting" });
  const before = tickets({ open: [ticket("1")], waiting: [waiting("2"), waiting("3")] });
  const after = tickets({
    open: [ticket("2")],
    waiting: [waiting("1"), waiting("4")],
    closed: [ticket("3", { lifecycle: "closed" })],
  });
  const changes = changesBetween(before, after);
  expect(Object.fromEntries(changes)).toEqual({
    "inc:1": "waiting",
    "inc:2": "resumed",
    "inc:3": "closed",
    "inc:4": "waiting",
  });
  expect(changesInWords(changes)).toBe("2 waiting, 1 resumed, 1 closed");
});
