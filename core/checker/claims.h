// FindClaims: what in a pasted text can be checked, sentence by sentence.
#ifndef RECOUPE_CHECKER_CLAIMS_H_
#define RECOUPE_CHECKER_CLAIMS_H_

#include <string_view>
#include <vector>

#include "core/language/analysis.h"
#include "core/language/lexicon.h"

namespace recoupe {

enum class NotCheckable : uint8_t {
  kNo,        // it can be checked
  kTooShort,  // no word that says something
  kQuestion,  // "why …?": a question that proposes nothing
  kOpinion,
  kForecast,
  kOrder,
  kGreeting,
  kUnknownLanguage,  // most of its words are in no language of the lexicon
};
std::string_view NotCheckableName(NotCheckable reason);  // "question-without-claim"

struct FoundClaim {
  uint32_t sentence = 0;  // of the analysed text
  NotCheckable reason = NotCheckable::kNo;
};

// One for each sentence of `text`. A yes-or-no question is a claim: the proposition it asks.
std::vector<FoundClaim> FindClaims(const AnalyzedText& text);

// The claims that a sentence joins: "X bought the mill and sold the land" says two things. Each is the sentence with
// only its own words, and the subject it shares, saying something; its span is its own. Empty where there is but one.
std::vector<SentenceAnalysis> SplitIntoParts(const SentenceAnalysis& sentence);

}  // namespace recoupe

#endif  // RECOUPE_CHECKER_CLAIMS_H_
