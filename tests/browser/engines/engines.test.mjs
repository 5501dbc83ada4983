// The same behaviours in Chromium, Firefox and WebKitGTK. An engine that is not on this machine is skipped and says so.
//
//   RECOUPE_ENGINES=Firefox,WebKitGTK node --test tests/browser/engines/     only these

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { buildCorpus } from "recoupe";
import { articles } from "../../js/support.mjs";
import { kBehaviours } from "./behaviours.mjs";
import { kEngines, openIn } from "./engine.mjs";
import { kModes } from "./modes.mjs";
import { kNotYet } from "./not-yet.mjs";
import { openSite } from "./site.mjs";

const wanted = process.env.RECOUPE_ENGINES?.split(",") ?? Object.keys(kEngines);

/** Grounds in both schemes: axe does not know what a browser paints by itself. */
const kSiteStyle = "@media (prefers-color-scheme: dark) { :root { background: #191714; color: #ece7de; } }";

/** @type {Uint8Array} */
let corpus;
before(async () => {
  corpus = await buildCorpus(articles);
});

for (const [name, { isHere, launch }] of Object.entries(kEngines)) {
  describe(name, { skip: !wanted.includes(name) ? "not asked for" : isHere() ? false : "not on this machine" }, () => {
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    it("is told by its version", (t) => {
      t.diagnostic(browser.version);
      assert.match(browser.version, /\d/);
    });

    for (const [behaviour, test] of Object.entries({ ...kBehaviours, ...kModes })) {
      it(behaviour, { timeout: 60_000, todo: kNotYet[behaviour]?.[name] }, async () => {
        const sites = [];
        const pages = [];
        const site = async (page, { files = {} } = {}) => {
          const opened = await openSite({ "page.html": page }, { "corpus.recoupe": corpus, "site.css": kSiteStyle, ...files });
          sites.push(opened);
          return opened;
        };
        const show = async (page, { files, allow, ...options } = {}) => {
          const on = await site(page, { files });
          const opened = { site: on, allow, ...(await openIn(browser, `${on.url}page.html`, options)) };
          pages.push(opened);
          return opened;
        };
        try {
          await test({ show, site });
          for (const page of pages.slice(-1)) assert.deepEqual(await troubleOf(page), []);
        } catch (error) {
          const shown = pages.at(-1) && (await troubleOf(pages.at(-1)).catch(() => []));
          if (shown?.length > 0) error.message += `\nOn the page: ${shown.join("\n")}`;
          throw error;
        } finally {
          for (const page of pages) await page.close().catch(() => {});
          await Promise.all(sites.map(({ close }) => close()));
        }
      });
    }
  });
}

/** What went wrong on the page, as it and its host know it, but for what the behaviour allows. */
async function troubleOf({ evaluate, trouble, site, allow }) {
  const seen = [...(await evaluate(() => window.trouble)), ...trouble, ...site.reports];
  return allow ? seen.filter((text) => !allow.test(text)) : seen;
}
