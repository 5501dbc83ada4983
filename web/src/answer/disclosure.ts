import { element } from "../dom.ts";

/** What opens on demand; drawn when it is first opened, so that it costs nothing until then. */
export function disclosure(className: string, summary: string | Node, draw: () => (Node | null)[]): HTMLDetailsElement {
  const details = element("details", { class: className }, element("summary", {}, summary));
  details.addEventListener("toggle", () => details.append(...draw().filter((node) => node !== null)), { once: true });
  return details;
}
