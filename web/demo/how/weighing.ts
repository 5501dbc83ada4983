import { element } from "../../src/dom.ts";
import type { Pen } from "./words.ts";
import type { ExplainedFeature, ExplainedPair, Relation } from "../../src/index.ts";

const kRelations: Relation[] = ["supports", "nuances", "contradicts"];
/** So many observations are shown by themselves. */
const kMost = 9;
const kMostForRelation = 3;

interface Part {
  feature: ExplainedFeature;
  adds: number;
}

/** What each observation adds to the sum that makes the score, as bars to the left and to the right of nothing. */
export function renderObservations({ features, score }: ExplainedPair, pen: Pen): HTMLElement[] {
  const parts = weighed(features, "speaks");
  const start = parts.filter(({ feature }) => feature.name === "bias");
  const others = parts.filter(({ feature }) => feature.name !== "bias");
  const rest = others.slice(kMost);
  const largest = Math.max(...others.map(({ adds }) => Math.abs(adds)), Math.abs(sumOf(rest)));
  const rows = [...start, ...others.slice(0, kMost)].map(({ feature, adds }) => {
    const { text, lang } = pen.observation(feature);
    // Where every pair starts is the same for all, and would dwarf what tells them apart.
    return weightRow(element("span", { lang }, text), adds, feature.name === "bias" ? null : largest, pen);
  });
  if (rest.length > 0) rows.push(weightRow(element("span", {}, pen.count(pen.words.observationsMore, rest.length)), sumOf(rest), largest, pen));
  const sum = pen.fill(pen.words.observationsSum, { sum: pen.signed(sumOf(parts)), score: pen.score(score) });
  return [element("ul", { class: "weights" }, ...rows), element("p", {}, sum)];
}

/** The score on a line from 0 to 1, with the cut-off. */
export function renderDecision({ score }: ExplainedPair, cutOff: number, shown: boolean, pen: Pen): HTMLElement[] {
  const fill = element("span", { class: "fill" });
  fill.style.inlineSize = `${100 * score}%`;
  const mark = element("span", { class: "mark" });
  mark.style.insetInlineStart = `${100 * cutOff}%`;
  const line = element("div", { class: "line", "aria-hidden": "true" }, fill, mark);
  const sentence = shown ? pen.words.decisionShown : pen.words.decisionHidden;
  return [line, element("p", {}, pen.fill(sentence, { score: pen.score(score), cutOff: pen.score(cutOff) }))];
}

/** How likely each relation is, and what spoke for the one that was given. */
export function renderRelation({ features, prediction, relation }: ExplainedPair, shown: boolean, pen: Pen): HTMLElement[] {
  const { words, messages } = pen;
  const rows = kRelations.map((one) => {
    const bar = element("span", { class: "bar" });
    bar.style.inlineSize = `${100 * prediction[one]}%`;
    return element("li", { "data-relation": one, "data-given": one === relation }, element("span", {}, messages.relation[one]), element("span", { class: "track", "aria-hidden": "true" }, bar), element("span", { class: "number" }, pen.percent(prediction[one])));
  });
  const reasons = weighed(features, relation).filter(({ feature, adds }) => adds > 0 && feature.name !== "bias").slice(0, kMostForRelation);
  const items = reasons.map(({ feature }) => {
    const { text, lang } = pen.observation(feature);
    return element("li", { lang }, text);
  });
  const name = messages.relation[relation];
  const likelier = kRelations.some((one) => prediction[one] > prediction[relation]);
  return [
    element("ul", { class: "relations" }, ...rows),
    ...(items.length > 0 ? [element("p", {}, pen.fill(words.relationFor, { relation: name })), element("ul", { class: "spoke" }, ...items)] : []),
    ...(likelier ? [element("p", {}, pen.fill(words.relationOther, { relation: name }))] : []),
    ...(shown ? [] : [element("p", { class: "quiet" }, words.relationHidden)]),
  ];
}

/** What each feature adds to this sum, the heaviest first. */
function weighed(features: ExplainedFeature[], sum: "speaks" | Relation): Part[] {
  const parts = features.map((feature) => ({ feature, adds: feature.value * feature[sum] }));
  return parts.sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds));
}

function sumOf(parts: Part[]): number {
  return parts.reduce((sum, { adds }) => sum + adds, 0);
}

/** With a bar whose length is against the largest; without one where there is none to compare. */
function weightRow(label: HTMLElement, adds: number, largest: number | null, pen: Pen): HTMLLIElement {
  const bar = element("span", { class: "bar" });
  if (largest) bar.style.inlineSize = `${(50 * Math.abs(adds)) / largest}%`;
  const track = largest !== null && element("span", { class: "track", "aria-hidden": "true" }, bar);
  return element("li", { "data-sign": adds < 0 ? "down" : "up" }, label, track, element("span", { class: "number" }, pen.signed(adds)));
}
