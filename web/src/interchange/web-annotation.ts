import type { Claim, Excerpt, NuanceCode, Relation, Report } from "../types.ts";

// A report as W3C Web Annotations: each excerpt is the target, the claim and its relation are the bodies. It links a claim to what an
// article says and judges neither, so its motivation is `linking`.

/** What the corpus does not say about its articles, by article id. */
export interface WebAnnotationOptions {
  /** Addresses, where the corpus has none or others are wanted. */
  urls?: Record<string, string>;
  /** Full texts: with them a selector has its neighbours, and its position, which W3C counts in Unicode characters. */
  texts?: Record<string, string>;
}

export interface WebAnnotationPage {
  "@context": "http://www.w3.org/ns/anno.jsonld";
  id: string;
  type: "AnnotationPage";
  items: WebAnnotation[];
}

export interface WebAnnotation {
  id: string;
  type: "Annotation";
  motivation: "linking";
  body: WebAnnotationBody[];
  target: { source: string; language?: string; selector: WebAnnotationSelector | WebAnnotationSelector[] };
}

export type WebAnnotationBody =
  | { type: "TextualBody"; purpose: "linking"; value: string; format: "text/plain"; language?: string }
  | { type: "TextualBody"; purpose: "classifying"; value: Relation }
  | { type: "TextualBody"; purpose: "tagging"; value: NuanceCode };

export type WebAnnotationSelector =
  | { type: "TextQuoteSelector"; exact: string; prefix?: string; suffix?: string }
  | { type: "TextPositionSelector"; start: number; end: number };

/** How much of the text before and after a quotation goes with it, in UTF-16 units. */
const kNeighbours = 32;

/**
 * The report's excerpts as a page of annotations. Identifiers are relative to where the page is put. An article without an address is
 * named by its id, as a relative address.
 */
export function toWebAnnotations(report: Report, { urls = {}, texts = {} }: WebAnnotationOptions = {}): WebAnnotationPage {
  const pairs = report.claims.flatMap((claim) => claim.excerpts.map((excerpt) => ({ claim, excerpt })));
  const items = pairs.map(({ claim, excerpt }, i) => annotation(claim, excerpt, `#${i + 1}`, urls[excerpt.article], texts[excerpt.article]));
  return { "@context": "http://www.w3.org/ns/anno.jsonld", id: "#page", type: "AnnotationPage", items };
}

function annotation(claim: Claim, excerpt: Excerpt, id: string, url: string | undefined, text: string | undefined): WebAnnotation {
  const codes = [...new Set(excerpt.nuances.map(({ code }) => code))];
  return {
    id,
    type: "Annotation",
    motivation: "linking",
    body: [
      { type: "TextualBody", purpose: "linking", value: claim.text, format: "text/plain", ...language(claim.lang) },
      { type: "TextualBody", purpose: "classifying", value: excerpt.relation },
      ...codes.map((value) => ({ type: "TextualBody", purpose: "tagging", value }) as const),
    ],
    target: { source: url ?? excerpt.url ?? encodeURIComponent(excerpt.article), ...language(excerpt.lang), selector: selectors(excerpt, text) },
  };
}

function selectors({ text: exact, start, end }: Excerpt, text: string | undefined): WebAnnotationSelector | WebAnnotationSelector[] {
  // A title, or a sentence of an article that came as statements, has no such place in the text.
  if (text?.slice(start, end) !== exact) return { type: "TextQuoteSelector", exact };
  const prefix = wholeCharacters(text.slice(Math.max(0, start - kNeighbours), start));
  const suffix = wholeCharacters(text.slice(end, end + kNeighbours));
  return [
    { type: "TextQuoteSelector", exact, ...(prefix && { prefix }), ...(suffix && { suffix }) },
    { type: "TextPositionSelector", start: characters(text.slice(0, start)), end: characters(text.slice(0, end)) },
  ];
}

/** Without the half of a character that a cut may leave at an end. */
function wholeCharacters(text: string): string {
  return text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
}

function characters(text: string): number {
  return [...text].length;
}

function language(lang: string): { language?: string } {
  return lang === "und" ? {} : { language: lang };
}
