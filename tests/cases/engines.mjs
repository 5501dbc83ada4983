// The two builds of one engine, with the same methods (those of NativeEngine, tests/eval/native.mjs).

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { EngineError, NativeEngine, nativeBinary } from "../eval/native.mjs";

const kWasmFolder = fileURLToPath(new URL("../../build/wasm/", import.meta.url));

/** The native engine (RECOUPE_NATIVE names another binary than the build's); null if it has not been built. */
export function openNative() {
  let binary;
  try {
    binary = nativeBinary();
  } catch {
    return null;
  }
  return new NativeEngine(binary);
}

/** The WebAssembly engine, without the package around it; null if it has not been built. */
export async function openWasm() {
  const [script, bytes] = [`${kWasmFolder}recoupe_engine.mjs`, `${kWasmFolder}recoupe_engine.wasm`];
  if (!existsSync(script) || !existsSync(bytes)) return null;
  const module = await WebAssembly.compile(await readFile(bytes));
  const { default: createModule } = await import(pathToFileURL(script).href);
  const { Engine } = await new Promise((resolve, reject) => {
    createModule({
      instantiateWasm(imports, done) {
        WebAssembly.instantiate(module, imports).then(done).catch(reject);
        return {};
      },
      locateFile: (name) => name,
      print: () => {},
      printErr: () => {},
    }).then(resolve, reject);
  });
  const engine = new Engine();
  const answer = (json) => {
    const value = JSON.parse(json);
    if (value.error) throw new EngineError(value.error);
    return value;
  };
  return {
    add: async (article) => answer(engine.add(JSON.stringify(article))),
    finish: async () => engine.finish(),
    open: async (corpus) => answer(engine.open(corpus)),
    check: async (text, options = {}) => answer(engine.check(text, JSON.stringify(options))),
    compare: async (claim, statement, options = {}) => answer(engine.compare(claim, JSON.stringify(statement), JSON.stringify(options))),
    close: () => engine.delete(),
  };
}

/** Builds a corpus of these articles and opens it. Gives the corpus file. */
export async function openArticles(engine, articles) {
  for (const article of articles) await engine.add(article);
  const corpus = new Uint8Array(await engine.finish());
  await engine.open(corpus);
  return corpus;
}
