import { element } from "../dom.ts";
import { RecoupeError, isRecoupeError } from "../errors.ts";
import { fill, plural } from "../field-messages.ts";
import type { Annotation } from "../page/annotate.ts";
import type { Mode, ModeHost } from "./mode.ts";
import { ownArticles } from "./own-articles.ts";
import { createWindow } from "./window.ts";

/** A button that marks the sentences of the page to which the articles speak, and lists them; each opens what they say. */
export function annotateMode(host: ModeHost): Mode {
  const { box } = host;
  const button = element("button", { type: "button", class: "open", part: "open", "aria-pressed": "false" });
  const note = element("p", { class: "hint" });
  const list = element("ol", { role: "list", class: "marked", part: "marked" });
  list.hidden = true;
  const window = createWindow(box.node);
  let annotation: Annotation | null = null;
  let working: AbortController | null = null;
  let opener: HTMLElement | null = null;

  window.onClose = () => {
    opener?.focus({ preventScroll: true });
    opener = null;
  };
  button.addEventListener("click", () => {
    if (annotation || working) unmark();
    else void mark();
  });

  async function mark(): Promise<void> {
    const { signal } = (working = new AbortController());
    say();
    try {
      const { machine, checker } = await host.open();
      signal.throwIfAborted();
      const made = await machine.annotatePage(checker, { signal, without: ownArticles(checker) }, (share) => {
        note.textContent = fill(host.words().modes.annotating, { percent: share.toLocaleString(host.language(), { style: "percent" }) }, host.language());
      });
      if (signal.aborted) return made.end();
      annotation = made;
      annotation.onPick = (nth) => show(nth, null);
      say();
      box.announce(note.textContent ?? "");
    } catch (cause) {
      if (signal.aborted) return;
      const error = isRecoupeError(cause) ? cause : new RecoupeError("engine-crashed", String(cause), { cause });
      host.fail(error);
      const { error: sentences } = host.words();
      working = null;
      say();
      note.textContent = sentences[error.code] ?? sentences.other!;
    } finally {
      if (working?.signal === signal) working = null;
    }
  }

  function unmark(): void {
    working?.abort();
    working = null;
    annotation?.end();
    annotation = null;
    window.close();
    say();
  }

  /** What the articles say to the nth marked sentence, beside it. */
  function show(nth: number, from: HTMLElement | null): void {
    const marked = annotation!.sentences[nth]!;
    opener = from;
    annotation!.reveal(nth);
    void host.open().then(({ machine }) => {
      box.showAnswer(machine.renderReport(marked.report, host.language(), host.answerOptions()));
      window.showBeside(marked.range.getBoundingClientRect());
    });
  }

  function say(): void {
    const lang = host.language();
    const { modes } = host.words();
    const count = annotation?.sentences.length ?? 0;
    button.textContent = annotation || working ? modes.unmark : modes.annotate;
    button.setAttribute("aria-pressed", String(annotation !== null));
    if (working && !annotation) note.textContent = host.words().field.loading;
    else note.textContent = !annotation ? modes.annotateHint : count === 0 ? modes.markedNone : fill(plural(modes.marked, count, lang), { count }, lang);
    list.hidden = count === 0;
    list.replaceChildren(...(annotation?.items(lang, show) ?? []));
  }

  return {
    nodes: [element("div", { class: "in-place" }, button, note, list), window.node, box.status],
    showLanguage(_lang, { modes }) {
      window.showLanguage(modes.title, modes.close);
      say();
    },
    focus: (options) => button.focus(options),
    close: () => window.close(),
    end: unmark,
  };
}
