import { RecoupeCheckerElement } from "./element.ts";
import { ownWorker } from "./own-worker.ts";
import { serveCalls } from "./worker-calls.ts";

// recoupe.js, for a script tag: a classic script, since a module does not know the tag that loaded it. In the page it puts a
// <recoupe-checker> where the tag is, or at the end of the page if the tag is in its head. The same file is its own worker, which
// costs no second download; from another origin, or where the policy forbids it, there is none and checks run in the page.

if (typeof document === "undefined") serveCalls();
else embed(document.currentScript as HTMLScriptElement | null);

function embed(script: HTMLScriptElement | null): void {
  if (script?.src) RecoupeCheckerElement.worker ??= () => ownWorker(script.src, "recoupe");
  RecoupeCheckerElement.define();
  if (!script?.dataset.corpus) return;
  const checker = document.createElement("recoupe-checker");
  checker.setAttribute("corpus", script.dataset.corpus);
  if (script.dataset.lang) checker.setAttribute("lang", script.dataset.lang);
  if (!document.head.contains(script)) script.after(checker);
  else if (document.body) document.body.append(checker);
  else document.addEventListener("DOMContentLoaded", () => document.body.append(checker), { once: true });
}
