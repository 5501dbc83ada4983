// @ts-check
// Softmax regression with an L2 penalty, fitted by Newton's method: exact, and the same every time.

/** @typedef {{ indices: number[], values: number[] }} SparseVector the features that are not 0 */
/** @typedef {{ features: SparseVector, label: number, weight: number }} Example */

const kMostSteps = 100;
const kTolerance = 1e-10;  // of the objective, relative
const kRidge = 1e-8;       // makes the Hessian regular: without it all biases could grow together

/**
 * The weights that minimise  sum of weight · -log p(label)  +  strength / 2 · sum of squares, feature `bias` unpenalised.
 * @param {Example[]} examples
 * @param {{ classes: number, features: number, bias: number, strength: number }} options
 * @returns {Float64Array[]} for each class, a weight for each feature; over the classes they add up to 0
 */
export function fitSoftmax(examples, { classes, features, bias, strength }) {
  if (classes === 2) {  // one row says all: half the work, a quarter of the Hessian
    const row = fitLogistic(examples, { features, bias, strength: strength / 2 });
    return [row.map((weight) => -weight / 2), row.map((weight) => weight / 2)];
  }
  const size = classes * features;
  const penalty = Float64Array.from({ length: size }, (_, i) => kRidge + (i % features === bias ? 0 : strength));
  let weights = new Float64Array(size);
  let value = objective(weights, examples, penalty, classes, features);
  for (let step = 0; step < kMostSteps; ++step) {
    const { gradient, hessian } = derivatives(weights, examples, penalty, classes, features);
    const direction = solve(hessian, gradient);
    let moved = weights;
    let next = Infinity;
    for (let length = 1; length > 1e-6 && !(next <= value); length /= 2) {
      moved = weights.map((weight, i) => weight - length * direction[i]);
      next = objective(moved, examples, penalty, classes, features);
    }
    if (!(next < value)) break;
    const done = value - next <= kTolerance * value;
    [weights, value] = [moved, next];
    if (done) break;
  }
  return centred(Array.from({ length: classes }, (_, c) => weights.slice(c * features, (c + 1) * features)));
}

/**
 * The same for two classes, labelled 0 and 1, as the weights of the second against the first.
 * @param {Example[]} examples
 * @param {{ features: number, bias: number, strength: number }} options
 * @returns {Float64Array}
 */
function fitLogistic(examples, { features, bias, strength }) {
  const penalty = Float64Array.from({ length: features }, (_, i) => kRidge + (i === bias ? 0 : strength));
  const sumOf = (/** @type {Float64Array} */ weights, /** @type {SparseVector} */ { indices, values }) =>
    indices.reduce((sum, feature, i) => sum + weights[feature] * values[i], 0);
  const lossOf = (/** @type {Float64Array} */ weights) =>
    examples.reduce((loss, { features: x, label, weight }) => loss + weight * Math.log1p(Math.exp((label ? -1 : 1) * sumOf(weights, x))), 0) +
    weights.reduce((sum, w, i) => sum + (penalty[i] / 2) * w * w, 0);
  let weights = new Float64Array(features);
  let value = lossOf(weights);
  for (let step = 0; step < kMostSteps; ++step) {
    const gradient = weights.map((w, i) => penalty[i] * w);
    const hessian = Array.from(penalty, (p, i) => {
      const row = new Float64Array(features);
      row[i] = p;
      return row;
    });
    for (const { features: x, label, weight } of examples) {
      const p = 1 / (1 + Math.exp(-sumOf(weights, x)));
      const slope = weight * (p - label), curve = weight * p * (1 - p);
      const { indices, values } = x;
      for (let i = 0; i < indices.length; ++i) {
        gradient[indices[i]] += slope * values[i];
        const row = hessian[indices[i]];
        for (let j = 0; j <= i; ++j) row[indices[j]] += curve * values[i] * values[j];
      }
    }
    const direction = solve(hessian, gradient);
    let moved = weights;
    let next = Infinity;
    for (let length = 1; length > 1e-6 && !(next <= value); length /= 2) {
      moved = weights.map((weight, i) => weight - length * direction[i]);
      next = lossOf(moved);
    }
    if (!(next < value)) break;
    const done = value - next <= kTolerance * value;
    [weights, value] = [moved, next];
    if (done) break;
  }
  return weights;
}

