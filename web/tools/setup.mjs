// What a build needs from outside: looks for each tool and library, installs what is missing where that is possible
// (Debian and Ubuntu, as root or with sudo that asks no password), and otherwise says what is missing and how to get it.
//
// Node's own modules only: this runs before `npm ci`.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { StepError, main, root, run, step } from "./run.mjs";

/**
 * present: is it there; debian: its packages; elsewhere: how people get it on other systems; skipped: what goes on without it, where it
 * cannot be installed.
 * @type {Record<string, { what: string, present: () => boolean, debian: string[], elsewhere: string, skipped?: string }>}
 */
const kTools = {
  cmake: {
    what: "CMake 3.25 or newer",
    present: () => atLeast(versionOf("cmake"), [3, 25]),
    debian: ["cmake"],
    elsewhere: "Homebrew: cmake; or cmake.org",
  },
  ninja: {
    what: "Ninja",
    present: () => onPath("ninja"),
    debian: ["ninja-build"],
    elsewhere: "Homebrew: ninja",
  },
  compiler: {
    what: "a C++20 compiler (g++ or clang++)",
    present: () => onPath(process.env.CXX || "c++") || onPath("g++") || onPath("clang++"),
    debian: ["g++"],
    elsewhere: "macOS: xcode-select --install",
  },
  emscripten: {
    what: "Emscripten 3.1.6 or newer (em++, emcmake)",
    present: () => onPath("em++") && onPath("emcmake"),
    debian: ["emscripten"],
    elsewhere: "emsdk: ./emsdk install latest && ./emsdk activate latest && source ./emsdk_env.sh; Homebrew: emscripten",
  },
  acorn: {
    what: "acorn, where Emscripten's optimiser finds it",
    present: () => acornPath() !== null,
    debian: ["node-acorn"],
    elsewhere: "comes with emsdk; else npm install --global acorn",
  },
  json: {
    what: "nlohmann/json 3.11 (headers)",
    present: () => prefixes().some((prefix) => existsSync(join(prefix, "include/nlohmann/json.hpp"))),
    debian: ["nlohmann-json3-dev"],
    elsewhere: "Homebrew: nlohmann-json; vcpkg: nlohmann-json, and name its folder in CMAKE_PREFIX_PATH",
  },
  catch2: {
    what: "Catch2 3",
    present: () => prefixes().some(hasCatch2),
    debian: ["catch2"],
    elsewhere: "Homebrew: catch2; vcpkg: catch2, and name its folder in CMAKE_PREFIX_PATH",
  },
  chromium: {
    what: "Chromium or Chrome",
    present: () => chromiumPath() !== null,
    debian: ["chromium"],
    elsewhere: "Homebrew: chromium; or name a browser in RECOUPE_CHROMIUM",
  },
  firefox: {
    what: "Firefox",
    present: () => firefoxPath() !== null,
    debian: ["firefox-esr"],
    elsewhere: "Homebrew: firefox; or name one in RECOUPE_FIREFOX",
    skipped: "the tests in Firefox are skipped",
  },
  webkit: {
    what: "WebKitGTK's WebKitWebDriver, and Xvfb where there is no display",
    present: () => webkitDriverPath() !== null && (Boolean(process.env.DISPLAY) || onPath("Xvfb")),
    debian: ["webkit2gtk-driver", "xvfb"],
    elsewhere: "on Linux only",
    skipped: "the tests in WebKitGTK are skipped",
  },
};

export const kBuildTools = ["cmake", "ninja", "compiler", "emscripten", "acorn", "json"];
export const kBrowsers = ["chromium", "firefox", "webkit"];
export const kTestTools = [...kBuildTools, "catch2", ...kBrowsers];

/**
 * Makes sure of the tools, and of node_modules. Takes a few milliseconds when nothing is missing.
 * Throws a StepError that lists what is missing and could not be installed.
 * @param {string[]} wanted names from kTools
 * @param {{ out?: NodeJS.WritableStream }} [options] out: where a line per step goes
 */
export async function ensureTools(wanted = kBuildTools, { out = process.stdout } = {}) {
  const [major] = process.versions.node.split(".");
  if (Number(major) < 20) throw new StepError(`Node ${process.versions.node} is too old: Recoupe needs Node 20 or newer.`);

  const missing = wanted.filter((name) => !kTools[name].present());
  if (missing.length > 0) await install(missing, out);
  if (!packagesAreCurrent()) {
    await step("npm packages", out, () => run("npm", ["ci", "--loglevel=error"]));
  }
}

/** Is this tool there? Looks, and installs nothing. */
export function isPresent(name) {
  return kTools[name].present();
}

