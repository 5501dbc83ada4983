// What npm would publish: packed, installed in an empty folder, imported, bundled, typed.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { serve } from "../../web/tools/serve.mjs";
import { launch, openPage } from "../browser/support.mjs";
import { articles, bridgeClaim } from "../js/support.mjs";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const require = createRequire(import.meta.url);

/** The most the tarball may weigh. */
const kLargest = 1800 * 1024;  // bytes packed; the engine with its lexicon is in it three times: inlined, for the script tag, as a file

let folder;
let packed;
const installed = (path = "") => join(folder, "node_modules/recoupe", path);

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "recoupe-package-"));
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
  [packed] = JSON.parse(stdout);
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  await run("npm", ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", join(folder, packed.filename)], { cwd: folder });
});

after(() => rm(folder, { recursive: true, force: true }));

describe("the package", () => {
  it("holds what it should, and weighs little", (t) => {
    const files = packed.files.map(({ path }) => path);
    t.diagnostic(`${files.length} files, ${Math.round(packed.size / 1024)} KB packed, ${Math.round(packed.unpackedSize / 1024)} KB unpacked`);
    assert.ok(packed.size < kLargest, `${packed.size} bytes`);
    for (const file of ["index.js", "element.js", "element-define.js", "worker.js", "recoupe.js", "recoupe-checker.js", "recoupe.wasm", "cli/recoupe.js", "types/index.d.ts"]) {
      assert.ok(files.includes(`web/dist/${file}`), file);
    }
    assert.ok(files.includes("web/schema/report.schema.json"));
    assert.deepEqual(files.filter((file) => /demo|\.ts$/.test(file) && !file.endsWith(".d.ts")), []);
  });

  it("needs no other package", async () => {
    const { dependencies = {}, peerDependencies = {}, scripts = {} } = JSON.parse(await readFile(installed("package.json"), "utf8"));
    assert.deepEqual([dependencies, peerDependencies], [{}, {}]);
    assert.deepEqual(Object.keys(scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name)), []);
  });

  it("has a file behind every export", async () => {
    const { exports, bin } = JSON.parse(await readFile(installed("package.json"), "utf8"));
    const targets = Object.values(exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
    for (const target of [...targets, ...Object.values(bin)]) assert.ok((await stat(installed(target))).isFile(), target);
  });

  it("can be imported in Node", async () => {
    const program = `
      import { buildCorpus, createChecker } from "recoupe";
      const checker = await createChecker({ corpus: await buildCorpus(${JSON.stringify(articles)}) });
      console.log((await checker.check(${JSON.stringify(bridgeClaim)})).outcome);
      checker.close();`;
    await writeFile(join(folder, "program.mjs"), program);
    const { stdout, stderr } = await run(process.execPath, ["program.mjs"], { cwd: folder });
    assert.equal(stdout, "supported\n");
    assert.equal(stderr, "");
  });

  it("can be imported in Node where there is no DOM, the element too, as a server that renders pages does", async () => {
    await run(process.execPath, ["-e", `import("recoupe/element")`], { cwd: folder });
  });

  it("brings the command line", async () => {
    await writeFile(join(folder, "story.txt"), `Le pont\n\n${bridgeClaim}\n`);
    const recoupe = (...args) => run(join(folder, "node_modules/.bin/recoupe"), args, { cwd: folder });
    await recoupe("build", "story.txt", "-o", "c.recoupe");
    assert.match((await recoupe("check", "--corpus", "c.recoupe", bridgeClaim)).stdout, /^The articles say so/);
  });

  it("is typed, for bundlers and for Node", { timeout: 60_000 }, async () => {
    await writeFile(
      join(folder, "consumer.ts"),
      `import { RecoupeError, buildCorpus, createChecker, type Article, type Checker, type Compared, type Excerpt, type Explanation, type Outcome, type Report } from "recoupe";
      import "recoupe/element";
      const articles: Article[] = [{ id: "a", title: "t", text: "x" }, { id: "b", statements: [{ id: "1", text: "x" }] }];
      const corpus: Uint8Array = await buildCorpus(articles);
      const checker: Checker = await createChecker({ corpus });
      const report: Report = await checker.check("x", { lang: "fr", limit: 3, signal: AbortSignal.timeout(1000) });
      const outcome: Outcome = report.outcome;
      const answer: Compared = await checker.compare("x", { text: "y" });
      if ("relation" in answer) answer.nuances.map(({ code, start, end }) => [code, start, end]);
      else answer.failed.slot satisfies string;
      const explanations: Explanation[] = [await checker.explain("x"), await checker.explain("x", "y"), await checker.explain("x", null, { lang: "en", limit: 3 })];
      explanations.map(({ pairs: [pair] }) => pair?.features.map(({ name, value, speaks, nuances }) => [name, value * speaks, value * nuances, pair.prediction.nuances]));
      // @ts-expect-error: there are two languages
      await checker.check("x", { lang: "de" });
      // @ts-expect-error: a corpus is needed
      await createChecker({});
      const element = document.querySelector("recoupe-checker");
      element?.addEventListener("recoupe:report", (event) => event.detail.report.claims);
      element?.check("x").catch((error: unknown) => error instanceof RecoupeError && error.code === "empty-text");
      export { outcome };`,
    );
    const tsc = join(require.resolve("typescript/package.json"), "../bin/tsc");
    for (const [module, moduleResolution] of [["esnext", "bundler"], ["nodenext", "nodenext"]]) {
      const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom,dom.iterable", "--types", "", "--skipLibCheck", "false", "--module", module, "--moduleResolution", moduleResolution];
      await run(process.execPath, [tsc, ...options, "consumer.ts"], { cwd: folder }).catch(({ stdout }) => assert.fail(`${moduleResolution}:\n${stdout}`));
    }
  });

  for (const bundler of ["vite", "esbuild"]) {
    it(`can be bundled with ${bundler}, without configuration, for a strict page`, { timeout: 120_000 }, async (t) => {
      const site = join(folder, bundler);
      await mkdir(site, { recursive: true });
      await writeFile(join(site, "index.html"), `<!doctype html><html lang="en"><head><title>x</title><link rel="icon" href="data:,"></head><body><recoupe-checker></recoupe-checker><script type="module" src="./main.js"></script></body></html>`);
      await writeFile(
        join(site, "main.js"),
        `import { buildCorpus, createChecker } from "recoupe";
        import "recoupe/element";
        const corpus = await buildCorpus(${JSON.stringify(articles)});
        const element = document.querySelector("recoupe-checker");
        element.checker = createChecker({ corpus });
        document.title = (await element.check(${JSON.stringify(bridgeClaim)})).outcome;`,
      );
      const out = join(site, "out");
      if (bundler === "vite") {
        const { build } = await import("vite");
        await build({ root: site, configFile: false, logLevel: "error", build: { outDir: out, target: "es2022" } });
      } else {
        const { build } = await import("esbuild");
        await build({ entryPoints: [join(site, "main.js")], bundle: true, format: "esm", outdir: out, logLevel: "error" });
        await writeFile(join(out, "index.html"), await readFile(join(site, "index.html")));
      }
      const [browser, server] = await Promise.all([launch(), serve({ folder: out, policy: "default-src 'self'; img-src data:; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'" })]);
      t.after(async () => {
        await browser.close();
        await server.close();
      });
      const { page, end } = await openPage(t, browser, server.url);
      await page.waitForFunction(() => document.title === "supported", null, { timeout: 10_000 });
      end();
    });
  }
});
