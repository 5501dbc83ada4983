// What the widget does, in every engine. A behaviour is a name and a function of `show`, which opens a page of a site of its own and
// returns it; whatever goes wrong on the page besides (console, policy, foreign requests) fails it at its end.

import assert from "node:assert/strict";
import { bridgeClaim } from "../../js/support.mjs";
import { kPolicy } from "./site.mjs";

export const kElement = "recoupe-checker";
export const kField = `${kElement} >> textarea`;
export const kSubmit = `${kElement} >> button[type=submit]`;
export const kOutcome = `${kElement} >> .outcome`;
export const kExcerpt = `${kElement} >> .excerpt`;
export const kMessage = `${kElement} >> #message`;
export const kStatus = `${kElement} >> [role=status]`;

export const kScriptTag = `<script src="/recoupe.js" data-corpus="/corpus.recoupe" async></script>`;
const kModule = `<script type="module" src="/element-define.js"></script>`;
const kElementTag = `<recoupe-checker corpus="/corpus.recoupe"></recoupe-checker>`;
const kOther = "La reine du Danemark a visité un sous-marin soviétique.";

/** Puts the claim into the nth checker of the page and waits for its outcome. */
export async function check(page, claim = bridgeClaim, n = 0) {
  await page.wait(kField, n);
  await page.fill(kField, claim, n);
  await page.press("Enter");
  await page.waitFor((tag, n) => document.querySelectorAll(tag)[n].shadowRoot.querySelector(".outcome"), kElement, n);
}

const outcomeOf = (page, n = 0) => page.evaluate((tag, n) => document.querySelectorAll(tag)[n].shadowRoot.querySelector(".outcome").dataset.outcome, kElement, n);
const inWorker = (page) => page.on(kElement, 0, (element) => element.checker.inWorker);

/** Every disclosure of the answer open; opening one may draw others. */
export const openAll = (page) => page.on(kElement, 0, async (element) => {
  for (let i = 0; i < 3; i++) {
    for (const details of element.shadowRoot.querySelectorAll("details:not([open])")) details.open = true;
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
});

/** What axe finds on the page, which has loaded axe.js, against WCAG 2.2 AA and its best practices. */
export async function assertAccessible(page, message) {
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
  });
  assert.deepEqual(found, [], message);
}

