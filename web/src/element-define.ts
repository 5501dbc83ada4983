import { RecoupeCheckerElement, type RecoupeEventMap } from "./element.ts";

RecoupeCheckerElement.define();

declare global {
  interface HTMLElementTagNameMap {
    "recoupe-checker": RecoupeCheckerElement;
  }
  interface HTMLElementEventMap extends RecoupeEventMap {}
}

export { RecoupeCheckerElement };
export type { RecoupeEventMap };
