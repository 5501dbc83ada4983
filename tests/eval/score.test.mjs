// The figures: on small cases whose figures are counted by hand, and against the scorer of shared/eval where it is at hand.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { describeMatrices, percent } from "./report.mjs";
import { figuresOf, groupsOf, judge, kVerdicts, listOf, overlaps } from "./score.mjs";
import { loadSet } from "./sets.mjs";
import { hash32 } from "./statistics.mjs";

const kShared = process.env.RECOUPE_SHARED;

const temporary = mkdtempSync(join(tmpdir(), "recoupe-score-"));
after(() => rmSync(temporary, { recursive: true }));

const kQuote = "The council sold the old mill to a brewery in May";

/** A claim with one quotation of article a, or with none. */
const claim = (id, verdict, { lang = "en", also_ok = [], article = "a", quote = kQuote } = {}) =>
  ({ id, lang, claim: `Claim ${id}.`, verdict, also_ok, evidence: verdict === "none" ? [] : [{ article, quote, relation: verdict }] });

const excerpt = (relation, text = kQuote, article = "a") => ({ relation, text, article, score: 0.9 });
const off = (relation) => excerpt(relation, "Nobody has counted the swans on the river this year.");

describe("an excerpt and a quotation", () => {
  const cases = [
    ["the same but for apostrophes, quotes, spaces and case", "L’«\u00A0Étoile\u00A0» n'est plus", "l'\" étoile \" N’EST  plus", true],
    ["one inside the other", "The mill was sold", "In May, the mill was sold.", true],
    ["half of the shorter one's words in a row", "one two three four x y z w", "a b one two three four c d", true],
    ["fewer than half", "one two three w x y z v", "a b one two three c d e", false],
    ["three words at least", "one two x", "one two y", false],
    ["the same words in no order", "one two three four", "four two three one", false],
    ["a link and emphasis of the article's text", "He *never* sold [it](#) then", "He never sold it then", true],
  ];
  for (const [what, a, b, expected] of /** @type {[string, string, string, boolean][]} */ (cases)) {
    it(`${what}: ${expected ? "overlap" : "do not"}`, () => {
      assert.equal(overlaps(a, b), expected);
      assert.equal(overlaps(b, a), expected);
    });
  }
});

describe("figures", () => {
  const claims = [
    claim("right", "supports"),
    claim("qualified", "supports", { also_ok: ["nuances"], lang: "fr" }),
    claim("reversed", "contradicts"),
    claim("late", "nuances"),
    claim("silent", "nuances"),
    claim("quiet", "none", { lang: "fr" }),
    claim("noisy", "none"),
    claim("lost", "none"),
  ];
  const results = [
    { id: "noisy", outcome: "mixed", excerpts: [off("nuances")] },
    { id: "right", outcome: "supported", excerpts: [excerpt("supports")] },
    { id: "qualified", outcome: "nuanced", excerpts: [excerpt("nuances"), off("supports")] },
    { id: "reversed", outcome: "supported", excerpts: [excerpt("supports")] },
    { id: "late", outcome: "mixed", excerpts: [off("supports"), excerpt("contradicts", kQuote, "b"), excerpt("nuances"), excerpt("nuances")] },
    { id: "silent", outcome: "not-checkable", excerpts: [] },
    { id: "quiet", outcome: "not-covered", excerpts: [] },
  ];
  const judged = judge(claims, results);
  const figures = figuresOf(judged);

  it("count claims and those without a result", () => {
    assert.equal(figures.claims, 8);
    assert.equal(figures.missing, 1);
  });

  it("of the outcome, strict, lenient and by class", () => {
    assert.deepEqual(figures.strict, { part: 4, of: 8 });  // right, late, quiet, lost
    assert.deepEqual(figures.lenient, { part: 5, of: 8 });  // and qualified
    assert.deepEqual(figures.confusion, {
      supports: { supports: 1, nuances: 1, contradicts: 0, none: 0 },
      nuances: { supports: 0, nuances: 1, contradicts: 0, none: 1 },
      contradicts: { supports: 1, nuances: 0, contradicts: 0, none: 0 },
      none: { supports: 0, nuances: 1, contradicts: 0, none: 2 },
    });
    assert.deepEqual(figures.f1, { supports: 2 / 4, nuances: 2 / 5, contradicts: 0, none: 4 / 6 });
    assert.equal(figures.macroF1.toFixed(6), ((0.5 + 0.4 + 0 + 2 / 3) / 4).toFixed(6));
    assert.deepEqual(figures.direction, { part: 1, of: 8 });
  });

  it("of the evidence: the first excerpts only, in the right article", () => {
    assert.deepEqual(figures.hit1, { part: 3, of: 5 });
    assert.deepEqual(figures.hit3, { part: 4, of: 5 });
    assert.deepEqual(figures.precision, { part: 4, of: 8 });
    assert.deepEqual(figures.relation, { part: 2, of: 4 });
  });

  it("of abstention", () => {
    assert.deepEqual(figures.silentOnNone, { part: 2, of: 3 });
    assert.deepEqual(figures.wronglySilent, { part: 1, of: 5 });
  });

  it("of nothing are no numbers", () => {
    assert.equal(percent(figuresOf([]).strict), "–");
  });

  it("count evidence under `more` as well, which an error leaves without a result", () => {
    const more = { ...claim("more", "none"), more: [{ article: "a", quote: kQuote, relation: /** @type {const} */ ("supports") }] };
    const one = figuresOf(judge([more], [{ id: "more", outcome: "supported", excerpts: [excerpt("supports")] }]));
    assert.deepEqual(one.hit3, { part: 1, of: 1 });
    assert.equal(figuresOf(judge([more], [{ id: "more", outcome: "supported", excerpts: [], error: { code: "x" } }])).missing, 1);
  });

  it("refuse an outcome that there is not", () => {
    assert.throws(() => judge(claims, [{ id: "right", outcome: "true", excerpts: [] }]), /'true' is no outcome/);
  });

  it("are grouped by language and by crossing", () => {
    const { languages, crossings } = groupsOf(judged, new Map([["a", "fr"]]));
    assert.deepEqual([...languages].map(([key, some]) => [key, some.length]), [["en", 6], ["fr", 2]]);
    assert.deepEqual([...crossings].map(([key, some]) => [key, some.length]), [["en>fr", 4], ["fr>fr", 1]]);
  });

  it("have a matrix for each language and each crossing", () => {
    const blocks = describeMatrices(judged, new Map([["a", "fr"]])).split("\n\n").map((block) => block.split("\n").map((line) => line.trim().replace(/ {2,}/g, " ")));
    assert.deepEqual(blocks.map(([head]) => head), ["en: 6 claims", "fr: 2 claims", "en>fr: 4 claims", "fr>fr: 1 claims"]);
    assert.deepEqual(blocks[3].slice(1), ["gold \\ said supports nuances contradicts none", "supports 0 1 0 0", "nuances 0 0 0 0", "contradicts 0 0 0 0", "none 0 0 0 0"]);
  });

  it("have the claims behind them", () => {
    const ids = (kind) => listOf(judged, kind).map((one) => one.claim.id);
    assert.deepEqual(ids("wrong"), ["reversed", "silent", "noisy"]);
    assert.deepEqual(ids("missed"), ["silent"]);
    assert.deepEqual(ids("shown"), ["qualified", "late", "noisy"]);
    assert.deepEqual(ids("direction"), ["reversed"]);
    assert.deepEqual(ids("relation"), ["qualified", "reversed"]);
  });
});

