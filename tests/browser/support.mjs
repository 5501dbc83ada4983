// A browser, a server, and what every test of a page asserts besides: nothing on the console, no foreign request.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { chromiumPath } from "../../web/tools/setup.mjs";

const kArguments = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** A headless Chromium. */
export function launch() {
  const executablePath = chromiumPath();
  if (!executablePath) throw new Error("There is no Chromium. Install one (Debian: apt install chromium) or name it in RECOUPE_CHROMIUM.");
  return chromium.launch({ executablePath, args: kArguments });
}

/**
 * Opens a page in a context of its own. `trouble` collects what is on its console, its errors, and its requests to
 * other hosts; the test fails at its end if there is any, unless it says `allowTrouble`.
 */
export async function openPage(t, browser, url, { prepare, allowTrouble = false, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, locale: "en", ...options });
  const page = await context.newPage();
  const trouble = [];
  const requests = [];
  page.on("console", (message) => trouble.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  context.on("request", (request) => {
    requests.push(request.url());
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith("data:")) trouble.push(`foreign request: ${request.url()}`);
  });
  t.after(() => context.close());
  await prepare?.(page);
  await page.goto(url);
  const end = () => {
    if (!allowTrouble) assert.deepEqual(trouble, []);
  };
  return { page, trouble, requests, end };
}

/** What axe finds against WCAG 2.2 AA and its best practices, as sentences. */
export async function accessibilityTrouble(page) {
  axeSource ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
}

let axeSource;

/** Engines that the page's own thread starts trap while `globalThis.crashing` is set. To run before the page's scripts. */
export function breakEngine() {
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (module, imports) => {
    const { exports } = await instantiate(module, imports);
    const trapping = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value !== "function" ? value : (...args) => {
        if (globalThis.crashing) throw new WebAssembly.RuntimeError("unreachable");
        return value(...args);
      },
    ]);
    return { exports: Object.fromEntries(trapping) };
  };
}
