// The interface's words, in both languages.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";

const read = async (lang) => JSON.parse(await readFile(new URL(`../../web/src/messages/${lang}.json`, import.meta.url), "utf8"));
const fr = await read("fr");
const en = await read("en");

const flatten = (value, path = "") => (typeof value === "string" ? [[path, value]] : Object.entries(value).flatMap(([key, inner]) => flatten(inner, `${path}.${key}`)));

/** The codes of the core, where they are defined. */
async function nuanceCodes() {
  const source = await readFile(new URL("../../core/comparison/features.cc", import.meta.url), "utf8");
  const [, list] = /kNuanceNames\[\] = \{([^}]*)\}/.exec(source);
  return list.match(/[a-z]+/g);
}

describe("messages", () => {
  it("have a name and a sentence for every nuance that the core gives, and for no other", async () => {
    const codes = await nuanceCodes();
    assert.equal(codes.length, 16);
    for (const { nuance } of [fr, en]) {
      assert.deepEqual(Object.keys(nuance).sort(), [...codes].sort());
      for (const code of codes) {
        assert.deepEqual(Object.keys(nuance[code]).sort(), ["label", "note"], code);
        assert.match(nuance[code].label, /^\p{Lu}.{2,}[^.:]$/u, code);
        assert.match(nuance[code].note, /^\p{Ll}\S* .{8,}[^.:]$/u, code);
      }
      assert.equal(new Set(Object.values(nuance).map(({ note }) => note)).size, codes.length);
    }
  });

  it("have the same names and the same values to fill in", () => {
    const outline = (messages) => flatten(messages).map(([path, text]) => [path, (text.match(/\{\w+\}/g) ?? []).sort()]);
    assert.deepEqual(outline(fr), outline(en));
  });

  it("never judge the claim", () => {
    for (const [path, text] of [...flatten(fr), ...flatten(en)]) assert.doesNotMatch(text, /\b(true|false|vraie?|fausse|faux|verdict|rating|fact-check)\b/i, path);
  });

  it("are set as French is: no-break spaces and round apostrophes", () => {
    for (const [path, text] of flatten(fr)) {
      assert.doesNotMatch(text, / [:;?!»]|« |'/, path);
    }
  });
});
