// createChecker, check, compare, explain, close: as somebody who installed the package calls them.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { writeFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { before, describe, it } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { RecoupeError, buildCorpus, createChecker } from "recoupe";
import { articles, bridgeClaim, folderFor, rejectsWith } from "./support.mjs";

let corpus;
let checker;

before(async () => {
  corpus = await buildCorpus(articles);
  checker = await createChecker({ corpus });
});

describe("createChecker", () => {
  it("takes bytes, a view into bytes, an ArrayBuffer, a Response, a promise", async () => {
    const padded = new Uint8Array(corpus.length + 20);
    padded.set(corpus, 10);
    const sources = [
      corpus,
      padded.subarray(10, 10 + corpus.length),
      corpus.slice().buffer,
      new Response(corpus),
      Promise.resolve(corpus),
    ];
    for (const source of sources) {
      const opened = await createChecker({ corpus: source });
      assert.deepEqual(opened.info, checker.info);
      opened.close();
    }
  });

  it("takes a path and a file URL in Node", async (t) => {
    const path = join(await folderFor(t), "a corpus.recoupe");
    await writeFile(path, corpus);
    for (const source of [path, pathToFileURL(path), pathToFileURL(path).href]) {
      const opened = await createChecker({ corpus: source });
      assert.equal(opened.info.articles.length, 2);
      opened.close();
    }
  });

  it("takes an http URL", async (t) => {
    const url = await serveOnce(t, (response) => response.end(corpus));
    const opened = await createChecker({ corpus: url });
    assert.equal(opened.info.articles.length, 2);
    opened.close();
  });

  it("says what is in the corpus", () => {
    assert.equal(checker.info.bytes, corpus.length);
    assert.deepEqual(checker.info.articles.map(({ id }) => id), ["bridge", "library"]);
    const [bridge, library] = checker.info.articles;
    assert.equal(bridge.title, "La ville ferme le pont de Lorme");
    assert.equal(bridge.publisher, "Le Courrier de Lorme");
    assert.equal(bridge.published, "2023-05-02");
    assert.equal(bridge.url, "https://example.org/pont");
    assert.equal(bridge.lang, "fr");
    assert.equal(library.lang, "en");
    assert.equal(library.statements, 2);
    assert.equal(checker.info.statements, bridge.statements + library.statements);
  });

  it("takes the engine as a module, as bytes, and as a path", async () => {
    const path = fileURLToPath(import.meta.resolve("recoupe/recoupe.wasm"));
    const bytes = await readFile(path);
    for (const engine of [await WebAssembly.compile(bytes), bytes, path, new Response(bytes), new Response(bytes, { headers: { "content-type": "application/wasm" } })]) {
      const opened = await createChecker({ corpus, engine });
      assert.equal((await opened.check(bridgeClaim)).outcome, "supported");
      opened.close();
    }
  });

  it("opens an empty corpus, which covers nothing", async () => {
    const opened = await createChecker({ corpus: await buildCorpus([]) });
    assert.equal(opened.info.statements, 0);
    assert.equal((await opened.check(bridgeClaim)).outcome, "not-covered");
    opened.close();
  });

  it("refuses what is not a corpus, a cut one, a damaged one, a newer one", async () => {
    await rejectsWith("corpus-not-a-corpus", createChecker({ corpus: new TextEncoder().encode("Once upon a time") }));
    await rejectsWith("corpus-not-a-corpus", createChecker({ corpus: new Uint8Array(0) }));
    await rejectsWith("corpus-truncated", createChecker({ corpus: corpus.slice(0, corpus.length - 1) }));
    await rejectsWith("corpus-truncated", createChecker({ corpus: corpus.slice(0, corpus.length >> 1) }));
    const damaged = corpus.slice();
    damaged[damaged.length - 9] ^= 0x10;
    await rejectsWith("corpus-damaged", createChecker({ corpus: damaged }));
    const newer = corpus.slice();
    newer[8]++; // the format's version stands after the eight bytes of its name
    await rejectsWith("corpus-newer-version", createChecker({ corpus: newer }));
  });

  it("never opens a corpus with a changed byte as if nothing had happened", async () => {
    for (let i = 0; i < corpus.length; i += Math.max(1, corpus.length >> 6)) {
      const changed = corpus.slice();
      changed[i] ^= 0xff;
      await assert.rejects(createChecker({ corpus: changed }), (error) => error instanceof RecoupeError && error.code.startsWith("corpus-"), `byte ${i}`);
    }
  });

  it("says what answered when there is no corpus", async (t) => {
    await rejectsWith("corpus-missing", createChecker({ corpus: "/no/such/file.recoupe" }));
    const missing = await serveOnce(t, (response) => response.writeHead(404).end("gone"));
    await assert.rejects(createChecker({ corpus: missing }), { code: "corpus-missing", message: /404/ });
    const page = await serveOnce(t, (response) => response.end("<!doctype html><p>Not here"));
    await assert.rejects(createChecker({ corpus: page }), { code: "corpus-not-a-corpus", message: /web page/ });
    await rejectsWith("corpus-missing", createChecker({ corpus: "http://127.0.0.1:9/corpus.recoupe" }));
  });

  it("says which address answered what when the engine is not there", async (t) => {
    const page = await serveOnce(t, (response) => response.setHeader("content-type", "text/html").end("<!doctype html>"));
    await assert.rejects(createChecker({ corpus, engine: page }), { code: "engine-load-failed", message: /127\.0\.0\.1/ });
    await rejectsWith("engine-load-failed", createChecker({ corpus, engine: new Uint8Array([1, 2, 3, 4]) }));
  });

  it("refuses anything else", async () => {
    for (const bad of [undefined, null, {}, { corpus: 3 }, { corpus: null }]) await rejectsWith("bad-options", createChecker(bad));
  });

  it("can be aborted", async () => {
    await rejectsWith("aborted", createChecker({ corpus, signal: AbortSignal.abort() }));
    const aborter = new AbortController();
    const opening = createChecker({ corpus, signal: aborter.signal });
    aborter.abort(new Error("enough"));
    await assert.rejects(opening, (error) => error.code === "aborted" && error.cause.message === "enough");
  });
});

