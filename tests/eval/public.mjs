// @ts-check
// Figures on a public set: is the gold sentence found among all statements of the set, and is a pair judged right?
//
// The labels are not ours. supports and refutes are our supports and contradicts; a near miss is their "neither". Our nuances
// is their mixed where the set has that label for pairs, else supports: a nuance speaks for the claim, with a reservation.

import { percent, table } from "./report.mjs";
import { auroc, sample } from "./statistics.mjs";

/** @typedef {import("./sets.mjs").PublicSet} PublicSet */
/** @typedef {import("./engines.mjs").OpenEngine} OpenEngine */
/** @typedef {{ place: number, score: number, label: string | null, hasGold: boolean }} FoundClaim place: of the first gold statement, from 0; Infinity: it was not ranked */
/** @typedef {{ label: string, said: string | null, score: number }} JudgedPair said: null for a near miss */

const kRecallPlaces = [1, 5];

/**
 * @param {PublicSet} set
 * @param {(articles: object[]) => Promise<OpenEngine>} open
 * @param {{ count: number }} options how many claims at most
 */
export async function measurePublicSet(set, open, { count }) {
  const claims = sample(set.claims, count, ({ id }) => `${set.name} ${id}`);
  const engine = await open(set.articles);
  try {
    const found = await Promise.all(claims.map((claim) => findGold(claim, engine)));
    const judged = await judgePairs(set, new Set(claims.map(({ id }) => id)), engine);
    return { name: set.name, statements: set.statements.size, found, judged };
  } finally {
    engine.close();
  }
}

/**
 * @param {import("./sets.mjs").PublicClaim} claim
 * @param {OpenEngine} engine
 * @returns {Promise<FoundClaim>}
 */
async function findGold(claim, engine) {
  const ranked = await engine.rank(claim.claim, claim.lang);
  const place = ranked.findIndex(({ statement }) => statement !== undefined && claim.gold.includes(statement));
  return { place: place < 0 ? Infinity : place, score: ranked[0]?.score ?? 0, label: claim.label, hasGold: claim.gold.length > 0 };
}

/**
 * @param {PublicSet} set
 * @param {Set<string>} wanted ids of claims
 * @param {OpenEngine} engine
 * @returns {Promise<JudgedPair[]>}
 */
async function judgePairs({ claims, statements, pairs }, wanted, engine) {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  return Promise.all(pairs.filter((pair) => wanted.has(pair.claim)).map(async (pair) => {
    const [claim, statement] = [byId.get(pair.claim), statements.get(pair.statement)];
    if (!claim || !statement) throw new Error(`The pair ${JSON.stringify(pair)} names what there is not.`);
    const { relation, score } = await engine.compare(claim.claim, { text: statement.text, lang: statement.lang }, claim.lang);
    return { label: String(pair.label), said: relation, score };
  }));
}

/** @param {Awaited<ReturnType<typeof measurePublicSet>>} measured */
export function describePublicSet({ name, statements, found, judged }) {
  const withGold = found.filter(({ hasGold }) => hasGold);
  const recall = (/** @type {number} */ places) => percent({ part: withGold.filter(({ place }) => place < places).length, of: withGold.length });
  const labelled = found.filter(({ label }) => label !== null);
  const lines = [
    `${name}: ${found.length} claims against ${statements} statements`,
    `  evidence     ${kRecallPlaces.map((places) => `recall@${places} ${recall(places)}`).join("   ")}   ranked at all ${recall(Infinity)}`,
    `  best score   AUROC of claims with evidence over nei ${number(auroc(labelled.map(({ label, score }) => ({ score, positive: label !== "nei" }))))}`,
  ];
  if (judged.length > 0) lines.push(describePairs(judged));
  return lines.join("\n");
}

/** @param {JudgedPair[]} judged */
function describePairs(judged) {
  const labels = [...new Set(judged.map(({ label }) => label))].sort().reverse();
  const nuances = labels.includes("mixed") ? "mixed" : "supports";
  /** @type {Record<string, string>} */
  const translated = { supports: "supports", nuances, contradicts: "refutes" };
  const pairs = judged.map(({ label, said, score }) => ({ label, score, said: said === null ? "nei" : translated[said] }));
  const saidLabels = [...new Set([...labels, "supports", "refutes", "nei"])].sort().reverse();
  const right = (/** @type {typeof pairs} */ some) => ({ part: some.filter(({ label, said }) => label === said).length, of: some.length });
  const sided = pairs.filter(({ label }) => label === "supports" || label === "refutes");
  const shown = sided.filter(({ said }) => said !== "nei");
  const direction = { part: shown.filter(({ label, said }) => (label === "refutes") === (said === "refutes")).length, of: shown.length };
  const rows = labels.map((label) => [label, ...saidLabels.map((said) => String(pairs.filter((pair) => pair.label === label && pair.said === said).length))]);
  return [
    `  pairs        ${pairs.length}: right ${percent(right(pairs))}   of supports and refutes ${percent(right(sided))}; direction right where shown ${percent(direction)} of ${shown.length}`,
    `               AUROC over nei ${number(auroc(pairs.map(({ label, score }) => ({ score, positive: label !== "nei" }))))}`,
    table(["label \\ said", ...saidLabels], rows),
  ].join("\n");
}

/** @param {number} value */
function number(value) {
  return Number.isNaN(value) ? "–" : value.toFixed(3);
}
