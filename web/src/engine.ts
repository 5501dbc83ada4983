import createModule, { type RawEngine } from "recoupe-engine";
import inlined from "recoupe-wasm";
import { RecoupeError, throwIfAborted, type ErrorCode } from "./errors.ts";
import { wellFormed } from "./well-formed.ts";
import { openSource, readSource, type Wanted } from "./source.ts";
import type {
  Article, BytesSource, CheckOptions, Compared, CompareOptions, CorpusInfo, EngineSource, Excerpt, ExplainOptions, Explanation, NearMiss, Report, StatementInput,
} from "./types.ts";

// The only file that knows that there is WebAssembly. Text goes in, JSON text comes out; here it becomes values
// and errors. An instance that traps is thrown away, and the next call starts another from the same module.

/** How many pairs `explain` gives where no limit is asked for: as many as `check` has excerpts. */
const kDefaultLimit = 5;

const wantedEngine: Wanted = { what: "engine", missing: "engine-load-failed", foreign: "engine-load-failed" };

let inlinedModule: Promise<WebAssembly.Module> | undefined;

/**
 * Compiles the engine; the built-in one if no source is given, once.
 * Rejects with `engine-load-failed`, `bad-options`.
 */
export async function compileEngine(source?: EngineSource): Promise<WebAssembly.Module> {
  if (isModule(source)) return source;
  if (source !== undefined) return compileSource(source as BytesSource);
  if (inlined === null) throw new RecoupeError("engine-load-failed", "This build has no engine inside: pass the option `engine`.");
  inlinedModule ??= compile(WebAssembly.compile(bytesOf(inlined)));
  inlinedModule.catch(() => (inlinedModule = undefined));
  return inlinedModule;
}

// TypeScript takes WebAssembly.Module for the empty interface, which anything would be.
function isModule(source: EngineSource | undefined): source is WebAssembly.Module {
  return source instanceof WebAssembly.Module;
}

async function compileSource(source: BytesSource): Promise<WebAssembly.Module> {
  const opened = await openSource(source, wantedEngine);
  if (opened instanceof Uint8Array) return compile(WebAssembly.compile(checkMagic(opened, "The bytes given")));
  if (opened.headers.get("content-type")?.startsWith("application/wasm")) return compile(WebAssembly.compileStreaming(opened));
  const where = `${opened.url || "The response"} (${opened.headers.get("content-type") ?? "no content type"})`;
  return compile(WebAssembly.compile(checkMagic(await readSource(opened, wantedEngine), where)));
}

async function compile(compiling: Promise<WebAssembly.Module>): Promise<WebAssembly.Module> {
  try {
    return await compiling;
  } catch (cause) {
    throw new RecoupeError(
      "engine-load-failed",
      `The engine could not be compiled: ${String(cause)} If the page has a Content-Security-Policy, its script-src needs 'wasm-unsafe-eval'.`,
      { cause },
    );
  }
}

function checkMagic(bytes: Uint8Array, where: string): Uint8Array<ArrayBuffer> {
  const isWasm = bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
  if (!isWasm) throw new RecoupeError("engine-load-failed", `${where} did not answer with WebAssembly.`);
  return bytes as Uint8Array<ArrayBuffer>;
}

function bytesOf(latin1: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(latin1.length);
  for (let i = 0; i < latin1.length; i++) bytes[i] = latin1.charCodeAt(i);
  return bytes;
}

/** One engine on one corpus. Methods reject with the engine's codes, and with `engine-crashed`. */
export class Engine {
  readonly #module: WebAssembly.Module;
  readonly #corpus: Uint8Array;
  #raw: Promise<RawEngine> | null = null;

  private constructor(module: WebAssembly.Module, corpus: Uint8Array) {
    this.#module = module;
    this.#corpus = corpus;
  }

  /** Starts an engine and opens the corpus, whose bytes it keeps: a fresh instance needs them again. */
  static async open(module: WebAssembly.Module, corpus: Uint8Array): Promise<{ engine: Engine; info: CorpusInfo }> {
    const engine = new Engine(module, corpus);
    const raw = await start(module);
    try {
      const info = await engine.#answer<CorpusInfo>(() => raw.open(corpus));
      engine.#raw = Promise.resolve(raw);
      return { engine, info };
    } catch (error) {
      free(raw);
      throw error;
    }
  }

