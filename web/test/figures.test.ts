import { describe, expect, test } from "vitest";
import { figuresOf } from "../src/domain/figures";
import { PAGE_FILTER_NAMES } from "../src/domain/filters";
import { ageBucket, type Ticket } from "../src/domain/ticket";
import { defaultView, type View } from "../src/domain/view";
import { iso, loaded, randoms, ticket } from "./support";

const DEFAULT_VIEW = defaultView(["inc", "crq"]);
const OPEN = [
  ticket("1", { sla_state: "breached", age_minutes: 5000, due_at: iso(-5), cluster: "Kilimani" }),
  ticket("2", { sla_state: "at_risk", at: null, geo_source: null, age_minutes: null, assigned_team: null }),
  ticket("3", { is_actionable: false, geo_source: "cluster", age_minutes: 100 }),
  ticket("4", { created_at: iso(-100), age_minutes: 240 }),
];
const CLOSED = [
  ticket("8", { lifecycle: "closed", sla_state: "breached", mttr_minutes: 300, closed_at: iso(-1) }),
  ticket("9", { lifecycle: "closed", mttr_minutes: 100, closed_at: iso(-2), cluster: null }),
];

const figures = (change: Partial<View> = {}, hasSchedule = false) =>
  figuresOf([loaded(OPEN, CLOSED, hasSchedule)], { ...DEFAULT_VIEW, ...change });

describe("figures without filters", () => {
  test("count what is loaded", () => {
    const { sla, waitingCount, unlocated, approximate, oldestMinutes, closedSla, withinShare, mttr } =
      figures();
    expect(sla).toEqual({ breached: 1, at_risk: 1, on_track: 2, unknown: 0 });
    expect([waitingCount, unlocated, approximate, oldestMinutes]).toEqual([3, 1, 1, 5000]);
    expect(closedSla).toEqual({ breached: 1, at_risk: 0, on_track: 1, unknown: 0 });
    expect(withinShare).toBe(0.5);
    expect(mttr).toEqual({ known: 2, median: 200, p90: 280 });
  });

  test("lines are sorted by most open, then by most closed; no value is a line too", () => {
    expect(figures().lines.cluster).toEqual([
      { value: "Westlands", open: 3, breached: 0, closed: 1 },
      { value: "Kilimani", open: 1, breached: 1, closed: 0 },
      { value: "", open: 0, breached: 0, closed: 1 },
    ]);
  });

  test("flows come from the server, because tickets as they are now do not show them", () => {
    expect(figures().flows).toEqual({ created: 4, closings: 3, reopened: 1, net_flow: 2 });
    expect([figures().areFlowsWider, figures({ sla: "breached" }).areFlowsWider]).toEqual([false, true]);
  });

  test("without closed tickets there is no share and no time to restore", () => {
    const { withinShare, mttr, oldestMinutes } = figuresOf([loaded([])], DEFAULT_VIEW);
    expect([withinShare, mttr.median, oldestMinutes]).toEqual([null, null, null]);
  });
});

describe("a filter", () => {
  const ids = (tickets: Ticket[]): string => tickets.map((t) => t.ticket_id).join("");

  test.each([
    [{ sla: "breached" }, "1", "8"],
    [{ age: "unknown" }, "2", ""],
    [{ age: "4-24h" }, "4", "89"],
    [{ position: "unlocated" }, "2", ""],
    [{ moved: "window" }, "123", "89"],
    [{ slower: "100" }, "", "8"],
    [{ slower: "99" }, "", "89"],
    [{ position: "located" }, "134", "89"],
    [{ position: "approximate" }, "3", ""],
    [{ actionable: "no" }, "3", ""],
    [{ created: "window" }, "123", "89"],
    [{ point: "36.810000,-1.260000" }, "134", "89"],
    [{ point: "36.810002,-1.260000" }, "", ""],
    [{ sla: "on_track", position: "located", actionable: "yes" }, "4", "9"],
  ] as [Partial<View>, string, string][])("%j leaves open %j and closed %j", (change, open, closed) => {
    const found = figures(change);
    expect([ids(found.open), ids(found.closed)]).toEqual([open, closed]);
  });

  test("keeps the counts of its other values, and narrows everything else", () => {
    const found = figures({ sla: "breached" });
    expect(found.sla).toEqual({ breached: 1, at_risk: 1, on_track: 2, unknown: 0 });
    expect(found.unlocated).toBe(0);
    expect(found.ages.filter(({ open }) => open > 0)).toEqual([{ bucket: "3-7d", open: 1, breached: 1 }]);
    expect(found.lines.cluster).toEqual([
      { value: "Kilimani", open: 1, breached: 1, closed: 0 },
      { value: "Westlands", open: 0, breached: 0, closed: 1 },
    ]);
  });
});

