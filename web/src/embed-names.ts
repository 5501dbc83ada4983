/** Under what name recoupe-checker.js leaves itself for recoupe.js: one for each version, should there be two in a page. */
export const kMachine = Symbol.for(`recoupe ${RECOUPE_VERSION}`);
