import { element, icon } from "../dom.ts";
import { fill, messagesFor, type Messages } from "../messages.ts";
import type { Claim, Excerpt, Outcome, Relation } from "../types.ts";
import { kOutcomeIcons } from "./icons.ts";
import type { Ink } from "./ink.ts";

/** How many reasons the sentence names. */
const kReasons = 2;

/** What the articles say to the claim, in one sentence: the outcome, and in what the best excerpt that decides it differs. */
export function headline({ outcome, excerpts }: Pick<Claim, "outcome" | "excerpts">, { outcome: names, nuance, answer }: Messages): string {
  const deciding: Partial<Record<Outcome, Relation>> = { nuanced: "nuances", contradicted: "contradicts" };
  const best: Excerpt | undefined = excerpts.find(({ relation }) => relation === deciding[outcome]);
  const reasons = [...new Set(best?.nuances.map(({ code }) => code))].slice(0, kReasons).map((code) => lowered(nuance[code]?.label ?? code));
  if (reasons.length === 0) return names[outcome];
  return answer.headline.replace("{outcome}", names[outcome]).replace("{reasons}", reasons.join(", "));
}

/** The sentence as a heading; before it the claim, where there are several; after it what an outcome without excerpts means. */
export function renderHeadline(claim: Claim, withClaim: boolean, { messages, prefix }: Ink): HTMLElement {
  const { outcome, reason, text, lang } = claim;
  const note = reason ? (messages.reason[reason] ?? messages.outcomeNote[outcome]) : outcome.startsWith("not-") ? messages.outcomeNote[outcome] : null;
  return element(
    "div",
    { class: "outcome", "data-outcome": outcome, part: "outcome" },
    icon(kOutcomeIcons[outcome], "outcome-icon"),
    element(
      "h3",
      { id: `${prefix}-outcome` },
      withClaim && element("span", { class: "claim-text", lang }, fill(messagesFor(lang).quote, { text }, lang)),
      withClaim && " ",
      element("span", { class: "headline", part: "headline" }, headline(claim, messages)),
    ),
    note && element("p", { class: "outcome-note", part: "note" }, note),
  );
}

function lowered(label: string): string {
  return label.charAt(0).toLocaleLowerCase() + label.slice(1);
}