/** @type {Record<string, (tools: { show: (page: import("./site.mjs").Page, options?: object) => Promise<any> }) => Promise<void>>} */
export const kBehaviours = {
  "the script tag puts a checker where it stands, which answers": async ({ show }) => {
    const page = await show({ body: `<p>Avant</p>${kScriptTag}<p>Après</p>` });
    await check(page);
    assert.equal(await outcomeOf(page), "supported");
    assert.match(await page.text(`${kExcerpt} blockquote`), /a vendu le pont/);
    assert.deepEqual(await page.evaluate(() => [...document.querySelector("main").children].map(({ localName }) => localName)), ["h1", "p", "script", "recoupe-checker", "p"]);
  },

  "the element offers the list inside it as examples": async ({ show }) => {
    const page = await show({ head: kModule, body: `<recoupe-checker corpus="/corpus.recoupe"><ul><li>${bridgeClaim}</li></ul></recoupe-checker>` });
    await page.click(`${kElement} >> .example`);
    await page.wait(kExcerpt);
    assert.equal(await page.on(kField, 0, ({ value }) => value), bridgeClaim);
  },

  "two checkers answer each for itself, from scripts loaded twice": async ({ show }) => {
    const page = await show({ body: `${kScriptTag}<p>Entre</p>${kScriptTag}` });
    await page.wait(kElement, 1);
    await check(page, bridgeClaim, 0);
    await check(page, kOther, 1);
    assert.deepEqual([await outcomeOf(page, 0), await outcomeOf(page, 1)], ["supported", "not-covered"]);
  },

  "the interface follows the language of the tag and of the page, and keeps the answer": async ({ show }) => {
    const page = await show({ head: kModule, body: kElementTag });
    await check(page);
    const label = `${kElement} >> label`;
    assert.match(await page.text(label), /affirmation/);
    const excerpt = await page.text(`${kElement} >> blockquote`);
    await page.evaluate(() => void (document.documentElement.lang = "en-GB"));
    await page.waitFor((tag) => /claim/.test(document.querySelector(tag).shadowRoot.querySelector("label").textContent), kElement);
    assert.equal(await page.text(`${kElement} >> blockquote`).then((text) => text.includes(excerpt.replace(/[«»\s]/g, " ").trim().slice(0, 40))), true);
    await page.on(kElement, 0, (element) => void (element.lang = "fr"));
    await page.waitFor((tag) => /affirmation/.test(document.querySelector(tag).shadowRoot.querySelector("label").textContent), kElement);
  },

  "a keyboard alone checks a claim and reaches the answer": async ({ show }) => {
    const page = await show({ body: `<p><a href="#x">Un lien</a></p>${kScriptTag}` });
    await page.wait(kField);
    await page.press("Tab");
    await page.press("Tab");
    assert.equal(await page.focused(), "textarea field");
    await page.type(bridgeClaim);
    assert.equal(await page.on(kField, 0, ({ value }) => value), bridgeClaim);
    assert.notEqual(await page.style(kField, "outline-style"), "none", "the focus is seen");
    await page.press("Enter");
    await page.wait(kExcerpt);
    assert.equal(await page.focused(), "textarea field");
    await page.press("Tab");
    assert.match(await page.focused(), /^button submit/);
    await page.on(kExcerpt, 0, (excerpt) => excerpt.setAttribute("data-before", ""));
    await page.press("Space");
    await page.waitFor((tag) => document.querySelector(tag).shadowRoot.querySelector(".excerpt:not([data-before])"), kElement);
    await page.press("Tab");
    assert.notEqual(await page.on(kElement, 0, ({ shadowRoot }) => shadowRoot.activeElement?.closest(".results")?.className ?? null), null, "the answer is next");
  },

  "Shift + Enter is a new line": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await page.click(kField);
    await page.type("a");
    await page.press("Shift+Enter");
    await page.type("b");
    assert.equal(await page.on(kField, 0, ({ value }) => value), "a\nb");
    assert.equal(await page.count(kOutcome), 0);
  },

  "Trusted Types are enforced on these pages where the engine has them": async ({ show }) => {
    const page = await show({ body: "" }, { allow: /trusted-types|TrustedScriptURL/i });
    const refuses = await page.evaluate(() => {
      try {
        document.createElement("script").src = "/other.js";
        return false;
      } catch {
        return true;
      }
    });
    assert.equal(refuses, await page.evaluate(() => "trustedTypes" in window));
  },

  "checks run in a worker, under a policy that allows one name of a Trusted Types policy": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await check(page);
    assert.equal(await inWorker(page), true);
  },

  "where the policy refuses workers, checks run in the page, with the same answer": async ({ show }) => {
    const normal = await show({ body: kScriptTag });
    await check(normal);
    const expected = await normal.text(kExcerpt);
    const page = await show({ body: kScriptTag, policy: { "worker-src": "'none'" } }, { allow: /worker-src|worker/i });
    await check(page);
    assert.equal(await inWorker(page), false);
    assert.equal(await page.text(kExcerpt), expected);
  },

  "a policy without 'wasm-unsafe-eval' is named in the error": async ({ show }) => {
    const page = await show({ head: kModule, body: kElementTag, policy: { "script-src": "'self'" } }, { allow: /wasm|eval|script-src/i });
    await page.wait(kField);
    const code = await page.on(kElement, 0, (element, claim) => element.check(claim).then(() => null, ({ code }) => code), bridgeClaim);
    assert.equal(code, "engine-load-failed");
    assert.match(await page.text(kMessage), /WebAssembly/);
  },

  "nothing is asked for once it has answered, and it goes on without a network": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await check(page);
    const before = page.site.log.length;
    await check(page, kOther);
    await page.waitFor((tag) => document.querySelector(tag).shadowRoot.querySelector(".outcome").dataset.outcome === "not-covered", kElement);
    assert.deepEqual(page.site.log.slice(before), []);
    await page.site.close();
    await check(page);
    await page.waitFor((tag) => document.querySelector(tag).shadowRoot.querySelector(".outcome").dataset.outcome === "supported", kElement);
  },

  "all that is asked for is the page's own": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await check(page);
    const own = /^\/(page\.html|watch\.js|site\.css|corpus\.recoupe|[\w-]+\.js|favicon\.ico)$/;
    assert.deepEqual(page.site.log.filter(({ method, path }) => method !== "GET" || !own.test(path)), []);
  },

  "dark and light are the reader's": async ({ show }) => {
    const luminance = (color) => {
      const [red, green, blue] = color.match(/[\d.]+/g).map(Number);
      return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    };
    for (const [scheme, isDarkInk] of [["light", true], ["dark", false]]) {
      const page = await show({ body: kScriptTag }, { scheme });
      await check(page);
      assert.equal(luminance(await page.style(kOutcome, "color")) < 0.5, isDarkInk, scheme);
      assert.equal(luminance(await page.style(kField, "background-color")) > 0.5, isDarkInk, scheme);
    }
  },

  "a site's custom properties colour it, and its other rules do not get in": async ({ show }) => {
    const css = `recoupe-checker { --recoupe-action: rgb(0, 90, 60); --recoupe-on-action: rgb(255, 255, 240); }
      button { background: rgb(255, 0, 0); border-radius: 40px; } h3, p { text-transform: uppercase; }`;
    const page = await show({ body: kScriptTag }, { files: { "site.css": css } });
    await check(page);
    assert.equal(await page.style(kSubmit, "background-color"), "rgb(0, 90, 60)");
    assert.equal(await page.style(kSubmit, "color"), "rgb(255, 255, 240)");
    assert.notEqual(await page.style(kSubmit, "border-top-left-radius"), "40px");
    assert.equal(await page.style(kOutcome, "text-transform"), "none");
  },

  "a long text shows how far it is, can be stopped, and keeps what was found": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await page.wait(kField);
    await page.fill(kField, Array.from({ length: 1800 }, (_, i) => [bridgeClaim, kOther][i % 2]).join(" "));
    await page.press("Enter");
    await page.wait(`${kElement} >> progress`);
    await page.wait(`${kElement} >> .claim`);
    // By its own click: it moves while the answer grows under it.
    await page.on(`${kElement} >> .progress button`, 0, (button) => button.click());
    await page.wait(`${kElement} >> .stopped`);
    assert.match(await page.text(`${kElement} >> .stopped`), /^Arrêté à \d+\s*% du texte/);
    const found = await page.count(`${kElement} >> .claim`);
    assert.ok(found > 0 && found < 1800, `${found}`);
    assert.equal(await page.count(`${kElement} >> progress`), 0);
  },

  "a citation goes to the clipboard": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await copyCitation(page);
  },

  "a citation goes to the clipboard where scripts may not write to it": async ({ show }) => {
    const files = { "no-clipboard.js": `Object.defineProperty(navigator, "clipboard", { value: undefined });` };
    const page = await show({ head: `<script src="/no-clipboard.js"></script>`, body: kScriptTag }, { files });
    await copyCitation(page);
  },

  "a check that fails says so beside the field, and the field has the name of its trouble": async ({ show }) => {
    const page = await show({ body: kScriptTag });
    await page.click(kSubmit);
    await page.waitFor((tag) => document.querySelector(tag).shadowRoot.querySelector("#message").textContent !== "", kElement);
    assert.equal(await page.attribute(kField, "aria-invalid"), "true");
    assert.match(await page.attribute(kField, "aria-describedby"), /message/);
  },

  "its events and its method are the page's to use": async ({ show }) => {
    const page = await show({ head: kModule, body: kElementTag });
    await page.wait(kField);
    const seen = await page.on(kElement, 0, async (element, claim) => {
      const events = [];
      document.addEventListener("recoupe:report", ({ detail }) => events.push(detail.report.outcome));
      document.addEventListener("recoupe:error", ({ detail }) => events.push(detail.error.code));
      await element.check(claim);
      await element.check(" ").catch(() => {});
      return events;
    }, bridgeClaim);
    assert.deepEqual(seen, ["supported", "empty-text"]);
  },

  "works in a sandboxed frame of another origin, which may run scripts and nothing else": async (tools) => {
    const page = await showInFrame(tools);
    await page.press("Enter");
    await page.waitFor(() => window.outcomes.length > 0);
    assert.deepEqual(await page.evaluate(() => window.outcomes), ["supported"]);
  },

  "its button works there too": async (tools) => {
    const page = await showInFrame(tools);
    await page.press("Tab");
    await page.press("Enter");
    await page.waitFor(() => window.outcomes.length > 0);
  },
};

