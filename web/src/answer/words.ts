import { element } from "../dom.ts";
import { messagesFor } from "../messages.ts";
import type { Claim, Range } from "../types.ts";
import { wordsOf, type Ink } from "./ink.ts";

// The claim's words and what answers them. Pointing at a word, or reaching it by keyboard, lights its answers in the excerpts;
// pointing at an answer lights the word; a click keeps both lit. Nodes that belong together carry the word's number in `data-words`.
// An excerpt stays text, so that it is read aloud as the quotation it is: by keyboard the pairs are walked from the claim's side.

/** How a word of the claim fares: in an excerpt, only in what surrounds one, or nowhere. */
type Fate = "answered" | "in-context" | "unanswered";

/** A word or group of words of the claim, in the whole text's offsets. */
export interface ClaimWord extends Range {
  fate: Fate;
}

/** The claim's words that the excerpts' alignments speak of, in order. */
export function claimWords({ excerpts, parts = [] }: Claim): ClaimWord[] {
  const words: ClaimWord[] = [];
  const all = [...excerpts, ...parts.flatMap((part) => part.excerpts)];
  for (const { claim, excerpt, byContext } of all.flatMap(({ alignment }) => alignment)) {
    const fate: Fate = excerpt ? "answered" : byContext ? "in-context" : "unanswered";
    const known = words.find(({ start, end }) => start < claim.end && claim.start < end);
    if (!known) words.push({ ...claim, fate });
    else if (fate === "answered" || known.fate === "unanswered") known.fate = fate;
  }
  return words.sort((a, b) => a.start - b.start);
}

/** The numbers of the words that lie at this place of the claim, as `data-words` has them. */
export function wordNumbers(words: ClaimWord[], { start, end }: Range): string {
  return words.flatMap((word, i) => (word.start < end && start < word.end ? [i] : [])).join(" ");
}

/** The claim with its words as buttons, one tab stop for all; arrow keys move between them. */
export function renderClaimWords(claim: Claim, words: ClaimWord[], ink: Ink): HTMLElement {
  const line = element("p", { class: "words", part: "words", lang: claim.lang });
  const [before, after] = messagesFor(claim.lang).quote.split("{text}");
  if (words.length === 0) {
    line.append(before ?? "", claim.text, after ?? "");
    return line;
  }
  const gaps = [...words.map(({ start }, i) => wordsOf(claim, { start: words[i - 1]?.end ?? claim.start, end: start })), wordsOf(claim, { start: words.at(-1)!.end, end: claim.end })];
  gaps[0] = before + gaps[0]!;
  gaps[words.length] += after ?? "";
  // A line may break beside a button; what no space parts from a word is kept with it.
  let held = element("span", { class: "unbroken" });
  gaps.forEach((gap, i) => {
    const [tail, middle, head] = /^([^ \n\t]*)([^]*?[ \n\t])?([^ \n\t]*)$/.exec(gap)?.slice(1) ?? [gap, "", ""];
    held.append(tail!);
    if (middle !== undefined) {
      line.append(held, middle);
      held = element("span", { class: "unbroken" }, head);
    }
    if (words[i]) held.append(renderWord(words[i], i, claim, ink));
  });
  line.append(held);
  line.addEventListener("keydown", moveBetweenWords);
  // The name is in the interface's language, the line in the claim's.
  return element("div", { role: "group", "aria-label": ink.messages.answer.words }, line);
}

function renderWord(word: ClaimWord, number: number, claim: Claim, { lang, messages: { answer } }: Ink): HTMLElement {
  const note = { answered: null, "in-context": answer.wordInContext, unanswered: answer.wordUnanswered }[word.fate];
  return element(
    "button",
    { type: "button", class: "word", part: "word", "data-fate": word.fate, "data-words": number, "aria-pressed": "false", tabindex: number === 0 ? 0 : -1 },
    wordsOf(claim, word),
    note && element("span", { class: "visually-hidden", lang }, ` (${note})`),
  );
}

/** What the marks on the claim's words mean, for those that are there; null if every word is answered. */
export function renderWordKey(words: ClaimWord[], { messages: { answer } }: Ink): HTMLElement | null {
  const fates = new Set(words.map(({ fate }) => fate));
  const entries = ([["unanswered", answer.keyUnanswered], ["in-context", answer.keyContext]] as const).filter(([fate]) => fates.has(fate));
  if (entries.length === 0) return null;
  return element("p", { class: "word-key", "aria-hidden": "true" }, ...entries.map(([fate, text]) => element("span", { class: "key" }, element("span", { class: "word", "data-fate": fate }, "abc"), ` ${text}`)));
}

function moveBetweenWords(event: KeyboardEvent): void {
  const line = event.currentTarget as HTMLElement;
  const words = [...line.querySelectorAll<HTMLElement>("button")];
  const at = words.indexOf(event.target as HTMLElement);
  const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: words.length - 1 };
  const next = words[steps[event.key] ?? -1];
  if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  for (const word of words) word.tabIndex = word === next ? 0 : -1;
  next.focus();
}

/** Lights what belongs together in a claim's answer. */
export function lightWords(answer: HTMLElement): void {
  const pinned = new Set<string>();
  let over: string[] = [];
  let focused: string[] = [];
  const numbersAt = (target: EventTarget | null) => (target instanceof Element ? (target.closest<HTMLElement>("[data-words]")?.dataset.words?.split(" ") ?? []) : []);
  const update = () => {
    const lit = new Set([...pinned, ...over, ...focused]);
    for (const node of answer.querySelectorAll<HTMLElement>("[data-words]")) node.classList.toggle("paired", node.dataset.words!.split(" ").some((number) => lit.has(number)));
  };
  answer.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType === "touch") return;
    over = numbersAt(target);
    update();
  });
  answer.addEventListener("pointerleave", () => {
    over = [];
    update();
  });
  answer.addEventListener("focusin", ({ target }) => {
    focused = target instanceof Element && target.matches(":focus-visible") ? numbersAt(target) : [];
    update();
  });
  answer.addEventListener("focusout", () => {
    focused = [];
    update();
  });
  answer.addEventListener("click", ({ target }) => {
    const numbers = numbersAt(target);
    // Whoever selects words of a quotation wants them selected, and nothing else.
    if (numbers.length === 0 || document.getSelection()?.type === "Range") return;
    const pin = !numbers.every((number) => pinned.has(number));
    for (const number of numbers) pin ? pinned.add(number) : pinned.delete(number);
    for (const word of answer.querySelectorAll<HTMLElement>("button.word")) word.setAttribute("aria-pressed", String(pinned.has(word.dataset.words!)));
    update();
  });
}
