import { constructedSheet } from "../style.ts";
import css from "./marks.css";

// Marks on words of the page, with the CSS Custom Highlight API: the page's own tree stays as it is. Where there is none (Firefox
// before 140, Safari before 17.2) the words are put into <mark> elements, which are taken away again.
// https://www.w3.org/TR/css-highlight-api-1/

/** The names of highlights, which marks.css styles. */
export type MarkName = "supported" | "nuanced" | "contradicted" | "mixed" | "found";

let styled = false;

/** Marks these ranges until the function that it returns is called. */
export function markRanges(name: MarkName, ranges: Range[]): () => void {
  if (ranges.length === 0) return () => {};
  if (!styled) document.adoptedStyleSheets = [...document.adoptedStyleSheets, constructedSheet(css)];
  styled = true;
  return "highlights" in CSS ? highlight(`recoupe-${name}`, ranges) : wrap(`recoupe-${name}`, ranges);
}

function highlight(name: string, ranges: Range[]): () => void {
  // Several elements may mark one page: they share a highlight, which is never empty.
  const shared = CSS.highlights.get(name) ?? new Highlight();
  for (const range of ranges) shared.add(range);
  CSS.highlights.set(name, shared);
  return () => {
    for (const range of ranges) shared.delete(range);
    if (shared.size === 0) CSS.highlights.delete(name);
  };
}

function wrap(name: string, ranges: Range[]): () => void {
  const marks = ranges.flatMap((range) => textsIn(range).map(({ node, start, end }) => {
    const rest = node.splitText(start);
    rest.splitText(end - start);
    const mark = document.createElement("mark");
    mark.className = name;
    // In this order, here and below, ranges that end in the words go on to end after them.
    rest.before(mark);
    mark.append(rest);
    return mark;
  }));
  return () => {
    for (const mark of marks) {
      const parent = mark.parentNode;
      mark.before(...mark.childNodes);
      mark.remove();
      parent?.normalize();
    }
  };
}

/** The text nodes of a range and the part of each that is in it. */
function textsIn(range: Range): { node: Text; start: number; end: number }[] {
  const root = range.commonAncestorContainer;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const texts: { node: Text; start: number; end: number }[] = [];
  for (let node: Node | null = root instanceof Text ? root : walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node)) continue;
    const text = node as Text;
    const start = text === range.startContainer ? range.startOffset : 0;
    const end = text === range.endContainer ? range.endOffset : text.length;
    if (text.data.slice(start, end).trim() !== "") texts.push({ node: text, start, end });
  }
  return texts;
}
