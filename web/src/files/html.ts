import { Parser } from "htmlparser2";
import type { Article, Language } from "../index.ts";

// An article from a web page: what a reader would call its text, a paragraph a line.

const kSkipped = new Set(["script", "style", "noscript", "template", "svg", "math", "iframe", "object", "nav", "footer", "aside", "form", "button", "select", "textarea", "dialog"]);
const kInline = new Set(["a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"]);

/**
 * The article of a page. Its title is the page's only <h1>, else its <title>; its text, the <article> or <main> if
 * there is one, else the <body>. Address, publisher, date and language come from the page's own metadata.
 */
export function readHtml(html: string, id: string): Article {
  const body = new Text();
  const article = new Text();
  const pageTitle = new Text();
  const headings: Text[] = [];
  const metadata: Partial<Article> = {};
  let lang: string | undefined;
  let skipping = 0;
  let inHead = false;
  let inTitle = false;
  let inHeading = false;
  let inArticle = 0;
  const isArticle = (name: string) => name === "article" || name === "main";

  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "html") lang = attributes.lang;
      if (name === "head") inHead = true;
      if (name === "body") inHead = false;
      if (name === "title" && (inHead || pageTitle.isEmpty())) inTitle = true;
      if (name === "meta" || name === "link") readMetadata(name, attributes, metadata);
      if (kSkipped.has(name)) skipping++;
      if (skipping) return;
      if (isArticle(name)) inArticle++;
      if (name === "h1") {
        inHeading = true;
        headings.push(new Text());
      }
      if (!kInline.has(name)) breakLine();
    },
    ontext(text) {
      if (skipping) return;
      if (inTitle) pageTitle.add(text);
      else if (!inHead) {
        body.add(text);
        if (inArticle) article.add(text);
        if (inHeading) headings.at(-1)!.add(text);
      }
    },
    onclosetag(name) {
      if (name === "head") inHead = false;
      if (name === "title") inTitle = false;
      if (kSkipped.has(name)) {
        skipping--;
        return;
      }
      if (skipping) return;
      if (name === "h1") inHeading = false;
      if (!kInline.has(name)) breakLine();
      if (isArticle(name)) inArticle--;
    },
  });
  parser.end(html);

  const [heading] = headings;
  const title = headings.length === 1 && !heading!.isEmpty() ? heading! : pageTitle;
  const found = { id, title: title.toString().replace(/\n/g, " "), text: (article.isEmpty() ? body : article).toString() };
  return { ...found, ...metadata, lang: knownLanguage(lang) };

  function breakLine(): void {
    body.breakLine();
    if (inArticle) article.breakLine();
  }
}

function readMetadata(name: string, attributes: Record<string, string>, metadata: Partial<Article>): void {
  if (name === "link" && attributes.rel === "canonical" && attributes.href) metadata.url = attributes.href;
  const property = attributes.property ?? attributes.name;
  if (property === "og:site_name" && attributes.content) metadata.publisher = attributes.content;
  if (property === "article:published_time" && attributes.content) metadata.published = attributes.content.slice(0, 10);
}

/** Text being collected: runs of HTML's white space are one space, blocks are lines. No-break spaces stay. */
class Text {
  #lines: string[] = [];
  #line = "";

  add(text: string): void {
    this.#line += text;
  }

  breakLine(): void {
    const line = this.#line.replace(/[ \t\r\n\f]+/g, " ").trim();
    if (line) this.#lines.push(line);
    this.#line = "";
  }

  isEmpty(): boolean {
    return this.#lines.length === 0 && this.#line.trim() === "";
  }

  toString(): string {
    this.breakLine();
    return this.#lines.join("\n");
  }
}

/** "fr" or "en" for a tag of either language, such as "fr-CA". */
function knownLanguage(tag: string | undefined): Language | undefined {
  const match = /^(fr|en)\b/i.exec(tag ?? "");
  return match ? (match[1]!.toLowerCase() as Language) : undefined;
}
