// What web/ACCESSIBILITY.md says, measured: in every state, through the accessibility tree, by keyboard, and as it is drawn.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { reports } from "./reports.mjs";
import { kStates, openAll, plainPage, show, site } from "./states.mjs";
import { accessibilityTrouble, launch, openPage } from "./support.mjs";

const kLanguages = ["fr", "en"];
const words = Object.fromEntries(await Promise.all(kLanguages.map(async (lang) => [lang, JSON.parse(await readFile(new URL(`../../web/src/messages/${lang}.json`, import.meta.url), "utf8"))])));

let browser;
let host;

before(async () => {
  const head = '<link rel="stylesheet" href="site.css">';
  host = await site({
    ...Object.fromEntries(kLanguages.map((lang) => [`${lang}.html`, plainPage(lang, { head, body: '<p><a href="#before">Before</a></p>' }).replace("</main>", '<p><a href="#after">After</a></p></main>')])),
    "site.css": ":root { background: light-dark(#fff, #16181c); color: light-dark(#000, #fff); } body { margin: 1rem; } a { color: inherit; }",
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await host?.close();
});

async function openState(t, state, { lang = "en", claims = lang, ...options } = {}) {
  const opened = await openPage(t, browser, `${host.url}${lang}.html`, options);
  await show(opened.page, state, claims);
  return { ...opened, root: opened.page.locator("recoupe-checker") };
}

/** Brings one page through these states, one after the other, as a reader would. */
async function throughStates(t, states, { lang = "en", claims = lang, ...options }, look) {
  const { page, root, end } = await openState(t, "empty", { lang, ...options });
  for (const state of states) {
    await show(page, state, claims);
    await look({ state, page, root });
  }
  end();
}

/** The nodes of the accessibility tree that say something, in order. */
async function accessibilityTree(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const known = new Map(nodes.map((node) => [node.nodeId, node]));
  const walk = (node) => [node, ...(node.childIds ?? []).flatMap((id) => (known.has(id) ? walk(known.get(id)) : []))];
  return walk(nodes[0])
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [], description }) => ({
      role: role.value,
      name: name?.value ?? "",
      description: description?.value ?? "",
      ...Object.fromEntries(properties.map(({ name, value }) => [name, value.value])),
    }));
}

describe("axe finds nothing in any state", () => {
  for (const lang of kLanguages) {
    it(`light; and dark with all open; ${lang}`, async (t) => {
      await throughStates(t, kStates, { lang, claims: lang === "fr" ? "en" : "fr", reducedMotion: "reduce" }, async ({ state, page }) => {
        await page.emulateMedia({ colorScheme: "light" });
        assert.deepEqual(await accessibilityTrouble(page), [], state);
        await page.emulateMedia({ colorScheme: "dark" });
        await openAll(page);
        assert.deepEqual(await accessibilityTrouble(page), [], `${state}, dark, all open`);
      });
    });
  }
});

