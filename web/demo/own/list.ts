import { element } from "../../src/dom.ts";
import { fill, plural } from "../../src/messages.ts";
import { formatDate } from "../../src/answer/source.ts";
import { pageLanguage } from "../language.ts";
import { wordsFor, type Words } from "./words.ts";
import type { ArticleInfo, CorpusInfo, Language } from "../../src/index.ts";

interface Listing {
  remove(index: number): void;
  removeAll(): void;
  restored(): void;
  closeFile(): void;
  download(): void;
}

/** What is open: a corpus, the corpus file it is from or null, and where there is none each article's file. */
interface Shown {
  info: CorpusInfo;
  bytes: number;
  file: string | null;
  files: string[];
}

/** The articles that claims are checked against; the reader's own can be taken away, and brought back. */
export function listPart(does: Listing): { node: HTMLElement; draw(shown: Shown | null): void; offerUndo(bringBack: (() => void) | null): void } {
  const heading = element("h2", { id: "list", tabindex: -1 });
  const from = element("p", { class: "quiet" });
  const items = element("ol", {});
  const actions = element("div", { class: "actions" });
  const undone = element("p", { class: "undo" });
  const section = element("section", { class: "list", "aria-labelledby": "list" }, heading, from, items, actions);
  let bringBack: (() => void) | null = null;
  let what = (_words: Words): string => "";
  let focusAfter: number | null = null;
  let hasItems = false;

  function draw(shown: Shown | null): void {
    hasItems = shown !== null;
    const { words, lang } = wordsFor(pageLanguage());
    section.hidden = shown === null;
    section.inert = false;
    if (shown) {
      const { info, bytes, file } = shown;
      heading.textContent = `${count(words.list, info.articles.length, lang)}, ${count(words.listStatements, info.statements, lang)}`;
      from.textContent = file === null ? "" : fill(words.corpusFile, { name: file }, lang);
      items.replaceChildren(...info.articles.map((article, i) => renderArticle(article, i, file === null ? shown.files[i]! : null, words, lang)));
      const size = new Intl.NumberFormat(lang, { style: "unit", unit: "kilobyte", maximumFractionDigits: 1 }).format(bytes / 1024);
      actions.replaceChildren(
        button(fill(words.download, { size }, lang), "action", does.download),
        file === null ? button(words.removeAll, "link", removeAll) : button(words.closeFile, "link", does.closeFile),
      );
    }
    drawUndo(words);
    moveFocus();
  }

  function renderArticle(info: ArticleInfo, index: number, file: string | null, words: Words, lang: Language): HTMLLIElement {
    const title = info.title || info.id;
    const facts = [file, info.publisher, info.published && formatDate(info.published, lang), words.language[info.lang], count(words.listStatements, info.statements, lang)];
    const take = button(words.remove, "link", () => {
      what = (now) => now.removed.replace("{title}", title);
      focusAfter = index;
      section.inert = true;  // Its numbers are those of the articles before.
      does.remove(index);
    });
    take.setAttribute("aria-label", fill(words.removeNamed, { title }, lang));
    return element(
      "li",
      {},
      element("div", {}, element("cite", { lang: info.lang }, title), element("p", { class: "quiet" }, facts.filter(Boolean).join(" · "))),
      file !== null && take,
    );
  }

  function removeAll(): void {
    what = (now) => now.removedAll;
    focusAfter = 0;
    section.inert = true;
    does.removeAll();
  }

  function drawUndo(words: Words): void {
    undone.replaceChildren();
    if (!bringBack) return;
    undone.append(`${what(words)} `, button(words.undo, "link", () => {
      const back = bringBack!;
      bringBack = null;
      focusAfter = 0;
      section.inert = true;
      back();
      does.restored();
    }));
  }

  /** The button that had the focus is gone. */
  function moveFocus(): void {
    if (focusAfter === null) return;
    const next: HTMLElement = (hasItems ? items.querySelectorAll("button")[focusAfter] : null) ?? undone.querySelector("button") ?? heading;
    next.focus();
    focusAfter = null;
  }

  const node = element("div", {}, undone, section);
  return {
    node,
    draw,
    offerUndo(next) {
      bringBack = next;
    },
  };
}

function count(sentences: { one: string; other: string }, number: number, lang: Language): string {
  return fill(plural(sentences, number, lang), { count: number }, lang);
}

function button(label: string, className: string, onClick: () => void): HTMLButtonElement {
  const node = element("button", { type: "button", class: className }, label);
  node.addEventListener("click", onClick);
  return node;
}
