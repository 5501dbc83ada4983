import { element, icon } from "./dom.ts";
import { fill, messagesFor, plural, type Messages } from "./messages.ts";
import type { Claim, ClaimPart, Coverage, Excerpt, Language, NearMiss, Nuance, Outcome, Quotation, Range, Relation, Report } from "./types.ts";

// A report as DOM. Relations and outcomes are told by a word and a shape, never by colour alone.

const kRelationIcons: Record<Relation, string> = {
  supports: "M2 5.5h12M2 10.5h12",
  nuances: "M2 6.5c2-2.6 4-2.6 6-1s4 1.6 6-1M2 11.5c2-2.6 4-2.6 6-1s4 1.6 6-1",
  contradicts: "M2 5.5h12M2 10.5h12M11 2 5 14",
};

const kOutcomeIcons: Record<Outcome, string> = {
  supported: kRelationIcons.supports,
  nuanced: kRelationIcons.nuances,
  contradicted: kRelationIcons.contradicts,
  mixed: "M2 5h11M10 2l3 3-3 3M14 11H3M6 8l-3 3 3 3",
  "not-covered": "M3 8h.01M8 8h.01M13 8h.01",
  "not-checkable": "M3 8h10",
};

/** How many excerpts a claim shows before the rest is behind a button. */
const kShown = 3;

/** What a report is drawn with. */
interface Ink {
  lang: Language;
  messages: Messages;
  /** A word for this drawing, so that ids are unique in the tree. */
  prefix: string;
}

/** The report, as a list of claims with their excerpts. */
export function renderReport(report: Report, lang: Language): DocumentFragment {
  const messages = messagesFor(lang);
  const fragment = document.createDocumentFragment();
  const many = report.claims.length > 1;
  fragment.append(element("h2", { class: many ? "overview" : "visually-hidden" }, many ? claimCount(report, lang) : messages.results));
  report.claims.forEach((claim, i) => fragment.append(renderClaim(claim, many, { lang, messages, prefix: `c${i}` })));
  if (report.claims.length === 0) fragment.append(renderOutcome(report.outcome, undefined, { lang, messages, prefix: "c" }));
  return fragment;
}

/** The one sentence that a screen reader hears after a check. */
export function summarize(report: Report, lang: Language): string {
  const messages = messagesFor(lang);
  const excerpts = fill(plural(messages.excerptCount, report.excerpts.length, lang), { count: report.excerpts.length }, lang);
  if (report.claims.length > 1) {
    const total = report.claims.reduce((sum, claim) => sum + claim.excerpts.length, 0);
    const count = fill(plural(messages.excerptCount, total, lang), { count: total }, lang);
    return fill(messages.statusMany, { claims: claimCount(report, lang), excerpts: count }, lang);
  }
  return fill(messages.status, { outcome: messages.outcome[report.outcome], excerpts }, lang);
}

function claimCount(report: Report, lang: Language): string {
  const count = report.claims.length;
  return fill(plural(messagesFor(lang).claimCount, count, lang), { count }, lang);
}

function renderClaim(claim: Claim, quoted: boolean, ink: Ink): HTMLElement {
  const { lang, messages, prefix } = ink;
  const section = element("section", { class: "claim", part: "claim", "aria-labelledby": `${prefix}-outcome` });
  if (quoted) section.append(element("p", { class: "claim-text", lang: claim.lang }, fill(messagesFor(claim.lang).quote, { text: claim.text }, claim.lang)));
  section.append(renderOutcome(claim.outcome, claim.reason, ink));
  if (claim.parts) section.append(renderParts(claim.parts, claim.lang, ink));

  if (claim.excerpts.length > 0) {
    const list = element("ol", { class: "excerpts" });
    claim.excerpts.forEach((excerpt, i) => {
      const item = element("li", { class: "excerpt", part: "excerpt", "data-relation": excerpt.relation }, ...renderExcerpt(excerpt, claim, ink));
      item.hidden = i >= kShown;
      list.append(item);
    });
    section.append(list);
    const rest = claim.excerpts.length - kShown;
    if (rest > 0) section.append(moreButton(list, fill(plural(messages.moreExcerpts, rest, lang), { count: rest }, lang)));
  }
  if (claim.outcome !== "not-checkable") section.append(renderCoverage(claim.coverage, ink));
  if (claim.nearMisses.length > 0) section.append(renderNearMisses(claim.nearMisses, ink));
  return section;
}