describe("the accessibility tree", () => {
  it("reads the outcome, the claim, the quotation, who says it and why it differs, in this order", async (t) => {
    const { page, end } = await openState(t, "nuanced");
    const tree = await accessibilityTree(page);
    const at = (role, name) => {
      const found = tree.findIndex((node) => node.role === role && name.test(node.name));
      assert.ok(found >= 0, `${role} ${name}`);
      return found;
    };
    const order = [
      at("textbox", /^A claim to cross-check$/), at("button", /^Cross-check$/), at("heading", /^What the articles say$/), at("heading", /^The articles add nuance: /), at("group", /^The claim, word by word$/),
      at("button", /^The town of Lorme$/), at("heading", /^Adds nuance 4 excerpts$/), at("blockquote", /^$/), at("list", /^Who says so$/), at("link", /^The ferryman of Lorme speaks$/), at("button", /^Hedged$/), at("button", /^2 more excerpts$/), at("heading", /^Supports$/),
    ];
    assert.deepEqual(order, [...order].sort((a, b) => a - b));
    end();
  });

  it("has headings without a gap", async (t) => {
    await throughStates(t, kStates, {}, async ({ state, page }) => {
      await openAll(page);
      const levels = (await accessibilityTree(page)).filter(({ role }) => role === "heading").map(({ level }) => level);
      levels.forEach((level, i) => assert.ok(level <= (levels[i - 1] ?? 0) + 1, `${state}: ${levels}`));
    });
  });

  for (const lang of kLanguages) {
    it(`has a name for every control, group and table, in every state, ${lang}`, async (t) => {
      await throughStates(t, kStates, { lang }, async ({ state, page, root }) => {
        await openAll(page);
        const named = (await accessibilityTree(page)).filter(({ role, focusable }) => role !== "RootWebArea" && role !== "listitem" && (focusable || ["table", "progressbar"].includes(role)));
        assert.ok(named.length > 4);
        assert.deepEqual(named.filter(({ name }) => name.trim() === ""), [], state);
        // In the tree a <details> is a group, too; its summary says what it is.
        assert.equal(await root.locator("[role=group]:not([aria-label], [aria-labelledby])").count(), 0, state);
      });
    });
  }

  it("has lists as lists, with their items", async (t) => {
    const { page, root, end } = await openState(t, "mixed");
    await openAll(page);
    const lists = await root.getByRole("list").evaluateAll((lists) => lists.map((list) => [list.localName, [...list.children].every(({ localName }) => localName === "li"), list.getAttribute("role")]));
    assert.ok(lists.length > 8);
    assert.deepEqual(lists.filter(([name, items]) => !/^[uo]l$/.test(name) || !items), []);
    // Said outright: some browsers take a list without marks for no list.
    assert.deepEqual(lists.filter(([, , role]) => role !== "list"), []);
    end();
  });

  it("says which row and column a cell of the table is in", async (t) => {
    const { page, root, end } = await openState(t, "supported");
    await openAll(page);
    const table = root.getByRole("table", { name: "What answers what" });
    assert.deepEqual(await table.getByRole("columnheader").allInnerTexts(), ["Part", "Claim", "Excerpt", "How"]);
    assert.equal(await table.getByRole("rowheader").count(), 5);
    end();
  });

  it("tells chips and words that are pressed", async (t) => {
    const { page, root, end } = await openState(t, "nuanced");
    for (const name of ["Hedged", "sold"]) {
      const button = root.getByRole("button", { name, exact: true }).first();
      await button.focus();
      await page.keyboard.press("Space");
      assert.equal(await button.getAttribute("aria-pressed"), "true", name);
    }
    end();
  });

  it("ties an error to its field", async (t) => {
    const { page, end } = await openState(t, "error");
    const field = (await accessibilityTree(page)).find(({ role }) => role === "textbox");
    assert.equal(field.invalid, "true");
    assert.match(field.description, /^Paste a sentence first, then cross-check it\. /);
    assert.ok(field.focused, "the focus stays where the text is missing");
    end();
  });
});

describe("the status message", () => {
  for (const lang of kLanguages) {
    it(`is one, polite and whole, and says each outcome once, ${lang}`, async (t) => {
      const { page, root, end } = await openState(t, "empty", { lang });
      await root.evaluate(({ shadowRoot }) => {
        const region = shadowRoot.querySelector("[role=status]");
        globalThis.said = [];
        new MutationObserver(() => region.textContent && globalThis.said.push(region.textContent)).observe(region, { childList: true, characterData: true, subtree: true });
      });
      const states = Object.keys(reports(lang));
      for (const state of states) {
        await show(page, state, lang);
        await page.waitForTimeout(150);
      }
      const said = await page.evaluate(() => globalThis.said);
      assert.equal(said.length, states.length, said.join("\n"));
      states.forEach((state, i) => words[lang].outcome[state] && assert.ok(said[i].startsWith(words[lang].outcome[state]), said[i]));
      const live = (await accessibilityTree(page)).filter((node) => node.live && node.live !== "off" && node.role !== "StaticText" && node.role !== "InlineTextBox");
      assert.deepEqual(live.map(({ role, live, atomic }) => ({ role, live, atomic })), [{ role: "status", live: "polite", atomic: true }]);
      assert.equal(await root.locator(".results").evaluate((node) => Boolean(node.closest("[aria-live], [role=status], [role=alert], [role=log]"))), false);
      end();
    });
  }
});

