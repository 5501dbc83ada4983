import { element } from "../dom.ts";
import { messagesFor } from "../messages.ts";
import type { Nuance, Quotation } from "../types.ts";
import { cut, inside } from "./pieces.ts";
import { wordNumbers, type ClaimWord } from "./words.ts";

/** The statement, verbatim, its answers to the claim's words marked; and for each nuance the pieces of its cue. */
export function renderQuotation({ text, lang, alignment }: Quotation, words: ClaimWord[], nuances: Nuance[]): { quotation: HTMLElement; cues: HTMLElement[][] } {
  const matches = alignment.flatMap(({ claim, excerpt }) => (excerpt ? [{ ...excerpt, words: wordNumbers(words, claim) }] : []));
  const cues: HTMLElement[][] = nuances.map(() => []);
  const quote = element("p", { lang });
  // What the article already has in quotation marks needs no second pair.
  const [before, after] = /^(?:«[^»]*»|“[^”]*”|"[^"]*")$/su.test(text) ? [] : messagesFor(lang).quote.split("{text}");
  quote.append(before ?? "");
  for (const piece of cut(text.length, [...matches, ...nuances])) {
    const piecesWords = matches.filter((match) => inside(piece, match)).map((match) => match.words);
    const ofNuances = nuances.flatMap((nuance, i) => (nuance.end > nuance.start && inside(piece, nuance) ? [i] : []));
    const content = text.slice(piece.start, piece.end);
    if (piecesWords.length === 0 && ofNuances.length === 0) {
      quote.append(content);
      continue;
    }
    const node = element(piecesWords.length > 0 ? "mark" : "span", { part: piecesWords.length > 0 ? "match" : null, class: ofNuances.length > 0 ? "cue" : null, "data-words": piecesWords.join(" ").trim() || null }, content);
    for (const i of ofNuances) cues[i]!.push(node);
    quote.append(node);
  }
  quote.append(after ?? "");
  return { quotation: element("blockquote", { part: "quotation" }, quote), cues };
}
