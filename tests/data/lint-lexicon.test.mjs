// The lexicon's linter finds nothing: no word twice in a concept, no relation to a concept that there is not, no empty concept.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const tool = ["build/release/recoupe-lexicon", "build/dev/recoupe-lexicon"].map((path) => root + path).find(existsSync);
const sources = readdirSync(`${root}data/lexicon`).filter((name) => name.endsWith(".txt")).sort().map((name) => `data/lexicon/${name}`);

describe("the lexicon", { skip: tool ? false : "recoupe-lexicon is not built: npm run build" }, () => {
  it("has nothing that its linter minds", () => {
    const { status, stdout } = spawnSync(tool, ["--lint", ...sources], { cwd: root, encoding: "utf8" });
    assert.equal(status, 0, stdout);
    assert.match(stdout, /\d+ concepts, \d+ relations/);
  });
});
