import en from "./messages/en.json";
import fr from "./messages/fr.json";
import type { Language, TextLanguage, NotCheckableReason, NuanceCode, Outcome, Relation, Slot } from "./types.ts";

/** A sentence for one and a sentence for another number of things. */
export interface Plural {
  one: string;
  other: string;
}

/** The interface's words in one language; "{name}" stands for a value. */
export interface Messages {
  label: string;
  placeholder: string;
  hint: string;
  keys: string;
  submit: string;
  examples: string;
  loading: string;
  results: string;
  quote: string;
  parts: string;
  outcome: Record<Outcome, string>;
  outcomeNote: Record<Outcome, string>;
  reason: Record<NotCheckableReason, string>;
  relation: Record<Relation, string>;
  nuance: Record<NuanceCode, { label: string; note: string }>;
  slot: Record<Slot, string>;
  saidBy: string;
  gloss: string;
  fromTitle: string;
  /** Before the claim's words that only the title or the sentences before the excerpt answer. */
  inContext: string;
  unanswered: string;
  missingTerms: string;
  searched: Plural;
  claimCount: Plural;
  excerptCount: Plural;
  moreExcerpts: Plural;
  nearMisses: string;
  nearMissFailed: string;
  status: string;
  statusMany: string;
  /** The words of the answer alone. */
  answer: (typeof en)["answer"];
  error: Record<string, string>;
}

const kMessages: Record<Language, Messages> = { en, fr };

/** The language of the interface for a BCP 47 tag: French for French, else English. */
export function interfaceLanguage(tag: string | null | undefined): Language {
  return /^fr\b/i.test(tag ?? "") ? "fr" : "en";
}

/** The interface's words, and how a language puts quotation marks; English's where the language is not known. */
export function messagesFor(lang: TextLanguage): Messages {
  return kMessages[lang === "und" ? "en" : lang];
}

/** The sentence with its values; numbers as the language writes them. */
export function fill(sentence: string, values: Record<string, string | number>, lang: TextLanguage): string {
  return sentence.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(lang) : String(value);
  });
}

/** The sentence for this number of things. */
export function plural(sentences: Plural, count: number, lang: Language): string {
  return new Intl.PluralRules(lang).select(count) === "one" ? sentences.one : sentences.other;
}
