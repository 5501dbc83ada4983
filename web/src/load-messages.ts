import { RecoupeError } from "./errors.ts";
import type { MessagesFile } from "./field-messages.ts";

/** Each file once a page. */
const files = new Map<string, Promise<MessagesFile>>();

/** A file of interface words. Rejects with `messages-missing`; the next call tries again. */
export function loadMessages(url: string): Promise<MessagesFile> {
  let loading = files.get(url);
  if (!loading) {
    loading = fetchMessages(url);
    files.set(url, loading);
    loading.catch(() => files.delete(url));
  }
  return loading;
}

async function fetchMessages(url: string): Promise<MessagesFile> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const file = (await response.json()) as MessagesFile;
    const { lang } = file;
    // A language that Intl does not take would fail at the first number.
    if (typeof lang !== "string" || Intl.getCanonicalLocales(lang).length === 0) throw new Error('it has no "lang"');
    return file;
  } catch (cause) {
    throw new RecoupeError("messages-missing", `The interface's words could not be read from ${url}: ${String(cause)}`, { cause });
  }
}
