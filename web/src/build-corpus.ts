import { buildInWorker, startWorker } from "./client.ts";
import { build, compileEngine } from "./engine.ts";
import { RecoupeError, throwIfAborted, untilAborted } from "./errors.ts";
import type { Article, BuildOptions } from "./types.ts";

/**
 * The corpus of these articles, as bytes to keep in a file or to pass to `createChecker`; the same bytes for the
 * same articles. An article that came as `statements` is taken sentence by sentence as it is.
 *
 * Rejects with `bad-article`, `duplicate-article`, `bad-options`, `engine-load-failed`, `engine-crashed`, `aborted`.
 *
 *     const corpus = await buildCorpus([{ id: "a1", title: "…", text: "…" }]);
 */
export async function buildCorpus(
  articles: Iterable<Article> | AsyncIterable<Article>,
  options: BuildOptions = {},
): Promise<Uint8Array> {
  const iterable = typeof articles === "object" && articles !== null && (Symbol.iterator in articles || Symbol.asyncIterator in articles);
  if (!iterable) throw new RecoupeError("bad-options", "buildCorpus takes a list of articles, or anything that can be iterated.");
  const { engine, worker, signal } = options;
  throwIfAborted(signal);
  const module = await compileEngine(await engine);
  throwIfAborted(signal);
  const started = worker ? await startWorker(worker) : null;
  if (!started) return build(module, articles, signal);
  try {
    const list: Article[] = [];
    for await (const article of articles) list.push(article);
    return (await untilAborted(signal, buildInWorker(started, module, list))) ?? (await build(module, list, signal));
  } finally {
    started.close();
  }
}
