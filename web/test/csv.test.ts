import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatCsv, inert, parseCsv, selectRecords } from "../src/domain/csv";

test("quotes, commas and line breaks survive a round trip", () => {
  const records = [
    ["a", 'say "x", y', "two\r\nlines"],
    ["", "'=1+1", " "],
  ];
  expect(parseCsv(formatCsv(records))).toEqual(records);
});

test("a file without a last line break has its last record", () => {
  expect(parseCsv("a,b\r\n1,")).toEqual([
    ["a", "b"],
    ["1", ""],
  ]);
});

describe("a file of the list", () => {
  const inc =
    '\uFEFFticket_id,dataset,place,filters\r\nINC1,inc,"Ring, Road",window=24h\r\nINC2,inc,\'=cmd(),\r\n';
  const crq = "\uFEFFticket_id,dataset,place,filters\r\nINC1,crq,x,\r\n";

  test("holds the records of the list in its order, with datasets kept apart", () => {
    const { text, kept } = selectRecords([inc, crq], ["crq:INC1", "inc:INC1"], "");
    expect(text).toBe(
      '\uFEFFticket_id,dataset,place,filters\r\nINC1,crq,x,\r\nINC1,inc,"Ring, Road",window=24h\r\n',
    );
    expect(kept).toBe(2);
  });

  test("counts only the tickets that the server still has", () => {
    const { text, kept } = selectRecords([inc], ["inc:GONE", "inc:INC1"], "");
    expect(parseCsv(text)).toHaveLength(1 + kept);
    expect(kept).toBe(1);
  });

  test("lists the page's filters after the server's, and keeps the guard against formulas", () => {
    const records = parseCsv(selectRecords([inc], ["inc:INC2", "inc:INC1"], "Breached; Age 1–3 days").text);
    expect(records[1]).toEqual(["INC2", "inc", "'=cmd()", "Breached; Age 1–3 days"]);
    expect(records[2]?.[3]).toBe("window=24h; Breached; Age 1–3 days");
  });

  test("is refused if the server's columns are not as expected", () => {
    expect(() => selectRecords(["id,name\r\n1,2\r\n"], [], "")).toThrow("lacks");
  });
});

const guarded: [string, string][] = JSON.parse(readFileSync("../tests/fixtures/inert.json", "utf8"));

test.each(guarded)("%j is guarded as the server guards it", (text, expected) => {
  expect(inert(text)).toBe(expected);
});

test("a ticket whose id looks like a formula is in the file, and no other in its place", () => {
  const ids = ["=1+1", "'=1+1", "-7", "a;=b", "INC1"];
  const rows = ids.map((id) => `${inert(id)},inc,\r\n`).join("");
  const { text, kept } = selectRecords(
    [`ticket_id,dataset,filters\r\n${rows}`],
    ids.map((id) => `inc:${id}`),
    "",
  );
  expect(kept).toBe(ids.length);
  expect(parseCsv(text).map(([id]) => id)).toEqual(["\uFEFFticket_id", ...ids.map(inert)]);
});
