// The script tag in each of its modes, on an article of somebody else's page under a strict policy.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { buildCorpus } from "recoupe";
import { serve } from "../../web/tools/serve.mjs";
import { accessibilityTrouble, launch, openPage } from "./support.mjs";

const kStrict = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types recoupe";
const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));

const kElsewhere = {
  id: "elsewhere",
  title: "Lorme ferme son pont",
  publisher: "Le Courrier de Lorme",
  published: "2023-05-02",
  url: "https://example.org/pont",
  lang: "fr",
  text: "La ville de Lorme a vendu le pont à une société privée en 2021. Le pont a été fermé trois mois en 2023.",
};

const kSold = "La ville de Lorme a vendu le pont à une société privée en 2020.";
const kClosed = "Le pont a été fermé trois mois en 2023.";
/** A sentence over several elements, with white space as authors write it; one that the corpus does not speak to. */
const kArticle = `
  <article>
    <h1>Le pont de Lorme, deux ans après</h1>
    <p id="first">${kSold} Une fanfare
      de <em>cuivres</em> joue sous les arches.</p>
    <nav>Ce menu ne fait pas partie du texte.</nav>
    <p id="second">Le pont a été <a href="#second">fermé</a>
      trois mois en 2023. Le marché aux fleurs occupe désormais la place du village, chaque samedi matin, du printemps à l’automne.</p>
  </article>`;

const site = ({ tag, head = "", body = kArticle, after: rest = "" }) =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Un site</title><link rel="stylesheet" href="host.css">${head}</head><body><main>${body}${tag}${rest}</main></body></html>`;
const script = (attributes) => `<script src="recoupe.js" ${attributes} async></script>`;
const kJsonLd = `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", "@graph": [{ "@type": "WebSite", name: "Un site" }, { "@type": "NewsArticle", headline: "Deux ans après, le pont de Lorme", datePublished: "2024-06-01T08:00:00+02:00", publisher: { "@type": "Organization", name: "La Gazette" }, inLanguage: "fr-FR" }] })}</script>`;

const kPages = {
  "inline.html": site({ tag: script('data-corpus="/corpus.recoupe"') }),
  "button.html": site({ tag: script('data-corpus="/corpus.recoupe" data-mode="button"') }),
  "selection.html": site({ tag: script('data-corpus="/corpus.recoupe" data-mode="selection"'), after: '<p contenteditable id="editable">Un texte que l’on écrit soi-même ici.</p>' }),
  "annotate.html": site({ tag: script('data-corpus="/corpus.recoupe" data-mode="annotate"') }),
  // The corpus has this page's article too, under its address.
  "own.html": site({ tag: script('data-corpus="/own.recoupe" data-mode="annotate"'), head: '<link rel="canonical" href="https://example.org/own">' }),
  "page.html": site({ tag: script('data-corpus="page"'), head: kJsonLd }),
  "page-button.html": site({ tag: script('data-corpus="page" data-mode="button"') }),
  "no-article.html": site({ tag: script('data-corpus="page"'), body: "<p>Rien.</p>" }),
  "all.html": site({ tag: ["inline", "button", "selection", "annotate"].map((mode) => script(`data-corpus="/corpus.recoupe" data-mode="${mode}"`)).join("") }),
  "german.html": site({ tag: script('data-corpus="/corpus.recoupe" data-messages="/de.json"') }),
  "broken-messages.html": site({ tag: script('data-corpus="/corpus.recoupe" data-messages="/none.json"') }),
  "eager.html": site({ tag: script('data-corpus="/corpus.recoupe" data-loading="eager"') }),
};

