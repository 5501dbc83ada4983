// The answer: what a reader sees, points at, opens and takes away.

import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { buildCorpus } from "recoupe";
import { serve } from "../../web/tools/serve.mjs";
import { accessibilityTrouble, launch, openPage } from "./support.mjs";

const kStrict = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'";
const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));

const kArticles = [
  {
    id: "sold",
    title: "Lorme vend son pont",
    publisher: "Le Courrier de Lorme",
    published: "2021-05-02",
    url: "https://example.org/pont",
    lang: "fr",
    text: "Lorme vend son pont\n\nLa ville de Lorme a vendu le pont à une société privée en 2021. Le péage rapporterait deux millions d’euros par an, selon l’association Rivages.",
  },
  {
    id: "kept",
    title: "Le pont reste à la ville",
    publisher: "L’Écho du Val",
    published: "2024-02-11",
    lang: "fr",
    text: "Le pont reste à la ville\n\nLa ville de Lorme n’a pas vendu le pont à une société privée. Certains riverains ne paient plus le péage.",
  },
  {
    id: "library",
    title: "The library of Ashford",
    lang: "en",
    statements: [
      { id: "s1", text: "The library of Ashford bought nine paintings in 2019.", gloss: "La bibliothèque d’Ashford a acheté neuf tableaux en 2019." },
      { id: "s2", text: "The council paid for the frames.", speaker: "Ida Krall, mayor" },
    ],
  },
];

const kSold = "La ville de Lorme a vendu le pont à une société privée à Oslo.";
const kPaintings = "The library of Ashford bought eleven paintings in 2019.";
const kNotCovered = "La reine du Danemark a visité un sous-marin soviétique.";
const kOpinion = "J’adore les ponts.";

let browser;
let folder;
let server;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-answer-"));
  for (const file of await readdir(dist)) if (file.endsWith(".js")) await copyFile(join(dist, file), join(folder, file));
  await writeFile(join(folder, "corpus.recoupe"), await buildCorpus(kArticles));
  await writeFile(join(folder, "site.css"), "@media (prefers-color-scheme: dark) { :root { background: #191714; color: #ece7de; } }");
  for (const lang of ["fr", "en"]) {
    const head = `<meta charset="utf-8"><meta name="color-scheme" content="light dark"><meta name="viewport" content="width=device-width"><title>Un site</title><link rel="stylesheet" href="site.css"><script type="module" src="element-define.js"></script>`;
    await writeFile(join(folder, `${lang}.html`), `<!doctype html><html lang="${lang}"><head>${head}</head><body><main><h1>Un site</h1><recoupe-checker corpus="/corpus.recoupe"></recoupe-checker></main></body></html>`);
  }
  [browser, server] = await Promise.all([launch(), serve({ folder, policy: kStrict })]);
});

after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page on which this text has been checked. */
async function answerTo(t, text, { lang = "fr", wait = ".outcome", ...options } = {}) {
  const opened = await openPage(t, browser, `${server.url}${lang}.html`, options);
  const root = opened.page.locator("recoupe-checker");
  await root.getByRole("textbox").fill(text);
  await root.getByRole("textbox").press("Enter");
  await root.locator(wait).first().waitFor();
  return { ...opened, root };
}

const status = (root) => root.getByRole("status");
const open = (root, name) => root.locator("summary", { hasText: name }).first().click();

describe("the answer", () => {
  it("begins with one sentence, which names the reason, and the best excerpt", async (t) => {
    const { root, end } = await answerTo(t, kPaintings, { lang: "en" });
    assert.equal(await root.getByRole("heading", { level: 3 }).innerText(), "The articles contradict this: another number");
    assert.match(await root.locator("blockquote").first().innerText(), /nine paintings/);
    assert.equal(await root.locator(".group").first().getAttribute("data-relation"), "contradicts");
    end();
  });

  it("says every relation, also those without an excerpt", async (t) => {
    const { root, end } = await answerTo(t, kPaintings, { lang: "en" });
    assert.deepEqual((await root.locator(".group").evaluateAll((groups) => groups.map(({ dataset }) => dataset.relation))).sort(), ["contradicts", "nuances", "supports"]);
    assert.match(await root.locator(".group.empty").first().innerText(), /No statement supports it\./);
    end();
  });

  it("says who says so: the article, then whom it quotes", async (t) => {
    const { root, end } = await answerTo(t, "The council paid for the frames.", { lang: "en" });
    const steps = root.getByRole("list", { name: "Who says so" }).first().getByRole("listitem");
    assert.match(await steps.first().innerText(), /The library of Ashford/);
    assert.match(await steps.nth(1).innerText(), /Ida Krall, mayor/);
    end();
  });

  it("names the excerpt's language where it is not the interface's, and gives the gloss", async (t) => {
    const { root, end } = await answerTo(t, kPaintings);
    assert.match(await root.locator(".source").first().innerText(), /en anglais/);
    assert.match(await root.locator(".gloss").first().innerText(), /neuf tableaux/);
    assert.equal(await root.locator("blockquote p").first().getAttribute("lang"), "en");
    end();
  });
});

