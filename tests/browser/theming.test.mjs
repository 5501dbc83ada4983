// On somebody else's page: what reaches in, what reaches out, and what a site can change.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { serve } from "../../web/tools/serve.mjs";
import { openAll, plainPage, show, site } from "./states.mjs";
import { accessibilityTrouble, launch, openPage } from "./support.mjs";

const styleCss = await readFile(new URL("../../web/src/style.css", import.meta.url), "utf8");
const kTokens = [...styleCss.matchAll(/var\(--recoupe-([\w-]+), light-dark/g)].map(([, token]) => token);

/** The parts that a site may count on, as README.md names them. */
const kParts = [
  "field", "submit", "report", "overview", "claim", "outcome", "headline", "note", "words", "word", "parts", "group", "relation", "excerpt", "quotation", "match", "gloss", "provenance", "source",
  "nuances", "nuance", "missing", "tools", "slots", "button", "then-and-now", "coverage", "near-miss", "downloads", "progress",
];

/** What a page may have set on what surrounds the element, and what must not reach in. */
const kHostile = `
  html { font-size: 62.5%; }
  body { color: red; letter-spacing: .3em; word-spacing: 1em; line-height: 3; text-align: right; text-transform: uppercase; text-indent: 3em; text-shadow: 2px 2px red; font: italic small-caps 900 30px/3 fantasy; white-space: pre; word-break: break-all; cursor: wait; list-style: square inside; quotes: "<" ">"; stroke: red; fill: red; stroke-dasharray: 2; border-collapse: separate; border-spacing: 1em; caption-side: bottom; user-select: none; hyphens: auto; text-wrap: nowrap; -webkit-text-fill-color: red; text-emphasis: dot; tab-size: 1; text-underline-offset: 1em; accent-color: red; caret-color: red; }
  * { box-sizing: content-box; margin: 1em; padding: 1em; border: 1px solid; }
  button, textarea, label, mark, table, td, th, h2, h3, h4, p, ol, ul, li, details, summary, svg, blockquote, cite { color: red !important; background: red !important; font-size: 50px !important; display: block !important; }
  .excerpt, .claim, .word, .row, .hint { display: none !important; }
  :root { --ink: red; --muted: red; --space: 9em; --radius: 99px; }
  recoupe-checker { margin: 0; padding: 0; border: 0; display: block; box-sizing: border-box; inline-size: 800px; }
`;
/** The same place, on a page that sets nothing. */
const kPlain = "recoupe-checker { inline-size: 800px; box-sizing: border-box; }";

const link = (file) => `<link rel="stylesheet" href="${file}">`;

let browser;
let host;
let demo;

before(async () => {
  const light = `:root { background: #fff; }`;
  host = await site({
    "plain.html": plainPage("en", { head: link("plain.css") }).replace('<meta name="color-scheme" content="light dark">', ""),
    "hostile.html": plainPage("en", { head: link("hostile.css") }).replace('<meta name="color-scheme" content="light dark">', ""),
    "both.html": plainPage("en"),
    "forced.html": plainPage("en", { head: link("forced.css") }),
    "dark.html": plainPage("en", { head: link("dark.css") }).replace('<meta name="color-scheme" content="light dark">', ""),
    "fonts.html": plainPage("en", { head: link("fonts.css") }),
    "plain.css": kPlain,
    "hostile.css": kHostile,
    "forced.css": `${light} recoupe-checker { color-scheme: dark; }`,
    "dark.css": ":root { color-scheme: dark; }",
    "fonts.css": "body { font-family: Papyrus, fantasy; }",
  });
  [browser, demo] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await host?.close();
  await demo?.close();
});

async function openHost(t, name, state = "empty", options = {}) {
  const opened = await openPage(t, browser, host.url + name, options);
  await show(opened.page, state);
  return { ...opened, root: opened.page.locator("recoupe-checker") };
}

/** Every computed property of every element in the shadow tree, but for the page's fonts. */
const computed = (root) => root.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("*")].map((node) => {
  const style = getComputedStyle(node);
  return [node.localName, node.className.baseVal ?? node.className, ...[...style].filter((name) => !name.startsWith("--") && !/font-family|-x$|-y$|origin|^perspective|locale/.test(name)).map((name) => `${name}: ${style.getPropertyValue(name)}`)];
}));

const colour = (root) => root.evaluate((element) => getComputedStyle(element.shadowRoot.querySelector("label")).color);
const kLight = "rgb(29, 27, 24)";
const kDark = "rgb(236, 231, 222)";

