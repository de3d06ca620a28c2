import { describe, expect, test } from "vitest";
import { dashboardUrl } from "../src/api/routes";
import { parseView } from "../src/domain/address";
import { clockOf } from "../src/domain/clock";
import { figuresOf } from "../src/domain/figures";
import { commonest, nameKey } from "../src/domain/names";
import { defaultView } from "../src/domain/view";
import { loaded, ticket } from "./support";

const VIEW = defaultView(["inc"]);

describe("a name", () => {
  test("is the same in any case, and without what has no width", () => {
    expect(nameKey(" Muigai\u200B \u00A0Inn\u00A0")).toBe(nameKey("MUIGAI INN"));
  });

  test("is shown in its commonest spelling", () => {
    expect([...commonest(["B", "a", "A", "b", "B", ""]).values()]).toEqual(["B", "A"]);
  });

  test("has one line of a breakdown, whatever its spelling", () => {
    const tickets = ["MUIGAI INN", "Muigai Inn", "MUIGAI INN", null].map((cluster, i) =>
      ticket(String(i), { cluster }),
    );
    expect(figuresOf([loaded(tickets)], VIEW).lines.cluster.map(({ value, open }) => [value, open])).toEqual([
      ["MUIGAI INN", 3],
      ["", 1],
    ]);
  });

  test("that is missing is asked for as (none)", () => {
    expect(dashboardUrl("inc", { ...VIEW, team: "" })).toBe(
      "/api/v1/inc/dashboard?team=%28none%29&window=24h",
    );
    expect(parseView("?team=(None)", ["inc"]).view.team).toBe("");
  });
});

test("a side without a bound holds everything", () => {
  const filters = { as_of: "2026-06-25T09:00:00+00:00", from: null, to: null };
  const dashboard = { filters, metrics: { schedule: null } };
  const clock = clockOf(dashboard as unknown as Parameters<typeof clockOf>[0]);
  expect([clock.from, clock.to]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
});
