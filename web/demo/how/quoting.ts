import { element } from "../../src/dom.ts";
import { messagesFor } from "../../src/messages.ts";
import type { Pen } from "./words.ts";
import type { ExplainedPair, Range, TextLanguage } from "../../src/index.ts";

/** Words in the quotation marks of their own language, with some of their places marked. */
export function quoted(text: string, lang: TextLanguage, marked: Range[] = []): HTMLElement {
  const [before, after] = messagesFor(lang).quote.split("{text}");
  const node = element("q", { lang }, before);
  let at = 0;
  for (const { start, end } of [...marked].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    node.append(text.slice(at, start), element("mark", {}, text.slice(start, end)));
    at = end;
  }
  node.append(text.slice(at), after ?? "");
  return node;
}

/** Why the statement differs from the claim: each reason, the words that gave it, and what it means. */
export function renderReasons({ nuances, text, lang }: ExplainedPair, { words, messages }: Pen): HTMLElement[] {
  if (nuances.length === 0) return [element("p", {}, words.nuancesNone)];
  const items = nuances.flatMap(({ code, start, end }) => {
    const { label, note } = messages.nuance[code];
    const cue = end > start ? quoted(text.slice(start, end), lang) : element("span", { class: "quiet" }, words.nuancesNoCue);
    return [element("div", {}, element("dt", {}, label), element("dd", {}, cue, element("p", { class: "quiet" }, note)))];
  });
  return [element("dl", { class: "reasons" }, ...items)];
}
