import { element } from "../dom.ts";
import { withTextFragment } from "../page/text-fragment.ts";
import type { Excerpt, Quotation, TextLanguage } from "../types.ts";
import type { Ink } from "./ink.ts";

/** Who says it, as far as the article tells: the article, and whom it quotes. */
export function renderProvenance(excerpt: Excerpt, ink: Ink): HTMLElement {
  const { answer } = ink.messages;
  const speaker = excerpt.attribution?.speaker;
  const unnamed = !speaker && excerpt.nuances.some(({ code }) => code === "attribution");
  return element(
    "ol",
    { class: "provenance", part: "provenance", role: "list", "aria-label": answer.saidBy },
    element("li", {}, renderSource(excerpt, ink)),
    speaker && element("li", { class: "speaker", lang: excerpt.lang }, speaker),
    unnamed && element("li", { class: "speaker unnamed" }, answer.saidByUnnamed),
  );
}

/** Where the quotation stands: article, publisher, date, and its language where it is not the interface's. */
export function renderSource(quotation: Quotation, { lang, messages, link, base }: Ink): HTMLElement {
  const { title, article, publisher, published } = quotation;
  const name = title || article;
  const address = webAddress(quotation.url, base);
  const target = link ? link(quotation) : address ? { href: withTextFragment(address, quotation) } : null;
  const anchor = target && element("a", { href: target.href, rel: "noopener", "data-address": address }, name);
  if (anchor && target?.onClick) anchor.addEventListener("click", target.onClick);
  const facts = [quotation.isTitle && messages.fromTitle, publisher, published && formatDate(published, lang), quotation.lang !== lang && languageName(quotation.lang, lang, messages.answer.inLanguage)];
  return element(
    "p",
    { class: "source", part: "source" },
    element("cite", { lang: quotation.lang }, anchor ?? name),
    ...facts.map((fact) => fact && element("span", { class: "fact" }, fact)),
  );
}

function languageName(of: TextLanguage, lang: string, pattern: string): string | null {
  if (of === "und") return null;
  return pattern.replace("{language}", new Intl.DisplayNames(lang, { type: "language" }).of(of) ?? of);
}

/**
 * An article's address for a link: absolute, or relative to the base if there is one; else null. Only http and https: an address from
 * a corpus must not be able to run a script.
 */
export function webAddress(url: string | undefined, base?: string): string | null {
  if (!url || /^https?:\/\//i.test(url)) return url || null;
  try {
    const { protocol, href } = new URL(url, base);
    return /^https?:$/.test(protocol) ? href : null;
  } catch {
    return null;
  }
}

/** A day, a month or a year in the reader's language; anything else as it is. */
export function formatDate(published: string, lang: string): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(published);
  if (!match) return published;
  const [, year, month, day] = match;
  if (!month) return year!;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const parts: Intl.DateTimeFormatOptions = { year: "numeric", month: "long", timeZone: "UTC", ...(day ? { day: "numeric" } : {}) };
  return date.toLocaleDateString(lang === "en" ? "en-GB" : lang, parts);
}