for (const [name, options, claims] of [
  ["light", {}, [null, bridgeClaim, kOther]],
  ["dark", { scheme: "dark" }, [null, bridgeClaim]],
  ["320 px", { size: [320, 640] }, [bridgeClaim]],
]) {
  kBehaviours[`axe finds nothing, ${name}`] = async ({ show }) => {
    for (const claim of claims) {
      const page = await show({ head: `<script src="/axe.js"></script>`, body: kScriptTag }, options);
      await page.wait(kField);
      if (claim) {
        await check(page, claim);
        await openAll(page);
      }
      await assertAccessible(page, `${name}: ${claim ?? "at the start"}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no scrolling to the side");
    }
  };
}

/** A checker in a sandboxed frame, with a claim in its field and the focus there. The page notes the outcomes that the frame tells it. */
async function showInFrame({ show, site }) {
  const tells = { "frame.js": `addEventListener("load", () => parent.postMessage("loaded", "*"));
    addEventListener("recoupe:report", ({ detail }) => parent.postMessage(detail.report.outcome, "*"));` };
  const notes = { "outer.js": `window.outcomes = []; addEventListener("message", ({ data }) => window.outcomes.push(data));` };
  const framed = { body: `<script src="/frame.js"></script>${kScriptTag}`, policy: {} };
  const other = await site(framed, { files: tells });
  const host = other.url.slice(0, -1);
  // 'self' is nothing to some engines where the origin is opaque: the frame's policy names its host.
  for (const [name, value] of Object.entries(kPolicy)) framed.policy[name] = value.replace("'self'", host);
  const page = await show(
    { head: `<script src="/outer.js"></script>`, body: `<iframe title="Recouper" sandbox="allow-scripts" src="${host}/page.html" width="800" height="600"></iframe>`, policy: { "frame-src": host } },
    { files: notes },
  );
  const corner = await page.on("iframe", 0, (frame) => [frame.getBoundingClientRect().left + 5, frame.getBoundingClientRect().top + 5]);
  await page.waitFor(() => window.outcomes.shift() === "loaded");
  await page.clickAt(corner);
  await page.press("Tab");
  await page.type(bridgeClaim);
  return page;
}

async function copyCitation(page) {
  await check(page);
  await openAll(page);
  const name = "Texte";
  const nth = await page.waitFor((tag, name) => {
    const found = [...document.querySelector(tag).shadowRoot.querySelectorAll("button")].findIndex(({ textContent }) => textContent.trim() === name);
    return found < 0 ? null : { found };
  }, kElement, name);
  await page.click(`${kElement} >> button`, nth.found);
  await page.waitFor((tag) => document.querySelector(tag).shadowRoot.querySelector("[role=status]").textContent === "Citation copiée.", kElement);
  // Pasted where a reader would.
  await page.fill(kField, "");
  await page.press("Control+v");
  await page.waitFor((tag) => document.querySelector(tag).shadowRoot.querySelector("textarea").value.includes("La ville de Lorme a vendu le pont"), kElement);
}
