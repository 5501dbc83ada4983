import { createChecker } from "../src/checker.ts";
import { element, icon } from "../src/dom.ts";
import { RecoupeCheckerElement } from "../src/element.ts";
import { messagesFor } from "../src/messages.ts";
import { kOutcomeIcons } from "../src/answer/icons.ts";
import { formatDate, webAddress } from "../src/answer/source.ts";
import { claimInAddress, fragmentOf, keepInAddress } from "./address.ts";
import { followLanguage, pageLanguage } from "./language.ts";
import { startDemoWorker } from "./workers.ts";
import type { Checker, Language, Outcome } from "../src/index.ts";

// The demo's main page: one <recoupe-checker>, examples, the list of articles, and the claim in the fragment.

const kExamples: Record<Language, [Outcome, string][]> = {
  fr: [
    ["supported", "Neuf plaintes ont été déposées contre X dans neuf pays européens."],
    ["nuanced", "X a vendu les données de ses utilisateurs à des gouvernements."],
    ["contradicted", "Twitter fournit toujours ses données aux services de renseignement américains."],
    ["mixed", "Facebook a reçu une amende de 5 milliards de dollars. Twitter a reçu une amende de 150 millions d’euros."],
    ["not-covered", "Le Parlement européen a voté une taxe sur les réseaux sociaux."],
    ["not-checkable", "Je trouve que X est devenu insupportable."],
  ],
  en: [
    ["supported", "Nine complaints were filed against X in nine European countries."],
    ["nuanced", "X sold its users’ data to governments."],
    ["contradicted", "Twitter owns 10% of Dataminr."],
    ["mixed", "Facebook was fined 5 billion dollars. Twitter was fined 150 million euros."],
    ["not-covered", "The European Parliament voted for a tax on social networks."],
    ["not-checkable", "I think X has become unbearable."],
  ],
};

// Everything starts at once: two files (already asked for by the page's preload links), and the worker.
const opening = createChecker({ corpus: fetch("corpus.recoupe"), engine: fetch("recoupe.wasm"), worker: () => startDemoWorker("worker.js") });

const checkerElement = document.querySelector("recoupe-checker") as RecoupeCheckerElement;
let openChecker: Checker | null = null;

followLanguage((lang) => {
  showExamples(lang);
  listArticles(lang);
});
RecoupeCheckerElement.define();
checkerElement.checker = opening;

checkerElement.addEventListener("recoupe:ready", (event) => {
  openChecker = (event as CustomEvent<{ checker: Checker }>).detail.checker;
  listArticles(pageLanguage());
});
checkerElement.addEventListener("recoupe:report", (event) => {
  if (performance.getEntriesByName("recoupe:first-report").length === 0) performance.mark("recoupe:first-report");
  keepInAddress((event as CustomEvent<{ text: string }>).detail.text);
});
// Also when the reader goes back: a change of the fragment is all that moving between checks is.
window.addEventListener("popstate", checkAddress);

checkAddress();

function checkAddress(): void {
  const claim = claimInAddress();
  if (claim === null) checkerElement.clear();
  else checkerElement.check(claim).catch(() => {});
}

/** A link each: checking it is a change of the fragment, and it can be opened in another tab. */
function showExamples(lang: Language): void {
  const { outcome: names } = messagesFor(lang);
  const rows = kExamples[lang].map(([outcome, claim]) => {
    const link = element("a", { href: fragmentOf(claim) }, claim);
    link.addEventListener("click", () => checkerElement.scrollIntoView({ block: "start" }));
    return element("div", { "data-outcome": outcome }, element("dt", {}, icon(kOutcomeIcons[outcome]), names[outcome]), element("dd", {}, link));
  });
  document.querySelector(".examples dl")!.replaceChildren(...rows);
}

function listArticles(lang: Language): void {
  const section = document.querySelector<HTMLElement>(".articles")!;
  const articles = openChecker?.info.articles ?? [];
  const items = articles.map((article) => {
    const facts = [article.publisher, article.published && formatDate(article.published, lang)].filter(Boolean).join(", ");
    const address = webAddress(article.url);
    const title = address ? element("a", { href: address, rel: "noopener" }, article.title) : article.title;
    return element("li", {}, element("cite", { lang: article.lang }, title), facts ? element("span", { class: "facts" }, facts) : null);
  });
  section.querySelector("ol")!.replaceChildren(...items);
  section.hidden = items.length === 0;
}