describe("language", () => {
  // The interface in French, the claim in English, excerpts in both.
  const kForeign = [".words", ".missing > .quoted", ".terms dd", ".why-not .quoted", ".part > .quoted", ".claim-text", "tbody th"];
  const kQuoted = ["blockquote p", ".speaker[lang]", ".cue-words", ".source cite", "tbody td.quoted"];
  const kInterface = ".word .visually-hidden";

  it("is said of everything that is not in the interface's", async (t) => {
    await throughStates(t, ["mixed", "nuanced", "not-covered", "parts", "several claims"], { lang: "fr", claims: "en" }, async ({ state, page, root }) => {
      await openAll(page);
      const wrong = await root.evaluate(({ shadowRoot }, { kForeign, kQuoted, kInterface }) => {
        const of = (node) => node.closest("[lang]")?.lang;
        const within = (selectors, node) => node.closest(selectors.join());
        const isEnglish = (text) => /\b(the|The|would|until|let|company|according|who runs)\b/.test(text);
        const wrong = [];
        const walker = document.createTreeWalker(shadowRoot, NodeFilter.SHOW_TEXT);
        for (let text; (text = walker.nextNode()); ) {
          const node = text.parentElement;
          if (!text.data.trim() || node.closest("textarea, .examples, [role=status], .word-key")) continue;
          const lang = of(node);
          const expected = node.closest(kInterface) ? ["fr"] : within(kForeign, node) ? ["en"] : within(kQuoted, node) ? (isEnglish(text.data) ? ["en"] : ["fr", "en"]) : ["fr"];
          if (!expected.includes(lang)) wrong.push(`${lang}: ${text.data}`);
        }
        for (const node of shadowRoot.querySelectorAll("[aria-label]")) if (of(node) !== "fr") wrong.push(`${of(node)}: ${node.getAttribute("aria-label")}`);
        return wrong;
      }, { kForeign, kQuoted, kInterface });
      assert.deepEqual(wrong, [], state);
      const quotations = await root.locator("blockquote p").evaluateAll((nodes) => nodes.map((node) => [node.lang, /Lorme would/.test(node.textContent)]));
      assert.deepEqual(quotations.filter(([lang, english]) => lang !== (english ? "en" : "fr")), [], state);
    });
  });
});

describe("targets", () => {
  for (const width of [390, 1280]) {
    it(`are 24 px at least, in every state, at ${width} px`, async (t) => {
      await throughStates(t, kStates, { lang: "fr", viewport: { width, height: 900 }, hasTouch: width < 500 }, async ({ state, page, root }) => {
        for (const open of [false, true]) {
          if (open) await openAll(page);
          const targets = await root.evaluate(({ shadowRoot }) =>
            [...shadowRoot.querySelectorAll("a, button, summary, textarea, [tabindex='0']")]
              .filter((node) => node.checkVisibility())
              .map((node) => {
                const { width, height } = node.getBoundingClientRect();
                // A word of the claim is as wide as it is: it stands in a line of text.
                return { node: node.outerHTML.slice(0, 80), height, width: node.matches(".word") ? 24 : width };
              }),
          );
          assert.ok(targets.length > 2);
          assert.deepEqual(targets.filter(({ width, height }) => Math.min(width, height) < 24), [], `${state}${open ? ", open" : ""}`);
        }
      });
    });
  }
});

