// @ts-check
// Steps on top of fitted weights: what a feature adds beyond its weight where it passes a threshold.
//
// Gradient boosting with trees of one split (Friedman, "Greedy Function Approximation", 2001; the gain of a split as in Chen and
// Guestrin, "XGBoost", 2016). One split looks at one feature, so a sum stays a sum over features. Nothing is left to chance: every
// round sees all examples and all features.

/** @typedef {import("./fit.mjs").Example} Example */
/** @typedef {{ feature: number, threshold: number, adds: number[] }} Step adds[class] where the feature's value is above the threshold */

const kBins = 32;         // thresholds tried for a feature, at most
const kRate = 0.1;        // of what a split would gain, how much is taken in a round
const kRidge = 10;        // penalty of what a side adds, in examples
const kLeastCurve = 0.5;   // of examples on either side, each counting p · (1 - p)

/**
 * @param {Example[]} examples
 * @param {Float64Array[]} weights as fitSoftmax gives them: a row for each class
 * @param {{ features: number, bias: number, rounds: number }} options
 * @returns {{ steps: Step[], bias: number[] }} and what the biases gain by them
 */
export function fitSteps(examples, weights, { features, bias, rounds }) {
  const classes = weights.length;
  if (rounds === 0) return { steps: [], bias: new Array(classes).fill(0) };
  const thresholds = thresholdsOf(examples, features, bias);
  const columns = columnsOf(examples, thresholds);
  const sums = examples.map(({ features: { indices, values } }) => weights.map((row) => indices.reduce((sum, feature, i) => sum + row[feature] * values[i], 0)));
  const gained = new Array(classes).fill(0);
  /** @type {Map<string, Step>} */
  const steps = new Map();
  for (let round = 0; round < rounds; ++round) {
    const probabilities = sums.map(softmax);
    // Of two classes the second says all.
    for (let c = classes === 2 ? 1 : 0; c < classes; ++c) {
      const slopes = Float64Array.from(examples, ({ label, weight }, i) => weight * (probabilities[i][c] - (label === c ? 1 : 0)));
      const curves = Float64Array.from(examples, ({ weight }, i) => weight * probabilities[i][c] * (1 - probabilities[i][c]));
      const split = bestSplit(slopes, curves, columns, thresholds);
      if (!split) continue;
      const { feature, cut, below, above } = split;
      const threshold = thresholds[feature][cut];
      const step = steps.get(`${feature} ${threshold}`) ?? { feature, threshold, adds: new Array(classes).fill(0) };
      steps.set(`${feature} ${threshold}`, step);
      step.adds[c] += kRate * (above - below);
      gained[c] += kRate * below;
      const { rows, bins, zero } = columns[feature];
      const ofZero = kRate * (zero > cut ? above : below);
      for (const sum of sums) sum[c] += ofZero;
      for (let i = 0; i < rows.length; ++i) sums[rows[i]][c] += kRate * (bins[i] > cut ? above : below) - ofZero;
    }
  }
  // A feature that is 0 adds nothing: what a threshold below 0 adds there belongs to the bias.
  for (const { threshold, adds } of steps.values()) {
    if (threshold < 0) adds.forEach((number, c) => (gained[c] += number));
  }
  return { steps: [...steps.values()].sort((a, b) => a.feature - b.feature || a.threshold - b.threshold), bias: gained };
}

/**
 * What the steps add to each class.
 * @param {Step[]} steps
 * @param {import("./fit.mjs").SparseVector} features
 * @param {number} classes
 */
export function addedBySteps(steps, { indices, values }, classes) {
  const added = new Array(classes).fill(0);
  for (const { feature, threshold, adds } of steps) {
    const at = indices.indexOf(feature);
    const passes = Number((at < 0 ? 0 : values[at]) > threshold) - Number(0 > threshold);
    if (passes !== 0) adds.forEach((number, c) => (added[c] += passes * number));
  }
  return added;
}

