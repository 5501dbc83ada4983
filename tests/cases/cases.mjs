// Whole-pipeline expectations as text (README.md describes the format): reading them, running them.
//
//   node tests/cases/cases.mjs [part of a theme's name]     # a table by theme, and every crossing that does not hold
//   node tests/cases/cases.mjs --mark                       # rewrites the `pending` lines to what holds today: review the difference

import { readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { openArticles, openNative, openWasm } from "./engines.mjs";

const kFolder = fileURLToPath(new URL(".", import.meta.url));
const kEnding = ".cases.txt";

const kRelations = ["supports", "nuances", "contradicts", "near miss"];
const kOutcomes = ["supported", "nuanced", "contradicted", "mixed", "not-covered", "not-checkable"];
const kCodes = [
  "modality", "attribution", "denial", "time", "quantity", "scope", "indirect", "strength", "cause", "condition",
  "negation", "antonym", "role", "number", "date", "entity",
];

/**
 * @typedef {{ text: string, lang: "fr" | "en", line: number }} Text
 * @typedef {{ relation: string, codes: string[][] }} Wanted  every group of codes needs one of its own
 * @typedef {object} Case
 * @property {string} theme       the file's name without its ending
 * @property {string} name
 * @property {string} where       file:line of the name
 * @property {Text[]} claims
 * @property {Text[]} statements  judged one by one; empty if there are articles
 * @property {Text[]} articles    searched one by one
 * @property {Text[]} titles      of the articles of the same language
 * @property {Wanted[]} relations one of these is wanted; empty if there are articles
 * @property {string[]} outcomes  one of these is wanted; empty if there are statements
 * @property {{ lang: string | null, text: string }[]} excerpts  how the first excerpt begins, in the articles of one language or of all
 * @property {{ crossings: string[] | null, reason: string, line: number }[]} pending  null: all crossings
 */

/** The cases of a text. Throws an Error that begins with file:line. */
export function parseCases(text, file) {
  const lines = text.normalize("NFC").split(/\r?\n/);
  const isRule = (line) => /^={3,}\s*$/.test(line ?? "");
  const fail = (line, message) => {
    throw new Error(`${file}:${line}: ${message}`);
  };
  const cases = [];
  const names = new Map();
  let current = null;
  let block = null; // the article that continues on the next lines
  let answering = false; // after the line ---

  const finish = () => {
    if (current === null) return;
    const { line, claims, statements, articles, relations, outcomes, excerpts } = current;
    if (claims.length === 0) fail(line, "The case has no claim; write `claim (en): …`.");
    if (statements.length + articles.length === 0) {
      fail(line, "The case has nothing to hold its claim against; write `statement (fr): …` or `article (fr):`.");
    }
    if (statements.length > 0 && articles.length > 0) fail(line, "A case has statements or articles, not both.");
    if (statements.length > 0 && relations.length === 0) {
      fail(line, `The case expects nothing; after --- write one of: ${kRelations.join(", ")}.`);
    }
    if (statements.length > 0 && (outcomes.length > 0 || excerpts.length > 0)) {
      fail(line, "Only a case with an article has an outcome or an excerpt; a statement has a relation.");
    }
    const untitled = current.titles.find(({ lang }) => !articles.some((article) => article.lang === lang));
    if (untitled !== undefined) fail(untitled.line, `The title has no article (${untitled.lang}).`);
    if (articles.length > 0 && outcomes.length === 0) {
      fail(line, `A case with an article expects an outcome; after --- write outcome: and one of: ${kOutcomes.join(", ")}.`);
    }
    if (articles.length > 0 && relations.length > 0) fail(line, "A case with an article expects an outcome, not a relation.");
    const crossings = new Set(crossingsOf(current).map(({ crossing }) => crossing));
    for (const { crossings: marked, line } of current.pending) {
      const unknown = marked?.find((crossing) => !crossings.has(crossing));
      if (unknown !== undefined) fail(line, `The case has no crossing ${unknown}; it has ${[...crossings].join(", ")}.`);
    }
    cases.push(current);
    current = null;
  };

  for (let i = 0; i < lines.length; i++) {
    const line = i + 1;
    const content = lines[i].trim();
    if (isRule(lines[i])) {
      finish();
      const name = (lines[i + 1] ?? "").trim();
      if (name === "" || !isRule(lines[i + 2])) fail(line, "A case begins with its name between two lines of ====.");
      if (names.has(name)) fail(line + 1, `There is a case of this name in line ${names.get(name)} already.`);
      names.set(name, line + 1);
      current = {
        theme: file.replace(/^.*[\\/]/, "").replace(kEnding, ""), name, where: `${file}:${line + 1}`, line: line + 1,
        claims: [], statements: [], titles: [], articles: [], relations: [], outcomes: [], excerpts: [], pending: [],
      };
      [block, answering] = [null, false];
      i += 2;
      continue;
    }
    if (current === null) {
      if (content !== "" && !content.startsWith("#")) fail(line, "This stands before the first case; begin a remark with #.");
      continue;
    }
    if (content === "---") {
      if (answering) fail(line, "The case has a second line ---.");
      [block, answering] = [null, true];
      continue;
    }
    const field = /^(claim|statement|title|article|pending|outcome|excerpt)(?:\s*\(([^)]*)\))?\s*:\s*(.*)$/.exec(content);
    if (field === null && block !== null) {
      block.text += `${lines[i]}\n`;
      continue;
    }
    if (content === "" || content.startsWith("#")) continue;
    const [, key, note, rest] = field ?? [];

    if (key === "pending") {
      block = null;
      if (rest === "") fail(line, "Say why the case is pending: `pending: reason`.");
      const crossings = note?.split(/[\s,]+/) ?? null;
      if (crossings?.some((crossing) => !/^(en|fr)-(en|fr)$/.test(crossing))) {
        fail(line, "Write pending (en-fr): for an English claim and a French statement.");
      }
      current.pending.push({ crossings, reason: rest, line });
    } else if (["claim", "statement", "title", "article"].includes(key)) {
      if (answering) fail(line, `A ${key} stands before the line ---.`);
      if (note !== "en" && note !== "fr") fail(line, `Name the language: \`${key} (en): …\` or \`${key} (fr): …\`.`);
      if (rest === "" && key !== "article") fail(line, `The ${key} is empty.`);
      const item = { text: rest, lang: note, line };
      block = key === "article" ? item : null;
      if (key === "article" && rest !== "") item.text += "\n";
      current[`${key}s`].push(item);
    } else if (!answering) {
      fail(line, `Not understood: ${JSON.stringify(content)}. Is the line --- missing?`);
    } else if (key === "outcome") {
      current.outcomes = rest.split(/\s+or\s+/);
      const unknown = current.outcomes.find((outcome) => !kOutcomes.includes(outcome));
      if (unknown !== undefined) fail(line, `There is no outcome ${JSON.stringify(unknown)}; there are: ${kOutcomes.join(", ")}.`);
    } else if (key === "excerpt") {
      if (rest === "") fail(line, "Write how the excerpt begins.");
      if (note !== undefined && note !== "en" && note !== "fr") fail(line, "Write excerpt (fr): or excerpt (en): for the articles of one language.");
      current.excerpts.push({ lang: note ?? null, text: rest.replace(/\s*…$/, "") });
    } else {
      if (current.relations.length > 0) fail(line, "The case has a relation already; join two that are both right with `or`.");
      current.relations = content.split(/\s+or\s+/).map((part) => {
        const [relation, list = ""] = part.split(/\s*:\s*/);
        if (!kRelations.includes(relation)) fail(line, `There is no relation ${JSON.stringify(relation)}; there are: ${kRelations.join(", ")}.`);
        const codes = list.split(/\s+/).filter(Boolean).map((group) => group.split("/"));
        const unknown = codes.flat().find((code) => !kCodes.includes(code));
        if (unknown !== undefined) fail(line, `There is no nuance ${JSON.stringify(unknown)}; there are: ${kCodes.join(", ")}.`);
        if (codes.length > 0 && relation !== "nuances" && relation !== "contradicts") fail(line, `\`${relation}\` takes no reasons.`);
        return { relation, codes };
      });
    }
  }
  finish();
  return cases;
}

