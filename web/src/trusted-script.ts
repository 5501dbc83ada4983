// Addresses of scripts of our own, also where Trusted Types are enforced.

type ScriptUrlPolicy = { createScriptURL(url: string): string };
type Policies = { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };

/** Made once each: a page's policy may refuse a second one of the same name. */
const policies = new Map<string, { policy: ScriptUrlPolicy; addresses: Set<string> }>();

/**
 * The address as a worker or a <script> takes it. The Trusted Types policy `name`, made where there are any, lets addresses given here
 * pass and no others. Throws where the page allows no policy of that name.
 */
export function trustedScript(address: string, name: string): string {
  const factory = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  if (!factory) return address;
  let known = policies.get(name);
  if (!known) {
    const addresses = new Set<string>();
    const createScriptURL = (url: string) => {
      if (!addresses.has(url)) throw new TypeError(`${url} is none of Recoupe's scripts.`);
      return url;
    };
    known = { policy: factory.createPolicy(name, { createScriptURL }), addresses };
    policies.set(name, known);
  }
  known.addresses.add(address);
  return known.policy.createScriptURL(address);
}

/** The worker at this address. Throws where the browser or the page's policy refuses it. */
export function ownWorker(address: string, name: string, options: WorkerOptions = {}): Worker {
  return new Worker(trustedScript(address, name), { name, ...options });
}