/** Environment for Emscripten: where its optimiser finds acorn. */
export function emscriptenEnvironment() {
  const folder = acornPath();
  if (!folder) return {};
  return { NODE_PATH: [folder, process.env.NODE_PATH].filter(Boolean).join(delimiter) };
}

/** A Chromium to run the browser tests in, or null. */
export function chromiumPath() {
  const named = process.env.RECOUPE_CHROMIUM;
  if (named) return existsSync(named) ? named : null;
  for (const name of ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]) {
    const path = findOnPath(name);
    if (path) return path;
  }
  const application = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
  return existsSync(application) ? application : null;
}

/** A Firefox to run the browser tests in, or null. */
export function firefoxPath() {
  const named = process.env.RECOUPE_FIREFOX;
  if (named) return existsSync(named) ? named : null;
  const application = "/Applications/Firefox.app/Contents/MacOS/firefox";
  // Ubuntu's is a script that starts a snap, which may not read a profile of ours.
  const path = ["firefox-esr", "firefox"].map(findOnPath).find((path) => path && !isSnap(path));
  return path ?? (existsSync(application) ? application : null);
}

function isSnap(path) {
  const file = realpathSync(path);
  return file.includes("/snap") || (statSync(file).size < 10_000 && readFileSync(file, "utf8").includes("/snap/"));
}

/** WebKitGTK's driver, or null. */
export function webkitDriverPath() {
  return findOnPath("WebKitWebDriver");
}

// --- Looking -----------------------------------------------------------------------------------------------------------

function findOnPath(program) {
  if (program.includes("/")) return existsSync(program) ? program : null;
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

function onPath(program) {
  return findOnPath(program) !== null;
}

function versionOf(program) {
  const { stdout } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return /(\d+)\.(\d+)/.exec(stdout ?? "")?.slice(1).map(Number) ?? null;
}

function atLeast(version, [major, minor]) {
  return version !== null && (version[0] > major || (version[0] === major && version[1] >= minor));
}

/** Where CMake looks for libraries. */
function prefixes() {
  const named = (process.env.CMAKE_PREFIX_PATH ?? "").split(delimiter).filter(Boolean);
  return [...named, "/usr", "/usr/local", "/opt/homebrew"];
}

function hasCatch2(prefix) {
  for (const folder of ["lib/cmake/Catch2", "lib64/cmake/Catch2", "share/cmake/Catch2", "share/Catch2", "share/catch2"]) {
    const file = join(prefix, folder, "Catch2ConfigVersion.cmake");
    if (existsSync(file) && /PACKAGE_VERSION "3\./.test(readFileSync(file, "utf8"))) return true;
  }
  // Debian's folder for the machine's architecture: lib/x86_64-linux-gnu/cmake.
  const lib = join(prefix, "lib");
  const triplets = existsSync(lib) ? readdirSync(lib).filter((name) => name.includes("-linux-")) : [];
  return triplets.some((name) => existsSync(join(lib, name, "cmake/Catch2/Catch2Config.cmake")));
}

/** The folder to add to NODE_PATH so that Emscripten finds acorn; "" where it brings its own; null where there is none. */
function acornPath() {
  const compiler = findOnPath("em++");
  if (compiler && existsSync(join(dirname(realpathSync(compiler)), "node_modules/acorn"))) return "";
  const folders = (process.env.NODE_PATH ?? "").split(delimiter).filter(Boolean);
  folders.push("/usr/share/nodejs", join(dirname(process.execPath), "../lib/node_modules"));
  return folders.find((folder) => existsSync(join(folder, "acorn/package.json"))) ?? null;
}

/**
 * Does node_modules hold what package-lock.json says? Compared by content: a fresh checkout's file times mean nothing.
 * Packages for other systems are optional and may be absent.
 */
function packagesAreCurrent() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
    const present = JSON.parse(readFileSync(join(root, "node_modules/.package-lock.json"), "utf8")).packages;
    return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
      if (path === "") return true;
      if (!present[path]) return optional === true;
      return present[path].version === version && present[path].integrity === integrity && existsSync(join(root, path));
    });
  } catch {
    return false;  // nothing installed yet
  }
}

// --- Installing ----------------------------------------------------------------------------------------------------------

