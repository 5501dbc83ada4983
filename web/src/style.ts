import modesCss from "./modes/modes.css";
import css from "./style.css";

let sheet: CSSStyleSheet | undefined;

/** The style of the field and of the modes, made once for all elements. */
export function fieldSheet(): CSSStyleSheet {
  const knowsBoth = CSS.supports("color", "light-dark(#000, #fff)");
  return (sheet ??= constructedSheet((knowsBoth ? css : withoutLightDark(css)) + modesCss));
}

/** A style sheet that needs no 'unsafe-inline' in a page's policy. */
export function constructedSheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

/**
 * The style for browsers older than Chromium 123, Firefox 120 and Safari 17.5, which know no light-dark(): light; and where the page says that
 * it has a dark scheme, dark for readers who prefer that. A scheme of the element's own is not heeded there.
 */
function withoutLightDark(css: string): string {
  const pair = /light-dark\(([^,]+),([^)]+)\)/g;
  const light = css.replace(pair, "$1");
  const schemes = `${getComputedStyle(document.documentElement).colorScheme} ${document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')?.content}`;
  if (!schemes.includes("dark")) return light;
  const dark = css.slice(0, css.indexOf("}") + 1).replace(pair, "$2");
  return schemes.includes("light") ? `${light}@media (prefers-color-scheme:dark){${dark}}` : light + dark;
}
