// Text fragments: an address that scrolls to a quotation and marks it, in the browsers that know how.
// https://wicg.github.io/scroll-to-text-fragment/ : #:~:text=[prefix-,]start[,end][,-suffix]

import { wellFormed } from "../well-formed.ts";

/** Longer quotations are told by their first and last words: a match of many words breaks at the smallest difference. */
const kWhole = 90;  // UTF-16 units
const kWords = 5;   // at each end of a longer one

/**
 * The address of a page with the quotation as its text fragment. What the address has after its own `#` stays. A quotation without
 * words, or an address that is none, gives the address as it is.
 *
 * A prefix and a suffix would help where the words stand twice in the page; a report does not know the page, so there are none.
 */
export function withTextFragment(address: string, quotation: string): string {
  const directive = textDirective(quotation);
  if (directive === "" || address.includes(":~:")) return address;
  return `${address}${address.includes("#") ? "" : "#"}:~:${directive}`;
}

/** `text=…` for a quotation; empty if it has no words. */
export function textDirective(quotation: string): string {
  const text = quotation.trim().replace(/\s+/gu, " ");
  if (!/[\p{L}\p{N}]/u.test(text)) return "";
  const words = text.split(" ");
  if (text.length <= kWhole || words.length < 3 * kWords) return `text=${escaped(text)}`;
  return `text=${escaped(words.slice(0, kWords).join(" "))},${escaped(words.slice(-kWords).join(" "))}`;
}

/** Percent-encoded; also `-`, which the syntax uses and encodeURIComponent leaves. `,` and `&` it encodes; half a character makes it throw. */
function escaped(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll("-", "%2D");
}