describe("a claim of two parts", () => {
  it("gives each part its outcome, and its excerpts on demand", async (t) => {
    const { root, end } = await answerTo(t, "The library of Ashford bought nine paintings in 2019, and the council paid for the frames.", { lang: "en" });
    const parts = root.getByRole("list", { name: "Taken part by part" });
    assert.match(await parts.innerText(), /“The library of Ashford bought nine paintings in 2019” The articles say so/);
    await parts.locator("summary").first().click();
    assert.match(await parts.locator("blockquote").first().innerText(), /nine paintings/);
    end();
  });
});

describe("the claim's words", () => {
  const paired = (root) => root.locator("mark.paired");

  it("light their answers when they are pointed at", async (t) => {
    const { root, end } = await answerTo(t, kSold);
    await root.locator("button.word", { hasText: "pont" }).hover();
    assert.deepEqual(new Set(await paired(root).allInnerTexts()), new Set(["pont"]));
    await root.getByRole("heading", { level: 3 }).hover();
    assert.equal(await paired(root).count(), 0);
    end();
  });

  it("are lit by their answers", async (t) => {
    const { root, end } = await answerTo(t, kSold);
    await root.locator("mark", { hasText: "pont" }).first().hover();
    assert.deepEqual(await root.locator("button.word.paired").allInnerTexts(), ["pont"]);
    end();
  });

  it("are one stop for the keyboard, and arrows move between them", async (t) => {
    const { page, root, end } = await answerTo(t, kSold);
    await root.getByRole("button", { name: "Recouper" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(new Set(await paired(root).allInnerTexts()), new Set(["vendu"]));
    await page.keyboard.press("End");
    assert.equal(await paired(root).count(), 0, "nothing answers the last word");
    await page.keyboard.press("Tab");
    assert.ok(!(await root.evaluate((element) => element.shadowRoot.activeElement.matches(".word"))));
    end();
  });

  it("stay lit when pressed, until pressed again", async (t) => {
    const { page, root, end } = await answerTo(t, kSold);
    const word = root.locator("button.word", { hasText: "pont" });
    await word.click();
    await page.mouse.move(0, 0);
    assert.equal(await word.getAttribute("aria-pressed"), "true");
    assert.ok((await paired(root).count()) > 0);
    await word.click();
    await page.mouse.move(0, 0);
    assert.equal(await word.getAttribute("aria-pressed"), "false");
    end();
  });

  it("that nothing answers are marked, explained, and said", async (t) => {
    const { root, end } = await answerTo(t, kSold);
    const word = root.locator("button.word[data-fate=unanswered]");
    assert.match(await word.evaluate((node) => getComputedStyle(node).textDecorationStyle), /dashed/);
    await root.getByRole("button", { name: "Oslo (aucun extrait n’y répond)" }).waitFor();
    assert.match(await root.locator(".word-key").innerText(), /dans aucun extrait/);
    end();
  });
});

describe("on demand", () => {
  it("a table says which words answer which", async (t) => {
    const { root, end } = await answerTo(t, kSold);
    await open(root, "Mot à mot");
    const table = root.getByRole("table").first();
    assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), ["Élément", "Affirmation", "Extrait", "Comment"]);
    const row = table.getByRole("row", { name: /Oslo/ });
    assert.deepEqual(await row.getByRole("rowheader").allInnerTexts(), ["Oslo"]);
    assert.match(await row.innerText(), /sans réponse/);
    end();
  });

  it("a citation is copied in three formats, and it is said", async (t) => {
    const { page, root, end } = await answerTo(t, kSold, { permissions: ["clipboard-read", "clipboard-write"] });
    await open(root, "Citer");
    const expected = { Texte: /^«\u00a0La ville[^]*\n— /, Markdown: /^> La ville[^]*\n> — /, HTML: /^<figure>[^]*<cite>/ };
    for (const [name, pattern] of Object.entries(expected)) {
      await root.getByRole("button", { name, exact: true }).first().click();
      await status(root).filter({ hasText: "Citation copiée." }).waitFor();
      // The sentence may still be that of the copy before.
      await page.waitForFunction(async (pattern) => new RegExp(pattern).test(await navigator.clipboard.readText()), pattern.source);
    }
    end();
  });

  it("a citation is copied where the page may not write to the clipboard", async (t) => {
    const prepare = (page) => page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.addEventListener("copy", (event) => (globalThis.copied = event.clipboardData.getData("text/plain")));
    });
    const { root, end } = await answerTo(t, kSold, { prepare });
    await open(root, "Citer");
    await root.getByRole("button", { name: "Texte" }).first().click();
    await status(root).filter({ hasText: "Citation copiée." }).waitFor();
    end();
  });

  it("a citation is shown where nothing may be copied", async (t) => {
    const prepare = (page) => page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => false;
    });
    const { root, end } = await answerTo(t, kSold, { prepare });
    await open(root, "Citer");
    await root.getByRole("button", { name: "Texte" }).first().click();
    const field = root.getByRole("textbox", { name: "Copiez cette citation" });
    assert.match(await field.inputValue(), /La ville de Lorme/);
    assert.ok(await field.evaluate((node) => node.matches(":focus")));
    end();
  });

  it("a bad match becomes a file, and nothing is sent", async (t) => {
    const { page, root, requests, end } = await answerTo(t, kSold);
    await open(root, "Mauvais extrait");
    const before = requests.length;
    const [download] = await Promise.all([page.waitForEvent("download"), root.getByRole("button", { name: "Il parle d’autre chose" }).first().click()]);
    const file = JSON.parse(await readFile(await download.path(), "utf8"));
    assert.equal(file.reason, "off-point");
    assert.equal(file.claim.text, kSold);
    assert.match(file.excerpt.text, /vendu le pont/);
    assert.deepEqual(requests.slice(before).filter((url) => !url.startsWith("blob:")), []);
    assert.match(await root.locator(".note").first().innerText(), /Rien n’est envoyé/);
    end();
  });

  it("the report is a file, as JSON and as annotations", async (t) => {
    const { page, root, end } = await answerTo(t, kSold);
    const take = async (name) => {
      const [download] = await Promise.all([page.waitForEvent("download"), root.getByRole("button", { name }).click()]);
      return JSON.parse(await readFile(await download.path(), "utf8"));
    };
    assert.equal((await take("Rapport (JSON)")).claims[0].text, kSold);
    assert.equal((await take("Annotations (JSON-LD)")).type, "AnnotationPage");
    end();
  });

  it("a statement that was set aside says why", async (t) => {
    const { root, end } = await answerTo(t, kSold);
    await open(root, "Proches, mais écartés");
    assert.match(await root.locator(".near-miss").first().innerText(), /Pourquoi pas celle-ci\s\?\s+\S.{10,}/);
    end();
  });
});

