// @ts-check
// Figures on a public set: is the gold sentence found among all statements of the set, is a pair judged right, and does evidence score
// above what is off the topic and above what does not settle the claim? For the set and for each crossing of languages in it.
//
// The labels are not ours. supports and refutes are our supports and contradicts; a near miss is their nei. Our nuances is their mixed
// where the set has that label for pairs, else supports: a nuance speaks for the claim, with a reservation.

import { percent, table } from "./report.mjs";
import { auroc, hash32, sample } from "./statistics.mjs";

/** @typedef {import("./sets.mjs").PublicSet} PublicSet */
/** @typedef {import("./sets.mjs").PublicClaim} PublicClaim */
/** @typedef {import("./sets.mjs").PublicStatement} PublicStatement */
/** @typedef {import("./engines.mjs").OpenEngine} OpenEngine */
/** @typedef {import("./score.mjs").Share} Share */
/**
 * @typedef {object} FoundClaim
 * @property {string} crossing "en>fr": an English claim, French evidence
 * @property {number} place of the first gold statement, from 0; Infinity: it was not ranked
 * @property {number} score of the best statement
 * @property {string | null} label
 * @property {boolean} hasGold
 */
/**
 * @typedef {object} JudgedPair
 * @property {string} crossing
 * @property {string | null} label of the pair; null for a gold statement of a set without pairs
 * @property {string | null} said null for a near miss
 * @property {number} score
 */
/** @typedef {{ crossing: string, score: number }} OffTopicPair a claim and a statement of a document that has none of its evidence */
/** @typedef {{ found: FoundClaim[], judged: JudgedPair[], offTopic: OffTopicPair[] }} Measured */
/**
 * @typedef {object} PublicFigures
 * @property {number} claims
 * @property {number} pairs with a label
 * @property {Share[]} recall the gold sentence is among the first, for each of kRecallPlaces
 * @property {Share} ranked it is ranked at all
 * @property {Share} twoWay right of supports and refutes; a near miss is wrong
 * @property {Share} threeWay right of all labels; of nothing where the set has no third one
 * @property {Share} direction right of supports and refutes, where the pair is shown
 * @property {number} overOffTopic AUROC of evidence over off-topic pairs
 * @property {number} overNei AUROC of evidence over pairs that do not settle the claim
 * @property {number} bestOverNei the same of the best scores of claims with evidence and without
 */

const kRecallPlaces = [1, 5];
const kOffTopic = 3;  // statements a claim

/**
 * @param {PublicSet} set
 * @param {(articles: object[]) => Promise<OpenEngine>} open
 * @param {{ count: number }} options how many claims at most
 * @returns {Promise<{ name: string, statements: number } & Measured>}
 */
export async function measurePublicSet(set, open, { count }) {
  const claims = sample(set.claims, count, ({ id }) => `${set.name} ${id}`);
  const engine = await open(set.articles);
  try {
    const found = await Promise.all(claims.map((claim) => findGold(claim, set, engine)));
    const judged = await judgePairs(set, claims, engine);
    const offTopic = await scoreOffTopic(set, claims, engine);
    return { name: set.name, statements: set.statements.size, found, judged, offTopic };
  } finally {
    engine.close();
  }
}

/**
 * @param {PublicClaim} claim
 * @param {PublicSet} set
 * @param {OpenEngine} engine
 * @returns {Promise<FoundClaim>}
 */
async function findGold(claim, set, engine) {
  const ranked = await engine.rank(claim.claim, claim.lang);
  const place = ranked.findIndex(({ statement }) => statement !== undefined && claim.gold.includes(statement));
  const evidence = claim.gold.length > 0 ? claim.gold.map((id) => statementOf(set, id)) : [...set.statements.values()];
  const languages = new Set(evidence.map(({ lang }) => lang));
  return {
    crossing: `${claim.lang}>${[...languages].sort().join("+")}`,
    place: place < 0 ? Infinity : place,
    score: ranked[0]?.score ?? 0,
    label: claim.label,
    hasGold: claim.gold.length > 0,
  };
}

/**
 * The pairs that were labelled one by one; where there are none, each claim with its gold statements.
 * @param {PublicSet} set
 * @param {PublicClaim[]} claims
 * @param {OpenEngine} engine
 * @returns {Promise<JudgedPair[]>}
 */