describe("the keyboard alone", () => {
  for (const state of ["empty", ...Object.keys(reports("en")), "long text"]) {
    it(`goes through all and out again, and the focus is seen: ${state}`, async (t) => {
      const { page, root, end } = await openState(t, state);
      if (state !== "long text") await openAll(page);
      const reachable = await root.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("a[href], button, summary, textarea, [tabindex='0']")].filter((node) => node.tabIndex >= 0 && node.checkVisibility()).length);
      const walk = async (key, from, to) => {
        await page.getByRole("link", { name: from }).focus();
        for (let stops = 0; stops <= reachable + 1; stops++) {
          await page.keyboard.press(key);
          const stop = await page.evaluate(() => {
            let node = document.activeElement;
            while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
            const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
            const box = node.getBoundingClientRect();
            return { name: node.textContent.slice(0, 40), outside: node.getRootNode() === document, outline: `${outlineStyle} ${outlineWidth} ${outlineColor}`, inView: box.bottom > 0 && box.top < innerHeight };
          });
          if (stop.outside) {
            assert.equal(stop.name, to);
            return stops;
          }
          assert.match(stop.outline, /^solid 3px rgb\(/, stop.name);
          assert.ok(stop.inView, stop.name);
        }
        assert.fail("a trap");
      };
      assert.equal(await walk("Tab", "Before", "After"), reachable);
      assert.equal(await walk("Shift+Tab", "After", "Before"), reachable);
      end();
    });
  }

  it("opens, presses and closes what a pointer can", async (t) => {
    const { page, root, end } = await openState(t, "nuanced");
    const summary = root.locator("summary", { hasText: "Cite" }).first();
    await summary.focus();
    await page.keyboard.press("Enter");
    await root.getByRole("button", { name: "Markdown" }).waitFor();
    await page.keyboard.press("Enter");
    assert.equal(await root.getByRole("button", { name: "Markdown" }).isVisible(), false);
    await root.getByRole("button", { name: "2 more excerpts" }).focus();
    await page.keyboard.press("Enter");
    assert.ok(await root.evaluate(({ shadowRoot }) => shadowRoot.activeElement.matches(".excerpt:nth-child(3)")), "the focus goes to the first that was hidden");
    end();
  });
});

