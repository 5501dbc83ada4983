#!/usr/bin/env node
import { rename, rm, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { RecoupeError, buildCorpus, createChecker, type Article, type CheckOptions, type Checker, type Language, type StatementInput } from "../src/index.ts";
import { listFiles, readArticles } from "./articles.ts";
import { describeExplanation } from "./explanation.ts";
import { describeCorpus, describeReport, painter } from "./people.ts";

// The command line. Results go to stdout, everything else to stderr.
// Exit status: 0 done, 1 something failed (a message says what), 2 the command was not understood.

const kHelp = `recoupe: what a set of articles says to a claim

  recoupe build <file-or-folder>... -o corpus.recoupe
      Makes a corpus of .txt, .md, .html, .json and .jsonl files; folders are read at any depth, in sorted order.
      A text file's name without its ending is the article's id, its first line that is not empty its title.
      JSON: an article, a list of them, or {"articles": [...]}; JSONL: one a line:
      {"id", "title", "text" or "statements": [{"id", "text"}], "lang"?, "url"?, "publisher"?, "published"?}

  recoupe check --corpus corpus.recoupe "claim"
      Prints what the articles say to the claim; "-" reads it from stdin.
      --json        the whole report as JSON
      --jsonl       reads {"id", "claim", "lang"?} from stdin, one a line, and writes one result a line in the same order
      --lang fr|en  the claim's language; recognised if absent
      --limit n     at most n excerpts a claim, 1 to 50

  recoupe explain "claim" --statement "statement"
  recoupe explain "claim" --corpus corpus.recoupe
      Prints why a statement, or each of the best statements of a corpus, stands to the claim as it does: which words
      answer which, the nuances, and what each piece of evidence adds to the score; "-" reads the claim from stdin.
      --json                   the same as JSON
      --lang fr|en             the claim's language; recognised if absent
      --statement-lang fr|en   the statement's
      --limit n                at most n statements of the corpus, 1 to 50; 5 if absent

  recoupe inspect corpus.recoupe
      Prints what is in a corpus; --json as JSON.

  recoupe --help, recoupe --version
`;

/** The command was not understood. */
class UsageError extends Error {}

const commands: Record<string, (args: string[]) => Promise<number>> = { build, check, explain, inspect };

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--version" || name === "-V") return print(`${RECOUPE_VERSION}\n`);
  if (name === "--help" || name === "-h" || name === "help" || rest.includes("--help") || rest.includes("-h")) return print(kHelp);
  if (name === undefined) throw new UsageError("which command? build, check, explain or inspect");
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`unknown command "${name}": there are build, check, explain and inspect`);
  return command(rest);
}