/** @param {number[]} sums */
export function softmax(sums) {
  const top = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/**
 * For each feature, values between those that occur: quantiles of those that are not 0, and 0 itself.
 * @param {Example[]} examples
 * @param {number} features
 * @param {number} bias
 */
function thresholdsOf(examples, features, bias) {
  /** @type {number[][]} */
  const values = Array.from({ length: features }, () => []);
  for (const { features: x } of examples) x.indices.forEach((feature, i) => values[feature].push(x.values[i]));
  return values.map((some, feature) => {
    if (feature === bias || some.length === 0) return [];
    some.sort((a, b) => a - b);
    const cuts = Array.from({ length: kBins - 1 }, (_, q) => rounded(some[Math.floor((some.length * (q + 1)) / kBins)]));
    return [...new Set([0, ...cuts])].filter((cut) => cut < some[some.length - 1]).sort((a, b) => a - b);
  });
}

/** @param {number} number */
function rounded(number) {
  return Number(number.toPrecision(3));
}

/**
 * The examples in which a feature is not 0, and how many of its thresholds each passes; `zero`: how many 0 passes.
 * @typedef {{ rows: Uint32Array, bins: Uint8Array, zero: number }} Column
 * @param {Example[]} examples
 * @param {number[][]} thresholds
 * @returns {Column[]}
 */
function columnsOf(examples, thresholds) {
  const binOf = (/** @type {number[]} */ cuts, /** @type {number} */ value) => {
    let bin = 0;
    while (bin < cuts.length && value > cuts[bin]) ++bin;
    return bin;
  };
  /** @type {{ rows: number[], bins: number[] }[]} */
  const lists = thresholds.map(() => ({ rows: [], bins: [] }));
  examples.forEach(({ features: { indices, values } }, row) => indices.forEach((feature, i) => {
    lists[feature].rows.push(row);
    lists[feature].bins.push(binOf(thresholds[feature], values[i]));
  }));
  return lists.map(({ rows, bins }, feature) => ({ rows: Uint32Array.from(rows), bins: Uint8Array.from(bins), zero: binOf(thresholds[feature], 0) }));
}

/**
 * @param {Float64Array} slopes
 * @param {Float64Array} curves
 * @param {Column[]} columns
 * @param {number[][]} thresholds
 */
function bestSplit(slopes, curves, columns, thresholds) {
  const slope = slopes.reduce((a, b) => a + b, 0), curve = curves.reduce((a, b) => a + b, 0);
  const gainOf = (/** @type {number} */ g, /** @type {number} */ h) => (g * g) / (h + kRidge);
  /** @type {{ feature: number, cut: number, below: number, above: number } | null} */
  let best = null;
  let most = 1e-9;
  const g = new Float64Array(kBins + 2), h = new Float64Array(kBins + 2);
  for (const [feature, { rows, bins, zero }] of columns.entries()) {
    const cuts = thresholds[feature].length;
    if (cuts === 0) continue;
    g.fill(0);
    h.fill(0);
    let others = slope, otherCurves = curve;
    for (let i = 0; i < rows.length; ++i) {
      const s = slopes[rows[i]], c = curves[rows[i]];
      g[bins[i]] += s;
      h[bins[i]] += c;
      others -= s;
      otherCurves -= c;
    }
    g[zero] += others;
    h[zero] += otherCurves;
    let left = 0, leftCurve = 0;
    for (let cut = 0; cut < cuts; ++cut) {
      left += g[cut];
      leftCurve += h[cut];
      if (leftCurve < kLeastCurve || curve - leftCurve < kLeastCurve) continue;
      const gain = gainOf(left, leftCurve) + gainOf(slope - left, curve - leftCurve) - gainOf(slope, curve);
      if (gain <= most) continue;
      most = gain;
      best = { feature, cut, below: -left / (leftCurve + kRidge), above: -(slope - left) / (curve - leftCurve + kRidge) };
    }
  }
  return best;
}
