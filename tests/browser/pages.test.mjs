// The demo site's other pages, under the strict policy, from a sub folder of a host, in both languages.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { buildCorpus, createChecker } from "recoupe";
import { serve } from "../../web/tools/serve.mjs";
import { accessibilityTrouble, launch, openPage } from "./support.mjs";

const dist = fileURLToPath(new URL("../../web/dist/demo/", import.meta.url));
const kSub = "a/sub/folder/";

/** Every page, in each language, and the heading that tells that it is in that language. */
const kPages = [
  ["?lang=fr", "fr", /disent/],
  ["?lang=en", "en", /What do the articles/],
  ["own/?lang=fr", "fr", /propres articles/],
  ["own/?lang=en", "en", /own articles/],
  ["how/?lang=fr", "fr", /Comment/],
  ["how/?lang=en", "en", /How it works/],
  ["theming/?lang=fr", "fr", /couleurs/],
  ["theming/?lang=en", "en", /In your colours/],
  ["newspaper/", "fr", /Écho de Valmire/],
  ["newspaper/en.html", "en", /Valmire Echo/],
  ["newspaper/courrier.html", "fr", /Courrier/],
  ["newspaper/letters.html", "en", /A reader writes/],
  ["newspaper/conseil.html", "fr", /Conseil/],
  ["newspaper/council.html", "en", /Council/],
  ["newspaper/pont-des-tanneurs.html", "fr", /Tanneurs/],
  ["newspaper/piscine-belle-rive.html", "fr", /piscine/],
  ["newspaper/cantines.html", "fr", /cantines/],
  ["newspaper/night-bus.html", "en", /Night bus/],
  ["newspaper/library-fines.html", "en", /Library/],
  ["newspaper/flood-wall.html", "en", /flood wall/],
];
const kNoArticles = /newspaper\/(en|courrier|letters)?(\.html)?$/;
const kArticles = kPages.filter(([path]) => path.startsWith("newspaper/") && !kNoArticles.test(path));

const kBridge = { name: "pont.txt", text: "Le pont de Lorme\n\nLa ville de Lorme a vendu le pont à la région. Le pont aurait coûté 3 millions d’euros." };
const kBridgeClaim = "Lorme a vendu le pont à la région.";
const kLibrary = { name: "library.md", text: "---\ntitle: A library\n---\n# The library\n\nThe library of Lorme does not open on Sundays.\n" };

let browser;
let server;
let folder;
let base;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-demo-"));
  await cp(dist, join(folder, kSub), { recursive: true });
  [browser, server] = await Promise.all([launch(), serve({ folder })]);
  base = server.url + kSub;
});

after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const open = (t, path, options) => openPage(t, browser, base + path, options);
const box = (page) => page.locator("recoupe-checker").getByRole("textbox");
const outcome = (page) => page.locator("recoupe-checker .outcome").first();
const upload = (...files) => files.map(({ name, text, bytes }) => ({ name, mimeType: "", buffer: Buffer.from(bytes ?? text) }));

async function check(page, claim) {
  await box(page).fill(claim);
  await box(page).press("Enter");
  await outcome(page).waitFor();
  return outcome(page).getAttribute("data-outcome");
}

