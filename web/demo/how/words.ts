import { fill, messagesFor, plural, type Messages } from "../../src/messages.ts";
import evidenceEn from "./evidence.en.json";
import evidenceFr from "./evidence.fr.json";
import en from "./messages.en.json";
import fr from "./messages.fr.json";
import type { ExplainedFeature, Language } from "../../src/index.ts";

/** What a step is written with: this page's words, the widget's, and how the language writes numbers. */
export interface Pen {
  lang: Language;
  words: typeof en;
  messages: Messages;
  /** A score, with two digits after the point. */
  score(value: number): string;
  /** A sum or a part of one, with its sign. */
  signed(value: number): string;
  percent(value: number): string;
  count(sentences: { one: string; other: string }, number: number): string;
  fill(sentence: string, values: Record<string, string | number>): string;
  /** What was noticed, in plain words; in the engine's own, English, if it has been added since. */
  observation(feature: ExplainedFeature): { text: string; lang: Language };
}

const kEvidence: Record<Language, Record<string, string>> = { en: evidenceEn, fr: evidenceFr };

export function penFor(lang: Language): Pen {
  const numbers = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(lang, options);
  const two = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const [score, signed, percent] = [numbers(two), numbers({ ...two, signDisplay: "exceptZero" }), numbers({ style: "percent" })];
  return {
    lang,
    words: { en, fr }[lang],
    messages: messagesFor(lang),
    score: (value) => score.format(value),
    signed: (value) => signed.format(value).replace("-", "\u2212"),
    percent: (value) => percent.format(value),
    count: (sentences, number) => fill(plural(sentences, number, lang), { count: number }, lang),
    fill: (sentence, values) => fill(sentence, values, lang),
    observation({ name, meaning }) {
      const text = kEvidence[lang][name];
      return text ? { text, lang } : { text: meaning, lang: "en" };
    },
  };
}
