#include "core/comparison/alignment.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace recoupe {
namespace {

float ImportanceOf(const Word& word) {
  if (word.name) return 1.6f;
  if (word.quantity >= 0) return 1.2f;
  if (word.date >= 0) return 0.9f;
  switch (word.part_of_speech) {
    case PartOfSpeech::kNoun:
      return word.concepts.empty() ? 1.3f : 1.0f;
    case PartOfSpeech::kVerb:
      return 1.0f;
    case PartOfSpeech::kAdjective:
      return 0.8f;
    case PartOfSpeech::kAdverb:
      return 0.4f;
    default:
      return 0.6f;
  }
}

bool SameValue(double a, double b) {
  const double scale = std::max(std::fabs(a), std::fabs(b));
  return std::fabs(a - b) <= scale * 0.005;  // 4.6 million and 4,600,000; not 9 and 10
}

// Whether the two measure the same thing, so that different values exclude each other.
bool SameMeasure(const Quantity& a, const Quantity& b, const SentenceAnalysis& claim, const SentenceAnalysis& statement,
                 const Lexicon& lexicon) {
  if (a.dimension != b.dimension) return false;
  if (a.dimension != Dimension::kNone && a.dimension != Dimension::kOrdinal) return true;
  if (a.counted < 0 || b.counted < 0) return false;
  return CompareWords(claim.words[a.counted], statement.words[b.counted], lexicon).similarity >= 0.5f;
}

ValueMatch CompareQuantities(const Quantity& a, const Quantity& b) {
  if (a.dimension == Dimension::kMoney && !a.currency.empty() && !b.currency.empty() && a.currency != b.currency)
    return ValueMatch::kConflict;
  if (SameValue(a.value, b.value) && SameValue(a.upper, b.upper)) return ValueMatch::kEqual;
  if (SameValue(a.value, b.value) || SameValue(a.value, b.upper)) return ValueMatch::kWithin;
  if (b.upper > b.value && a.value >= b.value && a.upper <= b.upper) return ValueMatch::kWithin;
  if (a.comparison == Comparison::kAtLeast && b.value >= a.value) return ValueMatch::kWithin;
  if (a.comparison == Comparison::kAtMost && b.upper <= a.value) return ValueMatch::kWithin;
  if ((a.comparison == Comparison::kAbout || b.comparison == Comparison::kAbout) &&
      std::fabs(a.value - b.value) <= 0.1 * std::max(a.value, b.value)) {
    return ValueMatch::kWithin;
  }
  return ValueMatch::kConflict;
}

ValueMatch CompareDates(const Date& a, const Date& b) {
  if (a.year && b.year) {
    if (b.end_year && a.year >= b.year && a.year <= b.end_year)
      return a.end_year == b.end_year ? ValueMatch::kEqual : ValueMatch::kWithin;
    if (a.year != b.year) return ValueMatch::kConflict;
    if (a.end_year && b.end_year && a.end_year != b.end_year) return ValueMatch::kConflict;
  }
  if (a.month && b.month) {
    if (a.month != b.month) return ValueMatch::kConflict;
    if (a.day && b.day && a.day != b.day) return ValueMatch::kConflict;
    return ValueMatch::kEqual;
  }
  if (a.year && b.year) return ValueMatch::kEqual;
  return ValueMatch::kMissing;  // a month against a year: nothing to compare
}

class Aligner {
 public:
  Aligner(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
          const Lexicon& lexicon)
      : claim_(claim), statement_(statement), context_(context), lexicon_(lexicon) {}

  Alignment Run() {
    out_.answers = ClaimWords(claim_);
    out_.claim_of.assign(statement_.words.size(), -1);
    AlignWords();
    LookInContext();
    ChoosePropositions();
    AlignValues();
    return std::move(out_);
  }