/**
 * @param {Float64Array[]} weights
 * @param {SparseVector} features
 * @returns {number[]} the probability of each class
 */
export function predict(weights, { indices, values }) {
  const sums = weights.map((row) => indices.reduce((sum, feature, i) => sum + row[feature] * values[i], 0));
  const top = Math.max(...sums);
  const powers = sums.map((sum) => Math.exp(sum - top));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/**
 * Adding the same to every class changes no probability: the mean goes.
 * @param {Float64Array[]} rows
 */
function centred(rows) {
  const means = rows[0].map((_, f) => rows.reduce((sum, row) => sum + row[f], 0) / rows.length);
  return rows.map((row) => row.map((weight, f) => weight - means[f]));
}

/**
 * @param {Float64Array} weights
 * @param {number} classes
 * @param {number} features
 */
function rowsOf(weights, classes, features) {
  return Array.from({ length: classes }, (_, c) => weights.subarray(c * features, (c + 1) * features));
}

/**
 * @param {Float64Array} weights
 * @param {Example[]} examples
 * @param {Float64Array} penalty
 * @param {number} classes
 * @param {number} features
 */
function objective(weights, examples, penalty, classes, features) {
  const rows = rowsOf(weights, classes, features);
  const loss = examples.reduce((sum, { features: x, label, weight }) => sum - weight * Math.log(Math.max(predict(rows, x)[label], 1e-300)), 0);
  return loss + weights.reduce((sum, w, i) => sum + (penalty[i] / 2) * w * w, 0);
}

/**
 * @param {Float64Array} weights
 * @param {Example[]} examples
 * @param {Float64Array} penalty
 * @param {number} classes
 * @param {number} size features
 */
function derivatives(weights, examples, penalty, classes, size) {
  const rows = rowsOf(weights, classes, size);
  const gradient = weights.map((w, i) => penalty[i] * w);
  const hessian = Array.from(penalty, (p, i) => {
    const row = new Float64Array(penalty.length);
    row[i] = p;
    return row;
  });
  for (const { features, label, weight } of examples) {
    const { indices, values } = features;
    const p = predict(rows, features);
    for (let c = 0; c < classes; ++c) {
      const slope = weight * (p[c] - (c === label ? 1 : 0));
      for (let i = 0; i < indices.length; ++i) gradient[c * size + indices[i]] += slope * values[i];
      for (let d = 0; d <= c; ++d) {  // the lower triangle is enough
        const curve = weight * p[c] * ((c === d ? 1 : 0) - p[d]);
        for (let i = 0; i < indices.length; ++i) {
          const row = hessian[c * size + indices[i]];
          const last = c === d ? i : indices.length - 1;
          for (let j = 0; j <= last; ++j) row[d * size + indices[j]] += curve * values[i] * values[j];
        }
      }
    }
  }
  return { gradient, hessian };
}

/**
 * Solves  matrix · x = right  by Cholesky's factorisation, in place.
 * @param {Float64Array[]} matrix symmetric, positive definite; only the lower triangle is read
 * @param {Float64Array} right
 */
function solve(matrix, right) {
  const size = right.length;
  for (let i = 0; i < size; ++i) {
    for (let j = 0; j <= i; ++j) {
      let sum = matrix[i][j];
      for (let k = 0; k < j; ++k) sum -= matrix[i][k] * matrix[j][k];
      matrix[i][j] = i === j ? Math.sqrt(Math.max(sum, kRidge)) : sum / matrix[j][j];
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < size; ++i) {
    for (let k = 0; k < i; ++k) x[i] -= matrix[i][k] * x[k];
    x[i] /= matrix[i][i];
  }
  for (let i = size - 1; i >= 0; --i) {
    for (let k = i + 1; k < size; ++k) x[i] -= matrix[k][i] * x[k];
    x[i] /= matrix[i][i];
  }
  return x;
}
