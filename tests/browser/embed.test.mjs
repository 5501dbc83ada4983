// On somebody else's page: the script tag, the element, other policies.

import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { buildCorpus } from "recoupe";
import { serve } from "../../web/tools/serve.mjs";
import { articles, bridgeClaim } from "../js/support.mjs";
import { accessibilityTrouble, launch, openPage } from "./support.mjs";

const kStrict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";
const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));

const page = (body, head = "") => `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Un site</title>${head}</head><body><main><h1>Un site</h1>${body}</main></body></html>`;

const kPages = {
  "script.html": page(`<p>Avant</p><script src="recoupe.js" data-corpus="/corpus.recoupe" async></script><p>Après</p>`),
  "head.html": page("", `<script src="recoupe.js" data-corpus="/corpus.recoupe" data-lang="en" async></script>`),
  "twice.html": page(`<script src="recoupe.js" data-corpus="/corpus.recoupe"></script><script src="recoupe.js" data-corpus="/corpus.recoupe" data-lang="en"></script>`),
  "element.html": page(`<recoupe-checker corpus="/corpus.recoupe"><ul><li>${bridgeClaim}</li></ul></recoupe-checker>`, `<script type="module" src="element-define.js"></script>`),
  "missing.html": page(`<recoupe-checker corpus="/nothing.recoupe" lang="en"></recoupe-checker>`, `<script type="module" src="element-define.js"></script>`),
  "bare.html": page("<p>Rien</p>"),
};

let browser;
let folder;
let strict;
let noWasm;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-site-"));
  await mkdir(folder, { recursive: true });
  for (const file of await readdir(dist)) if (file.endsWith(".js")) await copyFile(join(dist, file), join(folder, file));
  await writeFile(join(folder, "corpus.recoupe"), await buildCorpus(articles));
  for (const [name, html] of Object.entries(kPages)) await writeFile(join(folder, name), html);
  [browser, strict, noWasm] = await Promise.all([
    launch(),
    serve({ folder, policy: kStrict }),
    serve({ folder, policy: "default-src 'none'; script-src 'self'; connect-src 'self'" }),
  ]);
});

