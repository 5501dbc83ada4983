import { serveCalls } from "./worker-calls.ts";

// worker.js, a module worker for pages that pass one to createChecker.

serveCalls();
