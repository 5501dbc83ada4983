import { messagesFor } from "../messages.ts";
import type { Quotation } from "../types.ts";
import { formatDate, webAddress } from "./source.ts";

// An excerpt as others may quote it. The quotation is verbatim; names and dates are the corpus's.

export type CitationFormat = "text" | "markdown" | "html";

/** The excerpt with its source, in this format; dates as `lang` writes them, a relative address from `base`. */
export function citation(excerpt: Quotation, format: CitationFormat, lang: string, base?: string): string {
  const [before, after] = messagesFor(excerpt.lang).quote.split("{text}");
  const { text, title, article, publisher, published, attribution } = excerpt;
  const facts: Facts = {
    quoted: `${before}${text}${after}`,
    text,
    lang: excerpt.lang,
    speaker: attribution?.speaker,
    title: title || article,
    url: webAddress(excerpt.url, base) ?? undefined,
    published,
    details: [publisher, published && formatDate(published, lang)].flatMap((fact) => (fact ? [fact] : [])),
  };
  return kWriters[format](facts);
}

interface Facts {
  quoted: string;
  text: string;
  lang: string;
  speaker: string | undefined;
  title: string;
  url: string | undefined;
  published: string | undefined;
  details: string[];
}

const kWriters: Record<CitationFormat, (facts: Facts) => string> = {
  text: ({ quoted, speaker, title, details, url }) => `${quoted}\n— ${[speaker, title, ...details, url].filter(Boolean).join(", ")}`,
  markdown: ({ text, speaker, title, details, url }) => {
    const name = url ? `[${escapeMarkdown(title)}](<${url.replace(/[<>\n]/g, encodeURIComponent)}>)` : `*${escapeMarkdown(title)}*`;
    const source = [speaker && escapeMarkdown(speaker), name, ...details.map(escapeMarkdown)].filter(Boolean).join(", ");
    return `> ${escapeMarkdown(text).replace(/\s*\n\s*/g, "\n> ")}\n>\n> — ${source}\n`;
  },
  html: ({ text, lang, speaker, title, details, url }) => {
    const name = url ? `<a href="${escapeHtml(url)}">${escapeHtml(title)}</a>` : escapeHtml(title);
    const source = [speaker && escapeHtml(speaker), `<cite>${name}</cite>`, ...details.map(escapeHtml)].filter(Boolean).join(", ");
    return `<figure>\n<blockquote lang="${lang}"${url ? ` cite="${escapeHtml(url)}"` : ""}><p>${escapeHtml(text)}</p></blockquote>\n<figcaption>— ${source}</figcaption>\n</figure>\n`;
  },
};

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#&|~]/g, "\\$&");
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => names[character]!);
}
