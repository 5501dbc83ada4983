#!/usr/bin/env node
// @ts-check
// npm run eval -- FOLDER…: checks the claims of each folder against its articles and prints the figures of report.mjs; for a
// public set (a folder with statements.jsonl) those of public.mjs. Options:
//
//   --engine wasm|native   the engine: through the package (npm run build), or recoupe-native
//   --weights FILE         a weights.tsv in place of the compiled one; native only
//   --articles FOLDER      where the articles of the folders' claims are, if not in articles/ or ../../articles
//   --matrices             also the confusion matrix of each language and of each crossing: "en>fr" is an English claim, a French article
//   --list KIND            also the claims behind a figure: wrong, missed, shown, direction, relation
//   --jsonl FILE           also the results, a line each, as `recoupe check --jsonl` writes them
//   --public               also every set of RECOUPE_SHARED/eval/public (by default ../shared)
//   --sample N             at most N claims of a public set, the same ones every time; default 300

import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { kEngines } from "./engines.mjs";
import { describePublicSet, describePublicSets, measurePublicSet } from "./public.mjs";
import { describeClaim, describeFigures, describeMatrices } from "./report.mjs";
import { judge, kListKinds, listOf } from "./score.mjs";
import { isPublicSet, loadPublicSet, loadSet } from "./sets.mjs";

/** @typedef {import("./engines.mjs").OpenEngine} OpenEngine */

const root = fileURLToPath(new URL("../../", import.meta.url));
const shared = process.env.RECOUPE_SHARED ?? join(root, "../shared");

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function main() {
  const { folders, engine, weights, articles, matrices, list, jsonl, count } = await readArguments();
  const open = (/** @type {object[]} */ some) => kEngines[engine](some, { weights });
  /** @type {import("./score.mjs").JudgedClaim[]} */
  const all = [];
  /** @type {string[]} */
  const written = [];
  const allLanguages = new Map();
  const publicSets = [];

  for (const folder of folders) {
    if (isPublicSet(folder)) {
      const measured = await measurePublicSet(await loadPublicSet(folder), open, { count });
      console.log(`${describePublicSet(measured, { matrices })}\n`);
      publicSets.push(measured);
      continue;
    }
    const set = await loadSet(folder, { articles });
    const { results, languages } = await checkClaims(set, open);
    const judged = judge(set.claims, results);
    console.log(`${describeFigures(set.name, judged, languages)}\n`);
    if (matrices) console.log(`${describeMatrices(judged, languages)}\n`);
    if (list) console.log(`${listOf(judged, list).map(describeClaim).join("\n\n")}\n`);
    all.push(...judged);
    for (const [id, lang] of languages) allLanguages.set(id, lang);
    written.push(...results.map((result) => `${JSON.stringify(result)}\n`));
  }
  if (folders.length - publicSets.length > 1) {
    console.log(`${describeFigures("total", all, allLanguages)}\n`);
    if (matrices) console.log(`${describeMatrices(all, allLanguages)}\n`);
  }
  if (publicSets.length > 1) console.log(describePublicSets(publicSets));
  if (jsonl) await writeFile(jsonl, written.join(""));
}

/**
 * @param {import("./sets.mjs").ClaimSet} set
 * @param {(articles: object[]) => Promise<OpenEngine>} open
 */
async function checkClaims({ claims, articles }, open) {
  const engine = await open(articles);
  try {
    const results = await Promise.all(claims.map(async ({ id, claim, lang }) => {
      const { outcome, excerpts } = await engine.check(claim, lang);
      return { id, outcome, excerpts };
    }));
    return { results, languages: new Map(engine.info.articles.map((/** @type {any} */ { id, lang }) => [id, lang])) };
  } finally {
    engine.close();
  }
}

async function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      engine: { type: "string", default: "wasm" },
      weights: { type: "string" },
      articles: { type: "string" },
      matrices: { type: "boolean", default: false },
      list: { type: "string" },
      jsonl: { type: "string" },
      public: { type: "boolean", default: false },
      sample: { type: "string", default: "300" },
    },
  });
  const { engine, weights, articles, matrices, jsonl } = values;
  if (!(engine in kEngines)) throw new Error(`--engine is ${Object.keys(kEngines).join(" or ")}, not '${engine}'.`);
  if (weights && engine !== "native") throw new Error("--weights needs --engine native.");
  const list = kListKinds.find((kind) => kind === values.list);
  if (values.list && !list) throw new Error(`--list is one of ${kListKinds.join(", ")}, not '${values.list}'.`);
  const count = Number(values.sample);
  if (!(count >= 1)) throw new Error(`--sample is a number of claims, not '${values.sample}'.`);
  const folders = [...positionals, ...(values.public ? await publicFolders() : [])];
  if (folders.length === 0) throw new Error("Usage: npm run eval -- FOLDER… [--engine wasm|native] [--matrices] [--list KIND] [--jsonl FILE] [--public]");
  return { folders, engine, weights, articles, matrices, list, jsonl, count };
}

async function publicFolders() {
  const folder = join(shared, "eval/public");
  const names = await readdir(folder);
  return names.sort().map((name) => join(folder, name)).filter(isPublicSet);
}
