import { decodeUtf8, readArticleFile } from "../../src/files/article-files.ts";
import { isArticleFile } from "../../src/files/kinds.ts";
import { RecoupeError, buildCorpus, type Article } from "../../src/index.ts";

// What the page's worker does: articles out of files, a corpus out of articles. One bad file or article never costs another.

/** Why something was not taken: a key of the messages' `problem`; `detail` is the reader's or the engine's own sentence, in English. */
export interface Problem {
  file: string;
  kind: "kind" | "encoding" | "empty" | "json" | "article" | "read" | "known" | "corpus";
  detail?: string;
}

/** A file and the name to show for it, with its folder. */
export interface NamedFile {
  name: string;
  file: File;
}

/** An article and the file it came from. */
export interface FileArticle {
  file: string;
  article: Article;
}

export interface Reading {
  articles: FileArticle[];
  problems: Problem[];
}

export interface Building {
  corpus: Uint8Array | null;
  /** The numbers of articles that the engine refused, and its reasons. */
  refused: { index: number; detail: string }[];
}

export async function readFiles(files: NamedFile[]): Promise<Reading> {
  const articles: FileArticle[] = [];
  const problems: Problem[] = [];
  for (const { name, file } of files) {
    const found = await readOne(name, file);
    if ("kind" in found) problems.push(found);
    else articles.push(...found.articles.map((article) => ({ file: name, article })));
  }
  return { articles, problems };
}

async function readOne(name: string, file: File): Promise<{ articles: Article[] } | Problem> {
  if (!isArticleFile(name)) return { file: name, kind: "kind" };
  const bytes = await file.arrayBuffer().catch(() => null);
  if (!bytes) return { file: name, kind: "read" };
  const content = decodeUtf8(new Uint8Array(bytes));
  if (content === null) return { file: name, kind: "encoding" };
  try {
    const articles = readArticleFile(name, content);
    return articles.length > 0 && articles.some(saysSomething) ? { articles } : { file: name, kind: "empty" };
  } catch (error) {
    if (!(error instanceof RecoupeError)) throw error;
    return { file: name, kind: error.code === "bad-json" ? "json" : "article", detail: error.message };
  }
}

/** Whether there is anything to look at; what is not an article at all is for the engine to name. */
function saysSomething(article: Article): boolean {
  return typeof article?.text !== "string" || /[\p{L}\p{N}]/u.test(article.text);
}

/** The corpus of those of these articles that can be taken; null if none can. */
export async function buildFrom(articles: Article[], engine: WebAssembly.Module): Promise<Building> {
  const refused: Building["refused"] = [];
  for (;;) {
    const left = articles.map((article, index) => ({ article, index })).filter(({ index }) => !refused.some((one) => one.index === index));
    if (left.length === 0) return { corpus: null, refused };
    let at = -1;
    const given = function* () {
      for (const { article } of left) {
        at++;
        yield article;
      }
    };
    try {
      return { corpus: await buildCorpus(given(), { engine }), refused };
    } catch (error) {
      // The engine reads one article at a time, so the trouble is with the last one that it asked for.
      if (!(error instanceof RecoupeError) || !/^(bad|duplicate)-article$/.test(error.code)) throw error;
      refused.push({ index: left[at]!.index, detail: error.message });
    }
  }
}
