// The linter of the demo's articles: each kind of problem on invented articles, and that the real ones are fine.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { lintArticles } from "../../data/lint-articles.mjs";

const kLinter = fileURLToPath(new URL("../../data/lint-articles.mjs", import.meta.url));
const kRealData = fileURLToPath(new URL("../../data/articles", import.meta.url));
const kRealFull = process.env.RECOUPE_SHARED && join(process.env.RECOUPE_SHARED, "articles");

const temporary = mkdtempSync(join(tmpdir(), "recoupe-lint-"));
after(() => rmSync(temporary, { recursive: true }));

const kFull = `La boulangerie Lumen ferme ses portes

Publié le 1er mars 2021 par La Gazette du Port

La boulangerie Lumen a vendu ses fours à la mairie, selon « Le Phare ». Son gérant, M. Aubry, affirme n’avoir rien reçu en échange.
La mairie dément. Elle dit *avoir payé* 12 000 euros, et [une facture](#) le montre. Les habitants du quartier attendent la suite
avec patience, car le pain de Lumen était fameux bien au-delà du port et de ses environs, où l’on en parle encore.

Source : Le Phare`;

/** A good article; each test spoils a copy. */
const article = () => ({
  id: "900",
  title: "La boulangerie Lumen ferme ses portes",
  lang: "fr",
  source: "Le Phare",
  publisher: "La Gazette du Port",
  published: "2021-03-01",
  statements: [
    { id: "900-01", text: "La boulangerie Lumen a vendu ses fours à la mairie", speaker: "Le Phare", gloss: "Lumen sold its ovens to the town." },
    { id: "900-02", text: "La mairie dément.", gloss: "The town hall denies it." },
  ],
});

let folders = 0;

/** Lints articles (objects, or raw text) by file name; full: the texts by file name, null to give no folder. */
function lint(articles, full = { "900.txt": kFull }) {
  const folder = join(temporary, String(folders++));
  const dataFolder = join(folder, "data");
  const fullFolder = join(folder, "full");
  for (const path of [dataFolder, fullFolder]) mkdirSync(path, { recursive: true });
  for (const [name, value] of Object.entries(articles)) writeFileSync(join(dataFolder, name), typeof value === "string" ? value : JSON.stringify(value));
  for (const [name, value] of Object.entries(full ?? {})) writeFileSync(join(fullFolder, name), value);
  return lintArticles(dataFolder, full === null ? undefined : fullFolder);
}

/** Lints the good article after `spoil` and returns the problems. */
function spoiled(spoil, full) {
  const value = article();
  spoil(value);
  return lint({ "900.json": value }, full);
}

/** Asserts that there is exactly one problem, in 900.json, at the statement (if any), with this message. */
function assertOne(problems, message, statement) {
  assert.equal(problems.length, 1, JSON.stringify(problems, null, 1));
  assert.equal(problems[0].file, "900.json");
  assert.equal(problems[0].statement, statement);
  assert.match(problems[0].message, message);
}

test("a good article has no problem, with and without its full text", () => {
  assert.deepEqual(spoiled(() => {}), []);
  assert.deepEqual(spoiled(() => {}, null), []);
});

test("folders: missing, or without articles", () => {
  assert.match(lintArticles(join(temporary, "nowhere"))[0].message, /cannot be read \(ENOENT\)/);
  assert.match(lint({}, null)[0].message, /holds no article/);
});

const kShape = [
  ["an unknown field", (a) => (a.author = "Une plume"), /unknown field "author"/],
  ["no id", (a) => { delete a.id; }, /has no id/],
  ["another id than the file's", (a) => { a.id = "901"; a.statements = [{ ...a.statements[0], id: "901-01" }]; }, /make it the name of the file, "900"/],
  ["no title", (a) => { delete a.title; }, /no title/],
  ["no language", (a) => (a.lang = "français"), /no language/],
  ["an empty source", (a) => (a.source = ""), /source is empty/],
  ["a publisher that is no text", (a) => (a.publisher = null), /publisher is empty or not a text/],
  ["a date that is none", (a) => (a.published = "2021-02-30"), /published is not a date/],
  ["a url that is none", (a) => (a.url = "gazette.example"), /url is not a web address/],
  ["no statements", (a) => (a.statements = []), /has no statements/],
  ["statements that are no list", (a) => (a.statements = {}), /has no statements/],
];
for (const [name, spoil, message] of kShape) {
  test(`record: ${name}`, () => assertOne(spoiled(spoil, null), message));
}

