import { createChecker } from "../src/checker.ts";
import { ownWorker } from "../src/trusted-script.ts";
import { element } from "../src/dom.ts";
import { RecoupeCheckerElement } from "../src/element.ts";
import { interfaceLanguage } from "../src/messages.ts";
import { formatDate, isWebAddress } from "../src/answer/source.ts";
import type { Checker, Language } from "../src/index.ts";

// The demo page: one <recoupe-checker>, the page's language, the list of articles, and the claim in the fragment.

const kExamples: Record<Language, string[]> = {
  fr: [
    "X a vendu les données de ses utilisateurs à des gouvernements.",
    "Twitter a interdit aux services de renseignement américains l’accès à Dataminr.",
    "Noyb a porté plainte contre X dans 12 pays européens.",
    "Twitter a été condamné à une amende de 150 millions de dollars.",
    "Elon Musk a vendu X à Google.",
  ],
  en: [
    "X sold its users’ data to governments.",
    "Twitter barred US intelligence agencies from access to Dataminr.",
    "Noyb filed complaints against X in 12 European countries.",
    "Twitter was fined 150 million dollars.",
    "Elon Musk sold X to Google.",
  ],
};

/** A longer text is checked all the same, but not kept in the address, which browsers and chats cut. */
const kLongestInAddress = 3000;

// Everything starts at once: two files (already asked for by the page's preload links), and the worker.
const opening = createChecker({ corpus: fetch("corpus.recoupe"), engine: fetch("recoupe.wasm"), worker: startWorker() });

const page = document.documentElement;
const checkerElement = document.querySelector("recoupe-checker") as RecoupeCheckerElement;
let openChecker: Checker | null = null;

setLanguage(interfaceLanguage(new URLSearchParams(location.search).get("lang") ?? navigator.language));
RecoupeCheckerElement.define();
checkerElement.checker = opening;

checkerElement.addEventListener("recoupe:ready", (event) => {
  openChecker = (event as CustomEvent<{ checker: Checker }>).detail.checker;
  listArticles();
});
checkerElement.addEventListener("recoupe:report", (event) => {
  const { text } = (event as CustomEvent<{ text: string }>).detail;
  if (performance.getEntriesByName("recoupe:first-report").length === 0) performance.mark("recoupe:first-report");
  if (text !== claimInAddress()) history.pushState(null, "", text.length <= kLongestInAddress ? addressOf(text) : withoutFragment());
});
// Also when the reader goes back: a change of the fragment is all that moving between checks is.
window.addEventListener("popstate", checkAddress);
for (const link of document.querySelectorAll<HTMLAnchorElement>(".languages a")) link.addEventListener("click", switchLanguage);

checkAddress();

/** Claims are checked in a worker where it can be had. */
function startWorker(): (() => Worker) | undefined {
  try {
    const worker = ownWorker(new URL("worker.js", document.baseURI).href, "recoupe-demo", { type: "module" });
    return () => worker;
  } catch {
    return undefined;
  }
}

function checkAddress(): void {
  const claim = claimInAddress();
  if (claim === null) checkerElement.clear();
  else checkerElement.check(claim).catch(() => {});
}

function claimInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("claim");
}

function addressOf(claim: string): string {
  return `#${new URLSearchParams({ claim })}`;
}

function withoutFragment(): string {
  return location.pathname + location.search;
}

function setLanguage(lang: Language): void {
  page.lang = lang;
  checkerElement.examples = kExamples[lang];
  for (const link of document.querySelectorAll(".languages a")) {
    if ((link as HTMLElement).lang === lang) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  listArticles();
}

/** Without loading the page again, so that the field keeps its text. */
function switchLanguage(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const lang = interfaceLanguage((event.currentTarget as HTMLAnchorElement).lang);
  history.replaceState(null, "", `?lang=${lang}${location.hash}`);
  setLanguage(lang);
}

function listArticles(): void {
  const section = document.querySelector<HTMLElement>(".articles")!;
  const articles = openChecker?.info.articles ?? [];
  const items = articles.map(({ title, lang, url, publisher, published }) => {
    const facts = [publisher, published && formatDate(published, interfaceLanguage(page.lang))].filter(Boolean).join(", ");
    const name = element("cite", { lang }, isWebAddress(url) ? element("a", { href: url, rel: "noopener" }, title) : title);
    return element("li", {}, name, facts ? element("span", { class: "facts" }, facts) : null);
  });
  section.querySelector("ol")!.replaceChildren(...items);
  section.hidden = items.length === 0;
}
