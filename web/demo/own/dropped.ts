import { isArticleFile } from "../../src/files/kinds.ts";
import type { NamedFile } from "./building.ts";

// Files that were dropped, those in folders too. Within a folder other files are passed over; one dropped by itself is named.

/** Must be called while the drop event is handled: later the browser has forgotten what was dropped. */
export function droppedFiles(transfer: DataTransfer): Promise<NamedFile[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const folders = entries.filter((entry): entry is FileSystemDirectoryEntry => entry?.isDirectory ?? false);
  const names = new Set(folders.map(({ name }) => name));
  const files = [...transfer.files].filter(({ name }) => !names.has(name)).map((file) => ({ name: file.name, file }));
  return Promise.all(folders.map(filesIn)).then((found) => [...files, ...found.flat()]);
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<NamedFile[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  // A reader gives so many at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    entries.push(...some);
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = await Promise.all(entries.filter(({ name }) => !name.startsWith(".")).map(filesOf));
  return found.flat();
}

async function filesOf(entry: FileSystemEntry): Promise<NamedFile[]> {
  if (entry.isDirectory) return filesIn(entry as FileSystemDirectoryEntry);
  if (!isArticleFile(entry.name)) return [];
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  return [{ name: entry.fullPath.replace(/^\//, ""), file }];
}
