// Index: postings of concepts and words over statements, scored by BM25.
//
// BM25 as in Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), with Lucene's idf, ln(1 + (N - df
// + 0.5) / (df + 0.5)).
#ifndef RECOUPE_CORPUS_INDEX_H_
#define RECOUPE_CORPUS_INDEX_H_

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/language/analysis.h"
#include "core/language/lexicon.h"

namespace recoupe {

using Term = uint32_t;  // a concept's id, or the hash of a word with its top bit set

struct Hit {
  uint32_t statement = 0;
  float score = 0;
};

struct QueryTerm {
  Term term = 0;
  float weight = 1;
};

// The terms that a word is found by: its concepts, or its key if it has none; dates and quantities by value. Function
// words have none.
std::vector<Term> TermsOf(const Word& word, const SentenceAnalysis& sentence);

// The terms of a claim, with those that mean nearly the same at lower weight: broader and narrower concepts, opposites,
// converses.
std::vector<QueryTerm> QueryTerms(const SentenceAnalysis& sentence, const Lexicon& lexicon);

class Index {
 public:
  static constexpr float kK1 = 1.2f;  // Lucene's defaults
  static constexpr float kB = 0.75f;

  // Statements are added in the order of their numbers.
  void Add(const SentenceAnalysis& sentence);
  void Finish();

  // The `limit` best statements, best first; equal scores by number. Those for which `left_out` is true are passed over;
  // it has an entry for each statement, or none at all.
  std::vector<Hit> Search(const std::vector<QueryTerm>& query, size_t limit,
                          const std::vector<bool>& left_out = {}) const;

  // In how many statements the term occurs, and whether in any that is not left out.
  uint32_t DocumentFrequency(Term term) const;
  bool Occurs(Term term, const std::vector<bool>& left_out = {}) const;
  float Idf(Term term) const;
  uint32_t statement_count() const { return static_cast<uint32_t>(lengths_.size()); }

 private:
  struct Posting {
    uint32_t statement;
    uint16_t frequency;
  };
  std::unordered_map<Term, std::vector<Posting>> postings_;
  std::vector<uint16_t> lengths_;
  float average_length_ = 1;
};

}  // namespace recoupe

#endif  // RECOUPE_CORPUS_INDEX_H_
