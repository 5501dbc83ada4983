// The report's shape, from the outside in. Offsets are half-open (`start` included, `end` not) and count
// UTF-16 code units, as JavaScript strings do. They refer to the texts exactly as they
// were given; a lone surrogate counts as the one unit that it is.

/** A language Recoupe reads. */
export type Language = "fr" | "en";

/** The language of a text; "und" (undetermined, BCP 47) where it is none of ours or there are too few words to tell. */
export type TextLanguage = Language | "und";

/** What the articles say about a text. Of the articles only: never of the world. */
export type Outcome =
  /** The best statements assert it, without a qualification. */
  | "supported"
  /** Statements speak to it with a qualification that a careful reader must know. */
  | "nuanced"
  /** Statements cannot hold together with it. */
  | "contradicted"
  /** There are excerpts on both sides. */
  | "mixed"
  /** The articles do not speak to it. This is silence, not a contradiction. */
  | "not-covered"
  /** There is nothing to compare: a question without a claim, an opinion, a forecast… */
  | "not-checkable";

/** Why a claim is `not-checkable`. */
export type NotCheckableReason =
  | "question-without-claim"
  | "opinion"
  | "forecast"
  | "order"
  | "greeting"
  | "too-short"
  | "unknown-language";

/** How a statement stands to a claim. */
export type Relation = "supports" | "nuances" | "contradicts";

/** In what a statement differs from a claim; the last six are reasons of a contradiction. */
export type NuanceCode =
  | "modality"
  | "attribution"
  | "denial"
  | "time"
  | "quantity"
  | "scope"
  | "indirect"
  | "strength"
  | "cause"
  | "condition"
  | "negation"
  | "antonym"
  | "role"
  | "number"
  | "date"
  | "entity";

/** A part of a claim: who, did what, to what, to whom, with what, when, where, how much. */
export type Slot =
  | "agent"
  | "predicate"
  | "theme"
  | "recipient"
  | "instrument"
  | "time"
  | "place"
  | "quantity"
  | "other";

/** A stretch of text, in UTF-16 code units, half-open. */
export interface Range {
  start: number;
  end: number;
}

/** What `check` returns. */
export interface Report {
  /** The language of the text as a whole. */
  lang: TextLanguage;
  /** The outcome of the text as a whole. */
  outcome: Outcome;
  /** The whole text's excerpts, best first. With one claim, the same as the claim's. */
  excerpts: Excerpt[];
  /** What was searched and which of the text's key terms occur in it. */
  coverage: Coverage;
  /** The whole text's best rejected statements. */
  nearMisses: NearMiss[];
  /** The claims found in the text, in its order. */
  claims: Claim[];
}

/** One claim of the text: its place there (`start`, `end`) and what the articles say to it. */
export interface Claim extends Range {
  /** The claim's words. */
  text: string;
  lang: TextLanguage;
  outcome: Outcome;
  /** Only with the outcome `not-checkable`. */
  reason?: NotCheckableReason;
  /** Best first. */
  excerpts: Excerpt[];
  coverage: Coverage;
  nearMisses: NearMiss[];
  /** Where it joins several claims by "and": what the articles say to each. The claim's own outcome is that of the whole. */
  parts?: ClaimPart[];
}

/** One of the things that a claim says. */
export interface ClaimPart extends Range {
  text: string;
  outcome: Outcome;
  /** Best first. */
  excerpts: Excerpt[];
}

/** A statement of an article, quoted verbatim; `start` and `end` are its place in the article's text. */
export interface Quotation extends Range {
  /** From 0 to 1: for order and for the cut-off. It says nothing about truth. */
  score: number;
  /** The statement's words. */
  text: string;
  /** The statement's language. */
  lang: TextLanguage;
  /** The article's id. */
  article: string;
  /** The article's title. */
  title: string;
  /** Who published the article, if the corpus says so. */
  publisher?: string;
  /** When the article was published, as the corpus gives it. */
  published?: string;
  /** Where the article is, if the corpus says so. */
  url?: string;
  /** The statement's id, in an article that came as statements. Offsets then refer to the statement's own text. */
  statement?: string;
  /** The words before and after it in the article, where its first words stand there more than once: for links to the right place. */
  before?: string;
  after?: string;
  /** Whether this is the article's title, which may say more than its body. */
  isTitle: boolean;
  /** The statement in the other language, in the newsroom's own words. */
  gloss?: string;
  /** Who says so: as the corpus gives it, or where the statement itself says so. */
  attribution?: Attribution;
  /** Which part of the claim is answered by which part of the statement. */
  alignment: Alignment[];
}

