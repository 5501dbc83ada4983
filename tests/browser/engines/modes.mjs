// The script tag's modes on an article, in every engine: button, selection, annotate, and the page as source.

import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";
import { bridgeClaim } from "../../js/support.mjs";
import { assertAccessible, kElement } from "./behaviours.mjs";

const kOther = "Le marché aux fleurs occupe désormais la place du village, chaque samedi matin, du printemps à l’automne.";
const kArticle = `
  <article>
    <h2>Le pont de Lorme, deux ans après</h2>
    <p id="first">${bridgeClaim} Une fanfare joue sous les arches.</p>
    <p id="second">${kOther} Le maire de Lorme inaugure la piscine en 2022.</p>
  </article>`;

const kWindow = `${kElement} >> dialog`;
const kOpen = `${kElement} >> button.open`;
const kBeside = `${kElement} >> .beside-selection`;
const kMarked = `${kElement} >> .marked button`;
const kAnswer = `${kWindow} .excerpt`;

const tag = (attributes) => `<script src="/recoupe.js" ${attributes} async></script>`;
const corpusTag = (mode) => tag(`data-corpus="/corpus.recoupe" data-mode="${mode}"`);
const files = {
  "site.css": "body { max-width: 40rem; margin: 1rem auto; } @media (prefers-color-scheme: dark) { :root { background: #191714; color: #ece7de; } }",
  "no-highlights.js": `delete CSS.highlights; delete Object.getPrototypeOf(CSS).highlights;`,
};
const kNoHighlights = `<script src="/no-highlights.js"></script>`;
const head = `<script src="/axe.js"></script>`;

/** In the page: is the window open, as a dialog or as a popover? */
const kIsOpen = `(element) => {
  const dialog = document.querySelector(element)?.shadowRoot.querySelector("dialog");
  return Boolean(dialog) && (dialog.open || (Boolean(dialog.popover) && dialog.matches(":popover-open")));
}`;
const isOpen = (page) => page.evaluate(kIsOpen, kElement);
const opens = (page) => page.waitFor(kIsOpen, kElement);
const closes = (page) => page.waitFor(`(element) => !(${kIsOpen})(element)`, kElement);
const kIsVisible = `(element, selector) => (document.querySelector(element)?.shadowRoot.querySelector(selector)?.getClientRects().length ?? 0) > 0`;
const inElement = (path) => [kElement, path.split(" >> ")[1]];
const isVisible = (page, path) => page.evaluate(kIsVisible, ...inElement(path));
const appears = (page, path) => page.waitFor(kIsVisible, ...inElement(path));
const disappears = (page, path) => page.waitFor(`(...place) => !(${kIsVisible})(...place)`, ...inElement(path));
/** The words that a mark of ours is on, with or without the Highlight API. */
const marks = (page, name) => page.evaluate((name) => {
  const ranges = "highlights" in CSS ? [...(CSS.highlights.get(name) ?? [])].map(String) : [...document.querySelectorAll(`mark.${name}`)].map(({ textContent }) => textContent);
  return ranges.join(" ").replace(/\s+/g, " ").trim();
}, name);

