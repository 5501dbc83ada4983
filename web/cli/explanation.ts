import { messagesFor } from "../src/messages.ts";
import { heading, nuanceLines, quotation, source, type Paint } from "./people.ts";
import type { Alignment, ExplainedFeature, ExplainedPair, Explanation, Relation } from "../src/index.ts";

// Explanations for people at a terminal: what was found for each pair, and how it adds up.

const messages = messagesFor("en");
const kRelations: Relation[] = ["supports", "nuances", "contradicts"];
const kSums = ["speaks", ...kRelations] as const;
/** Digits after the point; a score has four. */
const kDigits = 3;

/** An explanation of this claim in words and tables. */
export function describeExplanation(claim: string, { pairs, cutOff, cutOffFurther }: Explanation, paint: Paint): string {
  if (pairs.length === 0) return "No statement of the corpus has a word in common with the claim.\n";
  return pairs.map((pair, i) => `${describePair(claim, pair, i === 0 ? cutOff : cutOffFurther, paint).join("\n")}\n`).join("\n\n");
}

function describePair(claim: string, pair: ExplainedPair, cutOff: number, paint: Paint): string[] {
  const shown = pair.score >= cutOff;
  const lines = [shown ? heading(pair.relation, paint) : paint("bold", `${messages.nearMisses} (would be: ${messages.relation[pair.relation]})`)];
  lines.push(`  ${quotation(pair)}`, `  score ${pair.score.toFixed(4)}, ${shown ? "shown" : "not shown"}: the cut-off is ${cutOff.toFixed(2)}`);
  if (pair.article !== undefined) lines.push(paint("dim", `  ${source({ ...pair, article: pair.article })}`));
  if (pair.features.length === 0) return [...lines, "", "There is no word to compare."];

  if (pair.nuances.length > 0) lines.push("", paint("bold", "Nuances"), ...nuanceLines(pair));
  if (pair.alignment.length > 0) lines.push("", paint("bold", "Word by word"), ...columns(pair.alignment.map((part) => alignmentRow(claim, pair.text, part))));
  lines.push("", paint("bold", "What counted, and how much"), ...featureTable(pair.features));
  lines.push("", paint("dim", "score = 1 / (1 + e^-speaks). The relations are in proportion to e^supports, e^nuances, e^contradicts:"));
  lines.push(kRelations.map((relation) => `${relation} ${pair.prediction[relation].toFixed(4)}`).join("   "));
  if (kRelations.some((relation) => pair.prediction[relation] > pair.prediction[pair.relation])) {
    lines.push(`${pair.relation} all the same: a relation needs a reason in the statement, and a wrong direction counts double.`);
  }
  return lines;
}

function alignmentRow(claim: string, excerpt: string, part: Alignment): string[] {
  const answer = part.excerpt ? excerpt.slice(part.excerpt.start, part.excerpt.end) : "–";
  const note = part.excerpt ? "" : part.byContext ? "only in the title or just before" : "answered by nothing";
  return [claim.slice(part.claim.start, part.claim.end), answer, messages.slot[part.slot], note];
}

/** What each feature adds to each sum, what weighs most first, and the sums. */
function featureTable(features: ExplainedFeature[]): string[] {
  const rows = features.map(({ name, meaning, value, ...weights }) => ({ name, meaning, value, parts: kSums.map((sum) => value * weights[sum]) }));
  const largest = ({ parts }: { parts: number[] }) => Math.max(...parts.map(Math.abs));
  rows.sort((a, b) => largest(b) - largest(a));
  const sums = kSums.map((_, i) => rows.reduce((sum, { parts }) => sum + parts[i]!, 0));
  const fixed = (number: number) => number.toFixed(kDigits);
  return columns(
    [
      ["feature", "value", ...kSums, "meaning"],
      ...rows.map(({ name, meaning, value, parts }) => [name, fixed(value), ...parts.map(fixed), meaning]),
      ["sum", "", ...sums.map(fixed), ""],
    ],
    [1, 2, 3, 4, 5],
  );
}

/** Rows in columns, those whose numbers are given set to the right. */
function columns(rows: string[][], right: number[] = []): string[] {
  const widths = rows[0]?.map((_, i) => Math.max(...rows.map((row) => row[i]!.length))) ?? [];
  const cell = (text: string, i: number) => (right.includes(i) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!));
  return rows.map((row) => `  ${row.map(cell).join("  ")}`.trimEnd());
}
