import { expect, test } from "vitest";
import { announce, announcement } from "../src/ui/announce";

test("a message that is repeated is another text each time", () => {
  const texts = ["2 new", "2 new", "2 new", "1 closed"].map((text) => {
    announce(text);
    return announcement.value;
  });
  expect(texts.map((text) => text.trim())).toEqual(["2 new", "2 new", "2 new", "1 closed"]);
  expect(texts.every((text, i) => text !== texts[i - 1])).toBe(true);
});
