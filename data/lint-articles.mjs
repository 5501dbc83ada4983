// Checks the demo's articles, data/articles/*.json: their shape, and that they stay short quotations.
//
//   node data/lint-articles.mjs                  what can be seen without the full articles
//   node data/lint-articles.mjs --full FOLDER    also against FOLDER/NNN.txt: exact wording, share quoted, nothing invented
//
// Exit status 0: fine, with a line that sums up. 1: one line per problem. 2: the command line is wrong.

import { readFileSync, readdirSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The most UTF-16 units in a quotation. */
const kMaxLength = 240;

/** The largest part of an article's words that its file may carry: quotations, and the title once. */
const kMaxShare = 0.5;

const kArticleKeys = ["id", "title", "lang", "source", "publisher", "published", "url", "statements"];
const kStatementKeys = ["id", "text", "speaker", "gloss"];

/** A full stop after one of these, or after a single letter, does not end a sentence. */
const kAbbreviation = /(?<![\p{L}\p{N}])(?:\p{L}|MM|Mr|Mrs|Ms|Dr|St|Me|art|p|pp|vol|env|etc|cf|vs|Inc|Corp|Ltd|Co|No)\.$/u;

/**
 * Returns the problems of the articles in a folder, in the order of its files; none if all is well.
 * @param {string} dataFolder the folder of the articles, one NNN.json each
 * @param {string} [fullFolder] the folder of their full texts, NNN.txt; without it, what needs them is not checked
 * @returns {{ file: string, statement?: string, message: string }[]} message: what is wrong and what to do
 */
export function lintArticles(dataFolder, fullFolder) {
  const problems = [];
  const { files, error } = listArticles(dataFolder);
  if (error) return [{ file: dataFolder, message: error }];
  const seen = new Map(); // statement id → file
  for (const file of files) {
    const report = (message, statement) => problems.push({ file, ...(statement && { statement }), message });
    let article;
    try {
      article = JSON.parse(readFileSync(join(dataFolder, file), "utf8"));
    } catch (cause) {
      report(`is not JSON (${cause.message}); correct the syntax`);
      continue;
    }
    if (!isObject(article)) {
      report("is not an article; write an object with id, title, lang and statements");
      continue;
    }
    lintRecord(article, basename(file, ".json"), report);
    const statements = Array.isArray(article.statements) ? article.statements : [];
    const quoted = new Map(); // text → statement id
    statements.forEach((statement, index) => {
      const name = isText(statement?.id) ? statement.id : `#${index + 1}`;
      const reportHere = (message) => report(message, name);
      if (!isObject(statement)) return reportHere("is not a statement; write an object with id, text and gloss");
      lintStatement(statement, article, reportHere);
      if (isText(statement.id)) {
        if (seen.has(statement.id)) reportHere(`its id is already used in ${seen.get(statement.id)}; give it the next free number`);
        else seen.set(statement.id, file);
      }
      if (isText(statement.text)) {
        if (quoted.has(statement.text)) reportHere(`quotes the same words as ${quoted.get(statement.text)}; remove one of the two`);
        else quoted.set(statement.text, name);
      }
    });
    if (fullFolder !== undefined) lintAgainstFull(article, statements, join(fullFolder, `${basename(file, ".json")}.txt`), report);
  }
  return problems;
}

function lintRecord(article, stem, report) {
  lintKeys(article, kArticleKeys, report);
  if (!isText(article.id)) report('has no id; write "id": the name of the file without .json');
  else if (article.id !== stem) report(`its id is ${JSON.stringify(article.id)}; make it the name of the file, ${JSON.stringify(stem)}`);
  if (!isText(article.title)) report("has no title; copy the article's own");
  else lintLine(article.title, "title", report);
  if (!/^[a-z]{2}$/.test(article.lang)) report('has no language; write "lang" as two letters, such as "fr"');
  for (const key of ["source", "publisher", "published", "url"]) {
    if (key in article && !isText(article[key])) report(`its ${key} is empty or not a text; remove the field where the article does not give it`);
  }
  if (isText(article.published) && !readDate(article.published)) report("its published is not a date; write YYYY-MM-DD");
  if (isText(article.url) && !/^https?:\/\/\S+$/.test(article.url)) report("its url is not a web address; write the whole of it, from https://");
  if (!Array.isArray(article.statements) || article.statements.length === 0) report("has no statements; write a list with at least one");
}

function lintStatement(statement, article, report) {
  lintKeys(statement, kStatementKeys, report);
  if (!isText(statement.id)) report('has no id; write the article\'s id, "-" and two digits');
  else if (isText(article.id) && !(statement.id.startsWith(`${article.id}-`) && /^\d{2,}$/.test(statement.id.slice(article.id.length + 1)))) {
    report(`its id does not belong to the article; write ${article.id}- and two digits`);
  }
  if (!isText(statement.text)) report("has no text; quote the article");
  else {
    const { text } = statement;
    lintLine(text, "text", report);
    if (text.length > kMaxLength) report(`is ${text.length} UTF-16 units long, the limit is ${kMaxLength}; cut it at a clause border`);
    const end = firstSentenceEnd(text);
    if (end < text.length) report(`holds more than one sentence; cut it after “${text.slice(Math.max(0, end - 20), end)}”`);
  }
  if ("speaker" in statement && !isText(statement.speaker)) report("its speaker is empty or not a text; remove the field where the article itself speaks");
  if (!isText(statement.gloss)) report("has no gloss; render it in English in our own words");
  else if (isText(statement.text) && plain(statement.gloss) === plain(statement.text)) {
    report("its gloss repeats the text; render it in English in our own words");
  }
}

function lintKeys(object, known, report) {
  for (const key of Object.keys(object)) {
    if (!known.includes(key)) report(`has an unknown field ${JSON.stringify(key)}; remove it, or correct it to one of ${known.join(", ")}`);
  }
}

/** A quotation is one line, cut clear of Markdown. */
function lintLine(text, key, report) {
  if (text !== text.trim()) report(`its ${key} begins or ends with a space; cut it off`);
  if (/[\r\n\u2028\u2029]/u.test(text.trim())) report(`its ${key} spans lines; quote within one`);
  if (/\*|\]\(/u.test(text)) report(`its ${key} holds Markdown (* or a link); cut the quotation before or after it`);
}

function lintAgainstFull(article, statements, path, report) {
  let full;
  try {
    full = readFileSync(path, "utf8");
  } catch {
    report(`there is no full text ${path}; add it, or give --full the folder that has it`);
    return;
  }
  if (isText(article.title) && !full.split(/\r?\n/u).some((line) => line.trim() === article.title)) {
    report("its title is no line of the full text; copy it exactly");
  }
  for (const key of ["source", "publisher", "url"]) {
    if (isText(article[key]) && !hasWords(full, article[key])) report(`its ${key} ${JSON.stringify(article[key])} does not occur in the full text; remove it, nothing is invented`);
  }
  const published = isText(article.published) && readDate(article.published);
  if (published && !spellings(article.published, published).some((spelling) => hasWords(full.toLowerCase(), spelling))) {
    report(`its published ${article.published} does not occur in the full text; remove it, nothing is invented`);
  }
  statements.forEach((statement, index) => {
    if (!isObject(statement)) return;
    const name = isText(statement.id) ? statement.id : `#${index + 1}`;
    if (isText(statement.text)) {
      if (!full.includes(statement.text)) {
        const near = plain(full).includes(plain(statement.text));
        report(near ? "differs from the full text in typography; copy its quotes, spaces, capitals and marks exactly" : "is not in the full text; quote it word for word", name);
      } else if (!hasWords(full, statement.text)) report("begins or ends within a word of the full text; quote whole words", name);
    }
    if (isText(statement.speaker) && !hasWords(full, statement.speaker)) {
      report(`its speaker ${JSON.stringify(statement.speaker)} does not occur in the full text; name who speaks as the article does`, name);
    }
  });
  const carried = wordsCarried(article, statements);
  const words = countWords(full);
  if (carried > words * kMaxShare) {
    report(`carries ${carried} of the article's ${words} words (${percent(carried / words)}), title included; quote at most half, which is ${Math.floor(words * kMaxShare)}`);
  }
}

function listArticles(folder) {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
    return files.length > 0 ? { files } : { error: "holds no article; add NNN.json files or name another folder" };
  } catch (cause) {
    return { error: `cannot be read (${cause.code}); name a folder of articles` };
  }
}

