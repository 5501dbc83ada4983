// Features: the named evidence that a statement speaks to a claim, and how.
//
// Each is a number with a plain meaning, most of them in [0, 1]. How much each counts is learned (model.h).
#ifndef RECOUPE_COMPARISON_FEATURES_H_
#define RECOUPE_COMPARISON_FEATURES_H_

#include <array>
#include <string_view>
#include <vector>

#include "core/comparison/alignment.h"
#include "core/language/analysis.h"
#include "core/language/lexicon.h"

namespace recoupe {

// X(identifier, "name in the weights file and in explanations", "meaning")
#define RECOUPE_FEATURES(X)                                                                                           \
  X(kBias, "bias", "always 1")                                                                                        \
  X(kCoverage, "coverage", "share of the claim that the statement answers, weighted")                                 \
  X(kCoverageSquared, "coverage-squared", "coverage, squared: much answered counts more than in proportion")          \
  X(kContextCoverage, "context-coverage", "share that only the title or the sentences before answer")                 \
  X(kLargestGap, "largest-gap", "weight of the heaviest word answered by nothing")                                    \
  X(kPredicate, "predicate", "similarity of the claim's predicate to its answer")                                     \
  X(kPredicateIsPredicate, "predicate-is-predicate", "the predicate's answer is a predicate too")                     \
  X(kPredicateMissing, "predicate-missing", "nothing answers the predicate")                                          \
  X(kPredicateInContext, "predicate-in-context", "the title or a sentence before answers the predicate")              \
  X(kPredicateIdle, "predicate-idle", "what the statement's clause predicates answers nothing of the claim")          \
  X(kSlotAgreement, "slot-agreement", "share of the claim answered in the same part of a clause")                     \
  X(kNearShare, "near-share", "share answered only by near meanings")                                                 \
  X(kSiblingShare, "sibling-share", "share answered only by another kind of the same")                                \
  X(kNames, "names", "share of the claim's names that the statement has")                                             \
  X(kNamesInContext, "names-in-context", "share of the names that only the context has")                              \
  X(kNameMissing, "name-missing", "a name of the claim is neither in the statement nor around it")                    \
  X(kNoNames, "no-names", "the claim has no name")                                                                    \
  X(kValuesEqual, "values-equal", "a number or date of the claim is answered by the same")                            \
  X(kValuesWithin, "values-within",                                                                                   \
    "a number or date of the claim is answered by one that contains or approximates it")                              \
  X(kNumberConflict, "number-conflict", "a number of the claim is answered by another")                               \
  X(kDateConflict, "date-conflict", "a date of the claim is answered by another")                                     \
  X(kValueMissing, "value-missing", "a number or date of the claim is answered by nothing")                           \
  X(kReferredCoverage, "referred-coverage", "context-coverage, where the statement refers back: it, this, « cette »") \
  X(kStatementCoverage, "statement-coverage", "share of the statement's words that answer the claim")                 \
  X(kDensity, "density", "share of the answers that are in one proposition of the statement")                         \
  X(kStatementLength, "statement-length", "logarithm of the statement's number of content words, scaled")             \
  X(kClaimLength, "claim-length", "logarithm of the claim's number of content words, scaled")                         \
  X(kRetrieval, "retrieval", "BM25 score as a share of the best that any statement reached")                          \
  X(kIsTitle, "is-title", "the statement is a headline")                                                              \
  X(kIsQuestion, "is-question", "the statement asks")                                                                 \
  X(kIsOrder, "is-order", "the statement asks its reader to do something")                                            \
  X(kCrossLanguage, "cross-language", "claim and statement are in different languages")                               \
  X(kAgentAnswered, "agent-answered", "the claim's agent is answered, here or in the context")                        \
  X(kThemeAnswered, "theme-answered", "the claim's theme is answered, here or in the context")                        \
  X(kAgentMissing, "agent-missing", "the claim names an agent that is answered nowhere")                              \
  X(kThemeMissing, "theme-missing", "the claim names a theme that is answered nowhere")                               \
  X(kLocalNegation, "local-negation", "a word is denied on one side: with and without consent")                       \
  X(kOppositeOther, "opposite-other", "another word is answered by its opposite")                                     \
  X(kReversed, "reversed", "exactly one of negation and opposite predicate: the direction is reversed")               \
  X(kPolarityMismatch, "polarity-mismatch",                                                                           \
    "one clause is negated, the other is not, and the predicate is unanswered")                                       \
  X(kReversedPredicate, "reversed-with-predicate", "reversed, and the predicate is answered well")                    \
  X(kRoleSwap, "role-swap", "agent and theme or recipient are exchanged")                                             \
  X(kNameConflict, "name-conflict", "another name stands in the slot of a missing name")                              \
  X(kNameRival, "name-rival", "a name of the claim is missing, and the statement has one that answers nothing")       \
  X(kHedge, "hedge", "the statement hedges, the claim does not")                                                      \
  X(kReport, "report", "the statement says who says so, the claim does not")                                          \
  X(kConfirmed, "confirmed", "the statement says who announces, confirms or admits it, the claim does not")           \
  X(kAccusation, "accusation", "the statement is an accusation, the claim is none")                                   \
  X(kDenial, "denial", "somebody denies or doubts, in the statement only")                                            \
  X(kEnded, "ended", "the statement says that it ended")                                                              \
  X(kPlanned, "planned", "the statement speaks of a plan or the future, the claim does not")                          \
  X(kFormer, "former", "the statement speaks of former times")                                                        \
  X(kApproximate, "approximate", "a number of the statement is approximate or a bound, the claim's is not")           \
  X(kScope, "scope", "the statement speaks of some or a part, or restricts; the claim does not")                      \
  X(kClaimAbsolute, "claim-absolute", "the claim says all, only, never; the statement does not")                      \
  X(kIndirect, "indirect", "done through somebody else, in the statement only")                                       \
  X(kCondition, "condition", "under a condition or an exception, in the statement only")                              \
  X(kConcession, "concession", "the statement concedes something")                                                    \
  X(kCausal, "causal", "the claim gives a cause or purpose that the statement does not give")                         \
  X(kWeaker, "weaker", "the statement's act is weaker than the claim's, on the same ladder")                          \
  X(kStronger, "stronger", "the statement's act is stronger than the claim's, on the same ladder")                    \
  X(kNarrower, "narrower", "share answered by more specific words")                                                   \
  X(kBroader, "broader", "share answered by more general words")                                                      \
  X(kClaimHedged, "claim-hedged", "the claim itself hedges or reports")                                               \
  X(kClaimQuestion, "claim-question", "the claim is a question")                                                      \
  X(kBothNegated, "both-negated", "claim and statement are both negated")                                             \
  X(kConflictInFull, "conflict-in-full",                                                                              \
    "a contradiction, times the square of the share of the claim that is answered")                                   \
  X(kQualifiedInFull, "qualified-in-full",                                                                            \
    "a qualification, times the square of the share of the claim that is answered")                                   \
  X(kPlainInFull, "plain-in-full", "square of the share that is answered, where nothing contradicts or qualifies")    \
  X(kExtraQualifier, "extra-qualifier", "the statement restricts an answered noun by words the claim does not have")  \
  X(kOppositeLoose, "opposite-loose", "an opposite word, in a clause that answers nothing else of the claim")         \
  X(kRivalAgent, "rival-agent", "the same act, by somebody whom the claim does not name")                             \
  X(kRivalTheme, "rival-theme", "the same act, done to something that the claim does not name")                       \
  X(kRivalOther, "rival-other", "the same act, to or with somebody whom the claim does not name")                     \
  X(kRivalAgainstContext, "rival-against-context",                                                                    \
    "the same act by somebody else, where only the context has the claim's agent")                                    \
  X(kPartOfAll, "part-of-all", "the claim says all or none, the statement a share or an exception")                   \
  X(kNotYet, "not-yet", "the claim says that it happened, the statement that it is to happen")                        \
  X(kStatementNegates, "statement-negates",                                                                           \
    "something is negated where the statement answers the claim, nothing in the claim")                               \
  X(kBothNegate, "both-negate",                                                                                       \
    "something is negated in the claim, and where the statement answers it; no name is missing")                      \
  X(kDirectionConflict, "direction-conflict", "the claim tells a rise and the statement a fall only, or the reverse") \
  X(kDirectionAgreement, "direction-agreement", "both tell a rise, or both a fall; no name is missing")               \
  X(kClaimPlanned, "claim-planned", "the claim speaks of a plan or the future, the statement does not")

enum class Feature : uint8_t {
#define RECOUPE_FEATURE_ENUM(id, name, meaning) id,
  RECOUPE_FEATURES(RECOUPE_FEATURE_ENUM)
#undef RECOUPE_FEATURE_ENUM
      kCount
};
inline constexpr size_t kFeatureCount = static_cast<size_t>(Feature::kCount);

std::string_view FeatureName(Feature feature);
std::string_view FeatureMeaning(Feature feature);

struct Features {
  std::array<float, kFeatureCount> values{};
  float& operator[](Feature f) { return values[static_cast<size_t>(f)]; }
  float operator[](Feature f) const { return values[static_cast<size_t>(f)]; }
};

enum class NuanceCode : uint8_t {
  kModality,
  kAttribution,
  kDenial,
  kTime,
  kQuantity,
  kScope,
  kIndirect,
  kStrength,
  kCause,
  kCondition,  // of a nuance
  kNegation,
  kAntonym,
  kRole,
  kNumber,
  kDate,
  kEntity,  // of a contradiction
};
inline constexpr size_t kNuanceCodeCount = 16;
std::string_view NuanceName(NuanceCode code);  // "modality"
bool ContradictsByItself(NuanceCode code);     // negation, antonym, role, number, date, entity

// A reason found, with the words of the statement that gave it; the span is empty where no words did.
struct Nuance {
  NuanceCode code = NuanceCode::kScope;
  Span span;  // bytes of the statement's document
};

struct Evidence {
  Features features;
  std::vector<Nuance> nuances;  // every reason there is; which are shown depends on the relation
};

// Everything that is found when `claim` is held against `statement`. `retrieval` in [0, 1]: see kRetrieval.
Evidence ComputeFeatures(const SentenceAnalysis& claim, const SentenceAnalysis& statement,
                         const StatementContext& context, const Alignment& alignment, float retrieval, bool is_title,
                         const Lexicon& lexicon);

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_FEATURES_H_
