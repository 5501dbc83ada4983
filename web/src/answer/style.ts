import { constructedSheet } from "../style.ts";
import css from "./answer.css";

let sheet: CSSStyleSheet | undefined;

/** The answer's style, made once for all elements. */
export function answerSheet(): CSSStyleSheet {
  return (sheet ??= constructedSheet(css));
}