function renderOutcome(outcome: Outcome, reason: Claim["reason"], { messages, prefix }: Ink): HTMLElement {
  return element(
    "div",
    { class: "outcome", "data-outcome": outcome, part: "outcome" },
    icon(kOutcomeIcons[outcome], "outcome-icon"),
    element("h3", { id: `${prefix}-outcome` }, messages.outcome[outcome]),
    element("p", { class: "outcome-note" }, reason ? (messages.reason[reason] ?? messages.outcomeNote[outcome]) : messages.outcomeNote[outcome]),
  );
}

/** What the articles say to each of the things that a claim joins by "and". */
function renderParts(claimParts: ClaimPart[], lang: Claim["lang"], { messages, prefix }: Ink): HTMLElement {
  const list = element("ul", { class: "claim-parts", "aria-labelledby": `${prefix}-parts` });
  for (const { text, outcome } of claimParts) {
    list.append(element("li", { "data-outcome": outcome }, element("span", { lang }, fill(messagesFor(lang).quote, { text }, lang)), ` ${messages.outcome[outcome]}`));
  }
  return element("div", { class: "parts", part: "parts" }, element("h4", { id: `${prefix}-parts` }, messages.parts), list);
}

/** Shows the items that are hidden, and moves the focus to the first of them, since the button goes away. */
function moreButton(list: HTMLElement, label: string): HTMLButtonElement {
  const button = element("button", { type: "button", class: "more" }, label);
  button.addEventListener("click", () => {
    const hidden = [...list.children].filter((item): item is HTMLElement => item instanceof HTMLElement && item.hidden !== false);
    for (const item of hidden) item.hidden = false;
    button.remove();
    hidden[0]?.setAttribute("tabindex", "-1");
    hidden[0]?.focus();
  });
  return button;
}

function renderExcerpt(excerpt: Excerpt, claim: Claim, ink: Ink): HTMLElement[] {
  const { lang, messages } = ink;
  const parts: HTMLElement[] = [
    element("p", { class: "relation" }, icon(kRelationIcons[excerpt.relation]), messages.relation[excerpt.relation], excerpt.isTitle ? element("span", { class: "aside" }, messages.fromTitle) : null),
  ];
  const { quotation, cues } = renderQuotation(excerpt, excerpt.nuances);
  parts.push(quotation);
  if (excerpt.gloss && excerpt.lang !== lang) parts.push(element("p", { class: "gloss", lang }, element("span", { class: "aside" }, messages.gloss), ` ${excerpt.gloss}`));
  if (excerpt.nuances.length > 0) parts.push(renderNuances(excerpt, cues, messages));
  for (const [label, words] of [[messages.inContext, unanswered(excerpt, claim, true)], [messages.unanswered, unanswered(excerpt, claim, false)]] as const) {
    if (words) parts.push(element("p", { class: "missing" }, `${label} `, element("span", { lang: claim.lang }, words)));
  }
  parts.push(renderSource(excerpt, ink));
  return parts;
}

/** The statement, its answering words marked, and for each nuance the pieces of its cue. */
function renderQuotation({ text, lang, alignment }: Quotation, nuances: Nuance[]): { quotation: HTMLElement; cues: HTMLElement[][] } {
  const matches = alignment.flatMap(({ excerpt }) => (excerpt ? [excerpt] : []));
  const cues: HTMLElement[][] = nuances.map(() => []);
  const quote = element("p", { lang });
  const [before, after] = messagesFor(lang).quote.split("{text}");
  quote.append(before ?? "");
  for (const { start, end } of cut(text.length, [...matches, ...nuances])) {
    const piece = text.slice(start, end);
    const inside = (range: Range) => range.start <= start && end <= range.end;
    const isMatch = matches.some(inside);
    const ofNuances = nuances.flatMap((nuance, i) => (nuance.end > nuance.start && inside(nuance) ? [i] : []));
    if (!isMatch && ofNuances.length === 0) {
      quote.append(piece);
      continue;
    }
    const node = element(isMatch ? "mark" : "span", { class: ofNuances.length > 0 ? "cue" : null }, piece);
    for (const i of ofNuances) cues[i]!.push(node);
    quote.append(node);
  }
  quote.append(after ?? "");
  return { quotation: element("blockquote", {}, quote), cues };
}

