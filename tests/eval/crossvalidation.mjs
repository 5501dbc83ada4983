// @ts-check
// What the fitted weights are worth on articles that they were not fitted on, the choice of the penalties, and of the cut-off.

import { fitModel, kRelations, predictPair } from "./model.mjs";
import { articleKey } from "./pairs.mjs";
import { auroc, mean } from "./statistics.mjs";

/** @typedef {import("./pairs.mjs").TrainingPair} TrainingPair */
/** @typedef {import("./model.mjs").Strengths} Strengths */
/** @typedef {{ pair: TrainingPair, fold: number, speaks: number, relation: number[] }} Prediction of a pair that the model has not seen */
/** @typedef {{ pairs: number, speaking: number, speaksLoss: number, auroc: number, relationLoss: number, relationRight: number }} Quality */

const kShown = 3;  // excerpts that count, as in score.mjs

/**
 * Each pair of the folds, predicted by a model that has seen no pair of any article of the pair's fold.
 * @param {TrainingPair[]} pairs
 * @param {Map<string, number>} foldOf by articleKey
 * @param {(pairs: TrainingPair[]) => import("./model.mjs").Model} fit
 * @returns {{ models: import("./model.mjs").Model[], predictions: Prediction[] }}
 */
export function crossValidate(pairs, foldOf, fit) {
  const folds = Math.max(...foldOf.values()) + 1;
  const home = (/** @type {TrainingPair} */ { source, home }) => foldOf.get(articleKey(source, home));
  const touches = (/** @type {TrainingPair} */ pair, /** @type {number} */ fold) =>
    home(pair) === fold || pair.articles.some((article) => foldOf.get(articleKey(pair.source, article)) === fold);
  const models = Array.from({ length: folds }, (_, fold) => fit(pairs.filter((pair) => !touches(pair, fold))));
  const predictions = models.flatMap((model, fold) =>
    pairs.filter((pair) => home(pair) === fold).map((pair) => ({ pair, fold, ...predictPair(model, pair) })));
  return { models, predictions };
}

/**
 * @param {Prediction[]} predictions
 * @returns {Quality}
 */
export function qualityOf(predictions) {
  const speaking = predictions.filter(({ pair }) => pair.speaks);
  const probability = (/** @type {Prediction} */ { pair, relation }) => relation[kRelations.indexOf(/** @type {any} */ (pair.relation))];
  return {
    pairs: predictions.length,
    speaking: speaking.length,
    speaksLoss: mean(predictions.map(({ pair, speaks }) => -Math.log(pair.speaks ? speaks : 1 - speaks))),
    auroc: auroc(predictions.map(({ pair, speaks }) => ({ score: speaks, positive: pair.speaks }))),
    relationLoss: mean(speaking.map((prediction) => -Math.log(probability(prediction)))),
    relationRight: mean(speaking.map((prediction) => Number(probability(prediction) === Math.max(...prediction.relation)))),
  };
}

/**
 * The penalties under which predictions of `judged` pairs lose least, one for each model.
 * @param {number[]} grid
 * @param {(strengths: Strengths) => Prediction[]} predictionsFor
 */
export function chooseStrengths(grid, predictionsFor) {
  const tried = grid.map((strength) => ({ strength, quality: qualityOf(predictionsFor({ speaks: strength, relation: strength })) }));
  const least = (/** @type {"speaksLoss" | "relationLoss"} */ loss) => tried.reduce((best, one) => (one.quality[loss] < best.quality[loss] ? one : best)).strength;
  return { tried, strengths: { speaks: least("speaksLoss"), relation: least("relationLoss") } };
}

/**
 * The cut-off with the best F1 of showing, over whole claims: a claim whose evidence is among its first excerpts is right, one whose
 * evidence is not is a miss, and each of the first excerpts that is off the point costs as much as a miss.
 * @param {Prediction[]} predictions
 */
export function chooseCutOff(predictions) {
  const claims = [...byClaim(predictions).values()].map((some) => some.sort((a, b) => b.speaks - a.speaks));
  const cutOffs = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  const tried = cutOffs.map((cutOff) => ({ cutOff, f1: showingF1(claims, cutOff) }));
  return tried.reduce((best, one) => (one.f1 > best.f1 ? one : best));
}

/**
 * @param {Prediction[][]} claims the predictions of each, best first
 * @param {number} cutOff
 */
function showingF1(claims, cutOff) {
  let right = 0, wrong = 0;
  for (const predictions of claims) {
    const shown = predictions.slice(0, kShown).filter(({ speaks }) => speaks >= cutOff);
    const hit = shown.some(({ pair }) => pair.speaks);
    right += Number(hit);
    wrong += shown.filter(({ pair }) => !pair.speaks).length + Number(!hit && predictions.some(({ pair }) => pair.speaks));
  }
  return (2 * right) / (2 * right + wrong);
}

/** @param {Prediction[]} predictions */
function byClaim(predictions) {
  /** @type {Map<string, Prediction[]>} */
  const claims = new Map();
  for (const prediction of predictions) {
    const key = `${prediction.pair.source}\t${prediction.pair.claim}`;
    claims.set(key, [...(claims.get(key) ?? []), prediction]);
  }
  return claims;
}