describe("every page of the demo", () => {
  for (const [path, lang, heading] of kPages) {
    it(`opens from a sub folder, path=${path}`, async (t) => {
      const { page, end } = await open(t, path);
      await page.waitForLoadState("networkidle");
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      assert.match(await page.getByRole("heading", { level: 1 }).innerText(), heading);
      const links = await page.locator("a:visible").evaluateAll((all) => all.map(({ href }) => href.replace(/#.*/, "")));
      for (const link of new Set(links)) assert.equal((await page.request.get(link)).status(), 200, link);
      assert.ok(links.some((link) => link.startsWith(`${base}how/`)), "the navigation is there");
      end();
    });
  }

  for (const [path] of kPages) {
    it(`passes axe in light and dark and fits a phone, path=${path}`, { timeout: 60_000 }, async (t) => {
      for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
        const { page, end } = await open(t, path, { colorScheme, viewport: { width, height: 800 } });
        await page.waitForLoadState("networkidle");
        if (path.startsWith("how/")) await page.locator(".step").nth(8).waitFor();
        await assertFine(page, `${path}, ${colorScheme}, ${width} px`);
        end();
      }
    });
  }

  it("says the same of itself in both languages, and changes without losing what was typed", async (t) => {
    for (const [path, place] of [["own/?lang=en", "#paste-text"], ["how/?lang=en", "#claim"]]) {
      const { page, end } = await open(t, path);
      await page.locator(place).evaluate((field) => (field.value = "x"));
      await page.getByRole("link", { name: "Français" }).click();
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
      assert.equal(await page.locator(place).inputValue(), "x");
      const hidden = await page.locator(".only[lang=en]").evaluateAll((nodes) => nodes.every((node) => getComputedStyle(node).display === "none"));
      assert.equal(hidden, true);
      end();
    }
  });
});

describe("the page for one's own articles", () => {
  it("answers from files that were chosen, read and built in a worker", async (t) => {
    const { page, end } = await open(t, "own/?lang=fr", {
      prepare: (page) => page.addInitScript(() => {
        const instantiate = WebAssembly.instantiate;
        globalThis.instances = 0;
        WebAssembly.instantiate = (...args) => (globalThis.instances++, instantiate(...args));
      }),
    });
    await choose(page, kBridge, kLibrary);
    assert.deepEqual(await titles(page), ["Le pont de Lorme", "A library"]);
    assert.equal(await check(page, kBridgeClaim), "supported");
    assert.match(await page.locator("recoupe-checker cite").first().innerText(), /Le pont de Lorme/);
    assert.equal(await page.evaluate(() => globalThis.instances), 0, "no engine ran in the page's own thread");
    await assertFine(page, "with articles");
    end();
  });

  it("takes files that are dropped anywhere on it", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    const data = await page.evaluateHandle((files) => {
      const transfer = new DataTransfer();
      for (const { name, text } of files) transfer.items.add(new File([text], name));
      return transfer;
    }, [kBridge, kLibrary]);
    await page.dispatchEvent("h1", "dragover", { dataTransfer: data });
    await page.locator(".veil").waitFor();
    await page.dispatchEvent("h1", "drop", { dataTransfer: data });
    await page.locator(".list li").nth(1).waitFor();
    assert.equal(await page.locator(".veil").isVisible(), false);
    assert.deepEqual(await titles(page), ["Le pont de Lorme", "A library"]);
    end();
  });

  it("works with the keyboard alone", async (t) => {
    const { page, end } = await open(t, "own/?lang=fr");
    await tabTo(page, "SUMMARY");
    await page.keyboard.press("Enter");
    await tabTo(page, "INPUT");
    await page.keyboard.type("Le pont");
    await tabTo(page, "TEXTAREA");
    await page.keyboard.type("La ville de Lorme a vendu le pont à la région.");
    await tabTo(page, "BUTTON");
    await page.keyboard.press("Enter");
    await page.locator(".list li").waitFor();
    await tabTo(page, "RECOUPE-CHECKER");
    await page.keyboard.type(kBridgeClaim);
    await page.keyboard.press("Enter");
    await outcome(page).waitFor();
    assert.equal(await outcome(page).getAttribute("data-outcome"), "supported");
    end();
  });

  it("asks for a text before it adds one", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    await page.locator("summary").click();
    await page.getByRole("button", { name: "Add this text" }).click();
    assert.equal(await page.locator("#paste-message").innerText(), "Paste a text first.");
    assert.equal(await page.locator("#paste-text").evaluate((field) => field === document.activeElement), true);
    end();
  });

  const bad = {
    kind: { name: "scan.pdf", text: "%PDF" },
    encoding: { name: "latin.txt", bytes: Buffer.from("Le pont a été vendu.", "latin1") },
    empty: { name: "empty.txt", text: " \n\n" },
    json: { name: "broken.json", text: '{"id": ' },
    "json, a line of it": { name: "broken.jsonl", text: '{"id":"a","text":"The bridge closed."}\n{"id"\n' },
    article: { name: "no-text.json", text: '[{"id":"no-text"}]' },
    "article, articles no list": { name: "wrong.json", text: '{"articles":3}' },
    "article, no object": { name: "null.json", text: "[null]" },
    corpus: { name: "broken.recoupe", text: "nothing of the kind" },
  };
  for (const [kind, file] of Object.entries(bad)) {
    it(`says what is wrong with a file and keeps the others, kind=${kind}`, async (t) => {
      const { page, end } = await open(t, "own/?lang=en");
      await page.locator("input[type=file]").setInputFiles(upload(kBridge, file, kLibrary));
      await page.locator(".problems li").waitFor();
      await page.locator(".list li").nth(1).waitFor();
      const messages = JSON.parse(await readFile(new URL("../../web/demo/own/messages.en.json", import.meta.url), "utf8"));
      const said = await page.locator(".problems li").innerText();
      assert.ok(said.startsWith(`${file.name} ${messages.problem[kind.split(",")[0]]}`), said);
      assert.deepEqual(await titles(page), ["Le pont de Lorme", "A library"]);
      end();
    });
  }

  it("keeps the good articles of a file with a bad one", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    await choose(page, { name: "list.json", text: '[{"id":"a","title":"A","text":"The bridge closed."},{"id":"b"},{"id":"c","title":"C","text":"The canteen opened."}]' });
    await page.locator(".problems li").waitFor();
    assert.deepEqual(await titles(page), ["A", "C"]);
    await assertFine(page, "with problems");
    await page.getByRole("button", { name: "Hide this list" }).click();
    assert.equal(await page.locator(".problems").isVisible(), false);
    end();
  });

  it("quotes a ClaimReview under its editor's name", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    const review = { "@context": "https://schema.org", "@type": "ClaimReview", claimReviewed: "The bridge was sold.", author: { name: "Ida Krall" }, reviewBody: "The bridge of Lorme was leased to the region for ten years.", headline: "About the bridge" };
    await choose(page, { name: "review.json", text: JSON.stringify(review) });
    await check(page, "The bridge was leased to the region.");
    assert.match(await page.locator("recoupe-checker .excerpt").first().innerText(), /Ida Krall/);
    end();
  });

  it("takes the same article once, and two of one name both", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    await choose(page, kBridge);
    await page.locator("input[type=file]").setInputFiles(upload(kBridge));
    await page.locator(".problems li").waitFor();
    assert.match(await page.locator(".problems li").innerText(), /in the list already/);
    await page.locator("input[type=file]").setInputFiles(upload({ ...kLibrary, name: "pont.md" }));
    await page.locator(".list li").nth(1).waitFor();
    assert.deepEqual(await titles(page), ["Le pont de Lorme", "A library"]);
    end();
  });

  it("takes an article away, and brings it back", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    await choose(page, kBridge, kLibrary);
    assert.equal(await check(page, kBridgeClaim), "supported");
    await page.getByRole("button", { name: "Remove “Le pont de Lorme”" }).click();
    await page.locator(".list li").nth(1).waitFor({ state: "detached" });
    assert.deepEqual(await titles(page), ["A library"]);
    await page.locator("recoupe-checker [data-outcome=not-covered]").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Remove “A library”");
    await page.getByRole("button", { name: "Remove all" }).click();
    await page.locator(".list").waitFor({ state: "hidden" });
    assert.equal(await page.locator("recoupe-checker").isVisible(), false);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator(".list li").waitFor();
    assert.deepEqual(await titles(page), ["A library"]);
    end();
  });

  it("gives the corpus that buildCorpus gives, and opens it again", async (t) => {
    const { page, end } = await open(t, "own/?lang=en");
    await choose(page, kBridge, kLibrary);
    const bytes = await download(page);
    const text = kLibrary.text.replace(/^---[^]*?---/, (front) => front.replace(/[^\n]/g, " "));
    const expected = await buildCorpus([{ id: "pont", title: "Le pont de Lorme", text: kBridge.text }, { id: "library", title: "A library", text }]);
    assert.deepEqual(bytes, Buffer.from(expected));

    await page.getByRole("button", { name: "Remove “A library”" }).click();
    await page.locator(".list li").nth(1).waitFor({ state: "detached" });
    await page.locator("input[type=file]").setInputFiles(upload({ name: "mine.recoupe", bytes }));
    await page.getByText("From the corpus file mine.recoupe").waitFor();
    assert.deepEqual(await titles(page), ["Le pont de Lorme", "A library"]);
    assert.deepEqual(await download(page), bytes);
    await page.getByRole("button", { name: "Close this file" }).click();
    await page.locator(".list li").nth(1).waitFor({ state: "detached" });
    assert.deepEqual(await titles(page), ["Le pont de Lorme"]);
    end();
  });

  it("reads, builds and checks without the network, once it has been used", async (t) => {
    const { page, requests, end } = await open(t, "own/?lang=en");
    await choose(page, kBridge);
    await check(page, kBridgeClaim);
    await page.context().setOffline(true);
    const before = requests.length;
    await page.locator("input[type=file]").setInputFiles(upload(kLibrary));
    await page.locator(".list li").nth(1).waitFor();
    assert.equal(await check(page, "La bibliothèque de Lorme ouvre le dimanche."), "contradicted");
    assert.deepEqual(requests.slice(before).filter((url) => !/worker\.js$/.test(url)), []);
    end();
  });

  it("offers the newspaper's articles", async (t) => {
    const { page, end } = await open(t, "own/?lang=fr");
    await page.getByRole("button", { name: /journal inventé/ }).click();
    await page.locator(".list li").nth(kArticles.length - 1).waitFor();
    const inPaper = await createChecker({ corpus: join(dist, "newspaper/articles.recoupe") });
    assert.deepEqual((await titles(page)).sort(), inPaper.info.articles.map(({ title }) => title).sort());
    end();
  });
});

