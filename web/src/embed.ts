import { RecoupeCheckerElement } from "./element.ts";

// recoupe.js, for a script tag: a classic script, since a module does not know the tag that loaded it.
// Puts a <recoupe-checker> where the tag is, or at the end of the page if the tag is in its head.

const script = document.currentScript as HTMLScriptElement | null;

RecoupeCheckerElement.define();

if (script?.dataset.corpus) {
  const checker = document.createElement("recoupe-checker");
  checker.setAttribute("corpus", script.dataset.corpus);
  if (script.dataset.lang) checker.setAttribute("lang", script.dataset.lang);
  if (!document.head.contains(script)) script.after(checker);
  else if (document.body) document.body.append(checker);
  else document.addEventListener("DOMContentLoaded", () => document.body.append(checker), { once: true });
}
