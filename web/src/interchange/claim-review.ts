import { RecoupeError } from "../errors.ts";
import { kSentenceEnd } from "../sentences.ts";
import type { Article, ArticleStatement, Language } from "../types.ts";

// schema.org's ClaimReview, read as what it is: an editor's own statements about a claim. What the editor wrote is quoted under the
// editor's name and is one source among others. The claim itself is somebody else's and no statement of the editor's, so it is never
// taken; and Recoupe writes no ClaimReview.

type Node = Record<string, unknown>;

/** A rating of so many words is a sentence ("The bridge was leased, not sold"); a shorter one is a label, and no quotation. */
const kSentenceWords = 4;

/**
 * The reviews in this JSON-LD (an object, a list, or a `@graph`), as articles for `buildCorpus`: one each, with its editor's sentences
 * as statements. A review that has nothing but a label is left out. Throws `bad-article` if there is no ClaimReview at all.
 */
export function readClaimReviews(jsonLd: unknown): Article[] {
  const nodes = flatten(jsonLd);
  const byId = new Map(nodes.flatMap((node) => (typeof node["@id"] === "string" && Object.keys(node).length > 1 ? [[node["@id"], node] as const] : [])));
  const reviews = nodes.filter((node) => hasType(node, "ClaimReview"));
  if (reviews.length === 0) throw new RecoupeError("bad-article", "There is no ClaimReview in this JSON-LD.");
  const ids = new Map<string, number>();
  return reviews.flatMap((review, i) => {
    const article = readReview(review, byId, i);
    if (!article) return [];
    const times = (ids.get(article.id) ?? 0) + 1;
    ids.set(article.id, times);
    return [times === 1 ? article : { ...article, id: `${article.id}#${times}` }];
  });
}

/** Whether this JSON is ClaimReview's JSON-LD. */
export function hasClaimReviews(json: unknown): boolean {
  return flatten(json).some((node) => hasType(node, "ClaimReview"));
}

function readReview(review: Node, byId: Map<string, Node>, index: number): Article | null {
  const resolve = (value: unknown): Node | undefined => {
    const node = first(value);
    return isNode(node) ? ((typeof node["@id"] === "string" && byId.get(node["@id"])) || node) : undefined;
  };
  const rating = resolve(review.reviewRating);
  const editor = nameOf(resolve(review.author) ?? first(review.author));
  const publisher = nameOf(resolve(review.publisher) ?? first(review.publisher)) ?? editor;
  const label = text(rating?.alternateName);
  const own = [text(review.reviewBody), text(rating?.ratingExplanation), text(review.description), label && words(label) >= kSentenceWords ? label : undefined];
  const statements = sentences(own, text(review.claimReviewed), editor);
  if (statements.length === 0) return null;
  const url = text(review.url) ?? text(review["@id"]);
  const title = text(review.headline) ?? text(review.name);
  return {
    id: url ?? `claim-review-${index + 1}`,
    statements,
    ...known({
      title: title === text(review.claimReviewed) ? undefined : title,
      lang: knownLanguage(text(review.inLanguage)),
      url,
      publisher,
      published: /^\d{4}(-\d{2}(-\d{2})?)?/.exec(text(review.datePublished) ?? "")?.[0],
    }),
  };
}

/** The editor's sentences, each once, but the claim where it is only repeated. */
function sentences(texts: (string | undefined)[], claim: string | undefined, speaker: string | undefined): ArticleStatement[] {
  const all = texts.flatMap((given) => (given ? given.split(/\n+/).flatMap((line) => line.split(kSentenceEnd)) : []));
  const once = [...new Set(all.map((sentence) => sentence.trim()))].filter((sentence) => sentence !== "" && sentence !== claim);
  return once.map((sentence, i) => ({ id: `s${i + 1}`, text: sentence, ...known({ speaker }) }));
}

function flatten(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(flatten);
  if (!isNode(value)) return [];
  return "@graph" in value ? [value, ...flatten(value["@graph"])] : [value];
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function hasType(node: Node, type: string): boolean {
  return [node["@type"]].flat().some((name) => typeof name === "string" && name.replace(/^(https?:\/\/schema\.org\/|schema:)/, "") === type);
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function nameOf(value: unknown): string | undefined {
  return isNode(value) ? text(value.name) : text(value);
}

/** A text, as such or as JSON-LD's `{"@value": …}`. */
function text(value: unknown): string | undefined {
  const one = first(value);
  const string = isNode(one) ? one["@value"] : one;
  return typeof string === "string" && string.trim() !== "" ? string.trim() : undefined;
}

function words(sentence: string): number {
  return sentence.split(/\s+/).length;
}

function knownLanguage(tag: string | undefined): Language | undefined {
  const match = /^(fr|en)\b/i.exec(tag ?? "");
  return match ? (match[1]!.toLowerCase() as Language) : undefined;
}

function known<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };
}
