import { describe, expect, test } from "vitest";
import { nextSort, sorted } from "../src/domain/order";
import { rowAfterKey, scrollFor, visibleSpan } from "../src/domain/rows";
import { iso, ticket } from "./support";

describe("order", () => {
  const tickets = [
    ticket("INC10", { age_minutes: 5, due_at: iso(3), location_name: "b" }),
    ticket("INC9", { age_minutes: null, due_at: null, location_name: null, cluster: null }),
    ticket("INC2", { age_minutes: 50, due_at: iso(-3), location_name: "a" }),
    ticket("INC1", { age_minutes: 50, lifecycle: "closed", closed_at: iso(-1) }),
  ];
  const ids = (sort: Parameters<typeof sorted>[1]): string[] => sorted(tickets, sort).map((t) => t.ticket_id);

  test("open comes before closed, unknown values last in both directions", () => {
    expect(ids("-age")).toEqual(["INC2", "INC10", "INC9", "INC1"]);
    expect(ids("age")).toEqual(["INC10", "INC2", "INC9", "INC1"]);
    expect(ids("due")).toEqual(["INC2", "INC10", "INC9", "INC1"]);
    expect(ids("-place")).toEqual(["INC10", "INC2", "INC9", "INC1"]);
  });

  test("waiting tickets come between open and closed ones, by their due times", () => {
    const waiting = ticket("INC3", { lifecycle: "waiting", due_at: iso(-9), age_minutes: 9000 });
    const all = sorted([...tickets, waiting], "due").map((t) => t.ticket_id);
    expect(all).toEqual(["INC2", "INC10", "INC9", "INC3", "INC1"]);
  });

  test("ids sort by their numbers", () => {
    expect(ids("ticket")).toEqual(["INC2", "INC9", "INC10", "INC1"]);
  });

  test("equal tickets are sorted by worse state, then by id", () => {
    const equal = [
      ticket("3"),
      ticket("2"),
      ticket("1", { sla_state: "unknown" }),
      ticket("4", { sla_state: "breached" }),
    ];
    expect(sorted(equal, "team").map((t) => t.ticket_id)).toEqual(["4", "2", "3", "1"]);
  });

  test("the input is not changed", () => {
    const before = [...tickets];
    sorted(tickets, "ticket");
    expect(tickets).toEqual(before);
  });

  test("a column sorts by its useful end first, then the other way", () => {
    expect([nextSort("due", "age"), nextSort("-age", "age"), nextSort("age", "age")]).toEqual([
      "-age",
      "age",
      "-age",
    ]);
    expect([nextSort("-age", "due"), nextSort("due", "due")]).toEqual(["due", "-due"]);
  });
});

describe("rendered rows", () => {
  test("cover the view and a few more", () => {
    expect(visibleSpan(0, 540, 54, 5000)).toEqual({ start: 0, end: 18 });
    expect(visibleSpan(5400, 540, 54, 5000)).toEqual({ start: 92, end: 118 });
    expect(visibleSpan(0, 540, 54, 3)).toEqual({ start: 0, end: 3 });
    expect(visibleSpan(9999, 540, 54, 0)).toEqual({ start: 0, end: 0 });
  });

  test("stay within a list that has become shorter than its scroll position", () => {
    const { start, end } = visibleSpan(100_000, 540, 54, 10);
    expect(start).toBeLessThan(10);
    expect(end).toBe(10);
  });

  test("scrolling moves no further than needed", () => {
    expect(scrollFor(5, 0, 540, 54)).toBeUndefined();
    expect(scrollFor(10, 0, 540, 54)).toBe(54);
    expect(scrollFor(2, 540, 540, 54)).toBe(108);
  });

  test("keys stay within the list", () => {
    const rowAfter = (key: string, at: number) => rowAfterKey(key, at, 100, 10);
    expect([
      rowAfter("ArrowUp", 0),
      rowAfter("ArrowDown", 99),
      rowAfter("PageDown", 95),
      rowAfter("End", 3),
    ]).toEqual([0, 99, 99, 99]);
    expect([rowAfter("Home", 50), rowAfter("x", 5), rowAfterKey("End", 0, 0, 10)]).toEqual([
      0,
      undefined,
      undefined,
    ]);
  });
});
