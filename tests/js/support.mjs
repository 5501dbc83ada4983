// What the tests of the package share.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import assert from "node:assert/strict";
import * as esbuild from "esbuild";

/** Two articles of ours; the first statement of each is plain, so that the claims below leave nothing to judge. */
export const articles = [
  {
    id: "bridge",
    title: "La ville ferme le pont de Lorme",
    publisher: "Le Courrier de Lorme",
    published: "2023-05-02",
    url: "https://example.org/pont",
    lang: "fr",
    text: "La ville ferme le pont de Lorme\n\nLa ville de Lorme a vendu le pont à une société privée en 2021. Le péage rapporterait deux millions d’euros par an, selon l’association Rivages.",
  },
  {
    id: "library",
    title: "The library of Ashford",
    lang: "en",
    statements: [
      { id: "s1", text: "The library of Ashford bought nine paintings in 2019.", gloss: "La bibliothèque d’Ashford a acheté neuf tableaux en 2019." },
      { id: "s2", text: "The council denies that it paid for them.", speaker: "the council" },
    ],
  },
];

export const bridgeClaim = "La ville de Lorme a vendu le pont à une société privée en 2021.";

/** Asserts that the promise rejects with a RecoupeError of this code and with a sentence. */
export async function rejectsWith(code, promise) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.name, "RecoupeError");
    assert.equal(error.code, code, error.message);
    assert.match(error.message, /\w.{8,}/);
    return true;
  });
}

const cli = fileURLToPath(new URL("../../web/dist/cli/recoupe.js", import.meta.url));

/** Runs the command line; `input` is its stdin. */
export function recoupe(args, { input = "", cwd } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** An empty folder that goes away with the test. */
export async function folderFor(t) {
  const folder = await mkdtemp(join(tmpdir(), "recoupe-test-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The lines of a JSONL text, parsed. */
export function jsonLines(text) {
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/** A module of web/src that the package does not export, compiled. */
export async function importSource(path) {
  const { outputFiles } = await esbuild.build({ entryPoints: [fileURLToPath(new URL(`../../web/src/${path}`, import.meta.url))], bundle: true, format: "esm", write: false, logLevel: "silent" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
