// Every case of *.cases.txt through the native engine and through wasm: what the case expects, and the same JSON from both.

import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { crossingsOf, judgeCheck, judgeCompare, markPending, parseCases, pendingReason, readCases, runCrossing } from "./cases.mjs";
import { openArticles, openNative, openWasm } from "./engines.mjs";

const native = openNative();
const wasm = await openWasm();
const engine = native ?? wasm;
after(() => {
  native?.close();
  wasm?.close();
});

const cases = await readCases();

describe("cases", () => {
  if (engine === null) return it("every case", { skip: "no engine is built: neither recoupe-native nor build/wasm" }, () => {});

  for (const testCase of cases) {
    it(`${testCase.theme}: ${testCase.name}`, async (t) => {
      const wrong = new Map(); // by crossing
      for (const crossing of crossingsOf(testCase)) wrong.set(crossing.crossing, (await runCrossing(engine, testCase, crossing)).wrong);

      for (const [crossing, complaints] of wrong) {
        const reason = pendingReason(testCase, crossing);
        const holds = complaints.length === 0;
        if (reason === null) assert.ok(holds, `${testCase.where}: ${complaints.join("\n  ")}`);
        else t.diagnostic(`pending (${crossing}): ${reason}`);
        // A mark that nothing needs any more would hide the next mistake.
        if (reason !== null) assert.ok(!holds, `${testCase.where}: ${crossing} holds now: remove its mark (node tests/cases/cases.mjs --mark)`);
      }
    });
  }
});

describe("two builds", () => {
  if (native === null) return it("agree", { skip: "recoupe-native is not built, neither in build/dev nor in build/release" }, () => {});
  if (wasm === null) return it("agree", { skip: "build/wasm/recoupe_engine.mjs is not built" }, () => {});

  for (const testCase of cases) {
    it(`agree on ${testCase.theme}: ${testCase.name}`, async () => {
      for (const crossing of crossingsOf(testCase)) {
        const [a, b] = [await runCrossing(native, testCase, crossing), await runCrossing(wasm, testCase, crossing)];
        assert.deepEqual(b.answers, a.answers, testCase.where);
      }
    });
  }

  it("make the same corpus file", async () => {
    const articles = cases.flatMap((testCase) => testCase.articles.map(({ text, lang }, i) => ({ id: `${testCase.where}-${i}`, title: testCase.name, text, lang })));
    assert.deepEqual(await openArticles(wasm, articles), await openArticles(native, articles));
  });
});