/** The cases of every file of the folder, in the order of the names. */
export async function readCases(folder = kFolder) {
  const files = (await readdir(folder)).filter((name) => name.endsWith(kEnding)).sort();
  const read = await Promise.all(files.map(async (name) => parseCases(await readFile(`${folder}/${name}`, "utf8"), `tests/cases/${name}`)));
  return read.flat();
}

/**
 * What of a case is judged on its own: its claims of one language with its statements (or articles) of one language.
 * @returns {{ crossing: string, claims: Text[], sources: Text[] }[]}  crossing: "en-fr" for an English claim and a French source
 */
export function crossingsOf({ claims, statements, articles }) {
  const sources = statements.length > 0 ? statements : articles;
  const languages = ["en", "fr"];
  return languages
    .flatMap((a) => languages.map((b) => ({
      crossing: `${a}-${b}`,
      claims: claims.filter(({ lang }) => lang === a),
      sources: sources.filter(({ lang }) => lang === b),
    })))
    .filter((crossing) => crossing.claims.length > 0 && crossing.sources.length > 0);
}

/** Why a crossing is pending; null if it is not. */
export function pendingReason({ pending }, crossing) {
  return pending.find(({ crossings }) => crossings?.includes(crossing) ?? true)?.reason ?? null;
}

/**
 * Runs one crossing: the engine's answers, and a sentence for each that is not what the case expects.
 * @returns {Promise<{ answers: object[], wrong: string[] }>}
 */
