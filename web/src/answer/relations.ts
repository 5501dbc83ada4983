import { element, icon } from "../dom.ts";
import { fill, plural } from "../messages.ts";
import type { Claim, Excerpt, Relation } from "../types.ts";
import { renderExcerpt } from "./excerpt.ts";
import { kRelationIcons } from "./icons.ts";
import type { Ink } from "./ink.ts";
import type { ClaimWord } from "./words.ts";

const kRelations: Relation[] = ["supports", "nuances", "contradicts"];

/** How many excerpts show before the rest is behind a button: of the best one's relation, and of each other. */
const kShownFirst = 2;
const kShown = 1;

/**
 * The excerpts by relation, that of the best excerpt first, so that the best one is the first that is read. Relations without an
 * excerpt are there in words, last. `items` gets each excerpt's place.
 */
export function renderRelations(claim: Claim, words: ClaimWord[], items: Map<Excerpt, HTMLElement>, ink: Ink): HTMLElement[] {
  const best = claim.excerpts[0]!.relation;
  const groups = kRelations.map((relation) => ({ relation, excerpts: claim.excerpts.filter((excerpt) => excerpt.relation === relation) }));
  const rank = ({ relation, excerpts }: (typeof groups)[number]) => (relation === best ? 0 : excerpts.length > 0 ? 1 : 2);
  groups.sort((a, b) => rank(a) - rank(b));
  return groups.map(({ relation, excerpts }) => renderRelation(relation, excerpts, relation === best ? kShownFirst : kShown, claim, words, items, ink));
}

function renderRelation(relation: Relation, excerpts: Excerpt[], shown: number, claim: Claim, words: ClaimWord[], items: Map<Excerpt, HTMLElement>, ink: Ink): HTMLElement {
  const { lang, messages } = ink;
  const heading = element("h4", { class: "relation", part: "relation" }, icon(kRelationIcons[relation]), messages.relation[relation]);
  const section = element("div", { class: "group", part: "group", "data-relation": relation }, heading);
  if (excerpts.length === 0) {
    section.classList.add("empty");
    section.append(element("p", {}, messages.answer.none[relation]));
    return section;
  }
  if (excerpts.length > 1) heading.append(element("span", { class: "aside" }, fill(plural(messages.excerptCount, excerpts.length, lang), { count: excerpts.length }, lang)));
  const list = element("ol", { class: "excerpts", role: "list" });
  excerpts.forEach((excerpt, i) => {
    const item = renderExcerpt(excerpt, claim, words, ink);
    item.hidden = i >= shown;
    items.set(excerpt, item);
    list.append(item);
  });
  section.append(list);
  const rest = excerpts.length - shown;
  if (rest > 0) section.append(moreButton(list, fill(plural(messages.moreExcerpts, rest, lang), { count: rest }, lang)));
  return section;
}

/** Shows the items that are hidden, and moves the focus to the first of them, since the button goes away. */
function moreButton(list: HTMLElement, label: string): HTMLButtonElement {
  const button = element("button", { type: "button", class: "more", part: "button" }, label);
  button.addEventListener("click", () => {
    const hidden = [...list.children].filter((item): item is HTMLElement => item instanceof HTMLElement && item.hidden !== false);
    for (const item of hidden) item.hidden = false;
    button.remove();
    hidden[0]?.setAttribute("tabindex", "-1");
    hidden[0]?.focus();
  });
  return button;
}
