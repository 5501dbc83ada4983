#!/usr/bin/env node
// @ts-check
// npm run train: fits the weights of core/comparison/model.h and writes data/model/weights.tsv. The same data and the same features
// give the same bytes. Needs recoupe-native (cmake --preset release). Options:
//
//   --data FOLDER…    labelled claims with their articles; default tests/sets/dev
//   --own-only        without the public sets of RECOUPE_SHARED/eval/public (by default ../shared)
//   --out FILE        default data/model/weights.tsv
//   --features FILE   also writes the labelled pairs with their features there, a line each
//
// How well weights do is always told of articles that they were not fitted on: five folds, no article in two of them.

import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chooseCutOff, chooseStrengths, crossValidate, qualityOf } from "./crossvalidation.mjs";
import { kEngines } from "./engines.mjs";
import { featureNames, fitModel, weightsText } from "./model.mjs";
import { NativeEngine } from "./native.mjs";
import { articleKey, foldsOf, hashOf, pairsAsJudged, pairsOfClaims, pairsOfDocuments } from "./pairs.mjs";
import { describeFigures, table } from "./report.mjs";
import { figuresOf, judge } from "./score.mjs";
import { loadPublicSet, loadSet } from "./sets.mjs";

/** @typedef {import("./pairs.mjs").TrainingPair} TrainingPair */
/** @typedef {import("./sets.mjs").ClaimSet} ClaimSet */

const root = fileURLToPath(new URL("../../", import.meta.url));
const shared = process.env.RECOUPE_SHARED ?? join(root, "../shared");

const kFolds = 5;
const kStrengths = [0.1, 0.3, 1, 3, 10];

/**
 * The public sets that may be fitted on, and how much a pair of theirs counts where one of ours counts 1. Chosen by what they do to
 * the loss on our own held-out articles: their claims are of other kinds, and their labels of single sentences are incomplete.
 */
const kPublicSources = {
  "wice-train": { pairs: pairsOfDocuments, speaks: 0.05, relation: 0 },         // "partly supported" is coverage, hardly ever a nuance of ours
  "fm2-train": { pairs: pairsOfDocuments, speaks: 0, relation: 0.1 },           // one sentence is marked where several speak
  "check-covid-train": { pairs: pairsOfDocuments, speaks: 0.1, relation: 0.1 },
  "scifact-train": { pairs: pairsAsJudged, speaks: 0, relation: 0.1 },          // no sentence that does not speak
  "rte3-fr-train": { pairs: pairsAsJudged, speaks: 0.3, relation: 0.1 },
};

/** What measures the engine may not teach it. */
const kNeverRead = ["tests/sets/heldout", "../shared/eval/mission", "../shared/eval/general"].map((path) => resolve(root, path));

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function main() {
  const { data, out, features, ownOnly } = readArguments();
  const names = await featureNames();
  const sets = await Promise.all(data.map((folder) => loadSet(folder)));
  const own = new Set(sets.map(({ name }) => name));
  const pairs = await readPairs(sets, ownOnly);
  if (features) await writeFile(features, pairs.map((pair) => `${JSON.stringify({ ...pair, features: Object.fromEntries(pair.features) })}\n`).join(""));

  const importance = ({ source }) => (own.has(source) ? { speaks: 1, relation: 1 } : kPublicSources[source]);
  const counted = pairs.filter((pair) => own.has(pair.source) || importance(pair).speaks > 0 || pair.relation);
  const foldOf = foldsOf(counted, kFolds);
  const fit = (strengths) => (/** @type {TrainingPair[]} */ some) => fitModel(some, names, importance, strengths);
  const ofOwn = (predictions) => predictions.filter(({ pair }) => own.has(pair.source));

  const { tried, strengths } = chooseStrengths(kStrengths, (some) => ofOwn(crossValidate(counted, foldOf, fit(some)).predictions));
  const { models, predictions } = crossValidate(counted, foldOf, fit(strengths));
  const judged = ofOwn(predictions);
  const cutOff = chooseCutOff(judged);
  const product = await checkOutOfFold(sets, foldOf, models.map((model) => weightsText(model, cutOff.cutOff, [])));

  const comments = describe({ pairs, own, tried, strengths, judged, predictions, cutOff, product });
  await writeFile(out, weightsText(fit(strengths)(counted), cutOff.cutOff, comments));
  console.log(comments.join("\n"));
  console.log(`\n${describeFigures("our claims, each checked with weights that have not seen its articles", product, new Map())}\n\nWritten: ${out}`);
}

/**
 * @param {ClaimSet[]} sets
 * @param {boolean} ownOnly
 * @returns {Promise<TrainingPair[]>}
 */
