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

/** @typedef {{ first: number, further: number }} CutOffs from which value of `speaks` on the best statement is shown, and each after it */

/** Further statements are shown when they are likelier on the point than off it; `speaks` is a probability. */
const kFurther = 0.5;

/** Product decision: an excerpt off the point is worse than a missed one, half as bad again. */
const kMissed = 2 / 3;

/**
 * The cut-off of the best statement with the best F of showing, over whole claims: each of the first excerpts on the point is right,
 * each off the point is wrong, and a claim whose evidence is not among them counts as kMissed of one.
 * @param {Prediction[]} predictions
 * @returns {{ cutOffs: CutOffs, f: number }}
 */
export function chooseCutOffs(predictions) {
  const claims = [...byClaim(predictions).values()].map((some) => some.sort((a, b) => b.speaks - a.speaks));
  const grid = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  const tried = grid.map((first) => {
    const cutOffs = { first, further: Math.max(first, kFurther) };
    return { cutOffs, f: showingF(claims, cutOffs) };
  });
  return tried.reduce((best, one) => (one.f > best.f ? one : best));
}

/**
 * @param {Prediction[][]} claims the predictions of each, best first
 * @param {CutOffs} cutOffs
 */
function showingF(claims, { first, further }) {
  let right = 0, off = 0, missed = 0;
  for (const predictions of claims) {
    const shown = predictions.slice(0, kShown).filter(({ speaks }, i) => speaks >= (i === 0 ? first : further));
    const onPoint = shown.filter(({ pair }) => pair.speaks).length;
    right += onPoint;
    off += shown.length - onPoint;
    missed += Number(onPoint === 0 && predictions.some(({ pair }) => pair.speaks));
  }
  return ((1 + kMissed) * right) / ((1 + kMissed) * right + off + kMissed * missed);  // Van Rijsbergen's F with beta² = kMissed
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
