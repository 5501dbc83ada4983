// The figures on public sets: on a small set in two languages whose figures are counted by hand.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { byCrossing, describePublicSet, describePublicSets, measurePublicSet, publicFiguresOf } from "./public.mjs";

const statement = (id, lang, doc) => [id, { id, lang, doc, pos: 0, text: `Statement ${id}.` }];

const set = {
  name: "small",
  claims: [
    { id: "1", lang: "en", claim: "Claim 1.", label: "supports", gold: ["a"] },
    { id: "2", lang: "en", claim: "Claim 2.", label: "refutes", gold: ["b"] },
    { id: "3", lang: "fr", claim: "Claim 3.", label: "supports", gold: ["b"] },
    { id: "4", lang: "fr", claim: "Claim 4.", label: "nei", gold: [] },
  ],
  statements: new Map([statement("a", "en", "A"), statement("b", "fr", "B"), statement("c", "en", "C"), statement("d", "en", "C")]),
  pairs: [
    { claim: "1", statement: "a", label: "supports" },
    { claim: "2", statement: "b", label: "refutes" },
    { claim: "3", statement: "b", label: "supports" },
    { claim: "3", statement: "a", label: "nei" },
  ],
  articles: [],
};

/** What the engine says of a pair: relation and score; of all others a near miss with the score 0.1. */
const kAnswers = {
  "1 a": ["nuances", 0.9],
  "2 b": ["supports", 0.8],
  "3 b": [null, 0.2],
  "3 a": [null, 0.3],
};
/** The statements that it finds. */
const kRanked = { 1: ["c", "a"], 2: ["b"], 3: ["a", "c", "d"], 4: [] };

const open = async () => ({
  info: {},
  check: async () => ({}),
  rank: async (text) => kRanked[text.match(/\d/)[0]].map((id, i) => ({ statement: id, score: 0.9 - i / 10 })),
  async compare(claim, { text }) {
    const [relation, score] = kAnswers[`${claim.match(/\d/)[0]} ${text.match(/ (.)\./)[1]}`] ?? [null, 0.1];
    return { relation, score };
  },
  close() {},
});

describe("figures on a public set", () => {
  let measured;
  let figures;
  before(async () => {
    measured = await measurePublicSet(set, open, { count: 10 });
    figures = publicFiguresOf(measured);
  });

  it("of the evidence: gold statements among the first ones", () => {
    assert.deepEqual(figures.recall, [{ part: 1, of: 3 }, { part: 2, of: 3 }]);
    assert.deepEqual(figures.ranked, { part: 2, of: 3 });
  });

  it("of relations, two-way and three-way; a nuance supports, a near miss is nei", () => {
    assert.deepEqual(figures.twoWay, { part: 1, of: 3 });
    assert.deepEqual(figures.threeWay, { part: 2, of: 4 });
    assert.deepEqual(figures.direction, { part: 1, of: 2 });
  });

  it("of a set without nei are two-way only", () => {
    const judged = measured.judged.filter(({ label }) => label !== "nei");
    assert.deepEqual(publicFiguresOf({ ...measured, judged }).threeWay, { part: 0, of: 0 });
  });

  it("of the score: evidence over what is off the topic, and over nei", () => {
    assert.equal(figures.overOffTopic, 1);
    assert.equal(figures.overNei.toFixed(3), (2 / 3).toFixed(3));
    assert.equal(figures.bestOverNei, 1);
  });

  it("take statements of other documents than the evidence's for off-topic", () => {
    // The evidence of claim 1 is in A, of claim 2 in B, and claim 3 was judged with both: 3 + 3 + 2 of the statements are left.
    assert.equal(measured.offTopic.length, 8);
    assert.ok(measured.offTopic.every(({ score }) => score === 0.1));
  });

  it("are the same every time", async () => {
    assert.deepEqual(await measurePublicSet(set, open, { count: 10 }), measured);
  });

  it("are grouped by crossing", () => {
    const crossings = byCrossing(measured);
    assert.deepEqual([...crossings.keys()], ["en>en", "en>fr", "fr>en", "fr>en+fr", "fr>fr"]);
    assert.deepEqual([...crossings].map(([, { found }]) => found.length), [1, 1, 0, 1, 1]);
    assert.deepEqual(publicFiguresOf(crossings.get("en>en")).twoWay, { part: 1, of: 1 });
    assert.deepEqual(publicFiguresOf(crossings.get("fr>fr")).recall, [{ part: 0, of: 1 }, { part: 0, of: 1 }]);
  });

  it("of a set without pairs score its gold statements", async () => {
    const without = await measurePublicSet({ ...set, pairs: [] }, open, { count: 10 });
    const { pairs, overOffTopic, twoWay } = publicFiguresOf(without);
    assert.deepEqual([pairs, twoWay.of, without.judged.map(({ score }) => score)], [0, 0, [0.9, 0.8, 0.2]]);
    assert.equal(overOffTopic, 26 / 27);  // claim 3 with a, now off the topic, scores above its evidence
  });

  it("are printed, with a matrix for each crossing where it is asked for", () => {
    const text = describePublicSet(measured);
    assert.match(text, /recall@5 66\.7/);
    assert.match(text, /two-way 33\.3 {3}three-way 50\.0/);
    assert.match(text, /^ {2}en>fr +1 +100\.0 +100\.0 +1 +0\.0 +– /m);
    assert.equal(text.match(/label \\ said/g).length, 1);
    assert.equal(describePublicSet(measured, { matrices: true }).match(/label \\ said/g).length, 5);
    assert.equal(describePublicSets([measured, measured]).split("\n").length, 11);
  });

  it("need the statements that the set names", async () => {
    const broken = { ...set, pairs: [{ claim: "1", statement: "z", label: "supports" }] };
    await assert.rejects(measurePublicSet(broken, open, { count: 10 }), /small: there is no statement 'z'/);
  });
});
