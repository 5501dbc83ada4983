// @ts-check
// Small statistics, and chance that is the same every time.

/**
 * The area under the ROC curve: how often a positive scores above a negative; ties count half. NaN without both.
 * @param {{ score: number, positive: boolean }[]} items
 */
export function auroc(items) {
  const sorted = [...items].sort((a, b) => a.score - b.score);
  const positives = sorted.filter(({ positive }) => positive).length;
  const negatives = sorted.length - positives;
  let rankSum = 0;
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && sorted[to].score === sorted[from].score) ++to;
    const rank = (from + 1 + to) / 2;  // the mean of the tied ranks, from 1
    for (let i = from; i < to; ++i) rankSum += sorted[i].positive ? rank : 0;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * The value below which the given share of the numbers lies (nearest rank).
 * @param {number[]} numbers
 * @param {number} share in [0, 1]
 */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** @param {number[]} numbers */
export function mean(numbers) {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/**
 * FNV-1a, finished so that similar texts are far apart: a text's place in a shuffle that never changes.
 * @param {string} text
 * @returns {number} 32 bits
 */
export function hash32(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * At most `count` of the items, in their order; the same ones every time.
 * @template T
 * @param {T[]} items
 * @param {number} count
 * @param {(item: T) => string} keyOf
 */
export function sample(items, count, keyOf) {
  if (items.length <= count) return items;
  const chosen = new Set([...items].sort((a, b) => hash32(keyOf(a)) - hash32(keyOf(b))).slice(0, count));
  return items.filter((item) => chosen.has(item));
}
