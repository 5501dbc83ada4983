// npm run build: set-up, the native host tools, the engine (WebAssembly), the web files. What has not changed is not rebuilt.

import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { emscriptenEnvironment, ensureTools, kBuildTools, kTestTools } from "./setup.mjs";
import { main, root, run, step } from "./run.mjs";

/**
 * Builds everything that the page, the package and the command line need.
 * @param {{ tests?: boolean, out?: NodeJS.WritableStream }} [options] tests: the native tests too; out: where a line per
 *   step goes
 */
export async function build({ tests = false, out = process.stdout } = {}) {
  await ensureTools(tests ? kTestTools : kBuildTools, { out });
  if (tests) await buildNativeTests({ out });
  await buildPackage({ out });
}

/** The native tests, in build/dev. The set-up must have run. */
export async function buildNativeTests({ out = process.stdout } = {}) {
  await step("native core and tests", out, () => cmake("dev"));
}

/** The engine and web/dist. The set-up must have run. */
export async function buildPackage({ out = process.stdout } = {}) {
  await step("host tools", out, () => cmake("release", { target: "host-tools" }));
  await step("engine (WebAssembly)", out, () => cmake("wasm", { launcher: ["emcmake"], env: emscriptenEnvironment() }));
  await step("web files", out, webFiles);
}

/** Configures a preset where needed, and builds it. */
async function cmake(preset, { target = "all", launcher = [], env = {} } = {}) {
  const ninja = join(root, "build", preset, "build.ninja");
  const presets = join(root, "CMakePresets.json");
  // CMakeLists.txt is watched by the build itself, the presets are not.
  if (!existsSync(ninja) || statSync(ninja).mtimeMs < statSync(presets).mtimeMs) {
    const [program, ...args] = [...launcher, "cmake", "--preset", preset];
    await run(program, args, { env });
  }
  const jobs = process.env.CMAKE_BUILD_PARALLEL_LEVEL || String(availableParallelism());
  const output = await run("cmake", ["--build", "--preset", preset, "--target", target, "--parallel", jobs], { env });
  return output.includes("ninja: no work to do") ? "unchanged" : "built";
}

async function webFiles() {
  const stamp = join(root, "build/web.stamp");
  const engine = ["build/wasm/recoupe_engine.mjs", "build/wasm/recoupe_engine.wasm"];
  const now = await digest(["web", "data/articles", "package.json", "package-lock.json", ...engine]);
  const results = ["index.js", "cli/recoupe.js", "demo/corpus.recoupe"];
  const complete = results.every((file) => existsSync(join(root, "web/dist", file)));
  if (complete && (await readFile(stamp, "utf8").catch(() => "")) === now) return "unchanged";

  const { buildWeb } = await import("./build-web.mjs");  // needs npm's packages
  await buildWeb();
  await mkdir(join(root, "build"), { recursive: true });
  await writeFile(stamp, now);
  return "built";
}

/** A hash over the contents of files and folders, but for web/dist. */
async function digest(paths) {
  const hash = createHash("sha256");
  const add = async (path) => {
    if (path === "web/dist" || !existsSync(join(root, path))) return;
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of (await readdir(join(root, path))).sort()) await add(`${path}/${name}`);
    } else {
      hash.update(`${path}\0`).update(createHash("sha256").update(await readFile(join(root, path))).digest());
    }
  };
  for (const path of paths) await add(path);
  return hash.digest("hex");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => build());
}