/** The number of words that the file quotes: its statements, and its title unless one of them quotes it. */
function wordsCarried(article, statements) {
  const texts = statements.map((statement) => statement?.text).filter(isText);
  if (isText(article.title) && !texts.includes(article.title)) texts.push(article.title);
  return texts.reduce((sum, text) => sum + countWords(text), 0);
}

/** Words are what stands between white space and has a letter or a digit: « l’ONG » is one, « : » is none. */
function countWords(text) {
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Returns where the first sentence of the text ends, closing quotes included: the text's length if it is the only one. */
function firstSentenceEnd(text) {
  const border = /[.!?…]+(?:\s?[»”"’')\]])*(?=\s+[\s"'“‘«([–—-]*[\p{Lu}\p{N}])/gu;
  for (const match of text.matchAll(border)) {
    const upToStop = text.slice(0, match.index + 1);
    if (match[0] === "." && kAbbreviation.test(upToStop)) continue;
    return match.index + match[0].length;
  }
  return text.length;
}

/** Returns whether the words occur in the text, not as a part of longer words. */
function hasWords(text, words) {
  const isWordCharacter = (character) => character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const cutsBefore = isWordCharacter(text[at - 1]) && isWordCharacter(words[0]);
    const cutsAfter = isWordCharacter(text[at + words.length]) && isWordCharacter(words.at(-1));
    if (!cutsBefore && !cutsAfter) return true;
  }
  return false;
}

function readDate(text) {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? date : undefined;
}

/** The ways in which an article may write a date, in lower case. */
function spellings(iso, date) {
  const written = ["fr-FR", "en-GB", "en-US"].flatMap((locale) =>
    ["long", "short", "numeric", "2-digit"].map((month) =>
      new Intl.DateTimeFormat(locale, { day: month === "2-digit" ? "2-digit" : "numeric", month, year: "numeric", timeZone: "UTC" }).format(date),
    ),
  );
  return [iso, ...written, ...written.map((text) => text.replace(/^1 /u, "1er "))].map((text) => text.toLowerCase());
}

/** Lets texts that differ only in typography, case and punctuation compare equal. */
function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The line that sums up articles without problems. */
function summary(dataFolder, fullFolder) {
  const { files } = listArticles(dataFolder);
  let statements = 0;
  let largest = 0;
  for (const file of files) {
    const article = JSON.parse(readFileSync(join(dataFolder, file), "utf8"));
    statements += article.statements.length;
    if (fullFolder === undefined) continue;
    const full = readFileSync(join(fullFolder, `${basename(file, ".json")}.txt`), "utf8");
    largest = Math.max(largest, wordsCarried(article, article.statements) / countWords(full));
  }
  const counts = `articles: ${files.length} articles and ${statements} statements are fine`;
  return fullFolder === undefined ? `${counts} as far as checked` : `${counts}; at most ${percent(largest)} of an article is quoted, title included`;
}

function main(args) {
  const dataFolder = fileURLToPath(new URL("articles", import.meta.url));
  if (args.length !== 0 && !(args.length === 2 && args[0] === "--full")) {
    console.error("usage: node data/lint-articles.mjs [--full FOLDER]");
    return 2;
  }
  const fullFolder = args[1];
  const problems = lintArticles(dataFolder, fullFolder);
  for (const { file, statement, message } of problems) console.error(`${file}${statement ? ` ${statement}` : ""}: ${message}`);
  if (fullFolder === undefined) {
    console.log("articles: skipped without --full FOLDER: exact wording, share quoted, and that title, speakers, source, publisher and date are the article's");
  }
  if (problems.length > 0) return 1;
  console.log(summary(dataFolder, fullFolder));
  return 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