describe("check", () => {
  it("finds the statement, with its place in the article's text", async () => {
    const report = await checker.check(bridgeClaim);
    assert.equal(report.outcome, "supported");
    const [excerpt] = report.excerpts;
    assert.equal(excerpt.relation, "supports");
    assert.equal(excerpt.article, "bridge");
    assert.equal(excerpt.publisher, "Le Courrier de Lorme");
    assert.equal(excerpt.lang, "fr");
    assert.equal(excerpt.isTitle, false);
    assert.equal(articles[0].text.slice(excerpt.start, excerpt.end), excerpt.text);
    assert.ok(excerpt.score > 0 && excerpt.score <= 1);
  });

  it("gives a statement's id, gloss and offsets in its own text", async () => {
    const { excerpts } = await checker.check("The library of Ashford bought nine paintings in 2019.");
    const [excerpt] = excerpts;
    assert.equal(excerpt.statement, "s1");
    assert.equal(excerpt.gloss, articles[1].statements[0].gloss);
    assert.equal(articles[1].statements[0].text.slice(excerpt.start, excerpt.end), excerpt.text);
  });

  it("keeps every offset inside its text", async () => {
    const text = `Bonjour ! 😀 ${bridgeClaim} The library of Ashford bought nine paintings in 2019.`;
    const report = await checker.check(text);
    const inside = ({ start, end }, length) => assert.ok(0 <= start && start <= end && end <= length, `${start}–${end} of ${length}`);
    assert.ok(report.claims.length >= 2);
    for (const claim of report.claims) {
      assert.equal(text.slice(claim.start, claim.end), claim.text);
      for (const term of claim.coverage.terms) assert.equal(text.slice(term.start, term.end), term.text);
      for (const excerpt of claim.excerpts) {
        for (const nuance of excerpt.nuances) inside(nuance, excerpt.text.length);
        for (const part of excerpt.alignment) {
          inside(part.claim, text.length);
          if (part.excerpt) inside(part.excerpt, excerpt.text.length);
        }
      }
    }
  });

  it("says when the articles are silent, and what they lack", async () => {
    const report = await checker.check("La reine du Danemark a visité un sous-marin soviétique.");
    assert.equal(report.outcome, "not-covered");
    assert.deepEqual(report.excerpts, []);
    assert.equal(report.coverage.articles, 2);
    assert.ok(report.coverage.terms.some(({ found }) => !found));
  });

  it("has one claim's excerpts as the text's", async () => {
    const report = await checker.check(bridgeClaim);
    assert.equal(report.claims.length, 1);
    assert.deepEqual(report.claims[0].excerpts, report.excerpts);
  });

  it("leaves articles out", async () => {
    const report = await checker.check(bridgeClaim, { without: ["bridge"] });
    assert.equal(report.outcome, "not-covered");
    assert.equal(report.coverage.articles, 1);
    await rejectsWith("bad-options", checker.check(bridgeClaim, { without: "bridge" }));
  });

  it("keeps to the limit", async () => {
    assert.ok((await checker.check(bridgeClaim, { limit: 1 })).excerpts.length <= 1);
  });

  it("answers the same to composed and decomposed accents, and to both apostrophes", async () => {
    const composed = await checker.check("Le péage rapporterait deux millions d’euros par an.");
    const decomposed = await checker.check("Le péage rapporterait deux millions d'euros par an.".normalize("NFD"));
    assert.equal(decomposed.outcome, composed.outcome);
    assert.deepEqual(decomposed.excerpts.map(({ text }) => text), composed.excerpts.map(({ text }) => text));
  });

  it("takes a lone surrogate for a replacement character", async () => {
    const { claims } = await checker.check(`${bridgeClaim.slice(0, -1)} \ud800.`);
    assert.ok(claims.every(({ text }) => text.isWellFormed()));
  });

  it("refuses an empty text", async () => {
    for (const text of ["", " ", "\n\t\u00a0"]) await rejectsWith("empty-text", checker.check(text));
  });

  it("answers a single character without an excerpt", async () => {
    for (const text of ["a", "?", "😀", "\ud800", "0", "\u0000"]) {
      assert.deepEqual((await checker.check(text)).excerpts, [], JSON.stringify(text));
    }
  });

  it("refuses a text that is too long, with the limit", async () => {
    await assert.rejects(checker.check("mot ".repeat(250_000)), { code: "text-too-long", message: /200,000/ });
    await rejectsWith("text-too-long", checker.check("é".repeat(200_001)));
  });

  it("answers a text of 200,000 units", { timeout: 60_000 }, async () => {
    const report = await checker.check(`${bridgeClaim} `.repeat(10_000).slice(0, 200_000));
    assert.ok(report.claims.length > 0);
  });

  it("refuses an unknown language and bad options", async () => {
    for (const lang of ["de", "FR", "", 3]) await assert.rejects(checker.check(bridgeClaim, { lang }), (error) => ["unknown-language", "bad-options"].includes(error.code));
    await rejectsWith("unknown-language", checker.check(bridgeClaim, { lang: "de" }));
    for (const limit of [0, 51, -1, 1.5, "3", NaN]) await rejectsWith("bad-options", checker.check(bridgeClaim, { limit }));
    for (const options of [null, 3, "fr"]) await rejectsWith("bad-options", checker.check(bridgeClaim, options));
    for (const text of [undefined, null, 3, {}, ["a"]]) await rejectsWith("bad-options", checker.check(text));
  });

  it("can be aborted", async () => {
    await rejectsWith("aborted", checker.check(bridgeClaim, { signal: AbortSignal.abort() }));
    assert.equal((await checker.check(bridgeClaim, { signal: new AbortController().signal })).outcome, "supported");
  });

  it("answers many calls at once, each its own", async () => {
    const texts = [bridgeClaim, "The library of Ashford bought nine paintings in 2019."];
    const reports = await Promise.all(Array.from({ length: 20 }, (_, i) => checker.check(texts[i % 2])));
    reports.forEach((report, i) => assert.equal(report.excerpts[0].article, ["bridge", "library"][i % 2]));
  });
});

