import { element } from "../dom.ts";
import type { Mode, ModeHost } from "./mode.ts";
import { createWindow } from "./window.ts";

/** A button that opens the box in a dialog. */
export function buttonMode({ box, warm }: ModeHost): Mode {
  const button = element("button", { type: "button", class: "open", part: "open", "aria-haspopup": "dialog" });
  const window = createWindow(box.node, box.status);
  button.addEventListener("click", () => {
    warm();
    window.showModal();
    box.focus();
  });
  // Not all browsers give the focus to a button that is pressed, nor therefore back to it.
  window.onClose = () => button.focus();
  return {
    nodes: [button, window.node],
    showLanguage(_lang, { modes }) {
      button.textContent = modes.open;
      window.showLanguage(modes.open, modes.close);
    },
    focus: (options) => button.focus(options),
    close: () => window.close(),
    end: () => window.close(),
  };
}