describe("the page on how it works", () => {
  const claim = "X a vendu les données de ses utilisateurs à des gouvernements.";
  const address = (lang, text) => `how/?lang=${lang}#${new URLSearchParams({ claim: text })}`;
  const step = (page, title) => page.locator(".step").filter({ has: page.getByRole("heading", { name: title }) });

  it("shows what the engine says, and not something drawn", async (t) => {
    const { page, end } = await open(t, address("en", claim));
    await page.locator(".step").nth(8).waitFor();
    const checker = await createChecker({ corpus: join(dist, "corpus.recoupe") });
    const { pairs } = await checker.explain(claim, null, { limit: 6 });
    const shown = await step(page, /closest statements/).locator("q").allInnerTexts();
    assert.deepEqual(shown.map((text) => text.replace(/^«\s|\s»$/g, "")), pairs.map(({ text }) => text));
    assert.match(await step(page, /weighed/).innerText(), new RegExp(`the score: ${pairs[0].score.toFixed(2)}`));
    const words = await step(page, /taken apart/).locator("dt").allInnerTexts();
    assert.deepEqual(words, pairs[0].alignment.map((part) => claim.slice(part.claim.start, part.claim.end)));
    const { outcome } = await checker.check(claim);
    assert.equal(await page.locator(".step [data-outcome]").getAttribute("data-outcome"), outcome);
    end();
  });

  for (const lang of ["fr", "en"]) {
    it(`says every observation in the page's language, lang=${lang}`, async (t) => {
      const { page, end } = await open(t, address(lang, claim));
      await page.locator(".weights li").first().waitFor();
      const spoken = await page.locator(".weights li > span[lang], .spoke li").evaluateAll((nodes) => nodes.map((node) => node.lang));
      assert.ok(spoken.length > 5);
      assert.deepEqual([...new Set(spoken)], [lang]);
      end();
    });
  }

  it("follows another statement, by keyboard, and keeps the focus", async (t) => {
    const { page, end } = await open(t, address("en", claim));
    const second = step(page, /closest statements/).getByRole("button").nth(1);
    await second.focus();
    const quote = await second.locator("q").innerText();
    await page.keyboard.press("Enter");
    assert.equal(await second.getAttribute("aria-pressed"), "true");
    assert.equal(await second.evaluate((button) => button === document.activeElement), true);
    assert.equal(await step(page, /held against/).locator(".statement").innerText(), quote);
    end();
  });

  it("follows another claim of a longer text", async (t) => {
    const { page, end } = await open(t, address("en", "I think X has become unbearable. Twitter owns 10% of Dataminr. X sold its users’ data to governments."));
    const claims = step(page, /cut into claims/);
    await claims.getByRole("button").nth(1).click();
    await page.locator(".step [data-outcome=nuanced]").waitFor();
    assert.equal(await claims.getByRole("button").nth(1).getAttribute("aria-pressed"), "true");
    assert.match(await claims.locator("li.aside").innerText(), /opinion/);
    end();
  });

  it("stops where there is nothing to compare, and shows why nothing is shown", async (t) => {
    const opinion = await open(t, address("en", "I think X has become unbearable."));
    await opinion.page.locator(".step").first().waitFor();
    assert.equal(await opinion.page.locator(".step").count(), 1);
    assert.match(await opinion.page.locator(".step").innerText(), /The way ends here/);
    const silent = await open(t, address("en", "The European Parliament voted for a tax on social networks."));
    await silent.page.locator(".step [data-outcome=not-covered]").waitFor();
    assert.match(await step(silent.page, /worth showing/).innerText(), /this statement is set aside/);
    opinion.end();
    silent.end();
  });

  it("keeps the claim in the address, and works without the network", async (t) => {
    const { page, end } = await open(t, "how/?lang=en");
    await page.locator(".step").nth(8).waitFor();
    await page.context().setOffline(true);
    await page.locator("#claim").fill("Twitter owns 10% of Dataminr.");
    await page.locator("#claim").press("Enter");
    await page.locator(".step [data-outcome=contradicted]").waitFor();
    assert.match(page.url(), /#claim=Twitter/);
    await page.goBack();
    await page.locator(".step [data-outcome=nuanced]").waitFor();
    end();
  });
});

describe("the newspaper", () => {
  for (const [path, claim, expected] of [
    ["newspaper/", "Le pont des Tanneurs rouvrira avant septembre.", /Tanneurs/],
    ["newspaper/en.html", "Velostra cancelled eleven buses in December.", /Night bus/],
  ]) {
    it(`answers from its own articles, then without the network, path=${path}`, async (t) => {
      const { page, end } = await open(t, path);
      await check(page, claim);
      const source = page.locator("recoupe-checker cite a").first();
      assert.match(await source.innerText(), expected);
      const address = await source.evaluate(({ href }) => href);
      assert.match(address, /#:~:text=/);
      assert.equal((await page.request.get(address)).status(), 200);
      await page.context().setOffline(true);
      assert.equal(await check(page, "La reine du Danemark a visité un sous-marin soviétique."), "not-covered");
      end();
    });
  }

  it("has a tag in every mode", async (t) => {
    const { page, end } = await open(t, "newspaper/");
    const tags = [];
    for (const [path] of kPages.filter(([path]) => path.startsWith("newspaper/"))) {
      await page.goto(base + path);
      const { corpus, mode = "inline" } = await page.locator("script[data-corpus]").evaluate((script) => ({ ...script.dataset }));
      tags.push(`${mode} ${corpus}`);
    }
    const kinds = ["annotate articles.recoupe", "button articles.recoupe", "inline articles.recoupe", "inline page", "selection articles.recoupe"];
    assert.deepEqual([...new Set(tags)].sort(), kinds);
    end();
  });

  for (const [path, lang] of kArticles) {
    it(`describes its article for machines, path=${path}`, async (t) => {
      const { page, end } = await open(t, path);
      const data = JSON.parse(await page.locator('script[type="application/ld+json"]').evaluate((script) => script.text));
      assert.equal(data["@type"], "NewsArticle");
      assert.equal(data.headline, await page.getByRole("heading", { level: 1 }).evaluate((heading) => heading.textContent));
      assert.equal(data.inLanguage, lang);
      assert.equal(data.datePublished, await page.locator("article time").getAttribute("datetime"));
      const words = (await page.locator("article").innerText()).split(/\s+/).length;
      assert.ok(words >= 250 && words <= 450, `${words} words`);
      end();
    });
  }
});

async function assertFine(page, what) {
  assert.deepEqual(await accessibilityTrouble(page), [], what);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${what}: nothing sticks out`);
}

async function choose(page, ...files) {
  await page.locator("input[type=file]").setInputFiles(upload(...files));
  await page.locator(".list li").first().waitFor();
}

const titles = (page) => page.locator(".list cite").allInnerTexts();

async function download(page) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: /Download the corpus/ }).click();
  return readFile(await (await waiting).path());
}

/** Presses Tab until an element of this name has the focus. */
async function tabTo(page, name) {
  const at = () => page.evaluate(() => document.activeElement.tagName);
  for (let i = 0; i < 30; i++) {
    await page.keyboard.press("Tab");
    if ((await at()) === name) return;
  }
  assert.fail(`Tab does not lead to ${name}.`);
}