describe("compare", () => {
  it("gives an excerpt for a statement on the point", async () => {
    for (const statement of [{ text: bridgeClaim }, { text: bridgeClaim, lang: "fr" }, bridgeClaim]) {
      const excerpt = await checker.compare(bridgeClaim, statement);
      assert.equal(excerpt.relation, "supports");
      assert.equal(excerpt.text, bridgeClaim);
    }
  });

  it("gives a near miss for another matter", async () => {
    const nearMiss = await checker.compare(bridgeClaim, { text: "The moon is far away." });
    assert.equal(nearMiss.relation, undefined);
    assert.equal(typeof nearMiss.failed.slot, "string");
  });

  it("refuses what it cannot compare", async () => {
    await rejectsWith("empty-text", checker.compare("", { text: bridgeClaim }));
    await rejectsWith("empty-text", checker.compare(bridgeClaim, { text: " " }));
    await rejectsWith("unknown-language", checker.compare(bridgeClaim, { text: bridgeClaim, lang: "xx" }));
    await rejectsWith("unknown-language", checker.compare(bridgeClaim, { text: bridgeClaim }, { lang: "xx" }));
    for (const statement of [undefined, null, 3, {}, { text: 3 }]) await rejectsWith("bad-options", checker.compare(bridgeClaim, statement));
    await rejectsWith("aborted", checker.compare(bridgeClaim, bridgeClaim, { signal: AbortSignal.abort() }));
  });
});

