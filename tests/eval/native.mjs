// @ts-check
// The native engine as a child process: the methods of core/checker/engine.h over the protocol of tests/native_engine.cc.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Where the build puts the native engine; the optimised one first. */
const kBinaries = ["build/release/recoupe-native", "build/dev/recoupe-native"];

/**
 * The native engine that was built, or the one that RECOUPE_NATIVE names.
 * @returns {string}
 */
export function nativeBinary() {
  const found = [process.env.RECOUPE_NATIVE, ...kBinaries.map((path) => join(root, path))].find((path) => path && existsSync(path));
  if (!found) throw new Error(`There is no native engine (${kBinaries.join(", ")}). Build it: cmake --preset dev && cmake --build --preset dev --target recoupe-native`);
  return found;
}

/** An answer of the form {"error":{"code","message"}}. */
export class EngineError extends Error {
  /** @param {{ code: string, message: string }} error */
  constructor({ code, message }) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/**
 * One engine. Requests may overlap: they are answered in their order.
 *
 *     const engine = new NativeEngine();
 *     await engine.add({ id: "a1", title: "…", text: "…" });
 *     await engine.open(await engine.finish());
 *     const report = await engine.check("X sold data to governments", { lang: "en" });
 *     engine.close();
 */
export class NativeEngine {
  #child;
  /** @type {{ resolve(bytes: Buffer): void, reject(error: Error): void }[]} */
  #waiting = [];
  #received = Buffer.alloc(0);
  /** @type {Error | null} */
  #failure = null;

  /**
   * @param {string} [binary]
   * @param {string} [weights] a weights.tsv in place of the one compiled in
   */
  constructor(binary = nativeBinary(), weights) {
    this.#child = spawn(binary, weights === undefined ? [] : [weights], { stdio: ["pipe", "pipe", "inherit"] });
    this.#child.stdout.on("data", (chunk) => this.#receive(chunk));
    this.#child.stdin.on("error", () => {});  // the exit says it all
    this.#child.on("error", (error) => this.#fail(error));
    this.#child.on("close", (status, signal) => this.#fail(new Error(`${binary} ended (${signal ?? `status ${status}`}) with requests unanswered.`)));
  }

  /** @param {object} article as buildCorpus takes it */
  async add(article) {
    return this.#json("add", JSON.stringify(article, (_key, value) => (typeof value === "string" ? normalize(value) : value)));
  }

  /** The corpus file of what was added. */
  async finish() {
    return this.#ask("finish", []);
  }

  /** @param {Uint8Array} corpus */
  async open(corpus) {
    return this.#json("open", corpus);
  }

  async inspect() {
    return this.#json("inspect");
  }

  /**
   * @param {string} text
   * @param {{ lang?: string, limit?: number }} [options]
   */
  async check(text, options = {}) {
    return this.#json("check", normalize(text), JSON.stringify(options));
  }

  /**
   * @param {string} claim
   * @param {{ text: string, lang?: string }} statement
   * @param {{ lang?: string }} [options]
   * @returns {Promise<{ excerpt: any } | { nearMiss: any }>}
   */
  async compare(claim, statement, options = {}) {
    return this.#json("compare", normalize(claim), JSON.stringify({ ...statement, text: normalize(statement.text) }), JSON.stringify(options));
  }

  /**
   * The features of one pair, or of every candidate in the open corpus.
   * @param {string} claim
   * @param {{ text: string, lang?: string } | null} statement
   * @param {{ lang?: string }} [options]
   * @returns {Promise<{ pairs: any[], cutOff: number }>}
   */
  async explain(claim, statement, options = {}) {
    const given = statement && { ...statement, text: normalize(statement.text) };
    return this.#json("explain", normalize(claim), JSON.stringify(given), JSON.stringify(options));
  }

  close() {
    this.#child.stdin.end();
  }

  /**
   * @param {string} method
   * @param {...(string | Uint8Array)} args
   * @returns {Promise<any>}
   */
  async #json(method, ...args) {
    const value = JSON.parse((await this.#ask(method, args)).toString());
    if (value.error) throw new EngineError(value.error);
    return value;
  }

  /**
   * @param {string} method
   * @param {(string | Uint8Array)[]} args
   * @returns {Promise<Buffer>}
   */
  #ask(method, args) {
    if (this.#failure) return Promise.reject(this.#failure);
    const parts = args.map((arg) => (typeof arg === "string" ? Buffer.from(arg) : arg));
    const head = [method, ...parts.map((part) => part.length)].join(" ");
    this.#child.stdin.write(Buffer.concat([Buffer.from(`${head}\n`), ...parts]));
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** @param {Buffer} chunk */
  #receive(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    while (true) {
      const line = this.#received.indexOf(0x0a);
      if (line < 0) return;
      const end = line + 1 + Number(this.#received.toString("latin1", 0, line));
      if (this.#received.length < end) return;
      this.#waiting.shift()?.resolve(this.#received.subarray(line + 1, end));
      this.#received = this.#received.subarray(end);
    }
  }

  /** @param {Error} error */
  #fail(error) {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

/**
 * As web/src/engine.ts does before a text crosses into the engine.
 * @param {string} text
 */
function normalize(text) {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD").normalize("NFC");
}