test("record: not JSON, not an object", () => {
  assertOne(lint({ "900.json": "{" }, null), /is not JSON/);
  assertOne(lint({ "900.json": [] }, null), /is not an article/);
});

const long = (length) => "a".repeat(length - 2) + "😀"; // the emoji is two UTF-16 units
const kStatement = [
  ["an unknown field", (s) => (s.note = "n"), /unknown field "note"/],
  ["the id of another article", (s) => (s.id = "901-01"), /does not belong to the article/, "901-01"],
  ["an id without digits", (s) => (s.id = "900-a"), /does not belong to the article/, "900-a"],
  ["no id", (s) => { delete s.id; }, /has no id/, "#1"],
  ["no text", (s) => { delete s.text; }, /has no text/],
  ["241 units", (s) => (s.text = long(241)), /is 241 UTF-16 units long, the limit is 240/],
  ["two sentences", (s) => (s.text = "La mairie dément. Elle dit avoir payé"), /more than one sentence; cut it after “La mairie dément\.”/],
  ["two sentences, the first in quotes", (s) => (s.text = "Il dit : « Non ! » La mairie aussi"), /more than one sentence/],
  ["two sentences, the second in quotes", (s) => (s.text = "La mairie dément… “Rien” n’est payé"), /more than one sentence/],
  ["two lines", (s) => (s.text = "La mairie\ndément"), /spans lines/],
  ["a space at its end", (s) => (s.text += " "), /begins or ends with a space/],
  ["emphasis", (s) => (s.text = "Elle dit *avoir payé*"), /holds Markdown/],
  ["a link", (s) => (s.text = "et [une facture](#) le montre"), /holds Markdown/],
  ["an empty speaker", (s) => (s.speaker = ""), /speaker is empty/],
  ["no gloss", (s) => { delete s.gloss; }, /has no gloss/],
  ["the text as its gloss", (s) => (s.gloss = `« ${s.text.toUpperCase()} »`), /gloss repeats the text/],
  ["the words of another statement", (s) => (s.text = "La mairie dément."), /quotes the same words as 900-01/, "900-02"],
];
for (const [name, spoil, message, statement = "900-01"] of kStatement) {
  test(`statement: ${name}`, () => assertOne(spoiled((a) => spoil(a.statements[0]), null), message, statement));
}

test("statement: not an object", () => assertOne(spoiled((a) => (a.statements[0] = "La mairie dément."), null), /is not a statement/, "#1"));

test("statement: what is allowed", () => {
  for (const text of [
    long(240),
    "M. Aubry, gérant de la S. A. Lumen, dément",
    "des fours, des tables, etc. pour 3.5 millions d’euros",
    "les voisins, la presse et... la mairie",
    "Elle dit : « Non ! » et s’en va…",
    "Il a [et...] tout vendu !",
  ]) {
    assert.deepEqual(spoiled((a) => (a.statements[0].text = text), null), [], text);
  }
});

test("an id used twice, in one article and across two", () => {
  assertOne(spoiled((a) => (a.statements[1].id = "900-01"), null), /already used in 900\.json/, "900-01");
  const other = { ...article(), id: "901" };
  const problems = lint({ "900.json": article(), "901.json": other }, null);
  assert.equal(problems.filter(({ file, message }) => file === "901.json" && /already used in 900\.json/.test(message)).length, 2);
});

