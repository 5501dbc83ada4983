// buildCorpus.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildCorpus, createChecker } from "recoupe";
import { articles, rejectsWith } from "./support.mjs";

describe("buildCorpus", () => {
  it("gives the same bytes for the same articles", async () => {
    assert.deepEqual(await buildCorpus(articles), await buildCorpus(structuredClone(articles)));
  });

  it("takes lists, generators and asynchronous generators", async () => {
    const expected = await buildCorpus(articles);
    assert.deepEqual(await buildCorpus(new Set(articles)), expected);
    assert.deepEqual(
      await buildCorpus((async function* () {
        yield* articles;
      })()),
      expected,
    );
  });

  it("keeps articles in their order", async () => {
    const checker = await createChecker({ corpus: await buildCorpus([...articles].reverse()) });
    assert.deepEqual(checker.info.articles.map(({ id }) => id), ["library", "bridge"]);
    checker.close();
  });

  it("takes a text in any script and any state", async () => {
    const texts = ["\ud800 x", "日本語だけ", "😀".repeat(1000), "\u0000", "a".repeat(100_000), "\r\n\r\n.\r\n", "É".normalize("NFD")];
    const corpus = await buildCorpus(texts.map((text, i) => ({ id: `t${i}`, title: "t", text })));
    const checker = await createChecker({ corpus });
    assert.equal(checker.info.articles.length, texts.length);
    checker.close();
  });

  it("refuses an article that lacks something or has the wrong kind", async () => {
    const bad = [null, 3, "text", {}, { id: "a" }, { text: "No id." }, { id: "", text: "x" }, { id: 3, text: "x" }, { id: "a", text: 3 }, { id: "a", statements: 3 }, { id: "a", statements: [3] }, { id: "a", statements: [{ text: "no id" }] }, { id: "a", text: "x", lang: "de" }];
    for (const article of bad) {
      await assert.rejects(buildCorpus([article]), (error) => ["bad-article", "unknown-language"].includes(error.code), JSON.stringify(article));
    }
  });

  it("refuses two articles with one id", async () => {
    await assert.rejects(buildCorpus([articles[0], articles[0]]), { code: "duplicate-article", message: /bridge/ });
  });

  it("refuses what is not a list", async () => {
    for (const bad of [undefined, null, 3, {}, "articles"]) await rejectsWith("bad-options", buildCorpus(bad));
  });

  it("can be aborted between two articles", async () => {
    const aborter = new AbortController();
    const endless = (function* () {
      for (let i = 0; ; i++) {
        if (i === 3) aborter.abort();
        yield { id: `a${i}`, text: "A bridge was sold." };
      }
    })();
    await rejectsWith("aborted", buildCorpus(endless, { signal: aborter.signal }));
  });

  it("passes on what a generator throws", async () => {
    const failing = (function* () {
      yield articles[0];
      throw new RangeError("disk on fire");
    })();
    await assert.rejects(buildCorpus(failing), RangeError);
  });
});
