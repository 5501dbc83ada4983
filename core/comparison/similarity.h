// CompareWords: how near two words are in meaning, and in what way.
#ifndef RECOUPE_COMPARISON_SIMILARITY_H_
#define RECOUPE_COMPARISON_SIMILARITY_H_

#include <cstdint>
#include <string_view>

#include "core/language/analysis.h"
#include "core/language/lexicon.h"

namespace recoupe {

enum class MatchKind : uint8_t {
  kNone,
  kSame,      // the same word or name
  kConcept,   // other words, one meaning
  kNarrower,  // the statement's word is more specific than the claim's
  kBroader,   // the statement's word is more general
  kConverse,  // the same event from the other side
  kOpposite,
  kNear,
  kSibling,  // kinds of one thing
  kCognate,  // unknown words alike in spelling: across languages, or mistyped
  kPart,     // a word of a multiword unit: "ban" of "phone ban"
};

struct WordMatch {
  MatchKind kind = MatchKind::kNone;
  float similarity = 0;  // in [0, 1]; kOpposite and kConverse are near too: they fill the same slot
};

// Compares a word of a claim with one of a statement. Function words match nothing. Dates and quantities are not
// compared here.
WordMatch CompareWords(const Word& claim, const Word& statement, const Lexicon& lexicon);

// The edit distance (insertion, deletion, substitution, transposition of neighbours), at most `limit` + 1.
// Damerau 1964, optimal string alignment; bytes, so call it with folded words.
int EditDistance(std::string_view a, std::string_view b, int limit);

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_SIMILARITY_H_
