import type { LiveReport } from "./answer/live-report.ts";
import type { AnswerOptions } from "./answer/ink.ts";
import { Box } from "./box.ts";
import { RecoupeError, isRecoupeError } from "./errors.ts";
import { fieldMessages, primary, type FieldMessages, type MessagesFile } from "./field-messages.ts";
import { loadMessages } from "./load-messages.ts";
import { startMode, type Mode, type ModeHost, type Opened } from "./modes/mode.ts";
import type { PageArticle } from "./page/article.ts";
import { fieldSheet } from "./style.ts";
import type { Checker, CheckOptions, Report } from "./types.ts";

/**
 * What is loaded at the first use.
 * @internal
 */
export type Machine = typeof import("./machine.ts");

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
 * Checks claims against a corpus of articles, in the page.
 *
 *     <recoupe-checker corpus="/corpus.recoupe" lang="fr">
 *       <ul><li>An example claim</li></ul>
 *     </recoupe-checker>
 *
 * Nothing but this class is there until a reader first uses it: then the engine, the answer and the corpus are loaded. List items
 * inside the element are offered as examples; without JavaScript they are what the reader sees.
 *
 * @attr corpus - URL of the corpus; or "page": the article on the page itself
 * @attr mode - "inline" (a field where the element stands; if absent or unknown), "button" (a button that opens a dialog), "selection"
 *   (selected words of the page get a button) or "annotate" (a button that marks the sentences of the page the corpus speaks to)
 * @attr lang - BCP 47, the interface's language; else the page's
 * @attr messages - URL of a JSON file of interface words, for a language of its own or in place of ours
 * @attr loading - "eager": load everything at once, not at the first use
 * @fires recoupe:ready - the corpus is open; `detail.checker`
 * @fires recoupe:report - a check is done; `detail.text`, `detail.report`
 * @fires recoupe:error - something failed; `detail.error`, a RecoupeError
 * @csspart - README.md lists the parts and the custom properties for a site's own style
 */
export class RecoupeCheckerElement extends ElementBase {
  static readonly observedAttributes = ["corpus", "lang", "mode", "messages"];
  /**
   * Loads what a check needs; set by element.ts and recoupe.js.
   * @internal
   */
  static load: (() => Promise<Machine>) | undefined;
  /** Makes the worker that checks run in; without one they run in the page. Set by recoupe.js; a page with bundles may set its own. */
  static worker: (() => Worker) | undefined;

  readonly #root: ShadowRoot;
  readonly #box = new Box({ submit: (text) => this.#submit(text) });
  #mode: Mode | null = null;
  #checker: Checker | null = null;
  #opening: Promise<Opened> | null = null;
  #ownsChecker = false;
  #given: Promise<Checker> | null = null;
  #page: PageArticle | null = null;
  #checking: AbortController | null = null;
  #shown: { text: string; report: Report } | null = null;
  #shownError: RecoupeError | null = null;
  #machine: Machine | null = null;
  #examples: readonly string[] | null = null;
  #file: MessagesFile | undefined;
  #pageLanguage: MutationObserver | null = null;

  /** Registers the element; harmless if the name is taken, as when two copies of the script are in a page, and where there is no DOM. */
  static define(tag = "recoupe-checker", registry: CustomElementRegistry | undefined = globalThis.customElements): void {
    if (registry && !registry.get(tag)) registry.define(tag, this);
  }

  constructor() {
    super();
    this.#root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [fieldSheet()];
  }

  /** The URL of the corpus, or "page". */
  get corpus(): string | null {
    return this.getAttribute("corpus");
  }

  set corpus(url: string | null) {
    this.#reflect("corpus", url);
  }

  /** How the element shows itself: "inline", "button", "selection" or "annotate". */
  get mode(): string {
    return this.getAttribute("mode") ?? "inline";
  }

  set mode(mode: string | null) {
    this.#reflect("mode", mode);
  }

  /** The URL of the file of interface words. */
  get messages(): string | null {
    return this.getAttribute("messages");
  }

  set messages(url: string | null) {
    this.#reflect("messages", url);
  }

  /** The checker in use, once it is open. */
  get checker(): Checker | null {
    return this.#checker;
  }

