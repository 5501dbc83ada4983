import type { ExcerptLink } from "../answer/ink.ts";
import { webAddress } from "../answer/source.ts";
import type { PageArticle } from "./article.ts";
import { reveal } from "./reveal.ts";
import { textDirective, withTextFragment } from "./text-fragment.ts";

/** Links of excerpts of this page's own article: they scroll to the sentence and mark it. `close` takes away what lies over it. */
export function linkInPage(page: PageArticle, close: () => void): ExcerptLink {
  return (excerpt) => {
    const address = webAddress(excerpt.url);
    if (excerpt.article !== page.article.id) return address ? { href: withTextFragment(address, excerpt) } : null;
    return {
      href: `#:~:${textDirective(excerpt)}`,
      onClick(event) {
        const range = excerpt.isTitle ? page.titleRange() : page.rangeOf(excerpt.start, excerpt.end);
        if (!range) return;  // The page has changed; the address is the best there is.
        event.preventDefault();
        close();
        reveal(range);
      },
    };
  };
}
