import { expect, test } from "vitest";
import { slideMs } from "../src/map/slide";

test("a fast map is drawn in each frame, a slow one less often, but it never stays blank for long", () => {
  expect(slideMs(17)).toBe(0);
  expect(slideMs(50)).toBe(150);
  expect(slideMs(1_000)).toBe(300);
});
