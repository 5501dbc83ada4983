// @ts-check
// What the build weighs: as it is, and as hosts send it.

import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** @typedef {{ file: string, raw: number, gzip: number, brotli: number }} Size */

/** What the demo page loads until it answers. */
const kFirstAnswer = ["index.html", "demo.css", "demo.js", "worker.js", "recoupe.wasm", "corpus.recoupe"].map((file) => `demo/${file}`);

/**
 * Every file of a built folder, without the compressed copies.
 * @param {string} folder
 * @returns {Promise<Size[]>}
 */
export async function sizesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name)).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  return Promise.all(files.sort().map(async (path) => {
    const bytes = await readFile(path);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    return { file: path.slice(folder.length + 1), raw: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli.length };
  }));
}

/**
 * One line for all of them.
 * @param {string} file
 * @param {Size[]} sizes
 * @returns {Size}
 */
export function totalOf(file, sizes) {
  const sum = (/** @type {"raw" | "gzip" | "brotli"} */ key) => sizes.reduce((total, size) => total + size[key], 0);
  return { file, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") };
}

/**
 * The page's first answer: its files and their sum. Throws if one is missing.
 * @param {Size[]} sizes
 */
export function firstAnswerOf(sizes) {
  const mine = kFirstAnswer.map((file) => {
    const size = sizes.find((one) => one.file === file);
    if (!size) throw new Error(`There is no web/dist/${file}; run: npm run build`);
    return size;
  });
  return totalOf("first answer in the demo page", mine);
}
