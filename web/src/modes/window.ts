import { element, icon } from "../dom.ts";

const kCross = "M3 3l10 10M13 3L3 13";

/** A dialog with a title and a button to close it. */
export interface Window {
  readonly node: HTMLDialogElement;
  /** Over the page, which cannot be used until it is closed. */
  showModal(): void;
  /** Beside a place of the page, which goes on; closed by Escape or by a press elsewhere. */
  showBeside(place: DOMRect): void;
  showLanguage(title: string, close: string): void;
  close(): void;
  onClose: () => void;
}

/** Distance from the place and from the page's edges, in CSS pixels. */
const kGap = 8;

/** The most of the window's height that a sheet beside a place takes, as in modes.css. */
const kSheet = 0.6;

/** The popover API came to Firefox and Safari after the rest of what is used here; without it, a window beside a place is modal too. */
export const hasPopover = () => "popover" in HTMLElement.prototype;

export function createWindow(...content: Node[]): Window {
  const title = element("h2", { id: "window-title", class: "window-title" });
  const closing = element("button", { type: "button", class: "close", part: "close" }, icon(kCross));
  const node = element("dialog", { class: "window", part: "dialog", "aria-labelledby": "window-title", tabindex: -1 }, element("div", { class: "window-head" }, title, closing), ...content);
  const window: Window = {
    node,
    showModal() {
      close();
      node.classList.remove("beside");
      node.showModal();
    },
    showBeside(place) {
      close();
      node.classList.add("beside");
      if (!hasPopover()) {
        node.showModal();
        return;
      }
      node.popover = "auto";
      node.showPopover();
      settle(place);
      node.focus({ preventScroll: true });
      // On a narrow page it is a sheet at the foot, which grows with the answer: the place goes to the top.
      const { clientWidth: width, clientHeight: height } = document.documentElement;
      const isSheet = node.offsetWidth >= width;
      if (isSheet && place.bottom > height - kSheet * height) scrollBy({ top: place.top - kGap, behavior: "instant" });
    },
    showLanguage(words, close) {
      title.textContent = words;
      closing.setAttribute("aria-label", close);
      closing.title = close;
    },
    close,
    onClose() {},
  };

  function close(): void {
    if (node.hasAttribute("popover") && node.matches(":popover-open")) node.hidePopover();
    if (node.open) node.close();
    node.removeAttribute("popover");
  }

  /** Under the place, or over it where there is more room; the style sheet limits the height. On a narrow page it is a sheet at the foot. */
  function settle(place: DOMRect): void {
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const below = height - place.bottom;
    const over = below < Math.min(place.top, height / 2);
    const left = Math.max(kGap, Math.min(place.left, width - node.offsetWidth - kGap));
    node.style.setProperty("--left", `${left}px`);
    node.style.setProperty("--top", over ? "auto" : `${Math.max(kGap, place.bottom + kGap)}px`);
    node.style.setProperty("--bottom", over ? `${Math.max(kGap, height - place.top + kGap)}px` : "auto");
    node.style.setProperty("--room", `${Math.max(over ? place.top : below, height / 3) - 2 * kGap}px`);
  }

  closing.addEventListener("click", close);
  // A press on the backdrop is one on the dialog outside its box.
  node.addEventListener("click", (event) => {
    if (event.target !== node || node.hasAttribute("popover")) return;
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (!inside && event.detail > 0) close();
  });
  node.addEventListener("close", () => window.onClose());
  // Before it closes, so that the focus is back at once: `toggle` comes a moment later.
  node.addEventListener("beforetoggle", (event) => {
    if ((event as ToggleEvent).newState === "closed") window.onClose();
  });
  return window;
}
