// FindPropositions: who does what to whom, clause by clause; and what the cues of a sentence govern.
//
// No parser: a clause is found by its verb group, what stands before the verb is its subject, what follows is cut at
// prepositions. Good enough to tell an agent from a theme in news prose, and cheap. The idea of cues with a scope is
// ConText's (Harkema et al. 2009, https://doi.org/10.1016/j.jbi.2009.05.002); the roles' names are PropBank's and
// VerbNet's.
#ifndef RECOUPE_LANGUAGE_PROPOSITIONS_H_
#define RECOUPE_LANGUAGE_PROPOSITIONS_H_

#include "core/language/analysis.h"

namespace recoupe {

// Fills sentence->propositions and gives each word its proposition and role.
// REQUIRES: words and quantities are there.
void FindPropositions(SentenceAnalysis* sentence);

// Fills sentence->cues, each with the proposition it governs, and the polarity of propositions.
// REQUIRES: FindPropositions has run.
//   "ne … que" restricts, it does not negate; « aurait dû » and the conditional after « si » are no hearsay; a negation
//   governs the verb of its clause; "without" and « sans » govern what follows them.
void FindCues(SentenceAnalysis* sentence);

// Fills sentence->attributions: who is said to say it, by "according to …", a reporting verb and its subject, or a
// quotation and the name beside it.
void FindAttributions(SentenceAnalysis* sentence);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_PROPOSITIONS_H_
