import type { Range } from "../types.ts";

/** The text's pieces between all ends of these ranges, so that each piece is wholly in or out of each range. */
export function cut(length: number, ranges: Range[]): Range[] {
  const bounds = new Set([0, length]);
  for (const { start, end } of ranges) {
    if (start >= end || end > length) continue;
    bounds.add(start);
    bounds.add(end);
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => ({ start: sorted[i]!, end }));
}

/** Whether the piece lies in the range. */
export function inside(piece: Range, range: Range): boolean {
  return range.start <= piece.start && piece.end <= range.end;
}
