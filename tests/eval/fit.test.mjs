// The fit: on data whose best weights are known.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chooseCutOffs, crossValidate } from "./crossvalidation.mjs";
import { fitSoftmax, predict } from "./fit.mjs";
import { weightsText } from "./model.mjs";
import { articleKey, foldsOf } from "./pairs.mjs";
import { auroc, percentile, sample } from "./statistics.mjs";

const kOptions = { classes: 2, features: 2, bias: 0, strength: 1e-6 };
const vector = (...values) => ({ indices: values.map((_, i) => i), values });
const example = (label, values, weight = 1) => ({ features: vector(...values), label, weight });

describe("softmax regression", () => {
  it("gives the shares where there is only a bias, weights counted", () => {
    const weights = fitSoftmax([example(1, [1], 3), example(0, [1], 1)], { ...kOptions, features: 1 });
    assert.ok(Math.abs(predict(weights, vector(1))[1] - 0.75) < 1e-6);
  });

  it("gives the odds of each value of one feature", () => {
    const examples = [...Array(2).fill(example(1, [1, 0])), ...Array(8).fill(example(0, [1, 0])), ...Array(9).fill(example(1, [1, 1])), example(0, [1, 1])];
    const weights = fitSoftmax(examples, kOptions);
    assert.ok(Math.abs(predict(weights, vector(1, 0))[1] - 0.2) < 1e-5);
    assert.ok(Math.abs(predict(weights, vector(1, 1))[1] - 0.9) < 1e-5);
  });

  it("is drawn to 0 by the penalty, but for the bias", () => {
    const weights = fitSoftmax([...Array(3).fill(example(1, [1, 1])), example(0, [1, 0])], { ...kOptions, strength: 1e6 });
    assert.ok(Math.abs(weights[1][1]) < 1e-4);
    assert.ok(Math.abs(predict(weights, vector(1, 1))[1] - 0.75) < 1e-3);
  });

  it("has three classes whose weights add up to 0, and no gradient left", () => {
    const examples = Array.from({ length: 30 }, (_, i) => example((i * 7) % 3, [1, ((i * 13) % 10) / 10]));
    const weights = fitSoftmax(examples, { ...kOptions, classes: 3, strength: 1 });
    for (const f of [0, 1]) assert.ok(Math.abs(weights.reduce((sum, row) => sum + row[f], 0)) < 1e-9);
    for (const c of [0, 1, 2]) {
      const slope = examples.reduce((sum, { features, label }) => sum + (predict(weights, features)[c] - Number(c === label)) * features.values[1], weights[c][1]);
      assert.ok(Math.abs(slope) < 1e-3, String(slope));
    }
  });
});

const pair = (claim, home, speaks, articles = [home]) =>
  ({ source: "set", claim, home, articles, statement: articles.at(-1), speaks, relation: null, features: new Map() });

describe("cross-validation", () => {
  it("predicts each pair by a model that has not seen any of its articles", () => {
    const pairs = ["a", "b", "c", "d", "e", "f"].flatMap((home, i, all) => [pair(home, home, true), pair(home, home, false, [home, all[(i + 1) % 6]])]);
    const foldOf = foldsOf([...pairs, pair("none", "none 1", false, ["a"])], 3);
    const { predictions } = crossValidate(pairs, foldOf, (seen) => ({ names: [], speaks: [], relation: [], seen }));
    assert.equal(predictions.length, pairs.length);
    const { models } = crossValidate(pairs, foldOf, (seen) => ({ names: [], speaks: [], relation: [], seen }));
    for (const { pair: { home }, fold } of predictions) {
      assert.equal(foldOf.get(articleKey("set", home)), fold);
      for (const { articles } of models[fold].seen) for (const article of articles) assert.notEqual(foldOf.get(articleKey("set", article)), fold);
    }
  });

  it("puts the cut-off where showing is right most often", () => {
    const prediction = (claim, speaks, score) => ({ pair: pair(claim, "a", speaks), fold: 0, speaks: score, relation: [] });
    const { cutOffs, f } = chooseCutOffs([
      prediction("1", true, 0.8), prediction("1", false, 0.3),
      prediction("2", true, 0.6), prediction("2", false, 0.5),
      prediction("3", false, 0.55),
    ]);
    assert.ok(cutOffs.first > 0.55 && cutOffs.first <= 0.6);
    assert.equal(f, 1);
  });
});

describe("weights.tsv", () => {
  it("has four significant digits and leaves out what weighs nothing", () => {
    const model = { names: ["bias", "idle", "coverage"], speaks: [[1, 0, -2.345678], [-1, 0, 2.345678]], relation: [[0, 0, 123456], [0, 0, 0], [0, 0, 0.00001]] };
    assert.equal(weightsText(model, { first: 0.4, further: 0.5 }, ["By hand", ""]), "# By hand\n#\ncut-off\t0.4\ncut-off-further\t0.5\nbias\t-2\t0\t0\t0\ncoverage\t4.691\t123500\t0\t0\n");
  });
});

describe("statistics", () => {
  it("of ranks: AUROC counts ties half", () => {
    const items = [[0.9, true], [0.5, true], [0.5, false], [0.1, false]].map(([score, positive]) => ({ score, positive }));
    assert.equal(auroc(items), 3.5 / 4);
    assert.ok(Number.isNaN(auroc(items.slice(0, 2))));
  });

  it("of shares: percentiles are numbers of the list", () => {
    assert.equal(percentile([3, 1, 2], 0.5), 2);
    assert.equal(percentile([4, 1, 2, 3], 0.95), 4);
  });

  it("of samples: the same ones every time, in their order", () => {
    const items = Array.from({ length: 50 }, (_, i) => `item ${i}`);
    const some = sample(items, 10, (item) => item);
    assert.equal(some.length, 10);
    assert.deepEqual(some, sample([...items], 10, (item) => item));
    assert.deepEqual(some, items.filter((item) => some.includes(item)));
  });
});
