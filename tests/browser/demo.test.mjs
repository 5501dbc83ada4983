// The demo page, as a reader meets it: served under its strict policy, in a real browser.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { serve } from "../../web/tools/serve.mjs";
import { accessibilityTrouble, breakEngine, launch, openPage } from "./support.mjs";

const kCovered = "X a vendu les données de ses utilisateurs à des gouvernements.";
const kNotCovered = "La reine du Danemark a visité un sous-marin soviétique.";

let browser;
let server;

before(async () => {
  [browser, server] = await Promise.all([launch(), serve()]);
});

after(async () => {
  await browser?.close();
  await server?.close();
});

const openDemo = (t, { lang = "fr", claim, ...options } = {}) =>
  openPage(t, browser, `${server.url}?lang=${lang}${claim ? `#${new URLSearchParams({ claim })}` : ""}`, options);

const outcome = (page) => page.locator("recoupe-checker .outcome").first();
const field = (page) => page.getByRole("textbox");
const status = (page) => page.locator("recoupe-checker").getByRole("status");

async function isReady(page) {
  await page.waitForFunction(() => document.querySelector("recoupe-checker").checker);
}

describe("the demo page", () => {
  it("answers a claim with an excerpt, its relation and its source", async (t) => {
    const { page, end } = await openDemo(t);
    await field(page).fill(kCovered);
    await page.getByRole("button", { name: "Recouper" }).click();
    const excerpt = page.locator("recoupe-checker .excerpt").first();
    await excerpt.waitFor();
    assert.match(await page.locator("recoupe-checker .relation").first().innerText(), /Appuie|Nuance|Contredit/);
    assert.ok((await excerpt.locator("blockquote").innerText()).length > 20);
    assert.ok((await excerpt.locator("cite").innerText()).length > 5);
    assert.ok((await excerpt.locator("mark").count()) > 0);
    assert.equal(await excerpt.locator("blockquote p").getAttribute("lang"), "fr");
    end();
  });

  it("says calmly that the articles are silent", async (t) => {
    const { page, end } = await openDemo(t, { claim: kNotCovered });
    await outcome(page).waitFor();
    assert.match(await outcome(page).innerText(), /n’en parlent pas/);
    assert.equal(await outcome(page).getAttribute("data-outcome"), "not-covered");
    end();
  });

  it("asks for nothing once it has loaded", async (t) => {
    const { page, requests, end } = await openDemo(t);
    await isReady(page);
    const before = requests.length;
    for (const claim of [kCovered, kNotCovered]) {
      await field(page).fill(claim);
      await field(page).press("Enter");
      await status(page).filter({ hasText: /./ }).waitFor();
      await page.waitForTimeout(150);
    }
    assert.deepEqual(requests.slice(before).filter((url) => !url.startsWith("data:")), []);
    end();
  });

  it("works with the keyboard alone", async (t) => {
    const { page, end } = await openDemo(t);
    await isReady(page);
    await field(page).focus();
    await page.keyboard.type(kCovered);
    await page.keyboard.press("Enter");
    await outcome(page).waitFor();
    assert.equal(await focused(page), "TEXTAREA");
    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "BUTTON submit");
    const chips = await page.locator("recoupe-checker button.chip").count();
    if (chips > 0) {
      for (let i = 0; i < 12 && !(await focused(page)).includes("chip"); i++) await page.keyboard.press("Tab");
      assert.equal(await focused(page), "BUTTON chip");
      assert.ok((await page.locator("recoupe-checker .cue.lit").count()) > 0, "the cue lights up");
      await page.keyboard.press("Space");
      await page.keyboard.press("Tab");
      assert.ok((await page.locator("recoupe-checker .cue.lit").count()) > 0, "a pressed chip keeps it lit");
    }
    end();
  });

  it("takes Shift + Enter for a new line", async (t) => {
    const { page, end } = await openDemo(t);
    await field(page).fill("a");
    await field(page).press("Shift+Enter");
    assert.equal(await field(page).inputValue(), "a\n");
    assert.equal(await outcome(page).count(), 0);
    end();
  });

  it("says one polite sentence a check", async (t) => {
    const { page, end } = await openDemo(t);
    await isReady(page);
    await page.evaluate(() => {
      const region = document.querySelector("recoupe-checker").shadowRoot.querySelector("[role=status]");
      globalThis.said = [];
      new MutationObserver(() => region.textContent && globalThis.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
    });
    for (const claim of [kCovered, kCovered, kNotCovered]) {
      await field(page).fill(claim);
      await field(page).press("Enter");
      await page.waitForTimeout(300);
    }
    const said = await page.evaluate(() => globalThis.said);
    assert.equal(said.length, 3, JSON.stringify(said));
    assert.equal(await page.locator("recoupe-checker [aria-live], recoupe-checker [role=status], recoupe-checker [role=alert]").count(), 1);
    end();
  });

  it("says beside the field that there is no text yet", async (t) => {
    const { page, end } = await openDemo(t, { lang: "en" });
    await page.getByRole("button", { name: "Cross-check" }).click();
    const message = page.locator("recoupe-checker #message");
    assert.match(await message.innerText(), /Paste a sentence first/);
    assert.match(await field(page).getAttribute("aria-describedby"), /message/);
    await field(page).fill("x");
    assert.equal(await message.innerText(), "");
    end();
  });

  for (const lang of ["fr", "en"]) {
    it(`offers an example for each outcome that gives that outcome, lang=${lang}`, async (t) => {
      const { page, end } = await openDemo(t, { lang });
      const links = page.locator(".examples [data-outcome]");
      const outcomes = await links.evaluateAll((rows) => rows.map((row) => row.dataset.outcome));
      assert.deepEqual(outcomes, ["supported", "nuanced", "contradicted", "mixed", "not-covered", "not-checkable"]);
      for (const [i, expected] of outcomes.entries()) {
        const report = page.evaluate(() => new Promise((resolve) => document.addEventListener("recoupe:report", ({ detail }) => resolve(detail), { once: true })));
        const claim = await links.nth(i).getByRole("link").innerText();
        await links.nth(i).getByRole("link").click();
        const { text, report: { outcome: given } } = await report;
        assert.deepEqual([text, given], [claim, expected]);
        assert.equal(await field(page).inputValue(), claim);
      }
      end();
    });
  }

  it("shows each claim of a longer text by itself", async (t) => {
    const { page, end } = await openDemo(t, { claim: `${kCovered} ${kNotCovered}` });
    await outcome(page).waitFor();
    assert.equal(await page.locator("recoupe-checker .claim").count(), 2);
    assert.match(await page.locator("recoupe-checker .claim-text").first().innerText(), /X a vendu/);
    end();
  });

  it("keeps the claim in the fragment, for others and for the back button", async (t) => {
    const { page, end } = await openDemo(t);
    await field(page).fill(kCovered);
    await field(page).press("Enter");
    await outcome(page).waitFor();
    const first = await outcome(page).innerText();
    const shared = page.url();
    assert.equal(new URLSearchParams(new URL(shared).hash.slice(1)).get("claim"), kCovered);

    const other = await openPage(t, browser, shared, { locale: "fr" });
    await outcome(other.page).waitFor();
    assert.equal(await outcome(other.page).innerText(), first);
    assert.equal(await field(other.page).inputValue(), kCovered);

    await field(page).fill(kNotCovered);
    await field(page).press("Enter");
    await page.waitForFunction((claim) => new URLSearchParams(location.hash.slice(1)).get("claim") === claim, kNotCovered);
    await page.goBack();
    await page.waitForFunction((text) => document.querySelector("recoupe-checker").value === text, kCovered);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("recoupe-checker").value === "");
    assert.equal(await outcome(page).count(), 0);
    other.end();
    end();
  });

  it("speaks French and English, and changes without losing the result", async (t) => {
    const { page, end } = await openDemo(t, { lang: "en", claim: kCovered });
    await outcome(page).waitFor();
    assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /What do the articles say/);
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    const english = await outcome(page).innerText();
    await page.getByRole("link", { name: "Français" }).click();
    assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /disent les\s+articles/);
    assert.equal(await page.locator("html").getAttribute("lang"), "fr");
    await page.getByRole("button", { name: "Recouper" }).waitFor();
    assert.notEqual(await outcome(page).innerText(), english);
    assert.match(page.url(), /lang=fr#claim=/);
    end();
  });

  it("follows the reader's language", async (t) => {
    for (const [locale, lang] of [["fr-BE", "fr"], ["en-GB", "en"], ["de", "en"]]) {
      const { page, end } = await openPage(t, browser, server.url, { locale });
      await page.waitForFunction((expected) => document.documentElement.lang === expected, lang);
      end();
    }
  });

  it("shows a gloss when the excerpt is in another language", async (t) => {
    const { page, end } = await openDemo(t, { lang: "en", claim: kCovered });
    await outcome(page).waitFor();
    assert.ok((await page.locator("recoupe-checker .gloss[lang=en]").count()) > 0);
    await page.getByRole("link", { name: "Français" }).click();
    await page.waitForTimeout(50);
    assert.equal(await page.locator("recoupe-checker .gloss").count(), 0);
    end();
  });

  it("lists the articles", async (t) => {
    const { page, end } = await openDemo(t);
    await page.locator(".articles li").first().waitFor();
    assert.equal(await page.locator(".articles li").count(), await page.evaluate(() => document.querySelector("recoupe-checker").checker.info.articles.length));
    end();
  });

  it("never judges the claim", async (t) => {
    for (const lang of ["fr", "en"]) {
      const { page, end } = await openDemo(t, { lang, claim: `${kCovered} ${kNotCovered}` });
      await outcome(page).waitFor();
      const words = await page.evaluate(() => {
        const own = document.querySelector("recoupe-checker").shadowRoot.cloneNode ? [...document.querySelector("recoupe-checker").shadowRoot.querySelectorAll(".outcome, .relation, .why, .chip, .hint")].map((node) => node.textContent) : [];
        return [...own, document.querySelector("main").innerText, document.querySelector("footer").innerText].join("\n");
      });
      assert.doesNotMatch(words, /\b(true|false|verdict|rating|vrai|faux)\b/i);
      end();
    }
  });

  it("runs in a worker, and in the page where there is none", async (t) => {
    const normal = await openDemo(t, { claim: kCovered });
    await outcome(normal.page).waitFor();
    assert.equal(await normal.page.evaluate(() => document.querySelector("recoupe-checker").checker.inWorker), true);
    normal.end();
    const expected = await outcome(normal.page).innerText();

    const without = {
      "no Worker at all": (page) => page.addInitScript(() => delete globalThis.Worker),
      "a worker that cannot be loaded": (page) => page.route("**/worker.js", (route) => route.fulfill({ status: 404, body: "" })),
      "a worker that is a web page": (page) => page.route("**/worker.js", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" })),
    };
    for (const [name, prepare] of Object.entries(without)) {
      const { page } = await openDemo(t, { claim: kCovered, prepare, allowTrouble: true });
      await outcome(page).waitFor();
      assert.equal(await page.evaluate(() => document.querySelector("recoupe-checker").checker.inWorker), false, name);
      assert.equal(await outcome(page).innerText(), expected, name);
    }
  });

  it("recovers from a crash of the engine", async (t) => {
    const { page, end } = await openDemo(t, {
      lang: "en",
      prepare: async (page) => {
        await page.addInitScript(() => delete globalThis.Worker);
        await page.addInitScript(breakEngine);
      },
    });
    await isReady(page);
    await page.evaluate(() => (globalThis.crashing = true));
    await field(page).fill(kCovered);
    await field(page).press("Enter");
    await page.locator("recoupe-checker #message").filter({ hasText: "Try again" }).waitFor();
    await page.evaluate(() => (globalThis.crashing = false));
    await field(page).press("Enter");
    await outcome(page).waitFor();
    assert.equal(await page.locator("recoupe-checker #message").innerText(), "");
    end();
  });

  it("says that the articles could not be loaded", async (t) => {
    for (const file of ["corpus.recoupe", "recoupe.wasm"]) {
      const { page } = await openDemo(t, { lang: "en", claim: kCovered, allowTrouble: true, prepare: (page) => page.route(`**/${file}`, (route) => route.fulfill({ status: 404, body: "" })) });
      const message = page.locator("recoupe-checker #message");
      await message.filter({ hasText: /could not/ }).waitFor();
      await status(page).filter({ hasText: /could not/ }).waitFor();
    }
  });

  it("passes axe in every state, light and dark, in both languages, on a phone too", { timeout: 120_000 }, async (t) => {
    const states = {
      "at the start": {},
      "one claim": { claim: kCovered },
      "not covered": { claim: kNotCovered },
      "many claims": { claim: `${kCovered} ${kNotCovered} Je pense que c’est un scandale.` },
    };
    for (const colorScheme of ["light", "dark"]) {
      for (const [name, options] of Object.entries(states)) {
        const [lang, width] = colorScheme === "light" ? ["fr", 1100] : ["en", 320];
        const { page, end } = await openDemo(t, { lang, colorScheme, viewport: { width, height: 800 }, ...options });
        await isReady(page);
        if (options.claim) await outcome(page).waitFor();
        else await page.getByRole("button", { name: /Recouper|Cross-check/ }).click();
        await page.evaluate(() => {
          for (const details of document.querySelector("recoupe-checker").shadowRoot.querySelectorAll("details")) details.open = true;
        });
        if (await page.locator("recoupe-checker button.chip").count()) await page.locator("recoupe-checker button.chip").first().click();
        await page.waitForTimeout(200);
        assert.deepEqual(await accessibilityTrouble(page), [], `${name}, ${colorScheme}, ${lang}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, `${name}: nothing sticks out at ${width} px`);
        end();
      }
    }
  });
});

/** The element that has the focus, inside the shadow root: its name and class. */
function focused(page) {
  return page.evaluate(() => {
    const active = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return `${active.tagName} ${active.className}`.trim();
  });
}
