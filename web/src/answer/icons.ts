import type { Outcome, Relation } from "../types.ts";

// Relations and outcomes are told by a word and a shape, never by colour alone.

export const kRelationIcons: Record<Relation, string> = {
  supports: "M2 5.5h12M2 10.5h12",
  nuances: "M2 6.5c2-2.6 4-2.6 6-1s4 1.6 6-1M2 11.5c2-2.6 4-2.6 6-1s4 1.6 6-1",
  contradicts: "M2 5.5h12M2 10.5h12M11 2 5 14",
};

export const kOutcomeIcons: Record<Outcome, string> = {
  supported: kRelationIcons.supports,
  nuanced: kRelationIcons.nuances,
  contradicted: kRelationIcons.contradicts,
  mixed: "M2 5h11M10 2l3 3-3 3M14 11H3M6 8l-3 3 3 3",
  "not-covered": "M3 8h.01M8 8h.01M13 8h.01",
  "not-checkable": "M3 8h10",
};
