import { expect, test } from "vitest";
import { changesBetween, changesInWords } from "../src/domain/changes";
import { ticket } from "./support";

test("tickets that only grew older have not changed", () => {
  const before = { open: [ticket("1")], closed: [] };
  const after = { open: [ticket("1", { age_minutes: 700, sla_state: "breached" })], closed: [] };
  expect(changesBetween(before, after).size).toBe(0);
});

test("changes are new, changed, closed or reopened", () => {
  const before = {
    open: [ticket("1"), ticket("2"), ticket("gone")],
    closed: [ticket("3", { is_open: false })],
  };
  const after = {
    open: [ticket("1", { assigned_team: "B" }), ticket("3"), ticket("4")],
    closed: [ticket("2", { is_open: false }), ticket("5", { is_open: false })],
  };
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