describe("the scorer of shared/eval", { skip: !kShared && "RECOUPE_SHARED is not set" }, () => {
  for (const folder of ["general", "mission"]) {
    it(`prints the same figures for ${folder}`, async () => {
      const path = join(String(kShared), "eval", folder);
      const { claims } = await loadSet(path);
      const results = inventedResults(claims);
      assert.deepEqual(figuresPrintedFor(join(path, "claims.jsonl"), results), figuresExpected(claims, results));
    });
  }
});

/** Results of every kind, the same every time: right and wrong outcomes and relations, cut quotations, other articles, gaps. */
function inventedResults(claims) {
  const outcomes = ["supported", "nuanced", "contradicted", "mixed", "not-covered", "not-checkable"];
  return claims.flatMap(({ id, verdict, evidence, more = [] }, index) => {
    let drawn = 0;
    const chance = (/** @type {number} */ among) => hash32(`${id} ${drawn++}`) % among;
    if (chance(20) === 0) return [];
    if (chance(20) === 0) return [{ id, error: { code: "empty-text", message: "…" } }];
    const usual = { supports: "supported", nuances: "nuanced", contradicts: "contradicted", none: "not-covered" }[verdict];
    const other = claims[(index + 7) % claims.length].evidence;
    const excerpts = [...evidence, ...more, ...other].filter(() => chance(3) > 0).map(({ article, quote, relation }) => {
      const words = quote.split(" ");
      const cut = words.slice(chance(4), words.length - chance(Math.ceil(words.length / 2)));
      return { article, score: chance(100) / 100, relation: chance(3) === 0 ? "nuances" : relation, text: chance(4) === 0 ? `Avant cela, ${cut.join("  ")} et ainsi de suite` : quote };
    });
    return [{ id, outcome: chance(2) ? usual : outcomes[chance(outcomes.length)], excerpts: excerpts.sort((a, b) => b.score - a.score) }];
  });
}

/** Every number that it prints, line by line. */
function figuresPrintedFor(claimsFile, results) {
  const file = join(temporary, "results.jsonl");
  writeFileSync(file, results.map((result) => `${JSON.stringify(result)}\n`).join(""));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(String(kShared), "eval/score.mjs"), claimsFile, file], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return stdout.trimEnd().split("\n").map((line) => line.replace(/@\d|F1/g, "").match(/\d+(\.\d+)?|–/g) ?? []);
}

/** The same numbers, from ours. */
function figuresExpected(claims, results) {
  const judged = judge(claims, results);
  const f = figuresOf(judged);
  const languages = [...new Set(claims.map(({ lang }) => lang))].map((lang) => figuresOf(groupsOf(judged).languages.get(lang) ?? []));
  return [
    [String(f.claims), String(f.missing)],
    [percent(f.strict), percent(f.lenient), (100 * f.macroF1).toFixed(1), ...kVerdicts.map((verdict) => (100 * f.f1[verdict]).toFixed(0))],
    [percent(f.hit1), percent(f.hit3), percent(f.precision)],
    [percent(f.relation), percent(f.direction)],
    [percent(f.silentOnNone), percent(f.wronglySilent)],
    ...languages.map((some) => [percent(some.strict), percent(some.hit3)]),
    [],
    ...kVerdicts.map((verdict) => kVerdicts.map((said) => String(f.confusion[verdict][said]))),
  ];
}
