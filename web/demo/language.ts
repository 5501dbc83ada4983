import { interfaceLanguage } from "../src/messages.ts";
import type { Language } from "../src/index.ts";

// The language of a demo page: both are in the page, the root's `lang` says which is shown (demo.css).

/** The language the page is in. */
export function pageLanguage(): Language {
  return interfaceLanguage(document.documentElement.lang);
}

/**
 * Puts the page into the language that its address asks for, else the reader's, and lets its links change it without loading the
 * page again, so that what the reader typed stays. `show` draws what the page's script has written; it is called at once, too.
 */
export function followLanguage(show: (lang: Language) => void): void {
  const links = document.querySelectorAll<HTMLAnchorElement>(".languages a");
  const set = (lang: Language) => {
    document.documentElement.lang = lang;
    for (const link of links) {
      if (link.lang === lang) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    show(lang);
  };
  for (const link of links) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const lang = interfaceLanguage(link.lang);
      history.replaceState(null, "", `?lang=${lang}${location.hash}`);
      set(lang);
    });
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".pages a")) if (samePage(link)) link.setAttribute("aria-current", "page");
  set(interfaceLanguage(new URLSearchParams(location.search).get("lang") ?? navigator.language));
}

function samePage({ pathname }: HTMLAnchorElement): boolean {
  return pathname === location.pathname.replace(/index\.html$/, "");
}
