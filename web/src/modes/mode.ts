import type { AnswerOptions } from "../answer/ink.ts";
import type { Box } from "../box.ts";
import type { Machine } from "../checker-element.ts";
import type { RecoupeError } from "../errors.ts";
import type { FieldMessages } from "../field-messages.ts";
import type { Checker, CheckOptions, Report } from "../types.ts";
import { annotateMode } from "./annotate.ts";
import { buttonMode } from "./button.ts";
import { inlineMode } from "./inline.ts";
import { selectionMode } from "./selection.ts";

/** What is there once everything has been loaded. */
export interface Opened {
  machine: Machine;
  checker: Checker;
}

/** The element, as its mode sees it. */
export interface ModeHost {
  element: HTMLElement;
  box: Box;
  language(): string;
  words(): FieldMessages;
  /** Loads what a check needs, once. Rejects with a RecoupeError. */
  open(): Promise<Opened>;
  /** The same, without waiting; a failure is shown. */
  warm(): void;
  /** Checks a text and shows its report in the box. */
  check(text: string, options?: Pick<CheckOptions, "without">): Promise<Report>;
  fail(error: RecoupeError): void;
  answerOptions(): AnswerOptions;
}

/** How an element shows itself. */
export interface Mode {
  /** What stands in the element. */
  readonly nodes: Node[];
  showLanguage(lang: string, words: FieldMessages): void;
  focus(options?: FocusOptions): void;
  /** Closes what lies over the page, as when a link leads to a sentence under it. */
  close?(): void;
  /** Takes away all that is not in `nodes`: listeners, marks. */
  end(): void;
}

const kModes: Record<string, (host: ModeHost) => Mode> = { inline: inlineMode, button: buttonMode, selection: selectionMode, annotate: annotateMode };

export function startMode(name: string, host: ModeHost): Mode {
  return (Object.hasOwn(kModes, name) ? kModes[name]! : inlineMode)(host);
}