/** @type {typeof import("./behaviours.mjs").kBehaviours} */
export const kModes = {
  "before the first use, each mode loads recoupe.js, which is small, and nothing else of ours": async ({ show }) => {
    for (const mode of ["inline", "button", "selection", "annotate"]) {
      const page = await show({ head, body: kArticle + corpusTag(mode) }, { files });
      await appears(page, `${kElement} >> button`);
      await page.moveTo([200, 200]);
      await page.evaluate(() => scrollTo(0, 200));
      await new Promise((resolve) => setTimeout(resolve, 200));
      const asked = page.site.log.map(({ path }) => path).filter((path) => !/^\/(page\.html|site\.css|watch\.js|axe\.js|favicon\.ico)$/.test(path));
      assert.deepEqual(asked, ["/recoupe.js"], mode);
      const bytes = Buffer.from(await page.evaluate(async () => (await fetch("/recoupe.js")).text()));
      assert.ok(brotliCompressSync(bytes).length < 12 * 1024);
      await assertAccessible(page, mode);
    }
  },

  "button: a keyboard opens the dialog, checks there, closes it, and is back at the button": async ({ show }) => {
    const page = await show({ head, body: corpusTag("button") + kArticle }, { files });
    await appears(page, kOpen);
    await page.press("Tab");
    assert.match(await page.focused(), /^button open/);
    await page.press("Enter");
    await opens(page);
    assert.equal(await page.focused(), "textarea field");
    await page.type(bridgeClaim);
    await page.press("Enter");
    await page.wait(kAnswer);
    assert.equal(await page.attribute(`${kWindow} .outcome`, "data-outcome"), "supported");
    await assertAccessible(page, "the dialog");
    // Whatever Tab reaches while it is open, it is not the page.
    for (let i = 0; i < 4; i++) {
      await page.press("Tab");
      assert.ok(await page.evaluate((element) => [document.body, document.querySelector(element)].includes(document.activeElement), kElement));
    }
    await page.press("Escape");
    await closes(page);
    assert.match(await page.focused(), /^button open/);
  },

  "button: its close button and a press beside the dialog close it": async ({ show }) => {
    const page = await show({ body: corpusTag("button") + kArticle }, { files });
    await page.click(kOpen);
    await opens(page);
    await page.click(`${kWindow} .close`);
    await closes(page);
    await page.click(kOpen);
    await opens(page);
    await page.clickAt([4, 4]);
    await closes(page);
  },

  "selection: words that are dragged over get a button, which shows what the articles say beside them": async ({ show }) => {
    const page = await show({ head, body: kArticle + corpusTag("selection") }, { files, size: [1000, 900] });
    await page.wait(kOpen);
    assert.equal(await isVisible(page, kBeside), false);
    await page.selectWords("#first", bridgeClaim);
    await appears(page, kBeside);
    const [button, words] = [await page.on(kBeside, 0, (node) => node.getBoundingClientRect().toJSON()), await page.evaluate(() => getSelection().getRangeAt(0).getBoundingClientRect().toJSON())];
    assert.ok(Math.abs(button.y - words.bottom) < 60, `${button.y} ${words.bottom}`);
    await page.clickAt([button.x + button.width / 2, button.y + button.height / 2]);
    await page.wait(kAnswer);
    assert.equal(await page.attribute(`${kWindow} .outcome`, "data-outcome"), "supported");
    assert.equal(await isOpen(page), true);
    await assertAccessible(page, "the answer beside the words");
    await page.press("Escape");
    await closes(page);
  },

  "selection: a keyboard has the same button where the tag stands": async ({ show }) => {
    const page = await show({ body: corpusTag("selection") + kArticle }, { files });
    await page.wait(kOpen);
    await page.evaluate((words) => {
      const text = document.querySelector("#first").firstChild;
      getSelection().setBaseAndExtent(text, 0, text, words);
    }, bridgeClaim.length);
    await appears(page, kBeside);
    // In WebKit the focus takes the selection away.
    await page.on(kOpen, 0, (button) => button.focus());
    await page.press("Enter");
    await page.wait(kAnswer);
    await page.press("Escape");
    await closes(page);
    assert.match(await page.focused(), /^button open/);
  },

  "selection: what is no longer selected has no button": async ({ show }) => {
    const page = await show({ body: kArticle + corpusTag("selection") }, { files });
    await page.wait(kOpen);
    await page.selectWords("#first", bridgeClaim);
    await appears(page, kBeside);
    await page.evaluate(() => getSelection().removeAllRanges());
    await disappears(page, kBeside);
  },

  "selection: on a phone the answer is a sheet at the foot": async ({ show }) => {
    const page = await show({ body: kArticle + corpusTag("selection") }, { files, size: [390, 800] });
    await page.wait(kOpen);
    await page.evaluate((words) => {
      const text = document.querySelector("#first").firstChild;
      getSelection().setBaseAndExtent(text, 0, text, words);
    }, bridgeClaim.length);
    await appears(page, kBeside);
    await page.click(kBeside);
    await page.wait(kAnswer);
    const [box, width, height] = await page.on(kWindow, 0, (node) => [node.getBoundingClientRect().toJSON(), document.documentElement.clientWidth, document.documentElement.clientHeight]);
    assert.deepEqual([Math.round(box.x), Math.round(box.width), Math.round(box.bottom)], [0, width, height]);
  },

  "selection: works without the popover API": async ({ show }) => {
    const without = { "no-popover.js": `for (const name of ["popover", "showPopover", "hidePopover"]) delete HTMLElement.prototype[name];` };
    const page = await show({ head: `<script src="/no-popover.js"></script>`, body: kArticle + corpusTag("selection") }, { files: { ...files, ...without } });
    await page.wait(kOpen);
    await page.selectWords("#first", bridgeClaim);
    await appears(page, kBeside);
    await page.click(kBeside);
    await page.wait(kAnswer);
    await page.press("Escape");
    await page.waitFor(`(element) => !document.querySelector(element).shadowRoot.querySelector("dialog").open`, kElement);
  },

  "annotate: the sentences that have an answer are marked and listed, open from both, and the marks go again": async ({ show }) => {
    await annotates(await show({ head, body: corpusTag("annotate") + kArticle }, { files, size: [1000, 900] }));
  },

  "annotate: works without the Highlight API, and leaves the page as it was": async ({ show }) => {
    const page = await show({ head: head + kNoHighlights, body: corpusTag("annotate") + kArticle }, { files, size: [1000, 900] });
    assert.equal(await page.evaluate(() => "highlights" in CSS), false);
    await annotates(page);
  },

  "annotate: marks are underlined, and not told by their colour alone": async ({ show }) => {
    const page = await show({ head: kNoHighlights, body: corpusTag("annotate") + kArticle }, { files });
    await page.click(kOpen);
    await page.wait("mark.recoupe-supported");
    assert.match(await page.style("mark.recoupe-supported", "text-decoration-line"), /underline/);
  },

  "the page as source: the article is read, and an excerpt's link leads to the sentence": async ({ show }) => {
    // Below the fold, so that the link has to scroll.
    const far = { "site.css": `${files["site.css"]} #first { margin-top: 150vh; }` };
    const page = await show({ head, body: tag(`data-corpus="page"`) + kArticle }, { files: far });
    await page.wait(`${kElement} >> textarea`);
    await page.click(`${kElement} >> textarea`);
    await page.type(bridgeClaim);
    await page.press("Enter");
    await page.wait(`${kElement} >> .excerpt`);
    assert.equal(await page.attribute(`${kElement} >> .outcome`, "data-outcome"), "supported");
    assert.ok(!page.site.log.some(({ path }) => path.endsWith(".recoupe")));
    await page.click(`${kElement} >> .excerpt .source a`);
    await page.waitFor(() => {
      const { top, bottom } = document.querySelector("#first").getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
    assert.equal(await marks(page, "recoupe-found"), bridgeClaim);
    await assertAccessible(page, "the marked page");
  },

  "the page as source: a dialog over the sentence closes": async ({ show }) => {
    const page = await show({ body: tag(`data-corpus="page" data-mode="button"`) + kArticle }, { files });
    await page.click(kOpen);
    await opens(page);
    await page.type(bridgeClaim);
    await page.press("Enter");
    await page.wait(kAnswer);
    await page.click(`${kWindow} .excerpt .source a`);
    await closes(page);
    assert.equal(await marks(page, "recoupe-found"), bridgeClaim);
  },

  "all modes work side by side in a page": async ({ show }) => {
    const page = await show({ body: kArticle + ["inline", "button", "selection", "annotate"].map(corpusTag).join("") }, { files });
    await page.wait(kElement, 3);
    const answered = await page.evaluate(async (claim) => {
      const elements = [...document.querySelectorAll("recoupe-checker")];
      const reports = await Promise.all(elements.map((element) => element.check(claim)));
      return reports.map(({ outcome }) => outcome);
    }, bridgeClaim);
    assert.deepEqual(answered, ["supported", "supported", "supported", "supported"]);
  },

  "a third language is a file": async ({ show }) => {
    const german = { lang: "de", field: { label: "Eine Behauptung", submit: "Abgleichen" }, relation: { supports: "Stützt" } };
    const page = await show({ body: tag(`data-corpus="/corpus.recoupe" data-messages="/de.json"`) }, { files: { "de.json": JSON.stringify(german) } });
    await page.waitFor((element) => document.querySelector(element)?.shadowRoot.querySelector("label")?.textContent === "Eine Behauptung", kElement);
    await page.fill(`${kElement} >> textarea`, bridgeClaim);
    await page.click(`${kElement} >> button[type=submit]`);
    await page.wait(`${kElement} >> .excerpt`);
    assert.match(await page.text(`${kElement} >> .results`), /Stützt/);
    assert.match(await page.text(`${kElement} >> .results`), /2\. Mai 2023/);
  },
};

async function annotates(page) {
  await page.wait(kOpen);
  const before = await page.on("article", 0, ({ innerHTML }) => innerHTML);
  await page.click(kOpen);
  await page.wait(kMarked);
  assert.equal(await page.count(kMarked), 1);
  assert.equal(await marks(page, "recoupe-supported"), bridgeClaim);
  await assertAccessible(page, "the marked page");

  await page.on(kMarked, 0, (button) => button.focus());
  await page.press("Enter");
  await page.wait(kAnswer);
  await page.press("Escape");
  await closes(page);
  // The browser tells of the closing a moment later.
  await page.waitFor((element) => {
    const { shadowRoot } = document.querySelector(element);
    return shadowRoot.activeElement === shadowRoot.querySelector(".marked button");
  }, kElement);

  const place = await page.on("#first", 0, (node) => {
    const { left, top } = node.getBoundingClientRect();
    return [left + 40, top + 10];
  });
  await page.clickAt(place);
  await opens(page);
  await page.press("Escape");
  await closes(page);

  await page.click(kOpen);
  await page.waitFor(`(element) => document.querySelector(element).shadowRoot.querySelectorAll(".marked button").length === 0`, kElement);
  assert.equal(await marks(page, "recoupe-supported"), "");
  // What was opened last stays marked.
  assert.equal((await page.on("article", 0, ({ innerHTML }) => innerHTML)).replaceAll('<mark class="recoupe-found">', "").replaceAll("</mark>", ""), before);
}
