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

constexpr int kFewestWords = 2;  // of a part that say something, beside the subject

// Where a clause of its own begins after a coordinator or a semicolon; the proposition that heads it, or -1.
int ClauseAfter(const SentenceAnalysis& sentence, size_t joint) {
  for (size_t i = joint + 1; i < sentence.words.size(); ++i) {
    const Word& word = sentence.words[i];
    if (word.syntax == Syntax::kCoordinator || word.syntax == Syntax::kRelative || word.syntax == Syntax::kSubordinator)
      return -1;
    if (word.role != Role::kPredicate || word.proposition < 0) continue;
    const Proposition& proposition = sentence.propositions[word.proposition];
    return proposition.finite ? word.proposition : -1;
  }
  return -1;
}

// What the two clauses share: the subject of the first, where the second has none of its own.
bool IsSharedSubject(const SentenceAnalysis& sentence, size_t i, const Proposition& clause) {
  if (clause.antecedent < 0) return false;
  const Word& subject = sentence.words[clause.antecedent];
  const Word& word = sentence.words[i];
  return static_cast<int>(i) == clause.antecedent ||
         (word.proposition == subject.proposition && word.role == subject.role && word.role != Role::kPredicate &&
          i < sentence.propositions[subject.proposition].predicate);
}

}  // namespace

std::string_view NotCheckableName(NotCheckable reason) {
  static constexpr std::string_view kNames[] = {"",      "too-short", "question-without-claim", "opinion", "forecast",
                                                "order", "greeting",  "unknown-language"};
  return kNames[static_cast<size_t>(reason)];
}

std::vector<SentenceAnalysis> SplitIntoParts(const SentenceAnalysis& sentence) {
  struct Part {
    size_t first, last;
    int clause;
  };
  std::vector<Part> parts = {{0, sentence.words.size(), -1}};
  bool subordinate = false;  // "because A and B", "who did A and B": one thing
  for (size_t i = 1; i + 1 < sentence.words.size(); ++i) {
    const Word& word = sentence.words[i];
    subordinate |= word.syntax == Syntax::kRelative || word.syntax == Syntax::kSubordinator ||
                   word.cue == Cue::kCondition || word.cue == Cue::kReport || word.cue == Cue::kConfirm || word.quoted;
    if (word.key == ";") subordinate = false;
    if (subordinate || (word.syntax != Syntax::kCoordinator && word.key != ";")) continue;
    const int clause = ClauseAfter(sentence, i);
    if (clause < 0) continue;
    parts.back().last = i;
    parts.push_back({i + 1, sentence.words.size(), clause});
  }
  std::vector<SentenceAnalysis> split;
  if (parts.size() == 1) return split;
  for (const Part& part : parts) {
    SentenceAnalysis analysis = sentence;
    int saying = 0;
    for (size_t i = 0; i < analysis.words.size(); ++i) {
      const bool inside = i >= part.first && i < part.last;
      saying += inside && analysis.words[i].content;
      if (inside || (part.clause >= 0 && IsSharedSubject(sentence, i, sentence.propositions[part.clause]))) continue;
      analysis.words[i].content = false;
    }
    if (saying < kFewestWords) return {};
    std::erase_if(analysis.cues, [&](const CueMatch& cue) { return cue.word < part.first || cue.word >= part.last; });
    analysis.span = {sentence.words[part.first].span.begin, sentence.words[part.last - 1].span.end};
    split.push_back(std::move(analysis));
  }
  return split;
}

std::vector<FoundClaim> FindClaims(const AnalyzedText& text) {
  std::vector<FoundClaim> claims;
  for (uint32_t i = 0; i < text.sentences.size(); ++i)
    claims.push_back({i, Classify(text.sentences[i], text.language)});
  return claims;
}

}  // namespace recoupe
