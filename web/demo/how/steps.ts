import { element } from "../../src/dom.ts";
import { fragmentOf } from "../address.ts";
import { renderAlignment, renderWords } from "./alignment.ts";
import { renderDecision, renderObservations, renderRelation } from "./weighing.ts";
import { quoted, renderReasons } from "./quoting.ts";
import type { Pen } from "./words.ts";
import type { Following } from "./how.ts";
import type { Claim, ExplainedPair } from "../../src/index.ts";

type Content = (Node | string | null | false)[];

interface Choices {
  claim(claim: Claim): void;
  pair(index: number): void;
}

/** The steps of a check, as list items; fewer where the way ends early. */
export function renderSteps(following: Following, pen: Pen, choose: Choices): HTMLLIElement[] {
  const { claim, explanation, pair: index } = following;
  const { words } = pen;
  const steps = [step(words.claims, renderClaims(following, pen, choose))];
  if (!explanation) return steps;
  const pair = explanation.pairs[index];
  steps.push(step(words.words, renderWords(claim, explanation.pairs[0]?.alignment ?? [], pen)));
  const searched = { statements: pen.count(words.searchedStatements, claim.coverage.statements), articles: pen.count(words.searchedArticles, claim.coverage.articles) };
  steps.push(step({ ...words.candidates, note: pen.fill(words.candidates.note, searched) }, renderCandidates(following, pen, choose)));
  if (pair && pair.features.length > 0) {
    const cutOff = index === 0 ? explanation.cutOff : explanation.cutOffFurther;
    const shown = pair.score >= cutOff;
    const cutOffs = { first: pen.score(explanation.cutOff), further: pen.score(explanation.cutOffFurther) };
    steps.push(
      step(words.alignment, renderAlignment(claim, pair, pen)),
      step(words.observations, renderObservations(pair, pen)),
      step({ ...words.decision, note: pen.fill(words.decision.note, cutOffs) }, renderDecision(pair, cutOff, shown, pen)),
      step(words.relation, renderRelation(pair, shown, pen)),
      step(words.nuances, renderReasons(pair, pen)),
    );
  }
  steps.push(step(words.outcome, renderOutcome(following, pen)));
  return steps;
}

function step({ title, note }: { title: string; note: string }, content: Content): HTMLLIElement {
  return element("li", { class: "step" }, element("h2", {}, title), element("p", { class: "note" }, note), ...content);
}

function renderClaims({ report, claim: followed }: Following, { words, messages, fill }: Pen, choose: Choices): Content {
  const checkable = report.claims.filter(({ outcome }) => outcome !== "not-checkable");
  const items = report.claims.map((claim, i) => {
    const reason = claim.outcome === "not-checkable" ? messages.reason[claim.reason ?? "too-short"] : null;
    const choice = checkable.length > 1 && !reason;
    const text = choice ? element("button", { type: "button", class: "choice", "data-choice": `claim-${i}`, "aria-pressed": String(claim === followed) }, quoted(claim.text, claim.lang)) : quoted(claim.text, claim.lang);
    if (choice) text.addEventListener("click", () => choose.claim(claim));
    return element("li", { class: reason ? "aside" : null }, text, reason && element("p", { class: "quiet" }, reason));
  });
  const end = checkable.length === 0 && element("p", {}, fill(words.uncheckable, { reason: messages.outcomeNote["not-checkable"] }));
  return [checkable.length > 1 && element("p", { class: "quiet" }, words.claimsChoose), element("ol", { class: "cut" }, ...items), end];
}

function renderCandidates({ explanation, pair: followed }: Following, pen: Pen, choose: Choices): Content {
  const { pairs, cutOff, cutOffFurther } = explanation!;
  if (pairs.length === 0) return [element("p", {}, pen.words.candidatesNone)];
  const items = pairs.map((pair, i) => {
    const shown = pair.score >= (i === 0 ? cutOff : cutOffFurther);
    const facts = `${pen.fill(pen.words.score, { score: pen.score(pair.score) })} · ${shown ? pen.words.shown : pen.words.notShown}`;
    const button = element(
      "button",
      { type: "button", class: "choice", "data-choice": `pair-${i}`, "aria-pressed": String(i === followed) },
      quoted(pair.text, pair.lang),
      element("span", { class: "quiet" }, sourceOf(pair), facts),
    );
    button.addEventListener("click", () => choose.pair(i));
    return element("li", { class: shown ? null : "aside" }, button);
  });
  return [element("ol", { class: "candidates" }, ...items)];
}

function sourceOf({ title, lang }: ExplainedPair): HTMLElement | null {
  return title ? element("span", { class: "from", lang }, title, " ") : null;
}

function renderOutcome({ claim }: Following, pen: Pen): Content {
  const { words, messages } = pen;
  const note = messages.outcomeNote[claim.outcome];
  const link = element("a", { href: `../?lang=${pen.lang}${fragmentOf(claim.text)}` }, words.outcomeLink);
  return [
    element("p", { class: "outcome", "data-outcome": claim.outcome }, messages.outcome[claim.outcome]),
    element("p", {}, note, claim.excerpts.length > 0 && ` ${pen.count(words.outcomeCount, claim.excerpts.length)}`),
    element("p", {}, link),
  ];
}
