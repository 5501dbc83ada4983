import { element } from "../dom.ts";

/** Saves a value as a JSON file on the reader's device. Nothing is sent. */
export function downloadJson(name: string, value: unknown, type = "application/json"): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type }));
  element("a", { href: url, download: name }).click();
  // Later: the browser may not have begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
