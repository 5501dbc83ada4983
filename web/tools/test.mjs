// npm test: builds everything and runs every test. The last line adds up all runners: "12 passed, 0 failed, 1 skipped".
//
//   npm test -- --only core|js|browser|package

import { existsSync } from "node:fs";
import { mkdir, readFile, readdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildNativeTests, buildPackage } from "./build.mjs";
import { StepError, main, root, show } from "./run.mjs";
import { ensureTools, kBrowsers, kBuildTools, kTestTools } from "./setup.mjs";

/** Which folders of tests/ each kind of test is in, and what it needs. */
const kKinds = {
  core: { folders: [], tools: ["cmake", "ninja", "compiler", "json", "catch2"] },
  js: { folders: ["js", "data", "eval", "cases"], tools: kBuildTools },
  browser: { folders: ["browser"], tools: [...kBuildTools, ...kBrowsers] },
  package: { folders: ["package"], tools: [...kBuildTools, "chromium"] },
};

await main(async () => {
  const only = wantedKind();
  const kinds = only ? [only] : Object.keys(kKinds);
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (counts) => Object.keys(total).forEach((key) => (total[key] += counts[key]));
  /** A build that fails is one failure; the other runners still run. */
  const attempt = async (work) => {
    try {
      add(await work());
    } catch (error) {
      console.error(error instanceof StepError ? error.message : error);
      add({ passed: 0, failed: 1, skipped: 0 });
    }
  };

  await attempt(async () => {
    await ensureTools(only ? kKinds[only].tools : kTestTools);
    if (kinds.includes("core")) await attempt(runNativeTests);
    const folders = kinds.flatMap((kind) => kKinds[kind].folders);
    if (folders.length > 0) await attempt(() => runNodeTests(folders));
    return { passed: 0, failed: 0, skipped: 0 };
  });

  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});

function wantedKind() {
  try {
    const { only } = parseArgs({ options: { only: { type: "string" } } }).values;
    if (only === undefined || only in kKinds) return only;
  } catch {
    // Told below.
  }
  throw new StepError(`Usage: npm test -- [--only ${Object.keys(kKinds).join("|")}]`);
}

async function runNativeTests() {
  await buildNativeTests();
  const results = await freshFile("native.xml");
  const jobs = String(availableParallelism());
  const status = await show("ctest", ["--preset", "dev", "--parallel", jobs, "--no-tests=error", "--output-junit", results], {
    env: sharedFolder(),
  });
  const suite = /<testsuite\b[^>]*>/.exec(await readFile(results, "utf8").catch(() => ""))?.[0] ?? "";
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const [failed, skipped] = [count("failures"), count("skipped") + count("disabled")];
  return consistent({ passed: count("tests") - failed - skipped, failed, skipped }, status);
}

async function runNodeTests(folders) {
  await buildPackage();
  const files = [];
  for (const folder of folders) {
    const names = await readdir(join(root, "tests", folder), { recursive: true }).catch(() => []);
    files.push(...names.filter((name) => /[._-]test\.m?js$/.test(name)).sort().map((name) => join("tests", folder, name)));
  }
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };

  const results = await freshFile("node.tap");
  const reporters = Object.entries({ spec: "stdout", tap: results });
  const options = reporters.flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
  const status = await show(process.execPath, ["--test", ...options, ...files], { env: sharedFolder() });
  // The summary is the last of the file; subtests print lines like it further up.
  const tap = await readFile(results, "utf8").catch(() => "");
  const count = (name) => Number([...tap.matchAll(new RegExp(`^# ${name} (\\d+)$`, "gm"))].at(-1)?.[1] ?? 0);
  const counts = { passed: count("pass"), failed: count("fail") + count("cancelled"), skipped: count("skipped") + count("todo") };
  return consistent(counts, status);
}

/** A runner that ends badly without a failed test (it crashed, it found nothing) is a failure too. */
function consistent(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function freshFile(name) {
  const folder = join(root, "build/results");
  await mkdir(folder, { recursive: true });
  await rm(join(folder, name), { force: true });
  return join(folder, name);
}

/** Texts that may not be in the repository stand in a sibling folder where there is one; the tests skip what needs them. */
function sharedFolder() {
  const folder = join(root, "../shared");
  return process.env.RECOUPE_SHARED === undefined && existsSync(folder) ? { RECOUPE_SHARED: folder } : {};
}
