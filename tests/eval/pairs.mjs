// @ts-check
// Labelled pairs of a claim and a statement, with the features that the engine finds in each: what train.mjs fits.
//
// A set's own labels say which statements speak to a claim, and how. Statements that the index proposed and that are no evidence do
// not speak to it. What the weights are at the moment decides nothing here: neither features nor candidates depend on them.

import { createHash } from "node:crypto";
import { generatedPairs } from "./generated.mjs";
import { overlaps } from "./score.mjs";
import { hash32 } from "./statistics.mjs";

/** @typedef {import("./sets.mjs").Relation} Relation */
/** @typedef {import("./native.mjs").NativeEngine} NativeEngine */
/**
 * @typedef {object} TrainingPair
 * @property {string} source the set's name
 * @property {string} claim the claim's key, of this source
 * @property {string} home the article that the claim is about; claims about none are spread over keys of their own
 * @property {string[]} articles all articles that the pair involves: evidence and statement
 * @property {string} statement the statement's key
 * @property {boolean} speaks
 * @property {Relation | null} relation if it speaks
 * @property {Map<string, number>} features by name, those that are not 0
 */

const kRelationOfLabel = /** @type {Record<string, Relation | null>} */ ({ supports: "supports", refutes: "contradicts", mixed: "nuances", nei: null });

/**
 * Each claim with every candidate of the corpus that is made of all the set's articles.
 * @param {import("./sets.mjs").ClaimSet} set
 * @param {NativeEngine} engine
 * @returns {Promise<TrainingPair[]>}
 */
export async function pairsOfClaims({ name, claims, articles }, engine) {
  await openCorpus(engine, articles);
  const pairs = await Promise.all(claims.map(async (claim) => {
    const gold = [...claim.evidence, ...(claim.more ?? [])];
    const about = gold.map(({ article }) => article);
    const { pairs: candidates } = await engine.explain(claim.claim, null, { lang: claim.lang });
    return candidates.map(({ article, text, start, features }) => {
      const evidence = gold.find((one) => one.article === article && overlaps(text, one.quote));
      return {
        ...pairOf(name, claim.id, `${article} ${start}`, features, evidence?.relation ?? null),
        home: about[0] ?? `none ${claim.id}`,
        articles: [...new Set([...about, article])],
      };
    });
  }));
  return inOrder(pairs.flat());
}

/**
 * Each claim of a public set with the candidates of the document that its evidence is in; a claim without evidence, with those of
 * the document that has its id. Where single pairs were judged, those that were found not to speak are neither.
 * @param {import("./sets.mjs").PublicSet} set
 * @param {NativeEngine} engine
 * @returns {Promise<TrainingPair[]>}
 */
export async function pairsOfDocuments({ name, claims, statements, articles, pairs }, engine) {
  const label = new Map(pairs.map((pair) => [`${pair.claim} ${pair.statement}`, pair.label]));
  /** @type {Promise<TrainingPair[]>[]} */
  const found = [];
  for (const article of articles) {
    const mine = claims.filter(({ id, gold }) => article.id === (statements.get(gold[0])?.doc ?? id));
    if (mine.length === 0) continue;
    await openCorpus(engine, [article]);
    for (const claim of mine) {
      found.push(engine.explain(claim.claim, null, { lang: claim.lang }).then(({ pairs: candidates }) => candidates.map(({ statement, features }) => {
        const is = label.get(`${claim.id} ${statement}`) ?? (claim.gold.includes(statement) ? claim.label : "nei");
        return { ...pairOf(name, claim.id, statement, features, kRelationOfLabel[is ?? "nei"]), home: article.id, articles: [article.id] };
      })));
    }
  }
  return inOrder((await Promise.all(found)).flat());
}

/**
 * The pairs that were judged one by one, without context.
 * @param {import("./sets.mjs").PublicSet} set
 * @param {NativeEngine} engine
 * @returns {Promise<TrainingPair[]>}
 */
