// @ts-check
// From navigation to the first excerpt on the demo page, in Chromium, from this machine's own server.

import { serve } from "../../web/tools/serve.mjs";
import { launch } from "../browser/support.mjs";

/** Networks: the round trip in ms, megabits a second; as it is if null. */
export const kNetworks = /** @type {Record<string, { latency: number, megabits: number } | null>} */ ({
  "this machine": null,
  "4G (60 ms, 9 Mbit/s)": { latency: 60, megabits: 9 },
});

/**
 * @param {string} claim one that the demo's articles speak to
 * @param {number} runs
 * @param {{ latency: number, megabits: number } | null} network
 * @returns {Promise<{ cold: number[], warm: number[] }>} ms of each run
 */
export async function measureFirstAnswer(claim, runs, network) {
  const [server, browser] = await Promise.all([serve(), launch()]);
  const url = `${server.url}?lang=fr#${new URLSearchParams({ claim })}`;
  /** @type {number[]} */
  const cold = [];
  /** @type {number[]} */
  const warm = [];
  try {
    for (let run = 0; run < runs; ++run) {
      const context = await browser.newContext({ locale: "fr" });  // a cache of its own
      cold.push(await openOnce(context, url, network));
      warm.push(await openOnce(context, url, network));
      await context.close();
    }
  } finally {
    await browser.close();
    await server.close();
  }
  return { cold, warm };
}

/**
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} url
 * @param {{ latency: number, megabits: number } | null} network
 */
async function openOnce(context, url, network) {
  const page = await context.newPage();
  if (network) {
    const session = await context.newCDPSession(page);
    const bytes = (network.megabits * 1e6) / 8;
    await session.send("Network.emulateNetworkConditions", { offline: false, latency: network.latency, downloadThroughput: bytes, uploadThroughput: bytes });
  }
  await page.addInitScript(watchForExcerpt);
  await page.goto(url, { waitUntil: "commit" });
  const time = await page.waitForFunction(() => /** @type {any} */ (globalThis).firstExcerpt, undefined, { timeout: 30_000 }).then((handle) => handle.jsonValue());
  await page.close();
  return time;
}

/** In the page: notes when an excerpt is there, in the frame that draws it, since the navigation began. */
function watchForExcerpt() {
  const look = () => {
    const excerpt = document.querySelector("recoupe-checker")?.shadowRoot?.querySelector(".excerpt");
    if (excerpt) /** @type {any} */ (globalThis).firstExcerpt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
