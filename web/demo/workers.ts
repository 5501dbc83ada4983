import { ownWorker } from "../src/trusted-script.ts";

/** A module worker from a file of the demo. Throws where the browser or the page's policy refuses it. */
export function startDemoWorker(file: string): Worker {
  return ownWorker(new URL(file, document.baseURI).href, "recoupe-demo", { type: "module" });
}
