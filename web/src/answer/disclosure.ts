import { element } from "../dom.ts";

const undrawn = new WeakMap<HTMLDetailsElement, () => void>();

/** What opens on demand; drawn when it is first opened, so that it costs nothing until then. */
export function disclosure(className: string, summary: string | Node, draw: () => (Node | null)[]): HTMLDetailsElement {
  const details = element("details", { class: className }, element("summary", {}, summary));
  undrawn.set(details, () => details.append(...draw().filter((node) => node !== null)));
  details.addEventListener("toggle", () => drawNow(details), { once: true });
  return details;
}

/** Draws what is inside without waiting for the event of its opening. */
export function drawNow(details: HTMLDetailsElement): void {
  undrawn.get(details)?.();
  undrawn.delete(details);
}