describe("a page's style", () => {
  for (const state of ["empty", "mixed", "several claims"]) {
    it(`does not reach in: ${state}`, async (t) => {
      const [plain, hostile] = [await openHost(t, "plain.html", state), await openHost(t, "hostile.html", state)];
      for (const { page } of [plain, hostile]) await openAll(page);
      const [expected, actual] = [await computed(plain.root), await computed(hostile.root)];
      assert.ok(expected.length > 10 && expected[0].length > 200, "there is something to compare");
      assert.equal(actual.length, expected.length);
      const differences = actual.flatMap(([name, className, ...values], i) => values.filter((value, j) => value !== expected[i][j + 2]).map((value) => `${name}.${className} ${value}`));
      assert.deepEqual(differences.slice(0, 10), []);
      plain.end();
      hostile.end();
    });
  }

  it("hides the element with what hides its surroundings", async (t) => {
    const { page, root, end } = await openHost(t, "plain.html");
    await page.evaluate(() => (document.querySelector("main").style.visibility = "hidden"));
    assert.equal(await root.getByRole("textbox").isVisible(), false);
    end();
  });

  it("gives its fonts, unless it names others for the element", async (t) => {
    const { page, root, end } = await openHost(t, "fonts.html", "supported");
    const fonts = () => root.evaluate(({ shadowRoot }) => ["label", "blockquote"].map((name) => getComputedStyle(shadowRoot.querySelector(name)).fontFamily));
    assert.deepEqual(await fonts(), ["Papyrus, fantasy", "Papyrus, fantasy"]);
    await page.evaluate(() => {
      document.body.style.setProperty("--recoupe-serif", "Georgia, serif");
      document.body.style.setProperty("--recoupe-sans", "Arial, sans-serif");
    });
    assert.deepEqual(await fonts(), ["Arial, sans-serif", "Georgia, serif"]);
    end();
  });

  it("stays as it is", async (t) => {
    const { page, end } = await openHost(t, "plain.html", "mixed");
    const styled = await page.evaluate(() => ({
      sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
      inline: document.querySelectorAll("[style], style").length,
      heading: getComputedStyle(document.querySelector("h1")).font === getComputedStyle(document.body.appendChild(document.createElement("h1"))).font,
      own: getComputedStyle(document.body).getPropertyValue("--ink"),
    }));
    assert.deepEqual(styled, { sheets: 1, inline: 0, heading: true, own: "" });
    end();
  });
});

describe("light and dark", () => {
  const cases = [
    ["a page that knows only light stays light", "plain.html", { colorScheme: "dark" }, kLight],
    ["a page with both follows the reader: light", "both.html", { colorScheme: "light" }, kLight],
    ["a page with both follows the reader: dark", "both.html", { colorScheme: "dark" }, kDark],
    ["a page that is dark is dark", "dark.html", { colorScheme: "light" }, kDark],
    ["an element's own scheme counts", "forced.html", { colorScheme: "light" }, kDark],
  ];
  for (const [name, file, options, expected] of cases) {
    it(name, async (t) => {
      const { root, end } = await openHost(t, file, "empty", options);
      assert.equal(await colour(root), expected);
      end();
    });
  }

  for (const [name, file, options, expected] of cases.slice(0, 4)) {
    it(`in a browser without light-dark(), ${name}`, async (t) => {
      const prepare = (page) => page.addInitScript(() => {
        const supports = CSS.supports.bind(CSS);
        CSS.supports = (...what) => !String(what.at(-1)).includes("light-dark") && supports(...what);
      });
      const { root, end } = await openHost(t, file, "empty", { ...options, prepare });
      assert.equal(await colour(root), expected);
      const sheet = await root.evaluate(({ shadowRoot }) => [...shadowRoot.adoptedStyleSheets[0].cssRules].map(({ cssText }) => cssText).join());
      assert.ok(!sheet.includes("light-dark"));
      end();
    });
  }
});

describe("a site's own", () => {
  it("colours reach everything they are for", async (t) => {
    const { page, root, end } = await openHost(t, "plain.html", "mixed");
    assert.ok(kTokens.length > 10);
    await root.locator("button.chip").first().click();
    await page.keyboard.press("Tab");
    for (const [i, token] of kTokens.entries()) {
      await root.evaluate((element, { token, value }) => element.style.setProperty(`--recoupe-${token}`, value), { token, value: `rgb(1, 2, ${i})` });
    }
    await page.waitForTimeout(200);
    const used = (await computed(root)).flat().join("\n");
    assert.deepEqual(kTokens.filter((_token, i) => !used.includes(`rgb(1, 2, ${i})`)), []);
    end();
  });

  it("density scales the space and leaves the targets", async (t) => {
    const { root, end } = await openHost(t, "plain.html", "mixed");
    const height = () => root.evaluate((element) => element.getBoundingClientRect().height);
    const gap = () => root.evaluate(({ shadowRoot }) => parseFloat(getComputedStyle(shadowRoot.querySelector(".group + .group")).paddingBlockStart));
    const [heightBefore, gapBefore] = [await height(), await gap()];
    await root.evaluate((element) => element.style.setProperty("--recoupe-density", ".5"));
    assert.equal(await gap(), gapBefore / 2);
    assert.ok((await height()) < heightBefore * 0.85);
    const low = await root.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("button, summary, a")].filter((node) => node.checkVisibility() && node.getBoundingClientRect().height < 24).map(({ outerHTML }) => outerHTML));
    assert.deepEqual(low, []);
    end();
  });

  it("size and corners count, and a size of 1em is the page's", async (t) => {
    const { page, root, end } = await openHost(t, "plain.html", "mixed");
    const sizes = () => root.evaluate(({ shadowRoot }) => ["label", ".hint", "blockquote"].map((name) => parseFloat(getComputedStyle(shadowRoot.querySelector(name)).fontSize)));
    const before = await sizes();
    await page.evaluate(() => {
      document.body.style.fontSize = "20px";
      document.querySelector("recoupe-checker").style.setProperty("--recoupe-size", "1em");
      document.querySelector("recoupe-checker").style.setProperty("--recoupe-radius", "0px");
    });
    assert.deepEqual((await sizes()).map((size, i) => size / before[i]), [1.25, 1.25, 1.25]);
    assert.equal(await root.locator("button.chip").first().evaluate((node) => getComputedStyle(node).borderRadius), "0px");
    end();
  });

  it("parts are all there", async (t) => {
    const found = new Set();
    for (const state of ["mixed", "nuanced", "not-covered", "parts", "several claims", "long text"]) {
      const { page, root, end } = await openHost(t, "plain.html", state);
      if (state !== "long text") await openAll(page);
      for (const part of await root.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("[part]")].flatMap((node) => [...node.part]))) found.add(part);
      end();
    }
    assert.deepEqual(kParts.filter((part) => !found.has(part)), []);
  });
});