let browser;
let folder;
let strict;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-modes-"));
  for (const file of await readdir(dist)) if (file.endsWith(".js")) await copyFile(join(dist, file), join(folder, file));
  await writeFile(join(folder, "corpus.recoupe"), await buildCorpus([kElsewhere]));
  await writeFile(join(folder, "own.recoupe"), await buildCorpus([kElsewhere, { id: "own", title: "Le pont", url: "https://example.org/own?utm_source=x#top", lang: "fr", text: `${kSold} ${kClosed} Le marché aux fleurs occupe désormais la place du village, chaque samedi matin, du printemps à l’automne.` }]));
  await writeFile(join(folder, "host.css"), "body { max-width: 40rem; margin: 2rem auto; } #first { margin-top: 60vh; } main { padding-bottom: 60vh; }");
  await writeFile(join(folder, "de.json"), JSON.stringify({ lang: "de", field: { label: "Eine Behauptung", submit: "Abgleichen" }, answer: { sentenceCount: { one: "{count} Satz", other: "{count} Sätze" } }, relation: { contradicts: "Widerspricht" } }));
  for (const [name, html] of Object.entries(kPages)) await writeFile(join(folder, name), html);
  [browser, strict] = await Promise.all([launch(), serve({ folder, policy: kStrict })]);
});

after(async () => {
  await browser?.close();
  await strict?.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (t, name, options) => openPage(t, browser, strict.url + name, options);
const paths = (requests) => [...new Set(requests.map((url) => new URL(url).pathname))].filter((path) => path !== "/favicon.ico");
const checker = (page) => page.locator("recoupe-checker");

/** Selects a stretch of a paragraph's first text, as a reader's pointer would. */
const select = (page, selector, start, end) =>
  page.evaluate(([selector, start, end]) => {
    document.querySelector(selector).scrollIntoView({ block: "center" });
    const text = document.querySelector(selector).firstChild;
    getSelection().setBaseAndExtent(text, start, text, end);
  }, [selector, start, end]);

/** The words that a highlight of ours marks. */
const marked = (page, name) => page.evaluate((name) => [...(CSS.highlights.get(`recoupe-${name}`) ?? [])].map((range) => range.toString().replace(/\s+/g, " ")), name);

/** The browser tells of a closing, and with it the focus comes back, a moment later. */
const focusReturnsTo = async (locator) => {
  const node = await locator.elementHandle();
  await locator.page().waitForFunction((node) => node.getRootNode().activeElement === node, node);
};

describe("before the first use", () => {
  for (const name of ["inline", "button", "selection", "annotate"]) {
    it(`${name}: a page loads recoupe.js and nothing else of ours`, async (t) => {
      const { page, requests, end } = await open(t, `${name}.html`);
      await checker(page).locator("button").first().waitFor();
      await page.mouse.move(300, 300);
      await page.evaluate(() => scrollTo(0, 400));
      await page.waitForTimeout(300);
      assert.deepEqual(paths(requests), [`/${name}.html`, "/host.css", "/recoupe.js"]);
      assert.deepEqual(await accessibilityTrouble(page), []);
      end();
    });
  }

  it("recoupe.js is a few kilobytes", async () => {
    const { brotliCompressSync } = await import("node:zlib");
    assert.ok(brotliCompressSync(await readFile(join(dist, "recoupe.js"))).length < 12 * 1024);
  });

  it("loads all of it where it is told to", async (t) => {
    const { page, requests, end } = await open(t, "eager.html", {
      prepare: (page) => page.addInitScript(() => addEventListener("recoupe:ready", () => (globalThis.isReady = true))),
    });
    await page.waitForFunction(() => globalThis.isReady);
    assert.deepEqual(paths(requests), ["/eager.html", "/host.css", "/recoupe.js", "/recoupe-checker.js", "/corpus.recoupe"]);
    end();
  });
});

describe("the mode inline", () => {
  it("begins to load when a reader comes to the field", async (t) => {
    const { page, requests, end } = await open(t, "inline.html");
    await checker(page).getByRole("textbox").focus();
    await page.waitForFunction(() => document.querySelector("recoupe-checker").checker);
    assert.ok(paths(requests).includes("/corpus.recoupe"));
    assert.equal(await page.evaluate(() => document.querySelector("recoupe-checker").checker.inWorker), true);
    end();
  });
});

describe("the mode button", () => {
  it("opens a dialog by keyboard, answers there, closes by Escape and gives the focus back", async (t) => {
    const { page, end } = await open(t, "button.html");
    const button = checker(page).getByRole("button", { name: "Recouper une affirmation" });
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Recouper une affirmation" });
    await dialog.waitFor();
    await page.keyboard.type(kSold);
    await page.keyboard.press("Enter");
    await dialog.locator(".excerpt").first().waitFor();
    assert.equal(await dialog.locator(".outcome").getAttribute("data-outcome"), "contradicted");
    // The status line lies inside: outside, the dialog would keep it from being heard.
    await dialog.getByRole("status").filter({ hasText: "Les articles contredisent cela" }).waitFor();
    assert.deepEqual(await accessibilityTrouble(page), []);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await focusReturnsTo(button);
    end();
  });

  it("keeps the focus inside while it is open, and closes by its button and by a press beside it", async (t) => {
    const { page, end } = await open(t, "button.html");
    const dialog = page.getByRole("dialog");
    await checker(page).getByRole("button").click();
    await dialog.waitFor();
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press("Tab");
      // The browser's own controls are a stop between the last and the first.
      assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement === document.querySelector("recoupe-checker")));
    }
    await dialog.getByRole("button", { name: "Fermer" }).click();
    await dialog.waitFor({ state: "hidden" });
    await checker(page).getByRole("button").click();
    await page.mouse.click(5, 5);
    await dialog.waitFor({ state: "hidden" });
    end();
  });
});

