import type { Mode, ModeHost } from "./mode.ts";

/** The box where the element stands. */
export function inlineMode({ box, warm }: ModeHost): Mode {
  const listening = new AbortController();
  // Whoever comes to the field is about to ask something.
  box.node.addEventListener("focusin", warm, { once: true, signal: listening.signal });
  return {
    nodes: [box.node, box.status],
    showLanguage() {},
    focus: (options) => box.focus(options),
    end: () => listening.abort(),
  };
}