  async check(text: string, { lang, limit, without }: CheckOptions): Promise<Report> {
    const raw = await this.#instance();
    return this.#answer(() => raw.check(wellFormed(text), optionsJson({ lang, limit, without })));
  }

  async compare(claim: string, statement: StatementInput, options: CompareOptions): Promise<Compared> {
    const raw = await this.#instance();
    const answer = await this.#answer<{ excerpt: Excerpt } | { nearMiss: NearMiss }>(() =>
      raw.compare(wellFormed(claim), statementJson(statement), optionsJson({ lang: options.lang })),
    );
    return "excerpt" in answer ? answer.excerpt : answer.nearMiss;
  }

  async explain(claim: string, statement: StatementInput | null, { lang, limit = kDefaultLimit }: ExplainOptions): Promise<Explanation> {
    const raw = await this.#instance();
    const explanation = await this.#answer<Explanation>(() =>
      raw.explain(wellFormed(claim), statement ? statementJson(statement) : "null", optionsJson({ lang, limit })),
    );
    return { ...explanation, pairs: explanation.pairs.slice(0, limit) };
  }

  close(): void {
    void this.#raw?.then(free, () => {});
    this.#raw = null;
  }

  #instance(): Promise<RawEngine> {
    this.#raw ??= start(this.#module).then((raw) => {
      parse(() => raw.open(this.#corpus));
      return raw;
    });
    this.#raw.catch(() => (this.#raw = null));
    return this.#raw;
  }

  async #answer<T>(call: () => string): Promise<T> {
    try {
      return parse<T>(call);
    } catch (error) {
      if ((error as RecoupeError).code === "engine-crashed") this.#raw = null;
      throw error;
    }
  }
}

/**
 * The corpus of these articles, in their order; the same bytes for the same input.
 * Rejects with `bad-article`, `duplicate-article`, `aborted`, `engine-crashed`.
 */
export async function build(
  module: WebAssembly.Module,
  articles: Iterable<Article> | AsyncIterable<Article>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const raw = await start(module);
  try {
    for await (const article of articles) {
      throwIfAborted(signal);
      const json = articleJson(article);
      parse(() => raw.add(json));
    }
    return guard(() => raw.finish()).slice();
  } finally {
    free(raw);
  }
}

async function start(module: WebAssembly.Module): Promise<RawEngine> {
  try {
    const { Engine: Raw } = await new Promise<{ Engine: new () => RawEngine }>((resolve, reject) => {
      createModule({
        instantiateWasm(imports, done) {
          WebAssembly.instantiate(module, imports).then(done).catch(reject);
          return {};
        },
        locateFile: (name) => name,
        print: () => {},
        printErr: () => {},
      }).then(resolve, reject);
    });
    return new Raw();
  } catch (cause) {
    throw new RecoupeError("engine-load-failed", `The engine could not be started: ${String(cause)}`, { cause });
  }
}

/** Calls the engine; whatever it throws is a trap, since it reports errors as values. */
function guard<T>(call: () => T): T {
  try {
    return call();
  } catch (cause) {
    throw new RecoupeError("engine-crashed", `The engine stopped unexpectedly (${String(cause)}). Try again: the next call starts a fresh one.`, { cause });
  }
}

function parse<T>(call: () => string): T {
  const value = guard(() => JSON.parse(call()) as T | { error: { code: ErrorCode; message: string } });
  if (value !== null && typeof value === "object" && "error" in value) {
    throw new RecoupeError(value.error.code, value.error.message);
  }
  return value as T;
}

/** Frees an instance that may have trapped, after which nothing more is asked of it. */
function free(raw: RawEngine): void {
  try {
    raw.delete();
  } catch {
    // The whole instance is about to be collected.
  }
}

/** JSON in which an option that was given but is no JSON (NaN, a function) is null, so that the engine refuses it. */
function optionsJson(options: Record<string, unknown>): string {
  return JSON.stringify(options, (_key, value: unknown) => (typeof value === "function" || typeof value === "symbol" || typeof value === "bigint" ? null : value));
}

function statementJson({ text, lang }: StatementInput): string {
  return optionsJson({ text: wellFormed(text), lang });
}

function articleJson(article: Article): string {
  if (article === null || typeof article !== "object") throw new RecoupeError("bad-article", "An article must be an object with an id and a text.");
  return JSON.stringify(article, (_key, value: unknown) => (typeof value === "string" ? wellFormed(value) : value));
}
