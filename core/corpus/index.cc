#include "core/corpus/index.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/bytes.h"

namespace recoupe {
namespace {

constexpr Term kWordBit = 0x80000000u;
constexpr size_t kPrefix = 5;  // letters by which unknown words of both languages and misspellings are found

Term WordTerm(const std::string& key) { return Hash32(key) | kWordBit; }

// How much a related meaning counts when looking for statements, against 1 for the same meaning. Only recall depends on
// it.
constexpr float kOpposite = 0.8f, kConverse = 0.9f, kNarrower = 0.6f, kBroader = 0.5f, kNear = 0.4f,
                kPrefixWeight = 0.5f;

}  // namespace

std::vector<Term> TermsOf(const Word& word, const SentenceAnalysis& sentence) {
  std::vector<Term> terms;
  if (!word.content) return terms;
  if (word.date >= 0) {
    const Date& date = sentence.dates[word.date];
    if (date.year) terms.push_back(WordTerm("year " + std::to_string(date.year)));
    if (date.month) terms.push_back(WordTerm("month " + std::to_string(date.month)));
    return terms;
  }
  if (word.quantity >= 0 && word.part_of_speech == PartOfSpeech::kFunction) {
    const Quantity& quantity = sentence.quantities[word.quantity];
    terms.push_back(WordTerm("value " + std::to_string(std::llround(quantity.value * 100))));
    return terms;
  }
  for (const ConceptId id : word.concepts) terms.push_back(id);
  for (const ConceptId id : word.parts) terms.push_back(id);
  if (word.concepts.empty() || !word.known) {  // a word taken for a typing error may be a name after all
    terms.push_back(WordTerm(word.key));
    if (word.key.size() >= kPrefix) terms.push_back(WordTerm("prefix " + word.key.substr(0, kPrefix)));
  }
  return terms;
}

std::vector<QueryTerm> QueryTerms(const SentenceAnalysis& sentence, const Lexicon& lexicon) {
  std::vector<QueryTerm> query;
  const auto add = [&](Term term, float weight) {
    for (QueryTerm& present : query) {
      if (present.term == term) {
        present.weight = std::max(present.weight, weight);
        return;
      }
    }
    query.push_back({term, weight});
  };
  for (const Word& word : sentence.words) {
    const std::vector<Term> terms = TermsOf(word, sentence);
    for (size_t i = 0; i < terms.size(); ++i) {
      const Term term = terms[i];
      const bool prefix = (term & kWordBit) && i + 1 == terms.size() && i > 0 && word.date < 0;
      // A word of many meanings is found by each of them, but counts little more than a word of one.
      const float share =
          term & kWordBit
              ? 1.0f
              : 1.0f / std::sqrt(static_cast<float>(std::max<size_t>(word.concepts.size() + word.parts.size(), 1)));
      add(term, prefix ? kPrefixWeight : share);
      if (term & kWordBit) continue;
      const Concept& c = lexicon.concept_at(static_cast<ConceptId>(term));
      for (const ConceptId id : c.opposite) add(id, kOpposite * share);
      for (const ConceptId id : c.converse) add(id, kConverse * share);
      for (const ConceptId id : c.narrower) add(id, kNarrower * share);
      for (const ConceptId id : c.isa) add(id, kBroader * share);
      for (const ConceptId id : c.near) add(id, kNear * share);
      for (const ConceptId id : c.in) add(id, kNear * share);
    }
  }
  return query;
}

void Index::Add(const SentenceAnalysis& sentence) {
  const auto statement = static_cast<uint32_t>(lengths_.size());
  uint16_t length = 0;
  for (const Word& word : sentence.words) {
    const std::vector<Term> terms = TermsOf(word, sentence);
    length += !terms.empty();
    for (const Term term : terms) {
      std::vector<Posting>& list = postings_[term];
      if (!list.empty() && list.back().statement == statement) {
        ++list.back().frequency;
      } else {
        list.push_back({statement, 1});
      }
    }
  }
  lengths_.push_back(length);
}

void Index::Finish() {
  double total = 0;
  for (const uint16_t length : lengths_) total += length;
  average_length_ =
      lengths_.empty() ? 1 : std::max(1.0f, static_cast<float>(total / static_cast<double>(lengths_.size())));
}

uint32_t Index::DocumentFrequency(Term term) const {
  const auto it = postings_.find(term);
  return it == postings_.end() ? 0 : static_cast<uint32_t>(it->second.size());
}

bool Index::Occurs(Term term, const std::vector<bool>& left_out) const {
  const auto it = postings_.find(term);
  if (it == postings_.end()) return false;
  return std::any_of(it->second.begin(), it->second.end(),
                     [&](const Posting& posting) { return left_out.empty() || !left_out[posting.statement]; });
}

float Index::Idf(Term term) const {
  const auto n = static_cast<float>(lengths_.size());
  const auto df = static_cast<float>(DocumentFrequency(term));
  return std::log(1.0f + (n - df + 0.5f) / (df + 0.5f));
}

std::vector<Hit> Index::Search(const std::vector<QueryTerm>& query, size_t limit,
                               const std::vector<bool>& left_out) const {
  std::vector<float> scores(lengths_.size(), 0.0f);
  for (const QueryTerm& term : query) {
    const auto it = postings_.find(term.term);
    if (it == postings_.end()) continue;
    const float idf = Idf(term.term);
    for (const Posting& posting : it->second) {
      const float norm = kK1 * (1 - kB + kB * static_cast<float>(lengths_[posting.statement]) / average_length_);
      const auto tf = static_cast<float>(posting.frequency);
      scores[posting.statement] += term.weight * idf * tf * (kK1 + 1) / (tf + norm);
    }
  }
  std::vector<Hit> hits;
  for (uint32_t s = 0; s < scores.size(); ++s) {
    if (scores[s] > 0 && (left_out.empty() || !left_out[s])) hits.push_back({s, scores[s]});
  }
  const auto better = [](const Hit& a, const Hit& b) {
    return a.score != b.score ? a.score > b.score : a.statement < b.statement;
  };
  if (hits.size() > limit) {
    std::partial_sort(hits.begin(), hits.begin() + static_cast<ptrdiff_t>(limit), hits.end(), better);
    hits.resize(limit);
  } else {
    std::sort(hits.begin(), hits.end(), better);
  }
  return hits;
}

}  // namespace recoupe
