// Properties: what must hold for sentences nobody wrote for the purpose, taken from the articles of tests/sets/dev (and, where
// RECOUPE_SHARED names the shared folder, of shared/eval/general and shared/articles) and changed by rule.
//
//   node tests/cases/properties.mjs            # the table, and the first failures of each
//   node tests/cases/properties.mjs negation   # every failure of the properties whose name contains "negation"

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSet } from "../eval/sets.mjs";
import { readCases } from "./cases.mjs";
import { openArticles, openNative, openWasm } from "./engines.mjs";

const kDevSet = fileURLToPath(new URL("../sets/dev", import.meta.url));

/**
 * The share of its tests in which a property must hold, at the least. Raise a floor when the engine gets better; lowering one
 * needs a reason in the commit. Each is a little below what was measured, on the dev set alone and with the shared folder.
 */
export const kFloors = {
  "self: found": 0.99,
  "self: not contradicted": 0.97,
  "self: supports": 0.96,
  "negation of the claim: never supports": 0.97,
  "negation of the statement: never supports": 0.97,
  "names swapped: never supports": 0.84,
  "number changed: never supports": 0.95,
  "year changed: never supports": 0.95,
  "unit changed: never supports": 0.9,
  "name changed: never supports": 0.7,
  "accents removed: same answer": 0.93,
  "other apostrophes: same answer": 0.99,
  "no-break spaces: same answer": 0.99,
  "lower case: same answer": 0.88,
  "upper case: same answer": 0.87,
  "unrelated articles added: same answer": 0.9,
  "English and French wording agree": 0.6,
  "native is wasm": 1,
};

/** The articles and claims to work on: the dev set's, and with RECOUPE_SHARED those of the shared folder. */
export async function loadSets(shared = process.env.RECOUPE_SHARED) {
  const folders = [kDevSet, ...(shared ? ["general", "mission"].map((name) => join(shared, "eval", name)) : [])];
  return Promise.all(folders.filter((folder) => existsSync(folder)).map((folder) => loadSet(folder)));
}

// --- Sentences -----------------------------------------------------------------------------------------------------------

/**
 * Whole declarative sentences of an article that can stand alone: no quotations, no advertisement, no caption.
 * @returns {{ article: string, lang: "fr" | "en", text: string }[]}
 */
