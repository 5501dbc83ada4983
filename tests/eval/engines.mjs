// @ts-check
// The two builds of the engine behind one interface: wasm through the package, native through recoupe-native.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NativeEngine } from "./native.mjs";

const kPackage = new URL("../../web/dist/index.js", import.meta.url);

/** @typedef {{ relation: string, text: string, article: string, statement?: string, score: number }} Ranked */
/**
 * @typedef {object} OpenEngine
 * @property {any} info what is in the corpus
 * @property {(text: string, lang?: string) => Promise<any>} check
 * @property {(text: string, lang?: string) => Promise<Ranked[]>} rank statements by score, shown or not
 * @property {(claim: string, statement: { text: string, lang?: string }, lang?: string) => Promise<{ relation: string | null, score: number }>} compare
 *   relation: null for a near miss
 * @property {() => void} close
 */

/** @type {Record<string, (articles: object[], options?: { weights?: string }) => Promise<OpenEngine>>} */
export const kEngines = { wasm: openWasm, native: openNative };

/**
 * @param {object[]} articles
 * @returns {Promise<OpenEngine>}
 */
async function openWasm(articles) {
  if (!existsSync(fileURLToPath(kPackage))) throw new Error("There is no web/dist/index.js. Build it: npm run build (or measure with --engine native)");
  const { buildCorpus, createChecker } = await import(kPackage.href);
  const checker = await createChecker({ corpus: await buildCorpus(articles) });
  return {
    info: checker.info,
    check: (text, lang) => checker.check(text, { lang }),
    async rank(text, lang) {
      return (await checker.explain(text, null, { lang, limit: 50 })).pairs;
    },
    async compare(claim, statement, lang) {
      const { relation = null, score } = await checker.compare(claim, statement, { lang });
      return { relation, score };
    },
    close: () => checker.close(),
  };
}

/**
 * @param {object[]} articles
 * @param {{ weights?: string }} [options] weights: a weights.tsv in place of the one compiled in
 * @returns {Promise<OpenEngine>}
 */
async function openNative(articles, { weights } = {}) {
  const engine = new NativeEngine(undefined, weights);
  await Promise.all(articles.map((article) => engine.add(article)));
  return {
    info: await engine.open(await engine.finish()),
    check: (text, lang) => engine.check(text, { lang }),
    rank: async (text, lang) => (await engine.explain(text, null, { lang })).pairs,
    async compare(claim, statement, lang) {
      const answer = await engine.compare(claim, statement, { lang });
      return "excerpt" in answer ? answer.excerpt : { relation: null, score: answer.nearMiss.score };
    },
    close: () => engine.close(),
  };
}
