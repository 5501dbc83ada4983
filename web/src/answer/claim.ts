import { element } from "../dom.ts";
import type { Claim, Excerpt } from "../types.ts";
import { renderCoverage } from "./coverage.ts";
import { disclosure } from "./disclosure.ts";
import { renderHeadline } from "./headline.ts";
import type { Ink } from "./ink.ts";
import { renderNearMisses } from "./near-misses.ts";
import { renderParts } from "./parts.ts";
import { renderRelations } from "./relations.ts";
import { renderThenAndNow } from "./then-and-now.ts";
import { claimWords, lightWords, renderClaimWords, renderWordKey } from "./words.ts";

/** The only claim of a text. */
export function renderClaim(claim: Claim, ink: Ink): HTMLElement {
  return element("div", { class: "claim", part: "claim", role: "group", "aria-labelledby": `${ink.prefix}-outcome` }, renderHeadline(claim, false, ink), renderDetail(claim, ink));
}

/** One of several claims: a line that opens, so that a long text costs no more than its lines. */
export function renderClaimRow(claim: Claim, open: boolean, ink: Ink): HTMLElement {
  const headline = renderHeadline(claim, true, ink);
  if (claim.outcome === "not-checkable") return element("div", { class: "claim row", part: "claim" }, headline);
  const row = disclosure("claim row", headline, () => [renderDetail(claim, ink)]);
  row.setAttribute("part", "claim");
  row.open = open;
  return row;
}

/** What stands under the sentence; null where there is nothing to check. */
function renderDetail(claim: Claim, ink: Ink): HTMLElement | null {
  if (claim.outcome === "not-checkable") return null;
  const words = claimWords(claim);
  const items = new Map<Excerpt, HTMLElement>();
  const detail = element("div", { class: "detail" });
  const key = renderWordKey(words, ink);
  detail.append(renderClaimWords(claim, words, ink), ...(key ? [key] : []));
  if (claim.parts) detail.append(renderParts(claim, claim.parts, words, ink));
  if (claim.excerpts.length > 0) {
    const relations = renderRelations(claim, words, items, ink);
    const strip = renderThenAndNow(claim, items, ink);
    detail.append(...relations, ...(strip ? [strip] : []));
  } else if (!claim.parts?.some(({ excerpts }) => excerpts.length > 0)) {
    detail.append(element("p", { class: "none-at-all" }, ink.messages.answer.noneAtAll));
  }
  detail.append(renderCoverage(claim.coverage, claim.lang, claim.outcome === "not-covered", ink));
  if (claim.nearMisses.length > 0) detail.append(renderNearMisses(claim, ink));
  lightWords(detail);
  return detail;
}
