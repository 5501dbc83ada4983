// @ts-check
// What the script tag costs the page that holds it, in each of its modes, in Chromium: bytes and main-thread time before a reader has touched
// it, and bytes and time to the first answer after.

import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { serve } from "../../web/tools/serve.mjs";
import { launch } from "../browser/support.mjs";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").BrowserContext} BrowserContext */
/** @typedef {{ latency: number, megabits: number } | null} Network round trip in ms, megabits a second; as it is if null */
/** @typedef {{ network: Network, slower: number }} Machine slower: by how much the page's own thread is */
/** @typedef {{ before: number, after: number }} Bytes of scripts as they came over the network, headers and all */
/** @typedef {{ cold: number[], warm: number[] }} FirstAnswer ms from the reader's action to the frame that has the answer, of each run */
/** @typedef {{ task: number[], script: number[], longest: number[] }} MainThread ms of each run */

const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));
const kPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types recoupe";

/** The attributes of the tag in each mode. */
const kTags = /** @type {Record<string, string>} */ ({
  inline: `data-corpus="/corpus.recoupe"`,
  button: `data-corpus="/corpus.recoupe" data-mode="button"`,
  selection: `data-corpus="/corpus.recoupe" data-mode="selection"`,
  annotate: `data-corpus="/corpus.recoupe" data-mode="annotate"`,
  "corpus=page": `data-corpus="page"`,
});
export const kModes = Object.keys(kTags);

export const kMachines = /** @type {Record<string, Machine>} */ ({
  "this machine": { network: null, slower: 1 },
  "4G (60 ms, 9 Mbit/s), main thread 4x slower": { network: { latency: 60, megabits: 9 }, slower: 4 },
});

/** How long a page is left alone before what it cost is read. */
const kIdle = 1000;

/**
 * A site with one article in it, and the tag under the article.
 * @param {{ article: string, corpus: Uint8Array, claim: string }} content article: paragraphs between empty lines, the first its title; claim: a
 *   sentence of it to which the corpus speaks
 */
