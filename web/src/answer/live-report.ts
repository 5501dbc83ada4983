import { element } from "../dom.ts";
import { messagesFor } from "../messages.ts";
import type { Report } from "../types.ts";
import { createReportView, type AnswerOptions } from "./report.ts";

/** A long text's report while it grows: how far it is, a button to stop, and what was found so far. */
export interface LiveReport {
  readonly node: HTMLElement;
  update(report: Report, share: number): void;
  complete(report: Report): void;
  /** After the check, however it ended: what was found stays, and nothing says that more is to come. */
  end(): void;
}

export function createLiveReport(lang: string, { onStop, ...options }: AnswerOptions & { onStop: () => void }): LiveReport {
  const { answer } = messagesFor(lang);
  const view = createReportView(lang, options);
  const bar = element("progress", { max: 1, "aria-label": answer.progressLabel });
  const words = element("span", {});
  const stop = element("button", { type: "button", class: "quiet", part: "button" }, answer.stop);
  const progress = element("div", { class: "progress", part: "progress" }, bar, words, stop);
  const node = element("div", {}, progress, view.node);
  const percent = () => bar.value.toLocaleString(lang, { style: "percent" });
  stop.addEventListener("click", () => {
    const sentence = answer.stopped.replace("{percent}", percent());
    const note = element("p", { class: "stopped", tabindex: -1 }, sentence);
    progress.replaceWith(note);
    // The button goes away; whoever pressed it by keyboard goes on from here.
    note.focus();
    onStop();
  });
  return {
    node,
    update(report, share) {
      bar.value = share;
      words.textContent = answer.progress.replace("{percent}", percent());
      view.update(report, false);
    },
    complete: (report) => view.update(report),
    end: () => progress.remove(),
  };
}
