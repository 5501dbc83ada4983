import answerCss from "./answer/answer.css";
import css from "./style.css";

let sheet: CSSStyleSheet | undefined;

/** The element's style, made once for all elements. A constructed sheet needs no 'unsafe-inline' in a page's policy. */
export function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css + answerCss);
  }
  return sheet;
}
