import { expect, test } from "vitest";
import { count, percent, quantile, signed, sum, tickets } from "../src/domain/numbers";

test("an unknown number is a dash, never a zero", () => {
  expect([count(null), count(undefined), signed(null), percent(undefined)]).toEqual(["–", "–", "–", "–"]);
  expect([count(0), count(12345), count(-5), signed(12), signed(-3), signed(0)]).toEqual([
    "0",
    "12,345",
    "−5",
    "+12",
    "−3",
    "0",
  ]);
});

test("only the whole is 100 % and only nothing is 0 %", () => {
  expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(["0 %", "1 %", "50 %", "99 %", "100 %"]);
});

test("one is singular", () => {
  expect([tickets(0), tickets(1), tickets(1204)]).toEqual(["0 tickets", "1 ticket", "1,204 tickets"]);
});

test("a sum with an unknown part is unknown", () => {
  expect([sum([1, 2]), sum([1, null]), sum([])]).toEqual([3, null, null]);
});

test("quantiles are interpolated as in the database", () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(quantile([9], 0.9)).toBe(9);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([220, 760], 0.9)).toBe(706);
});