describe("the mode selection", () => {
  it("shows a button beside selected words, whole ones, and what the articles say to them", async (t) => {
    const { page, end } = await open(t, "selection.html");
    await select(page, "#first", 5, kSold.length - 3);
    const beside = checker(page).locator(".beside-selection");
    await beside.waitFor();
    const [box, place] = await Promise.all([beside.boundingBox(), page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON())]);
    assert.ok(box.y >= place.bottom && box.y < place.bottom + 60, `${box.y} ${place.bottom}`);
    await beside.click();
    const dialog = page.getByRole("dialog", { name: "Ce que disent les articles" });
    await dialog.locator(".excerpt").first().waitFor();
    assert.match(await dialog.locator(".words").innerText(), /^«\sville de Lorme a vendu le pont à une société privée en 2020\s»$/);
    assert.equal(await dialog.locator(".outcome").getAttribute("data-outcome"), "contradicted");
    await beside.waitFor({ state: "hidden" });
    assert.equal(await dialog.getByRole("textbox").count(), 0);
    assert.deepEqual(await accessibilityTrouble(page), []);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    end();
  });

  it("works by keyboard alone, from where the tag stands", async (t) => {
    const { page, end } = await open(t, "selection.html");
    const button = checker(page).getByRole("button", { name: "Recouper la sélection" }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    await checker(page).getByText("Sélectionnez d’abord au moins trois mots.").first().waitFor();
    await select(page, "#first", 0, kSold.length);
    await checker(page).getByRole("status").filter({ hasText: "Texte sélectionné" }).waitFor();
    await button.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.locator(".excerpt").first().waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await focusReturnsTo(button);
    end();
  });

  it("lets be what is too short, what is written by the reader, and what is no longer selected", async (t) => {
    const { page, end } = await open(t, "selection.html");
    const beside = checker(page).locator(".beside-selection");
    await select(page, "#first", 3, 8);
    await page.waitForTimeout(400);
    assert.equal(await beside.isVisible(), false);
    await select(page, "#editable", 0, 30);
    await page.waitForTimeout(400);
    assert.equal(await beside.isVisible(), false);
    await select(page, "#first", 0, 40);
    await beside.waitFor();
    await page.evaluate(() => getSelection().removeAllRanges());
    await beside.waitFor({ state: "hidden" });
    await select(page, "#first", 0, 40);
    await beside.waitFor();
    await page.keyboard.press("Escape");
    await beside.waitFor({ state: "hidden" });
    end();
  });

  it("works on touch: the button keeps away from the handles, the answer is a sheet at the foot", async (t) => {
    const { page, end } = await open(t, "selection.html", { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
    await select(page, "#first", 0, kSold.length);
    const beside = checker(page).locator(".beside-selection");
    await beside.waitFor();
    await beside.tap();
    const dialog = page.getByRole("dialog");
    await dialog.locator(".excerpt").first().waitFor();
    const box = await dialog.boundingBox();
    assert.deepEqual([box.x, box.width, Math.round(box.y + box.height)], [0, 390, 800]);
    // It does not lie over the words that it speaks of.
    const words = await page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON());
    assert.ok(words.top >= 0 && words.bottom <= box.y, `${words.top} ${words.bottom} ${box.y}`);
    end();
  });
});

describe("the mode annotate", () => {
  it("marks the sentences that have an answer, lists them, opens one from the list and from the page, and takes the marks away", async (t) => {
    const { page, end } = await open(t, "annotate.html");
    const before = await page.locator("article").innerHTML();
    const button = checker(page).getByRole("button", { name: "Signaler" });
    await button.click();
    await checker(page).getByRole("button", { name: "Retirer les marques" }).waitFor();
    const items = checker(page).locator(".marked").getByRole("button");
    await items.first().waitFor();
    assert.deepEqual(await marked(page, "contradicted"), [kSold]);
    assert.deepEqual(await marked(page, "supported"), [kClosed]);
    assert.equal(await items.count(), 2);
    assert.equal(await page.locator("article").innerHTML(), before);
    await checker(page).getByRole("status").filter({ hasText: "2 phrases" }).waitFor();
    assert.deepEqual(await accessibilityTrouble(page), []);

    await items.first().focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.locator(".excerpt").first().waitFor();
    assert.deepEqual(await marked(page, "found"), [kSold]);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await focusReturnsTo(items.first());

    const place = await page.evaluate(() => [...CSS.highlights.get("recoupe-supported")][0].getClientRects()[0].toJSON());
    await page.mouse.click(place.x + 10, place.y + place.height / 2);
    await dialog.locator('.outcome[data-outcome="supported"]').waitFor();
    await page.keyboard.press("Escape");

    await checker(page).getByRole("button", { name: "Retirer les marques" }).click();
    assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()].filter((name) => name !== "recoupe-found")), []);
    assert.equal(await items.count(), 0);
    end();
  });

  it("leaves the links of the page alone", async (t) => {
    const { page, end } = await open(t, "annotate.html");
    await checker(page).getByRole("button", { name: "Signaler" }).click();
    await checker(page).locator(".marked button").first().waitFor();
    await page.locator("#second a").click();
    assert.equal(new URL(page.url()).hash, "#second");
    assert.equal(await page.getByRole("dialog").count(), 0);
    end();
  });

  it("does not answer the page with its own article", async (t) => {
    const { page, end } = await open(t, "own.html");
    await checker(page).getByRole("button", { name: "Signaler" }).click();
    await checker(page).locator(".marked button").first().waitFor();
    assert.deepEqual(await marked(page, "contradicted"), [kSold]);
    assert.deepEqual(await marked(page, "supported"), [kClosed]);
    end();
  });

  it("marks without the Highlight API too, and leaves the page as it was", async (t) => {
    const { page, end } = await open(t, "annotate.html", { prepare: (page) => page.addInitScript(() => delete CSS.highlights) });
    const before = await page.locator("article").innerHTML();
    await page.evaluate(() => delete CSS.__proto__.highlights);
    assert.equal(await page.evaluate(() => "highlights" in CSS), false);
    await checker(page).getByRole("button", { name: "Signaler" }).click();
    await page.locator("mark.recoupe-contradicted").first().waitFor();
    assert.equal((await page.locator("mark.recoupe-supported").allInnerTexts()).join(" ").replace(/\s+/g, " "), kClosed);
    await checker(page).getByRole("button", { name: "Retirer les marques" }).click();
    assert.equal(await page.locator("article").innerHTML(), before);
    end();
  });
});

