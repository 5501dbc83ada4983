// @ts-check
// Figures of checks against labelled claims, as shared/eval/README.md defines them. Pure functions.
//
// Each claim is judged once (judgeClaim); every figure is a share over some of the judged claims (figuresOf).

/** @typedef {import("./sets.mjs").LabelledClaim} LabelledClaim */
/** @typedef {import("./sets.mjs").Evidence} Evidence */
/** @typedef {LabelledClaim["verdict"]} Verdict */
/** @typedef {{ relation: string, text: string, article: string, score?: number }} ShownExcerpt */
/** @typedef {{ id: string, outcome: string, excerpts: ShownExcerpt[], error?: unknown }} ClaimResult */
/** @typedef {{ part: number, of: number }} Share */
/**
 * @typedef {object} JudgedClaim
 * @property {LabelledClaim} claim
 * @property {Verdict} said
 * @property {boolean} answered whether there was a result for it
 * @property {ShownExcerpt[]} shown the first excerpts
 * @property {Evidence[][]} matches for each of them, the evidence it overlaps
 * @property {Evidence[]} gold
 */
/**
 * @typedef {object} Figures
 * @property {number} claims
 * @property {number} missing
 * @property {Share} strict
 * @property {Share} lenient
 * @property {Record<Verdict, number>} f1
 * @property {number} macroF1
 * @property {Share} hit1
 * @property {Share} hit3
 * @property {Share} precision
 * @property {Share} relation
 * @property {Share} direction
 * @property {Share} silentOnNone
 * @property {Share} wronglySilent
 * @property {Record<Verdict, Record<Verdict, number>>} confusion [verdict][said]
 */

/** @type {Verdict[]} */
export const kVerdicts = ["supports", "nuances", "contradicts", "none"];
export const kListKinds = /** @type {const} */ (["wrong", "missed", "shown", "direction", "relation"]);

const kShownExcerpts = 3;
const kShortestRun = 3;  // words that an excerpt and a quotation share at least

/** @type {Record<string, Verdict>} */
const kVerdictOfOutcome = {
  supported: "supports",
  nuanced: "nuances",
  mixed: "nuances",
  contradicted: "contradicts",
  "not-covered": "none",
  "not-checkable": "none",
};

