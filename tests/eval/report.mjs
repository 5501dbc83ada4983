// @ts-check
// The figures of score.mjs as text for people.

import { figuresOf, groupsOf, kVerdicts } from "./score.mjs";

/** @typedef {import("./score.mjs").JudgedClaim} JudgedClaim */

/** @param {import("./score.mjs").Share} share */
export function percent({ part, of }) {
  return of === 0 ? "–" : ((100 * part) / of).toFixed(1);
}

/**
 * @param {string} name
 * @param {JudgedClaim[]} judged
 * @param {Map<string, string>} languages of the articles, by id
 */
export function describeFigures(name, judged, languages) {
  const f = figuresOf(judged);
  const lines = [
    `${name}: ${f.claims} claims${f.missing ? `, ${f.missing} without a result` : ""}`,
    `  outcome      strict ${percent(f.strict)}   lenient ${percent(f.lenient)}   macro-F1 ${(100 * f.macroF1).toFixed(1)} (${kVerdicts.map((v) => `${v} ${(100 * f.f1[v]).toFixed(0)}`).join(", ")})`,
    `  evidence     hit@1 ${percent(f.hit1)}   hit@3 ${percent(f.hit3)}   precision of shown ${percent(f.precision)}`,
    `  relation     right ${percent(f.relation)}   wrong direction ${percent(f.direction)} (${f.direction.part})`,
    `  abstention   silent on none ${percent(f.silentOnNone)}   wrongly silent ${percent(f.wronglySilent)}`,
    "",
    matrixOf(f),
  ];
  const groups = groupsOf(judged, languages);
  const rows = [...groups.languages, ...groups.crossings].map(([group, some]) => {
    const g = figuresOf(some);
    return [group, String(g.claims), percent(g.strict), percent(g.lenient), percent(g.hit1), percent(g.hit3), percent(g.relation), percent(g.wronglySilent)];
  });
  lines.push("", table(["claim>article", "claims", "strict", "lenient", "hit@1", "hit@3", "relation", "silent"], rows));
  return lines.join("\n");
}

/**
 * The confusion matrix of each language and of each crossing.
 * @param {JudgedClaim[]} judged
 * @param {Map<string, string>} languages of the articles, by id
 */
export function describeMatrices(judged, languages) {
  const groups = groupsOf(judged, languages);
  return [...groups.languages, ...groups.crossings].map(([group, some]) => `  ${group}: ${some.length} claims\n${matrixOf(figuresOf(some))}`).join("\n\n");
}

/** @param {import("./score.mjs").Figures} figures */
function matrixOf({ confusion }) {
  return table(["gold \\ said", ...kVerdicts], kVerdicts.map((gold) => [gold, ...kVerdicts.map((said) => String(confusion[gold][said]))]));
}

/** @param {JudgedClaim} judged */
export function describeClaim({ claim, said, shown, matches }) {
  const also = claim.also_ok?.length ? ` (or ${claim.also_ok.join(", ")})` : "";
  return [
    `${claim.id} ${claim.lang}, ${claim.verdict}${also}, said ${said}: ${claim.claim}`,
    ...claim.evidence.map(({ article, relation, quote }) => `    gold  ${article} ${relation}: ${quote}`),
    ...shown.map(({ article, relation, score, text }, i) => `    ${matches[i].length > 0 ? "hit  " : "off  "} ${article} ${relation} ${score?.toFixed(2)}: ${text}`),
  ].join("\n");
}

/**
 * Columns: the first to the left, the others to the right.
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const widths = head.map((cell, i) => Math.max(cell.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (/** @type {string[]} */ cells) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join("   ")}`.trimEnd();
  return [head, ...rows].map(line).join("\n");
}