async function install(missing, out) {
  const needed = missing.filter((name) => !kTools[name].skipped);
  const superuser = onPath("apt-get") ? asSuperuser() : null;
  if (!superuser) {
    if (needed.length > 0) throw new StepError(instructions(needed));
    return tellSkipped(missing, out);
  }

  const asRoot = (...command) => {
    const [program, ...args] = [...superuser, ...command];
    return run(program, args, { env: { DEBIAN_FRONTEND: "noninteractive" } });
  };
  const apt = (...args) => asRoot("apt-get", "-qq", "-y", ...args);
  await step("package lists", out, () => apt("update"));

  const packages = needed.filter((name) => name !== "catch2").flatMap((name) => kTools[name].debian);
  if (packages.length > 0) {
    await step(`installing ${packages.join(" ")}`, out, () => apt("install", "--no-install-recommends", ...packages));
  }
  if (missing.includes("catch2")) {
    const suite = await suiteOfCatch2(asRoot, apt, out);
    const from = suite ? ["--target-release", suite] : [];
    await step("installing catch2", out, () => apt("install", "--no-install-recommends", ...from, "catch2"));
  }

  const still = needed.filter((name) => !kTools[name].present());
  if (still.length > 0) throw new StepError(instructions(still));

  // One by one: not every system's apt has them, as Ubuntu's has no firefox-esr.
  for (const name of missing.filter((name) => kTools[name].skipped)) {
    await step(`installing ${name}`, out, () => apt("install", "--no-install-recommends", ...kTools[name].debian)).catch(() => {});
  }
  tellSkipped(missing.filter((name) => !kTools[name].present()), out);
}

function tellSkipped(missing, out) {
  for (const name of missing) out.write(`${kTools[name].what}: not found, ${kTools[name].skipped} (${kTools[name].elsewhere})\n`);
}

/** [] as root, a sudo that asks nothing, or null. */
function asSuperuser() {
  if (process.getuid?.() === 0) return [];
  const sudo = ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"];
  return onPath("sudo") && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? sudo : null;
}

/**
 * The suite to take Catch2 3 from: "" where the system's own will do. Debian 12 has 2.13 and keeps 3 in its backports;
 * that suite is enabled by copying the system's own source entry with the suite's name changed. It changes nothing else:
 * apt takes a package from backports only when told to.
 */
async function suiteOfCatch2(asRoot, apt, out) {
  const aptCache = (command) => spawnSync("apt-cache", [command, "catch2"], { encoding: "utf8" }).stdout ?? "";
  if (Number(/Candidate: (\d+)/.exec(aptCache("policy"))?.[1]) >= 3) return "";

  const codename = /^VERSION_CODENAME=(\S+)/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1];
  const backports = `${codename}-backports`;
  if (!aptCache("madison").includes(backports)) {
    const entry = backportsEntry(codename, backports);
    if (!entry) throw new StepError(instructions(["catch2"]));
    await step(`enabling ${backports}`, out, async () => {
      const folder = await mkdtemp(join(tmpdir(), "recoupe-"));
      const file = join(folder, `${backports}.sources`);
      await writeFile(file, entry);
      await asRoot("install", "-m644", file, `/etc/apt/sources.list.d/recoupe-${backports}.sources`);
      await rm(folder, { recursive: true });
      await apt("update");
    });
  }
  return backports;
}

/** The system's own entry for its main suite, in the format of .sources files, with another suite. Null: none was found. */
function backportsEntry(codename, backports) {
  const folder = "/etc/apt/sources.list.d";
  const files = existsSync(folder) ? readdirSync(folder).sort().map((name) => join(folder, name)) : [];

  for (const file of files.filter((name) => name.endsWith(".sources"))) {
    const text = readFileSync(file, "utf8").replace(/^#.*\n/gm, "");
    for (const stanza of text.split(/\n\s*\n/)) {
      const suites = /^Suites:(.*)$/m.exec(stanza)?.[1].trim().split(/\s+/) ?? [];
      if (!suites.includes(codename) || !/^Components:.*\bmain\b/m.test(stanza) || /^Enabled:\s*no/m.test(stanza)) continue;
      return `${stanza.trim().replace(/^Suites:.*$/m, `Suites: ${backports}`)}\n`;
    }
  }

  for (const file of ["/etc/apt/sources.list", ...files.filter((name) => name.endsWith(".list"))]) {
    if (!existsSync(file)) continue;
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const match = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.*\bmain\b.*)$/.exec(line);
      if (!match || match[3] !== codename) continue;
      const key = /signed-by=(\S+)/.exec(match[1] ?? "")?.[1];
      const lines = ["Types: deb", `URIs: ${match[2]}`, `Suites: ${backports}`, "Components: main"];
      if (key) lines.push(`Signed-By: ${key}`);
      return `${lines.join("\n")}\n`;
    }
  }
  return null;
}

function instructions(missing) {
  const lines = missing.map((name) => {
    const { what, debian, elsewhere } = kTools[name];
    return `  ${what}\n      Debian, Ubuntu: ${debian.join(" ")}\n      ${elsewhere}`;
  });
  const advice = "Install it and try again. (On Debian and Ubuntu, as root, it is installed for you.)";
  return `Recoupe needs what is missing here:\n${lines.join("\n")}\n${advice}`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(() => ensureTools(process.argv.includes("--tests") ? kTestTools : kBuildTools));
}
