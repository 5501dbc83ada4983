import { RecoupeError } from "../errors.ts";
import type { Article, Language } from "../types.ts";
import { pageMetadata } from "./metadata.ts";

// The article of the page itself: its text as a reader sees it, and for each place in that text the place in the page.

/** What is no part of an article's text, wherever it stands. */
const kSkipped = "script, style, noscript, template, svg, math, iframe, object, nav, aside, footer, form, button, select, textarea, dialog, recoupe-checker, [hidden], [aria-hidden=true]";
/** What runs on within a line; anything else begins a line of its own. */
const kInline = new Set("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr".split(" "));
/** Less text than this is a teaser, not an article, in UTF-16 units. */
const kShortest = 200;

/** The page's article, and where its words stand in the page. */
export interface PageArticle {
  article: Article & { text: string };
  /** The range of the page for a stretch of the article's text; null if the page has changed since. */
  rangeOf(start: number, end: number): Range | null;
  /** The same for the title. */
  titleRange(): Range | null;
}

/** A stretch of the text that stands in one text node, one for one. */
interface Run {
  start: number;
  length: number;
  node: Text;
  offset: number;
}

/**
 * Reads the article of a page: `[itemprop=articleBody]`, else the longest <article>, else <main>, else what holds most of the page's
 * paragraphs; its headline, date, publisher and language from JSON-LD (schema.org's NewsArticle and its kin), else from the page's
 * metadata. Throws `no-article`.
 */
export function readPage(page: Document): PageArticle {
  const metadata = pageMetadata(page);
  for (const body of candidates(page)) {
    const heading = headingOf(body, page);
    const { text, runs } = readText(body, heading);
    if (text.length < kShortest) continue;
    const title = metadata.title ?? heading?.textContent?.replace(/\s+/g, " ").trim() ?? page.title;
    const tag = /^(fr|en)\b/i.exec(metadata.lang ?? body.closest("[lang]")?.getAttribute("lang") ?? "");
    const article = { ...metadata, id: "page", title, text, lang: tag ? (tag[1]!.toLowerCase() as Language) : undefined };
    return {
      article,
      rangeOf: (start, end) => rangeOf(runs, start, end),
      titleRange: () => (heading?.isConnected ? contents(heading) : null),
    };
  }
  throw new RecoupeError("no-article", `There is no article on this page that could be read: an <article> or a <main> with ${kShortest} characters of text or more.`);
}

/** Where the article may be, the likeliest first. */
function candidates(page: Document): Element[] {
  const longestFirst = (selector: string) =>
    [...page.querySelectorAll(selector)].map((node) => ({ node, length: node.textContent?.length ?? 0 })).sort((a, b) => b.length - a.length).map(({ node }) => node);
  const paragraphs = new Map<Element, number>();
  for (const paragraph of page.querySelectorAll("p")) {
    const parent = paragraph.parentElement;
    if (parent && !paragraph.closest(kSkipped)) paragraphs.set(parent, (paragraphs.get(parent) ?? 0) + (paragraph.textContent?.length ?? 0));
  }
  const most = [...paragraphs].sort((a, b) => b[1] - a[1]).slice(0, 1).map(([node]) => node);
  return [...longestFirst("[itemprop~=articleBody]"), ...longestFirst("article"), ...longestFirst("main"), ...most];
}

/** The article's <h1>, or the only one of the page. */
function headingOf(body: Element, page: Document): Element | null {
  const all = page.querySelectorAll("h1");
  return body.querySelector("h1") ?? (all.length === 1 ? all[0]! : null);
}

/** The text, a block a line and HTML's white space as one space, and where each stretch of it stands. The heading is the title, not text. */
function readText(body: Element, heading: Element | null): { text: string; runs: Run[] } {
  const runs: Run[] = [];
  let text = "";
  let gap = "";  // what separates the words so far from those to come
  const widen = (space: string) => {
    if (text !== "" && gap !== "\n") gap = space;
  };
  const addRun = (node: Text, offset: number, words: string) => {
    if (gap !== "") text += gap;
    gap = "";
    runs.push({ start: text.length, length: words.length, node, offset });
    text += words;
  };
  const visit = (node: Node): void => {
    if (node instanceof Text) {
      for (const piece of node.data.matchAll(/[ \t\r\n\f]+|[^ \t\r\n\f]+/g)) {
        if (/^[ \t\r\n\f]/.test(piece[0])) widen(" ");
        else addRun(node, piece.index, piece[0]);
      }
      return;
    }
    if (!(node instanceof Element) || node === heading || node.matches(kSkipped)) return;
    const isBlock = !kInline.has(node.localName);
    if (isBlock) widen("\n");
    for (const child of node.childNodes) visit(child);
    if (isBlock) widen("\n");
  };
  visit(body);
  return { text, runs };
}

function rangeOf(runs: Run[], start: number, end: number): Range | null {
  const first = runs.find((run) => run.start + run.length > start);
  const last = runs.findLast((run) => run.start < end);
  if (!first || !last || !first.node.isConnected || !last.node.isConnected) return null;
  const range = first.node.ownerDocument.createRange();
  try {
    range.setStart(first.node, first.offset + Math.max(0, start - first.start));
    range.setEnd(last.node, last.offset + Math.min(last.length, end - last.start));
  } catch {
    return null;  // The node's text has become shorter.
  }
  return range;
}

function contents(node: Element): Range {
  const range = node.ownerDocument.createRange();
  range.selectNodeContents(node);
  return range;
}
