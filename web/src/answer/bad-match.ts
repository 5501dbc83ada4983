import { element } from "../dom.ts";
import type { Claim, Excerpt } from "../types.ts";
import { disclosure } from "./disclosure.ts";
import { downloadJson } from "./download.ts";
import type { Ink } from "./ink.ts";

const kReasons = ["off-point", "wrong-relation", "wrong-reason"] as const;

/** Lets the reader keep a note of a bad match, as a file; it is sent nowhere. */
export function renderBadMatch(excerpt: Excerpt, claim: Claim, ink: Ink): HTMLElement {
  return disclosure("more-about", ink.messages.answer.report, () => renderReasons(excerpt, claim, ink));
}

function renderReasons(excerpt: Excerpt, claim: Claim, { messages: { answer }, announce }: Ink): HTMLElement[] {
  const outcome = element("p", { class: "done" });
  const buttons = kReasons.map((reason) => {
    const button = element("button", { type: "button", class: "quiet", part: "button" }, answer.reportReasons[reason]);
    button.addEventListener("click", () => {
      downloadJson("recoupe-bad-match.json", badMatch(excerpt, claim, reason));
      outcome.textContent = answer.reported;
      announce?.(answer.reported);
    });
    return button;
  });
  const choices = element("div", { class: "choices", role: "group", "aria-label": answer.reportWhat }, element("span", {}, answer.reportWhat), ...buttons);
  return [element("p", { class: "note" }, answer.reportNote), choices, outcome];
}

/** What somebody who wants to mend the match needs: the pair, and what was said about it. */
function badMatch(excerpt: Excerpt, claim: Claim, reason: (typeof kReasons)[number]): object {
  return { kind: "recoupe-bad-match", recoupe: RECOUPE_VERSION, reason, claim: { text: claim.text, lang: claim.lang, outcome: claim.outcome, start: claim.start }, excerpt };
}
