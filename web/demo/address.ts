// The claim in a page's address, after the #, which no server receives.

/** A longer text is checked all the same, but not kept in the address, which browsers and chats cut. */
const kLongest = 3000;

/** The claim in the address, or null. */
export function claimInAddress(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("claim");
}

/** A claim as a fragment. */
export function fragmentOf(claim: string): string {
  return `#${new URLSearchParams({ claim })}`;
}

/** Makes the claim the address's, as a step of the reader's history. */
export function keepInAddress(claim: string): void {
  if (claim === claimInAddress()) return;
  history.pushState(null, "", claim.length <= kLongest ? fragmentOf(claim) : location.pathname + location.search);
}
