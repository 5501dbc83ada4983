#include "core/checker/claims.h"

#include <algorithm>

namespace recoupe {
namespace {

NotCheckable Classify(const SentenceAnalysis& sentence, Language language) {
  int content = 0, facts = 0, words = 0;
  bool asks_what = false;
  for (const Word& word : sentence.words) {
    if (word.boundary) continue;
    ++words;
    content += word.content;
    facts += word.name || word.quantity >= 0 || word.date >= 0;
    if (word.syntax == Syntax::kInterrogative) asks_what = true;
  }
  const auto has = [&](Cue cue) {
    return std::any_of(sentence.cues.begin(), sentence.cues.end(),
                       [&](const CueMatch& match) { return match.cue == cue; });
  };
  if (content == 0) return has(Cue::kGreeting) ? NotCheckable::kGreeting : NotCheckable::kTooShort;
  if (language == kUnknownLanguage && words - facts >= 4) return NotCheckable::kUnknownLanguage;
  if (has(Cue::kGreeting) && content <= 3 && facts <= 1) return NotCheckable::kGreeting;
  if (sentence.question) {
    // "Who …", "Why …", « Que fait … »: the question word opens it and nothing is proposed.
    const auto first =
        std::find_if(sentence.words.begin(), sentence.words.end(), [](const Word& word) { return !word.boundary; });
    const bool opens = first != sentence.words.end() &&
                       (first->syntax == Syntax::kInterrogative || first->syntax == Syntax::kRelative);
    if (opens && first->key != "est-ce" && (asks_what || first->syntax == Syntax::kRelative))
      return NotCheckable::kQuestion;
  }
  if (has(Cue::kOrder)) return NotCheckable::kOrder;
  if (has(Cue::kOpinion) && facts <= 1) return NotCheckable::kOpinion;
  if (has(Cue::kForecast) && facts <= 1) return NotCheckable::kForecast;
  return NotCheckable::kNo;
}

}  // namespace

std::string_view NotCheckableName(NotCheckable reason) {
  static constexpr std::string_view kNames[] = {"",      "too-short", "question-without-claim", "opinion", "forecast",
                                                "order", "greeting",  "unknown-language"};
  return kNames[static_cast<size_t>(reason)];
}

std::vector<FoundClaim> FindClaims(const AnalyzedText& text) {
  std::vector<FoundClaim> claims;
  for (uint32_t i = 0; i < text.sentences.size(); ++i)
    claims.push_back({i, Classify(text.sentences[i], text.language)});
  return claims;
}

}  // namespace recoupe