describe("silence", () => {
  it("is not drawn as a contradiction, and says what was searched", async (t) => {
    const { root, end } = await answerTo(t, kNotCovered);
    assert.equal(await root.locator(".outcome").getAttribute("data-outcome"), "not-covered");
    assert.equal(await root.locator("[data-relation]").count(), 0);
    assert.match(await root.locator(".outcome-note").innerText(), /ne dit rien de l’affirmation elle-même/);
    assert.match(await root.locator(".terms").innerText(), /Dans aucun\s:[^]*Danemark/);
    assert.match(await root.locator(".none-at-all").innerText(), /Aucune phrase ne l’appuie, ne la nuance ni ne la contredit/);
    end();
  });
});

describe("then and now", () => {
  it("orders by date what changed, and leads to the excerpt", async (t) => {
    const { root, end } = await answerTo(t, "La ville de Lorme a vendu le pont à une société privée.");
    const strip = root.locator(".then-and-now");
    const dates = await strip.locator("time").evaluateAll((times) => times.map(({ dateTime }) => dateTime));
    assert.deepEqual(dates, [...dates].sort());
    assert.ok(new Set(dates).size > 1);
    await strip.getByRole("button").last().click();
    assert.ok(await root.evaluate((element) => element.shadowRoot.activeElement.matches(".excerpt")));
    end();
  });

  it("is not there where nothing changed", async (t) => {
    const { root, end } = await answerTo(t, kPaintings);
    assert.equal(await root.locator(".then-and-now").count(), 0);
    end();
  });
});

