import { readFile, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { decodeUtf8, readArticleFile } from "../src/files/article-files.ts";
import { isArticleFile, kKinds } from "../src/files/kinds.ts";
import { RecoupeError, type Article } from "../src/index.ts";

// The files of a disk that hold articles.

/** An article and the file it came from, for messages. */
export interface FileArticle {
  article: Article;
  file: string;
}

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
      if (found.length === 0) throw new RecoupeError("bad-article", `There is no ${kKinds} file in ${path}.`);
      files.push(...found);
    } else {
      if (!isArticleFile(path)) throw new RecoupeError("bad-article", `${path}: recoupe reads ${kKinds} files.`);
      files.push(path);
    }
  }
  return files;
}

/** The articles of these files, one file in memory at a time. Throws `bad-article`, `bad-json`, `duplicate-article`. */
export async function* readArticles(files: string[]): AsyncGenerator<FileArticle> {
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const content = decodeUtf8(await readFile(file));
    if (content === null) throw new RecoupeError("bad-article", `${file} is not UTF-8. Convert it first, for instance with: iconv -f WINDOWS-1252 -t UTF-8`);
    let articles: Article[];
    try {
      articles = readArticleFile(file, content);
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
    } else if (isArticleFile(path)) {
      files.push(path);
    }
  }
  return files;
}