export async function runCrossing(engine, testCase, { claims, sources }) {
  const answers = [];
  const wrong = [];
  for (const source of sources) {
    const title = testCase.titles.find(({ lang }) => lang === source.lang)?.text ?? "";
    const text = title === "" ? source.text : `${title}\n\n${source.text}`;
    if (testCase.articles.length > 0) await openArticles(engine, [{ id: "case", title, lang: source.lang, text }]);
    for (const claim of claims) {
      const options = { lang: claim.lang };
      const answer =
        testCase.articles.length > 0
          ? await engine.check(claim.text, options)
          : await engine.compare(claim.text, { text: source.text, lang: source.lang }, options);
      answers.push(answer);
      const complaint = testCase.articles.length > 0 ? judgeCheck(testCase, answer, source.lang) : judgeCompare(testCase, answer);
      if (complaint !== null) wrong.push(`${complaint}\n    ${claim.lang}  ${claim.text}\n    ${source.lang}  ${source.text.trim()}`);
    }
  }
  return { answers, wrong };
}

/** What is wrong with the answer to `compare`; null if nothing is. */
export function judgeCompare({ relations }, { excerpt }) {
  const relation = excerpt?.relation ?? "near miss";
  const codes = excerpt?.nuances.map(({ code }) => code) ?? [];
  const fits = relations.some((wanted) => wanted.relation === relation && wanted.codes.every((group) => group.some((code) => codes.includes(code))));
  return fits ? null : `wanted ${relations.map(written).join(" or ")}, got ${written({ relation, codes: codes.map((code) => [code]) })}`;
}

