// What the build puts in place of these two names; web/tools/build-web.mjs says from where.

/** The glue that Emscripten writes beside the engine's WebAssembly. */
declare module "recoupe-engine" {
  /** The C++ class behind Embind. Every method takes and returns text (JSON) or bytes. */
  export interface RawEngine {
    add(articleJson: string): string;
    finish(): Uint8Array;
    open(corpus: Uint8Array): string;
    inspect(): string;
    check(text: string, optionsJson: string): string;
    compare(claim: string, statementJson: string, optionsJson: string): string;
    explain(claim: string, statementJson: string, optionsJson: string): string;
    delete(): void;
  }
  export interface GlueOptions {
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
    locateFile(name: string): string;
    print(text: string): void;
    printErr(text: string): void;
  }
  export default function createModule(options: GlueOptions): Promise<{ Engine: new () => RawEngine }>;
}

/** The engine's WebAssembly inside JavaScript, or null in a bundle whose page fetches it. */
declare module "recoupe-wasm" {
  /** The bytes, one character each (U+0000 to U+00FF): a third smaller than base64. */
  const bytes: string | null;
  export default bytes;
}

/** The package's version, from package.json. */
declare const RECOUPE_VERSION: string;

/** The hash of recoupe-checker.js, as an `integrity` attribute has it. In recoupe.js only. */
declare const RECOUPE_CHECKER_HASH: string;

declare module "*.css" {
  const text: string;
  export default text;
}
