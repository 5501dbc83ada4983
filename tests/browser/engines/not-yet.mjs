// What does not hold yet, in which engine, and why. Such a test runs and may fail; it is counted with the skipped ones.

const kForms = "the box waits for `submit`, which a sandbox without allow-forms does not fire";
const kPopover = "where there is no popover API, `popover !== null` is true of every element";
const kWrapped = "marks put around words move the ends of their ranges";

/** @type {Record<string, Record<string, string>>} */
export const kNotYet = {
  "its button works there too": { Chromium: kForms, Firefox: kForms },
  "selection: works without the popover API": { Chromium: kPopover, Firefox: kPopover, WebKitGTK: kPopover },
  "annotate: works without the Highlight API, and leaves the page as it was": { Chromium: kWrapped, Firefox: kWrapped, WebKitGTK: kWrapped },
  "selection: a keyboard has the same button where the tag stands": { WebKitGTK: "the focus, on its way to the button, takes the selection away" },
};
