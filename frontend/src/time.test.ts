import assert from "node:assert/strict";
import { test } from "node:test";
import { binAt, binsOf, dayOf, heights, isoDay, overlap, unitFor } from "./time";

const day = (text: string): number => dayOf(text) as number;

// text, first day, last day
const DAYS: readonly (readonly [string | null, string | null, string | null])[] = [
  ["2014", "2014-01-01", "2014-12-31"],
  ["2016-02", "2016-02-01", "2016-02-29"],
  ["2014-03-05", "2014-03-05", "2014-03-05"],
  ["1967-06-05T10:00", "1967-06-05", "1967-06-05"],
  ["", null, null],
  [null, null, null],
  ["آذار", null, null],
];
for (const [text, first, last] of DAYS)
  test(`days of ${String(text)}`, () => {
    assert.equal(dayOf(text) === null ? null : isoDay(dayOf(text) as number), first);
    assert.equal(dayOf(text, true) === null ? null : isoDay(dayOf(text, true) as number), last);
  });

test("units grow with the extent", () => {
  assert.equal(unitFor({ from: 0, to: 30 }), "day");
  assert.equal(unitFor({ from: 0, to: 1000 }), "month");
  assert.equal(unitFor({ from: 0, to: 20_000 }), "year");
});
test("bins are whole and follow one another", () => {
  const bins = binsOf({ from: day("2014-01-15"), to: day("2015-02-03") }, "month");
  assert.equal(bins.length, 14);
  assert.equal(isoDay(bins[0]!.from), "2014-01-01");
  assert.equal(isoDay(bins[13]!.to), "2015-02-28");
  for (let i = 1; i < bins.length; i += 1) assert.equal(bins[i]!.from, bins[i - 1]!.to + 1);
});
test("a day is found in its bin", () => {
  const bins = binsOf({ from: day("2014-01-01"), to: day("2014-12-31") }, "month");
  assert.equal(binAt(bins, day("2014-03-31")), 2);
  assert.equal(binAt(bins, day("2013-03-31")), -1);
});
test("an event of a year is no event of January", () => {
  const bins = binsOf({ from: day("2014-01-01"), to: day("2014-12-31") }, "month");
  const { sure, spread } = heights([{ from: day("2014"), to: dayOf("2014", true) as number }, { from: day("2014-05-02"), to: day("2014-05-09") }], bins);
  assert.deepEqual(sure, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
  assert.ok(Math.abs(spread.reduce((a, b) => a + b) - 1) < 1e-9);
});
test("spans overlap at their ends", () => {
  assert.ok(overlap({ from: 1, to: 3 }, { from: 3, to: 5 }));
  assert.ok(!overlap({ from: 1, to: 2 }, { from: 3, to: 5 }));
});
