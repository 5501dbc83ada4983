import { createChecker } from "./checker.ts";
import { element } from "./dom.ts";
import { RecoupeError } from "./errors.ts";
import { checkText } from "./long-text.ts";
import { interfaceLanguage, messagesFor, type Messages } from "./messages.ts";
import { createLiveReport, type LiveReport } from "./answer/live-report.ts";
import { renderReport, summarize, type AnswerOptions } from "./answer/report.ts";
import { styleSheet } from "./style.ts";
import type { Checker, Language, Report } from "./types.ts";

/** How long a first check may take before the page says that it is reading, in milliseconds. */
const kPatience = 250;

/** The events of the element; they bubble. */
export interface RecoupeEventMap {
  "recoupe:ready": CustomEvent<{ checker: Checker }>;
  "recoupe:report": CustomEvent<{ text: string; report: Report }>;
  "recoupe:error": CustomEvent<{ error: RecoupeError }>;
}

/** The file may be evaluated where there is no DOM: in a worker, on a server. */
const ElementBase = (globalThis.HTMLElement ?? Object) as typeof HTMLElement;

/**
 * A field for a claim and, under it, what a corpus of articles says to it.
 *
 *     <recoupe-checker corpus="/corpus.recoupe" lang="fr">
 *       <ul><li>An example claim</li></ul>
 *     </recoupe-checker>
 *
 * List items inside the element are offered as examples; without JavaScript they are what the reader sees.
 *
 * @attr corpus - URL of the corpus; fetched when the element is connected
 * @attr lang - "fr" or "en", the interface's language; else the page's
 * @fires recoupe:ready - the corpus is open; `detail.checker`
 * @fires recoupe:report - a check is done; `detail.text`, `detail.report`
 * @fires recoupe:error - something failed; `detail.error`, a RecoupeError
 * @csspart field, submit, claim, outcome, excerpt - for a site's own style
 */
export class RecoupeCheckerElement extends ElementBase {
  static readonly observedAttributes = ["corpus", "lang"];
  /** Makes the worker that checks run in; without one they run in the page. Set by recoupe.js; a page with bundles may set its own. */
  static worker: (() => Worker) | undefined;

  readonly #root: ShadowRoot;
  #built: Parts | null = null;
  #checker: Checker | null = null;
  #opening: Promise<Checker> | null = null;
  #ownsChecker = false;
  #checking: AbortController | null = null;
  #shown: { text: string; report: Report } | null = null;
  #shownError: RecoupeError | null = null;
  #examples: readonly string[] | null = null;
  #pageLanguage: MutationObserver | null = null;

  /** Registers the element; harmless if the name is taken, as when two copies of the script are in a page, and where there is no DOM. */
  static define(tag = "recoupe-checker", registry: CustomElementRegistry | undefined = globalThis.customElements): void {
    if (registry && !registry.get(tag)) registry.define(tag, this);
  }

  constructor() {
    super();
    this.#root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [styleSheet()];
  }

  /** The URL of the corpus. */
  get corpus(): string | null {
    return this.getAttribute("corpus");
  }

  set corpus(url: string | null) {
    if (url === null) this.removeAttribute("corpus");
    else this.setAttribute("corpus", url);
  }

  /** The checker in use, once it is open. */
  get checker(): Checker | null {
    return this.#checker;
  }

  /** Uses this checker, or the one this promise will give, in place of the attribute `corpus`. The element does not close it. */
  set checker(checker: Checker | PromiseLike<Checker> | null) {
    this.#release();
    if (checker) this.#use(Promise.resolve(checker), false);
  }

  /** Claims offered under the field; the list items inside the element if not set. */
  get examples(): readonly string[] {
    return this.#examples ?? [...this.querySelectorAll("li")].map((item) => item.textContent?.trim() ?? "").filter((text) => text !== "");
  }

  set examples(examples: readonly string[] | null) {
    this.#examples = examples;
    this.#showExamples();
  }

  /** The text in the field. */
  get value(): string {
    return this.#parts().field.value;
  }

  set value(text: string) {
    this.#parts().field.value = text;
  }

