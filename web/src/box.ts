import { element } from "./dom.ts";
import type { FieldMessages } from "./field-messages.ts";

/** What a box asks of whoever it belongs to. */
export interface BoxOwner {
  /** The reader wants this text checked. */
  submit(text: string): void;
}

/** The field for a claim and the place under it where the answer stands: all that is drawn before anything is loaded. */
export class Box {
  readonly node: HTMLDivElement;
  /** The one status line for screen readers: it must not lie where a dialog makes the page inert. */
  readonly status = element("p", { role: "status", "aria-live": "polite", "aria-atomic": "true", class: "visually-hidden" });
  readonly #label = element("label", { for: "field", part: "label" });
  readonly #field = element("textarea", { id: "field", part: "field", rows: 3, "aria-describedby": "message hint", autocomplete: "off" });
  readonly #message = element("p", { id: "message", class: "message", part: "message" });
  readonly #hint = element("p", { id: "hint", class: "hint", part: "hint" });
  readonly #submit = element("button", { type: "submit", class: "submit", part: "submit" });
  readonly #examples = element("div", { class: "examples", part: "examples" });
  readonly #waiting = element("p", { class: "waiting" });
  readonly #results = element("div", { class: "results" });
  readonly #owner: BoxOwner;

  constructor(owner: BoxOwner) {
    this.#owner = owner;
    const form = element("form", { novalidate: true }, this.#label, this.#field, this.#message, element("div", { class: "actions" }, this.#submit, this.#hint));
    this.node = element("div", { class: "box" }, form, this.#waiting, this.#results, this.#examples);
    this.#waiting.hidden = true;
    // Not the form's `submit`: a sandboxed frame without allow-forms has none.
    this.#submit.addEventListener("click", (event) => {
      event.preventDefault();
      owner.submit(this.text);
    });
    this.#field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing) return;
      event.preventDefault();
      owner.submit(this.text);
    });
    this.#field.addEventListener("input", () => this.#clearMessage());
  }

  get text(): string {
    return this.#field.value;
  }

  /** The text in the field. The same again leaves the cursor where it is. */
  set text(text: string) {
    if (this.#field.value !== text) this.#field.value = text;
  }

  /** Where the answer is drawn. */
  get results(): HTMLElement {
    return this.#results;
  }

  focus(options?: FocusOptions): void {
    this.#field.focus(options);
  }

  /** All fixed words, in this language. */
  showLanguage(lang: string, { field }: FieldMessages): void {
    for (const part of [this.node, this.status]) part.lang = lang;
    this.#label.textContent = field.label;
    this.#field.placeholder = field.placeholder;
    this.#hint.replaceChildren(field.hint, element("span", { class: "keys" }, field.keys));
    this.#submit.textContent = field.submit;
    this.#waiting.textContent = field.loading;
  }

  showExamples(label: string, examples: readonly string[]): void {
    this.#examples.hidden = examples.length === 0;
    const buttons = examples.map((text) => {
      const button = element("button", { type: "button", class: "example", part: "example" }, text);
      button.addEventListener("click", (event) => {
        // The results push the examples down: someone on a keyboard goes on from the field, just above them.
        if (event.detail === 0) this.focus({ preventScroll: true });
        this.#owner.submit(text);
      });
      return element("li", {}, button);
    });
    this.#examples.replaceChildren(element("p", { class: "examples-label", id: "examples-label" }, label), element("ul", { role: "list", "aria-labelledby": "examples-label" }, ...buttons));
  }

  /** Says that the articles are being read, while the first check takes long. */
  showWaiting(): void {
    this.#results.setAttribute("aria-busy", "true");
    this.#waiting.hidden = false;
  }

  endWaiting(): void {
    this.#results.removeAttribute("aria-busy");
    this.#waiting.hidden = true;
  }

  showAnswer(answer: Node): void {
    this.#clearMessage();
    this.#results.replaceChildren(answer);
  }

  /** An error in place of an answer; `invalid` when the text in the field is the trouble. */
  showError(sentence: string, invalid: boolean): void {
    this.#results.replaceChildren();
    this.#message.textContent = sentence;
    if (invalid) this.#field.setAttribute("aria-invalid", "true");
  }

  clear(): void {
    this.text = "";
    this.#results.replaceChildren();
    this.#clearMessage();
    this.status.textContent = "";
  }

  /** Says one sentence to screen readers. Emptied first, so that the same sentence is said again. */
  announce(sentence: string): void {
    this.status.textContent = "";
    setTimeout(() => (this.status.textContent = sentence), 50);
  }

  #clearMessage(): void {
    this.#message.textContent = "";
    this.#field.removeAttribute("aria-invalid");
  }
}
