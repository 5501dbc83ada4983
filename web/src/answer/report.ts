import { element } from "../dom.ts";
import { fill, messagesFor, plural } from "../messages.ts";
import { toWebAnnotations } from "../interchange/web-annotation.ts";
import type { Outcome, Report } from "../types.ts";
import { renderClaim, renderClaimRow } from "./claim.ts";
import { downloadJson } from "./download.ts";
import type { AnswerOptions, Ink } from "./ink.ts";
import { openForPrint } from "./print.ts";

export type { AnswerOptions, ExcerptLink } from "./ink.ts";

/** Up to so many claims are all open at first; of more, the reader sees the list. */
const kOpenAtOnce = 3;

const kOutcomes: Outcome[] = ["supported", "nuanced", "contradicted", "mixed", "not-covered", "not-checkable"];

/** A report on the page, which may grow while a long text is read. */
export interface ReportView {
  readonly node: HTMLElement;
  /** Shows the report; claims that are shown already stay as the reader left them. `complete` is false while there is more to come. */
  update(report: Report, complete?: boolean): void;
}

/** A place for one text's report. */
export function createReportView(lang: string, options: AnswerOptions = {}): ReportView {
  const heading = element("h2", {});
  const rows = element("div", { class: "rows" });
  const node = element("div", { class: "report", part: "report" }, heading, rows);
  const ink: Ink = { ...options, lang, messages: messagesFor(lang), prefix: "c" };
  openForPrint(node);
  let shown = 0;
  let inParts = false;
  return {
    node,
    update(report, complete = true) {
      inParts ||= !complete;
      const many = inParts || report.claims.length > 1;
      heading.className = many ? "overview" : "visually-hidden";
      heading.setAttribute("part", many ? "overview" : "");
      heading.textContent = many ? overview(report, lang) : ink.messages.results;
      if (report.claims.length === 0 && complete) rows.replaceChildren(element("p", {}, ink.messages.outcome[report.outcome]));
      const open = complete && !inParts && report.claims.length <= kOpenAtOnce;
      for (const claim of report.claims.slice(shown)) {
        const claimInk = { ...ink, prefix: `c${shown++}` };
        rows.append(many ? renderClaimRow(claim, open, claimInk) : renderClaim(claim, claimInk));
      }
      if (complete && report.claims.length > 0) node.append(renderDownloads(report, ink));
    },
  };
}

/** The whole report, at once. */
export function renderReport(report: Report, lang: string, options?: AnswerOptions): HTMLElement {
  const view = createReportView(lang, options);
  view.update(report);
  return view.node;
}

/** The one sentence that a screen reader hears after a check. */
export function summarize(report: Report, lang: string): string {
  const messages = messagesFor(lang);
  const count = (n: number) => fill(plural(messages.excerptCount, n, lang), { count: n }, lang);
  if (report.claims.length > 1) {
    const total = report.claims.reduce((sum, claim) => sum + claim.excerpts.length, 0);
    const claims = fill(plural(messages.claimCount, report.claims.length, lang), { count: report.claims.length }, lang);
    return fill(messages.statusMany, { claims, excerpts: count(total) }, lang);
  }
  return fill(messages.status, { outcome: messages.outcome[report.outcome], excerpts: count(report.excerpts.length) }, lang);
}

/** How many sentences, and how many of each outcome. */
function overview({ claims }: Report, lang: string): string {
  const { answer } = messagesFor(lang);
  const say = (words: { one: string; other: string }, count: number) => fill(plural(words, count, lang), { count }, lang);
  const counts = kOutcomes.flatMap((outcome) => {
    const count = claims.filter((claim) => claim.outcome === outcome).length;
    return count > 0 ? [say(answer.outcomes[outcome], count)] : [];
  });
  return [say(answer.sentenceCount, claims.length), ...counts].join(" · ");
}

function renderDownloads(report: Report, { messages: { answer } }: Ink): HTMLElement {
  const asReport = element("button", { type: "button" }, answer.downloadReport);
  asReport.addEventListener("click", () => downloadJson("recoupe-report.json", report));
  const asAnnotations = element("button", { type: "button" }, answer.downloadAnnotations);
  asAnnotations.addEventListener("click", () => downloadJson("recoupe-annotations.jsonld", toWebAnnotations(report), "application/ld+json"));
  return element("div", { class: "downloads", part: "downloads", role: "group", "aria-label": answer.download }, element("span", {}, answer.download), asReport, asAnnotations);
}