describe("the page as source", () => {
  it("reads the article, names it by its JSON-LD, and leads to the sentence", async (t) => {
    const { page, requests, end } = await open(t, "page.html");
    await checker(page).getByRole("textbox").fill(kClosed);
    await page.keyboard.press("Enter");
    await checker(page).locator(".excerpt").first().waitFor();
    assert.equal(await checker(page).locator(".outcome").getAttribute("data-outcome"), "supported");
    const source = checker(page).locator(".excerpt .source").first();
    assert.match(await source.innerText(), /^Deux ans après, le pont de Lorme\W*La Gazette\W*1 juin 2024$/);
    await source.getByRole("link").click();
    assert.deepEqual(await marked(page, "found"), [kClosed]);
    assert.equal(await page.evaluate(() => [...CSS.highlights.get("recoupe-found")][0].getBoundingClientRect().top > 0), true);
    assert.ok(!paths(requests).includes("/corpus.recoupe"));
    assert.equal(await page.evaluate(() => document.querySelector("recoupe-checker").checker.info.articles.length), 1);
    end();
  });

  it("closes the dialog that lies over the sentence", async (t) => {
    const { page, end } = await open(t, "page-button.html");
    await checker(page).getByRole("button").click();
    await page.keyboard.type(kClosed);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").locator(".excerpt .source a").first().click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    assert.deepEqual(await marked(page, "found"), [kClosed]);
    end();
  });

  it("says that there is none to read", async (t) => {
    const { page, end } = await open(t, "no-article.html");
    const code = await page.evaluate((claim) => document.querySelector("recoupe-checker").check(claim).catch((error) => error.code), kSold);
    assert.equal(code, "no-article");
    await checker(page).getByText("Cette page n’a pas d’article à lire.").first().waitFor();
    end();
  });
});

