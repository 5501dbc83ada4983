// Builds web/dist from web/src: JavaScript (esbuild), types (tsc), the engine's WebAssembly, the demo and its corpus.
// The engine must have been built before: see web/tools/build.mjs.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile, chmod, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { buildDemo } from "./build-demo.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const src = join(root, "web/src");

/**
 * Builds everything. Returns the size of each file: [{ file, bytes, gzip, brotli }].
 * @param {{ engineDir?: string, articlesDir?: string, outDir?: string, types?: boolean, log?: (line: string) => void }} [options]
 *   engineDir: where recoupe_engine.mjs and .wasm are; articlesDir: the demo's articles, one JSON file each.
 */
export async function buildWeb({
  engineDir = join(root, "build/wasm"),
  articlesDir = join(root, "data/articles"),
  outDir = join(root, "web/dist"),
  types = true,
  log = () => {},
} = {}) {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const wasmFile = join(engineDir, "recoupe_engine.wasm");
  const wasm = await readFile(wasmFile).catch(() => {
    throw new Error(`There is no ${wasmFile}. Build the engine first: npm run build`);
  });

  await rm(outDir, { recursive: true, force: true });
  await mkdir(outDir, { recursive: true });

  const common = {
    bundle: true,
    format: "esm",
    target: ["es2022", "chrome111", "firefox114", "safari16.4"],
    minify: true,
    legalComments: "none",
    define: { RECOUPE_VERSION: JSON.stringify(version) },
    logLevel: "warning",
    absWorkingDir: root,
  };

  // The package: the engine's WebAssembly is in a chunk of its own, so that bundlers need no configuration.
  await esbuild.build({
    ...common,
    entryPoints: { index: join(src, "index.ts"), element: join(src, "element.ts"), "element-define": join(src, "element-define.ts") },
    splitting: true,
    chunkNames: "chunk-[hash]",
    outdir: outDir,
    plugins: [styleAsText, engineGlue(engineDir), inlineWasm(wasm)],
  });

  // The worker is handed the compiled engine, so it carries the glue only.
  await esbuild.build({
    ...common,
    entryPoints: { worker: join(src, "worker.ts") },
    outdir: outDir,
    plugins: [styleAsText, engineGlue(engineDir), inlineWasm(null)],
  });

  await buildScriptTag({ common, engineDir, wasm, outDir });
  await copyFile(wasmFile, join(outDir, "recoupe.wasm"));

  // The command line uses the package's own index.js beside it.
  await esbuild.build({
    ...common,
    platform: "node",
    target: "node20",
    minify: false,
    entryPoints: { "cli/recoupe": join(root, "web/cli/recoupe.ts") },
    outdir: outDir,
    // The source's own first line is the interpreter's.
    plugins: [packageItself("../index.js")],
  });
  await chmod(join(outDir, "cli/recoupe.js"), 0o755);
  await copyLicenceNotices(join(outDir, "cli/THIRD-PARTY-NOTICES.txt"), ["htmlparser2", "domhandler", "domutils", "domelementtype", "dom-serializer", "entities"]);

  if (types) declareTypes(outDir);
  await buildDemo({ common: { ...common, plugins: [styleAsText, engineGlue(engineDir), inlineWasm(null)] }, articlesDir, outDir });

  const sizes = await measure(outDir);
  for (const { file, bytes, gzip, brotli } of sizes) log(`${file.padEnd(40)} ${kb(bytes)} KB  gzip ${kb(gzip)}  brotli ${kb(brotli)}`);
  return sizes;
}

/** recoupe.js, and recoupe-checker.js, which it loads at the first use; the former has the hash of the latter. */
async function buildScriptTag({ common, engineDir, wasm, outDir }) {
  const script = { ...common, format: "iife", outdir: outDir };
  await esbuild.build({
    ...script,
    entryPoints: { "recoupe-checker": join(src, "machine-script.ts") },
    plugins: [styleAsText, engineGlue(engineDir), inlineWasm(wasm)],
  });
  const hash = createHash("sha384").update(await readFile(join(outDir, "recoupe-checker.js"))).digest("base64");
  await esbuild.build({
    ...script,
    define: { ...common.define, RECOUPE_CHECKER_HASH: JSON.stringify(`sha384-${hash}`) },
    entryPoints: { recoupe: join(src, "embed.ts") },
    plugins: [styleAsText],
  });
}

