import { createChecker } from "../../src/checker.ts";
import { element } from "../../src/dom.ts";
import { RecoupeCheckerElement } from "../../src/element.ts";
import { compileEngine } from "../../src/engine.ts";
import { RecoupeError } from "../../src/errors.ts";
import { fill, plural } from "../../src/messages.ts";
import { followLanguage, pageLanguage } from "../language.ts";
import { startDemoWorker } from "../workers.ts";
import { addingPart } from "./adding.ts";
import { droppedFiles } from "./dropped.ts";
import { listPart } from "./list.ts";
import { problemsPart } from "./problems.ts";
import { Shelf } from "./shelf.ts";
import { ArticleWorker } from "./worker-client.ts";
import { wordsFor } from "./words.ts";
import type { NamedFile } from "./building.ts";
import type { Checker, CorpusInfo } from "../../src/index.ts";

// "Bring your own articles": files and texts to a shelf of articles, the shelf to a corpus, the corpus to a checker. What is on the
// page is always the last state that worked.

const kCorpusFile = /\.recoupe$/i;
const kSample = ["conseil", "council", "pont-des-tanneurs", "piscine-belle-rive", "cantines", "flood-wall", "night-bus", "library-fines"];

const engine = fetch("../recoupe.wasm").then(compileEngine);
engine.catch(() => {});  // Whoever needs it says that it is not there.
const worker = new ArticleWorker();
const shelf = new Shelf();

/** What claims are checked against: the shelf's corpus, or that of a file that the reader opened. */
let open: { corpus: Uint8Array; checker: Checker; file: string | null; files: string[] } | null = null;
/** Counts what the reader did, so that a slower answer to an earlier step does not undo a later one. */
let step = 0;
let lastClaim = "";

const adding = addingPart({ add: addFiles, paste: addText, sample: addSample });
const problems = problemsPart();
const list = listPart({ remove: (index) => removed(shelf.remove(index)), removeAll: () => removed(shelf.clear()), restored: build, closeFile: build, download });
const status = element("p", { class: "status", role: "status" });
const checkerElement = element("recoupe-checker") as RecoupeCheckerElement;
const checkHeading = element("h2", { id: "check" });
const checking = element("section", { class: "checking", "aria-labelledby": "check" }, checkHeading, checkerElement);
const veil = element("div", { class: "veil", "aria-hidden": "true" });

RecoupeCheckerElement.define();
document.querySelector(".own")!.append(adding.node, problems.node, status, list.node, checking);
document.body.append(veil);
checking.hidden = veil.hidden = true;
followLanguage(draw);
takeDrops();

checkerElement.addEventListener("recoupe:report", (event) => {
  lastClaim = (event as CustomEvent<{ text: string }>).detail.text;
});

function draw(): void {
  const { words } = wordsFor(pageLanguage());
  adding.draw();
  problems.draw();
  list.draw(open ? { info: open.checker.info, bytes: open.corpus.length, file: open.file, files: open.files } : null);
  checkHeading.textContent = words.check;
  veil.textContent = words.dropHere;
  checking.hidden = open === null;
}

async function addFiles(files: NamedFile[]): Promise<void> {
  say((words) => words.building);
  const corpora = files.filter(({ name }) => kCorpusFile.test(name));
  const others = files.filter(({ name }) => !kCorpusFile.test(name));
  if (others.length > 0) await attempt(async () => {
    const { articles, problems: found } = await worker.readFiles(others);
    problems.add([...found, ...shelf.add(articles)]);
    if (articles.length > 0 || corpora.length === 0) await build();
  });
  for (const { name, file } of corpora) await openCorpus(name, file);
}

async function addText(title: string, text: string): Promise<void> {
  const { words } = wordsFor(pageLanguage());
  const article = { id: "pasted", title: title.trim() || (/\S.*/.exec(text)?.[0] ?? words.untitled).trim().slice(0, 80), text };
  problems.add(shelf.add([{ file: words.pasted, article }]));
  await build();
}