describe("several tags in a page", () => {
  it("work side by side, in all modes", async (t) => {
    const { page, requests, end } = await open(t, "all.html");
    assert.equal(await checker(page).count(), 4);
    await checker(page).nth(0).getByRole("textbox").fill(kClosed);
    await page.keyboard.press("Enter");
    await checker(page).nth(0).locator(".excerpt").first().waitFor();
    await checker(page).nth(3).getByRole("button", { name: "Signaler" }).click();
    await checker(page).nth(3).locator(".marked button").first().waitFor();
    await select(page, "#first", 0, kSold.length);
    await checker(page).nth(2).locator(".beside-selection").click();
    await checker(page).nth(2).locator(".excerpt").first().waitFor();
    await page.keyboard.press("Escape");
    assert.equal(requests.filter((url) => new URL(url).pathname === "/recoupe.js").length, 1);
    end();
  });

  it("may change their mode", async (t) => {
    const { page, end } = await open(t, "inline.html");
    await checker(page).getByRole("textbox").fill(kClosed);
    await page.keyboard.press("Enter");
    await checker(page).locator(".excerpt").first().waitFor();
    await checker(page).evaluate((element) => (element.mode = "button"));
    await checker(page).getByRole("button", { name: "Recouper une affirmation" }).click();
    // What was shown is still there.
    await page.getByRole("dialog").locator(".excerpt").first().waitFor();
    await checker(page).evaluate((element) => element.removeAttribute("mode"));
    await checker(page).locator(".excerpt").first().waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    end();
  });
});

describe("a file of interface words", () => {
  it("adds a language, with its own dates and numbers", async (t) => {
    const { page, end } = await open(t, "german.html");
    await checker(page).getByText("Eine Behauptung").waitFor();
    await checker(page).getByRole("textbox").fill(kSold);
    await checker(page).getByRole("button", { name: "Abgleichen" }).click();
    await checker(page).locator(".excerpt").first().waitFor();
    const text = await checker(page).locator(".results").innerText();
    assert.match(text, /Widerspricht/);
    assert.match(text, /2\. Mai 2023/);
    assert.match(text, /The articles contradict this/);  // what the file lacks is English
    assert.equal(await checker(page).locator(".box").getAttribute("lang"), "de");
    end();
  });

  it("that is missing is said to the page, and the field works in its language", async (t) => {
    const { page } = await open(t, "broken-messages.html", {
      allowTrouble: true,
      prepare: (page) => page.addInitScript(() => addEventListener("recoupe:error", ({ detail }) => (globalThis.failure = detail.error.code))),
    });
    await page.waitForFunction(() => globalThis.failure === "messages-missing");
    await checker(page).getByText("Une affirmation à recouper").waitFor();
  });
});

