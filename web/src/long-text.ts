import { kSentenceEnd } from "./sentences.ts";
import type { CheckOptions, Checker, Claim, Coverage, Excerpt, NearMiss, Outcome, Range, Report } from "./types.ts";

// A long text is checked piece by piece, so that the page can show what is found so far, and does not stand still where there is no
// worker. A piece is whole paragraphs, or whole sentences of a long one; the pieces' reports become one.

/** Up to this length a text is checked in one go: some 20 sentences, a twentieth of a second. */
const kPiece = 2000;

/** What the engine takes, and refuses with a sentence of its own; and how many it gives, as in core/checker/engine.cc. */
const kLongest = 200_000;
const kExcerpts = 5;
const kNearMisses = 3;

/** How far a check of a long text has come: the report so far, and the share of the text that was read. */
export type Progress = (sofar: Report, share: number) => void;

/** As `checker.check`, with `onProgress` after each piece of a long text but the last. Between pieces the page may breathe. */
export async function checkText(checker: Checker, text: string, options: CheckOptions, onProgress: Progress): Promise<Report> {
  const pieces = cutText(text);
  if (pieces.length === 1 || text.length > kLongest) return checker.check(text, options);
  let sofar: Report | null = null;
  for (const { start, end } of pieces) {
    const words = text.slice(start, end);
    if (words.trim() !== "") {
      const report = shifted(await checker.check(words, options), start);
      sofar = sofar ? joined(sofar, report, options.limit) : report;
    }
    options.signal?.throwIfAborted();
    if (sofar && end < text.length) {
      onProgress(sofar, end / text.length);
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return sofar ?? checker.check(text, options);
}

/** The text in pieces that end where a paragraph does, or where surely a sentence does. */
export function cutText(text: string, most = kPiece): Range[] {
  const pieces: Range[] = [];
  let start = 0;
  while (text.length - start > most) {
    const window = text.slice(start, start + most);
    const length = lastEnd(window, /\n/g) || lastEnd(window, kSentenceEnd) || firstEnd(text.slice(start), kSentenceEnd);
    if (length === 0) break;
    pieces.push({ start, end: start + length });
    start += length;
  }
  if (start < text.length || pieces.length === 0) pieces.push({ start, end: text.length });
  return pieces;
}

function lastEnd(text: string, end: RegExp): number {
  const last = [...text.matchAll(end)].at(-1);
  return last ? last.index + last[0].length : 0;
}

function firstEnd(text: string, end: RegExp): number {
  const first = text.matchAll(end).next().value;
  return first ? first.index + first[0].length : 0;
}

/** The report with its places moved: those of the claim's text, not those of excerpts. */
function shifted(report: Report, by: number): Report {
  const move = <T extends Range>(range: T): T => ({ ...range, start: range.start + by, end: range.end + by });
  const align = <T extends Excerpt | NearMiss>(quotation: T): T => ({ ...quotation, alignment: quotation.alignment.map((part) => ({ ...part, claim: move(part.claim) })) });
  const miss = (nearMiss: NearMiss) => ({ ...align(nearMiss), failed: { ...nearMiss.failed, claim: nearMiss.failed.claim && move(nearMiss.failed.claim) } });
  const cover = (coverage: Coverage) => ({ ...coverage, terms: coverage.terms.map(move) });
  const answer = <T extends Pick<Claim, "excerpts" | "coverage" | "nearMisses">>(part: T): T => ({
    ...part,
    excerpts: part.excerpts.map(align),
    coverage: cover(part.coverage),
    nearMisses: part.nearMisses.map(miss),
  });
  const claims = report.claims.map((claim) => ({
    ...move(answer(claim)),
    ...(claim.parts && { parts: claim.parts.map((part) => ({ ...move(part), excerpts: part.excerpts.map(align) })) }),
  }));
  return { ...answer(report), claims };
}

/** One report of two: the first text's language, the best of both. */
function joined(first: Report, second: Report, limit = kExcerpts): Report {
  const claims = [...first.claims, ...second.claims];
  return {
    lang: first.lang === "und" ? second.lang : first.lang,
    outcome: combined(claims),
    excerpts: best([...first.excerpts, ...second.excerpts], limit),
    coverage: { ...first.coverage, terms: [...first.coverage.terms, ...second.coverage.terms] },
    nearMisses: best([...first.nearMisses, ...second.nearMisses], kNearMisses),
    claims,
  };
}

/** Best first, each statement once. */
function best<T extends Excerpt | NearMiss>(quotations: T[], limit: number): T[] {
  const once = new Map<string, T>();
  for (const quotation of quotations.sort((a, b) => b.score - a.score)) {
    const place = JSON.stringify([quotation.article, quotation.statement, quotation.isTitle, quotation.start]);
    if (!once.has(place)) once.set(place, quotation);
  }
  return [...once.values()].slice(0, limit);
}

/** The outcome of a text of several claims, as the engine's Combine in core/checker/checker.cc has it. */
function combined(claims: Claim[]): Outcome {
  const has = (...outcomes: Outcome[]) => claims.some(({ outcome }) => outcomes.includes(outcome));
  if (!has("supported", "nuanced", "contradicted", "mixed")) return has("not-covered") ? "not-covered" : "not-checkable";
  if (has("mixed") || (has("supported") && has("contradicted"))) return "mixed";
  if (has("contradicted")) return "contradicted";
  return has("nuanced", "not-covered") ? "nuanced" : "supported";
}
