import { element } from "../dom.ts";
import type { Claim, Excerpt } from "../types.ts";
import { renderBadMatch } from "./bad-match.ts";
import { renderCite } from "./cite.ts";
import { wordsOf, type Ink } from "./ink.ts";
import { renderNuances } from "./nuances.ts";
import { renderQuotation } from "./quotation.ts";
import { renderSlots } from "./slots.ts";
import { renderProvenance } from "./source.ts";
import type { ClaimWord } from "./words.ts";

/** One excerpt: the quotation, who says it and where, why it differs; the rest on demand. */
export function renderExcerpt(excerpt: Excerpt, claim: Claim, words: ClaimWord[], ink: Ink): HTMLLIElement {
  const { lang, messages } = ink;
  const { quotation, cues } = renderQuotation(excerpt, words, excerpt.nuances);
  const missing = ([[messages.inContext, true], [messages.unanswered, false]] as const).map(([label, byContext]) => {
    const list = unanswered(excerpt, claim, byContext);
    return list && element("p", { class: "missing", part: "missing" }, `${label} `, element("span", { class: "quoted", lang: claim.lang }, list));
  });
  return element(
    "li",
    { class: "excerpt", part: "excerpt", "data-relation": excerpt.relation },
    quotation,
    excerpt.gloss && excerpt.lang !== lang && element("p", { class: "gloss", part: "gloss", lang }, element("span", { class: "aside" }, messages.gloss), " ", element("span", { class: "quoted" }, excerpt.gloss)),
    renderProvenance(excerpt, ink),
    excerpt.nuances.length > 0 && renderNuances(excerpt, cues, ink),
    ...missing,
    element("div", { class: "tools", part: "tools" }, excerpt.alignment.length > 0 && renderSlots(excerpt, claim, words, ink), renderCite(excerpt, ink), renderBadMatch(excerpt, claim, ink)),
  );
}

/** The claim's words that the excerpt does not answer, but its context does or does not, as one line; empty if there are none. */
function unanswered({ alignment }: Excerpt, claim: Claim, byContext: boolean): string {
  return alignment
    .filter((part) => part.excerpt === null && part.byContext === byContext)
    .map((part) => wordsOf(claim, part.claim))
    .filter((words) => words !== "")
    .join(", ");
}
