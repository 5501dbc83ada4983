// Running other programs, one line of progress per step. Node's own modules only: the set-up uses this before `npm ci`.

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** Why a step failed, in full; told to people as it stands, without a stack. */
export class StepError extends Error {}

/**
 * Runs a program and resolves to what it printed. A failure rejects with a StepError that holds the end of the output.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, cwd?: string }} [options] env: on top of this process's
 * @returns {Promise<string>}
 */
export function run(program, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const output = [];
    child.stdout.on("data", (data) => output.push(data));
    child.stderr.on("data", (data) => output.push(data));
    child.on("error", (error) => reject(new StepError(`${program}: ${error.message}`)));
    child.on("close", (status) => {
      const text = Buffer.concat(output).toString();
      if (status === 0) return resolve(text);
      const end = text.trimEnd().split("\n").slice(-60).join("\n");
      reject(new StepError(`${[program, ...args].join(" ")}\nfailed with status ${status}:\n${end}`));
    });
  });
}

/**
 * Runs a program whose output people watch. Resolves to its exit status; killed by a signal counts as 1.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: Record<string, string> }} [options]
 * @returns {Promise<number>}
 */
export function show(program, args, { env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
    child.on("error", (error) => reject(new StepError(`${program}: ${error.message}`)));
    child.on("close", (status) => resolve(status ?? 1));
  });
}

/**
 * Does one step of a build and says how long it took.
 * @template T
 * @param {string} what
 * @param {NodeJS.WritableStream} out
 * @param {() => Promise<T>} work may resolve to "unchanged"
 */
export async function step(what, out, work) {
  const begin = performance.now();
  const line = (end) => out.write(`${what.padEnd(28)} ${end}\n`);
  try {
    const result = await work();
    line(result === "unchanged" ? "unchanged" : `${((performance.now() - begin) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    line("failed");
    throw error;
  }
}

/** Runs a command line's main function; what people can act on is printed without a stack. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    process.exitCode = 1;
  }
}
