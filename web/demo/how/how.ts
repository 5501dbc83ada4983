import { createChecker } from "../../src/checker.ts";
import { element } from "../../src/dom.ts";
import { claimInAddress, keepInAddress } from "../address.ts";
import { followLanguage, pageLanguage } from "../language.ts";
import { startDemoWorker } from "../workers.ts";
import { renderSteps } from "./steps.ts";
import { penFor } from "./words.ts";
import type { Claim, Explanation, Report } from "../../src/index.ts";

// "How it works": one check, and what the engine itself says of it, in steps.

/** How many statements the third step shows. */
const kCandidates = 6;

const opening = createChecker({ corpus: fetch("../corpus.recoupe"), engine: fetch("../recoupe.wasm"), worker: () => startDemoWorker("../worker.js") });
opening.catch(() => {});  // Following a claim says so.

/** What is on the page, and what of it the reader follows. */
export interface Following {
  report: Report;
  claim: Claim;
  explanation: Explanation | null;
  pair: number;
}

let following: Following | null = null;
let latest = 0;

const form = document.querySelector<HTMLFormElement>(".follow")!;
const label = element("label", { for: "claim" });
const field = element("textarea", { id: "claim", rows: 2, autocomplete: "off", "aria-describedby": "message" });
const submit = element("button", { type: "submit", class: "action" });
const message = element("p", { id: "message", class: "message" });
const steps = document.querySelector<HTMLElement>(".steps")!;
const status = document.querySelector<HTMLElement>("[role=status]")!;

form.append(label, field, message, submit);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (text) keepInAddress(text);
  void follow(text);
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.altKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
window.addEventListener("popstate", followAddress);

followLanguage(draw);
followAddress();

/** The claim in the address; without one, the first that the page suggests, so that there is something to see. */
function followAddress(): void {
  const suggested = document.querySelector(`.suggestions[lang=${pageLanguage()}] a`)?.textContent;
  const text = claimInAddress() ?? suggested ?? "";
  field.value = text;
  void follow(text);
}

async function follow(text: string): Promise<void> {
  const mine = ++latest;
  const { words, fill } = penFor(pageLanguage());
  message.textContent = text === "" ? words.empty : "";
  if (text === "") return;
  const waiting = setTimeout(() => (message.textContent = words.waiting), 250);
  try {
    const checker = await opening;
    const report = await checker.check(text);
    const claim = report.claims.find(({ outcome }) => outcome !== "not-checkable") ?? report.claims[0];
    if (mine === latest && claim) await followClaim(report, claim);
    message.textContent = "";
  } catch (error) {
    if (mine === latest) message.textContent = fill(words.failed, { detail: (error as Error).message });
  } finally {
    clearTimeout(waiting);
  }
}

async function followClaim(report: Report, claim: Claim): Promise<void> {
  const mine = latest;
  const checker = await opening;
  const lang = claim.lang === "und" ? undefined : claim.lang;
  const explanation = claim.outcome === "not-checkable" ? null : await checker.explain(claim.text, null, { lang, limit: kCandidates });
  if (mine !== latest) return;
  following = { report, claim, explanation, pair: 0 };
  draw();
  const { words, fill } = penFor(pageLanguage());
  status.textContent = fill(words.status, { count: steps.childElementCount });
}

function draw(): void {
  const pen = penFor(pageLanguage());
  label.textContent = pen.words.label;
  submit.textContent = pen.words.submit;
  if (!following) return;
  const { report } = following;
  const focused = document.activeElement?.getAttribute("data-choice");
  steps.replaceChildren(...renderSteps(following, pen, {
    claim: (claim) => void followClaim(report, claim),
    pair(pair) {
      following!.pair = pair;
      draw();
    },
  }));
  // The button that chose has been drawn anew.
  if (focused) steps.querySelector<HTMLElement>(`[data-choice="${focused}"]`)?.focus();
}