async function readPairs(sets, ownOnly) {
  const engine = new NativeEngine();
  /** @type {TrainingPair[]} */
  const pairs = [];
  for (const set of sets) pairs.push(...(await pairsOfClaims(set, engine)));
  const folder = join(shared, "eval/public");
  for (const [name, source] of Object.entries(ownOnly ? {} : kPublicSources)) {
    if (existsSync(join(folder, name))) pairs.push(...(await source.pairs(await loadPublicSet(join(folder, name)), engine)));
    else console.error(`Without ${name}: there is no ${join(folder, name)}.`);
  }
  engine.close();
  return pairs;
}

/**
 * Whole checks of our own claims, each with the weights of the fold that its article was kept out of.
 * @param {ClaimSet[]} sets
 * @param {Map<string, number>} foldOf
 * @param {string[]} weights of each fold
 */
async function checkOutOfFold(sets, foldOf, weights) {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-train-"));
  /** @type {import("./score.mjs").JudgedClaim[]} */
  const judged = [];
  try {
    for (const [fold, text] of weights.entries()) {
      const file = join(folder, `${fold}.tsv`);
      await writeFile(file, text);
      for (const { name, claims, articles } of sets) {
        const engine = await kEngines.native(articles, { weights: file });
        const mine = claims.filter(({ id, evidence }) => foldOf.get(articleKey(name, evidence[0]?.article ?? `none ${id}`)) === fold);
        const results = await Promise.all(mine.map(async ({ id, claim, lang }) => ({ id, ...(await engine.check(claim, lang)) })));
        judged.push(...judge(mine, results));
        engine.close();
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return judged;
}

/** The head of the file: what the weights were fitted on, and what they are worth. */
function describe({ pairs, own, tried, strengths, judged, predictions, cutOff, product }) {
  const count = (source) => {
    const mine = pairs.filter((pair) => pair.source === source);
    const { speaks, relation } = own.has(source) ? { speaks: 1, relation: 1 } : kPublicSources[source];
    return [source, ...[mine.length, mine.filter((pair) => pair.speaks).length, speaks, relation].map(String)];
  };
  const row = (name, quality) => [name, String(quality.pairs), String(quality.speaking), ...quality.numbers];
  const numbers = (predictions) => {
    const q = qualityOf(predictions);
    return { ...q, numbers: [q.speaksLoss, q.auroc, q.relationLoss, q.relationRight].map((number) => number.toFixed(4)) };
  };
  const folds = Array.from({ length: kFolds }, (_, fold) => row(`fold ${fold + 1}`, numbers(judged.filter((prediction) => prediction.fold === fold))));
  const publicRows = [...new Set(pairs.map(({ source }) => source))].filter((source) => !own.has(source)).flatMap((source) => {
    const some = predictions.filter(({ pair }) => pair.source === source);
    return some.length > 0 ? [row(source, numbers(some))] : [];
  });
  const figures = figuresOf(product);
  const share = ({ part, of }) => (part / of).toFixed(3);
  return [
    "Weights of the features (core/comparison/model.h). Made by npm run train: do not edit.",
    `Training data ${hashOf(pairs)}:`,
    ...table(["set", "pairs", "speak", "counts in speaks", "in relation"], [...new Set(pairs.map(({ source }) => source))].map(count)).split("\n"),
    "",
    "On articles not fitted on, five folds:",
    ...table(["", "pairs", "speak", "log-loss", "AUROC", "relation log-loss", "right"], [row("ours", numbers(judged)), ...folds, ...publicRows]).split("\n"),
    "",
    `Penalty: speaks ${strengths.speaks}, relation ${strengths.relation}, of`,
    ...table(["penalty", "log-loss", "relation log-loss"], tried.map(({ strength, quality }) =>
      [String(strength), quality.speaksLoss.toFixed(4), quality.relationLoss.toFixed(4)])).split("\n"),
    "",
    `Cut-off: F1 of showing ${cutOff.f1.toFixed(3)}. Our claims: outcome right ${share(figures.strict)}, lenient ${share(figures.lenient)}, hit@3 ${share(figures.hit3)},`,
    `relation right ${share(figures.relation)}, precision of shown ${share(figures.precision)}, silent on none ${share(figures.silentOnNone)}.`,
    "",
  ];
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: "string", multiple: true, default: [] },
      out: { type: "string", default: join(root, "data/model/weights.tsv") },
      features: { type: "string" },
      "own-only": { type: "boolean", default: false },
    },
  });
  const named = [...(values.data ?? []), ...positionals];
  const data = named.length > 0 ? named : [join(root, "tests/sets/dev")];
  for (const folder of data) {
    const forbidden = kNeverRead.find((path) => `${resolve(folder)}${sep}`.startsWith(`${path}${sep}`));
    if (forbidden) throw new Error(`${folder} is for measuring: weights are never fitted on ${basename(forbidden)}.`);
  }
  return { data, out: values.out, features: values.features, ownOnly: values["own-only"] };
}
