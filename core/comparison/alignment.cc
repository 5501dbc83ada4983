#include "core/comparison/alignment.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "core/base/sort.h"

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

// A percentage, or a fraction in words ("two thirds").
bool IsShare(const Quantity& q) {
  return q.dimension == Dimension::kPercent || (q.dimension == Dimension::kNone && q.value > 0 && q.value < 1);
}
double PercentOf(const Quantity& q) { return q.dimension == Dimension::kPercent ? q.value : 100 * q.value; }

// Whether the two measure the same thing, so that different values exclude each other.
bool SameMeasure(const Quantity& a, const Quantity& b, const SentenceAnalysis& claim, const SentenceAnalysis& statement,
                 const Lexicon& lexicon) {
  if (a.dimension != b.dimension) return IsShare(a) && IsShare(b);
  if (a.dimension != Dimension::kNone && a.dimension != Dimension::kOrdinal) return true;
  if (a.counted < 0 || b.counted < 0) return false;
  return CompareWords(claim.words[a.counted], statement.words[b.counted], lexicon).similarity >= 0.5f;
}

ValueMatch CompareQuantities(const Quantity& a, const Quantity& b) {
  if (a.dimension == Dimension::kMoney && !a.currency.empty() && !b.currency.empty() && a.currency != b.currency)
    return ValueMatch::kConflict;
  if (a.dimension != b.dimension && IsShare(a) && IsShare(b)) {
    const double mine = PercentOf(a), theirs = PercentOf(b);
    if (a.comparison == Comparison::kAtLeast && theirs > mine) return ValueMatch::kEqual;
    if (a.comparison == Comparison::kAtMost && theirs < mine) return ValueMatch::kEqual;
    if (SameValue(mine, theirs)) return ValueMatch::kEqual;
    return std::fabs(mine - theirs) <= 3 ? ValueMatch::kWithin : ValueMatch::kConflict;  // "two thirds" for 68 %
  }
  // "at 16" for "at 16 years", "18 million" for "18 million euros": one of the two leaves out the unit.
  if (a.dimension != b.dimension) return SameValue(a.number, b.number) ? ValueMatch::kEqual : ValueMatch::kConflict;
  if (SameValue(a.value, b.value) && SameValue(a.upper, b.upper)) return ValueMatch::kEqual;
  if (a.upper > a.value && b.value >= a.value && b.upper <= a.upper) return ValueMatch::kEqual;
  if (SameValue(a.value, b.value) || SameValue(a.value, b.upper)) return ValueMatch::kWithin;
  if (b.upper > b.value && a.value >= b.value && a.upper <= b.upper) return ValueMatch::kWithin;
  if (a.comparison == Comparison::kAtLeast && b.value >= a.value) return ValueMatch::kEqual;
  if (a.comparison == Comparison::kAtMost && b.upper <= a.value) return ValueMatch::kEqual;
  if ((a.comparison == Comparison::kAbout || b.comparison == Comparison::kAbout) &&
      std::fabs(a.value - b.value) <= 0.1 * std::max(a.value, b.value)) {
    return ValueMatch::kWithin;
  }
  return ValueMatch::kConflict;
}

