import type { Messages } from "../messages.ts";
import type { Claim, Quotation } from "../types.ts";

/** Where an excerpt's source leads. `onClick` may prevent the default, as to scroll to the sentence in this page. */
export type ExcerptLink = (excerpt: Quotation) => { href: string; onClick?: (event: MouseEvent) => void } | null;

/** What a page may decide about the answer. */
export interface AnswerOptions {
  /** The link of an excerpt's source; the article's address with the quotation as its text fragment if absent. Null: no link. */
  link?: ExcerptLink;
  /** Where the corpus is: its articles' relative addresses are from there. Absent: only absolute ones are addresses. */
  base?: string;
  /** Says one sentence to screen readers, where the page has its one status line. */
  announce?: (sentence: string) => void;
}

/** What an answer is drawn with. */
export interface Ink extends AnswerOptions {
  lang: string;
  messages: Messages;
  /** A word for this drawing, so that ids are unique in the tree. */
  prefix: string;
}

/** The claim's words at a place that is given in the offsets of the whole text. */
export function wordsOf(claim: Claim, { start, end }: { start: number; end: number }): string {
  return claim.text.slice(start - claim.start, end - claim.start);
}
