// @ts-check
// Labelled pairs made by changing sentences of a set's articles in ways whose effect is known: negated, with another number, year,
// unit or name, with the parties exchanged, attributed, hedged, made approximate. They teach the weights what is the same
// everywhere and too rare among claims that people wrote.

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

/**
 * @param {{ id: string, text: string }[]} articles
 * @returns {GeneratedPair[]}
 */
export function generatedPairs(articles) {
  /** @type {GeneratedPair[]} */
  const pairs = [];
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