describe("an excerpt's link", () => {
  it("is the page's to decide", async (t) => {
    const source = fileURLToPath(new URL("../../web/src/answer/report.ts", import.meta.url));
    await esbuild.build({ entryPoints: [source], bundle: true, format: "esm", outfile: join(folder, "report.js"), define: { RECOUPE_VERSION: '"0"' }, logLevel: "silent" });
    const { page, end } = await openPage(t, browser, `${server.url}fr.html`);
    const result = await page.evaluate(async (claim) => {
      const [{ createChecker }, { renderReport }] = [await import("/index.js"), await import("/report.js")];
      const checker = await createChecker({ corpus: "/corpus.recoupe" });
      const report = await checker.check(claim);
      const clicked = [];
      const onClick = (event) => {
        event.preventDefault();
        clicked.push(event.currentTarget.textContent);
      };
      const link = ({ article }) => (article === "sold" ? { href: "#there", onClick } : null);
      document.body.append(renderReport(report, "fr", { link }));
      for (const anchor of document.querySelectorAll(".source a")) anchor.click();
      return { clicked: [...new Set(clicked)], hrefs: [...new Set([...document.querySelectorAll(".source a")].map((anchor) => anchor.getAttribute("href")))], others: [...document.querySelectorAll(".source")].some((node) => !node.querySelector("a")) };
    }, kSold);
    assert.deepEqual(result, { clicked: ["Lorme vend son pont"], hrefs: ["#there"], others: true });
    end();
  });
});

describe("a post", () => {
  const kPost = [kSold, kOpinion, "La bibliothèque d’Ashford a acheté onze tableaux en 2019.", kNotCovered, "Le péage rapporte deux millions d’euros par an."].join(" ");

  it("is a list of its sentences in order, with their outcomes, each opening to its answer", async (t) => {
    const { root, end } = await answerTo(t, kPost);
    assert.match(await root.getByRole("heading", { level: 2 }).innerText(), /^5 phrases · .*1 non abordée · 1 sans fait à recouper$/);
    assert.equal(await root.locator(".claim").count(), 5);
    assert.equal(await root.locator("blockquote").count(), 0, "nothing is drawn before it is asked for");
    assert.match(await root.locator(".claim").nth(2).innerText(), /onze tableaux[^]*contredisent/);
    await root.locator(".claim summary").nth(1).click();
    await root.locator("blockquote").first().waitFor();
    end();
  });

  it("says why a sentence is not checked", async (t) => {
    const { root, end } = await answerTo(t, kPost);
    const row = root.locator(".claim").nth(1);
    assert.match(await row.innerText(), /J’adore les ponts[^]*C’est une opinion/);
    assert.equal(await row.locator("summary").count(), 0);
    end();
  });

  it("of a few sentences is open at once", async (t) => {
    const { root, end } = await answerTo(t, `${kSold} ${kNotCovered}`, { wait: "blockquote" });
    assert.equal(await root.locator(".claim[open]").count(), 2);
    end();
  });
});

describe("a long text", () => {
  const kText = Array.from({ length: 1500 }, (_, i) => [kSold, kPaintings, kNotCovered][i % 3]).join(" ");

  it("shows how far it is, can be stopped, and keeps what was found", async (t) => {
    const { root, end } = await answerTo(t, kText, { wait: "progress" });
    await root.locator(".claim").first().waitFor();
    await root.getByRole("button", { name: "Arrêter" }).click();
    await root.locator(".stopped").waitFor();
    assert.match(await root.locator(".stopped").innerText(), /^Arrêté à \d+\s% du texte/);
    const found = await root.locator(".claim").count();
    assert.ok(found > 0 && found < 1500, `${found}`);
    assert.equal(await root.locator("progress").count(), 0);
    end();
  });

  it("lets the page go on between its pieces", async (t) => {
    const { page, root, end } = await answerTo(t, kSold);
    await root.getByRole("textbox").fill(Array.from({ length: 200 }, () => kSold).join(" "));
    // How often something else of the page gets its turn until the report is there.
    const turns = await page.evaluate(async () => {
      const element = document.querySelector("recoupe-checker");
      let turns = 0;
      let done = false;
      const turn = () => {
        turns++;
        if (!done) setTimeout(turn);
      };
      setTimeout(turn);
      await element.check(element.value);
      done = true;
      return turns;
    });
    assert.equal(await root.locator(".claim").count(), 200);
    assert.ok(turns >= 6, `${turns} turns`);
    end();
  });
});

describe("the answer's accessibility", () => {
  for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, phone: { viewport: { width: 320, height: 640 } } })) {
    it(`axe finds nothing with all open, ${name}`, async (t) => {
      for (const text of [kSold, kNotCovered, "The library of Ashford bought nine paintings in 2019, and the council paid for the frames.", `${kSold} ${kOpinion} Le péage rapporte deux millions d’euros par an.`]) {
        const { page, root, end } = await answerTo(t, text, options);
        await root.evaluate(async (element) => {
          for (let i = 0; i < 3; i++) {
            for (const details of element.shadowRoot.querySelectorAll("details:not([open])")) details.open = true;
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        });
        assert.deepEqual(await accessibilityTrouble(page), [], text);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no scrolling to the side");
        end();
      }
    });
  }
});
