import { element } from "../dom.ts";
import { fill } from "../messages.ts";
import type { Claim, NearMiss } from "../types.ts";
import { disclosure } from "./disclosure.ts";
import { wordsOf, type Ink } from "./ink.ts";
import { renderQuotation } from "./quotation.ts";
import { renderSource } from "./source.ts";

/** The statements that came close, each with the part of the claim that it does not answer. */
export function renderNearMisses(claim: Claim, ink: Ink): HTMLElement {
  return disclosure("drawer", ink.messages.nearMisses, () => {
    const items = claim.nearMisses.map((nearMiss) => {
      const { quotation } = renderQuotation({ ...nearMiss, alignment: [] }, [], []);
      return element("li", { class: "near-miss", part: "near-miss" }, quotation, renderWhyNot(nearMiss, claim, ink), renderSource(nearMiss, ink));
    });
    return [element("ul", { class: "near-misses", role: "list" }, ...items)];
  });
}

function renderWhyNot({ failed }: NearMiss, claim: Claim, { lang, messages }: Ink): HTMLElement {
  const { answer, slot, nearMissFailed } = messages;
  const why = element("p", { class: "why-not" }, element("strong", {}, answer.whyNot), " ");
  const words = failed.claim ? wordsOf(claim, failed.claim) : "";
  if (!words) {
    why.append(fill(nearMissFailed, { slot: slot[failed.slot] }, lang));
    return why;
  }
  const [before, after] = answer.whyNotSlot[failed.slot].split("{words}");
  why.append(before ?? "", element("span", { class: "quoted", lang: claim.lang }, words), after ?? "");
  return why;
}
