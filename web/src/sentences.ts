/**
 * Where one sentence surely ends and the next begins: after a word of some length, so that no abbreviation or initial is meant, and
 * before a capital. What the engine cuts finer stays together here. Bounded, since a run of spaces
 * may be as long as the text.
 */
export const kSentenceEnd = /(?<=[\p{Ll}\d]{3}[\s\u00A0]?[.!?…][»”")\s\u00A0]{0,4})\s(?=[«“"(\s\u00A0]{0,4}\p{Lu})/gu;