 private:
  void AlignValues() {
    for (WordAnswer& answer : out_.answers) {
      const Word& word = claim_.words[answer.claim_word];
      if (word.quantity >= 0) {
        const Quantity& wanted = claim_.quantities[word.quantity];
        float best = 0;
        for (const Quantity& found : statement_.quantities) {
          const bool comparable = SameMeasure(wanted, found, claim_, statement_, lexicon_);
          const ValueMatch value = CompareQuantities(wanted, found);
          // A bare number answers a bare number even if what they count differs in words, but only if it is the same.
          if (!comparable && !(value == ValueMatch::kEqual && wanted.dimension == found.dimension)) continue;
          // Of several, one that counts the same thing, in the proposition that answers the claim's, is meant.
          const bool same_proposition = out_.statement_proposition >= 0 &&
                                        statement_.words[found.first_word].proposition == out_.statement_proposition;
          const bool firm = out_.predicate.similarity >= 0.7f;
          float fit = value == ValueMatch::kConflict ? 1.0f : value == ValueMatch::kWithin ? 2.0f : 2.5f;
          if (comparable) fit += wanted.counted >= 0 ? 2.0f : 0.5f;
          if (same_proposition && firm) fit += 1.8f;
          if (fit > best) {
            best = fit;
            Answer(&answer, value, found.first_word);
          }
        }
      } else if (word.date >= 0) {
        for (const Date& found : statement_.dates) {
          const ValueMatch value = CompareDates(claim_.dates[word.date], found);
          if (Better(value, answer.value)) Answer(&answer, value, found.first_word);
        }
      }
    }
  }

  static bool Better(ValueMatch a, ValueMatch b) {
    static constexpr int kRank[] = {0, 3, 2, 1};
    return kRank[static_cast<int>(a)] > kRank[static_cast<int>(b)];
  }

  void Answer(WordAnswer* answer, ValueMatch value, uint16_t word) {
    answer->value = value;
    answer->statement_word = static_cast<int16_t>(word);
    answer->match.kind = value == ValueMatch::kConflict ? MatchKind::kOpposite : MatchKind::kSame;
    answer->match.similarity = value == ValueMatch::kConflict ? 0.5f : value == ValueMatch::kWithin ? 0.9f : 1.0f;
  }

  // Best pairs first, one statement word for one claim word; names may be answered twice ("Musk … Elon Musk").
  void AlignWords() {
    struct Pair {
      float similarity;
      uint16_t answer, word;
      WordMatch match;
    };
    std::vector<Pair> pairs;
    for (size_t a = 0; a < out_.answers.size(); ++a) {
      const Word& word = claim_.words[out_.answers[a].claim_word];
      if (word.quantity >= 0 || word.date >= 0) continue;
      for (size_t s = 0; s < statement_.words.size(); ++s) {
        const Word& other = statement_.words[s];
        if (other.date >= 0) continue;
        const WordMatch match = CompareWords(word, other, lexicon_);
        if (match.similarity <= 0) continue;
        float similarity = match.similarity;
        if (word.part_of_speech == other.part_of_speech) similarity += 0.02f;
        if (word.role == other.role) similarity += 0.01f;
        pairs.push_back({similarity, static_cast<uint16_t>(a), static_cast<uint16_t>(s), match});
      }
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) {
      return std::tie(y.similarity, x.answer, x.word) < std::tie(x.similarity, y.answer, y.word);
    });
    for (const Pair& pair : pairs) {
      WordAnswer& answer = out_.answers[pair.answer];
      if (answer.statement_word >= 0 || out_.claim_of[pair.word] >= 0) continue;
      answer.statement_word = static_cast<int16_t>(pair.word);
      answer.match = pair.match;
      out_.claim_of[pair.word] = static_cast<int16_t>(answer.claim_word);
    }
    for (const WordAnswer& answer : out_.answers) {
      if (answer.statement_word >= 0) out_.claim_of[answer.statement_word] = static_cast<int16_t>(answer.claim_word);
    }
  }

