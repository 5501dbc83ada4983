// Analyzer: the one way from text to analysed text, for claims and statements, natively and in wasm.
#ifndef RECOUPE_LANGUAGE_ANALYZER_H_
#define RECOUPE_LANGUAGE_ANALYZER_H_

#include <string>

#include "core/language/analysis.h"
#include "core/language/lexicon.h"
#include "core/language/words.h"

namespace recoupe {

// The lexicon must outlive it. Stateless, so the same text always gives the same analysis.
class Analyzer {
 public:
  explicit Analyzer(const Lexicon& lexicon) : lexicon_(&lexicon) {}

  // Analyses `text`. `language` is that of the whole text; kUnknownLanguage has it identified.
  AnalyzedText Analyze(std::string text, Language language = kUnknownLanguage,
                       Spelling spelling = Spelling::kAsWritten) const;

  // Like Analyze, but the whole text is one sentence whatever its marks: for statements given one by one.
  AnalyzedText AnalyzeSentence(std::string text, Language language = kUnknownLanguage,
                               Spelling spelling = Spelling::kAsWritten) const;

  const Lexicon& lexicon() const { return *lexicon_; }

 private:
  AnalyzedText Finish(Document document, Language language, Spelling spelling) const;

  const Lexicon* lexicon_;
};

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_ANALYZER_H_
