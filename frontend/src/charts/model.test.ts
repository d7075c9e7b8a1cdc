import assert from "node:assert/strict";
import { test } from "node:test";
import { most, ticks, type Told } from "./model";

const told = (kind: Told["kind"], ...values: (number | null)[][]): Told => ({ kind, title: "", labels: ["a", "b"], series: values.map((one, i) => ({ name: String(i), values: one })) });

test("columns stand on one another, bars beside one another", () => {
  assert.equal(most(told("columns", [1, 2], [3, null])), 4);
  assert.equal(most(told("bars", [1, 2], [3, null])), 3);
});
test("an empty chart still has a scale", () => assert.equal(most(told("lines", [null, null])), 1));
test("counts have whole ticks only", () => {
  assert.deepEqual(ticks(told("bars", [1, 2]), [0, 0.5, 1]), [0, 1]);
  assert.deepEqual(ticks(told("bars", [1.5, 2]), [0, 0.5, 1]), [0, 0.5, 1]);
});
