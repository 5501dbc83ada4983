// An excerpt as others may quote it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importSource } from "./support.mjs";

const { citation } = await importSource("answer/citation.ts");

const kExcerpt = {
  text: "La ville de Lorme a vendu le pont.",
  lang: "fr",
  article: "bridge",
  title: "Le pont de Lorme",
  publisher: "Le Courrier de Lorme",
  published: "2023-05-02",
  url: "https://example.org/pont",
  attribution: { speaker: "Ida Krall" },
};
const kHostile = { ...kExcerpt, text: 'A <b>bold</b> *claim* & "more"\nand on', title: "[x](y) <script>", publisher: undefined, attribution: undefined, lang: "en" };

describe("a citation", () => {
  it("is plain text with the quotation marks of its language", () => {
    assert.equal(citation(kExcerpt, "text", "en"), "«\u00a0La ville de Lorme a vendu le pont.\u00a0»\n— Ida Krall, Le pont de Lorme, Le Courrier de Lorme, 2 May 2023, https://example.org/pont");
  });

  it("is Markdown with a link", () => {
    assert.equal(citation(kExcerpt, "markdown", "fr"), "> La ville de Lorme a vendu le pont.\n>\n> — Ida Krall, [Le pont de Lorme](<https://example.org/pont>), Le Courrier de Lorme, 2 mai 2023\n");
  });

  it("is HTML with the language and the source", () => {
    const html = citation(kExcerpt, "html", "fr");
    assert.match(html, /<blockquote lang="fr" cite="https:\/\/example.org\/pont"><p>La ville/);
    assert.match(html, /<cite><a href="https:\/\/example.org\/pont">Le pont de Lorme<\/a><\/cite>, Le Courrier de Lorme, 2 mai 2023/);
  });

  it("lets no text become markup", () => {
    assert.doesNotMatch(citation(kHostile, "html", "en"), /<b>|<script>/);
    const markdown = citation(kHostile, "markdown", "en");
    assert.match(markdown, /\\\*claim\\\*/);
    assert.match(markdown, /\[\\\[x\\\]\(y\) \\<script\\>\]/);
    assert.ok(markdown.trimEnd().split("\n").every((line) => line.startsWith(">")));
  });

  it("links to no other addresses than the web's", () => {
    for (const base of [undefined, "https://example.org/"]) {
      for (const format of ["text", "markdown", "html"]) assert.doesNotMatch(citation({ ...kExcerpt, url: "javascript:alert(1)" }, format, "en", base), /javascript/);
    }
  });

  it("takes a relative address from where the corpus is, and for none without it", () => {
    const relative = { ...kExcerpt, url: "pont.html" };
    assert.match(citation(relative, "text", "en", "https://example.org/news/articles.recoupe"), /, https:\/\/example\.org\/news\/pont\.html$/);
    assert.doesNotMatch(citation(relative, "text", "en"), /pont\.html/);
  });

  it("does with what there is", () => {
    assert.equal(citation({ text: "So it was.", lang: "en", article: "a", title: "" }, "text", "en"), "“So it was.”\n— a");
  });
});
