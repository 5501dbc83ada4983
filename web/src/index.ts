import { build, compileEngine } from "./engine.ts";
import { RecoupeError, throwIfAborted } from "./errors.ts";
import type { Article, BuildOptions } from "./types.ts";

export { createChecker } from "./checker.ts";
export { RecoupeError } from "./errors.ts";
export type { ErrorCode } from "./errors.ts";
export { readClaimReviews } from "./interchange/claim-review.ts";
export { toWebAnnotations } from "./interchange/web-annotation.ts";
export type * from "./interchange/web-annotation.ts";
export type * from "./types.ts";

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
  throwIfAborted(options.signal);
  const module = await compileEngine(await options.engine);
  throwIfAborted(options.signal);
  return build(module, articles, options.signal);
}
