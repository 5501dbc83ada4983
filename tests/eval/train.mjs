#!/usr/bin/env node
// @ts-check
// npm run train: fits the weights of core/comparison/model.h and writes data/model/weights.tsv. The same data and the same features
// give the same bytes. Needs recoupe-native (cmake --preset release). Options:
//
//   --data FOLDER…    labelled claims with their articles; default tests/sets/dev and all tests/sets/train*
//   --own-only        without the public sets of RECOUPE_SHARED/eval/public (by default ../shared)
//   --out FILE        default data/model/weights.tsv
//   --features FILE   also writes the labelled pairs with their features there, a line each
//
// How well weights do is always told of articles that they were not fitted on: five folds, no article in two of them.

import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chooseCutOffs, chooseStrengths, crossValidate, qualityOf } from "./crossvalidation.mjs";
import { kEngines } from "./engines.mjs";
import { featureNames, fitModel, weightsText } from "./model.mjs";
import { NativeEngine } from "./native.mjs";
import { articleKey, foldsOf, hashOf, pairsAsJudged, pairsOfChanges, pairsOfClaims, pairsOfDocuments } from "./pairs.mjs";
import { describeFigures, percent, table } from "./report.mjs";
import { figuresOf, judge } from "./score.mjs";
import { loadPublicSet, loadSet } from "./sets.mjs";

/** @typedef {import("./pairs.mjs").TrainingPair} TrainingPair */
/** @typedef {import("./sets.mjs").ClaimSet} ClaimSet */
/** @typedef {import("./crossvalidation.mjs").Prediction} Prediction */
/** @typedef {{ pairs: (set: any, engine: NativeEngine) => Promise<TrainingPair[]>, speaks: number, relation: number }} PublicSource */

const root = fileURLToPath(new URL("../../", import.meta.url));
const shared = process.env.RECOUPE_SHARED ?? join(root, "../shared");

const kFolds = 5;
const kStrengths = [0.03, 0.1, 0.3, 1, 3, 10];

/**
 * The public sets that may be fitted on, and how much a pair of theirs counts where one of ours counts 1. Little: their claims are of
 * other kinds and their labels of single sentences incomplete, so at equal weight they cost more on our own held-out articles than
 * they bring. At these they raise the AUROC there and leave the relations as they are.
 */
const kPublicSources = /** @type {Record<string, PublicSource>} */ ({
  "wice-train": { pairs: pairsOfDocuments, speaks: 0.03, relation: 0.02 },  // "partly supported" is mostly coverage, seldom a nuance of ours
  "fm2-train": { pairs: pairsOfDocuments, speaks: 0, relation: 0.03 },      // one sentence is marked where several speak
  "check-covid-train": { pairs: pairsOfDocuments, speaks: 0.1, relation: 0.05 },
  "scifact-train": { pairs: pairsAsJudged, speaks: 0, relation: 0.03 },     // no pair of it does not speak
  "rte3-fr-train": { pairs: pairsAsJudged, speaks: 0.3, relation: 0.1 },
});

/** A pair of ours. */
const kOurs = { speaks: 1, relation: 1 };

/** A pair made by changing a sentence of an article of this set; its articles are no part of the property tests' (tests/cases). */
const kChangedSet = "train";
const kChanged = { speaks: 0, relation: 0.15 };

/** What measures the engine may not teach it. */
const kNeverRead = [join(root, "tests/sets/heldout"), join(root, "tests/sets/reserve"), join(shared, "eval/mission"), join(shared, "eval/general")].map((path) => resolve(path));

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

  const importance = (/** @type {TrainingPair} */ { source }) => importanceOf(source);
  const counted = pairs.filter((pair) => importance(pair).speaks > 0 || (pair.relation && importance(pair).relation > 0));
  const foldOf = foldsOf(counted, kFolds);
  const fit = (/** @type {import("./model.mjs").Strengths} */ strengths) => (/** @type {TrainingPair[]} */ some) => fitModel(some, names, importance, strengths);
  const ofOwn = (/** @type {Prediction[]} */ predictions) => predictions.filter(({ pair }) => own.has(pair.source));

  const { tried, strengths } = chooseStrengths(kStrengths, (some) => ofOwn(crossValidate(counted, foldOf, fit(some)).predictions));
  const { models, predictions } = crossValidate(counted, foldOf, fit(strengths));
  const judged = ofOwn(predictions);
  const chosen = chooseCutOffs(judged);
  const product = await checkOutOfFold(sets, foldOf, models.map((model) => weightsText(model, chosen.cutOffs, [])));

  const comments = [
    "Weights of the features (core/comparison/model.h). Made by npm run train: do not edit.",
    ...describeData(pairs),
    ...describeQuality(judged, predictions),
    `Penalty: speaks ${strengths.speaks}, relation ${strengths.relation}, of`,
    ...table(["penalty", "log-loss", "relation log-loss"], tried.map(({ strength, quality }) =>
      [String(strength), quality.speaksLoss.toFixed(4), quality.relationLoss.toFixed(4)])).split("\n"),
    "",
    ...describeProduct(chosen.f, product),
  ];
  await writeFile(out, weightsText(fit(strengths)(counted), chosen.cutOffs, comments));
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
  for (const set of sets.filter(({ name }) => name === kChangedSet)) pairs.push(...(await pairsOfChanges(set, engine)));
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

