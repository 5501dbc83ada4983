import { Engine } from "./engine.ts";
import { RecoupeError, type ErrorCode } from "./errors.ts";
import type { Article, CheckOptions, Compared, CompareOptions, CorpusInfo, ExplainOptions, Explanation, Report, StatementInput } from "./types.ts";

/** What a checker needs of an engine, here or in a worker. */
export interface Backend {
  check(text: string, options: CheckOptions): Promise<Report>;
  compare(claim: string, statement: StatementInput, options: CompareOptions): Promise<Compared>;
  explain(claim: string, statement: StatementInput | null, options: ExplainOptions): Promise<Explanation>;
  close(): void;
}

/** A call, from the page to the worker. */
export interface Call {
  id: number;
  method: "build" | "open" | "check" | "compare" | "explain";
  args: unknown[];
}

/** Its answer; id 0 with the value "ready" once the worker has started. */
export type Answer = { id: number; value: unknown } | { id: number; error: { code: ErrorCode; message: string } };

/** How long a worker may take to start, in milliseconds, before the page does the work itself. */
const kStartLimit = 5000;

/**
 * Starts the worker and listens to it from the first moment on, so that it may say "ready" while the engine and the corpus are still
 * on their way. Null if there is no worker to be had: the browser, the policy or the network refused it.
 */
export async function startWorker(make: Worker | (() => Worker)): Promise<Remote | null> {
  try {
    const remote = new Remote(typeof make === "function" ? make() : make);
    await remote.ready;
    return remote;
  } catch {
    return null;
  }
}

/**
 * Opens a corpus in a started worker, or returns null if it cannot run the engine. Rejects as `Engine.open` does when the worker runs
 * and the corpus is the trouble.
 */
export async function openInWorker(
  remote: Remote,
  module: WebAssembly.Module,
  corpus: Uint8Array,
): Promise<{ info: CorpusInfo; backend: Backend } | null> {
  try {
    const info = (await remote.call("open", module, corpus)) as CorpusInfo;
    return { info, backend: new WorkerBackend(remote, module, corpus) };
  } catch (error) {
    remote.close();
    if (error instanceof RecoupeError && error.code !== "engine-crashed") throw error;
    return null;
  }
}

/** The corpus of these articles, made in a started worker; null if it cannot run the engine. Rejects as `build` does. */
export async function buildInWorker(remote: Remote, module: WebAssembly.Module, articles: Article[]): Promise<Uint8Array | null> {
  try {
    return (await remote.call("build", module, articles)) as Uint8Array;
  } catch (error) {
    if (error instanceof RecoupeError && error.code !== "engine-crashed") throw error;
    return null;
  }
}

/** An engine in a worker; in this thread once the worker is gone. */
class WorkerBackend implements Backend {
  readonly #remote: Remote;
  readonly #module: WebAssembly.Module;
  readonly #corpus: Uint8Array;
  #local: Promise<Engine> | undefined;

  constructor(remote: Remote, module: WebAssembly.Module, corpus: Uint8Array) {
    this.#remote = remote;
    this.#module = module;
    this.#corpus = corpus;
  }

  check: Backend["check"] = async (...args) => this.#call("check", args);
  compare: Backend["compare"] = async (...args) => this.#call("compare", args);
  explain: Backend["explain"] = async (...args) => this.#call("explain", args);

  close(): void {
    this.#remote.close();
    void this.#local?.then((engine) => engine.close());
  }

  async #call<M extends Exclude<Call["method"], "build" | "open">>(method: M, args: Parameters<Backend[M]>): Promise<never> {
    if (!this.#remote.lost) return (await this.#remote.call(method, ...args)) as never;
    this.#local ??= Engine.open(this.#module, this.#corpus).then(({ engine }) => engine);
    const engine = await this.#local;
    return (engine[method] as (...args: unknown[]) => Promise<never>)(...args);
  }
}

/** Calls across the thread. */
export class Remote {
  readonly ready: Promise<unknown>;
  /** Whether the worker has died. */
  lost = false;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: RecoupeError): void }>();
  #lastId = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    this.ready = this.#wait(0);
    const timer = setTimeout(() => this.#lose("it did not start"), kStartLimit);
    this.ready.finally(() => clearTimeout(timer)).catch(() => {});
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#settle(data));
    worker.addEventListener("messageerror", () => this.#lose("a message could not be read"));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#lose(event.message || "it could not be loaded");
    });
  }

  call(method: Call["method"], ...args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = this.#wait(id);
    this.#worker.postMessage({ id, method, args } satisfies Call);
    return answer;
  }

  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #wait(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("error" in answer) waiting?.reject(new RecoupeError(answer.error.code, answer.error.message));
    else waiting?.resolve(answer.value);
  }

  #lose(why: string): void {
    this.lost = true;
    this.#worker.terminate();
    const error = new RecoupeError("engine-crashed", `The worker stopped (${why}). Try again: the next call does without it.`);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
