import { element, icon } from "../dom.ts";
import type { Claim, Excerpt } from "../types.ts";
import { kRelationIcons } from "./icons.ts";
import type { Ink } from "./ink.ts";
import { formatDate } from "./source.ts";

/**
 * What was said when: the dated excerpts, oldest first, each a way to its place in the answer. Null where it would help nobody: all on
 * one day, or all of one relation without a word of time.
 */
export function renderThenAndNow({ excerpts }: Claim, items: Map<Excerpt, HTMLElement>, { lang, messages }: Ink): HTMLElement | null {
  const dated = excerpts.filter(({ published }) => /^\d{4}/.test(published ?? "")).sort((a, b) => (a.published! < b.published! ? -1 : 1));
  const different = (values: unknown[]) => new Set(values).size > 1;
  const changed = different(dated.map(({ relation }) => relation)) || dated.some(({ nuances }) => nuances.some(({ code }) => code === "time"));
  if (!different(dated.map(({ published }) => published)) || !changed) return null;
  const steps = dated.map((excerpt) => {
    const button = element("button", { type: "button" }, icon(kRelationIcons[excerpt.relation]), messages.relation[excerpt.relation]);
    button.addEventListener("click", () => showExcerpt(items.get(excerpt)));
    return element("li", { "data-relation": excerpt.relation }, element("time", { datetime: excerpt.published }, formatDate(excerpt.published!, lang)), button, element("span", { class: "aside" }, excerpt.publisher));
  });
  return element("div", { class: "then-and-now", part: "then-and-now" }, element("h4", {}, messages.answer.thenAndNow), element("ol", { role: "list" }, ...steps));
}

function showExcerpt(item: HTMLElement | undefined): void {
  if (!item) return;
  item.hidden = false;
  item.setAttribute("tabindex", "-1");
  item.focus();
}
