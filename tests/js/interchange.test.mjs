// Other programs' formats: W3C Web Annotations out, schema.org ClaimReview in.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildCorpus, createChecker, readClaimReviews, toWebAnnotations } from "recoupe";
import { articles, bridgeClaim, folderFor, recoupe, rejectsWith } from "./support.mjs";

let checker;

before(async () => {
  checker = await createChecker({ corpus: await buildCorpus(articles) });
});

after(() => checker.close());

const selectorOf = ({ target }, type) => [target.selector].flat().find((selector) => selector.type === type);

describe("toWebAnnotations", () => {
  it("makes an annotation of each excerpt, with the claim, the relation and the nuances as bodies", async () => {
    const report = await checker.check("The council paid for nine paintings.");
    const page = toWebAnnotations(report);
    assert.equal(page["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert.equal(page.type, "AnnotationPage");
    assert.equal(page.items.length, report.claims[0].excerpts.length);
    assert.ok(page.items.length > 0);
    page.items.forEach(({ body, target }, i) => {
      const { text, relation, nuances, lang } = report.claims[0].excerpts[i];
      assert.equal(selectorOf({ target }, "TextQuoteSelector").exact, text);
      assert.equal(target.language, lang);
      assert.equal(body[0].value, "The council paid for nine paintings.");
      assert.deepEqual(body.filter(({ purpose }) => purpose === "classifying").map(({ value }) => value), [relation]);
      assert.deepEqual(body.filter(({ purpose }) => purpose === "tagging").map(({ value }) => value), [...new Set(nuances.map(({ code }) => code))]);
    });
  });

  it("gives neighbours and position where the text is known", async () => {
    const { text } = articles[0];
    const report = await checker.check(bridgeClaim);
    const [item] = toWebAnnotations(report, { texts: { bridge: text } }).items;
    const { exact, prefix, suffix } = selectorOf(item, "TextQuoteSelector");
    assert.ok(text.includes(prefix + exact + suffix));
    const { start, end } = selectorOf(item, "TextPositionSelector");
    assert.equal([...text].slice(start, end).join(""), exact);
  });

  it("counts positions in characters, as W3C does, not in UTF-16 units", async (t) => {
    const text = `Le pont 🌉🌉\n\n${bridgeClaim}`;
    const own = await createChecker({ corpus: await buildCorpus([{ id: "a", text, lang: "fr" }]) });
    t.after(() => own.close());
    const [item] = toWebAnnotations(await own.check(bridgeClaim), { texts: { a: text } }).items;
    const { start, end } = selectorOf(item, "TextPositionSelector");
    assert.equal([...text].slice(start, end).join(""), bridgeClaim);
  });

  it("gives a quotation only, where the text is not that of the offsets", async () => {
    const report = await checker.check(bridgeClaim);
    const [item] = toWebAnnotations(report, { texts: { bridge: "Un autre texte." } }).items;
    assert.equal(item.target.selector.type, "TextQuoteSelector");
  });

  it("takes the corpus's address, another that is given, or else the id", async () => {
    const source = async (claim, options) => toWebAnnotations(await checker.check(claim), options).items[0].target.source;
    assert.equal(await source(bridgeClaim), "https://example.org/pont");
    assert.equal(await source(bridgeClaim, { urls: { bridge: "https://example.net/b" } }), "https://example.net/b");
    assert.equal(await source("The library of Ashford bought nine paintings in 2019."), "library");
  });
});

const kReview = {
  "@context": "https://schema.org",
  "@type": "ClaimReview",
  url: "https://example.org/verif/pont",
  datePublished: "2024-03-01T08:00:00Z",
  inLanguage: "fr-FR",
  headline: "Le pont de Lorme et la ville",
  claimReviewed: "La ville de Lorme a vendu le pont.",
  author: { "@type": "Organization", name: "La Rédaction du Val" },
  reviewRating: { "@type": "Rating", ratingValue: 1, alternateName: "Faux", ratingExplanation: "La ville de Lorme n’a pas vendu le pont. Elle l’a loué pour douze ans." },
};

describe("readClaimReviews", () => {
  it("takes the editor's sentences under the editor's name", () => {
    assert.deepEqual(readClaimReviews(kReview), [
      {
        id: "https://example.org/verif/pont",
        title: "Le pont de Lorme et la ville",
        lang: "fr",
        url: "https://example.org/verif/pont",
        publisher: "La Rédaction du Val",
        published: "2024-03-01",
        statements: [
          { id: "s1", text: "La ville de Lorme n’a pas vendu le pont.", speaker: "La Rédaction du Val" },
          { id: "s2", text: "Elle l’a loué pour douze ans.", speaker: "La Rédaction du Val" },
        ],
      },
    ]);
  });

  it("never takes the claim for a statement, nor for a title", () => {
    const [article] = readClaimReviews({ ...kReview, headline: kReview.claimReviewed, reviewBody: `${kReview.claimReviewed} Rien ne l’établit.` });
    assert.equal(article.title, undefined);
    assert.ok(!JSON.stringify(article).includes("a vendu le pont"));
  });

  it("takes a rating that is a sentence, and leaves out a review that is only a label", () => {
    const bare = { ...kReview, reviewRating: { alternateName: "Faux" } };
    assert.deepEqual(readClaimReviews(bare), []);
    const sentence = { ...kReview, reviewRating: { alternateName: "Le pont est loué, pas vendu." } };
    assert.deepEqual(readClaimReviews(sentence)[0].statements.map(({ text }) => text), ["Le pont est loué, pas vendu."]);
  });

  it("reads a list, a graph with references, and types by address", () => {
    const second = { ...kReview, url: "https://example.org/verif/quai" };
    assert.equal(readClaimReviews([kReview, second, { "@type": "WebPage" }]).length, 2);
    const graph = {
      "@graph": [
        { ...second, "@type": ["https://schema.org/ClaimReview"], author: { "@id": "#us" }, reviewRating: { "@id": "#rating" } },
        { "@id": "#us", "@type": "Organization", name: "Val Info" },
        { "@id": "#rating", ratingExplanation: "Le quai reste à la ville." },
      ],
    };
    assert.deepEqual(readClaimReviews(graph)[0].statements, [{ id: "s1", text: "Le quai reste à la ville.", speaker: "Val Info" }]);
  });

  it("gives each review an id of its own", () => {
    assert.deepEqual(readClaimReviews([kReview, kReview]).map(({ id }) => id), ["https://example.org/verif/pont", "https://example.org/verif/pont#2"]);
  });

  it("says that there is none", async () => {
    for (const json of [null, 3, {}, [], { "@type": "Review" }]) await rejectsWith("bad-article", (async () => readClaimReviews(json))());
  });

  it("makes a corpus that answers, with the editor as the speaker", async (t) => {
    const own = await createChecker({ corpus: await buildCorpus(readClaimReviews(kReview)) });
    t.after(() => own.close());
    const [excerpt] = (await own.check("La ville de Lorme a vendu le pont.")).excerpts;
    assert.equal(excerpt.attribution.speaker, "La Rédaction du Val");
    assert.notEqual(excerpt.relation, "supports");
  });

  it("is read by the command line", async (t) => {
    const folder = await folderFor(t);
    await writeFile(join(folder, "reviews.json"), JSON.stringify([kReview]));
    const { status, stderr } = await recoupe(["build", "reviews.json", "-o", "c.recoupe"], { cwd: folder });
    assert.equal(status, 0, stderr);
    const { stdout } = await recoupe(["inspect", "c.recoupe"], { cwd: folder });
    assert.match(stdout, /Le pont de Lorme et la ville/);
  });
});
