import { element } from "../dom.ts";
import type { Mode, ModeHost } from "./mode.ts";
import { ownArticles } from "./own-articles.ts";
import { createWindow, hasPopover } from "./window.ts";

/** How long a selection must rest before a button appears beside it, in milliseconds. */
const kRest = 200;
/** Fewer words are a name, not a claim. */
const kFewestWords = 3;

/** Words and place of what is selected in the page. */
interface Selected {
  text: string;
  range: Range;
}

/**
 * A button appears beside words that are selected anywhere in the page; it opens what the articles say to them. The same button stands
 * where the element is, so that it can be reached by keyboard.
 */
export function selectionMode(host: ModeHost): Mode {
  const { box } = host;
  const hint = element("p", { class: "hint" });
  const inPlace = element("button", { type: "button", class: "open", part: "open", "aria-haspopup": "dialog" });
  const beside = element("button", { type: "button", class: "beside-selection", part: "open", "aria-haspopup": "dialog" });
  beside.hidden = true;
  const window = createWindow(box.node);
  /** What was selected last: on its way to a button, the focus takes the selection away in some browsers. */
  let selected: Selected | null = null;
  /** Words that need no button again while they are still selected: it was used, or sent away. */
  let settled: string | null = null;
  let opener: HTMLElement | null = null;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const listening = new AbortController();
  const { signal } = listening;
  const listen = (target: EventTarget, type: string, listener: (event: Event) => void, options: AddEventListenerOptions = {}) => target.addEventListener(type, listener, { signal, ...options });

  listen(document, "selectionchange", () => {
    clearTimeout(rest);
    rest = setTimeout(look, kRest);
  });
  listen(document, "pointerdown", (event) => {
    if (!event.composedPath().includes(host.element)) selected = null;
  });
  listen(document, "keydown", (event) => {
    if ((event as KeyboardEvent).key !== "Escape") return;
    settled = selected?.text ?? null;
    hide();
  });
  listen(document, "scroll", () => place(), { capture: true, passive: true });
  listen(globalThis, "resize", () => place());
  for (const button of [inPlace, beside]) {
    // A press would take the selection away before the click.
    button.addEventListener("pointerdown", (event) => event.preventDefault());
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => open(button));
  }
  window.onClose = () => {
    opener?.focus({ preventScroll: true });
    opener = null;
  };

  function look(): void {
    const found = selectedWords(host.element);
    if (!found) {
      settled = null;
      hide();
      return;
    }
    selected = found;
    if (found.text === settled) return;
    const isNew = beside.hidden;
    show();
    if (isNew) {
      const { modes } = host.words();
      box.announce(modes.selectReady.replace("{button}", modes.selectButton));
    }
  }

  function show(): void {
    if (beside.hidden) {
      beside.hidden = false;
      if (hasPopover()) {
        beside.popover = "manual";
        beside.showPopover();
      }
    }
    place();
  }

  function hide(): void {
    if (beside.hidden) return;
    if (hasPopover()) beside.hidePopover();
    beside.hidden = true;
  }

  /** Under the end of the selection, inside the page. */
  function place(): void {
    if (beside.hidden || !selected) return;
    const lines = selected.range.getClientRects();
    const last = lines[lines.length - 1];
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const gone = !last || last.bottom < 0 || last.top > height;
    beside.classList.toggle("gone", gone);
    if (gone) return;
    // A finger's handles hang under the selection.
    const gap = matchMedia("(pointer: coarse)").matches ? 28 : 8;
    const left = Math.max(8, Math.min(last.right - beside.offsetWidth / 2, width - beside.offsetWidth - 8));
    const under = last.bottom + gap;
    const top = under + beside.offsetHeight + 8 > height ? last.top - beside.offsetHeight - 8 : under;
    beside.style.setProperty("--left", `${left}px`);
    beside.style.setProperty("--top", `${Math.max(8, top)}px`);
  }

  function open(button: HTMLElement): void {
    const { modes } = host.words();
    const found = selectedWords(host.element) ?? selected;
    if (!found) {
      hint.textContent = modes.selectNothing;
      box.announce(modes.selectNothing);
      return;
    }
    hint.textContent = modes.selectHint;
    settled = found.text;
    hide();
    opener = button === inPlace ? inPlace : null;
    window.showBeside(found.range.getBoundingClientRect());
    host.open().then(
      ({ checker }) => host.check(found.text, { without: ownArticles(checker) }),
      () => host.check(found.text),  // which says what is wrong
    ).catch(() => {});
  }

  return {
    nodes: [element("div", { class: "in-place" }, inPlace, hint), beside, window.node, box.status],
    showLanguage(_lang, { modes }) {
      hint.textContent = modes.selectHint;
      inPlace.textContent = modes.selectButton;
      beside.textContent = modes.selectButton;
      window.showLanguage(modes.title, modes.close);
    },
    focus: (options) => inPlace.focus(options),
    close: () => window.close(),
    end() {
      clearTimeout(rest);
      listening.abort();
      hide();
      window.close();
    },
  };
}

/** What is selected in the page, whole words, if it may be a claim: not in the element itself, nor in a field. */
function selectedWords(own: HTMLElement): Selected | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = wholeWords(selection.getRangeAt(0));
  const around = range.commonAncestorContainer;
  const holder = around instanceof Element ? around : around.parentElement;
  if (!holder || own.contains(holder) || holder.closest("input, textarea, [contenteditable]:not([contenteditable=false])")) return null;
  const text = selection.toString().trim() === "" ? "" : range.toString().replace(/\s+/g, " ").trim();
  return text.split(" ").length >= kFewestWords ? { text, range } : null;
}

/** A selection is often begun or ended inside a word. */
function wholeWords(given: Range): Range {
  const range = given.cloneRange();
  const isLetter = (character: string | undefined) => /[\p{L}\p{N}]/u.test(character ?? "");
  const { startContainer, endContainer } = range;
  if (startContainer instanceof Text) {
    let { startOffset } = range;
    if (isLetter(startContainer.data[startOffset])) while (startOffset > 0 && isLetter(startContainer.data[startOffset - 1])) startOffset--;
    range.setStart(startContainer, startOffset);
  }
  if (endContainer instanceof Text) {
    let { endOffset } = range;
    if (isLetter(endContainer.data[endOffset - 1])) while (isLetter(endContainer.data[endOffset])) endOffset++;
    range.setEnd(endContainer, endOffset);
  }
  return range;
}
