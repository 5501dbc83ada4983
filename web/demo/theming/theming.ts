import { copy } from "../../src/answer/clipboard.ts";
import { createChecker } from "../../src/checker.ts";
import { element } from "../../src/dom.ts";
import { RecoupeCheckerElement } from "../../src/element.ts";
import css from "../../src/style.css";
import { followLanguage } from "../language.ts";
import { startDemoWorker } from "../workers.ts";
import { contrast } from "./contrast.ts";

// Every custom property of the element with a control; two checkers that follow, one light and one dark; and the CSS that does the same.

const kSchemes = ["light", "dark"] as const;
type Scheme = (typeof kSchemes)[number];

const kClaims = { fr: "X a vendu les données de ses utilisateurs à des gouvernements.", en: "X sold its users’ data to governments." };

/** The page around the checker is no property of it: the two that stand for it here. */
const kPage = { light: "#ffffff", dark: "#16181c" };

const page = document.documentElement;
const form = document.querySelector("form")!;
const previews = new Map(kSchemes.map((scheme) => [scheme, document.querySelector<HTMLElement>(`.preview[data-scheme="${scheme}"]`)!]));
const rows = [...form.querySelectorAll<HTMLTableRowElement>("tr[data-token]")];
const colours = new Map<string, Record<Scheme, { input: HTMLInputElement; verdict: HTMLElement }>>();
const others = [...form.querySelectorAll<HTMLInputElement>(".control input")];

makeControls();
RecoupeCheckerElement.define();
const checkers = [...document.querySelectorAll<RecoupeCheckerElement>("recoupe-checker")];
const opening = createChecker({ corpus: fetch("../corpus.recoupe"), engine: fetch("../recoupe.wasm"), worker: () => startDemoWorker("../worker.js") });
for (const checker of checkers) checker.checker = opening;
followLanguage((lang) => {
  update();
  for (const checker of checkers) checker.check(kClaims[lang]).catch(() => {});
});

form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
// The controls have their old values after the event.
form.addEventListener("reset", () => setTimeout(update));
form.querySelector(".copy")!.addEventListener("click", copyCss);

/** What the style sheet has for the property where a site sets nothing. */
function byDefault(name: string): string {
  return new RegExp(`var\\(--recoupe-${name}, ?((?:[^()]|\\([^()]*\\))*)\\)`).exec(css)?.[1] ?? "";
}

function makeControls(): void {
  for (const row of rows) {
    const token = row.dataset.token!;
    const pair = byDefault(token).match(/#\w+/g);
    const cell = (scheme: Scheme) => {
      const value = longHex(pair?.[kSchemes.indexOf(scheme)] ?? kPage[scheme]);
      const input = element("input", { type: "color", value, "aria-labelledby": `${token} ${scheme}` });
      const verdict = element("span", { class: "verdict", id: `${token}-${scheme}` });
      if (row.dataset.least) input.setAttribute("aria-describedby", verdict.id);
      row.append(element("td", {}, input, " ", verdict));
      return { input, verdict };
    };
    colours.set(token, { light: cell("light"), dark: cell("dark") });
  }
  for (const input of others) {
    const value = Number.parseFloat(byDefault(input.name));
    // A size that is a word is the reader's own: shown at what it is here.
    if (input.type === "range") input.defaultValue = String(Number.isNaN(value) ? Number.parseFloat(getComputedStyle(page).fontSize) : value);
  }
}

/** "#fff" as "#ffffff": the minifier shortens. */
function longHex(colour: string): string {
  return colour.length === 4 ? colour.replace(/\w/g, "$&$&") : colour;
}

function update(): void {
  for (const row of rows) for (const scheme of kSchemes) judge(row, scheme);
  for (const [scheme, preview] of previews) {
    preview.style.setProperty("--page", colours.get("page")![scheme].input.value);
    const { style } = preview.querySelector("recoupe-checker") as RecoupeCheckerElement;
    for (const [token, of] of colours) if (token !== "page") style.setProperty(`--recoupe-${token}`, of[scheme].input.value);
    // Null takes the property away.
    for (const input of others) style.setProperty(`--recoupe-${input.name}`, changed(input));
  }
  for (const input of others) {
    const value = input.parentElement!.querySelector(".value");
    if (value) value.textContent = Number(input.value).toLocaleString(page.lang) + (input.dataset.unit && `\u00a0${input.dataset.unit}`);
  }
  form.querySelector(".css")!.textContent = cssText();
  form.querySelector("[role=status]")!.textContent = "";
}

/** The contrast of a colour with the one it stands on, beside it; of several the least. */
function judge({ dataset: { token, of, on, least } }: HTMLTableRowElement, scheme: Scheme): void {
  if (!of || !on || !least) return;
  const value = (name: string) => colours.get(name)![scheme].input.value;
  const lowest = Math.min(...on.split(" ").map((ground) => contrast(value(of), value(ground))));
  const enough = lowest >= Number(least);
  const { verdict } = colours.get(token!)![scheme];
  // Cut, not rounded: 4.49 is not 4.5.
  const shown = (Math.floor(lowest * 10) / 10).toLocaleString(page.lang, { minimumFractionDigits: 1 });
  verdict.textContent = `${enough ? "✓" : "✗"} ${shown} ${enough ? "≥" : "<"} ${Number(least).toLocaleString(page.lang)}`;
  verdict.classList.toggle("low", !enough);
}

/** The control's value as CSS; null where it is as it was, or is no font. */
function changed(input: HTMLInputElement): string | null {
  if (input.value === input.defaultValue) return null;
  if (input.type === "range") return input.value + input.dataset.unit;
  return CSS.supports("font-family", input.value) ? input.value : null;
}

function cssText(): string {
  const lines: string[] = [];
  for (const [token, { light, dark }] of colours) {
    const same = [light, dark].every(({ input }) => input.value === input.defaultValue);
    if (token !== "page" && !same) lines.push(`  --recoupe-${token}: light-dark(${light.input.value}, ${dark.input.value});`);
  }
  for (const input of others) {
    const value = changed(input);
    if (value !== null) lines.push(`  --recoupe-${input.name}: ${value};`);
  }
  return ["recoupe-checker {", ...lines, "}"].join("\n");
}

async function copyCss(): Promise<void> {
  if (!(await copy(cssText(), false))) return;
  form.querySelector("[role=status]")!.replaceChildren(form.querySelector<HTMLTemplateElement>(".copied")!.content.cloneNode(true));
}
