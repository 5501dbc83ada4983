// An address that scrolls to a quotation.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { importSource } from "./support.mjs";

const { withTextFragment } = await importSource("page/text-fragment.ts");

const kPage = "https://example.org/pont";

describe("a text fragment", () => {
  it("quotes a short sentence whole", () => {
    assert.equal(withTextFragment(kPage, { text: "Le pont est vendu." }), `${kPage}#:~:text=Le%20pont%20est%20vendu.`);
  });

  it("encodes what its syntax uses", () => {
    assert.equal(withTextFragment(kPage, { text: "9,5 % & vingt-deux" }), `${kPage}#:~:text=9%2C5%20%25%20%26%20vingt%2Ddeux`);
  });

  it("tells a long sentence by its first and last words", () => {
    const sentence = Array.from({ length: 30 }, (_, i) => `mot${i}`).join(" ");
    assert.equal(withTextFragment(kPage, { text: sentence }), `${kPage}#:~:text=mot0%20mot1%20mot2%20mot3%20mot4,mot25%20mot26%20mot27%20mot28%20mot29`);
  });

  it("names the words around it where there are others like it", () => {
    const quotation = { text: "Le pont est vendu.", before: "dit-elle.", after: "Rien de plus." };
    assert.equal(withTextFragment(kPage, quotation), `${kPage}#:~:text=dit%2Delle.-,Le%20pont%20est%20vendu.,-Rien%20de%20plus.`);
    assert.equal(withTextFragment(kPage, { text: "Vendu", before: "…" }), `${kPage}#:~:text=Vendu`);
  });

  it("leaves the address its own fragment", () => {
    assert.equal(withTextFragment(`${kPage}#top`, { text: "Vendu" }), `${kPage}#top:~:text=Vendu`);
    assert.equal(withTextFragment(`${kPage}#:~:text=other`, { text: "Vendu" }), `${kPage}#:~:text=other`);
  });

  it("is none where there is no word to find", () => {
    assert.equal(withTextFragment(kPage, { text: " … " }), kPage);
  });

  it("survives half a surrogate pair", () => {
    assert.equal(withTextFragment(kPage, { text: "a\ud800" }), `${kPage}#:~:text=a%EF%BF%BD`);
  });
});
