import { RecoupeCheckerElement, type Machine } from "./checker-element.ts";
import { kMachine } from "./embed-names.ts";
import { ownWorker, trustedScript } from "./trusted-script.ts";

// recoupe.js, for a script tag: a classic script, since a module does not know the tag that loaded it. It puts a <recoupe-checker>
// where the tag is, or at the end of the page if the tag is in its head. What a check needs is in recoupe-checker.js beside it, which
// is loaded at the first use and is its own worker; from another origin, or where the policy forbids it, there is no worker and
// checks run in the page.

/** The attributes of the tag that become the element's. */
const kAttributes = ["corpus", "mode", "lang", "messages", "loading"];

embed(document.currentScript as HTMLScriptElement | null);

function embed(tag: HTMLScriptElement | null): void {
  if (tag?.src) {
    const address = new URL("recoupe-checker.js", tag.src);
    address.search = `v=${RECOUPE_CHECKER_HASH.slice(-12).replace(/\W/g, "")}`;
    // A page that pins this file pins the other by it.
    const pinned = { integrity: tag.integrity ? RECOUPE_CHECKER_HASH : "", crossOrigin: tag.crossOrigin, nonce: tag.nonce };
    RecoupeCheckerElement.load ??= () => loadMachine(address.href, pinned);
    RecoupeCheckerElement.worker ??= () => ownWorker(address.href, "recoupe");
  }
  RecoupeCheckerElement.define();
  if (!tag?.dataset.corpus) return;
  const checker = document.createElement("recoupe-checker");
  for (const name of kAttributes) if (tag.dataset[name]) checker.setAttribute(name, tag.dataset[name]);
  if (!document.head.contains(tag)) tag.after(checker);
  else if (document.body) document.body.append(checker);
  else document.addEventListener("DOMContentLoaded", () => document.body.append(checker), { once: true });
}

/** What the tag says of how its script may be loaded holds for the other too. */
type Pinned = Pick<HTMLScriptElement, "integrity" | "crossOrigin" | "nonce">;

let loading: Promise<Machine> | undefined;

function loadMachine(address: string, pinned: Pinned): Promise<Machine> {
  loading ??= addScript(address, pinned).then(() => {
    const machine = (globalThis as Record<symbol, unknown>)[kMachine] as Machine | undefined;
    if (!machine) throw new Error(`${address} is of another version than recoupe.js`);
    return machine;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

function addScript(address: string, { integrity, crossOrigin, nonce }: Pinned): Promise<unknown> {
  const script = document.createElement("script");
  try {
    script.src = trustedScript(address, "recoupe");
  } catch {
    // The page's policy knows no Trusted Types policy of ours; an import needs none.
    return import(address);
  }
  script.integrity = integrity;
  script.crossOrigin = crossOrigin;
  script.nonce = nonce;
  return new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error(`${address} could not be loaded`)));
    document.head.append(script);
  }).finally(() => script.remove());
}
