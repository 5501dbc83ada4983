// Align: which words of a claim are answered by which words of a statement.
#ifndef RECOUPE_COMPARISON_ALIGNMENT_H_
#define RECOUPE_COMPARISON_ALIGNMENT_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "core/comparison/similarity.h"
#include "core/language/analysis.h"
#include "core/language/lexicon.h"

namespace recoupe {

// A match at least this similar answers a word of the claim.
inline constexpr float kAnswered = 0.45f;

// What stands around a statement and may say what "it" or « l'entreprise » is.
struct StatementContext {
  bool attributed = false;  // it is known from outside the sentence that somebody says it: a given speaker, a quotation
                            // that began before
  const SentenceAnalysis* title = nullptr;
  std::vector<const SentenceAnalysis*> before;  // the nearest first, at most kContextSentences
};
inline constexpr size_t kContextSentences = 3;

// How a claim's number or date is answered.
enum class ValueMatch : uint8_t { kMissing, kEqual, kWithin, kConflict };

struct WordAnswer {
  uint16_t claim_word = 0;
  int16_t statement_word = -1;  // -1: by nothing in the statement
  WordMatch match;
  float weight = 0;                         // of the claim's word among its words; they add up to 1
  float context = 0;                        // similarity of its best answer in the context, if the statement has none
  ValueMatch value = ValueMatch::kMissing;  // of dates and quantities
};

struct Alignment {
  std::vector<WordAnswer> answers;     // one for each content word of the claim, in order
  std::vector<int16_t> claim_of;       // by statement word: the claim word that it answers, -1 for none
  int16_t claim_proposition = -1;      // the pair of propositions compared: what the claim says,
  int16_t statement_proposition = -1;  // and what answers it
  WordMatch predicate;                 // how the claim's predicate is answered
  int16_t predicate_word = -1;         // the claim's word that says most in its predicate: "shut" of "is shut"
  int16_t predicate_answer = -1;       // the statement's word that answers it
};

// The words of a claim that say something, and how much each counts: names most, then numbers, nouns and verbs, then
// the rest.
std::vector<WordAnswer> ClaimWords(const SentenceAnalysis& claim);

// The way of change that a word tells: 1 up, -1 down, 0 level; nothing if it tells none.
std::optional<int> DirectionOf(const Word& word, const Lexicon& lexicon);

Alignment Align(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
                const Lexicon& lexicon);

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_ALIGNMENT_H_
