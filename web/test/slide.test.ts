import { expect, test } from "vitest";
import { restMs } from "../src/map/slide";

test("a quick map is drawn in each frame, a slow one less often, but never left blank for long", () => {
  expect(restMs(17)).toBe(0);
  expect(restMs(50)).toBe(150);
  expect(restMs(1_000)).toBe(300);
});
