// @ts-check
// The two models of core/comparison/model.h: fitted, applied, and written as weights.tsv.

import { readFile } from "node:fs/promises";
import { addedBySteps, fitSteps, softmax } from "./boost.mjs";
import { fitSoftmax } from "./fit.mjs";

/** @typedef {import("./pairs.mjs").TrainingPair} TrainingPair */
/** @typedef {{ speaks: number, relation: number }} Strengths of the penalty */
/** @typedef {{ weights: Float64Array[], steps: import("./boost.mjs").Step[] }} Fitted a row of weights for each class */
/** @typedef {{ names: string[], speaks: Fitted, relation: Fitted }} Model the classes of speaks: [0] the statement does not, [1] it does */

export const kRelations = /** @type {const} */ (["supports", "nuances", "contradicts"]);

const kFeaturesHeader = new URL("../../core/comparison/features.h", import.meta.url);
const kBias = "bias";

/**
 * Rounds of steps after the weights. They gain much for the relation; for *speaks*, with a hundred times as many pairs, a fiftieth of
 * its log-loss for an hour of fitting.
 */
const kRounds = { speaks: 0, relation: 150 };

/** The names of the features, in the order of core/comparison/features.h. */
export async function featureNames() {
  const header = await readFile(kFeaturesHeader, "utf8");
  const names = [...header.matchAll(/^\s*X\(k\w+, "([^"]+)", /gm)].map(([, name]) => name);
  if (!names.includes(kBias)) throw new Error(`${kFeaturesHeader.pathname} names no feature '${kBias}'.`);
  return names;
}

/**
 * @param {TrainingPair[]} pairs
 * @param {string[]} names
 * @param {(pair: TrainingPair) => { speaks: number, relation: number }} importance of a pair for each model
 * @param {Strengths} strengths
 * @returns {Model}
 */
export function fitModel(pairs, names, importance, strengths) {
  const bias = names.indexOf(kBias);
  const fit = (/** @type {import("./fit.mjs").Example[]} */ all, /** @type {number} */ classes, /** @type {number} */ strength, /** @type {number} */ rounds) => {
    const examples = all.filter(({ weight }) => weight > 0);
    const weights = fitSoftmax(examples, { classes, features: names.length, bias, strength });
    const { steps, bias: gained } = fitSteps(examples, weights, { features: names.length, bias, rounds });
    gained.forEach((number, c) => (weights[c][bias] += number));
    return { weights, steps };
  };
  const speaks = pairs.map((pair) => ({ features: encode(pair, names), label: Number(pair.speaks), weight: importance(pair).speaks }));
  const relation = pairs.flatMap((pair) =>
    pair.relation ? [{ features: encode(pair, names), label: kRelations.indexOf(pair.relation), weight: importance(pair).relation }] : []);
  // Two classes share what one weight would be penalised for; hence twice.
  return { names, speaks: fit(speaks, 2, 2 * strengths.speaks, kRounds.speaks), relation: fit(relation, 3, strengths.relation, kRounds.relation) };
}

/**
 * @param {Model} model
 * @param {TrainingPair} pair
 * @returns {{ speaks: number, relation: number[] }} as in Prediction of model.h
 */
export function predictPair(model, pair) {
  const features = encode(pair, model.names);
  return { speaks: predict(model.speaks, features)[1], relation: predict(model.relation, features) };
}

/**
 * @param {Fitted} fitted
 * @param {import("./fit.mjs").SparseVector} features
 */
function predict({ weights, steps }, features) {
  const added = addedBySteps(steps, features, weights.length);
  return softmax(weights.map((row, c) => features.indices.reduce((sum, feature, i) => sum + row[feature] * features.values[i], added[c])));
}

/** @type {WeakMap<TrainingPair, import("./fit.mjs").SparseVector>} */
const encoded = new WeakMap();

/**
 * By index in `names`, in increasing order. Names are the same in all of a run, so a pair is encoded once.
 * @param {TrainingPair} pair
 * @param {string[]} names
 */
function encode(pair, names) {
  let vector = encoded.get(pair);
  if (!vector) {
    const indices = names.flatMap((name, index) => (pair.features.get(name) ? [index] : []));
    vector = { indices, values: indices.map((index) => Number(pair.features.get(names[index]))) };
    encoded.set(pair, vector);
  }
  return vector;
}

/**
 * weights.tsv. Features that have no weight at all are left out.
 * @param {Model} model
 * @param {import("./crossvalidation.mjs").CutOffs} cutOffs
 * @param {string[]} comments
 */
export function weightsText({ names, speaks, relation }, { first, further }, comments) {
  const weights = names.flatMap((name, f) =>
    lineOf([name], [speaks.weights[1][f] - speaks.weights[0][f], ...relation.weights.map((row) => row[f])]));
  const steps = [
    ...speaks.steps.map(({ feature, threshold, adds }) => ({ feature, threshold, adds: [adds[1] - adds[0], 0, 0, 0] })),
    ...relation.steps.map(({ feature, threshold, adds }) => ({ feature, threshold, adds: [0, ...adds] })),
  ].sort((a, b) => a.feature - b.feature || a.threshold - b.threshold)
    .flatMap(({ feature, threshold, adds }) => lineOf(["step", names[feature], String(threshold)], adds));
  return [...comments.map((line) => `# ${line}`.trimEnd()), `cut-off\t${fourDigits(first)}`, `cut-off-further\t${fourDigits(further)}`, ...weights, ...steps, ""].join("\n");
}

/**
 * One line; none if all its numbers are 0.
 * @param {string[]} head
 * @param {number[]} numbers
 */
function lineOf(head, numbers) {
  const written = numbers.map(fourDigits);
  return written.every((number) => number === "0") ? [] : [[...head, ...written].join("\t")];
}

/** @param {number} number */
function fourDigits(number) {
  const rounded = Math.abs(number) < 1e-4 ? 0 : number;  // a weight that moves nothing
  return String(Number(rounded.toPrecision(4)));
}