/** What is cut off: text that a box hides, and boxes that stand out of the page. */
const cutOff = (root) => root.evaluate(({ shadowRoot }) => {
  const cut = [];
  for (const node of shadowRoot.querySelectorAll("*")) {
    if (!node.checkVisibility() || node.closest(".visually-hidden, svg, textarea, .row[open] .claim-text") || node.closest(".slots") !== null) continue;
    const { overflowX, overflowY } = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (box.right > innerWidth + 1 || box.left < -1) cut.push(`out of the page: ${node.outerHTML.slice(0, 80)}`);
    if (node.matches("button, summary, .chip") && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0) cut.push(`too narrow: ${node.outerHTML.slice(0, 80)}`);
    if ((overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1) || (overflowY !== "visible" && node.scrollHeight > node.clientHeight + 1)) cut.push(`cut: ${node.outerHTML.slice(0, 80)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) cut.push(`the page is ${document.documentElement.scrollWidth} wide`);
  return cut;
});

describe("small screens and large letters", () => {
  const cases = {
    "320 px": { viewport: { width: 320, height: 640 } },
    "200 % zoom": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
    "letters of twice the size": { viewport: { width: 640, height: 900 }, size: "32px" },
    "the spacing that WCAG names": { viewport: { width: 390, height: 900 }, spacing: true },
  };
  for (const [name, { size, spacing, ...options }] of Object.entries(cases)) {
    it(`${name}: nothing is cut, and nothing scrolls to the side`, async (t) => {
      await throughStates(t, kStates, { lang: "fr", ...options }, async ({ state, page, root }) => {
        await openAll(page);
        if (size) await root.evaluate((element, size) => element.style.setProperty("--recoupe-size", size), size);
        if (spacing) {
          await root.evaluate(({ shadowRoot }) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }");
            shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
          });
        }
        assert.deepEqual(await cutOff(root), [], state);
      });
    });
  }

  it("a reader's own spacing, set on everything in the page, reaches in", async (t) => {
    const { page, root, end } = await openState(t, "supported");
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 2 !important; }");
      document.adoptedStyleSheets = [sheet];
    });
    const spacing = await root.locator("blockquote").first().evaluate((node) => [getComputedStyle(node).letterSpacing, getComputedStyle(node).wordSpacing]);
    assert.deepEqual(spacing, ["1.92px", "2.56px"]);
    end();
  });
});

describe("a reader's settings", () => {
  it("reduced motion: nothing moves or fades", async (t) => {
    const { root, end } = await openState(t, "nuanced", { reducedMotion: "reduce" });
    const moving = await root.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll("*")].filter((node) => getComputedStyle(node).transitionDuration !== "0s" || getComputedStyle(node).animationName !== "none").length);
    assert.equal(moving, 0);
    end();
  });

  it("more contrast: no text is paler than the rest", async (t) => {
    const { root, end } = await openState(t, "not-covered", { contrast: "more" });
    const [note, headline] = await root.evaluate(({ shadowRoot }) => [".outcome-note", ".headline"].map((name) => getComputedStyle(shadowRoot.querySelector(name)).color));
    assert.equal(note, headline);
    end();
  });

  it("forced colours: what is told by a background is told otherwise too", async (t) => {
    const { page, root, end } = await openState(t, "nuanced", { forcedColors: "active" });
    const look = (selector) => root.locator(selector).first().evaluate((node) => {
      const { backgroundColor, textDecorationLine, borderTopStyle, outlineStyle } = getComputedStyle(node);
      return { backgroundColor, textDecorationLine, borderTopStyle, outlineStyle };
    });
    assert.equal((await look("mark")).textDecorationLine, "underline");
    assert.equal((await look(".submit")).borderTopStyle, "solid");
    const chip = "button.chip";
    const before = await look(chip);
    await root.locator(chip).first().focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    const icon = await root.locator(".outcome-icon").evaluate((node) => getComputedStyle(node).color === getComputedStyle(node.parentElement).color);
    assert.ok(icon, "the outcome's sign is as dark as its words");
    assert.notEqual((await look(chip)).backgroundColor, before.backgroundColor, "a pressed chip");
    assert.notEqual((await look(".cue.lit")).backgroundColor, (await look(".cue:not(.lit)")).backgroundColor, "a lit cue");
    assert.equal((await look("button.chip:focus")).outlineStyle, "solid");
    end();
  });

  it("paper: all is there, nothing asks to be pressed, and addresses are printed", async (t) => {
    await throughStates(t, ["nuanced", "mixed", "parts", "several claims"], { colorScheme: "dark" }, async ({ state, page, root }) => {
      const closed = await root.locator("details:not([open])").count();
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      assert.equal(await root.locator("details:not([open]):not(.more-about)").count(), 0);
      const hidden = await root.locator(".excerpt, .near-miss, .terms, .coverage").evaluateAll((nodes) => nodes.filter((node) => !node.checkVisibility()).length);
      assert.equal(hidden, 0);
      assert.ok((await root.locator(".near-miss").count()) > 0);
      const controls = await root.locator("button:not(.word, .chip, .then-and-now button), textarea, .tools summary").evaluateAll((nodes) => nodes.filter((node) => node.checkVisibility()).map(({ outerHTML }) => outerHTML));
      assert.deepEqual(controls, []);
      const addresses = await root.locator(".source a").evaluateAll((links) => links.map((link) => getComputedStyle(link, "::after").content));
      assert.ok(addresses.length > 0 && addresses.every((address) => /^" \(" attr\(data-address\) "\)"|https:\/\/example\.org/.test(address)), addresses.join());
      assert.equal(await root.locator(".source a").first().getAttribute("data-address"), state === "nuanced" ? "https://example.org/ferry?page=1" : "https://example.org/pont");
      const ink = await root.locator("blockquote").first().evaluate((node) => getComputedStyle(node).color);
      assert.equal(ink, "rgb(29, 27, 24)", "dark on white");
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await root.locator("details:not([open]):not(.more-about)").count() > 0, closed > 0, "as it was");
      await page.emulateMedia({ media: "screen", colorScheme: "dark" });
    });
  });
});
