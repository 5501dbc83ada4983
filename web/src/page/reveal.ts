import { markRanges } from "./marks.ts";

let unmark = () => {};

/** Scrolls to words of the page and marks them; those marked before no longer are. Who goes on by keyboard goes on from there. */
export function reveal(range: Range, behavior: ScrollBehavior = "smooth"): void {
  unmark();
  unmark = markRanges("found", [range]);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { startContainer } = range;
  const holder = startContainer instanceof Element ? startContainer : startContainer.parentElement;
  const { top, bottom } = range.getBoundingClientRect();
  const isInView = top >= 0 && bottom <= document.documentElement.clientHeight;
  // The element's scroll margins, as of a page with a fixed head, are the page's business.
  if (!isInView) holder?.scrollIntoView({ block: "center", behavior: calm ? "instant" : behavior });
  document.getSelection()?.collapse(startContainer, range.startOffset);
}