async function addSample(): Promise<void> {
  await attempt(async () => {
    const files = await Promise.all(kSample.map(async (name) => {
      const response = await fetch(`../newspaper/${name}.html`);
      return { name: `${name}.html`, file: new File([await response.blob()], `${name}.html`) };
    }));
    await addFiles(files);
  });
}

function removed(bringBack: () => void): void {
  list.offerUndo(bringBack);
  void build();
}

/** Makes the shelf's corpus what claims are checked against. */
async function build(): Promise<void> {
  const mine = ++step;
  await attempt(async () => {
    const { corpus, refused } = await worker.buildFrom(shelf.articles.map(({ article }) => article), await engine);
    if (mine !== step) return;
    // From the last on, so that the numbers before stay right.
    for (const { index, detail } of refused.sort((a, b) => b.index - a.index)) {
      const { file } = shelf.articles[index]!;
      shelf.remove(index);
      problems.add([{ file, kind: "article", detail }]);
    }
    if (!corpus) {
      use(null);
      say(() => "");
      return;
    }
    const checker = await checkerOf(corpus);
    if (mine !== step) checker.close();
    else {
      use({ corpus, checker, file: null, files: shelf.articles.map(({ file }) => file) });
      sayCounts("ready", checker.info);
    }
  });
}

/** Opens a corpus file. The reader's articles stay on the shelf. */
async function openCorpus(name: string, file: File): Promise<void> {
  const mine = ++step;
  await attempt(async () => {
    try {
      const corpus = new Uint8Array(await file.arrayBuffer());
      const checker = await checkerOf(corpus);
      if (mine !== step) checker.close();
      else {
        use({ corpus, checker, file: name, files: [] });
        sayCounts("opened", checker.info, name);
      }
    } catch (error) {
      if (!(error instanceof RecoupeError) || error.code === "engine-load-failed") throw error;
      problems.add([{ file: name, kind: "corpus", detail: error.message }]);
      draw();
      say(() => "");
    }
  });
}

async function checkerOf(corpus: Uint8Array): Promise<Checker> {
  return createChecker({ corpus, engine: await engine, worker: () => startDemoWorker("../worker.js") });
}

function use(next: typeof open): void {
  const before = open?.checker;
  open = next;
  checkerElement.checker = next?.checker ?? null;
  before?.close();
  if (!next) checkerElement.clear();
  draw();
  // The answer on the page was the former articles'.
  if (next && lastClaim !== "" && checkerElement.value === lastClaim) checkerElement.check(lastClaim).catch(() => {});
}

function download(): void {
  const url = URL.createObjectURL(new Blob([open!.corpus.slice()], { type: "application/octet-stream" }));
  element("a", { href: url, download: open!.file ?? "articles.recoupe" }).click();
  // Later: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    draw();
    say((words, lang) => fill(words.failed, { detail: (error as Error).message }, lang));
  }
}

type Words = ReturnType<typeof wordsFor>["words"];

/** `heardOnly`: the page shows it already. */
function say(sentence: (words: Words, lang: "fr" | "en") => string, heardOnly = false): void {
  const lang = pageLanguage();
  status.textContent = sentence(wordsFor(lang).words, lang);
  status.classList.toggle("visually-hidden", heardOnly);
}

function sayCounts(which: "ready" | "opened", { articles, statements }: CorpusInfo, name = ""): void {
  say((words, lang) => fill(words[which], {
    name,
    articles: fill(plural(words.list, articles.length, lang), { count: articles.length }, lang),
    statements: fill(plural(words.listStatements, statements, lang), { count: statements }, lang),
  }, lang), true);
}

/** The whole page takes files: one that misses a small target would replace the page, and all that is on it. */
function takeDrops(): void {
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) veil.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    void attempt(async () => addFiles(await droppedFiles(event.dataTransfer!)));
  });
}

