// Checker: a pasted text against a corpus. The core's front door for C++:
//
//   const Lexicon lexicon = Lexicon::Load(LexiconData()).value();
//   const Model model = Model::Load(ModelData()).value();
//   CorpusBuilder builder(lexicon);
//   builder.Add({.id = "a1", .title = "…", .text = "…"});
//   Checker checker(Corpus::Open(builder.Finish(), lexicon).value(), lexicon, model);
//   Result<Report> report = checker.Check("X sold data to governments", {});
#ifndef RECOUPE_CHECKER_CHECKER_H_
#define RECOUPE_CHECKER_CHECKER_H_

#include <memory>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/checker/report.h"
#include "core/comparison/judgement.h"
#include "core/corpus/corpus.h"
#include "core/corpus/index.h"
#include "core/language/analyzer.h"

namespace recoupe {

struct CheckOptions {
  Language language = kUnknownLanguage;   // of the pasted text; unknown: it is identified
  uint32_t limit = 5;                     // excerpts a claim, at least 1
  std::vector<std::string> without = {};  // ids of articles not to search; an unknown one changes nothing
};

inline constexpr uint32_t kLongestText = 200'000;  // UTF-16 units
inline constexpr size_t kCandidates = 48;          // statements that the index proposes and the comparison looks at
inline constexpr size_t kNearMisses = 3;

class Checker {
 public:
  // Builds the index. `lexicon` and `model` must outlive the checker.
  Checker(Corpus corpus, const Lexicon& lexicon, const Model& model);

  // Errors: empty-text, text-too-long. A text without claims is a report, not an error.
  Result<Report> Check(const std::string& text, const CheckOptions& options) const;

  // Every candidate of the text's first sentence with its features, best first: for training and explanations.
  Result<Report> Candidates(const std::string& text, const CheckOptions& options) const;

  const Corpus& corpus() const { return corpus_; }

 private:
  struct Candidate {
    uint32_t statement;
    Judgement judgement;
  };

  // A check under way: what was asked for, and for each statement whether it is left out; empty if none is.
  struct Search {
    const CheckOptions& options;
    std::vector<bool> left_out;
  };

  const AnalyzedText& AnalysisOf(uint32_t statement, AnalyzedText* scratch) const;
  const AnalyzedText& TitleOf(uint32_t article, AnalyzedText* scratch) const;
  Search StartSearch(const CheckOptions& options) const;
  std::vector<Candidate> Compare(const SentenceAnalysis& claim, const Search& search) const;
  ClaimReport CheckClaim(const AnalyzedText& text, const FoundClaim& found, const Search& search) const;
  void FindExcerpts(const SentenceAnalysis& claim, const Search& search, ClaimReport* report) const;
  void CombineParts(const CheckOptions& options, ClaimReport* report) const;
  ComparedStatement Describe(const SentenceAnalysis& claim, const Candidate& candidate) const;
  Coverage CoverageOf(const SentenceAnalysis& claim, const Search& search) const;

  Corpus corpus_;
  const Lexicon* lexicon_;
  const Model* model_;
  Analyzer analyzer_;
  Index index_;
  std::vector<AnalyzedText> analyses_;  // of all statements, while they are few; with them
  std::vector<AnalyzedText> titles_;    // those of the articles' titles
};

// One statement given by hand, without a corpus. Errors: empty-text, text-too-long, of either text.
Result<ComparedStatement> CompareStatement(const std::string& claim, Language claim_language,
                                           const std::string& statement, Language statement_language,
                                           const Lexicon& lexicon, const Model& model);

}  // namespace recoupe

#endif  // RECOUPE_CHECKER_CHECKER_H_
