// Three browser engines behind one small interface. Paths are CSS selectors; ` >> ` goes on inside the shadow root of what stands before it.

import { isPresent } from "../../../web/tools/setup.mjs";
import { launchChromium } from "./chromium.mjs";
import { launchFirefox } from "./firefox.mjs";
import { until } from "./processes.mjs";
import { launchWebKit } from "./webkit.mjs";

/**
 * What an engine's page can do. Places are [x, y] in the viewport; keys are called as in `KeyboardEvent.key`, joined by "+".
 * @typedef {object} RawPage
 * @property {(url: string) => Promise<void>} goto resolves when the page has loaded
 * @property {(script: Function | string, ...args: any[]) => Promise<any>} evaluate in the page; arguments and result are JSON
 * @property {(place: number[]) => Promise<void>} clickAt
 * @property {(place: number[]) => Promise<void>} moveTo
 * @property {(from: number[], to: number[]) => Promise<void>} drag
 * @property {(text: string) => Promise<void>} type
 * @property {(combination: string) => Promise<void>} press
 * @property {(width: number, height: number) => Promise<void>} resize
 * @property {() => Promise<Buffer>} screenshot a PNG
 */

/** In the page: all that a path names. */
const kAll = `(path) => path.split(" >> ").reduce((roots, step) => roots.flatMap((root) => [...(root.shadowRoot ?? root).querySelectorAll(step)]), [document])`;

/** Each engine: whether it is on this machine, and how it starts. */
export const kEngines = {
  Chromium: { isHere: () => isPresent("chromium"), launch: launchChromium },
  Firefox: { isHere: () => isPresent("firefox"), launch: launchFirefox },
  WebKitGTK: { isHere: () => isPresent("webkit"), launch: launchWebKit },
};

/**
 * Opens a page, with what tests do all the time besides.
 * @param {{ page(options: object): Promise<any> }} browser
 * @param {string} url
 */
export async function openIn(browser, url, { scheme = "light", size = [1000, 800] } = {}) {
  const page = await browser.page({ scheme, size });
  await page.goto(url);
  const on = (path, n, script, ...args) => page.evaluate(`(path, n, args) => {
    const found = (${kAll})(path)[n];
    if (!found) throw new Error("There is no " + path + " " + n);
    return (${script})(found, ...args);
  }`, path, n, args);
  const count = (path) => page.evaluate(`(path) => (${kAll})(path).length`, path);

  return {
    ...page,
    on,
    count,
    text: (path, n = 0) => on(path, n, (node) => node.innerText ?? node.textContent),
    attribute: (path, name, n = 0) => on(path, n, (node, name) => node.getAttribute(name), name),
    style: (path, property, n = 0) => on(path, n, (node, property) => getComputedStyle(node).getPropertyValue(property), property),
    fill: (path, text, n = 0) => on(path, n, (field, text) => {
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    }, text),
    /** Clicks with the pointer in the middle of it, once it is in view and stands still. */
    async click(path, n = 0) {
      await this.wait(path, n);
      await page.clickAt(await on(path, n, async (node) => {
        node.scrollIntoView({ block: "center", behavior: "instant" });
        const place = () => {
          const { left, top, width, height } = node.getBoundingClientRect();
          return [left + width / 2, top + height / 2];
        };
        for (let before = [], now = place(); String(before) !== String(now); before = now, now = place()) {
          await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        }
        return place();
      }));
    },
    wait: (path, n = 0) => until(`waiting for ${path}`, async () => (await count(path)) > n),
    /** Waits until the script in the page gives something. */
    waitFor: (script, ...args) => until(`waiting for ${script}`, () => page.evaluate(script, ...args)),
    /** Selects these words as a reader does, by dragging over them. They stand in one line. */
    async selectWords(path, words) {
      const [from, to] = await on(path, 0, (node, words) => {
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const start = walker.currentNode.data.indexOf(words);
          if (start < 0) continue;
          const range = document.createRange();
          range.setStart(walker.currentNode, start);
          range.setEnd(walker.currentNode, start + words.length);
          const { left, right, top, height } = range.getBoundingClientRect();
          return [[left + 1, top + height / 2], [right - 1, top + height / 2]];
        }
        throw new Error(`There are no words "${words}"`);
      }, words);
      await page.drag(from, to);
    },
    /** The element that has the focus, through shadow roots: its name, and its id or first class. */
    focused: () => page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return `${active?.localName} ${active?.id || active?.classList[0] || ""}`.trim();
    }),
  };
}
