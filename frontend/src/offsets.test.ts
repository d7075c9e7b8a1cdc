import assert from "node:assert/strict";
import { test } from "node:test";
import { lengthOf, slice, toCodePoints, toUnits } from "./offsets";

// text, code points, UTF-16 units
const LENGTHS: readonly (readonly [string, number, number])[] = [
  ["", 0, 0],
  ["قصف", 3, 3],
  ["قَصْف", 5, 5],
  ["🚑", 1, 2],
  ["أ🚑ب", 3, 4],
  ["👩‍⚕️ هنا", 8, 9],
  ["\u2067لواء\u2069", 6, 6],
  ["𞸀x", 2, 3],
];

for (const [text, points, units] of LENGTHS) {
  test(`length of ${JSON.stringify(text)}`, () => {
    assert.equal(lengthOf(text), points);
    assert.equal(text.length, units);
    assert.equal(toUnits(text, points), units);
  });
  test(`there and back in ${JSON.stringify(text)}`, () => {
    for (let at = 0; at <= points; at += 1) assert.equal(toCodePoints(text, toUnits(text, at)), at);
  });
  test(`slices of ${JSON.stringify(text)} are those of the code points`, () => {
    const all = [...text];
    for (let from = 0; from <= points; from += 1)
      for (let to = from; to <= points; to += 1) assert.equal(slice(text, from, to), all.slice(from, to).join(""));
  });
}

test("an offset inside a surrogate pair counts as in front of it", () => assert.equal(toCodePoints("🚑", 1), 0));
test("past the end is the end", () => assert.equal(toUnits("🚑", 9), 2));
