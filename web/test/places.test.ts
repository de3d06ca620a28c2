import { expect, test } from "vitest";
import { distanceM, distanceWords, nameWords, pointWords, readPoint, reasonWords } from "../src/places/words";

test("coordinates are read latitude first, and nothing else is", () => {
  expect(readPoint(" -1.2921, 36.8219 ")).toEqual([36.8219, -1.2921]);
  expect(readPoint("-1.2921 36.8219")).toEqual([36.8219, -1.2921]);
  for (const text of ["", "-1.29", "95, 36", "-1, 181", "1,2,3", "north, 36"])
    expect(readPoint(text)).toBeUndefined();
  expect(readPoint(pointWords([36.8219, -1.2921]))).toEqual([36.8219, -1.2921]);
});

test("distances are those on the ground", () => {
  expect(distanceM([36.82, -1.29], [39.67, -4.05])).toBeCloseTo(440_000, -4);
  expect([0, 516.4, 1234, 440_123].map(distanceWords)).toEqual(["0 m", "516 m", "1.2 km", "440 km"]);
});

test("every reason is shown as a sentence, from a person or a provider", () => {
  expect(reasonWords("gazetteer: two_places: its name is 440 km away")).toContain(
    "its tickets are in another",
  );
  expect(reasonWords("wrong: ann")).toBe("Rejected by ann");
  expect(reasonWords(null)).toBe("Nothing was found");
});

test("a place is named with what is around it", () => {
  expect(nameWords({ region: "nairobi", cluster: "Westlands", location: "Sarit" })).toBe(
    "Sarit (Westlands, nairobi)",
  );
  expect(nameWords({ region: null, cluster: "Westlands", location: null })).toBe("Westlands");
});
