import assert from "node:assert/strict";
import { test } from "node:test";
import { type Plot, plotted } from "./plot";

const PLOT: Plot = {
  types: [["ASSAULT", "اعتداء"], ["PROTEST", "احتجاج"]],
  statuses: [["actual", "وقع"]],
  places: [["الرقة", "town", 3, 39.01, 35.95], ["حلب", "governorate", 70, 37.2, 36.2]],
  reports: ["aa11", "bb22"],
  type: [1, 0, 0],
  status: [0, 0, 0],
  place: [0, 1, 0],
  report: [0, 1, 1],
  event: ["e1", "e1", "e2"],
  start: [16132, 16132, null],
  end: [16132, 16162, null],
  date: [null, "2014-03", "2014"],
  after: null,
};

test("columns become events", () => {
  const [first, second, third] = plotted(PLOT);
  assert.deepEqual([first?.told.type_label, first?.told.place, first?.told.date, first?.area], ["احتجاج", "الرقة", "2014-03-03", false]);
  assert.equal(first?.told.url, "/reports/aa11#e1");
  assert.deepEqual([second?.at, second?.area, second?.told.date], [[37.2, 36.2], true, "2014-03"]);
  assert.deepEqual(second?.when, { from: 16132, to: 16162 });
  assert.deepEqual(third?.when, { from: 16071, to: 16435 });
});
