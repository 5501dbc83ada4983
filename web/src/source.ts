import { RecoupeError, type ErrorCode } from "./errors.ts";
import type { BytesSource } from "./types.ts";

// Bytes from wherever a caller has them. In Node a string may be a path; Node's modules are reached through
// process.getBuiltinModule so that no bundler ever sees an import it cannot resolve.

/** How failures to get these bytes are named. */
export interface Wanted {
  /** What it is, for messages: "corpus" or "engine". */
  what: string;
  /** The code when there is nothing there. */
  missing: ErrorCode;
  /** The code when a web page came in its place. */
  foreign: ErrorCode;
}

interface NodeProcess {
  versions?: { node?: string };
  getBuiltinModule?(name: string): { readFile(path: string | URL): Promise<Uint8Array> };
}

/** A Response to read from, or the bytes. */
export async function openSource(source: BytesSource, wanted: Wanted): Promise<Response | Uint8Array> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  if (typeof Response !== "undefined" && source instanceof Response) return checkResponse(source, wanted);
  if (typeof source === "string" || source instanceof URL) {
    const file = nodeFile(source);
    if (file !== null) return readNodeFile(file, wanted);
    let response: Response;
    try {
      response = await fetch(source);
    } catch (cause) {
      throw new RecoupeError(wanted.missing, `The ${wanted.what} could not be fetched from ${source}: ${String(cause)}`, { cause });
    }
    return checkResponse(response, wanted);
  }
  throw new RecoupeError("bad-options", `The ${wanted.what} must be bytes, a Response, a URL or a path.`);
}

/** All bytes of a source. */
export async function readSource(source: BytesSource, wanted: Wanted): Promise<Uint8Array> {
  const opened = await openSource(source, wanted);
  if (opened instanceof Uint8Array) return opened;
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await opened.arrayBuffer());
  } catch (cause) {
    throw new RecoupeError(wanted.missing, `The ${wanted.what} at ${opened.url} could not be read: ${String(cause)}`, { cause });
  }
  if (looksLikeHtml(bytes)) {
    throw new RecoupeError(wanted.foreign, `${opened.url || "The response"} answered a web page, not the ${wanted.what}.`);
  }
  return bytes;
}

function checkResponse(response: Response, wanted: Wanted): Response {
  if (response.ok) return response;
  throw new RecoupeError(wanted.missing, `The ${wanted.what} is not at ${response.url}: the server answered ${response.status}.`);
}

/** Whether the first character that is no space is "<". */
function looksLikeHtml(bytes: Uint8Array): boolean {
  const first = bytes.subarray(0, 64).find((byte) => byte > 0x20);
  return first === 0x3c;
}

/** The source as Node's file functions take it, or null if it has to be fetched. */
function nodeFile(source: string | URL): string | URL | null {
  const node = (globalThis as { process?: NodeProcess }).process;
  if (!node?.versions?.node || typeof document !== "undefined") return null;
  if (source instanceof URL) return source.protocol === "file:" ? source : null;
  if (source.startsWith("file:")) return new URL(source);
  return /^(https?|data|blob):/i.test(source) ? null : source;
}

async function readNodeFile(path: string | URL, wanted: Wanted): Promise<Uint8Array> {
  const { readFile } = (globalThis as unknown as { process: Required<NodeProcess> }).process.getBuiltinModule("node:fs/promises");
  try {
    return await readFile(path);
  } catch (cause) {
    const reason = (cause as { code?: string }).code === "ENOENT" ? "there is no such file" : String(cause);
    throw new RecoupeError(wanted.missing, `The ${wanted.what} could not be read from ${path}: ${reason}.`, { cause });
  }
}