async function build(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, { output: { type: "string", short: "o" } });
  const output = values.output as string | undefined;
  if (positionals.length === 0) throw new UsageError("build: which files or folders?");
  if (!output) throw new UsageError("build: where to? Say -o corpus.recoupe");

  const files = await listFiles(positionals);
  let done = 0;
  let current = "";
  async function* articles(): AsyncGenerator<Article> {
    for await (const { article, file } of readArticles(files)) {
      current = file;
      progress(`${++done} articles, ${file}`);
      yield article;
      current = "";
    }
  }
  let corpus: Uint8Array;
  try {
    corpus = await buildCorpus(articles());
  } catch (error) {
    progress("");
    if (error instanceof RecoupeError && current) throw new RecoupeError(error.code, `${current}: ${error.message}`, { cause: error });
    throw error;
  }
  progress("");
  // First under another name, so that a corpus in use is never half a corpus.
  const unfinished = `${output}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, corpus);
    await rename(unfinished, output);
  } catch (cause) {
    await rm(unfinished, { force: true });
    throw new Error(`${output} could not be written: ${(cause as Error).message}`, { cause });
  }
  if (process.stderr.isTTY) process.stderr.write(`${output}: ${done} articles, ${corpus.length.toLocaleString("en")} bytes\n`);
  return 0;
}

async function check(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    corpus: { type: "string", short: "c" },
    json: { type: "boolean" },
    jsonl: { type: "boolean" },
    lang: { type: "string" },
    limit: { type: "string" },
  });
  if (!values.corpus) throw new UsageError("check: against what? Say --corpus corpus.recoupe");
  if (values.json && values.jsonl) throw new UsageError("check: --json or --jsonl, not both");
  if (values.jsonl && positionals.length > 0) throw new UsageError("check: with --jsonl the claims come from stdin");
  if (!values.jsonl && positionals.length !== 1) throw new UsageError('check: one claim, in quotes: recoupe check --corpus corpus.recoupe "…"');
  const options: CheckOptions = { lang: languageFrom(values.lang, "check: --lang"), limit: limitFrom(values.limit, "check: --limit") };

  const checker = await createChecker({ corpus: values.corpus as string });
  try {
    if (values.jsonl) return await checkLines(checker, options);
    const claim = positionals[0] === "-" ? await readStdin() : positionals[0]!;
    const report = await checker.check(claim, options);
    const text = values.json ? `${JSON.stringify(report, null, 2)}\n` : describeReport(report, painter(wantsColour()));
    return await print(text);
  } finally {
    checker.close();
  }
}

async function explain(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    statement: { type: "string", short: "s" },
    corpus: { type: "string", short: "c" },
    json: { type: "boolean" },
    lang: { type: "string" },
    "statement-lang": { type: "string" },
    limit: { type: "string" },
  });
  const { statement: text, corpus } = values as Record<string, string | undefined>;
  if (positionals.length !== 1) throw new UsageError('explain: one claim, in quotes: recoupe explain "…" --statement "…"');
  if (text === undefined && !corpus) throw new UsageError('explain: against what? Say --statement "…", or --corpus corpus.recoupe');
  if (text !== undefined && corpus) throw new UsageError("explain: --statement or --corpus, not both");
  if (text === undefined && values["statement-lang"] !== undefined) throw new UsageError("explain: --statement-lang goes with --statement");
  if (text !== undefined && values.limit !== undefined) throw new UsageError("explain: --limit goes with --corpus");
  const lang = languageFrom(values.lang, "explain: --lang");
  const limit = limitFrom(values.limit, "explain: --limit");
  const statement: StatementInput | null = text === undefined ? null : { text, lang: languageFrom(values["statement-lang"], "explain: --statement-lang") };

  const claim = positionals[0] === "-" ? await readStdin() : positionals[0]!;
  const checker = await createChecker({ corpus: corpus ?? (await buildCorpus([])) });
  try {
    const explanation = await checker.explain(claim, statement, { lang, limit });
    return await print(values.json ? `${JSON.stringify(explanation, null, 2)}\n` : describeExplanation(claim, explanation, painter(wantsColour())));
  } finally {
    checker.close();
  }
}

async function inspect(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, { json: { type: "boolean" } });
  if (positionals.length !== 1) throw new UsageError("inspect: which corpus? Say recoupe inspect corpus.recoupe");
  const checker = await createChecker({ corpus: positionals[0]! });
  checker.close();
  return print(values.json ? `${JSON.stringify(checker.info, null, 2)}\n` : describeCorpus(checker.info, painter(wantsColour())));
}

/** Checks the lines of stdin. Returns 1 if one of them was bad: its own line says why, the others are answered. */
async function checkLines(checker: Checker, defaults: CheckOptions): Promise<number> {
  let status = 0;
  let number = 0;
  for await (const line of stdinLines()) {
    number++;
    if (line.trim() === "") continue;
    const result = await checkLine(checker, line, number, defaults);
    if ("error" in result) status = 1;
    await print(`${JSON.stringify(result)}\n`);
  }
  return status;
}

async function checkLine(checker: Checker, line: string, number: number, defaults: CheckOptions): Promise<object> {
  let id: unknown = null;
  try {
    const query = parseLine(line, number);
    id = query.id ?? null;
    if (typeof query.claim !== "string") throw new RecoupeError("bad-json", `Line ${number} has no text "claim".`);
    const { lang, outcome, excerpts, coverage, nearMisses, claims } = await checker.check(query.claim, {
      ...defaults,
      ...(query.lang === undefined || query.lang === null ? {} : { lang: query.lang as Language }),
    });
    const outline = claims.map(({ text, start, end, outcome, reason, parts }) =>
      ({ text, start, end, outcome, reason, parts: parts?.map(({ text, start, end, outcome }) => ({ text, start, end, outcome })) }));
    return { id, outcome, lang, excerpts, coverage, nearMisses, claims: outline };
  } catch (error) {
    if (!(error instanceof RecoupeError)) throw error;
    return { id, error: { code: error.code, message: error.message } };
  }
}

function parseLine(line: string, number: number): { id?: unknown; claim?: unknown; lang?: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new RecoupeError("bad-json", `Line ${number} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new RecoupeError("bad-json", `Line ${number} is not a JSON object.`);
  return value;
}

/** The lines of stdin. Not node:readline, which also breaks lines at U+2028, a legal character inside JSON. */
async function* stdinLines(): AsyncGenerator<string> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of process.stdin) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest + decoder.decode();
}

async function readStdin(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text;
}

function parse(args: string[], options: NonNullable<Parameters<typeof parseArgs>[0]>["options"]) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true }) as { values: Record<string, string | boolean | undefined>; positionals: string[] };
  } catch (cause) {
    throw new UsageError((cause as Error).message.split("\n")[0]!.replace(/\. To specify a positional argument.*/s, ""));
  }
}

function languageFrom(value: string | boolean | undefined, option: string): Language | undefined {
  if (value === undefined || value === "fr" || value === "en") return value;
  throw new UsageError(`${option} is fr or en`);
}

function limitFrom(value: string | boolean | undefined, option: string): number | undefined {
  if (value === undefined) return undefined;
  const limit = Number(value);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) throw new UsageError(`${option} is a number from 1 to 50`);
  return limit;
}

function wantsColour(): boolean {
  return process.stdout.isTTY === true && !process.env.NO_COLOR;
}

/** One line of progress that replaces the last, on a terminal only. */
function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
}

async function print(text: string): Promise<number> {
  if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once("drain", resolve));
  return 0;
}

// A reader that has seen enough (recoupe … | head) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`recoupe: ${error.message} (recoupe --help)\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`recoupe: ${error instanceof RecoupeError ? `${error.message} [${error.code}]` : (error as Error).message}\n`);
    process.exitCode = 1;
  }
}
