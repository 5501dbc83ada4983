// @ts-check
// Start, opening a corpus, and a check: through the package (wasm) and through recoupe-native.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NativeEngine, nativeBinary } from "../eval/native.mjs";

/** @typedef {{ claim: string, lang?: string }} BenchClaim */
/** @typedef {{ start: number[], open: number[], check: number[] }} Times ms of each run */

const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));

const kRounds = 3;  // over all claims, after one that does not count
const kTiny = [{ id: "tiny", title: "One", lang: "en", text: "The mill was sold." }];

/**
 * Start: compiling the engine and a checker of one sentence. Open: what a checker of all articles takes longer than that.
 * @param {object[]} articles
 * @param {BenchClaim[]} claims
 * @param {number} runs
 * @returns {Promise<Times>}
 */
export async function timeWasm(articles, claims, runs) {
  const { buildCorpus, createChecker } = await import(join(dist, "index.js"));
  const bytes = await readFile(join(dist, "recoupe.wasm"));
  const [tiny, corpus] = [await buildCorpus(kTiny), await buildCorpus(articles)];
  const openChecker = async (/** @type {Uint8Array} */ some, /** @type {WebAssembly.Module} */ engine) => (await createChecker({ corpus: some, engine })).close();
  const start = [], open = [];
  for (let run = 0; run < runs; ++run) {
    const engine = await WebAssembly.compile(bytes);  // V8 may keep what it compiled: the first run is the cold one
    const small = await timed(() => openChecker(tiny, engine));
    start.push((await timed(async () => openChecker(tiny, await WebAssembly.compile(bytes)))));
    open.push(Math.max(0, (await timed(() => openChecker(corpus, engine))) - small));
  }
  const checker = await createChecker({ corpus });
  const check = await timeChecks(claims, ({ claim, lang }) => checker.check(claim, { lang }));
  checker.close();
  return { start, open, check };
}

/**
 * Start: from the process's begin to its first answer. Checks include the way through two pipes.
 * @param {object[]} articles
 * @param {BenchClaim[]} claims
 * @param {number} runs
 * @returns {Promise<Times | null>} null if it is not built
 */
export async function timeNative(articles, claims, runs) {
  let binary;
  try {
    binary = nativeBinary();
  } catch {
    return null;
  }
  const builder = new NativeEngine(binary);
  await Promise.all(articles.map((article) => builder.add(article)));
  const corpus = await builder.finish();
  const start = [], open = [];
  for (let run = 0; run < runs; ++run) {
    /** @type {NativeEngine | undefined} */
    let engine;
    start.push(await timed(async () => {
      engine = new NativeEngine(binary);
      await engine.inspect().catch(() => {});  // corpus-missing is an answer too
    }));
    open.push(await timed(async () => engine?.open(corpus)));
    engine?.close();
  }
  await builder.open(corpus);
  const check = await timeChecks(claims, ({ claim, lang }) => builder.check(claim, { lang }));
  builder.close();
  return { start, open, check };
}

export function packageIsBuilt() {
  return existsSync(join(dist, "index.js"));
}

/**
 * @param {BenchClaim[]} claims
 * @param {(claim: BenchClaim) => Promise<unknown>} check
 */
async function timeChecks(claims, check) {
  const times = [];
  for (let round = 0; round <= kRounds; ++round) {
    for (const claim of claims) {
      const time = await timed(() => check(claim));
      if (round > 0) times.push(time);
    }
  }
  return times;
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}
