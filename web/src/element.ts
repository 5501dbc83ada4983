import { RecoupeCheckerElement } from "./checker-element.ts";

// The element for bundlers and pages with modules: what a check needs is a chunk that is loaded at the first use.

RecoupeCheckerElement.load ??= () => import("./machine.ts");

export { RecoupeCheckerElement };
export type { RecoupeEventMap } from "./checker-element.ts";
