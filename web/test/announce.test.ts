import { expect, test } from "vitest";
import { announce, announcement } from "../src/state/announce";

test("a repeated message differs from the one before", () => {
  const texts = ["2 new", "2 new", "2 new", "1 closed"].map((text) => {
    announce(text);
    return announcement.value;
  });
  expect(texts.map((text) => text.trim())).toEqual(["2 new", "2 new", "2 new", "1 closed"]);
  expect(texts.every((text, i) => text !== texts[i - 1])).toBe(true);
});
