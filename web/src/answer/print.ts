import { drawNow } from "./disclosure.ts";

/** On paper nothing can be opened. What hides tools stays as the reader left it. */
const kClosed = "details:not([open]):not(.more-about)";

const reports = new Set<WeakRef<HTMLElement>>();
let opened: HTMLDetailsElement[] = [];

/** Opens what this report holds while the page is printed. */
export function openForPrint(report: HTMLElement): void {
  if (reports.size === 0) {
    addEventListener("beforeprint", openAll);
    addEventListener("afterprint", closeAgain);
  }
  for (const known of reports) if (!known.deref()) reports.delete(known);
  reports.add(new WeakRef(report));
}

function openAll(): void {
  for (const reference of reports) {
    const report = reference.deref();
    if (!report?.isConnected) continue;
    // What is drawn may hold more to open.
    for (let closed; (closed = report.querySelector<HTMLDetailsElement>(kClosed)); ) {
      closed.open = true;
      drawNow(closed);
      opened.push(closed);
    }
  }
}

function closeAgain(): void {
  for (const details of opened) details.open = false;
  opened = [];
}