/** The text's pieces between all ends of these ranges, so that each piece is wholly in or out of each range. */
export function cut(length: number, ranges: Range[]): Range[] {
  const bounds = new Set([0, length]);
  for (const { start, end } of ranges) {
    if (start >= end || end > length) continue;
    bounds.add(start);
    bounds.add(end);
  }
  const sorted = [...bounds].sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => ({ start: sorted[i]!, end }));
}

/** Why the excerpt differs, a chip each. Pointing at a chip or reaching it by keyboard lights its cue; a click keeps it lit. */
function renderNuances(excerpt: Excerpt, cues: HTMLElement[][], messages: Messages): HTMLElement {
  const list = element("ul", { class: "nuances" });
  excerpt.nuances.forEach((nuance, i) => {
    const words = messages.nuance[nuance.code] ?? { label: nuance.code, note: "" };
    const hasCue = nuance.end > nuance.start;
    const chip = hasCue ? element("button", { type: "button", class: "chip", "aria-pressed": "false" }, words.label) : element("span", { class: "chip" }, words.label);
    if (hasCue) lightCue(chip, cues[i]!);
    list.append(element("li", {}, chip, element("span", { class: "why" }, words.note)));
  });
  return list;
}

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

/** The claim's words that the excerpt does not answer, but its context does or does not, as one line; empty if there are none. */
function unanswered(excerpt: Excerpt, claim: Claim, byContext: boolean): string {
  return excerpt.alignment
    .filter((alignment) => alignment.excerpt === null && alignment.byContext === byContext)
    .map(({ claim: { start, end } }) => claim.text.slice(start - claim.start, end - claim.start))
    .filter((words) => words !== "")
    .join(", ");
}

function renderSource(quotation: Quotation, { lang, messages }: Ink): HTMLElement {
  const { title, url, publisher, published } = quotation;
  const name = title || quotation.article;
  const source = element("footer", { class: "source" });
  const speaker = quotation.attribution?.speaker;
  if (speaker) {
    const [before, after] = messages.saidBy.split("{speaker}");
    source.append(element("p", { class: "speaker" }, before, element("span", { lang: quotation.lang }, speaker), after));
  }
  const cite = element("cite", { lang: quotation.lang }, isWebAddress(url) ? element("a", { href: url, rel: "noopener" }, name) : name);
  const facts = [publisher, published && formatDate(published, lang)].filter(Boolean).join(", ");
  source.append(element("p", {}, cite, facts && element("span", { class: "facts" }, facts)));
  return source;
}

function renderCoverage(coverage: Coverage, { lang, messages }: Ink): HTMLElement {
  const { articles, statements } = coverage;
  const missing = [...new Set(coverage.terms.filter(({ found }) => !found).map(({ text }) => text))];
  const searched = element("p", { class: "coverage" }, `${fill(plural(messages.searched, articles, lang), { articles, statements }, lang)}.`);
  if (missing.length > 0) searched.append(` ${messages.missingTerms} `, element("span", { class: "terms" }, missing.join(", ")), ".");
  return searched;
}

function renderNearMisses(nearMisses: NearMiss[], ink: Ink): HTMLElement {
  const { messages } = ink;
  const list = element("ul", { class: "near-misses" });
  for (const nearMiss of nearMisses) {
    const failed = fill(messages.nearMissFailed, { slot: messages.slot[nearMiss.failed.slot] ?? nearMiss.failed.slot }, ink.lang);
    list.append(element("li", { class: "near-miss" }, renderQuotation({ ...nearMiss, alignment: [] }, []).quotation, element("p", { class: "missing" }, failed), renderSource(nearMiss, ink)));
  }
  return element("details", { class: "set-aside" }, element("summary", {}, messages.nearMisses), list);
}

/** Only http and https: an address from a corpus must not be able to run a script. */
export function isWebAddress(url: string | undefined): url is string {
  return /^https?:\/\//i.test(url ?? "");
}

/** A day, a month or a year in the reader's language; anything else as it is. */
export function formatDate(published: string, lang: Language): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(published);
  if (!match) return published;
  const [, year, month, day] = match;
  if (!month) return year!;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const parts: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  return date.toLocaleDateString(lang === "en" ? "en-GB" : lang, parts);
}