export async function pairsAsJudged({ name, claims, statements, pairs }, engine) {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const found = await Promise.all(pairs.map(async (pair) => {
    const [claim, statement] = [byId.get(pair.claim), statements.get(pair.statement)];
    if (!claim || !statement) throw new Error(`${name}: the pair ${JSON.stringify(pair)} names what there is not.`);
    const { pairs: [{ features }] } = await engine.explain(claim.claim, { text: statement.text, lang: statement.lang }, { lang: claim.lang });
    return { ...pairOf(name, claim.id, statement.id, features, kRelationOfLabel[pair.label ?? "nei"]), home: statement.doc, articles: [statement.doc] };
  }));
  return inOrder(found);
}

/**
 * Sentences of a set's articles held against changed ones, without context.
 * @param {import("./sets.mjs").ClaimSet} set
 * @param {NativeEngine} engine
 * @returns {Promise<TrainingPair[]>}
 */
export async function pairsOfChanges({ name, articles }, engine) {
  const found = await Promise.all(generatedPairs(articles).map(async ({ claim, claimLang, statement, lang, relation, article }) => {
    const { pairs: [{ features }] } = await engine.explain(claim, { text: statement, lang }, { lang: claimLang });
    return { ...pairOf(`${name} changed`, claim, statement, features, relation), home: article, articles: [article] };
  }));
  return inOrder(found);
}

/**
 * A number for each pair, from 0 to folds - 1, so that all claims about an article have the same. A set's articles are dealt out in
 * the order of their names, which spreads languages where names begin with them.
 * @param {TrainingPair[]} pairs
 * @param {number} folds
 * @returns {Map<string, number>} by articleKey
 */
export function foldsOf(pairs, folds) {
  /** @type {Map<string, Set<string>>} */
  const articlesOf = new Map();
  for (const { source, articles } of pairs) {
    if (!articlesOf.has(source)) articlesOf.set(source, new Set());
    for (const article of articles) articlesOf.get(source)?.add(article);
  }
  /** @type {Map<string, number>} */
  const fold = new Map();
  for (const [source, articles] of articlesOf) [...articles].sort().forEach((article, index) => fold.set(articleKey(source, article), index % folds));
  for (const { source, home } of pairs) {
    const key = articleKey(source, home);
    if (!fold.has(key)) fold.set(key, hash32(key) % folds);
  }
  return fold;
}

/**
 * @param {string} source
 * @param {string} article
 */
export function articleKey(source, article) {
  return `${source}\t${article}`;
}

/**
 * The same for the same pairs and features, whatever the order of the answers was.
 * @param {TrainingPair[]} pairs
 * @returns {string} 12 hex digits
 */
export function hashOf(pairs) {
  const hash = createHash("sha256");
  for (const { source, claim, statement, speaks, relation, features } of pairs) {
    hash.update(`${JSON.stringify([source, claim, statement, speaks, relation, [...features]])}\n`);
  }
  return hash.digest("hex").slice(0, 12);
}

/**
 * @param {NativeEngine} engine
 * @param {object[]} articles
 */
async function openCorpus(engine, articles) {
  await Promise.all(articles.map((article) => engine.add(article)));
  await engine.open(await engine.finish());
}

/**
 * @param {string} source
 * @param {string} claim
 * @param {string} statement
 * @param {{ name: string, value: number }[]} features
 * @param {Relation | null} relation
 */
function pairOf(source, claim, statement, features, relation) {
  return { source, claim, statement, speaks: relation !== null, relation, features: new Map(features.map(({ name, value }) => [name, value])) };
}

/**
 * By claim and statement: candidates come ordered by score, which the weights decide.
 * @param {TrainingPair[]} pairs
 */
function inOrder(pairs) {
  const key = (/** @type {TrainingPair} */ { claim, statement }) => `${claim}\t${statement}`;
  return pairs.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