async function judgePairs(set, claims, engine) {
  const wanted = new Map(claims.map((claim) => [claim.id, claim]));
  const gold = claims.flatMap(({ id, gold }) => gold.map((statement) => ({ claim: id, statement, label: null })));
  const pairs = set.pairs.length > 0 ? set.pairs : gold;
  return Promise.all(pairs.flatMap(({ claim: id, statement, label }) => {
    const claim = wanted.get(id);
    return claim ? [judgePair(claim, statementOf(set, statement), label, engine)] : [];
  }));
}

/**
 * @param {PublicClaim} claim
 * @param {PublicStatement} statement
 * @param {string | null} label
 * @param {OpenEngine} engine
 * @returns {Promise<JudgedPair>}
 */
async function judgePair(claim, { text, lang }, label, engine) {
  const { relation, score } = await engine.compare(claim.claim, { text, lang }, claim.lang);
  return { crossing: `${claim.lang}>${lang}`, label, said: relation, score };
}

/**
 * Each claim that has evidence with statements of documents that have none of it, the same ones every time.
 * @param {PublicSet} set
 * @param {PublicClaim[]} claims
 * @param {OpenEngine} engine
 * @returns {Promise<OffTopicPair[]>}
 */
async function scoreOffTopic(set, claims, engine) {
  const shuffled = [...set.statements.values()].filter(({ text }) => text.trim() !== "").sort((a, b) => hash32(a.id) - hash32(b.id));
  const pairs = claims.filter(({ gold }) => gold.length > 0).flatMap((claim) => {
    const paired = set.pairs.filter((pair) => pair.claim === claim.id).map(({ statement }) => statement);
    const own = new Set([...claim.gold, ...paired].map((id) => statementOf(set, id).doc));
    const first = hash32(claim.id) % shuffled.length;
    const others = [...shuffled.slice(first), ...shuffled.slice(0, first)].filter(({ doc }) => !own.has(doc)).slice(0, kOffTopic);
    return others.map((statement) => ({ claim, statement }));
  });
  return Promise.all(pairs.map(({ claim, statement }) => judgePair(claim, statement, null, engine)));
}

/**
 * @param {PublicSet} set
 * @param {string} id
 */
function statementOf({ name, statements }, id) {
  const statement = statements.get(id);
  if (!statement) throw new Error(`${name}: there is no statement '${id}'.`);
  return statement;
}

/**
 * The figures over these claims and pairs.
 * @param {Measured} measured
 * @returns {PublicFigures}
 */
export function publicFiguresOf({ found, judged, offTopic }) {
  const withGold = found.filter(({ hasGold }) => hasGold);
  const pairs = labelledPairs(judged);
  const sided = pairs.filter(({ label }) => label === "supports" || label === "refutes");
  const shown = sided.filter(({ said }) => said !== "nei");
  const hasThird = sided.length < pairs.length;
  const evidence = judged.filter(({ label }) => label !== "nei").map(({ score }) => ({ score, positive: true }));
  const negative = (/** @type {{ score: number }[]} */ some) => some.map(({ score }) => ({ score, positive: false }));
  return {
    claims: found.length,
    pairs: pairs.length,
    recall: kRecallPlaces.map((places) => share(withGold, ({ place }) => place < places)),
    ranked: share(withGold, ({ place }) => place < Infinity),
    twoWay: share(sided, ({ label, said }) => label === said),
    threeWay: share(hasThird ? pairs : [], ({ label, said }) => label === said),
    direction: share(shown, ({ label, said }) => (label === "refutes") === (said === "refutes")),
    overOffTopic: auroc([...evidence, ...negative(offTopic)]),
    overNei: auroc([...evidence, ...negative(judged.filter(({ label }) => label === "nei"))]),
    bestOverNei: auroc(found.filter(({ label }) => label !== null).map(({ score, label }) => ({ score, positive: label !== "nei" }))),
  };
}

/**
 * The pairs that have a label, and what was said in the words of the set.
 * @param {JudgedPair[]} judged
 */
