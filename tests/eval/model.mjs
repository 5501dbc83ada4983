// @ts-check
// The two models of core/comparison/model.h: fitted, applied, and written as weights.tsv.

import { readFile } from "node:fs/promises";
import { fitSoftmax, predict } from "./fit.mjs";

/** @typedef {import("./pairs.mjs").TrainingPair} TrainingPair */
/** @typedef {{ speaks: number, relation: number }} Strengths of the penalty */
/** @typedef {{ names: string[], speaks: Float64Array[], relation: Float64Array[] }} Model speaks: [0] the statement does not, [1] it does */

export const kRelations = /** @type {const} */ (["supports", "nuances", "contradicts"]);

const kFeaturesHeader = new URL("../../core/comparison/features.h", import.meta.url);
const kBias = "bias";

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
  const fit = (/** @type {import("./fit.mjs").Example[]} */ examples, /** @type {number} */ classes, /** @type {number} */ strength) =>
    fitSoftmax(examples.filter(({ weight }) => weight > 0), { classes, features: names.length, bias, strength });
  const speaks = pairs.map((pair) => ({ features: encode(pair, names), label: Number(pair.speaks), weight: importance(pair).speaks }));
  const relation = pairs.flatMap((pair) =>
    pair.relation ? [{ features: encode(pair, names), label: kRelations.indexOf(pair.relation), weight: importance(pair).relation }] : []);
  // Two classes share what one weight would be penalised for; hence twice.
  return { names, speaks: fit(speaks, 2, 2 * strengths.speaks), relation: fit(relation, 3, strengths.relation) };
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
 * @param {number} cutOff
 * @param {string[]} comments
 */
export function weightsText({ names, speaks, relation }, { first, further }, comments) {
  const lines = names.flatMap((name, f) => {
    const numbers = [speaks[1][f] - speaks[0][f], ...relation.map((row) => row[f])].map(fourDigits);
    return numbers.every((number) => number === "0") ? [] : [[name, ...numbers].join("\t")];
  });
  return [...comments.map((line) => `# ${line}`.trimEnd()), `cut-off\t${fourDigits(first)}`, `cut-off-further\t${fourDigits(further)}`, ...lines, ""].join("\n");
}

/** @param {number} number */
function fourDigits(number) {
  const rounded = Math.abs(number) < 1e-4 ? 0 : number;  // a weight that moves nothing
  return String(Number(rounded.toPrecision(4)));
}
