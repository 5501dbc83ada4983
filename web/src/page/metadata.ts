import type { Article } from "../types.ts";

/** What a page says of its article. */
export type PageMetadata = Partial<Pick<Article, "title" | "publisher" | "published" | "url">> & { lang?: string };

/** schema.org's Article and what is one: NewsArticle, ReportageNewsArticle, BlogPosting… */
const kArticleTypes = /^(?:\w*Article|\w*BlogPosting|Report)$/;

/** From JSON-LD, else from <meta> and <link>. */
export function pageMetadata(page: Document): PageMetadata {
  const article = articleData(page);
  const meta = (name: string) => page.querySelector<HTMLMetaElement>(`meta[property="${name}"], meta[name="${name}"]`)?.content;
  const canonical = page.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
  return withoutEmpty({
    title: words(article.headline) ?? words(article.name),
    publisher: words((article.publisher as Data | undefined)?.name) ?? meta("og:site_name"),
    published: (words(article.datePublished) ?? meta("article:published_time"))?.slice(0, 10),
    url: canonical ?? page.location?.href.replace(/#.*/, ""),
    lang: words(article.inLanguage),
  });
}

type Data = Record<string, unknown>;

/** The first article in the page's JSON-LD; empty if there is none. A block that is no JSON is not read. */
function articleData(page: Document): Data {
  for (const { textContent } of page.querySelectorAll('script[type="application/ld+json"]')) {
    let value: unknown;
    try {
      value = JSON.parse(textContent ?? "");
    } catch {
      continue;
    }
    const found = findArticle(value);
    if (found) return found;
  }
  return {};
}

function findArticle(value: unknown): Data | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findArticle(item);
      if (found) return found;
    }
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const data = value as Data;
  const types = [data["@type"]].flat();
  if (types.some((type) => typeof type === "string" && kArticleTypes.test(type))) return data;
  return findArticle(data["@graph"]) ?? findArticle(data.mainEntity);
}

function words(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function withoutEmpty<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== "")) as T;
}