/** A statement that speaks to the claim. */
export interface Excerpt extends Quotation {
  relation: Relation;
  /** In what it differs from the claim; empty when it supports it. */
  nuances: Nuance[];
}

/** A statement that resembles the claim but does not speak to it. */
export interface NearMiss extends Quotation {
  /** The part of the claim that it does not answer; `claim` is that part's place in the text. */
  failed: { slot: Slot; claim: Range | null };
}

/** What `compare` returns: there is no article. */
export type Compared = Omit<Excerpt, "article" | "title"> | Omit<NearMiss, "article" | "title">;

/** What `explain` returns. */
export interface Explanation {
  /** The pair asked for; or the claim with the statements of the corpus that speak to it most, best first. */
  pairs: ExplainedPair[];
  /** From this score on a check shows the best statement, */
  cutOff: number;
  /** and from this one on those after it. */
  cutOffFurther: number;
}

/** A claim held against one statement, and why the answer is what it is; without `article` and `title` for a statement given by hand. */
export interface ExplainedPair extends Omit<Excerpt, "article" | "title">, Partial<Pick<Excerpt, "article" | "title">> {
  /** How the statement stands to the claim, or would if it were shown. */
  relation: Relation;
  prediction: Prediction;
  /** What was found, but for what is zero; empty where one of the texts has no word to compare. */
  features: ExplainedFeature[];
}

/**
 * What the features add up to. Each column of weights, times the values, has a sum: `speaks` is 1 / (1 + e^−sum), and the three
 * relations are a softmax of theirs.
 *
 * The relation given may be another than the likeliest: one without a reason for it is not given, and a wrong direction counts double.
 */
export interface Prediction extends Record<Relation, number> {
  /** How likely the statement speaks to the claim: the score. */
  speaks: number;
}

/** One piece of evidence, and its weight in each sum: it adds `value` times the weight. */
export interface ExplainedFeature extends Record<Relation, number> {
  /** Such as "number-conflict"; the names may change with the weights. */
  name: string;
  /** The same in words. */
  meaning: string;
  /** Most are from 0 to 1. */
  value: number;
  speaks: number;
}

/** One reason why a statement differs from a claim, and the cue's place in the excerpt's `text` (0, 0: no cue there). */
export interface Nuance extends Range {
  code: NuanceCode;
}

/** Who says what an excerpt reports; the name's place in its `text`, absent when the name stands elsewhere. */
export interface Attribution extends Partial<Range> {
  speaker: string;
}

/** One part of the claim, in the text's offsets, and the excerpt's answer to it, in the excerpt's; null: none. */
export interface Alignment {
  slot: Slot;
  claim: Range;
  excerpt: Range | null;
  /** With no answer in the excerpt: whether the title or a sentence before it has one. */
  byContext: boolean;
}

/** What was searched. */
export interface Coverage {
  articles: number;
  statements: number;
  /** The text's key terms, their place in it, and whether any article has them. */
  terms: CoverageTerm[];
}

/** A key term of the text. */
export interface CoverageTerm extends Range {
  text: string;
  found: boolean;
}

/** An article for `buildCorpus`: with `text`, or with `statements` that are taken as they are. */
export interface Article {
  /** Unique in the corpus. */
  id: string;
  title?: string;
  /** The article's full text. */
  text?: string;
  /** Verbatim sentences, in place of `text`. */
  statements?: ArticleStatement[];
  /** Recognised from the text if absent. */
  lang?: Language;
  url?: string;
  publisher?: string;
  /** ISO 8601, such as "2024-08-13" or "2024-08". */
  published?: string;
}

/** A sentence of an article that comes as statements. */
export interface ArticleStatement {
  /** Unique in the article. */
  id: string;
  text: string;
  /** The sentence in the other language, in your own words: shown to readers, not searched. */
  gloss?: string;
  /** Who says it. */
  speaker?: string;
}

