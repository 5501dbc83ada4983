import { element } from "../../src/dom.ts";
import { pageLanguage } from "../language.ts";
import type { NamedFile } from "./building.ts";
import { wordsFor } from "./words.ts";

interface Adding {
  add(files: NamedFile[]): Promise<void>;
  paste(title: string, text: string): Promise<void>;
  sample(): Promise<void>;
}

/** The ways to add articles: files, a pasted text, the sample. */
export function addingPart({ add, paste, sample }: Adding): { node: HTMLElement; draw(): void } {
  const heading = element("h2", { id: "add" });
  const input = element("input", { type: "file", multiple: true, hidden: true, accept: ".txt,.md,.html,.htm,.json,.jsonl,.recoupe" });
  const choose = element("button", { type: "button", class: "action" });
  const drop = element("p", {});
  const kinds = element("p", { class: "quiet" });
  choose.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])].map((file) => ({ name: file.name, file }));
    input.value = "";  // so that the same file can be chosen again, once it is corrected
    if (files.length > 0) void add(files);
  });

  const summary = element("summary", {});
  const titleLabel = element("label", { for: "paste-title" });
  const title = element("input", { id: "paste-title", type: "text", autocomplete: "off" });
  const textLabel = element("label", { for: "paste-text" });
  const text = element("textarea", { id: "paste-text", rows: 6, autocomplete: "off", "aria-describedby": "paste-message" });
  const message = element("p", { id: "paste-message", class: "message" });
  const submit = element("button", { type: "submit", class: "action" });
  const form = element("form", { novalidate: true }, titleLabel, title, textLabel, text, message, submit);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const empty = text.value.trim() === "";
    message.textContent = empty ? wordsFor(pageLanguage()).words.pasteEmpty : "";
    if (empty) text.setAttribute("aria-invalid", "true");
    text.focus();
    if (empty) return;
    void paste(title.value, text.value);
    form.reset();
  });
  text.addEventListener("input", () => {
    message.textContent = "";
    text.removeAttribute("aria-invalid");
  });

  const sampleButton = element("button", { type: "button", class: "link" });
  sampleButton.addEventListener("click", () => void sample());

  const node = element(
    "section",
    { class: "adding", "aria-labelledby": "add" },
    heading,
    element("div", { class: "drop" }, choose, input, drop, kinds),
    element("details", { class: "paste" }, summary, form),
    element("p", {}, sampleButton),
  );
  return {
    node,
    draw() {
      const { words } = wordsFor(pageLanguage());
      heading.textContent = words.add;
      choose.textContent = words.choose;
      drop.textContent = words.drop;
      kinds.textContent = words.kinds;
      summary.textContent = words.paste;
      titleLabel.textContent = words.pasteTitle;
      textLabel.textContent = words.pasteText;
      submit.textContent = words.pasteAdd;
      sampleButton.textContent = words.sample;
      if (message.textContent) message.textContent = words.pasteEmpty;
    },
  };
}