describe("from another origin", () => {
  /** A site's script on a host of its own, without CORS headers but for the corpus. */
  async function serveElsewhere(t, { cors }) {
    const server = createServer(async (request, response) => {
      const path = new URL(request.url, "http://localhost").pathname;
      const bytes = await readFile(join(folder, path)).catch(() => null);
      if (!bytes) return response.writeHead(404).end();
      const type = path.endsWith(".js") ? "text/javascript" : "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, ...(cors(path) ? { "Access-Control-Allow-Origin": "*" } : {}) }).end(bytes);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    t.after(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
    return `http://127.0.0.1:${server.address().port}/`;
  }

  it("checks in the page's own thread, and needs CORS headers for the corpus only", async (t) => {
    const cdn = await serveElsewhere(t, { cors: (path) => path.endsWith(".recoupe") });
    await writeFile(join(folder, "elsewhere.html"), site({ tag: `<script src="${cdn}recoupe.js" data-corpus="${cdn}corpus.recoupe"></script>` }));
    const policy = `default-src 'none'; script-src ${cdn} 'wasm-unsafe-eval'; style-src 'self'; connect-src ${cdn}; require-trusted-types-for 'script'`;
    const host = await serve({ folder, policy });
    t.after(() => host.close());
    const { page, trouble } = await openPage(t, browser, `${host.url}elsewhere.html`, { allowTrouble: true });
    await checker(page).getByRole("textbox").fill(kClosed);
    await page.keyboard.press("Enter");
    await checker(page).locator(".excerpt").first().waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("recoupe-checker").checker.inWorker), false);
    assert.deepEqual(trouble.filter((line) => !line.startsWith(`foreign request: ${cdn}`) && !/worker/i.test(line)), []);
  });

  it("works in a sandboxed frame", async (t) => {
    const cdn = await serveElsewhere(t, { cors: (path) => path.endsWith(".recoupe") });
    await writeFile(join(folder, "inner.html"), site({ tag: `<script src="recoupe.js" data-corpus="${cdn}corpus.recoupe"></script>` }));
    await writeFile(join(folder, "frame.html"), site({ tag: "", body: "", after: '<iframe title="Recoupe" sandbox="allow-scripts" src="inner.html" width="600" height="900"></iframe>' }));
    const host = await serve({ folder, policy: "" });
    t.after(() => host.close());
    const { page } = await openPage(t, browser, `${host.url}frame.html`, { allowTrouble: true });
    const frame = page.frameLocator("iframe");
    await frame.locator("recoupe-checker textarea").fill(kClosed);
    await frame.locator("recoupe-checker textarea").press("Enter");
    await frame.locator("recoupe-checker .excerpt").first().waitFor();
  });
});

describe("a page that pins its scripts", () => {
  it("pins the second file by the first", async (t) => {
    const { createHash } = await import("node:crypto");
    const hash = `sha384-${createHash("sha384").update(await readFile(join(folder, "recoupe.js"))).digest("base64")}`;
    await writeFile(join(folder, "pinned.html"), site({ tag: `<script src="recoupe.js" integrity="${hash}" data-corpus="/corpus.recoupe"></script>` }));
    const { page, end } = await open(t, "pinned.html");
    await checker(page).getByRole("textbox").fill(kClosed);
    await page.keyboard.press("Enter");
    await checker(page).locator(".excerpt").first().waitFor();
    end();

    const other = await open(t, "pinned.html", {
      allowTrouble: true,
      prepare: (page) => page.route("**/recoupe-checker.js*", async (route) => route.fulfill({ body: `${await readFile(join(folder, "recoupe-checker.js"), "utf8")};`, contentType: "text/javascript" })),
    });
    const code = await other.page.evaluate((claim) => document.querySelector("recoupe-checker").check(claim).catch((error) => error.code), kSold);
    assert.equal(code, "engine-load-failed");
  });

  it("loads it where no Trusted Types policy of ours is allowed", async (t) => {
    const host = await serve({ folder, policy: kStrict.replace("trusted-types recoupe", "trusted-types other") });
    t.after(() => host.close());
    const { page } = await openPage(t, browser, `${host.url}inline.html`, { allowTrouble: true });
    await checker(page).getByRole("textbox").fill(kClosed);
    await page.keyboard.press("Enter");
    await checker(page).locator(".excerpt").first().waitFor();
    assert.equal(await page.evaluate(() => document.querySelector("recoupe-checker").checker.inWorker), false);
  });
});
