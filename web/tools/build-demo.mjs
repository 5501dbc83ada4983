// Builds the demo site: pages whose files all stand in one folder and name each other by relative addresses, so that any static
// host can serve it from anywhere. build-web.mjs calls it once the package is built.

import { spawnSync } from "node:child_process";
import { copyFile, mkdir, readFile, readdir, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const source = join(root, "web/demo");

/** What the script tag loads; a build may have only the first. */
const kEmbed = ["recoupe.js", "recoupe-checker.js"];
/** The own-articles page has the command line's reader of HTML inside. */
const kNotices = "THIRD-PARTY-NOTICES.txt";
const kCompressed = /\.(html|js|css|svg|wasm|recoupe)$/;

/**
 * @param {{ common: esbuild.BuildOptions, articlesDir: string, outDir: string }} options
 *   common: esbuild's options, whose plugins know the engine's glue; articlesDir: the main page's articles, one JSON file each.
 */
export async function buildDemo({ common, articlesDir, outDir }) {
  const demo = join(outDir, "demo");
  const files = await filesIn(source);
  await mkdir(demo, { recursive: true });

  await esbuild.build({ ...common, entryPoints: { ...scripts(files), worker: join(root, "web/src/worker.ts") }, outdir: demo });
  await esbuild.build({ ...common, entryPoints: files.filter((file) => file.endsWith(".css")), outbase: source, outdir: demo });
  await writePages(files, demo);
  await copyFile(join(outDir, "recoupe.wasm"), join(demo, "recoupe.wasm"));
  for (const file of kEmbed) if (await stat(join(outDir, file)).catch(() => null)) await copyFile(join(outDir, file), join(demo, file));

  await copyFile(join(outDir, "cli", kNotices), join(demo, "own", kNotices));

  const { buildCorpus } = await import(`${pathToFileURL(join(outDir, "index.js"))}?${Date.now()}`);
  const articles = await Promise.all((await jsonFiles(articlesDir)).map(async (file) => JSON.parse(await readFile(file, "utf8"))));
  await writeFile(join(demo, "corpus.recoupe"), await buildCorpus(articles));
  await buildNewspaper(join(outDir, "cli/recoupe.js"), demo);
  await precompress(demo);
}

/** The scripts of pages, which are called as their folder is, and of workers. */
function scripts(files) {
  const entries = files.filter((file) => basename(file) === `${basename(dirname(file))}.ts` || file.endsWith("-worker.ts"));
  return Object.fromEntries(entries.map((file) => [relative(source, file).replace(/\.ts$/, ""), file]));
}

/** The pages, with the parts that they share: a line `<!-- part: NAME -->` is parts/NAME.html, and `{base}` there leads to the demo's folder. */
async function writePages(files, demo) {
  const pages = files.filter((file) => file.endsWith(".html"));
  const isPart = (file) => dirname(file) === join(source, "parts");
  const parts = new Map(await Promise.all(pages.filter(isPart).map(async (file) => [basename(file, ".html"), await readFile(file, "utf8")])));
  for (const file of pages) {
    if (isPart(file)) continue;
    const path = relative(source, file);
    const base = "../".repeat(path.split(sep).length - 1) || "./";
    const html = (await readFile(file, "utf8")).replace(/^( *)<!-- part: ([\w-]+) -->\n/gm, (_line, indent, name) => {
      if (!parts.has(name)) throw new Error(`${path}: there is no web/demo/parts/${name}.html.`);
      return parts.get(name).replace(/^(?=.)/gm, indent).replaceAll("{base}", base);
    });
    await mkdir(dirname(join(demo, path)), { recursive: true });
    await writeFile(join(demo, path), html);
  }
}

/** The newspaper's corpus, from its own pages and by the command line, as any newsroom would build it. */
async function buildNewspaper(recoupe, demo) {
  const folder = join(demo, "newspaper");
  const pages = (await filesIn(folder)).filter((file) => file.endsWith(".html"));
  const texts = await Promise.all(pages.map((file) => readFile(file, "utf8")));
  const articles = pages.filter((_file, i) => texts[i].includes('"NewsArticle"'));
  const { status, stderr } = spawnSync(process.execPath, [recoupe, "build", ...articles, "-o", join(folder, "articles.recoupe")], { encoding: "utf8" });
  if (status !== 0) throw new Error(`The newspaper's corpus could not be built:\n${stderr}`);
}

/** Writes file.br and file.gz beside what compresses, for hosts (and web/tools/serve.mjs) that send them. */
async function precompress(folder) {
  for (const file of await filesIn(folder)) {
    if (!kCompressed.test(file)) continue;
    const bytes = await readFile(file);
    await writeFile(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

async function jsonFiles(folder) {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(".json")).sort().map((name) => join(folder, name));
}

/** All files of a folder, at any depth, sorted. */
async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}
