import { element } from "../dom.ts";
import { checkText } from "../long-text.ts";
import { messagesFor } from "../messages.ts";
import type { Checker, Claim, CheckOptions, Outcome, Report } from "../types.ts";
import { readPage } from "./article.ts";
import { markRanges, type MarkName } from "./marks.ts";
import { reveal } from "./reveal.ts";

/** A sentence of the page to which the articles speak. */
export interface MarkedSentence {
  text: string;
  range: Range;
  /** What they say to it, as a report on it alone. */
  report: Report;
}

/** The marks on a page. */
export interface Annotation {
  readonly sentences: MarkedSentence[];
  /** A reader has pressed the nth marked sentence in the page. */
  onPick: (nth: number) => void;
  /** The sentences as list items with a button each. */
  items(lang: string, pick: (nth: number, from: HTMLElement) => void): HTMLElement[];
  /** Scrolls to the nth. */
  reveal(nth: number): void;
  /** Takes the marks away. */
  end(): void;
}

const kMarked: Outcome[] = ["supported", "nuanced", "contradicted", "mixed"];

/**
 * Checks the sentences of the page's article and marks those that have an answer. `onProgress` gets the share that is read, from 0 to 1.
 * Rejects with `no-article`, and as `Checker.check` does.
 */
export async function annotatePage(checker: Checker, options: CheckOptions, onProgress: (share: number) => void): Promise<Annotation> {
  const page = readPage(document);
  const report = await checkText(checker, page.article.text, { ...options, lang: page.article.lang }, (_sofar, share) => onProgress(share));
  const sentences = report.claims.flatMap((claim) => {
    const range = kMarked.includes(claim.outcome) ? page.rangeOf(claim.start, claim.end) : null;
    return range ? [{ text: claim.text, range, report: alone(claim) }] : [];
  });
  const unmarks = kMarked.map((outcome) =>
    markRanges(outcome as MarkName, sentences.filter(({ report }) => report.outcome === outcome).map(({ range }) => range)),
  );
  const listening = new AbortController();
  const annotation: Annotation = {
    sentences,
    onPick() {},
    items: (lang, pick) => sentences.map((sentence, nth) => item(sentence, lang, (from) => pick(nth, from))),
    // At once: what opens beside it needs to know where it is.
    reveal: (nth) => reveal(sentences[nth]!.range, "instant"),
    end() {
      listening.abort();
      for (const unmark of unmarks) unmark();
    },
  };
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    // Links stay links; a press that ends a selection is not one on a sentence.
    if (target.closest("a, button, input, textarea, select, summary, recoupe-checker") || document.getSelection()?.isCollapsed === false) return;
    const place = caretAt(event.clientX, event.clientY);
    const nth = place ? sentences.findIndex(({ range }) => range.comparePoint(place.node, place.offset) === 0) : -1;
    if (nth >= 0) annotation.onPick(nth);
  }, { signal: listening.signal });
  return annotation;
}

function item({ text, report }: MarkedSentence, lang: string, pick: (from: HTMLElement) => void): HTMLElement {
  const button = element("button", { type: "button", "data-outcome": report.outcome, "aria-haspopup": "dialog" },
    element("span", { class: "marked-outcome" }, messagesFor(lang).outcome[report.outcome]),
    element("span", { class: "marked-sentence", lang: report.lang }, text));
  button.addEventListener("click", () => pick(button));
  return element("li", {}, button);
}

/** The report of a text that is this one claim. */
function alone(claim: Claim): Report {
  const { lang, outcome, excerpts, coverage, nearMisses } = claim;
  return { lang, outcome, excerpts, coverage, nearMisses, claims: [claim] };
}

interface Place {
  node: Node;
  offset: number;
}

/** The place in the text under a point of the window. */
function caretAt(x: number, y: number): Place | null {
  const page = document as Document & { caretRangeFromPoint?(x: number, y: number): Range | null };
  const caret = page.caretPositionFromPoint?.(x, y);
  if (caret) return { node: caret.offsetNode, offset: caret.offset };
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