const kInvented = [
  ["a title that is no line", (a) => (a.title = "La boulangerie Lumen"), /title is no line of the full text/],
  ["a source", (a) => (a.source = "Le Sémaphore"), /source "Le Sémaphore" does not occur/],
  ["a source that is a part of a word", (a) => (a.source = "Le Phar"), /source "Le Phar" does not occur/],
  ["a publisher", (a) => (a.publisher = "La Gazette des Dunes"), /publisher "La Gazette des Dunes" does not occur/],
  ["a date", (a) => (a.published = "2021-03-02"), /published 2021-03-02 does not occur/],
  ["a url", (a) => (a.url = "https://gazette.example/lumen"), /url "https:.*" does not occur/],
  ["a speaker", (a) => (a.statements[1].speaker = "Le maire"), /speaker "Le maire" does not occur/, "900-02"],
  ["words", (a) => (a.statements[1].text = "La mairie se tait."), /not in the full text; quote it word for word/, "900-02"],
  ["typography", (a) => (a.statements[1].text = "affirme n'avoir rien reçu en échange"), /differs from the full text in typography/, "900-02"],
  ["a word cut in two", (a) => (a.statements[1].text = "La mairie dém"), /begins or ends within a word/, "900-02"],
];
for (const [name, spoil, message, statement] of kInvented) {
  test(`against the full text: ${name}`, () => {
    assertOne(spoiled(spoil), message, statement);
    assert.deepEqual(spoiled(spoil, null), [], "not checked without the full text");
  });
}

test("against the full text: dates as an article writes them", () => {
  for (const [written, iso] of [["1er mars 2021", "2021-03-01"], ["12 août 2021", "2021-08-12"], ["12/08/2021", "2021-08-12"], ["August 12, 2021", "2021-08-12"], ["2021-08-12", "2021-08-12"]]) {
    assert.deepEqual(spoiled((a) => (a.published = iso), { "900.txt": kFull.replace("1er mars 2021", written) }), [], written);
  }
});

test("against the full text: more than half of the words, the title counted once", () => {
  const full = "Le pont est neuf\n\nOn dit au port que le pont coûte trop cher"; // 14 words
  const record = (...texts) => ({
    id: "900",
    title: "Le pont est neuf",
    lang: "fr",
    statements: texts.map((text, index) => ({ id: `900-0${index + 1}`, text, gloss: "The bridge." })),
  });
  const lintWith = (...texts) => lint({ "900.json": record(...texts) }, { "900.txt": full });
  assert.deepEqual(lintWith("pont coûte trop"), []); // 4 + 3
  assert.deepEqual(lintWith("Le pont est neuf", "pont coûte trop"), []);
  assertOne(lintWith("pont coûte trop cher"), /carries 8 of the article's 14 words \(57\.1 %\).*at most half, which is 7/);
});

test("against the full text: there is none", () => assertOne(spoiled(() => {}, {}), /there is no full text .*900\.txt/));

test("command line: a summary, what was skipped, and the exit status", () => {
  const run = (...args) => spawnSync(process.execPath, [kLinter, ...args], { encoding: "utf8" });
  const plainRun = run();
  assert.equal(plainRun.status, 0, plainRun.stderr);
  assert.match(plainRun.stdout, /skipped without --full FOLDER: exact wording, share quoted/);
  assert.match(plainRun.stdout, /\d+ articles and \d+ statements are fine as far as checked/);
  const bad = run("--full", join(temporary, "nowhere"));
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /^000\.json: there is no full text .*000\.txt; add it/);
  assert.ok(bad.stderr.trim().split("\n").every((line) => /^\S+\.json: /.test(line)));
  assert.equal(run("--full").status, 2);
  assert.equal(run("--ful", temporary).status, 2);
});

test("the demo's articles are fine", () => assert.deepEqual(lintArticles(kRealData), []));

const skip = kRealFull && existsSync(kRealFull) ? false : "RECOUPE_SHARED names no folder with articles/: wording and share not checked";
test("the demo's articles are fine against their full texts", { skip }, () => assert.deepEqual(lintArticles(kRealData, kRealFull), []));
