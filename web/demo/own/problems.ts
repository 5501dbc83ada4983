import { element } from "../../src/dom.ts";
import { fill, plural } from "../../src/messages.ts";
import { pageLanguage } from "../language.ts";
import type { Problem } from "./building.ts";
import { wordsFor } from "./words.ts";

/** What was not added, file by file, until the reader hides it. */
export function problemsPart(): { node: HTMLElement; draw(): void; add(problems: Problem[]): void } {
  const problems: Problem[] = [];
  const heading = element("h2", { id: "problems" });
  const list = element("ul", {});
  const dismiss = element("button", { type: "button", class: "link" });
  // An alert: it is about what the reader has just done, and its place may be out of sight.
  const node = element("section", { class: "problems", "aria-labelledby": "problems", role: "alert" }, heading, list, dismiss);
  dismiss.addEventListener("click", () => {
    problems.length = 0;
    draw();
  });

  function draw(): void {
    const { words, lang } = wordsFor(pageLanguage());
    node.hidden = problems.length === 0;
    heading.textContent = fill(plural(words.problems, problems.length, lang), { count: problems.length }, lang);
    dismiss.textContent = words.dismiss;
    list.replaceChildren(...problems.map(({ file, kind, detail }) => {
      const more = detail && kind !== "known" ? element("p", { class: "quiet" }, `${words.detail} `, element("span", { lang: "en" }, detail)) : null;
      return element("li", {}, element("strong", {}, file), " ", element("span", {}, words.problem[kind]), more);
    }));
  }

  return {
    node,
    draw,
    add(more) {
      problems.push(...more);
      draw();
    },
  };
}
