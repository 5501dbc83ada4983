// What does not hold yet, in which engine, and why. Such a test runs and may fail; it is counted with the skipped ones.

/** @type {Record<string, Record<string, string>>} */
export const kNotYet = {};
