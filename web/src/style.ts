import modesCss from "./modes/modes.css";
import css from "./style.css";

let sheet: CSSStyleSheet | undefined;

/** The style of the field and of the modes, made once for all elements. */
export function fieldSheet(): CSSStyleSheet {
  return (sheet ??= constructedSheet(css + modesCss));
}

/** A style sheet that needs no 'unsafe-inline' in a page's policy. */
export function constructedSheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
