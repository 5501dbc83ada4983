import { element } from "../../src/dom.ts";
import { quoted } from "./quoting.ts";
import type { Pen } from "./words.ts";
import type { Alignment, Claim, ExplainedPair } from "../../src/index.ts";

/** The claim's words that count, each with its part; those that no article has are said to be so. */
export function renderWords(claim: Claim, alignment: Alignment[], { words, messages }: Pen): HTMLElement[] {
  // An explanation is asked for the claim alone, coverage counts from the start of the whole text.
  const missing = claim.coverage.terms.filter(({ found }) => !found).map(({ start, end }) => ({ start: start - claim.start, end: end - claim.start }));
  const parts = alignment.length > 0
    ? alignment.map(({ claim: place, slot }) => ({ place, part: messages.slot[slot] }))
    : claim.coverage.terms.map(({ start, end, found }) => ({ place: { start: start - claim.start, end: end - claim.start }, part: found ? words.wordsFound : words.wordsMissing }));
  if (parts.length === 0) return [element("p", {}, words.wordsNone)];
  const items = parts.map(({ place, part }) => {
    const absent = missing.some(({ start, end }) => start < place.end && place.start < end);
    return element(
      "div",
      { "data-absent": absent },
      element("dt", { lang: claim.lang }, claim.text.slice(place.start, place.end)),
      element("dd", {}, part, absent && part !== words.wordsMissing ? element("span", { class: "quiet" }, `, ${words.wordsMissing}`) : null),
    );
  });
  return [element("dl", { class: "taken" }, ...items)];
}

/** What in the statement answers what in the claim. */
export function renderAlignment(claim: Claim, pair: ExplainedPair, { messages }: Pen): HTMLElement[] {
  const { answer, slot: slots } = messages;
  const heads = [answer.slotClaim, answer.slotPart, answer.slotExcerpt].map((name) => element("th", { scope: "col" }, name));
  const rows = pair.alignment.map(({ claim: place, excerpt, slot, byContext }) => {
    const how = excerpt ? "answered" : byContext ? "context" : "unanswered";
    return element(
      "tr",
      { "data-how": how },
      element("th", { scope: "row", lang: claim.lang }, claim.text.slice(place.start, place.end)),
      element("td", { class: "quiet" }, slots[slot]),
      excerpt ? element("td", { lang: pair.lang }, element("mark", {}, pair.text.slice(excerpt.start, excerpt.end))) : element("td", { class: "quiet" }, answer.how[how === "context" ? "context" : "unanswered"]),
    );
  });
  const marked = pair.alignment.flatMap(({ excerpt }) => (excerpt ? [excerpt] : []));
  const table = element("table", {}, element("caption", { class: "visually-hidden" }, answer.slotTable), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  return [element("p", { class: "statement" }, quoted(pair.text, pair.lang, marked)), table];
}
