import { styleText } from "node:util";
import { fill, messagesFor, plural } from "../src/messages.ts";
import type { Claim, CorpusInfo, Excerpt, Quotation, Relation, Report } from "../src/index.ts";

// Reports for people at a terminal.

const lang = "en";
const messages = messagesFor(lang);
const kIndent = "  ";

/** Formats text, or leaves it as it is where colours make no sense. */
export type Paint = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Colours for a terminal, or none. */
export function painter(coloured: boolean): Paint {
  return coloured ? (format, text) => styleText(format, text, { validateStream: false } as never) : (_format, text) => text;
}

/** A report in words. */
export function describeReport(report: Report, paint: Paint): string {
  const blocks = report.claims.map((claim) => describeClaim(claim, report.claims.length > 1, paint));
  if (blocks.length === 0) blocks.push(paint("bold", messages.outcome[report.outcome]) + "\n" + messages.outcomeNote[report.outcome]);
  return blocks.join("\n\n") + "\n";
}

function describeClaim(claim: Claim, quoted: boolean, paint: Paint): string {
  const lines: string[] = [];
  if (quoted) lines.push(paint("italic", `“${claim.text}”`));
  lines.push(paint("bold", messages.outcome[claim.outcome]));
  lines.push(claim.reason ? messages.reason[claim.reason] : messages.outcomeNote[claim.outcome]);
  if (claim.parts) lines.push("", `${messages.parts}:`, ...claim.parts.map(({ text, outcome }) => `${kIndent}“${text}” ${messages.outcome[outcome]}`));
  for (const excerpt of claim.excerpts) lines.push("", ...describeExcerpt(excerpt, paint));
  const missing = [...new Set(claim.coverage.terms.filter((term) => !term.found).map((term) => term.text))];
  if (missing.length > 0) lines.push("", `${messages.missingTerms} ${missing.join(", ")}`);
  const { articles, statements } = claim.coverage;
  lines.push(...(missing.length > 0 ? [] : [""]), paint("dim", fill(plural(messages.searched, articles, lang), { articles, statements }, lang)));
  return lines.join("\n");
}

function describeExcerpt(excerpt: Excerpt, paint: Paint): string[] {
  const lines = [heading(excerpt.relation, paint), `${kIndent}${quotation(excerpt)}`];
  if (excerpt.gloss) lines.push(`${kIndent}${paint("italic", excerpt.gloss)}`);
  lines.push(...nuanceLines(excerpt));
  const speaker = excerpt.attribution?.speaker;
  if (speaker) lines.push(`${kIndent}${fill(messages.saidBy, { speaker }, lang)}`);
  lines.push(paint("dim", `${kIndent}${source(excerpt)}`));
  return lines;
}

/** A relation as the heading of an excerpt. */
export function heading(relation: Relation, paint: Paint): string {
  const colours = { supports: "cyan", nuances: "yellow", contradicts: "magenta" } as const;
  const signs = { supports: "=", nuances: "≈", contradicts: "≠" };
  return paint(["bold", colours[relation]], `${signs[relation]} ${messages.relation[relation]}`);
}

/** A statement in quotation marks, those of its language. */
export function quotation({ text, lang }: Pick<Quotation, "text" | "lang">): string {
  return lang === "fr" ? `« ${text} »` : `“${text}”`;
}

/** Each nuance: its name, the words that gave it, its sentence. */
export function nuanceLines({ text, nuances }: Pick<Excerpt, "text" | "nuances">): string[] {
  return nuances.map(({ code, start, end }) => {
    const cue = end > start ? ` (${text.slice(start, end)})` : "";
    return `${kIndent}- ${messages.nuance[code]?.label ?? code}${cue}: ${messages.nuance[code]?.note ?? ""}`;
  });
}

/** Where a statement stands. */
export function source({ title, article, publisher, published, url, statement, start, end }: Omit<Quotation, "title"> & { title?: string }): string {
  const facts = [title || article, publisher, published, url].filter(Boolean).join(", ");
  return `${facts} [${[article, statement].filter(Boolean).join(" ")} ${start}–${end}]`;
}

/** What is in a corpus, in words. */
export function describeCorpus(info: CorpusInfo, paint: Paint): string {
  const count = (n: number, one?: string) => `${n.toLocaleString("en")}${one ? ` ${one}${n === 1 ? "" : "s"}` : ""}`;
  const lines = [
    `${count(info.articles.length, "article")}, ${count(info.statements, "statement")}, ${count(info.words, "word")}, ${count(info.bytes, "byte")}, format ${info.version}`,
  ];
  for (const { id, title, lang: language, statements, publisher, published } of info.articles) {
    const source = [publisher, published].filter(Boolean).join(", ");
    lines.push(`${paint("bold", id)}  ${language}  ${count(statements, "statement")}  ${title}${source ? paint("dim", `  (${source})`) : ""}`);
  }
  return lines.join("\n") + "\n";
}
