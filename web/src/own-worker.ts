// A worker from an address of the page's own, also where Trusted Types are enforced.

type ScriptUrlPolicy = { createScriptURL(url: string): string };
type Policies = { createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy };

/**
 * The worker at this address. The Trusted Types policy `name` that it makes, where there are any, lets this address pass and no other.
 * Throws where the browser or the page's policy refuses it.
 */
export function ownWorker(address: string, name: string, options: WorkerOptions = {}): Worker {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  const policy = policies?.createPolicy(name, {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError(`${url} is not this page's worker.`);
      return url;
    },
  });
  return new Worker(policy ? policy.createScriptURL(address) : address, { name, ...options });
}