/**
 * The glue as a module that bundlers can follow: Emscripten's own way to find its file, `new URL(…, import.meta.url)`,
 * would make them look for a file that is not there. Ours passes the compiled module instead.
 */
function engineGlue(engineDir) {
  return {
    name: "engine-glue",
    setup(build) {
      build.onResolve({ filter: /^recoupe-engine$/ }, () => ({ path: join(engineDir, "recoupe_engine.mjs") }));
      build.onLoad({ filter: /recoupe_engine\.mjs$/ }, async ({ path }) => {
        const contents = (await readFile(path, "utf8"))
          .replace(/new URL\(\s*(["'][^"']*["'])\s*,\s*import\.meta\.url\s*\)\.(toString\(\)|href)/g, "$1")
          .replaceAll("import.meta.url", '""');
        if (contents.includes("import.meta")) throw new Error(`${path}: import.meta is used in a way that this build does not know.`);
        return { contents, loader: "js" };
      });
    },
  };
}

/** `recoupe-wasm`: the bytes as a string of Latin-1 characters, or null. */
function inlineWasm(wasm) {
  return {
    name: "inline-wasm",
    setup(build) {
      build.onResolve({ filter: /^recoupe-wasm$/ }, () => ({ path: "recoupe-wasm", namespace: "recoupe-wasm" }));
      build.onLoad({ filter: /.*/, namespace: "recoupe-wasm" }, () => ({
        contents: `export default ${wasm ? JSON.stringify(wasm.toString("latin1")) : "null"};`,
        loader: "js",
      }));
    },
  };
}

/** The style sheets under src/ as minified strings, for a constructed style sheet. */
const styleAsText = {
  name: "style-as-text",
  setup(build) {
    build.onLoad({ filter: /web\/src\/.*\.css$/ }, async ({ path }) => {
      const { code } = await esbuild.transform(await readFile(path, "utf8"), { loader: "css", minify: true, target: build.initialOptions.target });
      return { contents: code, loader: "text" };
    });
  },
};

/** Leaves imports of the package's public API to the file that is published. */
function packageItself(path) {
  return {
    name: "package-itself",
    setup(build) {
      build.onResolve({ filter: /^\.\.\/(src\/)?index\.ts$/ }, () => ({ path, external: true }));
    },
  };
}

function declareTypes(outDir) {
  const require = createRequire(import.meta.url);
  const tsc = join(require.resolve("typescript/package.json"), "../bin/tsc");
  const projects = [["web/tsconfig.json"], ["web/cli/tsconfig.json"], ["web/tsconfig.types.json", "--outDir", join(outDir, "types")]];
  for (const [project, ...args] of projects) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [tsc, "-p", join(root, project), ...args], { encoding: "utf8" });
    if (status !== 0) throw new Error(`${project}:\n${stdout}${stderr}`);
  }
}

async function copyLicenceNotices(to, packages) {
  const require = createRequire(import.meta.url);
  const notices = ["These packages are inside.\n"];
  for (const name of packages) {
    const folder = await packageFolder(require, name);
    const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    notices.push(`${name} ${version}\n\n${await readFile(join(folder, file), "utf8")}`);
  }
  await writeFile(to, notices.join("\n--------\n\n"));
}

async function packageFolder(require, name) {
  for (const folder of require.resolve.paths(name)) {
    const path = join(folder, name);
    if (await stat(path).catch(() => null)) return path;
  }
  throw new Error(`${name} is not installed. Run: npm ci --ignore-scripts`);
}

async function measure(outDir) {
  const files = [];
  for (const file of (await readdir(outDir, { recursive: true })).sort()) {
    if (!/\.(html|js|css|wasm|recoupe)$/.test(file)) continue;
    const bytes = await readFile(join(outDir, file));
    files.push({ file: file.split(sep).join("/"), bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotli(bytes).length });
  }
  return files;
}

function brotli(bytes) {
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
}

function kb(bytes) {
  return (bytes / 1024).toFixed(1).padStart(7);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildWeb({ log: console.log });
}
