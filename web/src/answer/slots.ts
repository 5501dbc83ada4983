import { element } from "../dom.ts";
import type { Alignment, Claim, Excerpt } from "../types.ts";
import { disclosure } from "./disclosure.ts";
import { wordsOf, type Ink } from "./ink.ts";
import { wordNumbers, type ClaimWord } from "./words.ts";

/** Which words of the excerpt answer which of the claim, slot by slot: on demand. */
export function renderSlots(excerpt: Excerpt, claim: Claim, words: ClaimWord[], ink: Ink): HTMLElement {
  return disclosure("more-about", ink.messages.answer.slots, () => [renderTable(excerpt, claim, words, ink)]);
}

function renderTable(excerpt: Excerpt, claim: Claim, words: ClaimWord[], { messages }: Ink): HTMLElement {
  const { answer, slot: slotNames } = messages;
  const heads = [answer.slotPart, answer.slotClaim, answer.slotExcerpt, answer.slotHow].map((name) => element("th", { scope: "col" }, name));
  const rows = excerpt.alignment.map((alignment, i) => {
    const { slot, claim: place, excerpt: answered } = alignment;
    const repeated = excerpt.alignment[i - 1]?.slot === slot;
    const how = howAnswered(alignment, excerpt, claim);
    return element(
      "tr",
      { "data-how": how, "data-words": wordNumbers(words, place) || null },
      element("td", {}, repeated ? element("span", { class: "visually-hidden" }, slotNames[slot]) : slotNames[slot]),
      element("th", { scope: "row", class: "quoted", lang: claim.lang }, wordsOf(claim, place)),
      element("td", { class: "quoted", lang: excerpt.lang }, answered ? excerpt.text.slice(answered.start, answered.end) : "–"),
      element("td", {}, answer.how[how]),
    );
  });
  const table = element("table", {}, element("caption", { class: "visually-hidden" }, answer.slotTable), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows));
  // Reachable by keyboard, since on a narrow screen it scrolls.
  return element("div", { class: "slots", part: "slots", role: "group", tabindex: 0, "aria-label": answer.slotTable }, table);
}

function howAnswered({ claim: place, excerpt: answered, byContext }: Alignment, { text }: Excerpt, claim: Claim): "same" | "other" | "context" | "unanswered" {
  if (!answered) return byContext ? "context" : "unanswered";
  return plain(wordsOf(claim, place)) === plain(text.slice(answered.start, answered.end)) ? "same" : "other";
}

/** Without case, accents and kinds of apostrophe. */
function plain(words: string): string {
  return words.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}
