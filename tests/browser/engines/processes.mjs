// Starting the browsers' programs, and being sure that they end.

import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Starts a program in a process group of its own, so that what it starts ends with it.
 * @returns {{ output(): string, running(): boolean, stop(): Promise<void> }}
 */
export function start(program, args, { env = {} } = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output = (output + text).slice(-4000)));
  const ended = new Promise((resolve) => {
    child.once("close", resolve);
    child.once("error", (error) => {
      output += error.message;
      resolve();
    });
  });
  const signal = (name) => {
    try {
      if (child.pid) process.kill(-child.pid, name);
    } catch {
      // It has ended.
    }
  };
  const stopNow = () => signal("SIGKILL");
  process.once("exit", stopNow);
  return {
    output: () => output,
    running: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      signal("SIGTERM");
      await Promise.race([ended, sleep(3000, undefined, { ref: false })]);
      stopNow();
      process.off("exit", stopNow);
    },
  };
}

/**
 * Resolves to the first value of `look` that is neither undefined nor null nor false.
 * @template T
 * @param {string} what for the error
 * @param {() => T | Promise<T>} look
 */
export async function until(what, look, { patience = 15_000, pause = 40, process: program } = {}) {
  for (const end = performance.now() + patience; ; await sleep(pause)) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) return value;
    if (program && !program.running()) throw new Error(`${what}: the program has ended. ${program.output()}`);
    if (performance.now() > end) throw new Error(`${what}: not within ${patience / 1000} s. ${program?.output() ?? ""}`);
  }
}
