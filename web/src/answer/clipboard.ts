/**
 * Puts text on the clipboard; HTML also as what it shows, for editors that take that. False where neither way is allowed, as in some
 * frames.
 */
export async function copy(text: string, isHtml: boolean): Promise<boolean> {
  try {
    if (isHtml && typeof ClipboardItem !== "undefined") {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": new Blob([text], { type: "text/plain" }), "text/html": new Blob([text], { type: "text/html" }) })]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    return true;
  } catch {
    return copyByEvent(text, isHtml);
  }
}

/** The old way, which asks for no permission. */
function copyByEvent(text: string, isHtml: boolean): boolean {
  let done = false;
  const fillClipboard = (event: ClipboardEvent) => {
    event.clipboardData?.setData("text/plain", text);
    if (isHtml) event.clipboardData?.setData("text/html", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", fillClipboard, { capture: true });
  try {
    return document.execCommand("copy") && done;
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", fillClipboard, { capture: true });
  }
}
