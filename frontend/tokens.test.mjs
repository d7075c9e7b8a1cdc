import assert from "node:assert/strict";
import { test } from "node:test";
import { COLOURS, CONTRASTS } from "./tokens.mjs";

function luminance(hex) {
  const parts = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255);
  const [r, g, b] = parts.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

for (const [theme, index] of [["light", 0], ["dark", 1]]) {
  for (const [words, ground, least] of CONTRASTS) {
    test(`${theme}: ${words} on ${ground}`, () => {
      const found = contrast(COLOURS[words][index], COLOURS[ground][index]);
      assert.ok(found >= least, `${found.toFixed(2)} < ${least}`);
    });
  }
}
