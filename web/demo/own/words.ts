import en from "./messages.en.json";
import fr from "./messages.fr.json";
import type { Language } from "../../src/index.ts";

export type Words = typeof en;

/** This page's words in the language, with the language, for numbers. */
export function wordsFor(lang: Language): { words: Words; lang: Language } {
  return { words: { en, fr }[lang], lang };
}
