// @ts-check
// Folders of labelled claims: the project's own (tests/sets), those of shared/eval, and the public ones.

import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";

/** @typedef {"supports" | "nuances" | "contradicts"} Relation */
/** @typedef {{ article: string, quote: string, relation: Relation }} Evidence */
/**
 * @typedef {object} LabelledClaim
 * @property {string} id
 * @property {string} lang
 * @property {string} claim
 * @property {Relation | "none"} verdict
 * @property {(Relation | "none")[]} [also_ok]
 * @property {Evidence[]} evidence
 * @property {Evidence[]} [more]
 */
/** @typedef {{ id: string, title: string, text: string }} TextArticle */
/** @typedef {{ name: string, claims: LabelledClaim[], articles: TextArticle[] }} ClaimSet */

/** @typedef {"supports" | "refutes" | "mixed" | "nei" | null} PublicLabel */
/** @typedef {{ id: string, lang: string, claim: string, label: PublicLabel, gold: string[] }} PublicClaim */
/** @typedef {{ id: string, lang: string, doc: string, pos: number, text: string, title?: string }} PublicStatement */
/** @typedef {{ claim: string, statement: string, label: PublicLabel }} PublicPair */
/** @typedef {{ id: string, title?: string, lang: string, statements: { id: string, text: string }[] }} StatementArticle */
/**
 * @typedef {object} PublicSet
 * @property {string} name
 * @property {PublicClaim[]} claims
 * @property {Map<string, PublicStatement>} statements by id
 * @property {PublicPair[]} pairs empty where no single pairs were judged
 * @property {StatementArticle[]} articles the statements, by document
 */

/** @param {string} folder */
export function isPublicSet(folder) {
  return existsSync(join(folder, "statements.jsonl"));
}

/**
 * Claims and the articles they are about: from `articles`, else from the folder articles/ inside, else ../../articles.
 * @param {string} folder
 * @param {{ articles?: string }} [options]
 * @returns {Promise<ClaimSet>}
 */
export async function loadSet(folder, { articles } = {}) {
  const places = articles ? [articles] : [join(folder, "articles"), join(folder, "../../articles")];
  const place = places.find((path) => existsSync(path));
  if (!place) throw new Error(`There are no articles in ${places.join(" or ")}. Name their folder with --articles.`);
  return { name: nameOf(folder), claims: await readJsonLines(join(folder, "claims.jsonl")), articles: await readTextArticles(place) };
}

/**
 * @param {string} folder
 * @returns {Promise<PublicSet>}
 */
export async function loadPublicSet(folder) {
  const pairsFile = join(folder, "pairs.jsonl");
  const statements = /** @type {PublicStatement[]} */ (await readJsonLines(join(folder, "statements.jsonl")));
  return {
    name: nameOf(folder),
    claims: await readJsonLines(join(folder, "claims.jsonl")),
    statements: new Map(statements.map((statement) => [statement.id, statement])),
    pairs: existsSync(pairsFile) ? await readJsonLines(pairsFile) : [],
    articles: statementArticles(statements),
  };
}

/**
 * As the command line reads them: the id is the file's name without its ending, the title the first line that is not empty.
 * @param {string} folder
 * @returns {Promise<TextArticle[]>}
 */
async function readTextArticles(folder) {
  const files = (await readdir(folder)).filter((name) => extname(name) === ".txt").sort();
  return Promise.all(files.map(async (file) => {
    const text = await readFile(join(folder, file), "utf8");
    return { id: basename(file, ".txt"), title: text.split("\n").map((line) => line.trim()).find(Boolean) ?? "", text };
  }));
}

/**
 * One article for each document, its statements in the document's order.
 * @param {PublicStatement[]} statements
 * @returns {StatementArticle[]}
 */
function statementArticles(statements) {
  /** @type {Map<string, StatementArticle>} */
  const articles = new Map();
  for (const { id, doc, lang, title, text } of [...statements].sort((a, b) => a.pos - b.pos)) {
    if (!text.trim()) continue;
    if (!articles.has(doc)) articles.set(doc, { id: doc, title, lang, statements: [] });
    articles.get(doc)?.statements.push({ id, text });
  }
  return [...articles.values()];
}

/** @param {string} file */
async function readJsonLines(file) {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    try {
      return JSON.parse(line);
    } catch (error) {
      throw new Error(`${file}:${index + 1}: ${error}`);
    }
  });
}

/** @param {string} folder */
function nameOf(folder) {
  return basename(resolve(folder));
}
