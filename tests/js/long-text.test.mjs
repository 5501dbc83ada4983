// A long text, checked piece by piece.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { buildCorpus, createChecker } from "recoupe";
import { articles, bridgeClaim, importSource, rejectsWith } from "./support.mjs";

const { checkText, cutText } = await importSource("long-text.ts");

const kFiller = "The harbour was quiet that morning and nobody said a word about it.";
const kLong = Array.from({ length: 90 }, (_, i) => [bridgeClaim, kFiller, "I love bridges.", "The library of Ashford bought eleven paintings in 2019."][i % 4]).join(" ");

let checker;

before(async () => {
  checker = await createChecker({ corpus: await buildCorpus(articles) });
});

after(() => checker.close());

describe("cutText", () => {
  it("loses nothing, and ends pieces where sentences end", () => {
    const pieces = cutText(kLong, 500);
    assert.ok(pieces.length > 5);
    assert.equal(pieces.map(({ start, end }) => kLong.slice(start, end)).join(""), kLong);
    for (const { start, end } of pieces) {
      assert.ok(end - start <= 500);
      assert.match(kLong.slice(start, end), /[.] ?$/);
    }
  });

  it("prefers the end of a paragraph", () => {
    const text = `${kFiller} ${kFiller}\n${kFiller} ${kFiller}`;
    assert.equal(cutText(text, 200)[0].end, text.indexOf("\n") + 1);
  });

  it("does not end a piece after an abbreviation or an initial", () => {
    const text = `${"a".repeat(60)} and Mr. Dupont met J. Krall on that day in the town hall. Then they left.`;
    assert.deepEqual(cutText(text, 90).map(({ start, end }) => text.slice(start, end)), [text.slice(0, -15), "Then they left."]);
  });

  it("leaves a text without any end in one piece, soon", () => {
    for (const text of ["word ".repeat(40_000), " ".repeat(200_000), "sea." + " ".repeat(199_000)]) {
      const start = performance.now();
      assert.equal(cutText(text).length, 1);
      assert.ok(performance.now() - start < 1000);
    }
  });
});

describe("checkText", () => {
  it("gives the same claims as one check of the whole text, at the same places", async () => {
    const [whole, pieced] = [await checker.check(kLong), await checkText(checker, kLong, {}, () => {})];
    assert.deepEqual(pieced.claims.map(({ start, end, text, outcome }) => ({ start, end, text, outcome })), whole.claims.map(({ start, end, text, outcome }) => ({ start, end, text, outcome })));
    assert.deepEqual(pieced.claims, whole.claims);
    assert.equal(pieced.outcome, whole.outcome);
    assert.deepEqual(new Set(pieced.excerpts.map(({ text }) => text)), new Set(whole.excerpts.map(({ text }) => text)));
    assert.equal(pieced.nearMisses.length, whole.nearMisses.length);
  });

  it("tells how far it is, with what it has found", async () => {
    const steps = [];
    await checkText(checker, kLong, {}, ({ claims }, share) => steps.push([claims.length, share]));
    assert.ok(steps.length >= 2);
    for (let i = 1; i < steps.length; i++) assert.ok(steps[i][0] > steps[i - 1][0] && steps[i][1] > steps[i - 1][1] && steps[i][1] < 1);
  });

  it("asks once for a short text", async () => {
    await checkText(checker, bridgeClaim, {}, () => assert.fail("there is nothing to tell"));
  });

  it("stops between two pieces", async () => {
    const stopping = new AbortController();
    await assert.rejects(checkText(checker, kLong, { signal: stopping.signal }, () => stopping.abort()));
  });

  it("leaves it to the checker to refuse a text", async () => {
    await rejectsWith("empty-text", checkText(checker, " ", {}, () => {}));
    await rejectsWith("empty-text", checkText(checker, "\n".repeat(5000), {}, () => {}));
    await rejectsWith("text-too-long", checkText(checker, `${kFiller} `.repeat(4000), {}, () => {}));
  });
});