after(async () => {
  await browser?.close();
  await strict?.close();
  await noWasm?.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (t, name, options) => openPage(t, browser, strict.url + name, options);

async function checks(page, nth = 0) {
  const element = page.locator("recoupe-checker").nth(nth);
  await element.getByRole("textbox").fill(bridgeClaim);
  await element.getByRole("textbox").press("Enter");
  await element.locator(".excerpt").first().waitFor();
  assert.equal(await element.locator(".outcome").getAttribute("data-outcome"), "supported");
}

describe("the script tag", () => {
  it("puts a checker where it stands, under a strict policy", async (t) => {
    const { page, requests, end } = await open(t, "script.html");
    await checks(page);
    assert.deepEqual(await page.locator("main > *").evaluateAll((nodes) => nodes.map(({ localName }) => localName)), ["h1", "p", "script", "recoupe-checker", "p"]);
    // What a check needs is asked for once more, from the cache, as its own worker.
    const paths = new Set(requests.map((url) => new URL(url).pathname).filter((path) => path !== "/favicon.ico"));
    assert.deepEqual([...paths], ["/script.html", "/recoupe.js", "/recoupe-checker.js", "/corpus.recoupe"]);
    assert.match(await page.locator("recoupe-checker label").innerText(), /affirmation/);
    end();
  });

  it("works from the head, and in the language it is told", async (t) => {
    const { page, end } = await open(t, "head.html");
    await checks(page);
    assert.match(await page.locator("recoupe-checker label").innerText(), /claim/);
    end();
  });

  it("may stand twice in a page", async (t) => {
    const { page, end } = await open(t, "twice.html");
    assert.equal(await page.locator("recoupe-checker").count(), 2);
    await checks(page, 0);
    await checks(page, 1);
    end();
  });
});

describe("the element", () => {
  it("takes its examples from the list inside it", async (t) => {
    const { page, end } = await open(t, "element.html");
    await page.locator("recoupe-checker .example").click();
    await page.locator("recoupe-checker .excerpt").first().waitFor();
    assert.deepEqual(await accessibilityTrouble(page), []);
    end();
  });

  it("has a property, a method and events", async (t) => {
    const { page, end } = await open(t, "element.html");
    const result = await page.evaluate(async (claim) => {
      const element = document.querySelector("recoupe-checker");
      const readying = new Promise((resolve) => element.addEventListener("recoupe:ready", (event) => resolve(event.detail.checker)));
      element.shadowRoot.querySelector("textarea").focus();
      const ready = await readying;
      const events = [];
      document.addEventListener("recoupe:report", (event) => events.push(event.detail.report.outcome));
      document.addEventListener("recoupe:error", (event) => events.push(event.detail.error.code));
      const report = await element.check(claim);
      const failure = await element.check(" ").catch((error) => error.code);
      return { articles: ready.info.articles.length, same: ready === element.checker, outcome: report.outcome, failure, events };
    }, bridgeClaim);
    assert.deepEqual(result, { articles: 2, same: true, outcome: "supported", failure: "empty-text", events: ["supported", "empty-text"] });
    end();
  });

  it("follows its attributes", async (t) => {
    const { page, end } = await open(t, "element.html");
    await page.locator("recoupe-checker").evaluate((element) => element.setAttribute("lang", "en"));
    assert.match(await page.locator("recoupe-checker label").innerText(), /claim/);
    await page.locator("recoupe-checker").evaluate((element) => element.removeAttribute("lang"));
    assert.match(await page.locator("recoupe-checker label").innerText(), /affirmation/);
    await page.locator("html").evaluate((element) => (element.lang = "en-GB"));
    await page.locator("recoupe-checker label").filter({ hasText: "claim" }).waitFor();
    end();
  });

  it("may be moved, removed and put back", async (t) => {
    const { page, end } = await open(t, "element.html");
    await checks(page);
    await page.evaluate(async () => {
      const element = document.querySelector("recoupe-checker");
      document.body.prepend(element);
      element.remove();
      await new Promise((resolve) => setTimeout(resolve, 20));
      document.body.append(element);
    });
    await checks(page);
    end();
  });

  it("gives up a check when another begins", async (t) => {
    const { page, end } = await open(t, "element.html");
    const codes = await page.evaluate(async (claim) => {
      const element = document.querySelector("recoupe-checker");
      const [first, second] = await Promise.allSettled([element.check("Un autre texte que personne ne verra."), element.check(claim)]);
      return [first.reason?.code, second.value?.outcome];
    }, bridgeClaim);
    assert.deepEqual(codes, ["aborted", "supported"]);
    end();
  });

  it("says that its corpus is missing", async (t) => {
    const { page } = await open(t, "missing.html", { allowTrouble: true });
    await page.getByRole("textbox").focus();
    await page.locator("recoupe-checker #message").filter({ hasText: "could not be loaded" }).waitFor();
  });
});

describe("nuances", () => {
  for (const lang of ["fr", "en"]) {
    it(`have each their name and their sentence, ${lang}`, async (t) => {
      const { nuance } = JSON.parse(await readFile(new URL(`../../web/src/messages/${lang}.json`, import.meta.url), "utf8"));
      const { page, end } = await open(t, "element.html");
      const shown = await page.evaluate(async ({ lang, claim, codes }) => {
        const element = document.querySelector("recoupe-checker");
        element.lang = lang;
        const { createChecker } = await import("/index.js");
        const checker = await createChecker({ corpus: "/corpus.recoupe" });
        const report = await checker.check(claim);
        report.claims[0].excerpts[0].nuances = codes.map((code) => ({ code, start: 0, end: 0 }));
        element.checker = { info: checker.info, check: async () => report, close() {} };
        await element.check(claim);
        return [...element.shadowRoot.querySelectorAll(".excerpt:first-child .nuances li")].map((item) => [...item.children].map(({ textContent }) => textContent));
      }, { lang, claim: bridgeClaim, codes: Object.keys(nuance) });
      assert.deepEqual(shown, Object.values(nuance).map(({ label, note }) => [label, note]));
      end();
    });
  }
});

describe("a policy without 'wasm-unsafe-eval'", () => {
  it("is named in the error", async (t) => {
    const { page } = await openPage(t, browser, `${noWasm.url}element.html`, { allowTrouble: true });
    const error = await page.evaluate(async (claim) => {
      const { code, message } = await document.querySelector("recoupe-checker").check(claim).catch((error) => error);
      return { code, message };
    }, bridgeClaim);
    assert.equal(error.code, "engine-load-failed");
    assert.match(error.message, /'wasm-unsafe-eval'/);
  });
});

describe("buildCorpus in a page", () => {
  it("gives the same bytes in a worker, and the same errors", async (t) => {
    const { page, end } = await openPage(t, browser, `${strict.url}bare.html`);
    const result = await page.evaluate(async (articles) => {
      const { buildCorpus } = await import("/index.js");
      const policy = trustedTypes.createPolicy("test", { createScriptURL: (url) => url });
      const worker = () => new Worker(policy.createScriptURL("/worker.js"), { type: "module" });
      const [here, there] = [await buildCorpus(articles), await buildCorpus(articles, { worker })];
      const code = (promise) => promise.then(() => null, ({ code }) => code);
      const aborting = new AbortController();
      const aborted = code(buildCorpus(articles, { worker, signal: aborting.signal }));
      aborting.abort();
      return [String(here) === String(there), here.length > 100, await code(buildCorpus([{}], { worker })), await code(buildCorpus([...articles, articles[0]], { worker })), await aborted];
    }, articles);
    assert.deepEqual(result, [true, true, "bad-article", "duplicate-article", "aborted"]);
    end();
  });
});

describe("index.js in a page", () => {
  it("works from an import, with the worker too", async (t) => {
    const { page, end } = await openPage(t, browser, `${strict.url}bare.html`);
    const outcomes = await page.evaluate(async (claim) => {
      const { createChecker } = await import("/index.js");
      const here = await createChecker({ corpus: "/corpus.recoupe" });
      const policy = trustedTypes.createPolicy("test", { createScriptURL: (url) => url });
      const there = await createChecker({ corpus: "/corpus.recoupe", worker: new Worker(policy.createScriptURL("/worker.js"), { type: "module" }) });
      const reports = [await here.check(claim), await there.check(claim)];
      const explanations = [await here.explain(claim), await there.explain(claim)];
      const errors = await Promise.all([here, there].map((checker) => checker.check("").catch(({ name, code }) => `${name} ${code}`)));
      const flags = [here.inWorker, there.inWorker, JSON.stringify(reports[0]) === JSON.stringify(reports[1]), explanations[1].pairs.length > 0 && JSON.stringify(explanations[0]) === JSON.stringify(explanations[1]), ...errors];
      here.close();
      there.close();
      return [...flags, await there.check(claim).catch(({ code }) => code)];
    }, bridgeClaim);
    assert.deepEqual(outcomes, [false, true, true, true, "RecoupeError empty-text", "RecoupeError empty-text", "closed"]);
    end();
  });
});
