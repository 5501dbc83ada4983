/** Everything that can go wrong, by a name that will not change. */
export type ErrorCode =
  /** The text to check is empty or only white space. */
  | "empty-text"
  /** The text to check is longer than the limit, which the message gives. */
  | "text-too-long"
  /** `lang` is neither "fr" nor "en". */
  | "unknown-language"
  /** An option, or the kind of an argument, is not what the manual says. */
  | "bad-options"
  /** An article lacks its id or its text, or a part of it has the wrong kind. */
  | "bad-article"
  /** Two articles have the same id. */
  | "duplicate-article"
  /** These bytes are not a Recoupe corpus. */
  | "corpus-not-a-corpus"
  /** The corpus ends before its end: an interrupted copy or download. */
  | "corpus-truncated"
  /** A checksum of the corpus does not match. */
  | "corpus-damaged"
  /** The corpus was written by a later version of Recoupe. */
  | "corpus-newer-version"
  /** There is no corpus at this path or URL. */
  | "corpus-missing"
  /** The page has no article that could be read as a source. */
  | "no-article"
  /** There is no file of interface words at this URL, or it is not one. */
  | "messages-missing"
  /** A text that should be JSON is not. */
  | "bad-json"
  /** The engine stopped unexpectedly. The next call starts a fresh one. */
  | "engine-crashed"
  /** The engine's WebAssembly could not be fetched or compiled; the message says why. */
  | "engine-load-failed"
  /** The call's `signal` was aborted. */
  | "aborted"
  /** The checker has been closed. */
  | "closed";

/** An error with a code for programs and a sentence for people: what, where, what to do. */
export class RecoupeError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = "RecoupeError";
    this.code = code;
  }
}

/** Whether it is one of ours; recoupe.js and recoupe-checker.js each have the class. */
export function isRecoupeError(error: unknown): error is RecoupeError {
  return error instanceof Error && error.name === "RecoupeError";
}

/** Throws `aborted` if the signal says so. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError(signal);
}

/** The error of a call whose signal was aborted. */
function abortedError(signal: AbortSignal): RecoupeError {
  return new RecoupeError("aborted", "The call was aborted by its signal.", { cause: signal.reason });
}

/** The promise's value, unless the signal is aborted first; `dispose` gets a value that comes too late. */
export function untilAborted<T>(
  signal: AbortSignal | undefined,
  promise: Promise<T>,
  dispose?: (value: T) => void,
): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => {
      reject(abortedError(signal));
      if (dispose) promise.then(dispose, () => {});
    };
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
