// @ts-check
// Labelled pairs made by changing sentences of a set's articles in ways whose effect is known: negated, with another number, year,
// unit or name, with the parties exchanged, attributed, hedged, made approximate, limited; and sentences whose verbs stand on one
// ladder of the lexicon. They teach the weights what is the same everywhere and too rare among claims that people wrote.

import { readFileSync, readdirSync } from "node:fs";

import { changeName, changeNumber, changeUnit, changeYear, negate, sentencesOf, swappedPairs } from "../cases/properties.mjs";

/** @typedef {import("./pairs.mjs").Relation} Relation */
/** @typedef {{ claim: string, claimLang: string, statement: string, lang: string, relation: Relation, article: string }} GeneratedPair */

const kAccording = { en: ["According to the union, ", "Its opponents claim that "], fr: ["Selon le syndicat, ", "D’après ses adversaires, "] };
const kAbout = { en: "about", fr: "environ" };

/** French auxiliaries and the conditional of hearsay; English ones and where an adverb of hearsay stands. */
const kHearsay = {
  fr: (/** @type {string} */ text) => replaceFirst(text, / (a|ont|est|sont) (?=\p{L}+(?:é|i|u|is|it|ée|és|ées|us|ues)\b)/u,
    (word) => ({ a: "aurait", ont: "auraient", est: "serait", sont: "seraient" })[word] ?? word),
  en: (/** @type {string} */ text) => replaceFirst(text, / (has|have|was|were) (?=\w+ed\b)/, (word) => `${word} reportedly`),
};

/** What limits a sentence when it is added to its end. */
const kLimits = {
  en: [", unless the court objects", " through an intermediary", " until 2016", ", subject to approval"],
  fr: [", sauf décision contraire du tribunal", " par l’intermédiaire d’un courtier", " jusqu’en 2016", ", sous réserve d’un accord"],
};
const kSome = { en: [/^The (?=\w+s )/, "Some "], fr: [/^Les (?=\p{Ll}+s )/u, "Certains "] };

const kLexicon = new URL("../../data/lexicon/", import.meta.url);

/**
 * "The agency wants to order the plan" and "… wants to recommend the plan": the verbs of each ladder, neighbours in rank, in all four
 * crossings.
 * @returns {GeneratedPair[]}
 */
function ladderPairs() {
  /** @type {Map<string, { rank: number, en: string, fr: string }[]>} */
  const ladders = new Map();
  for (const file of readdirSync(kLexicon).sort()) {
    for (const block of readFileSync(new URL(file, kLexicon), "utf8").split(/^(?=\[)/m)) {
      const ladder = /^ladder\s+(\S+)\s+(\d+)/m.exec(block);
      const verb = (/** @type {string} */ lang) => new RegExp(`^${lang}\\.v\\s+([\\p{L}]+)\\s*(?:,|$)`, "mu").exec(block)?.[1];
      const [en, fr] = [verb("en"), verb("fr")];
      if (ladder && en && fr) ladders.set(ladder[1], [...(ladders.get(ladder[1]) ?? []), { rank: Number(ladder[2]), en, fr }]);
    }
  }
  const write = (/** @type {"en" | "fr"} */ lang, /** @type {{ en: string, fr: string }} */ verb) =>
    lang === "en" ? `The agency wants to ${verb.en} the plan.` : `L’agence veut ${verb.fr} le plan.`;
  /** @type {GeneratedPair[]} */
  const pairs = [];
  for (const [name, verbs] of [...ladders].sort()) {
    verbs.sort((a, b) => a.rank - b.rank || (a.en < b.en ? -1 : 1));
    for (let i = 0; i + 1 < verbs.length; i++) {
      if (verbs[i].rank === verbs[i + 1].rank) continue;
      for (const [mine, theirs] of [[verbs[i], verbs[i + 1]], [verbs[i + 1], verbs[i]]]) {
        for (const claimLang of /** @type {("en" | "fr")[]} */ (["en", "fr"])) {
          for (const lang of /** @type {("en" | "fr")[]} */ (["en", "fr"])) {
            pairs.push({ claim: write(claimLang, mine), claimLang, statement: write(lang, theirs), lang, relation: "nuances", article: `ladder ${name}` });
          }
        }
      }
    }
  }
  return pairs;
}

/**
 * @param {{ id: string, text: string }[]} articles
 * @returns {GeneratedPair[]}
 */
export function generatedPairs(articles) {
  /** @type {GeneratedPair[]} */
  const pairs = ladderPairs();
  for (const article of articles) {
    const sentences = sentencesOf(article);
    for (const { text, lang } of sentences) {
      const add = (/** @type {string | null} */ claim, /** @type {string | null} */ statement, /** @type {Relation} */ relation) => {
        if (claim !== null && statement !== null && claim !== statement) pairs.push({ claim, claimLang: lang, statement, lang, relation, article: article.id });
      };
      pairs.push({ claim: text, claimLang: lang, statement: text, lang, relation: "supports", article: article.id });
      add(negate(text, lang), text, "contradicts");
      add(text, negate(text, lang), "contradicts");
      for (const change of [changeNumber, changeYear, changeUnit, changeName]) add(change(text), text, "contradicts");
      const own = lang === "fr" ? "fr" : "en";
      kAccording[own].forEach((opening, i) => {
        if (i === pairs.length % 2) add(text, opening + text[0].toLowerCase() + text.slice(1), "nuances");
      });
      kLimits[own].forEach((limit, i) => {
        if (i === pairs.length % kLimits[own].length) add(text, text.replace(/\.$/, `${limit}.`), "nuances");
      });
      add(text, kSome[own][0] instanceof RegExp && kSome[own][0].test(text) ? text.replace(kSome[own][0], String(kSome[own][1])) : null, "nuances");
      add(text, kHearsay[own](text), "nuances");
      add(text, replaceFirst(text, / (\d[\d,. ]*)(?=[ %])/, (number) => `${kAbout[own]} ${number}`), "nuances");
    }
    for (const { claim, claimLang, statement, lang } of swappedPairs(sentences)) {
      pairs.push({ claim, claimLang, statement, lang, relation: "contradicts", article: article.id });
      if (claimLang === lang) pairs.push({ claim, claimLang, statement: claim, lang, relation: "supports", article: article.id });
    }
  }
  return pairs;
}

/**
 * The text with the first match's group made another, or null.
 * @param {string} text
 * @param {RegExp} pattern a space, then the group
 * @param {(word: string) => string} change
 */
function replaceFirst(text, pattern, change) {
  const found = pattern.exec(text);
  if (found === null || text.slice(0, found.index).includes(",")) return null;
  return `${text.slice(0, found.index)} ${change(found[1])}${text.slice(found.index + 1 + found[1].length)}`;
}