export async function openBench({ article, corpus, claim }) {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-bench-"));
  for (const file of await readdir(dist)) {
    if (!file.endsWith(".js")) continue;
    await copyFile(join(dist, file), join(folder, file));
    await writeFile(join(folder, `${file}.br`), brotliCompressSync(await readFile(join(dist, file))));
  }
  await writeFile(join(folder, "corpus.recoupe"), corpus);
  await writeFile(join(folder, "corpus.recoupe.br"), brotliCompressSync(corpus));
  await writeFile(join(folder, "site.css"), "body { max-width: 40rem; margin: 2rem auto; font: 18px/1.6 Georgia, serif; }");
  const [title, ...paragraphs] = article.trim().split(/\n\s*\n/).map((text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
  const page = (/** @type {string} */ tag) => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css"></head><body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("\n")}</article>${tag}</body></html>`;
  await writeFile(join(folder, "bare.html"), page(""));
  await Promise.all(kModes.map((mode, i) => writeFile(join(folder, `${i}.html`), page(`<script src="recoupe.js" ${kTags[mode]} async></script>`))));

  const [server, browser] = await Promise.all([serve({ folder, policy: kPolicy }), launch()]);
  const address = (/** @type {string | null} */ mode) => `${server.url}${mode === null ? "bare" : kModes.indexOf(mode)}.html`;
  return {
    /** @param {string} mode */
    async bytes(mode) {
      return inContext(browser, async (context) => measureBytes(context, address(mode), claim));
    },
    /** @param {string} mode @param {Machine} machine @param {number} runs @returns {Promise<FirstAnswer>} */
    async firstAnswer(mode, machine, runs) {
      /** @type {FirstAnswer} */
      const times = { cold: [], warm: [] };
      for (let run = 0; run < runs; ++run) {
        await inContext(browser, async (context) => {  // a cache of its own
          times.cold.push(await timeFirstAnswer(context, address(mode), machine, claim));
          times.warm.push(await timeFirstAnswer(context, address(mode), machine, claim));
        });
      }
      return times;
    },
    /** @param {string | null} mode null: the page without the tag @param {Machine} machine @param {number} runs @returns {Promise<MainThread>} */
    async mainThread(mode, machine, runs) {
      /** @type {MainThread} */
      const times = { task: [], script: [], longest: [] };
      for (let run = 0; run < runs; ++run) {
        await inContext(browser, async (context) => {
          const { task, script, longest } = await measureMainThread(context, address(mode), machine);
          times.task.push(task);
          times.script.push(script);
          times.longest.push(longest);
        });
      }
      return times;
    },
    async close() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @template T
 * @param {import("playwright-core").Browser} browser
 * @param {(context: BrowserContext) => Promise<T>} work
 */
async function inContext(browser, work) {
  const context = await browser.newContext({ locale: "fr", viewport: { width: 1000, height: 900 } });
  try {
    return await work(context);
  } finally {
    await context.close();
  }
}

/** @param {BrowserContext} context @param {string} url @param {string} claim @returns {Promise<Bytes>} */
async function measureBytes(context, url, claim) {
  const page = await context.newPage();
  /** @type {Promise<number>[]} */
  const sizes = [];
  context.on("requestfinished", (request) => {
    if (!/\.js(\?|$)/.test(request.url())) return;
    sizes.push(request.sizes().then(({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize));
  });
  const total = async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(kIdle);
  const before = await total();
  await page.evaluate(actAndWait, claim);
  await page.waitForTimeout(300);
  return { before, after: await total() };
}

/** @param {BrowserContext} context @param {string} url @param {Machine} machine @param {string} claim */
async function timeFirstAnswer(context, url, machine, claim) {
  const page = await context.newPage();
  await slowDown(context, page, machine);
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(300);
  const time = await page.evaluate(actAndWait, claim);
  await page.close();
  return time;
}

/** @param {BrowserContext} context @param {string} url @param {Machine} machine */
async function measureMainThread(context, url, machine) {
  const page = await context.newPage();
  const session = await slowDown(context, page, machine);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.addInitScript(() => {
    const own = /** @type {any} */ (globalThis);
    own.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (own.longest = Math.max(own.longest, duration)))).observe({ type: "longtask", buffered: true });
  });
  await page.goto(url, { waitUntil: "load" });
  await page.waitForTimeout(kIdle);
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (/** @type {string} */ wanted) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0);
  const longest = await page.evaluate(() => /** @type {any} */ (globalThis).longest);
  return { task: value("TaskDuration"), script: value("ScriptDuration"), longest };
}

/** @param {BrowserContext} context @param {Page} page @param {Machine} machine */
async function slowDown(context, page, { network, slower }) {
  const session = await context.newCDPSession(page);
  if (network) {
    const bytes = (network.megabits * 1e6) / 8;
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: network.latency, downloadThroughput: bytes, uploadThroughput: bytes });
  }
  if (slower > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  return session;
}

/**
 * In the page: does what a reader does in this mode, at once, and resolves to the ms until the frame that has the answer. A selection rests
 * until its button is there; that is not counted.
 * @param {string} claim
 */
async function actAndWait(claim) {
  const element = /** @type {HTMLElement} */ (document.querySelector("recoupe-checker"));
  const root = /** @type {ShadowRoot} */ (element.shadowRoot);
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const until = async (/** @type {() => unknown} */ look) => {
    while (!look()) await frame();
  };
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (root.querySelector(selector));
  const mode = element.getAttribute("mode") ?? "inline";

  if (mode === "selection") {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && !/** @type {Text} */ (walker.currentNode).data.includes(claim));
    const text = /** @type {Text} */ (walker.currentNode);
    const start = text.data.indexOf(claim);
    /** @type {Selection} */ (getSelection()).setBaseAndExtent(text, start, text, start + claim.length);
    await until(() => (find(".beside-selection")?.getClientRects().length ?? 0) > 0);
  }
  const begin = performance.now();
  if (mode === "annotate") {
    find("button.open")?.click();
    await until(() => find(".marked button"));
  } else if (mode === "selection") {
    find(".beside-selection")?.click();
    await until(() => find(".excerpt"));
  } else {
    if (mode === "button") find("button.open")?.click();
    const field = /** @type {HTMLTextAreaElement} */ (find("textarea"));
    field.focus();
    field.value = claim;
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    await until(() => find(".excerpt"));
  }
  await frame();
  return performance.now() - begin;
}
