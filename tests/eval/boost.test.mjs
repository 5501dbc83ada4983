// @ts-check
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addedBySteps, fitSteps } from "./boost.mjs";

/** @param {number} value @param {number} label */
const example = (value, label) => ({ features: { indices: value === 0 ? [0] : [0, 1], values: value === 0 ? [1] : [1, value] }, label, weight: 1 });
const options = { features: 2, bias: 0, rounds: 60 };
const none = () => [new Float64Array(2), new Float64Array(2)];

describe("steps", () => {
  it("find a threshold that no weight can express", () => {
    const examples = Array.from({ length: 300 }, (_, i) => example(i / 300, Number(i > 100 && i < 200)));
    const { steps } = fitSteps(examples, none(), options);
    const at = (/** @type {number} */ value) => addedBySteps(steps, example(value, 0).features, 2)[1];
    assert.ok(at(0.5) > at(0.1) + 1);
    assert.ok(at(0.5) > at(0.9) + 1);
  });

  it("add nothing where there is nothing to find", () => {
    const examples = Array.from({ length: 100 }, (_, i) => example((i % 10) / 10, Math.floor(i / 10) % 2));
    for (const { adds } of fitSteps(examples, none(), options).steps) assert.ok(Math.abs(adds[1]) < 0.05);
  });

  it("add nothing at 0, whatever the thresholds", () => {
    const examples = Array.from({ length: 300 }, (_, i) => example((i - 150) / 150, Number(i > 75)));
    const { steps, bias } = fitSteps(examples, none(), options);
    assert.ok(steps.some(({ threshold }) => threshold < 0));
    assert.deepEqual(addedBySteps(steps, example(0, 0).features, 2), [0, 0]);
    assert.ok(bias[1] > 0, "the bias has what is common to both sides");
  });
});
