import { describe, expect, test } from "vitest";
import { formatMap, formatPoint, formatView, parseMap, parsePoint, parseView } from "../src/state/url";
import { DEFAULT_VIEW, type View } from "../src/state/view";

const FULL: View = {
  tab: "both",
  cluster: "Nairobi West & East",
  status: "in_progress",
  team: "",
  owner: "ann",
  window: "7d",
  from: "2026-11-20T08:00",
  to: "2026-11-21",
  sla: "breached",
  age: "1-3d",
  position: "unlocated",
  due: "week",
  actionable: "yes",
  created: "window",
  moved: "reopened",
  slower: "408",
  point: "36.810000,-1.260000",
  show: "all",
  sort: "-due",
  map: "12.50/-1.2860/36.8200",
  ticket: "inc:INC/1 ä",
  pane: "list",
};

describe("the address", () => {
  test("says nothing of the default view", () => {
    expect(formatView(DEFAULT_VIEW)).toBe("");
    expect(parseView("")).toEqual({ view: DEFAULT_VIEW, complaints: [] });
  });

  test("gives every part of a view back, blank values too", () => {
    expect(parseView(formatView(FULL))).toEqual({ view: FULL, complaints: [] });
  });

  test("stays readable", () => {
    const view: View = { ...DEFAULT_VIEW, ticket: "inc:INC1", map: "12.50/-1.2860/36.8200" };
    expect(formatView(view)).toBe("?map=12.50/-1.2860/36.8200&ticket=inc:INC1");
  });

  test.each([
    ["window=9x", "24h"],
    ["tab=foo", "inc"],
    ["sla=late", "nothing"],
    ["sort=colour", "-age"],
    ["ticket=42", "nothing"],
    ["map=far/away", "nothing"],
    ["from=soon", "nothing"],
    ["to=2026-11-21", "nothing, as there is no from"],
  ])("%s is complained of and left at its default", (query, instead) => {
    const { view, complaints } = parseView(`?${query}`);
    const [name, value] = query.split("=");
    expect(view).toEqual(DEFAULT_VIEW);
    expect(complaints).toEqual([{ name, value, instead }]);
  });

  test("a parameter that does not exist is complained of, those of every object among them", () => {
    expect(parseView("?colour=red&toString=1").complaints.map(({ name }) => name)).toEqual([
      "colour",
      "toString",
    ]);
  });

  test("a window that ends before it begins loses its end", () => {
    const { view, complaints } = parseView("?from=2026-11-21&to=2026-11-20");
    expect([view.from, view.to]).toEqual(["2026-11-21", null]);
    expect(complaints).toHaveLength(1);
  });
});

test("cameras and points survive the way through the address", () => {
  const camera = { zoom: 12.5, latitude: -1.286, longitude: 36.82 };
  expect(parseMap(formatMap(camera))).toEqual(camera);
  expect(parsePoint(formatPoint([36.81, -1.26]))).toEqual([36.81, -1.26]);
  expect([parseMap("99/0/0"), parseMap("1/2"), parsePoint("181,0"), parsePoint("x")]).toEqual(
    Array(4).fill(undefined),
  );
});
