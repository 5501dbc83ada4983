// The one way this package makes elements: names and text, never markup.

type Child = Node | string | null | undefined | false;
type Properties = Record<string, string | number | boolean | null | undefined>;

/** An element with attributes (false, null and undefined are left out; true is empty) and children. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Properties = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  setAttributes(node, attributes);
  append(node, children);
  return node;
}

/** A drawing of 16 by 16 units, for decoration: a word always stands beside it. */
export function icon(path: string, className = "icon"): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  setAttributes(svg, { viewBox: "0 0 16 16", class: className, "aria-hidden": "true" });
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

function setAttributes(node: Element, attributes: Properties): void {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value));
  }
}

function append(node: Element, children: Child[]): void {
  for (const child of children) if (child) node.append(child);
}
