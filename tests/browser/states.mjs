// The element in every state that a reader can meet.

import { copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildCorpus } from "recoupe";
import { serve } from "../../web/tools/serve.mjs";
import { reports } from "./reports.mjs";

const kStrict = "default-src 'none'; style-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'";
const dist = fileURLToPath(new URL("../../web/dist/", import.meta.url));

/** The states: a report's name, or what else a reader can get to. */
export const kStates = ["empty", "error", ...Object.keys(reports("en")), "long text"];

/** A site with the built files, a small corpus, and these pages: `{ "name.html": html }`, or other files. */
export async function site(files, policy = kStrict) {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-states-"));
  for (const file of await readdir(dist)) if (file.endsWith(".js")) await copyFile(join(dist, file), join(folder, file));
  await writeFile(join(folder, "corpus.recoupe"), await buildCorpus([{ id: "pont", title: "Lorme vend son pont", text: "La ville de Lorme a vendu le pont en 2021." }]));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const server = await serve({ folder, policy });
  const close = async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: server.url, close };
}

/** A plain page with one checker, in this language. */
export function plainPage(lang, { head = "", checker = "", body = "" } = {}) {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Lorme</title><link rel="icon" href="data:,">${head}<script type="module" src="element-define.js"></script></head><body><main><h1>Lorme</h1>${body}<recoupe-checker corpus="/corpus.recoupe" ${checker}><ul><li>Le pont de Lorme est fermé.</li><li>The bridge of Lorme is closed.</li></ul></recoupe-checker></main></body></html>`;
}

/** Brings the page's checker into the state. */
export async function show(page, state, lang = "en") {
  const checker = page.locator("recoupe-checker").first();
  await checker.getByRole("textbox").waitFor();
  if (state === "empty") return;
  if (state === "error") {
    await checker.getByRole("textbox").press("Enter");
    await checker.locator(".message").filter({ hasText: /./ }).waitFor();
    return;
  }
  if (state === "long text") {
    await checker.evaluate((element, report) => {
      let calls = 0;
      // The second piece never comes: the text stays in progress.
      element.checker = { info: {}, check: () => (calls++ === 0 ? Promise.resolve(report) : new Promise(() => {})), close() {} };
      element.check("La ville de Lorme a vendu le pont. ".repeat(200)).catch(() => {});
    }, reports(lang)["several claims"]);
    await checker.locator("progress").waitFor();
    return;
  }
  await checker.evaluate((element, report) => {
    element.checker = { info: {}, check: async () => report, close() {} };
    return element.check(report.claims.map(({ text }) => text).join(" "));
  }, reports(lang)[state]);
}

/** Opens all that can be opened, also what is drawn by opening something else. */
export async function openAll(page) {
  await page.locator("recoupe-checker").first().evaluate(async ({ shadowRoot }) => {
    for (let closed; (closed = shadowRoot.querySelector("details:not([open])")); ) {
      closed.open = true;
      await new Promise((resolve) => closed.addEventListener("toggle", resolve, { once: true }));
    }
    shadowRoot.querySelectorAll("button.more").forEach((button) => button.click());
    for (let closed; (closed = shadowRoot.querySelector("details:not([open])")); ) {
      closed.open = true;
      await new Promise((resolve) => closed.addEventListener("toggle", resolve, { once: true }));
    }
  });
}