export function sentencesOf({ id, text }) {
  const lang = languageOf(text);
  return text
    .split(/\n+/)
    .slice(1) // the title
    .filter((paragraph) => (paragraph.match(/[.!?…]/g) ?? []).length > 1)
    .flatMap((paragraph) => paragraph.match(/(?:\b(?:M|MM|Mr|Mrs|Ms|Dr|Me|St|Mme)\.|[.!?…](?=[^\s»”"])|[^.!?…])+[.!?…]+(?: ?»|”)?/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter((sentence) => /^\p{Lu}/u.test(sentence) && sentence.endsWith(".") && !/[«»“”"?!:;…()*\[\]]/.test(sentence))
    .filter((sentence) => sentence.split(/\s+/).length >= 6 && sentence.length <= 260)
    .map((sentence) => ({ article: id, lang, text: sentence }));
}

function languageOf(text) {
  const count = (pattern) => (text.match(pattern) ?? []).length;
  return count(/\b(?:le|la|les|des|une|est|dans|pour)\b/gi) > count(/\b(?:the|of|and|is|was|for|with)\b/gi) ? "fr" : "en";
}

// --- Changes. Each gives the changed text, or null where its rule is not safe. ---------------------------------------------

/**
 * What negating a sentence takes: its first auxiliary, how it is negated, what before it may be another clause or a pronoun
 * in the way, and what says that the sentence is negative or restricted already.
 */
const kNegation = {
  en: {
    auxiliary: /(?<= )(?:is|are|was|were|has|have|had|will|can|could|would|should)(?= (?!to\b))/,
    negated: (auxiliary) => (auxiliary === "can" ? "cannot" : `${auxiliary} not`),
    unsafe: /[,–—]|\b(?:who|which|that|whose|where|when|while|if|because|as|said|says|what|after|before|than)\b/i,
    negative: new RegExp(
      "\\b(?:not|no|never|none|nobody|nothing|without|only|neither|nor|hardly|few|little|fewer|less|either|but|any)\\b|n['’]t\\b",
      "i",
    ),
  },
  fr: {
    auxiliary: /(?<= )(?:a|ont|est|sont|avait|avaient|était|étaient|sera|seront|aura|auront)(?= )/,
    negated: (auxiliary) => (/^[aeé]/.test(auxiliary) || auxiliary === "ont" ? `n’${auxiliary} pas` : `ne ${auxiliary} pas`),
    unsafe: new RegExp(
      "[,–—]|(?<![\\p{L}])(?:qui|que|dont|où|quand|lorsque|si|comme|puisque) |" +
        "(?<![\\p{L}])(?:y|en|se|lui|leur|le|la|les|nous|vous|me|te|ne) $",
      "iu",
    ),
    negative: /\b(?:ne|pas|plus|jamais|aucune?|rien|personne|sans|ni|seule?s?|seulement|peu)\b|\bn[’']/i,
  },
};

/** The sentence with its first auxiliary negated. */
export function negate(text, lang) {
  const { auxiliary, negated, unsafe, negative } = kNegation[lang];
  const found = auxiliary.exec(text);
  if (found === null || unsafe.test(text.slice(0, found.index)) || negative.test(text)) return null;
  return text.slice(0, found.index) + negated(found[0]) + text.slice(found.index + found[0].length);
}

const kMonths =
  "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|" +
  "January|February|March|April|May|June|July|August|September|October|November|December";
/** A whole number that stands alone: no part of another, no year, date, hour or ordinal. */
const kNumber = new RegExp(
  `(?<![\\p{L}\\d.,’'€$£/-])(\\d{1,3})(?![\\d/]|[.,]\\d|[\\s\\u00A0\\u202F]\\d{3}|(?:e|h|th|st|nd|rd)\\b| (?:${kMonths})\\b)`,
  "u",
);

/** The first such number, made another: not merely a little more, so that rounding does not save it. */
export function changeNumber(text) {
  const found = kNumber.exec(text);
  if (found === null || (found[1].length > 1 && found[1].startsWith("0"))) return null;
  return text.slice(0, found.index) + String(Number(found[1]) * 2 + 3) + text.slice(found.index + found[1].length);
}

/** A year, seven years later. */
export function changeYear(text) {
  const found = /(?<![\d.,\p{L}-])(?:19|20)\d\d(?![\d.,\p{L}-]|[\s\u00A0]\d{3})/u.exec(text.replace(/\.$/, " "));
  if (found === null) return null;
  return text.slice(0, found.index) + String(Number(found[0]) + 7) + text.slice(found.index + 4);
}

/** Another currency or unit. */
export function changeUnit(text) {
  for (const [from, to] of kUnits) {
    if (from.test(text)) return text.replace(from, to);
  }
  return null;
}
const kUnits = [
  [/(?<=illions?|illiards?) d[’']euros\b/, " de dollars"],
  [/(?<=\d[\s\u00A0\u202F]|million )euros\b/, "dollars"],
  [/£(?=\d)/, "$"],
  [/\$(?=\d)/, "€"],
  [/€(?=\d)/, "£"],
  [/(?<=\d)[\s\u00A0\u202F]?%/, " millions"],
  [/(?<=\d[\s\u00A0\u202F])kilom[eè]tres?\b/, "hectares"],
  [/(?<=\d[\s\u00A0\u202F])miles\b/, "hectares"],
  [/(?<=\d[\s\u00A0\u202F]|\b(?:two|three|four|five|six|deux|trois|quatre|cinq|six) )(?:mois|months)\b/, (unit) => (unit === "mois" ? "ans" : "years")],
];

/** The first full name inside the sentence, and another one in its place. */
export function changeName(text) {
  const name = namesIn(text)[0];
  return name === undefined ? null : text.replace(name, "Ingmar Valstrup");
}

/** Names of two or three capitalised words that do not open the sentence. */
function namesIn(text) {
  const found = text.slice(1).match(/(?<=[\p{Ll},] |[’'])\p{Lu}[\p{Ll}-]+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}[\p{Ll}-]+){1,2}(?![\p{L}’'])/gu) ?? [];
  return found.filter((name) => !kNotNames.test(name));
}
const kNotNames = new RegExp(`\\b(?:Me|Them|Mr|Mrs|Ms)\\b|^(?:${kMonths}|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\\b`);

/** Transitive acts in which the two sides cannot be exchanged. */
const kActs = [
  ["sued", "a attaqué en justice"], ["hired", "a embauché"], ["dismissed", "a licencié"], ["beat", "a battu"], ["defeated", "a vaincu"],
  ["arrested", "a arrêté"], ["accused", "a accusé"], ["financed", "a financé"], ["paid", "a payé"], ["injured", "a blessé"],
  ["replaced", "a remplacé"], ["supervised", "a supervisé"], ["bribed", "a corrompu"], ["threatened", "a menacé"], ["acquitted", "a acquitté"],
  ["bought", "a acheté"], ["rescued", "a secouru"], ["betrayed", "a trahi"], ["trained", "a formé"], ["elected", "a élu"],
];

/** Pairs "A did B" and "B did A", in all four crossings, with names of the articles: people, companies, offices. */
export function swappedPairs(sentences) {
  const names = [...new Set(sentences.flatMap(({ text }) => namesIn(text)))].sort();
  const pairs = [];
  for (let i = 0; i < 3 * names.length; i++) {
    const [en, fr] = kActs[i % kActs.length];
    const [a, b] = [names[i % names.length], names[(i * 2 + 7) % names.length]];
    if (a === b) continue;
    const write = (lang, who, whom) => `${who} ${lang === "en" ? en : fr} ${whom}.`;
    for (const claimLang of ["en", "fr"]) {
      for (const lang of ["en", "fr"]) {
        pairs.push({ claim: write(claimLang, a, b), claimLang, statement: write(lang, b, a), lang });
      }
    }
  }
  return pairs;
}

const kSpellings = {
  "accents removed": (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae"),
  "other apostrophes": (text) => (text.includes("’") ? text.replaceAll("’", "'") : text.replaceAll("'", "’")),
  "no-break spaces": (text) => text.replace(/(?<=\d) (?=\d)|(?<=«) | (?=[»%€?!:;])/g, "\u202F").replace(/(?<=\p{L}) (?=\d)|(?<=\d) (?=\p{L})/gu, "\u00A0"),
  "lower case": (text) => text.toLowerCase(),
  "upper case": (text) => text.toUpperCase(),
};

// --- The properties ----------------------------------------------------------------------------------------------------------

/** Counts, and remembers what failed. */
class Tally {
  counts = Object.fromEntries(Object.keys(kFloors).map((name) => [name, { tests: 0, holds: 0, failures: [] }]));

  add(name, holds, failure) {
    const count = this.counts[name];
    count.tests++;
    if (holds) count.holds++;
    else count.failures.push(failure());
  }
}

/**
 * Measures all properties. `wasm` may be null: then "native is wasm" has no tests.
 * @returns {Promise<Record<string, { tests: number, holds: number, failures: string[] }>>}
 */
export async function measure(engine, wasm, sets) {
  const tally = new Tally();
  /** Asks one engine, and the other whether it says the same. */
  const ask = async (method, ...args) => {
    const answer = await engine[method](...args);
    if (wasm !== null) {
      const other = await wasm[method](...args);
      tally.add("native is wasm", JSON.stringify(answer) === JSON.stringify(other), () => `${method} ${JSON.stringify(args)}`);
    }
    return answer;
  };
  const open = async (articles) => {
    const corpus = await openArticles(engine, articles);
    if (wasm === null) return;
    const other = await openArticles(wasm, articles);
    tally.add("native is wasm", Buffer.compare(corpus, other) === 0, () => `the corpus of ${articles.map(({ id }) => id)}`);
  };
  const neverSupports = async (name, claim, claimLang, statement, lang) => {
    const { excerpt } = await ask("compare", claim, { text: statement, lang }, { lang: claimLang });
    tally.add(name, excerpt?.relation !== "supports", () => `${claim}\n      ${statement}`);
  };

  for (const set of sets) {
    const sentences = set.articles.flatMap(sentencesOf);
    await open(set.articles);
    for (const { article, lang, text } of sentences) {
      const report = await ask("check", text, { lang });
      const own = report.excerpts.find((excerpt) => excerpt.article === article && (excerpt.text.includes(text) || text.includes(excerpt.text)));
      const got = () => `${report.outcome} ${own ? `${own.relation}: ${own.nuances.map(({ code }) => code).join(" ")}` : ""}\n      ${text}`;
      tally.add("self: found", own !== undefined, got);
      tally.add("self: not contradicted", own?.relation !== "contradicts", got);
      tally.add("self: supports", own?.relation === "supports", got);
    }
    for (const { lang, text } of sentences) {
      const negated = negate(text, lang);
      if (negated !== null) {
        await neverSupports("negation of the claim: never supports", negated, lang, text, lang);
        await neverSupports("negation of the statement: never supports", text, lang, negated, lang);
      }
      for (const [name, change] of Object.entries({ number: changeNumber, year: changeYear, unit: changeUnit, name: changeName })) {
        const changed = change(text);
        if (changed !== null) await neverSupports(`${name} changed: never supports`, changed, lang, text, lang);
      }
    }
    for (const { claim, claimLang, statement, lang } of swappedPairs(sentences)) {
      await neverSupports("names swapped: never supports", claim, claimLang, statement, lang);
    }

    // One first excerpt stands for another if the outcome, the sentence and its relation are the same.
    const essence = ({ outcome, excerpts: [first] }) => [outcome, first?.relation, first?.article, first?.start].join(" ");
    for (const { claim, lang } of set.claims) {
      const before = essence(await ask("check", claim, { lang }));
      for (const [name, change] of Object.entries(kSpellings)) {
        const changed = change(claim);
        if (changed === claim) continue;
        const after = essence(await ask("check", changed, { lang }));
        tally.add(`${name}: same answer`, after === before, () => `${before} -> ${after}\n      ${changed}`);
      }
    }

    // The article that a claim is about alone, and then among all others.
    const others = sets.flatMap(({ articles }) => articles);
    const about = new Map();
    for (const claim of set.claims) {
      const articles = new Set((claim.evidence ?? []).map(({ article }) => article));
      if (articles.size === 1) about.set([...articles][0], [...(about.get([...articles][0]) ?? []), claim]);
    }
    const alone = new Map();
    for (const [id, claims] of about) {
      await open(set.articles.filter((article) => article.id === id));
      for (const claim of claims) alone.set(claim, await ask("check", claim.claim, { lang: claim.lang }));
    }
    await open(others);
    for (const [claim, before] of alone) {
      const after = await ask("check", claim.claim, { lang: claim.lang });
      const [a, b] = [before, after].map(({ excerpts: [first] }) => [first?.relation, first?.text].join(" "));
      tally.add("unrelated articles added: same answer", a === b, () => `${a} -> ${b}\n      ${claim.claim}`);
    }
  }

  // Of the cases that give a claim in both languages, against each of their statements.
  for (const { claims, statements } of await readCases()) {
    const [english, french] = ["en", "fr"].map((lang) => claims.filter((claim) => claim.lang === lang));
    if (english.length !== 1 || french.length !== 1) continue;
    for (const { text, lang } of statements) {
      const relations = [];
      for (const claim of [english[0], french[0]]) {
        const { excerpt } = await ask("compare", claim.text, { text, lang }, { lang: claim.lang });
        relations.push(excerpt?.relation ?? "near miss");
      }
      tally.add("English and French wording agree", relations[0] === relations[1], () => `${relations.join(", ")}\n      ${english[0].text}\n      ${text}`);
    }
  }
  return tally.counts;
}

/** A row a property, for console.table. */
export function tableOf(counts) {
  return Object.fromEntries(
    Object.entries(counts).map(([name, { tests, holds }]) => [name, { tests, holds, share: tests === 0 ? "" : (holds / tests).toFixed(3), floor: kFloors[name].toFixed(2) }]),
  );
}

async function main() {
  const [native, wasm] = [openNative(), await openWasm()];
  const engine = native ?? wasm;
  if (engine === null) throw new Error("There is no engine: build one first (npm run build), or name one in RECOUPE_NATIVE.");
  const part = process.argv[2];
  const counts = await measure(engine, native && wasm, await loadSets());
  for (const [name, { failures }] of Object.entries(counts)) {
    if (part !== undefined && !name.includes(part)) continue;
    for (const failure of failures.slice(0, part === undefined ? 4 : Infinity)) console.log(`${name}: ${failure}`);
  }
  console.table(tableOf(counts));
  native?.close();
  wasm?.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
