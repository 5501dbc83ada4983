import { Engine, compileEngine } from "./engine.ts";
import { openInWorker, startWorker, type Backend } from "./client.ts";
import { RecoupeError, throwIfAborted, untilAborted } from "./errors.ts";
import { readSource, type Wanted } from "./source.ts";
import type {
  CheckOptions, Checker, CheckerOptions, Compared, CompareOptions, CorpusInfo, ExplainOptions, Explanation, Report, StatementInput,
} from "./types.ts";

const wantedCorpus: Wanted = { what: "corpus", missing: "corpus-missing", foreign: "corpus-not-a-corpus" };

/**
 * Opens a corpus for checking.
 *
 * Rejects with `corpus-missing`, `corpus-not-a-corpus`, `corpus-truncated`, `corpus-damaged`,
 * `corpus-newer-version`, `engine-load-failed`, `bad-options`, `aborted`.
 *
 *     const checker = await createChecker({ corpus: "/corpus.recoupe" });
 *     const report = await checker.check("X sold data to governments");
 */
export async function createChecker(options: CheckerOptions): Promise<Checker> {
  if (options === null || typeof options !== "object" || options.corpus === undefined) {
    throw new RecoupeError("bad-options", "createChecker takes an object with a `corpus`: bytes, a Response, a URL or a path.");
  }
  const { signal } = options;
  throwIfAborted(signal);
  return untilAborted(signal, open(options), (checker) => checker.close());
}

async function open({ corpus, engine, worker }: CheckerOptions): Promise<Checker> {
  const starting = worker ? startWorker(worker) : Promise.resolve(null);
  try {
    const [module, bytes] = await allSettledFirstError([
      Promise.resolve(engine).then(compileEngine),
      Promise.resolve(corpus).then((source) => readSource(source, wantedCorpus)),
    ]);
    const started = await starting;
    const remote = started && (await openInWorker(started, module, bytes));
    if (remote) return new EngineChecker(remote.info, remote.backend, true);
    const local = await Engine.open(module, bytes);
    return new EngineChecker(local.info, local.engine, false);
  } catch (error) {
    void starting.then((started) => started?.close());
    throw error;
  }
}

/** As Promise.all, without leaving a second rejection unhandled. */
async function allSettledFirstError<A, B>(promises: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  promises[1].catch(() => {});
  return Promise.all(promises);
}

class EngineChecker implements Checker {
  readonly info: CorpusInfo;
  readonly inWorker: boolean;
  readonly #backend: Backend;
  readonly #closed = new AbortController();
  /** Rejects when the checker is closed; one listener for all calls under way. */
  readonly #whenClosed: Promise<never>;

  constructor(info: CorpusInfo, backend: Backend, inWorker: boolean) {
    this.info = info;
    this.inWorker = inWorker;
    this.#backend = backend;
    this.#whenClosed = new Promise((_, reject) => {
      this.#closed.signal.addEventListener("abort", () => reject(closedError()), { once: true });
    });
    this.#whenClosed.catch(() => {});
  }

  async check(text: string, options: CheckOptions = {}): Promise<Report> {
    requireText(text, "check");
    const { lang, limit, without, signal } = requireOptions(options);
    return this.#run(signal, () => this.#backend.check(text, { lang, limit, without }));
  }

  async compare(claim: string, statement: StatementInput | string, options: CompareOptions = {}): Promise<Compared> {
    requireText(claim, "compare");
    const given = requireStatement(statement, "compare");
    const { lang, signal } = requireOptions(options);
    return this.#run(signal, () => this.#backend.compare(claim, given, { lang }));
  }

  async explain(claim: string, statement?: StatementInput | string | null, options: ExplainOptions = {}): Promise<Explanation> {
    requireText(claim, "explain");
    const given = statement === undefined || statement === null ? null : requireStatement(statement, "explain");
    const { lang, limit, signal } = requireOptions(options);
    return this.#run(signal, () => this.#backend.explain(claim, given, { lang, limit }));
  }

  close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#backend.close();
  }

  async #run<T>(signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
    if (this.#closed.signal.aborted) throw closedError();
    throwIfAborted(signal);
    return untilAborted(signal, Promise.race([call(), this.#whenClosed]));
  }
}

function closedError(): RecoupeError {
  return new RecoupeError("closed", "This checker has been closed. Create another.");
}

function requireText(text: unknown, method: string): asserts text is string {
  if (typeof text !== "string") throw new RecoupeError("bad-options", `${method}() takes text, not ${text === null ? "null" : typeof text}.`);
}

function requireStatement(statement: StatementInput | string, method: string): StatementInput {
  const { text, lang } = typeof statement === "string" ? { text: statement } : requireOptions<StatementInput>(statement);
  requireText(text, method);
  return { text, lang };
}

function requireOptions<T>(options: T): T {
  if (options === null || typeof options !== "object") throw new RecoupeError("bad-options", "Options must be an object.");
  return options;
}
