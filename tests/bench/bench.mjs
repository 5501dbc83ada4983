#!/usr/bin/env node
// @ts-check
// npm run bench: what the build weighs, when the demo page answers first, what the widget costs the page that holds it, how long checks
// take. Needs npm run build; the native engine and Chromium are measured where they are.
//
//   npm run bench -- [FOLDER] [--runs N] [--articles FOLDER] [--only sizes|demo|widget|speed]
//
// FOLDER holds claims and articles as for npm run eval; without it the demo's articles and examples are taken.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { table } from "../eval/report.mjs";
import { loadSet } from "../eval/sets.mjs";
import { percentile } from "../eval/statistics.mjs";
import { kNetworks, measureFirstAnswer } from "./browser.mjs";
import { firstAnswerOf, sizesOf, totalOf } from "./sizes.mjs";
import { packageIsBuilt, timeNative, timeWasm } from "./speed.mjs";
import { kMachines, kModes, openBench } from "./widget.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function main() {
  const { values, positionals: [folder] } = parseArgs({
    allowPositionals: true,
    options: { runs: { type: "string", default: "7" }, articles: { type: "string" }, only: { type: "string" } },
  });
  const runs = Number(values.runs);
  if (!(runs >= 1)) throw new Error(`--runs is a number of runs, not '${values.runs}'.`);
  if (!packageIsBuilt()) throw new Error("There is no web/dist/index.js; run: npm run build");

  const parts = {
    sizes: printSizes,
    demo: () => printFirstAnswer(runs),
    widget: () => printWidget(runs),
    speed: async () => printSpeed(folder ? await loadSet(folder, { articles: values.articles }) : { name: "the demo", ...(await loadDemo()) }, runs),
  };
  const { only } = values;
  if (only !== undefined && !Object.hasOwn(parts, only)) throw new Error(`--only is one of ${Object.keys(parts).join(", ")}.`);
  for (const [name, print] of Object.entries(parts)) if (only === undefined || only === name) await print();
}

async function printSizes() {
  const sizes = await sizesOf(join(root, "web/dist"));
  const types = sizes.filter(({ file }) => file.startsWith("types/"));
  const lines = [...sizes.filter((size) => !types.includes(size)), totalOf(`types/ (${types.length} files)`, types), firstAnswerOf(sizes)];
  console.log("Sizes, KB of 1024 bytes\n");
  console.log(table(["web/dist", "raw", "gzip -9", "brotli 11"], lines.map(({ file, raw, gzip, brotli }) => [file, ...[raw, gzip, brotli].map((bytes) => (bytes / 1024).toFixed(1))])));
}

/** @param {number} runs */
async function printFirstAnswer(runs) {
  const { claims: [{ claim }] } = await loadDemo();
  console.log(`\nDemo page: navigation to first excerpt, ms, median of ${runs}\n`);
  try {
    const rows = [];
    for (const [name, network] of Object.entries(kNetworks)) {
      const { cold, warm } = await measureFirstAnswer(claim, runs, network);
      rows.push([name, ...[cold, warm].map((times) => percentile(times, 0.5).toFixed(0))]);
    }
    console.log(table(["network", "empty cache", "full cache"], rows));
  } catch (error) {
    console.log(`  not measured: ${error instanceof Error ? error.message : error}`);
  }
}

/** @param {number} runs */
async function printWidget(runs) {
  const { articles, article, claim } = await loadArticlePage();
  const { buildCorpus } = await import(new URL("../../web/dist/index.js", import.meta.url).href);
  const bench = await openBench({ article, claim, corpus: await buildCorpus(articles) });
  const median = (/** @type {number[]} */ times) => percentile(times, 0.5);
  const more = (/** @type {number[]} */ times, /** @type {number[]} */ base) => (median(times) - median(base)).toFixed(1);
  try {
    console.log(`\nThe script tag on an article of ${article.length} characters, corpus of ${articles.length}: its scripts over the network (brotli), KB of 1024 bytes\n`);
    const sizes = [];
    for (const mode of kModes) {
      const { before, after } = await bench.bytes(mode);
      sizes.push([mode, ...[before, after].map((size) => (size / 1024).toFixed(1))]);
    }
    console.log(table(["mode", "before the first use", "after the first answer"], sizes));

    for (const [name, machine] of Object.entries(kMachines)) {
      const bare = await bench.mainThread(null, machine, runs);
      const rows = [];
      for (const mode of kModes) {
        const { cold, warm } = await bench.firstAnswer(mode, machine, runs);
        const { task, script, longest } = await bench.mainThread(mode, machine, runs);
        rows.push([mode, median(cold).toFixed(0), median(warm).toFixed(0), more(task, bare.task), more(script, bare.script), median(longest).toFixed(0)]);
      }
      console.log(`\nThe script tag, ${name}: ms, median of ${runs}; what its page's main thread does more than without it, before the first use (CPU time; without: ${median(bare.task).toFixed(0)})\n`);
      console.log(table(["mode", "first answer, empty cache", "full cache", "main thread", "of it script", "longest task over 50"], rows));
    }
  } finally {
    await bench.close();
  }
}

/** The articles of tests/sets/dev, one of them as a page, and its first sentence as a claim. */
async function loadArticlePage() {
  const folder = join(root, "tests/sets/dev/articles");
  const names = (await readdir(folder)).sort();
  const articles = await Promise.all(names.map(async (name) => {
    const text = await readFile(join(folder, name), "utf8");
    return { id: name.replace(/\.txt$/, ""), title: text.split("\n")[0], text };
  }));
  const article = articles.find(({ id }) => id === "fr-court")?.text ?? "";
  return { articles, article, claim: article.split(/\n\s*\n/)[1]?.split(/(?<=\.)\s/)[0] ?? "" };
}

/**
 * @param {{ name: string, claims: import("./speed.mjs").BenchClaim[], articles: object[] }} set
 * @param {number} runs
 */
async function printSpeed({ name, claims, articles }, runs) {
  const engines = { wasm: await timeWasm(articles, claims, runs), native: await timeNative(articles, claims, runs) };
  console.log(`\nEngine on ${name}: ${articles.length} articles, ${claims.length} claims; ms\n`);
  const rows = Object.entries(engines).map(([engine, times]) =>
    times ? [engine, ...[percentile(times.start, 0.5), percentile(times.open, 0.5), percentile(times.check, 0.5), percentile(times.check, 0.95)].map((time) => time.toFixed(2))] : [engine, "not built"]);
  console.log(table(["", "start", "open corpus", "check p50", "check p95"], rows));
}

/** The demo's articles, and its examples as claims. */
async function loadDemo() {
  const folder = join(root, "data/articles");
  const names = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
  const articles = await Promise.all(names.map(async (file) => JSON.parse(await readFile(join(folder, file), "utf8"))));
  const source = await readFile(join(root, "web/demo/demo.ts"), "utf8");
  const [, examples = ""] = /const kExamples[^{]*\{(.*?)\n\};/s.exec(source) ?? [];
  const claims = [...examples.matchAll(/^ +\["[a-z-]+", "(.+)"\],$/gm)].map(([, claim]) => ({ claim }));
  if (claims.length === 0) throw new Error("web/demo/demo.ts has no examples in kExamples.");
  return { articles, claims };
}