/** Spellings of the same thing, each with the one that is compared; applied in this order. */
const kSpellings = /** @type {[RegExp, string][]} */ ([
  [/[‘’ʼ]/g, "'"],
  [/[«»“”"]/g, '"'],
  [/[‐‑‒–—―]/g, "-"],
  [/\]\(#\)|[*[\]]/g, ""],  // emphasis and links of the articles' text
  [/\s+/g, " "],
]);

/**
 * A text as it is compared.
 * @param {string} text
 */
export function plainText(text) {
  const same = kSpellings.reduce((result, [pattern, by]) => result.replace(pattern, by), text.normalize("NFKC"));
  return same.trim().toLowerCase();
}

/**
 * Whether an excerpt and a quotation are about the same stretch of an article: one contains the other, or they have a run
 * of words in common that is at least half as long as the shorter of them.
 * @param {string} excerpt
 * @param {string} quote
 */
export function overlaps(excerpt, quote) {
  const [a, b] = [plainText(excerpt), plainText(quote)];
  if (a.includes(b) || b.includes(a)) return true;
  const [x, y] = [a.split(" "), b.split(" ")];
  return longestCommonRun(x, y) >= Math.max(kShortestRun, Math.ceil(Math.min(x.length, y.length) / 2));
}

/**
 * @param {string[]} x
 * @param {string[]} y
 */
function longestCommonRun(x, y) {
  let longest = 0;
  let above = new Uint16Array(y.length + 1);  // [j + 1]: the run that ends at the word before in x and at y[j]
  for (const word of x) {
    const row = new Uint16Array(y.length + 1);
    y.forEach((other, j) => {
      if (word === other) row[j + 1] = above[j] + 1;
      longest = Math.max(longest, row[j + 1]);
    });
    above = row;
  }
  return longest;
}

/**
 * @param {LabelledClaim} claim
 * @param {ClaimResult | undefined} result
 * @returns {JudgedClaim}
 */
export function judgeClaim(claim, result) {
  const answered = result !== undefined && !result.error;
  const { outcome, excerpts } = answered ? result : { outcome: "not-covered", excerpts: [] };
  const said = kVerdictOfOutcome[outcome];
  if (!said) throw new Error(`${claim.id}: '${outcome}' is no outcome.`);
  const gold = [...claim.evidence, ...(claim.more ?? [])];
  const shown = excerpts.slice(0, kShownExcerpts);
  const matches = shown.map(({ article, text }) => gold.filter((evidence) => evidence.article === article && overlaps(text, evidence.quote)));
  return { claim, said, answered, shown, matches, gold };
}

/**
 * @param {LabelledClaim[]} claims
 * @param {ClaimResult[]} results in any order
 * @returns {JudgedClaim[]}
 */
export function judge(claims, results) {
  const byId = new Map(results.map((result) => [result.id, result]));
  return claims.map((claim) => judgeClaim(claim, byId.get(claim.id)));
}

/** @param {JudgedClaim} judged */
const isStrict = ({ claim, said }) => said === claim.verdict;
/** @param {JudgedClaim} judged */
const isLenient = (judged) => isStrict(judged) || Boolean(judged.claim.also_ok?.includes(judged.said));
/** @param {JudgedClaim} judged */
const isHit = ({ matches }) => matches.some((found) => found.length > 0);
/** @param {JudgedClaim} judged */
const isWrongDirection = ({ claim, said }) => [claim.verdict, said].sort().join() === "contradicts,supports";
/** The excerpts that hit, each with whether its relation is that of a sentence it overlaps. @param {JudgedClaim} judged */
const relationsOf = ({ shown, matches }) =>
  shown.flatMap(({ relation }, i) => (matches[i].length > 0 ? [matches[i].some((evidence) => evidence.relation === relation)] : []));

/**
 * @param {JudgedClaim[]} judged
 * @returns {Figures}
 */
export function figuresOf(judged) {
  const withEvidence = judged.filter(({ gold }) => gold.length > 0);
  const withNone = judged.filter(({ gold }) => gold.length === 0);
  const shown = judged.flatMap(({ matches }) => matches);
  const confusion = confusionOf(judged);
  const f1 = f1Of(confusion);
  return {
    claims: judged.length,
    missing: judged.filter(({ answered }) => !answered).length,
    strict: share(judged, isStrict),
    lenient: share(judged, isLenient),
    f1,
    macroF1: kVerdicts.reduce((sum, verdict) => sum + f1[verdict], 0) / kVerdicts.length,
    hit1: share(withEvidence, ({ matches }) => (matches[0]?.length ?? 0) > 0),
    hit3: share(withEvidence, isHit),
    precision: share(shown, (found) => found.length > 0),
    relation: share(withEvidence.flatMap(relationsOf), (right) => right),
    direction: share(judged, isWrongDirection),
    silentOnNone: share(withNone, (claim) => claim.shown.length === 0),
    wronglySilent: share(withEvidence, (claim) => claim.shown.length === 0),
    confusion,
  };
}

/** @param {JudgedClaim[]} judged */
function confusionOf(judged) {
  const count = (/** @type {Verdict} */ verdict, /** @type {Verdict} */ said) =>
    judged.filter((one) => one.claim.verdict === verdict && one.said === said).length;
  const row = (/** @type {Verdict} */ verdict) => Object.fromEntries(kVerdicts.map((said) => [said, count(verdict, said)]));
  return /** @type {Figures["confusion"]} */ (Object.fromEntries(kVerdicts.map((verdict) => [verdict, row(verdict)])));
}

/** @param {Figures["confusion"]} confusion */
function f1Of(confusion) {
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((a, b) => a + b, 0);
  const f1 = (/** @type {Verdict} */ verdict) => {
    const expected = sum(Object.values(confusion[verdict]));
    const said = sum(kVerdicts.map((other) => confusion[other][verdict]));
    return expected + said === 0 ? 0 : (2 * confusion[verdict][verdict]) / (expected + said);
  };
  return /** @type {Figures["f1"]} */ (Object.fromEntries(kVerdicts.map((verdict) => [verdict, f1(verdict)])));
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
 * The judged claims by language of the claim, and by crossing: "en>fr" is an English claim about a French article. Claims
 * without evidence cross nothing.
 * @param {JudgedClaim[]} judged
 * @param {Map<string, string>} [languages] of the articles, by id
 * @returns {{ languages: Map<string, JudgedClaim[]>, crossings: Map<string, JudgedClaim[]> }}
 */
export function groupsOf(judged, languages = new Map()) {
  /** @type {Map<string, JudgedClaim[]>} */
  const byLanguage = new Map();
  /** @type {Map<string, JudgedClaim[]>} */
  const byCrossing = new Map();
  const put = (/** @type {Map<string, JudgedClaim[]>} */ map, /** @type {string} */ key, /** @type {JudgedClaim} */ one) =>
    map.set(key, [...(map.get(key) ?? []), one]);
  for (const one of judged) {
    put(byLanguage, one.claim.lang, one);
    for (const lang of new Set(one.gold.map(({ article }) => languages.get(article)))) {
      if (lang) put(byCrossing, `${one.claim.lang}>${lang}`, one);
    }
  }
  const sorted = (/** @type {Map<string, JudgedClaim[]>} */ map) => new Map([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { languages: sorted(byLanguage), crossings: sorted(byCrossing) };
}

/**
 * The claims behind a figure: wrong (not even lenient), missed (no excerpt hits), shown (an excerpt off the point),
 * direction, relation (an excerpt hits with another relation).
 * @param {JudgedClaim[]} judged
 * @param {typeof kListKinds[number]} kind
 */
export function listOf(judged, kind) {
  /** @type {Record<typeof kListKinds[number], (one: JudgedClaim) => boolean>} */
  const tests = {
    wrong: (one) => !isLenient(one),
    missed: (one) => one.gold.length > 0 && !isHit(one),
    shown: ({ matches }) => matches.some((found) => found.length === 0),
    direction: isWrongDirection,
    relation: (one) => relationsOf(one).includes(false),
  };
  return judged.filter(tests[kind]);
}