  void LookInContext() {
    const auto look = [&](const SentenceAnalysis& sentence, float factor) {
      for (WordAnswer& answer : out_.answers) {
        const Word& word = claim_.words[answer.claim_word];
        if (answer.match.similarity >= 0.7f || word.quantity >= 0 || word.date >= 0) continue;
        for (const Word& other : sentence.words) {
          const WordMatch match = CompareWords(word, other, lexicon_);
          if (match.kind == MatchKind::kOpposite || match.kind == MatchKind::kSibling || match.kind == MatchKind::kNear)
            continue;
          answer.context = std::max(answer.context, match.similarity * factor);
        }
      }
    };
    // The nearer the context, the likelier it is what a pronoun stands for.
    float factor = 1.0f;
    for (const SentenceAnalysis* before : context_.before) {
      look(*before, factor);
      factor *= 0.85f;
    }
    if (context_.title != nullptr) look(*context_.title, 0.9f);
  }

  // The claim's proposition is its first finite one that says something itself, unless it only reports ("X says that
  // …").
  void ChoosePropositions() {
    float best = -1;
    for (size_t p = 0; p < claim_.propositions.size(); ++p) {
      const Proposition& proposition = claim_.propositions[p];
      const Word& head = claim_.words[proposition.predicate];
      float importance = proposition.finite ? 1.0f : 0.6f;
      if (!head.content) importance *= 0.5f;
      if (head.cue == Cue::kReport || head.cue == Cue::kHedge) importance *= 0.4f;
      importance -= 0.01f * static_cast<float>(p);
      if (importance > best) {
        best = importance;
        out_.claim_proposition = static_cast<int16_t>(p);
      }
    }
    if (out_.claim_proposition >= 0) {
      const uint16_t predicate = claim_.propositions[out_.claim_proposition].predicate;
      for (const WordAnswer& answer : out_.answers) {
        if (answer.claim_word != predicate || answer.statement_word < 0) continue;
        out_.predicate = answer.match;
        out_.predicate_answer = answer.statement_word;
        out_.statement_proposition = statement_.words[answer.statement_word].proposition;
      }
    }
    if (out_.statement_proposition >= 0) return;
    // The predicate is answered by nothing: the statement's proposition that answers most else.
    std::vector<float> support(statement_.propositions.size(), 0);
    for (const WordAnswer& answer : out_.answers) {
      if (answer.statement_word < 0) continue;
      const int16_t p = statement_.words[answer.statement_word].proposition;
      if (p >= 0) support[p] += answer.weight * answer.match.similarity;
    }
    const auto most = std::max_element(support.begin(), support.end());
    if (most != support.end() && *most > 0) out_.statement_proposition = static_cast<int16_t>(most - support.begin());
  }

  const SentenceAnalysis& claim_;
  const SentenceAnalysis& statement_;
  const StatementContext& context_;
  const Lexicon& lexicon_;
  Alignment out_;
};

}  // namespace

std::vector<WordAnswer> ClaimWords(const SentenceAnalysis& claim) {
  std::vector<WordAnswer> answers;
  float total = 0;
  int16_t last_quantity = -1, last_date = -1;
  for (size_t i = 0; i < claim.words.size(); ++i) {
    const Word& word = claim.words[i];
    if (!word.content || word.boundary) continue;
    // A quantity or a date of several words is one thing to be answered.
    if (word.quantity >= 0 && std::exchange(last_quantity, word.quantity) == word.quantity) continue;
    if (word.date >= 0 && std::exchange(last_date, word.date) == word.date) continue;
    WordAnswer answer;
    answer.claim_word = static_cast<uint16_t>(i);
    answer.weight = ImportanceOf(word);
    total += answer.weight;
    answers.push_back(answer);
  }
  for (WordAnswer& answer : answers) answer.weight /= total;
  return answers;
}

Alignment Align(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
                const Lexicon& lexicon) {
  return Aligner(claim, statement, context, lexicon).Run();
}

}  // namespace recoupe
