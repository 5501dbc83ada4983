import { element } from "../dom.ts";
import { fill, messagesFor } from "../messages.ts";
import type { Excerpt } from "../types.ts";
import type { Ink } from "./ink.ts";

/** Why the excerpt differs: a chip each, with the words that say so and a sentence. */
export function renderNuances({ nuances, text, lang }: Excerpt, cues: HTMLElement[][], { messages }: Ink): HTMLElement {
  const list = element("ul", { class: "nuances", part: "nuances", role: "list" });
  nuances.forEach(({ code, start, end }, i) => {
    const { label, note } = messages.nuance[code] ?? { label: code, note: "" };
    if (end <= start) {
      list.append(element("li", {}, element("span", { class: "chip", part: "nuance" }, label), element("span", { class: "why" }, note)));
      return;
    }
    const chip = element("button", { type: "button", class: "chip", part: "nuance", "aria-pressed": "false" }, label);
    lightCue(chip, cues[i]!);
    const cue = element("span", { class: "cue-words quoted", lang }, fill(messagesFor(lang).quote, { text: text.slice(start, end) }, lang));
    list.append(element("li", {}, chip, element("span", { class: "why" }, cue, " ", note)));
  });
  return list;
}

/** Pointing at a chip or reaching it by keyboard lights its cue; a click keeps it lit. */
function lightCue(chip: HTMLElement, pieces: HTMLElement[]): void {
  const state = { over: false, focused: false };
  const update = (change: Partial<typeof state>) => {
    Object.assign(state, change);
    const lit = state.over || state.focused || chip.getAttribute("aria-pressed") === "true";
    for (const piece of pieces) piece.classList.toggle("lit", lit);
  };
  chip.addEventListener("pointerenter", () => update({ over: true }));
  chip.addEventListener("pointerleave", () => update({ over: false }));
  chip.addEventListener("focus", () => update({ focused: chip.matches(":focus-visible") }));
  chip.addEventListener("blur", () => update({ focused: false }));
  chip.addEventListener("click", () => {
    chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
    update({});
  });
}
