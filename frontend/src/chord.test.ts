import assert from "node:assert/strict";
import { test } from "node:test";
import { chordOf, means, written, type Pressed } from "./chord";

const press = (code: string, key: string, shiftKey = false): Pressed => ({ code, key, shiftKey });

// what is pressed, the chord it is to mean
const MEANT: readonly (readonly [Pressed, string])[] = [
  [press("KeyA", "a"), "KeyA"],
  [press("KeyA", "ش"), "KeyA"],
  [press("KeyJ", "ت"), "KeyJ"],
  [press("Slash", "ظ"), "Slash"],
  [press("Slash", "؟", true), "Shift+Slash"],
  [press("Digit7", "/", true), "Slash"],
  [press("Minus", "?", true), "Shift+Slash"],
];
for (const [event, chord] of MEANT) test(`${event.key} at ${event.code} is ${chord}`, () => assert.ok(means(event, chord)));

test("Shift makes another chord", () => assert.equal(means(press("KeyA", "A", true), "KeyA"), false));
test("a chord is the place, with Shift in front", () => assert.equal(chordOf(press("KeyN", "N", true)), "Shift+KeyN"));
test("help is written as a question mark", () => assert.equal(written("Shift+Slash"), "?"));
test("both letters are shown where the board is known", () => assert.equal(written("KeyA", new Map([["KeyA", "ش"]])), "A · ش"));
