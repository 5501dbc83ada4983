import { error as enError, field as enField, modes as enModes } from "./messages/en.json";
import { error as frError, field as frField, modes as frModes } from "./messages/fr.json";

// The interface's words before the first check: the field, the modes' buttons, errors. They are taken out of the same files as the
// answer's words by name, so that a page downloads these few and no others until a reader asks for something.

/** A sentence for each number of things that a language tells apart (CLDR's plural categories). */
export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface FieldMessages {
  field: typeof enField;
  modes: Omit<typeof enModes, "marked"> & { marked: Plural };
  error: Record<string, string>;
}

/** A file of words in some language: whichever of those in messages/en.json, under the same names; the others stay as they are. */
export interface MessagesFile {
  /** BCP 47, such as "de": the language of the words, of dates, of numbers and of plurals. */
  lang: string;
  [name: string]: unknown;
}

const kOwn: Record<string, FieldMessages> = {
  en: { field: enField, modes: enModes, error: enError },
  fr: { field: frField, modes: frModes, error: frError },
};

/** The words of the field in an interface language, with those of a file where there is one. */
export function fieldMessages(lang: string, file?: MessagesFile): FieldMessages {
  const own = kOwn[primary(lang)] ?? kOwn.en!;
  return file ? overlaid(own, file) : own;
}

/** "fr" of "fr-CA". */
export function primary(lang: string): string {
  return lang.toLowerCase().split("-")[0]!;
}

/** The language of the interface for a BCP 47 tag: French for French, else English. */
export function interfaceLanguage(tag: string | null | undefined): "fr" | "en" {
  return /^fr\b/i.test(tag ?? "") ? "fr" : "en";
}

/** The words, those that `over` has in its own way replaced: sentences by sentences, at any depth. A plural may have categories of its own. */
export function overlaid<T extends object>(words: T, over: object): T {
  const result = { ...words } as Record<string, unknown>;
  const isPlural = "other" in words && "one" in words;
  for (const [name, value] of Object.entries(over)) {
    const own = result[name];
    if (typeof value === "string" && (typeof own === "string" || isPlural)) result[name] = value;
    else if (isObject(value) && isObject(own)) result[name] = overlaid(own, value);
  }
  return result as T;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The sentence with its values; numbers as the language writes them. */
export function fill(sentence: string, values: Record<string, string | number>, lang: string): string {
  return sentence.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(lang) : String(value);
  });
}

/** The sentence for this number of things. */
export function plural(sentences: Plural, count: number, lang: string): string {
  return sentences[new Intl.PluralRules(lang).select(count)] ?? sentences.other;
}