/** What the weights are fitted on. @param {TrainingPair[]} pairs */
function describeData(pairs) {
  const rows = sourcesOf(pairs).map((source) => {
    const mine = pairs.filter((pair) => pair.source === source);
    const { speaks, relation } = importanceOf(source);
    return [source, ...[mine.length, mine.filter((pair) => pair.speaks).length, speaks, relation].map(String)];
  });
  return [`Training data ${hashOf(pairs)}:`, ...table(["set", "pairs", "speak", "weight in speaks", "in relation"], rows).split("\n"), ""];
}

/**
 * What they are worth, pair by pair.
 * @param {Prediction[]} judged of our own sets
 * @param {Prediction[]} predictions of all
 */
function describeQuality(judged, predictions) {
  const row = (/** @type {string} */ name, /** @type {Prediction[]} */ some) => {
    const { pairs, speaking, speaksLoss, auroc, relationLoss, relationRight } = qualityOf(some);
    return [name, String(pairs), String(speaking), ...[speaksLoss, auroc, relationLoss, relationRight].map((number) => (Number.isNaN(number) ? "–" : number.toFixed(4)))];
  };
  const rows = [
    row("ours", judged),
    ...Array.from({ length: kFolds }, (_, fold) => row(`  fold ${fold + 1}`, judged.filter((prediction) => prediction.fold === fold))),
    ...sourcesOf(predictions.map(({ pair }) => pair)).filter((source) => kPublicSources[source])
      .map((source) => row(source, predictions.filter(({ pair }) => pair.source === source))),
  ];
  return ["On articles not fitted on, five folds:", ...table(["", "pairs", "speak", "log-loss", "AUROC", "relation log-loss", "right"], rows).split("\n"), ""];
}

/**
 * What they are worth, claim by claim.
 * @param {number} f of showing
 * @param {import("./score.mjs").JudgedClaim[]} judged
 */
function describeProduct(f, judged) {
  const { strict, lenient, hit3, relation, precision, silentOnNone } = figuresOf(judged);
  return [
    `Cut-offs: F of showing ${f.toFixed(3)}. Our claims: outcome right ${percent(strict)} %, lenient ${percent(lenient)} %, hit@3 ${percent(hit3)} %,`,
    `relation right ${percent(relation)} %, precision of shown ${percent(precision)} %, silent on none ${percent(silentOnNone)} %.`,
    "",
  ];
}

function ownSets() {
  const folder = join(root, "tests/sets");
  return readdirSync(folder).filter((name) => name === "dev" || name.startsWith("train")).sort().map((name) => join(folder, name));
}

/** @param {string} source */
function importanceOf(source) {
  return source.endsWith(" changed") ? kChanged : (kPublicSources[source] ?? kOurs);
}

/** @param {TrainingPair[]} pairs */
function sourcesOf(pairs) {
  return [...new Set(pairs.map(({ source }) => source))];
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
  const data = named.length > 0 ? named : ownSets();
  for (const folder of data) {
    const forbidden = kNeverRead.find((path) => `${resolve(folder)}${sep}`.startsWith(`${path}${sep}`));
    if (forbidden) throw new Error(`${folder} is for measuring: weights are never fitted on ${basename(forbidden)}.`);
  }
  return { data, out: values.out, features: values.features, ownOnly: values["own-only"] };
}
