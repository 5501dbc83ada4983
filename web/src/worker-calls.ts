import { Engine, build } from "./engine.ts";
import { RecoupeError } from "./errors.ts";
import type { Answer, Call } from "./client.ts";

// The worker's side: the same engine, one message a call. It is handed the compiled engine and the corpus,
// so it fetches nothing, and says "ready" first, so that the page knows it has started.

let engine: Engine | undefined;

const methods = {
  build: (...args: Parameters<typeof build>) => build(...args),
  async open(...args: Parameters<typeof Engine.open>) {
    const opened = await Engine.open(...args);
    engine = opened.engine;
    return opened.info;
  },
  check: (...args: Parameters<Engine["check"]>) => engine!.check(...args),
  compare: (...args: Parameters<Engine["compare"]>) => engine!.compare(...args),
  explain: (...args: Parameters<Engine["explain"]>) => engine!.explain(...args),
};

/** Answers the page's calls from now on. */
export function serveCalls(): void {
  const scope = globalThis as unknown as { postMessage(message: Answer): void; onmessage: ((event: MessageEvent<Call>) => void) | null };
  scope.onmessage = ({ data: { id, method, args } }) => {
    const call = methods[method] as (...args: unknown[]) => Promise<unknown>;
    call(...args).then(
      (value) => scope.postMessage({ id, value }),
      (error: unknown) => {
        const { code, message } = error instanceof RecoupeError ? error : { code: "engine-crashed" as const, message: String(error) };
        scope.postMessage({ id, error: { code, message } });
      },
    );
  };
  scope.postMessage({ id: 0, value: "ready" });
}
