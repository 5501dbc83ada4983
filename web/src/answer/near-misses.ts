import { element } from "../dom.ts";
import { fill } from "../messages.ts";
import type { Claim, NearMiss } from "../types.ts";
import { wordsOf, type Ink } from "./ink.ts";
import { renderQuotation } from "./quotation.ts";
import { renderSource } from "./source.ts";

/** The statements that came close, each with the part of the claim that it does not answer. */
export function renderNearMisses(claim: Claim, ink: Ink): HTMLElement {
  const list = element("ul", { class: "near-misses" });
  for (const nearMiss of claim.nearMisses) {
    const { quotation } = renderQuotation({ ...nearMiss, alignment: [] }, [], []);
    list.append(element("li", { class: "near-miss" }, quotation, renderWhyNot(nearMiss, claim, ink), renderSource(nearMiss, ink)));
  }
  return element("details", { class: "drawer" }, element("summary", {}, ink.messages.nearMisses), list);
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
  why.append(before ?? "", element("span", { lang: claim.lang }, words), after ?? "");
  return why;
}
