import { describe, expect, test } from "vitest";
import { formatView as format, parseView as parse } from "../src/domain/address";
import { formatMap, formatPoint, parseMap, parsePoint } from "../src/domain/position";
import { defaultView, type View } from "../src/domain/view";

const DATASETS = ["inc", "crq"];
const DEFAULT_VIEW = defaultView(DATASETS);
const parseView = (query: string) => parse(query, DATASETS);
const formatView = (view: View) => format(view, DATASETS);

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
  test("opens the first ticket type, and knows a tab of all types if there are several", () => {
    expect(parse("?tab=both", ["a", "b", "c"])).toEqual({
      view: { ...defaultView(["a", "b", "c"]), tab: "both" },
      complaints: [],
    });
    expect(parse("", ["a", "b", "c"]).view.tab).toBe("a");
    expect(parse("?tab=both", ["a"]).view.tab).toBe("a");
  });

  test("is empty for the default view", () => {
    expect(formatView(DEFAULT_VIEW)).toBe("");
    expect(parseView("")).toEqual({ view: DEFAULT_VIEW, complaints: [] });
  });

  test("restores every part of a view, empty values too", () => {
    expect(parseView(formatView(FULL))).toEqual({ view: FULL, complaints: [] });
  });

  test("stays readable", () => {
    const view: View = { ...DEFAULT_VIEW, ticket: "inc:INC1", map: "12.50/-1.2860/36.8200" };
    expect(formatView(view)).toBe("?map=12.50/-1.2860/36.8200&ticket=inc:INC1");
  });

  test.each([
    ["window=9x", "the page uses 24h instead"],
    ["tab=foo", "the page uses inc instead"],
    ["sla=late", "it is ignored"],
    ["sort=colour", "the page uses -age instead"],
    ["ticket=42", "it is ignored"],
    ["ticket=mnt:1", "it is ignored"],
    ["map=far/away", "it is ignored"],
    ["from=soon", "it is ignored"],
    ["to=2026-11-21", "it is ignored, because there is no from"],
  ])("%s is reported and left at its default", (query, instead) => {
    const { view, complaints } = parseView(`?${query}`);
    const [name, value] = query.split("=");
    expect(view).toEqual(DEFAULT_VIEW);
    expect(complaints).toEqual([{ name, value, instead }]);
  });

  test("a parameter that does not exist is reported, even one that every object has", () => {
    expect(parseView("?colour=red&toString=1").complaints.map(({ name }) => name)).toEqual([
      "colour",
      "toString",
    ]);
  });

  test("a window that ends before it starts loses its end", () => {
    const { view, complaints } = parseView("?from=2026-11-21&to=2026-11-20");
    expect([view.from, view.to]).toEqual(["2026-11-21", null]);
    expect(complaints).toHaveLength(1);
  });
});

test("cameras and points survive a round trip through the address", () => {
  const camera = { zoom: 12.5, latitude: -1.286, longitude: 36.82 };
  expect(parseMap(formatMap(camera))).toEqual(camera);
  expect(parsePoint(formatPoint([36.81, -1.26]))).toEqual([36.81, -1.26]);
  expect([parseMap("99/0/0"), parseMap("1/2"), parsePoint("181,0"), parsePoint("x")]).toEqual(
    Array(4).fill(undefined),
  );
});
