import { readFile, readdir, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { hasClaimReviews } from "../src/interchange/claim-review.ts";
import { RecoupeError, readClaimReviews, type Article } from "../src/index.ts";
import { readHtml } from "./html.ts";

// Articles from files. Offsets in results refer to `text`: for .txt and .md files that is the file as it is.

/** An article and the file it came from, for messages. */
export interface FileArticle {
  article: Article;
  file: string;
}

const kReaders: Record<string, (content: string, id: string) => Article[]> = {
  ".txt": readText,
  ".md": readMarkdown,
  ".html": (content, id) => [readHtml(content, id)],
  ".htm": (content, id) => [readHtml(content, id)],
  ".json": readJson,
  ".jsonl": readJsonLines,
};

/**
 * The files to read: those named, and in each folder, at any depth, those with a known ending, sorted by path.
 * Throws `bad-article` for a file of another kind, a missing one, or a folder with none.
 */
export async function listFiles(paths: string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of paths) {
    const stats = await stat(path).catch(() => {
      throw new RecoupeError("bad-article", `There is no file or folder ${path}.`);
    });
    if (stats.isDirectory()) {
      const found = await listFolder(path);
      if (found.length === 0) throw new RecoupeError("bad-article", `There is no ${kinds()} file in ${path}.`);
      files.push(...found);
    } else {
      if (!isKnown(path)) throw new RecoupeError("bad-article", `${path}: recoupe reads ${kinds()} files.`);
      files.push(path);
    }
  }
  return files;
}

/** The articles of these files, one file in memory at a time. Throws `bad-article`, `bad-json`, `duplicate-article`. */
export async function* readArticles(files: string[]): AsyncGenerator<FileArticle> {
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const content = decode(await readFile(file), file);
    const ending = extname(file).toLowerCase();
    let articles: Article[];
    try {
      articles = kReaders[ending]!(content, basename(file, extname(file)));
    } catch (error) {
      if (error instanceof RecoupeError) throw new RecoupeError(error.code, `${file}: ${error.message}`);
      throw error;
    }
    for (const article of articles) {
      const other = fileOf.get(article?.id);
      if (other !== undefined) {
        throw new RecoupeError("duplicate-article", `Two articles have the id "${article.id}": one in ${other}, one in ${file}. Rename one of them.`);
      }
      fileOf.set(article?.id, file);
      yield { article, file };
    }
  }
}

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() || (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isDirectory())) {
      files.push(...(await listFolder(path)));
    } else if (isKnown(path)) {
      files.push(path);
    }
  }
  return files;
}

function isKnown(path: string): boolean {
  return extname(path).toLowerCase() in kReaders;
}

function kinds(): string {
  return ".txt, .md, .html, .json or .jsonl";
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    // A byte order mark stays: offsets count it, as other programs that read the file do.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new RecoupeError("bad-article", `${file} is not UTF-8. Convert it first, for instance with: iconv -f WINDOWS-1252 -t UTF-8`);
  }
}

function readText(text: string, id: string): Article[] {
  return [{ id, title: firstLine(text), text }];
}

function readMarkdown(content: string, id: string): Article[] {
  // Front matter is no prose: blanked, so that offsets stay those of the file.
  const front = /^\uFEFF?---\r?\n[\s\S]*?\r?\n---[ \t]*(?:\r?\n|$)/.exec(content)?.[0] ?? "";
  const text = front.replace(/[^\r\n]/g, " ") + content.slice(front.length);
  const named = /^title:[ \t]*(["']?)(.+?)\1[ \t]*$/m.exec(front)?.[2];
  return [{ id, title: named ?? firstLine(text).replace(/^#+\s+/, ""), text }];
}

function firstLine(text: string): string {
  return /\S.*/.exec(text)?.[0].trim() ?? "";
}

function readJson(content: string, id: string): Article[] {
  const value = parseJson(content, "The file") as Article | Article[] | { articles: Article[] };
  if (hasClaimReviews(value)) return readClaimReviews(value);
  if (Array.isArray(value)) return value;
  if (value !== null && typeof value === "object" && "articles" in value) {
    if (!Array.isArray(value.articles)) throw new RecoupeError("bad-article", '"articles" must be a list.');
    return value.articles;
  }
  return [value !== null && typeof value === "object" ? { ...value, id: value.id ?? id } : value];
}

function readJsonLines(content: string): Article[] {
  return content.split("\n").flatMap((line, i) => (line.trim() === "" ? [] : [parseJson(line, `Line ${i + 1}`) as Article]));
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new RecoupeError("bad-json", `${where} is not JSON: ${(cause as Error).message}`);
  }
}
