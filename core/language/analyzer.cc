#include "core/language/analyzer.h"

#include <utility>

#include "core/language/propositions.h"
#include "core/language/quantities.h"
#include "core/language/words.h"
#include "core/text/sentences.h"
#include "core/text/tokenizer.h"

namespace recoupe {

AnalyzedText Analyzer::Analyze(std::string text, Language language, Spelling spelling) const {
  return Finish(SplitSentences(std::move(text)), language, spelling);
}

AnalyzedText Analyzer::AnalyzeSentence(std::string text, Language language, Spelling spelling) const {
  Document document;
  document.text = std::move(text);
  document.tokens = Tokenize(document.text);
  if (!document.tokens.empty()) {
    const auto count = static_cast<uint32_t>(document.tokens.size());
    document.sentences.push_back(
        {{document.tokens.front().span.begin, document.tokens.back().span.end}, 0, count, true});
  }
  return Finish(std::move(document), language, spelling);
}

AnalyzedText Analyzer::Finish(Document document, Language language, Spelling spelling) const {
  AnalyzedText text;
  if (language == kUnknownLanguage) {
    language = IdentifyLanguage(document, *lexicon_, 0, static_cast<uint32_t>(document.tokens.size()));
  }
  text.language = language;
  const std::vector<PatternMatch> matches = FindPatterns(document.text);
  bool in_quotation = false;
  for (const Sentence& sentence : document.sentences) {
    SentenceAnalysis analysis;
    analysis.span = sentence.span;
    analysis.language = language;
    analysis.in_quotation = in_quotation;
    analysis.words = ReadWords(document, sentence, language, spelling, *lexicon_);
    for (uint32_t i = sentence.first_token; i < sentence.last_token; ++i) {
      const std::string& mark = document.tokens[i].lower;
      if (document.tokens[i].kind != TokenKind::kPunctuation) continue;
      if (mark == "«" || mark == "“") in_quotation = true;
      if (mark == "»" || mark == "”") in_quotation = false;
      if (mark == "?") analysis.question = true;
    }
    if (in_quotation && sentence.starts_paragraph && &sentence != &document.sentences.front()) in_quotation = false;
    FindQuantities(document, *lexicon_, matches, &analysis);
    FindPropositions(&analysis);
    FindCues(&analysis);
    FindAttributions(&analysis);
    text.sentences.push_back(std::move(analysis));
  }
  text.document = std::move(document);
  return text;
}

}  // namespace recoupe