  /**
   * Puts the text into the field, checks it and shows the report, which it returns. A check under way is given up.
   * Rejects with a RecoupeError, which is shown too.
   */
  async check(text: string): Promise<Report> {
    const parts = this.#parts();
    if (parts.field.value !== text) parts.field.value = text;
    this.#checking?.abort();
    const checking = (this.#checking = new AbortController());
    const { signal } = checking;
    const waiting = setTimeout(() => this.#showWaiting(), kPatience);
    let live: LiveReport | null = null;
    try {
      if (text.trim() === "") throw new RecoupeError("empty-text", "There is no text to check.");
      const checker = await this.#open();
      const report = await checkText(checker, text, { signal }, (sofar, share) => {
        clearTimeout(waiting);
        live ??= this.#showLive(checking);
        live.update(sofar, share);
      });
      signal.throwIfAborted();
      this.#shown = { text, report };
      this.#shownError = null;
      if (live) (live as LiveReport).complete(report);
      else this.#showReport();
      this.#announce(summarize(report, this.#language()));
      this.#emit("recoupe:report", { text, report });
      return report;
    } catch (cause) {
      const error = cause instanceof RecoupeError ? cause : new RecoupeError(signal.aborted ? "aborted" : "engine-crashed", String(cause), { cause });
      if (!signal.aborted) this.#fail(error);
      throw error;
    } finally {
      clearTimeout(waiting);
      (live as LiveReport | null)?.end();
      if (this.#checking === checking) {
        this.#checking = null;
        parts.results.removeAttribute("aria-busy");
        parts.waiting.hidden = true;
      }
    }
  }

  /** Moves the focus to the field. */
  override focus(options?: FocusOptions): void {
    this.#parts().field.focus(options);
  }

  /** Empties the field and takes the results away. */
  clear(): void {
    this.#checking?.abort();
    this.#shown = null;
    this.#shownError = null;
    const { field, results, message, status } = this.#parts();
    field.value = "";
    results.replaceChildren();
    message.textContent = "";
    status.textContent = "";
  }

  connectedCallback(): void {
    this.#parts();
    this.#showLanguage();
    this.#pageLanguage = new MutationObserver(() => this.#showLanguage());
    this.#pageLanguage.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    if (this.corpus) this.#open().catch(() => {});
  }

  disconnectedCallback(): void {
    this.#pageLanguage?.disconnect();
    this.#checking?.abort();
    // Later, since moving an element disconnects and connects it.
    queueMicrotask(() => {
      if (!this.isConnected && this.#ownsChecker) this.#release();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === "lang") this.#showLanguage();
    if (name === "corpus") {
      this.#release();
      if (after) this.#open().catch(() => {});
    }
  }

  #language(): Language {
    return interfaceLanguage(this.closest("[lang]")?.getAttribute("lang") ?? navigator.language);
  }

  #open(): Promise<Checker> {
    if (this.#opening) return this.#opening;
    const corpus = this.corpus;
    if (!corpus) {
      const error = new RecoupeError("corpus-missing", "<recoupe-checker> has no attribute `corpus`.");
      return Promise.reject(error);
    }
    return this.#use(createChecker({ corpus: new URL(corpus, document.baseURI), worker: RecoupeCheckerElement.worker }), true);
  }

  #use(opening: Promise<Checker>, owns: boolean): Promise<Checker> {
    this.#opening = opening;
    this.#ownsChecker = owns;
    opening.then(
      (checker) => {
        if (this.#opening !== opening) {
          if (owns) checker.close();
          return;
        }
        this.#checker = checker;
        this.#emit("recoupe:ready", { checker });
      },
      (error: RecoupeError) => {
        if (this.#opening !== opening) return;
        // The attribute can be tried again by the next check; a checker that was given cannot.
        if (owns) this.#opening = null;
        if (!this.#checking) this.#fail(error);
      },
    );
    return opening;
  }

  #release(): void {
    if (this.#ownsChecker) this.#checker?.close();
    this.#checker = null;
    this.#opening = null;
  }

  #fail(error: RecoupeError): void {
    this.#shownError = error;
    this.#shown = null;
    this.#parts().results.replaceChildren();
    this.#showError();
    this.#announce(this.#parts().message.textContent ?? "");
    this.#emit("recoupe:error", { error });
  }

  #emit<K extends keyof RecoupeEventMap>(type: K, detail: RecoupeEventMap[K]["detail"]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  // What is below draws.

  #parts(): Parts {
    if (this.#built) return this.#built;
    const parts = (this.#built = buildParts());
    this.#root.replaceChildren(parts.form, parts.waiting, parts.results, parts.examples, parts.status);
    parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    parts.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    parts.field.addEventListener("input", () => {
      parts.message.textContent = "";
      parts.field.removeAttribute("aria-invalid");
    });
    this.#showLanguage();
    return parts;
  }

  /** A check that the reader asked for: its outcome is brought into view. */
  #submit(text = this.value): void {
    const from = scrollY;
    this.check(text).then(
      () => {
        // Whoever has scrolled meanwhile, as through the first part of a long text's report, stays there.
        if (scrollY !== from) return;
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.#parts().results.querySelector(".outcome")?.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
      },
      () => {},
    );
  }

  #showLanguage(): void {
    const parts = this.#built;
    if (!parts) return;
    const lang = this.#language();
    const messages = messagesFor(lang);
    for (const part of [parts.form, parts.waiting, parts.results, parts.examples, parts.status]) part.lang = lang;
    parts.label.textContent = messages.label;
    parts.field.placeholder = messages.placeholder;
    parts.hint.replaceChildren(messages.hint, element("span", { class: "keys" }, messages.keys));
    parts.submit.textContent = messages.submit;
    parts.waiting.textContent = messages.loading;
    this.#showExamples();
    if (this.#shown) this.#showReport();
    if (this.#shownError) this.#showError();
  }

  #showExamples(): void {
    const parts = this.#built;
    if (!parts) return;
    const examples = this.examples;
    parts.examples.hidden = examples.length === 0;
    const buttons = examples.map((text) => {
      const button = element("button", { type: "button", class: "example" }, text);
      button.addEventListener("click", (event) => {
        // The results push the examples down: someone on a keyboard goes on from the field, just above them.
        if (event.detail === 0) parts.field.focus({ preventScroll: true });
        this.#submit(text);
      });
      return element("li", {}, button);
    });
    parts.examples.replaceChildren(element("p", { class: "examples-label", id: "examples-label" }, messagesFor(this.#language()).examples), element("ul", { "aria-labelledby": "examples-label" }, ...buttons));
  }

  #showReport(): void {
    const { results, message, field } = this.#parts();
    message.textContent = "";
    field.removeAttribute("aria-invalid");
    results.replaceChildren(renderReport(this.#shown!.report, this.#language(), this.#answerOptions()));
  }

  #answerOptions(): AnswerOptions {
    return { announce: (sentence) => this.#announce(sentence) };
  }

  /** Where a long text's report grows, with a way to stop it. */
  #showLive(checking: AbortController): LiveReport {
    const { results, waiting, message, field } = this.#parts();
    const live = createLiveReport(this.#language(), { ...this.#answerOptions(), onStop: () => checking.abort() });
    message.textContent = "";
    field.removeAttribute("aria-invalid");
    results.removeAttribute("aria-busy");
    waiting.hidden = true;
    this.#shown = null;
    results.replaceChildren(live.node);
    return live;
  }

  #showError(): void {
    const { message, field } = this.#parts();
    const error = this.#shownError!;
    const messages: Messages = messagesFor(this.#language());
    message.textContent = messages.error[error.code] ?? messages.error.other!;
    if (error.code === "empty-text" || error.code === "text-too-long") field.setAttribute("aria-invalid", "true");
  }

  #showWaiting(): void {
    const { results, waiting } = this.#parts();
    results.setAttribute("aria-busy", "true");
    waiting.hidden = false;
  }

  /** Says one sentence to screen readers. Emptied first, so that the same sentence is said again. */
  #announce(sentence: string): void {
    const { status } = this.#parts();
    status.textContent = "";
    setTimeout(() => (status.textContent = sentence), 50);
  }
}

/** The fixed parts of the shadow tree. */
interface Parts {
  form: HTMLFormElement;
  label: HTMLLabelElement;
  field: HTMLTextAreaElement;
  hint: HTMLParagraphElement;
  message: HTMLParagraphElement;
  submit: HTMLButtonElement;
  examples: HTMLDivElement;
  waiting: HTMLParagraphElement;
  results: HTMLDivElement;
  status: HTMLParagraphElement;
}

function buildParts(): Parts {
  const label = element("label", { for: "field" });
  const field = element("textarea", { id: "field", part: "field", rows: 3, "aria-describedby": "message hint", autocomplete: "off" });
  const message = element("p", { id: "message", class: "message" });
  const hint = element("p", { id: "hint", class: "hint" });
  const submit = element("button", { type: "submit", class: "submit", part: "submit" });
  const examples = element("div", { class: "examples" });
  const form = element("form", { novalidate: true }, label, field, message, element("div", { class: "actions" }, submit, hint));
  const waiting = element("p", { class: "waiting" });
  waiting.hidden = true;
  const results = element("div", { class: "results" });
  const status = element("p", { role: "status", "aria-live": "polite", "aria-atomic": "true", class: "visually-hidden" });
  return { form, label, field, hint, message, submit, examples, waiting, results, status };
}
