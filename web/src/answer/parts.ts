import { element, icon } from "../dom.ts";
import { fill, messagesFor } from "../messages.ts";
import type { Claim, ClaimPart } from "../types.ts";
import { disclosure } from "./disclosure.ts";
import { kOutcomeIcons } from "./icons.ts";
import type { Ink } from "./ink.ts";
import { renderRelations } from "./relations.ts";
import type { ClaimWord } from "./words.ts";

/** What the articles say to each of the things that a claim joins by "and", a line each; its excerpts on demand. */
export function renderParts(claim: Claim, parts: ClaimPart[], words: ClaimWord[], ink: Ink): HTMLElement {
  const { messages, prefix } = ink;
  const items = parts.map((part) => {
    const { outcome, excerpts } = part;
    const line = element("span", { class: "part" }, icon(kOutcomeIcons[outcome]), element("span", { class: "quoted", lang: claim.lang }, quoted(part, claim)), ` ${messages.outcome[outcome]}`);
    const draw = () => renderRelations({ ...claim, excerpts }, words, new Map(), ink);
    return element("li", { "data-outcome": outcome }, excerpts.length > 0 ? disclosure("drawer", line, draw) : line);
  });
  const list = element("ul", { class: "claim-parts", role: "list", "aria-labelledby": `${prefix}-parts` }, ...items);
  return element("div", { class: "parts", part: "parts" }, element("h4", { id: `${prefix}-parts` }, messages.parts), list);
}

/** The part's words, without the comma that a cut leaves. */
function quoted({ text }: ClaimPart, { lang }: Claim): string {
  return fill(messagesFor(lang).quote, { text: text.replace(/[\s,;]+$/, "") }, lang);
}