describe("explain", () => {
  const claim = "The library of Ashford bought twelve paintings.";
  const statement = "La bibliothèque d’Ashford aurait acheté neuf tableaux, selon Ida Krall.";
  const relations = ["supports", "nuances", "contradicts"];
  const sum = (features, weight) => features.reduce((total, feature) => total + feature.value * feature[weight], 0);

  it("gives one pair for a statement, as compare judges it", async () => {
    for (const given of [statement, { text: statement }, { text: statement, lang: "fr" }]) {
      const { pairs, cutOff, cutOffFurther } = await checker.explain(claim, given);
      assert.equal(pairs.length, 1);
      const { features, prediction, ...pair } = pairs[0];
      assert.deepEqual(pair, await checker.compare(claim, given));
      assert.ok(cutOff > 0 && cutOff <= cutOffFurther && cutOffFurther < 1);
      assert.equal(prediction.speaks, pair.score);
    }
  });

  it("has a meaning and a value other than zero for each feature", async () => {
    const { pairs: [{ features }] } = await checker.explain(claim, statement);
    assert.equal(new Set(features.map(({ name }) => name)).size, features.length);
    for (const { name, meaning, value } of features) assert.ok(meaning.length > 3 && Number.isFinite(value) && value !== 0, name);
    for (const name of ["bias", "hedge", "cross-language"]) assert.ok(features.some((feature) => feature.name === name), name);
  });

  it("has values and weights that add up to the score and to the relations", async () => {
    const explanations = [await checker.explain(claim), await checker.explain(claim, statement)];
    for (const { pairs } of explanations) assert.ok(pairs.length > 0);
    for (const pair of explanations.flatMap(({ pairs }) => pairs)) {
      assert.ok(Math.abs(1 / (1 + Math.exp(-sum(pair.features, "speaks"))) - pair.score) < 1e-4);
      const powers = relations.map((relation) => Math.exp(sum(pair.features, relation)));
      const total = powers.reduce((a, b) => a + b);
      relations.forEach((relation, i) => assert.ok(Math.abs(powers[i] / total - pair.prediction[relation]) < 1e-4, relation));
    }
  });

  it("gives the best statements of the corpus without a statement, those of check first", async () => {
    const report = await checker.check(bridgeClaim);
    for (const none of [undefined, null]) {
      const { pairs } = await checker.explain(bridgeClaim, none);
      assert.deepEqual(pairs.map(({ score }) => score), pairs.map(({ score }) => score).sort((a, b) => b - a));
      report.excerpts.forEach(({ article, start, score }, i) => assert.deepEqual([pairs[i].article, pairs[i].start, pairs[i].score], [article, start, score]));
    }
    assert.equal((await checker.explain(bridgeClaim, null, { limit: 1 })).pairs.length, 1);
  });

  it("answers nothing of the claim where the statement has no word", async () => {
    const { pairs: [{ alignment, score }], cutOff } = await checker.explain(bridgeClaim, "…");
    assert.ok(alignment.length > 0 && alignment.every(({ excerpt }) => excerpt === null));
    assert.ok(score < cutOff);
  });

  it("refuses what it cannot explain", async () => {
    await rejectsWith("empty-text", checker.explain(" "));
    await rejectsWith("empty-text", checker.explain(bridgeClaim, ""));
    await rejectsWith("unknown-language", checker.explain(bridgeClaim, null, { lang: "xx" }));
    await rejectsWith("unknown-language", checker.explain(bridgeClaim, { text: bridgeClaim, lang: "xx" }));
    for (const limit of [0, 51, 1.5, "3", null, NaN]) await rejectsWith("bad-options", checker.explain(bridgeClaim, null, { limit }));
    for (const bad of [3, {}, { text: 3 }, true]) await rejectsWith("bad-options", checker.explain(bridgeClaim, bad));
    for (const text of [undefined, null, 3, {}]) await rejectsWith("bad-options", checker.explain(text));
    for (const options of [null, 3]) await rejectsWith("bad-options", checker.explain(bridgeClaim, null, options));
    await rejectsWith("aborted", checker.explain(bridgeClaim, null, { signal: AbortSignal.abort() }));
  });
});