/** A statement given by hand, for `compare` and `explain`. */
export interface StatementInput {
  text: string;
  /** Recognised from the text if absent. */
  lang?: Language;
}

/** What is in a corpus. */
export interface CorpusInfo {
  /** The version of the corpus format. */
  version: number;
  bytes: number;
  articles: ArticleInfo[];
  statements: number;
  words: number;
}

/** An article of a corpus. */
export interface ArticleInfo {
  id: string;
  title: string;
  lang: TextLanguage;
  url?: string;
  publisher?: string;
  published?: string;
  statements: number;
}

/** Options of `check`. */
export interface CheckOptions {
  /** The text's language; recognised from the text if absent. */
  lang?: Language;
  /** At most how many excerpts a claim gets: 1 to 50. */
  limit?: number;
  /** Ids of articles that are not searched, as the one that the text is taken from. An id that is not in the corpus changes nothing. */
  without?: string[];
  /** Rejects with the code `aborted`. */
  signal?: AbortSignal;
}

/** Options of `compare`. */
export interface CompareOptions {
  /** The claim's language; recognised from the text if absent. */
  lang?: Language;
  /** Rejects with the code `aborted`. */
  signal?: AbortSignal;
}

/** Options of `explain`. */
export interface ExplainOptions {
  /** The claim's language; recognised from the text if absent. */
  lang?: Language;
  /** Without a statement: at most how many pairs, 1 to 50; 5 if absent. */
  limit?: number;
  /** Rejects with the code `aborted`. */
  signal?: AbortSignal;
}

/** Where bytes can come from. A string is a URL; in Node it is a path, or a URL if it begins with a scheme. */
export type BytesSource = ArrayBuffer | ArrayBufferView | Response | URL | string;

/** The engine's WebAssembly: compiled, or wherever it is. */
export type EngineSource = BytesSource | WebAssembly.Module;

/** Options of `createChecker`. Sources may be promises, so that fetching can start before. */
export interface CheckerOptions {
  corpus: BytesSource | PromiseLike<BytesSource>;
  /** The engine, for pages that fetch `recoupe.wasm` as a file; built in if absent. */
  engine?: EngineSource | PromiseLike<EngineSource>;
  /** A module worker running `recoupe/worker`, or a function that makes one. If it does not start, the checker runs here. */
  worker?: Worker | (() => Worker);
  /** Rejects with the code `aborted`. */
  signal?: AbortSignal;
}

/** Options of `buildCorpus`. */
export interface BuildOptions {
  /** As in `CheckerOptions`. */
  engine?: EngineSource | PromiseLike<EngineSource>;
  /** As in `CheckerOptions`; it is ended when the corpus is built. */
  worker?: Worker | (() => Worker);
  /** Rejects with the code `aborted`; without a worker, between two articles. */
  signal?: AbortSignal;
}

/** Checks claims against one corpus. */
export interface Checker {
  /** What is in the corpus. */
  readonly info: CorpusInfo;
  /** Whether it runs in a worker. */
  readonly inWorker: boolean;
  /**
   * What the articles say to a sentence or a whole post.
   * Rejects with `empty-text`, `text-too-long`, `unknown-language`, `bad-options`, `engine-crashed`, `aborted`, `closed`.
   */
  check(text: string, options?: CheckOptions): Promise<Report>;
  /**
   * How one statement stands to one claim, whatever its score: an excerpt (it has a `relation`) or a near miss
   * (it has `failed`). Rejects as `check` does.
   */
  compare(claim: string, statement: StatementInput | string, options?: CompareOptions): Promise<Compared>;
  /**
   * Why a statement stands to a claim as it does: the evidence by name, with the weights that add up to the score. Without a
   * statement, that of the best statements of the corpus, shown or not; of a text of several sentences, for the first.
   * Rejects as `check` does.
   */
  explain(claim: string, statement?: StatementInput | string | null, options?: ExplainOptions): Promise<Explanation>;
  /** Frees the engine. Calls under way and later ones reject with `closed`. */
  close(): void;
}