ValueMatch CompareDates(const Date& a, const Date& b) {
  const ValueMatch other = a.bound == b.bound ? ValueMatch::kConflict : ValueMatch::kMissing;
  if (a.year && b.year) {
    if (b.end_year && a.year >= b.year && a.year <= b.end_year)
      return a.end_year == b.end_year ? ValueMatch::kEqual : ValueMatch::kWithin;
    if (a.year != b.year) return other;
    if (a.end_year && b.end_year && a.end_year != b.end_year) return other;
  }
  if (a.month && b.month) {
    if (a.month != b.month) return other;
    if (a.day && b.day && a.day != b.day) return other;
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
    AlignChanges();
    PreferSharedArguments();
    LookInContext();
    ChoosePropositions();
    AlignValues();
    return std::move(out_);
  }

 private:
  // Quantities: the best pairs first. One number of the statement contradicts at most one of the claim, and none that
  // has its equal there.
  void AlignValues() {
    struct Pair {
      float fit;
      ValueMatch value;
      WordAnswer* answer;
      uint16_t quantity;
    };
    std::vector<Pair> pairs;
    for (WordAnswer& answer : out_.answers) {
      const Word& word = claim_.words[answer.claim_word];
      if (word.date >= 0) AlignDate(&answer);
      if (word.quantity < 0) continue;
      const Quantity& wanted = claim_.quantities[word.quantity];
      for (size_t q = 0; q < statement_.quantities.size(); ++q) {
        const Quantity& found = statement_.quantities[q];
        const bool comparable = SameMeasure(wanted, found, claim_, statement_, lexicon_);
        const ValueMatch value = CompareQuantities(wanted, found);
        // A bare number answers any number even if what they count differs in words, but only if it is the same.
        const bool bare = wanted.dimension == found.dimension || wanted.dimension == Dimension::kNone ||
                          found.dimension == Dimension::kNone;
        if (!comparable && !(value == ValueMatch::kEqual && bare)) continue;
        // Of several, one that counts the same thing, in the proposition that answers the claim's, is meant.
        const bool same_proposition = out_.statement_proposition >= 0 &&
                                      statement_.words[found.first_word].proposition == out_.statement_proposition;
        const bool firm = out_.predicate.similarity >= 0.7f;
        float fit = value == ValueMatch::kConflict ? 1.0f : value == ValueMatch::kWithin ? 2.0f : 2.5f;
        if (comparable) fit += wanted.counted >= 0 ? 2.0f : 0.5f;
        if (same_proposition && firm) fit += 1.8f;
        if (found.former && !wanted.former) fit -= 2.0f;
        pairs.push_back({fit, value, &answer, static_cast<uint16_t>(q)});
      }
    }
    StableSort(&pairs, [](const Pair& x, const Pair& y) { return x.fit > y.fit; });
    std::vector<bool> taken(statement_.quantities.size(), false);
    for (const Pair& pair : pairs) {
      const bool conflict = pair.value == ValueMatch::kConflict;
      if (pair.answer->value != ValueMatch::kMissing || (conflict && taken[pair.quantity])) continue;
      if (conflict && HasEqual(*pair.answer)) continue;
      taken[pair.quantity] = true;
      Answer(pair.answer, pair.value, statement_.quantities[pair.quantity].first_word);
    }
  }

  // A number of two figures or more that the statement has, too, is that number, whatever stands nearer.
  bool HasEqual(const WordAnswer& answer) const {
    const Quantity& wanted = claim_.quantities[claim_.words[answer.claim_word].quantity];
    return wanted.number >= 10 && wanted.dimension == Dimension::kNone &&
           std::any_of(statement_.quantities.begin(), statement_.quantities.end(), [&](const Quantity& q) {
             return q.dimension == wanted.dimension && !q.former && SameValue(q.value, wanted.value);
           });
  }

  void AlignDate(WordAnswer* answer) {
    for (const Date& found : statement_.dates) {
      const ValueMatch value = CompareDates(claim_.dates[claim_.words[answer->claim_word].date], found);
      if (Better(value, answer->value)) Answer(answer, value, found.first_word);
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
    StableSort(&pairs, [](const Pair& x, const Pair& y) {
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

  // What two numbers tell ("22, against 31 five years ago") answers a claim's word of change ("fell", "fewer").
  void AlignChanges() {
    if (statement_.changes.empty()) return;
    const Change& change = statement_.changes.front();
    for (WordAnswer& answer : out_.answers) {
      if (answer.match.similarity >= 0.7f) continue;
      const std::optional<int> direction = DirectionOf(claim_.words[answer.claim_word], lexicon_);
      if (!direction) continue;
      answer.statement_word = static_cast<int16_t>(change.word);
      answer.match =
          *direction == change.direction ? WordMatch{MatchKind::kConcept, 0.9f} : WordMatch{MatchKind::kOpposite, 0.8f};
      out_.claim_of[change.word] = static_cast<int16_t>(answer.claim_word);
      return;
    }
  }

  // A word that several words of the statement answer about as well is answered by the one in whose clause its own
  // arguments are answered: "pupil numbers are dropping" by "numbers rose", not by "dropped plans".
  void PreferSharedArguments() {
    for (size_t p = 0; p < claim_.propositions.size(); ++p) {
      const uint16_t predicate = PredicateWord(p);
      const auto answer = std::find_if(out_.answers.begin(), out_.answers.end(),
                                       [&](const WordAnswer& a) { return a.claim_word == predicate; });
      if (answer == out_.answers.end() || claim_.words[predicate].quantity >= 0 || claim_.words[predicate].date >= 0)
        continue;
      float best = answer->statement_word < 0 ? kAnswered : Preference(p, answer->statement_word, answer->match);
      for (size_t s = 0; s < statement_.words.size(); ++s) {
        if (out_.claim_of[s] >= 0 || statement_.words[s].date >= 0) continue;
        const WordMatch match = CompareWords(claim_.words[predicate], statement_.words[s], lexicon_);
        if (match.similarity < kAnswered) continue;
        const float preference = Preference(p, static_cast<int>(s), match);
        if (preference <= best + 0.01f) continue;
        best = preference;
        if (answer->statement_word >= 0) out_.claim_of[answer->statement_word] = -1;
        answer->statement_word = static_cast<int16_t>(s);
        answer->match = match;
        out_.claim_of[s] = static_cast<int16_t>(predicate);
      }
    }
  }

  // How well a word answers the predicate of the claim's proposition p: by meaning, and by how many of p's arguments
  // are answered in the same clause.
  float Preference(size_t p, int word, const WordMatch& match) const {
    constexpr float kSharedArguments = 0.6f;
    const int16_t clause = statement_.words[word].proposition;
    float arguments = 0, shared = 0;
    for (const WordAnswer& answer : out_.answers) {
      const Word& mine = claim_.words[answer.claim_word];
      if (mine.proposition != static_cast<int>(p) || answer.claim_word == PredicateWord(p)) continue;
      arguments += 1;
      if (answer.statement_word < 0 || clause < 0) continue;
      const Proposition& there = statement_.propositions[clause];
      shared +=
          statement_.words[answer.statement_word].proposition == clause || there.antecedent == answer.statement_word;
    }
    return match.similarity + (arguments > 0 ? kSharedArguments * shared / arguments : 0);
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
      const Word& head = claim_.words[PredicateWord(p)];
      float importance = proposition.finite ? 1.0f : 0.6f;
      if (!head.content) importance *= 0.5f;
      if (head.cue == Cue::kReport || head.cue == Cue::kConfirm || head.cue == Cue::kHedge) importance *= 0.4f;
      importance -= 0.01f * static_cast<float>(p);
      if (importance > best) {
        best = importance;
        out_.claim_proposition = static_cast<int16_t>(p);
      }
    }
    if (out_.claim_proposition >= 0) {
      out_.predicate_word = static_cast<int16_t>(PredicateWord(static_cast<size_t>(out_.claim_proposition)));
      for (const WordAnswer& answer : out_.answers) {
        if (answer.claim_word != out_.predicate_word || answer.statement_word < 0) continue;
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

  // Where the verb itself says little ("is", "takes"): the first word after it that does and is no name and no value.
  uint16_t PredicateWord(size_t p) const {
    const Proposition& proposition = claim_.propositions[p];
    if (claim_.words[proposition.predicate].content) return proposition.predicate;
    for (size_t i = proposition.predicate + 1; i < claim_.words.size() && i < proposition.last_word; ++i) {
      const Word& word = claim_.words[i];
      if (word.content && !word.name && word.quantity < 0 && word.date < 0 && word.proposition == static_cast<int>(p))
        return static_cast<uint16_t>(i);
    }
    return proposition.predicate;
  }

  const SentenceAnalysis& claim_;
  const SentenceAnalysis& statement_;
  const StatementContext& context_;
  const Lexicon& lexicon_;
  Alignment out_;
};

}  // namespace

std::optional<int> DirectionOf(const Word& word, const Lexicon& lexicon) {
  const auto of_kind = [&](ConceptId id) -> std::optional<int> {
    const uint8_t kind = lexicon.concept_at(id).kind;
    if (kind == 0) return std::nullopt;
    const std::string& name = lexicon.kinds()[kind];
    if (name == "rise") return 1;
    if (name == "fall") return -1;
    if (name == "level") return 0;
    return std::nullopt;
  };
  for (const ConceptId id : word.concepts) {
    if (const auto direction = of_kind(id)) return direction;
    for (const ConceptId up : lexicon.concept_at(id).isa) {
      if (const auto direction = of_kind(up)) return direction;
    }
  }
  return std::nullopt;
}

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
