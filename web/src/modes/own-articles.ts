import type { Checker } from "../types.ts";

/** The ids of the corpus's articles that are this very page: its sentences would only repeat themselves. */
export function ownArticles(checker: Checker): string[] {
  const canonical = document.querySelector<HTMLLinkElement>("link[rel=canonical]")?.href;
  const here = new Set([location.href, document.baseURI, canonical ?? location.href].map(plain));
  return checker.info.articles.filter(({ url }) => url !== undefined && here.has(plain(url))).map(({ id }) => id);
}

/** An address without its fragment, and without what campaigns add to it. */
function plain(address: string): string {
  try {
    const { origin, pathname, search } = new URL(address, document.baseURI);
    const parameters = new URLSearchParams(search);
    for (const name of [...parameters.keys()]) if (/^utm_/.test(name)) parameters.delete(name);
    return `${origin}${pathname}?${parameters}`;
  } catch {
    return address;
  }
}
