import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, narrowed } from "./narrowing";

const groups = [
  { name: "accident", members: [{ words: "accident حادث", of: 1 }, { words: "accidental explosion انفجار عرضي", of: 2 }] },
  { name: "assault", members: [{ words: "assault اعتداء", of: 3 }, { words: "explosive عبوة ناسفة", of: 4 }, { words: "الأَسْرى prisoners", of: 5 }] },
];
const found = (typed: string): number[] => narrowed(groups, typed).flatMap((group) => group.members.map((member) => member.of));

test("names are compared in any spelling", () => {
  assert.equal(folded("الأَسْـرى"), "الاسري");
  assert.deepEqual(found("اسرى"), [5]);
  assert.deepEqual(found("عبوه"), [4]);
});

test("every word must begin one of a name, or of its group", () => {
  assert.deepEqual(found("acc exp"), [2]);
  assert.deepEqual(found("assault"), [3, 4, 5]);
  assert.deepEqual(found("sault"), []);
  assert.deepEqual(found(""), [1, 2, 3, 4, 5]);
});

test("a group of which a name begins so comes first", () => assert.deepEqual(found("exp"), [4, 2]));
