// The workers of the demo's pages. A page may make one policy of a name, so all its workers pass the same.

type ScriptUrlPolicy = { createScriptURL(url: string): string };
type Policies = { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };

const kName = "recoupe-demo";
const known = new Set<string>();
let policy: ScriptUrlPolicy | undefined;

/** A module worker from a file of the demo. Throws where the browser or the page's policy refuses it. */
export function startDemoWorker(file: string): Worker {
  const address = new URL(file, document.baseURI).href;
  known.add(address);
  policy ??= (globalThis as { trustedTypes?: Policies }).trustedTypes?.createPolicy(kName, { createScriptURL });
  return new Worker(policy ? policy.createScriptURL(address) : address, { type: "module", name: kName });
}

function createScriptURL(address: string): string {
  if (!known.has(address)) throw new TypeError(`${address} is not a worker of this page.`);
  return address;
}
