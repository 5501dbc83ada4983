import type { Article } from "../../src/index.ts";
import type { FileArticle, Problem } from "./building.ts";

/** The reader's articles, in the order they came. */
export class Shelf {
  readonly articles: FileArticle[] = [];

  /** Adds these, each once. One whose id is taken by another gets a number: two folders may well have a file of the same name. */
  add(added: FileArticle[]): Problem[] {
    const problems: Problem[] = [];
    for (const { file, article } of added) {
      const same = this.articles.find((one) => isSame(one.article, article));
      if (same) problems.push({ file, kind: "known", detail: article.title });
      else this.articles.push({ file, article: this.#withFreeId(article) });
    }
    return problems;
  }

  /** Takes one away and gives what brings it back. */
  remove(index: number): () => void {
    const [taken] = this.articles.splice(index, 1);
    return () => this.articles.splice(index, 0, taken!);
  }

  clear(): () => void {
    const taken = this.articles.splice(0);
    return () => this.articles.unshift(...taken);
  }

  #withFreeId(article: Article): Article {
    if (!article || typeof article.id !== "string") return article;
    const taken = new Set(this.articles.map((one) => one.article?.id));
    let id = article.id;
    for (let n = 2; taken.has(id); n++) id = `${article.id}-${n}`;
    return id === article.id ? article : { ...article, id };
  }
}

/** Whether they say the same, under whatever id. */
function isSame(a: Article, b: Article): boolean {
  return JSON.stringify({ ...a, id: "" }) === JSON.stringify({ ...b, id: "" });
}
