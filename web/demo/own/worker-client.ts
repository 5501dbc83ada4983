import { startDemoWorker } from "../workers.ts";
import type { Building, NamedFile, Reading } from "./building.ts";
import type { Article } from "../../src/index.ts";

export interface WorkerCall {
  id: number;
  method: "readFiles" | "buildFrom";
  args: unknown[];
}

export type WorkerAnswer = { id: number; value: unknown } | { id: number; error: string };

/** The page's side of own-worker.ts. A worker that dies fails the calls under way; the next call starts another. */
export class ArticleWorker {
  #worker: Worker | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();

  readFiles(files: NamedFile[]): Promise<Reading> {
    return this.#call("readFiles", files) as Promise<Reading>;
  }

  buildFrom(articles: Article[], engine: WebAssembly.Module): Promise<Building> {
    return this.#call("buildFrom", articles, engine) as Promise<Building>;
  }

  #call(method: WorkerCall["method"], ...args: unknown[]): Promise<unknown> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker ??= this.#start();
      this.#worker.postMessage({ id, method, args } satisfies WorkerCall);
    });
  }

  #start(): Worker {
    const worker = startDemoWorker("own-worker.js");
    worker.addEventListener("message", ({ data }: MessageEvent<WorkerAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("error" in data) waiting?.reject(new Error(data.error));
      else waiting?.resolve(data.value);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      worker.terminate();
      this.#worker = null;
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message || "The worker could not be loaded."));
      this.#waiting.clear();
    });
    return worker;
  }
}
