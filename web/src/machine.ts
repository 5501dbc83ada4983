// What an element loads when a reader first asks something of it: the engine, the answer, what reads and marks the page. In the
// package it is a chunk of its own, beside recoupe.js it is recoupe-checker.js.

export { answerSheet } from "./answer/style.ts";
export { createLiveReport } from "./answer/live-report.ts";
export { renderReport, summarize } from "./answer/report.ts";
export { buildCorpus } from "./build-corpus.ts";
export { createChecker } from "./checker.ts";
export { checkText } from "./long-text.ts";
export { addMessages } from "./messages.ts";
export { annotatePage } from "./page/annotate.ts";
export { readPage } from "./page/article.ts";
export { linkInPage } from "./page/link.ts";