function labelledPairs(judged) {
  const nuances = judged.some(({ label }) => label === "mixed") ? "mixed" : "supports";
  /** @type {Record<string, string>} */
  const translated = { supports: "supports", nuances, contradicts: "refutes" };
  return judged.flatMap(({ label, said }) => (label === null ? [] : [{ label, said: said === null ? "nei" : translated[said] }]));
}

/**
 * @template T
 * @param {T[]} items
 * @param {(item: T) => boolean} test
 * @returns {Share}
 */
function share(items, test) {
  return { part: items.filter(test).length, of: items.length };
}

/**
 * The same by crossing, "en>fr" for an English claim and a French statement.
 * @param {Measured} measured
 * @returns {Map<string, Measured>}
 */
export function byCrossing({ found, judged, offTopic }) {
  const crossings = [...new Set([...found, ...judged].map(({ crossing }) => crossing))].sort();
  const of = (/** @type {string} */ crossing) => ({
    found: found.filter((one) => one.crossing === crossing),
    judged: judged.filter((one) => one.crossing === crossing),
    offTopic: offTopic.filter((one) => one.crossing === crossing),
  });
  return new Map(crossings.map((crossing) => [crossing, of(crossing)]));
}

/**
 * @param {{ name: string, statements: number } & Measured} measured
 * @param {{ matrices?: boolean }} [options] matrices: the confusion matrix of each crossing too, where there are several
 */
export function describePublicSet({ name, statements, ...measured }, { matrices = false } = {}) {
  const f = publicFiguresOf(measured);
  const lines = [
    `${name}: ${f.claims} claims against ${statements} statements`,
    `  evidence     ${kRecallPlaces.map((places, i) => `recall@${places} ${percent(f.recall[i])}`).join("   ")}   ranked at all ${percent(f.ranked)}`,
    `  pairs        ${f.pairs}: two-way ${percent(f.twoWay)}   three-way ${percent(f.threeWay)}   direction right where shown ${percent(f.direction)} of ${f.direction.of}`,
    `  AUROC        evidence over off-topic ${number(f.overOffTopic)}   over nei ${number(f.overNei)}   best score of claims with evidence over nei ${number(f.bestOverNei)}`,
  ];
  const crossings = byCrossing(measured);
  if (f.pairs > 0) lines.push("", matrixOf(measured.judged));
  if (matrices && crossings.size > 1) {
    for (const [crossing, { judged }] of crossings) if (labelledPairs(judged).length > 0) lines.push("", `  ${crossing}`, matrixOf(judged));
  }
  lines.push("", publicTable([...crossings].map(([crossing, some]) => ({ name: crossing, measured: some }))));
  return lines.join("\n");
}

/**
 * A line for each crossing of each set.
 * @param {({ name: string } & Measured)[]} sets
 */
export function describePublicSets(sets) {
  return publicTable(sets.flatMap(({ name, ...measured }) => [...byCrossing(measured)].map(([crossing, some]) => ({ name: `${name} ${crossing}`, measured: some }))));
}

/** @param {{ name: string, measured: Measured }[]} rows */
function publicTable(rows) {
  const cells = rows.map(({ name, measured }) => {
    const f = publicFiguresOf(measured);
    return [name, String(f.claims), ...f.recall.map(percent), String(f.pairs), percent(f.twoWay), percent(f.threeWay), number(f.overOffTopic), number(f.overNei)];
  });
  return table(["claim>statement", "claims", ...kRecallPlaces.map((places) => `recall@${places}`), "pairs", "two-way", "three-way", "AUROC off-topic", "AUROC nei"], cells);
}

/** @param {JudgedPair[]} judged */
function matrixOf(judged) {
  const pairs = labelledPairs(judged);
  const labels = [...new Set(pairs.map(({ label }) => label))].sort().reverse();
  const saidLabels = [...new Set([...labels, "supports", "refutes", "nei"])].sort().reverse();
  const rows = labels.map((label) => [label, ...saidLabels.map((said) => String(pairs.filter((pair) => pair.label === label && pair.said === said).length))]);
  return table(["label \\ said", ...saidLabels], rows);
}

/** @param {number} value */
function number(value) {
  return Number.isNaN(value) ? "–" : value.toFixed(3);
}
