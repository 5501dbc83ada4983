import { hasClaimReviews } from "../interchange/claim-review.ts";
import { RecoupeError, readClaimReviews, type Article } from "../index.ts";
import { readHtml } from "./html.ts";
import { fileEnding } from "./kinds.ts";

// Articles from the content of files. Offsets in results refer to `text`: for .txt and .md files that is the file as it is.

const kReaders: Record<string, (content: string, id: string) => Article[]> = {
  ".txt": readText,
  ".md": readMarkdown,
  ".html": (content, id) => [readHtml(content, id)],
  ".htm": (content, id) => [readHtml(content, id)],
  ".json": readJson,
  ".jsonl": readJsonLines,
};

/** The articles in a file of a kind that is read; one that has no id of its own takes the file's name. Throws `bad-article`, `bad-json`. */
export function readArticleFile(name: string, content: string): Article[] {
  const base = name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
  return kReaders[fileEnding(name)]!(content, base.slice(0, base.length - fileEnding(base).length));
}

/** The text of a UTF-8 file, or null if it is in another encoding. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    // A byte order mark stays: offsets count it, as other programs that read the file do.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
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