describe("close", () => {
  it("ends the checker, once and for all", async () => {
    const closing = await createChecker({ corpus });
    const underWay = closing.check(bridgeClaim);
    closing.close();
    closing.close();
    await rejectsWith("closed", underWay);
    await rejectsWith("closed", closing.check(bridgeClaim));
    await rejectsWith("closed", closing.compare(bridgeClaim, bridgeClaim));
    await rejectsWith("closed", closing.explain(bridgeClaim));
  });
});

describe("a crash", () => {
  it("is reported, and the next call has a fresh engine", async (t) => {
    const crash = breakEngine(t);
    const opened = await createChecker({ corpus });
    crash.on = true;
    await rejectsWith("engine-crashed", opened.check(bridgeClaim));
    crash.on = false;
    assert.equal((await opened.check(bridgeClaim)).outcome, "supported");
    assert.equal(crash.instances, 2);
    opened.close();
  });
});

/** Engines started from now on trap while `on` is set, as soon as they ask for memory. */
function breakEngine(t) {
  const crash = { on: false, instances: 0 };
  t.mock.method(WebAssembly, "instantiate", async (module, imports) => {
    crash.instances++;
    const { exports } = new WebAssembly.Instance(module, imports);
    const trapping = Object.entries(exports).map(([name, value]) => [
      name,
      typeof value !== "function" ? value : (...args) => {
        if (crash.on) throw new WebAssembly.RuntimeError("unreachable");
        return value(...args);
      },
    ]);
    return { exports: Object.fromEntries(trapping) };
  });
  return crash;
}

/** The URL of a server that answers so; it goes away with the test. */
async function serveOnce(t, answer) {
  const server = createServer((_request, response) => answer(response));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/file`;
}
