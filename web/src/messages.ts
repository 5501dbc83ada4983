import { overlaid, primary, type FieldMessages, type MessagesFile, type Plural } from "./field-messages.ts";
import en from "./messages/en.json";
import fr from "./messages/fr.json";
import type { NotCheckableReason, NuanceCode, Outcome, Relation, Slot } from "./types.ts";

export { fill, interfaceLanguage, plural } from "./field-messages.ts";

/** All of the interface's words in one language; "{name}" stands for a value. */
export interface Messages extends FieldMessages {
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
}

const kOwn: Record<string, Messages> = { en, fr };
const kAdded = new Map<string, Messages>();

/** Adds an interface language, or changes words of one: what the file lacks is as in that language, or else in English. */
export function addMessages(file: MessagesFile): void {
  kAdded.set(file.lang, overlaid(kOwn[primary(file.lang)] ?? en, file));
}

/** The interface's words in a language; English's where there are none. They also say how that language puts quotation marks. */
export function messagesFor(lang: string): Messages {
  return kAdded.get(lang) ?? kOwn[primary(lang)] ?? en;
}
