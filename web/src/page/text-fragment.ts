// Text fragments: an address that scrolls to a quotation and marks it, in the browsers that know how.
// https://wicg.github.io/scroll-to-text-fragment/ : #:~:text=[prefix-,]start[,end][,-suffix]

import { wellFormed } from "../well-formed.ts";

/** Longer quotations are told by their first and last words: a match of many words breaks at the smallest difference. */
const kWhole = 90;  // UTF-16 units
const kWords = 5;   // at each end of a longer one

/** The words to find, and where they stand more than once in the page, the words before and after them. */
export interface FragmentWords {
  text: string;
  before?: string;
  after?: string;
}

/**
 * The address of a page with the quotation as its text fragment. What the address has after its own `#` stays. A quotation without
 * words, or an address that is none, gives the address as it is.
 */
export function withTextFragment(address: string, quotation: FragmentWords): string {
  const directive = textDirective(quotation);
  if (directive === "" || address.includes(":~:")) return address;
  return `${address}${address.includes("#") ? "" : "#"}:~:${directive}`;
}

/** `text=…` for a quotation; empty if it has no words. */
export function textDirective({ text, before, after }: FragmentWords): string {
  const quotation = oneLine(text);
  if (!hasWords(quotation)) return "";
  const prefix = before && hasWords(before) ? `${escaped(oneLine(before))}-,` : "";
  const suffix = after && hasWords(after) ? `,-${escaped(oneLine(after))}` : "";
  return `text=${prefix}${startAndEnd(quotation)}${suffix}`;
}

function startAndEnd(text: string): string {
  const words = text.split(" ");
  if (text.length <= kWhole || words.length < 3 * kWords) return escaped(text);
  return `${escaped(words.slice(0, kWords).join(" "))},${escaped(words.slice(-kWords).join(" "))}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s+/gu, " ");
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Percent-encoded; also `-`, which the syntax uses and encodeURIComponent leaves. `,` and `&` it encodes; half a character makes it throw. */
function escaped(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll("-", "%2D");
}
