// The files that articles are read from, by the endings of their names; apart from the readers, which weigh more.

const kEndings = [".txt", ".md", ".html", ".htm", ".json", ".jsonl"];

/** The kinds of files that are read, for messages. */
export const kKinds = ".txt, .md, .html, .json or .jsonl";

/** Whether a file of this name is of a kind that is read. */
export function isArticleFile(name: string): boolean {
  return kEndings.includes(fileEnding(name));
}

/** The ending of a file's name with its dot, in lower case; empty if it has none. */
export function fileEnding(name: string): string {
  return /[^./\\](\.[^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