describe("when tickets are due", () => {
  const open = [
    ticket("a", { due_at: iso(-0.01) }),
    ticket("b", { due_at: iso(0), scheduled_at: iso(0) }),
    // 09:00 UTC is noon in Nairobi: its day ends twelve hours later.
    ticket("c", { due_at: iso(11.99) }),
    ticket("d", { due_at: iso(12) }),
    ticket("e", { due_at: iso(7 * 24) }),
    ticket("f", { due_at: null }),
  ];

  test("is counted by the content's own clock and the East Africa day", () => {
    const { schedule } = figuresOf([loaded(open, [], true)], DEFAULT_VIEW);
    expect(schedule).toEqual({ overdue: 1, today: 2, week: 3, unscheduled: 5 });
  });

  test("is unknown if no type has appointments", () => {
    expect(figures().schedule).toBeNull();
    expect(figures({ due: "overdue" }).open).toEqual([]);
  });
});

test("each figure that filters counts what a click on it shows, whatever else is set", () => {
  const random = randoms(7);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const open = Array.from({ length: 300 }, (_, i) =>
    ticket(String(i), {
      sla_state: pick(["breached", "at_risk", "on_track", "unknown"]),
      age_minutes: pick([null, 10, 300, 2000, 5000, 20000]),
      is_actionable: pick([true, false, null]),
      at: pick([null, [36.8, -1.2], [36.9, -1.3]]),
      geo_source: pick(["feed", "cluster"]),
      created_at: pick([iso(-1), iso(-30), null]),
      due_at: pick([null, iso(-1), iso(3), iso(50), iso(500)]),
      scheduled_at: pick([null, iso(3)]),
    }),
  );
  const values: Partial<Record<keyof View, string[]>> = {
    sla: ["breached", "at_risk"],
    age: ["0-4h", "over-7d"],
    position: ["located"],
    actionable: ["yes"],
    due: ["week", "overdue"],
    created: ["window"],
  };
  for (let round = 0; round < 60; round++) {
    const view: View = { ...DEFAULT_VIEW };
    for (const name of PAGE_FILTER_NAMES) {
      const choice = values[name];
      if (choice && random() < 0.3) Object.assign(view, { [name]: pick(choice) });
    }
    const data = [loaded(open, [], true)];
    const shown = figuresOf(data, view);
    const after = (change: Partial<View>): number => figuresOf(data, { ...view, ...change }).open.length;
    expect(shown.sla.breached).toBe(after({ sla: "breached" }));
    expect(shown.unlocated).toBe(after({ position: "unlocated" }));
    expect(shown.schedule?.week).toBe(after({ due: "week" }));
    for (const { bucket, open: counted } of shown.ages) expect(counted).toBe(after({ age: bucket }));
  }
});

test("age buckets include their lower end and exclude their upper end", () => {
  expect([0, 239, 240, 1439, 1440, 4320, 10080].map(ageBucket)).toEqual([
    "0-4h",
    "0-4h",
    "4-24h",
    "4-24h",
    "1-3d",
    "3-7d",
    "over-7d",
  ]);
});

test("reopened tickets are shown, whenever they were opened", () => {
  const all = loaded([ticket("1", { created_at: iso(-100), is_reopened: true }), ...OPEN]);
  const open = (moved: View["moved"]): string[] =>
    figuresOf([all], { ...DEFAULT_VIEW, moved }).open.map((t) => t.ticket_id);
  expect(open("reopened")).toEqual(["1"]);
  expect(open("window")).toContain("1");
  expect(open("window")).not.toContain("4");
});

test("the time to restore includes what its own filter leaves out", () => {
  expect(figures({ slower: "100" }).mttr).toEqual(figures().mttr);
});

describe("waiting tickets", () => {
  const waiting = [
    ticket("w1", { lifecycle: "waiting", is_actionable: false, sla_state: "breached", age_minutes: 90_000 }),
    ticket("w2", { lifecycle: "waiting", is_actionable: false }),
  ];
  const all = { ...loaded(OPEN, CLOSED), waiting, metrics: { ...loaded([]).metrics, waiting: 1200 } };

  test("are counted apart: no other figure includes them", () => {
    const [found, without] = [figuresOf([all], DEFAULT_VIEW), figures()];
    expect(found.waiting.map((t) => t.ticket_id)).toEqual(["w1", "w2"]);
    expect([found.sla, found.ages, found.oldestMinutes, found.lines]).toEqual([
      without.sla,
      without.ages,
      without.oldestMinutes,
      without.lines,
    ]);
  });

  test("are counted by the server, which knows those that are not loaded; a page filter counts the loaded", () => {
    expect(figuresOf([all, all], DEFAULT_VIEW).waitingCount).toBe(2400);
    expect(figuresOf([all], { ...DEFAULT_VIEW, sla: "breached" }).waitingCount).toBe(1);
  });
});
