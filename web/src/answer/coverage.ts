import { element } from "../dom.ts";
import { fill, plural } from "../messages.ts";
import type { Coverage, TextLanguage } from "../types.ts";
import type { Ink } from "./ink.ts";

/** What was searched, and which of the claim's key terms occur there; open where there is nothing else to show. */
export function renderCoverage({ articles, statements, terms }: Coverage, claimLang: TextLanguage, open: boolean, { lang, messages }: Ink): HTMLElement {
  const { answer, missingTerms, searched } = messages;
  const list = (found: boolean) => [...new Set(terms.filter((term) => term.found === found).map(({ text }) => text))];
  const rows = ([["found", answer.found, list(true)], ["nowhere", answer.nowhere, list(false)]] as const).filter(([, , words]) => words.length > 0);
  const details = element(
    "details",
    { class: "drawer", open },
    element("summary", {}, fill(plural(searched, articles, lang), { articles, statements }, lang)),
    element("dl", { class: "terms" }, ...rows.flatMap(([kind, label, words]) => [element("dt", {}, label), element("dd", { class: `quoted ${kind}`, lang: claimLang }, words.join(", "))])),
  );
  const missing = list(false);
  const aside = !open && missing.length > 0 && element("p", { class: "missing" }, `${missingTerms} `, element("span", { class: "quoted", lang: claimLang }, missing.join(", ")));
  return element("div", { class: "coverage", part: "coverage" }, aside, details);
}
