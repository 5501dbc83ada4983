/**
 * Well-formed, unit for unit, so that offsets refer to the text as it was given. Composed and decomposed letters are told apart by
 * nothing in the engine, so there is no need to normalise.
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