  /** Uses this checker, or the one this promise will give, in place of the attribute `corpus`. The element does not close it. */
  set checker(checker: Checker | PromiseLike<Checker> | null) {
    this.#release();
    this.#given = checker ? Promise.resolve(checker) : null;
    if (this.#given) this.#warm();
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
    return this.#box.text;
  }

  set value(text: string) {
    this.#box.text = text;
  }

  /**
   * Puts the text into the field, checks it and shows the report, which it returns. A check under way is given up.
   * Rejects with a RecoupeError, which is shown too.
   */
  async check(text: string, { without }: Pick<CheckOptions, "without"> = {}): Promise<Report> {
    const box = this.#box;
    box.text = text;
    this.#checking?.abort();
    const checking = (this.#checking = new AbortController());
    const { signal } = checking;
    const waiting = setTimeout(() => box.showWaiting(), kPatience);
    let live: LiveReport | null = null;
    try {
      if (text.trim() === "") throw new RecoupeError("empty-text", "There is no text to check.");
      const { machine, checker } = await this.#open();
      signal.throwIfAborted();
      const report = await machine.checkText(checker, text, { signal, without }, (sofar, share) => {
        clearTimeout(waiting);
        live ??= this.#showLive(machine, checking);
        live.update(sofar, share);
      });
      signal.throwIfAborted();
      this.#shown = { text, report };
      this.#shownError = null;
      if (live) (live as LiveReport).complete(report);
      else this.#showReport();
      this.#announce(machine.summarize(report, this.#language()));
      this.#emit("recoupe:report", { text, report });
      return report;
    } catch (cause) {
      const error = isRecoupeError(cause) ? cause : new RecoupeError(signal.aborted ? "aborted" : "engine-crashed", String(cause), { cause });
      if (!signal.aborted) this.#fail(error);
      throw error;
    } finally {
      clearTimeout(waiting);
      (live as LiveReport | null)?.end();
      if (this.#checking === checking) {
        this.#checking = null;
        box.endWaiting();
      }
    }
  }

  /** Moves the focus to the field, or to the button of another mode. */
  override focus(options?: FocusOptions): void {
    if (this.#mode) this.#mode.focus(options);
    else this.#box.focus(options);
  }

  /** Empties the field and takes the results away. */
  clear(): void {
    this.#checking?.abort();
    this.#shown = null;
    this.#shownError = null;
    this.#box.clear();
  }

  connectedCallback(): void {
    this.#startMode();
    this.#loadMessages();
    this.#pageLanguage = new MutationObserver(() => this.#showLanguage());
    this.#pageLanguage.observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
    if (this.getAttribute("loading") === "eager") this.#warm();
  }

  disconnectedCallback(): void {
    this.#pageLanguage?.disconnect();
    this.#mode?.end();
    this.#mode = null;
    this.#checking?.abort();
    // Later, since moving an element disconnects and connects it.
    queueMicrotask(() => {
      if (!this.isConnected && this.#ownsChecker) this.#release();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (name === "lang") this.#showLanguage();
    if (name === "mode") this.#startMode();
    if (name === "messages") this.#loadMessages();
    if (name === "corpus") this.#release();
  }

  #reflect(name: string, value: string | null): void {
    if (value === null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  #language(): string {
    return this.#file?.lang ?? primary(this.closest("[lang]")?.getAttribute("lang") || navigator.language);
  }

  #words(): FieldMessages {
    return fieldMessages(this.#language(), this.#file);
  }

  #loadMessages(): void {
    const url = this.messages;
    if (url === null) {
      this.#file = undefined;
      this.#showLanguage();
      return;
    }
    loadMessages(new URL(url, document.baseURI).href).then(
      (file) => {
        if (this.messages !== url) return;
        this.#file = file;
        this.#machine?.addMessages(file);
        this.#showLanguage();
      },
      (error: RecoupeError) => this.#emit("recoupe:error", { error }),
    );
  }

  // Loading.

  /** Begins to load, without waiting for it. What goes wrong is shown. */
  #warm(): void {
    this.#open().catch((error: RecoupeError) => {
      if (!this.#checking) this.#fail(error);
    });
  }

  #open(): Promise<Opened> {
    if (this.#opening) return this.#opening;
    const opening = (this.#opening = this.#openNow());
    opening.then(
      ({ checker }) => {
        if (this.#opening !== opening) return;
        this.#checker = checker;
        this.#emit("recoupe:ready", { checker });
      },
      () => {
        // It can be tried again by the next check; a checker that was given gives the same again.
        if (this.#opening === opening) this.#opening = null;
      },
    );
    return opening;
  }

  async #openNow(): Promise<Opened> {
    const given = this.#given;
    const corpus = this.corpus;
    const machine = await this.#load();
    if (given) return { machine, checker: await given };
    if (!corpus) throw new RecoupeError("corpus-missing", "<recoupe-checker> has no attribute `corpus`.");
    const { worker } = RecoupeCheckerElement;
    const page = corpus === "page" ? machine.readPage(document) : null;
    const source = page ? await machine.buildCorpus([page.article], { worker }) : new URL(corpus, document.baseURI);
    const checker = await machine.createChecker({ corpus: source, worker });
    if (this.corpus !== corpus || this.#given !== given) {
      // Another was asked for meanwhile.
      checker.close();
      return this.#open();
    }
    this.#ownsChecker = true;
    this.#page = page;
    return { machine, checker };
  }

  async #load(): Promise<Machine> {
    if (this.#machine) return this.#machine;
    const { load } = RecoupeCheckerElement;
    if (!load) throw new RecoupeError("bad-options", "RecoupeCheckerElement.load is not set: import recoupe/element.");
    let machine: Machine;
    try {
      machine = await load();
    } catch (cause) {
      throw new RecoupeError("engine-load-failed", `What a check needs could not be loaded: ${String(cause)}`, { cause });
    }
    if (this.#file) machine.addMessages(this.#file);
    if (!this.#machine) this.#root.adoptedStyleSheets.push(machine.answerSheet());
    return (this.#machine = machine);
  }

  #release(): void {
    if (this.#ownsChecker) this.#checker?.close();
    this.#ownsChecker = false;
    this.#checker = null;
    this.#opening = null;
    this.#given = null;
    this.#page = null;
  }

  #fail(error: RecoupeError): void {
    this.#shownError = error;
    this.#shown = null;
    this.#showError();
    this.#announce(this.#sentenceOf(error));
    this.#emit("recoupe:error", { error });
  }

  #emit<K extends keyof RecoupeEventMap>(type: K, detail: RecoupeEventMap[K]["detail"]): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  // What is below draws.

  #startMode(): void {
    this.#mode?.end();
    const host: ModeHost = {
      element: this,
      box: this.#box,
      language: () => this.#language(),
      words: () => this.#words(),
      open: () => this.#open(),
      warm: () => this.#warm(),
      check: (text, options) => this.check(text, options),
      fail: (error) => this.#fail(error),
      answerOptions: () => this.#answerOptions(),
    };
    this.#mode = startMode(this.mode, host);
    this.#root.replaceChildren(...this.#mode.nodes);
    this.#showLanguage();
  }

  /** A check that the reader asked for: its outcome is brought into view. */
  #submit(text: string): void {
    const from = scrollY;
    this.check(text).then(
      () => {
        // Whoever has scrolled meanwhile, as through the first part of a long text's report, stays there.
        if (scrollY !== from) return;
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        this.#box.results.querySelector(".outcome")?.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
      },
      () => {},
    );
  }

  #showLanguage(): void {
    if (!this.#mode) return;
    const words = this.#words();
    this.#box.showLanguage(this.#language(), words);
    this.#mode.showLanguage(this.#language(), words);
    this.#showExamples();
    if (this.#shown) this.#showReport();
    if (this.#shownError) this.#showError();
  }

  #showExamples(): void {
    this.#box.showExamples(this.#words().field.examples, this.examples);
  }

  #showReport(): void {
    this.#box.showAnswer(this.#machine!.renderReport(this.#shown!.report, this.#language(), this.#answerOptions()));
  }

  #answerOptions(): AnswerOptions {
    const page = this.#page;
    const corpus = this.#given || page ? null : this.corpus;
    return {
      announce: (sentence) => this.#announce(sentence),
      ...(page && { link: this.#machine!.linkInPage(page, () => this.#mode?.close?.()) }),
      ...(corpus && { base: new URL(corpus, document.baseURI).href }),
    };
  }

  /** Where a long text's report grows, with a way to stop it. */
  #showLive(machine: Machine, checking: AbortController): LiveReport {
    const live = machine.createLiveReport(this.#language(), { ...this.#answerOptions(), onStop: () => checking.abort() });
    this.#box.endWaiting();
    this.#shown = null;
    this.#box.showAnswer(live.node);
    return live;
  }

  #showError(): void {
    const error = this.#shownError!;
    this.#box.showError(this.#sentenceOf(error), error.code === "empty-text" || error.code === "text-too-long");
  }

  #sentenceOf({ code }: RecoupeError): string {
    const { error } = this.#words();
    return error[code] ?? error.other!;
  }

  #announce(sentence: string): void {
    this.#box.announce(sentence);
  }
}
