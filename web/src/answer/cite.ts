import { element } from "../dom.ts";
import type { Excerpt } from "../types.ts";
import { citation, type CitationFormat } from "./citation.ts";
import { copy } from "./clipboard.ts";
import { disclosure } from "./disclosure.ts";
import type { Ink } from "./ink.ts";

const kFormats: CitationFormat[] = ["text", "markdown", "html"];

/** Copies the excerpt with its source, in one of three formats: on demand. */
export function renderCite(excerpt: Excerpt, ink: Ink): HTMLElement {
  return disclosure("more-about", ink.messages.answer.cite, () => renderFormats(excerpt, ink));
}

function renderFormats(excerpt: Excerpt, { lang, messages: { answer }, announce, base }: Ink): HTMLElement[] {
  const outcome = element("p", { class: "done" });
  const buttons = kFormats.map((format) => {
    const button = element("button", { type: "button", class: "quiet", part: "button" }, answer.formats[format]);
    button.addEventListener("click", async () => {
      const text = citation(excerpt, format, lang, base);
      const copied = await copy(text, format === "html");
      if (copied) {
        outcome.textContent = answer.copied;
        announce?.(answer.copied);
      } else {
        showToCopy(outcome, text, answer.copyByHand);
      }
    });
    return button;
  });
  return [element("div", { class: "choices", role: "group", "aria-label": answer.copyAs }, element("span", {}, answer.copyAs), ...buttons), outcome];
}

/** Where no program may copy, the reader can. */
function showToCopy(place: HTMLElement, text: string, label: string): void {
  const field = element("textarea", { readonly: true, rows: 4 });
  field.value = text;
  place.replaceChildren(element("label", {}, label, field));
  field.focus();
  field.select();
}