describe("the format", () => {
  const kCase = "====\nA name\n====\nclaim (en): A claim.\nstatement (fr): Une phrase.\n---\nsupports\n";

  it("reads languages, alternatives, reasons, articles and marks", () => {
    const [one, two] = parseCases(
      "# A remark.\n====\nOne\n====\npending (fr-en): why\nclaim (en): A.\nclaim (fr): A’.\nstatement (en): B.\nstatement (fr): B’.\n---\nnuances: modality quantity/number or near miss\n\n" +
        "====\nTwo\n====\nclaim (fr): C\narticle (fr):\nD. E : f.\n\nG.\n---\noutcome: supported or nuanced\nexcerpt: E : f…\nexcerpt (en): G\n",
      "x.cases.txt",
    );
    assert.equal(one.theme, "x");
    assert.equal(one.where, "x.cases.txt:3");
    assert.deepEqual(one.relations, [{ relation: "nuances", codes: [["modality"], ["quantity", "number"]] }, { relation: "near miss", codes: [] }]);
    assert.deepEqual(crossingsOf(one).map(({ crossing }) => crossing), ["en-en", "en-fr", "fr-en", "fr-fr"]);
    assert.equal(pendingReason(one, "fr-en"), "why");
    assert.equal(pendingReason(one, "en-fr"), null);
    assert.deepEqual(two.articles.map(({ text }) => text), ["D. E : f.\n\nG.\n"]);
    assert.deepEqual(two.outcomes, ["supported", "nuanced"]);
    assert.deepEqual(two.excerpts, [{ lang: null, text: "E : f" }, { lang: "en", text: "G" }]);
  });

  it("says where and what is wrong", () => {
    const wrong = [
      [kCase.replace("supports", "agrees"), /^x:7: There is no relation "agrees"/],
      [kCase.replace("supports", "nuances: doubt"), /^x:7: There is no nuance "doubt"/],
      [kCase.replace("supports", "supports: scope"), /^x:7: `supports` takes no reasons/],
      [kCase.replace("supports", ""), /^x:2: The case expects nothing/],
      [kCase.replace("(fr)", "(de)"), /^x:5: Name the language/],
      [kCase.replace("(fr)", ""), /^x:5: Name the language/],
      [kCase.replace("A claim.", ""), /^x:4: The claim is empty/],
      [kCase.replace("claim (en): A claim.", ""), /^x:2: The case has no claim/],
      [kCase.replace("statement (fr): Une phrase.", ""), /^x:2: The case has nothing to hold/],
      [kCase.replace("---\n", ""), /^x:6: Not understood: "supports"\. Is the line --- missing/],
      [kCase.replace("claim (en)", "pending:\nclaim (en)"), /^x:4: Say why/],
      [kCase.replace("claim (en)", "pending (fr-fr): x\nclaim (en)"), /^x:4: The case has no crossing fr-fr; it has en-fr/],
      [kCase.replace("supports", "outcome: covered"), /^x:7: There is no outcome "covered"/],
      [kCase.replace("supports", "outcome: not-covered"), /^x:2: The case expects nothing/],
      [kCase + kCase, /^x:9: There is a case of this name in line 2/],
      [kCase.replace("statement", "title (fr): T.\nstatement"), /^x:5: The title has no article/],
      [`stray\n${kCase}`, /^x:1: This stands before the first case/],
      ["====\nA name\n", /^x:1: A case begins with its name/],
    ];
    for (const [text, message] of wrong) assert.throws(() => parseCases(text, "x"), ({ message: said }) => message.test(said) || assert.fail(said));
  });

  it("judges answers", () => {
    const wanted = { relations: [{ relation: "nuances", codes: [["time", "negation"]] }] };
    const answer = (relation, ...codes) => ({ excerpt: { relation, nuances: codes.map((code) => ({ code })) } });
    assert.equal(judgeCompare(wanted, answer("nuances", "scope", "negation")), null);
    assert.equal(judgeCompare(wanted, answer("nuances", "scope")), "wanted nuances: time/negation, got nuances: scope");
    assert.equal(judgeCompare(wanted, { nearMiss: {} }), "wanted nuances: time/negation, got near miss");
    const checked = { outcomes: ["nuanced"], excerpts: [{ lang: "fr", text: "L'été" }] };
    assert.equal(judgeCheck(checked, { outcome: "nuanced", excerpts: [{ text: "L’été\u00A0fut long." }] }, "fr"), null);
    assert.match(judgeCheck(checked, { outcome: "nuanced", excerpts: [{ text: "Non." }] }, "fr"), /wanted the excerpt/);
    assert.equal(judgeCheck(checked, { outcome: "nuanced", excerpts: [{ text: "No." }] }, "en"), null);
    assert.match(judgeCheck(checked, { outcome: "not-covered", excerpts: [] }, "fr"), /got not-covered/);
  });

  it("keeps, adds and removes marks", () => {
    const two = kCase.replace("statement", "statement (en): A sentence.\nstatement");
    const mark = (text, wrong) => markPending(text, "x", new Map([["x:2", new Map(Object.entries(wrong))]]));
    const marked = (line) => two.replace("claim (en)", `${line}\nclaim (en)`);
    assert.equal(mark(two, { "en-fr": "near miss" }), marked("pending (en-fr): today near miss"));
    assert.equal(mark(two, { "en-en": "supports", "en-fr": "supports" }), marked("pending: today supports"));
    assert.equal(mark(two, { "en-en": "near miss", "en-fr": "supports" }), marked("pending (en-en): today near miss\npending (en-fr): today supports"));
    assert.equal(mark(marked("pending: a reason"), { "en-fr": "near miss" }), marked("pending (en-fr): a reason"));
    assert.equal(mark(marked("pending: today supports"), {}), two);
  });
});