describe("the theming page", () => {
  const openTheming = async (t, lang = "en", options = {}) => {
    const opened = await openPage(t, browser, `${demo.url}theming/?lang=${lang}`, options);
    for (const checker of await opened.page.locator("recoupe-checker").all()) await checker.locator(".excerpt").first().waitFor();
    return opened;
  };
  const kInk = '[aria-labelledby="ink light"]';
  const set = (page, name, value) => page.locator(name).evaluate((input, value) => {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);
  const cssOf = (page) => page.locator("code.css").innerText();

  it("begins with the style sheet's values, and no contrast too low", async (t) => {
    const { page, end } = await openTheming(t);
    assert.equal(await page.locator(kInk).inputValue(), "#1d1b18");
    assert.equal(await page.locator("tr[data-token]").count(), kTokens.length + 1);
    assert.equal(await page.locator(".verdict.low").count(), 0);
    assert.match(await page.locator("#ink-light").innerText(), /^✓ 17\.\d ≥ 4\.5$/);
    assert.equal(await cssOf(page), "recoupe-checker {\n}");
    end();
  });

  it("shows a change at once, says when a contrast is too low, and gives the CSS", async (t) => {
    const { page, end } = await openTheming(t, "en", { permissions: ["clipboard-read", "clipboard-write"] });
    await set(page, kInk, "#999999");
    await set(page, "#density", "0.75");
    const [light, dark] = await page.locator("recoupe-checker").all();
    assert.equal(await colour(light), "rgb(153, 153, 153)");
    assert.equal(await colour(dark), kDark);
    assert.match(await page.locator("#ink-light").innerText(), /^✗ 2\.8 < 4\.5$/);
    assert.equal(await cssOf(page), "recoupe-checker {\n  --recoupe-ink: light-dark(#999999, #ece7de);\n  --recoupe-density: 0.75;\n}");
    await page.getByRole("button", { name: "Copy" }).click();
    await page.locator("form [role=status]").filter({ hasText: "Copied." }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await cssOf(page));
    await page.getByRole("button", { name: "Start again" }).click();
    await page.waitForFunction(() => document.querySelector("code.css").textContent === "recoupe-checker {\n}");
    assert.equal(await colour(light), kLight);
    end();
  });

  it("takes fonts, and refuses what is none", async (t) => {
    const { page, end } = await openTheming(t);
    await set(page, "#serif", "Georgia, serif");
    await set(page, "#sans", "red; color: red");
    assert.equal(await page.locator("recoupe-checker blockquote").first().evaluate((node) => getComputedStyle(node).fontFamily), "Georgia, serif");
    assert.equal(await cssOf(page), "recoupe-checker {\n  --recoupe-serif: Georgia, serif;\n}");
    end();
  });

  it("speaks French, too", async (t) => {
    const { page, end } = await openTheming(t, "fr");
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "À vos couleurs");
    await page.getByRole("button", { name: "Copier" }).waitFor();
    assert.match(await page.locator("#ink-light").innerText(), /^✓ 17,\d ≥ 4,5$/);
    await page.getByRole("link", { name: "English" }).click();
    assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "Make it yours");
    end();
  });

  for (const [name, options] of Object.entries({ light: {}, dark: { colorScheme: "dark" }, phone: { viewport: { width: 320, height: 640 } } })) {
    it(`passes axe and needs no scrolling to the side, ${name}`, async (t) => {
      for (const lang of ["fr", "en"]) {
        const { page, end } = await openTheming(t, lang, options);
        assert.deepEqual(await accessibilityTrouble(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        end();
      }
    });
  }
});