/** What is wrong with the answer to `check` on an article in `lang`; null if nothing is. */
export function judgeCheck({ outcomes, excerpts }, report, lang) {
  const first = report.excerpts[0]?.text ?? "";
  if (!outcomes.includes(report.outcome)) return `wanted ${outcomes.join(" or ")}, got ${report.outcome}${first && `\n    =>  ${first}`}`;
  const wanted = excerpts.filter((excerpt) => excerpt.lang === null || excerpt.lang === lang);
  if (wanted.length === 0 || wanted.some(({ text }) => plain(first).startsWith(plain(text)))) return null;
  return `wanted the excerpt ${wanted.map(({ text }) => `${text}…`).join(" or ")}, got ${first === "" ? "none" : `another\n    =>  ${first}`}`;
}

function written({ relation, codes }) {
  return codes.length === 0 ? relation : `${relation}: ${codes.map((group) => group.join("/")).join(" ")}`;
}

function plain(text) {
  return text.normalize("NFC").replaceAll("’", "'").replace(/\s+/g, " ").trim();
}

/**
 * The file with its marks as today's engine wants them. `failing` holds, for each case (by `where`), what is wrong with those of
 * its crossings that do not hold. Reasons that people wrote stay as long as they are needed.
 * @param {Map<string, Map<string, string>>} failing
 */
export function markPending(text, file, failing) {
  const lines = text.split("\n");
  for (const testCase of parseCases(text, file).reverse()) {
    const byReason = new Map();
    for (const [crossing, today] of failing.get(testCase.where) ?? []) {
      const known = pendingReason(testCase, crossing);
      const reason = known === null || known.startsWith(kToday) ? kToday + today : known;
      byReason.set(reason, [...(byReason.get(reason) ?? []), crossing]);
    }
    for (const { line } of [...testCase.pending].reverse()) lines.splice(line - 1, 1);
    const all = crossingsOf(testCase).length;
    const marks = [...byReason].map(([reason, crossings]) =>
      crossings.length === all ? `pending: ${reason}` : `pending (${crossings.join(" ")}): ${reason}`,
    );
    lines.splice(testCase.line + 1, 0, ...marks);
  }
  return lines.join("\n");
}

/** How a reason begins that --mark wrote. */
const kToday = "today ";

async function main() {
  const engine = openNative() ?? (await openWasm());
  if (engine === null) throw new Error("There is no engine: build one first (npm run build), or name one in RECOUPE_NATIVE.");
  const marking = process.argv.includes("--mark");
  const part = process.argv.slice(2).find((argument) => !argument.startsWith("-")) ?? "";
  const cases = (await readCases()).filter(({ theme }) => theme.includes(part));
  const table = {};
  const failing = new Map();
  for (const testCase of cases) {
    const row = (table[testCase.theme] ??= { cases: 0, hold: 0, crossings: 0, "crossings that hold": 0, pending: 0 });
    const wrong = new Map();
    for (const crossing of crossingsOf(testCase)) {
      const result = await runCrossing(engine, testCase, crossing);
      row.crossings++;
      if (pendingReason(testCase, crossing.crossing) !== null) row.pending++;
      if (result.wrong.length === 0) {
        row["crossings that hold"]++;
        continue;
      }
      wrong.set(crossing.crossing, result.wrong[0].split("\n")[0].replace(/^.*?, got /, ""));
      if (!marking) for (const complaint of result.wrong) console.log(`${testCase.where}: ${testCase.name}: ${complaint}`);
    }
    row.cases++;
    if (wrong.size === 0) row.hold++;
    failing.set(testCase.where, wrong);
  }
  engine.close();
  const sum = (key) => Object.values(table).reduce((total, row) => total + row[key], 0);
  const keys = ["cases", "hold", "crossings", "crossings that hold", "pending"];
  table.all = Object.fromEntries(keys.map((key) => [key, sum(key)]));
  console.table(table);
  if (!marking) return;
  for (const theme of Object.keys(table).filter((name) => name !== "all")) {
    const name = `${theme}${kEnding}`;
    const text = await readFile(`${kFolder}/${name}`, "utf8");
    await writeFile(`${kFolder}/${name}`, markPending(text, `tests/cases/${name}`, failing));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
