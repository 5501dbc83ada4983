export { buildCorpus } from "./build-corpus.ts";
export { createChecker } from "./checker.ts";
export { RecoupeError } from "./errors.ts";
export type { ErrorCode } from "./errors.ts";
export { readClaimReviews } from "./interchange/claim-review.ts";
export { toWebAnnotations } from "./interchange/web-annotation.ts";
export type * from "./interchange/web-annotation.ts";
export type * from "./types.ts";
