import { buildFrom, readFiles } from "./building.ts";
import type { WorkerAnswer, WorkerCall } from "./worker-client.ts";

// Reads files and builds corpora, so that the page never freezes.

const methods = { readFiles, buildFrom };
const scope = globalThis as unknown as { postMessage(message: WorkerAnswer): void; onmessage: (event: MessageEvent<WorkerCall>) => void };

scope.onmessage = ({ data: { id, method, args } }) => {
  const call = methods[method] as (...args: unknown[]) => Promise<unknown>;
  call(...args).then(
    (value) => scope.postMessage({ id, value }),
    (error: unknown) => scope.postMessage({ id, error: String(error) }),
  );
};
