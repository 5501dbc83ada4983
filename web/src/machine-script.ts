import { kMachine } from "./embed-names.ts";
import * as machine from "./machine.ts";
import { serveCalls } from "./worker-calls.ts";

// recoupe-checker.js: what recoupe.js loads at the first use. A classic script, so that another origin needs no CORS headers to serve
// it; it hands itself over by a name. The same file is its own worker, which costs no second download.

if (typeof document === "undefined") serveCalls();
else (globalThis as Record<symbol, unknown>)[kMachine] = machine;
