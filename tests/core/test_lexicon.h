// What tests of the core share: the lexicon of this build, loaded once; small lexicons compiled from a literal; texts
// analysed with either.
#ifndef RECOUPE_TESTS_TEST_LEXICON_H_
#define RECOUPE_TESTS_TEST_LEXICON_H_

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/comparison/model.h"
#include "core/language/analyzer.h"
#include "core/language/lexicon.h"
#include "core/language/lexicon_compiler.h"
#include "core/language/lexicon_data.h"

namespace recoupe::test {

// The lexicon of data/lexicon/, as it is compiled into this build.
inline const Lexicon& TheLexicon() {
  static const Lexicon* const lexicon = [] {
    Result<Lexicon> loaded = Lexicon::Load(LexiconData());
    return loaded.ok() ? new Lexicon(std::move(loaded).value()) : nullptr;
  }();
  REQUIRE(lexicon != nullptr);
  return *lexicon;
}

inline const Model& TheModel() {
  static const Model* const model = [] {
    Result<Model> loaded = Model::Load(ModelData());
    return loaded.ok() ? new Model(std::move(loaded).value()) : nullptr;
  }();
  REQUIRE(model != nullptr);
  return *model;
}

inline const Analyzer& TheAnalyzer() {
  static const Analyzer analyzer(TheLexicon());
  return analyzer;
}

// "fr" -> its number; "" -> unknown.
inline Language LanguageCalled(std::string_view code) {
  return code.empty() ? kUnknownLanguage : TheLexicon().LanguageOf(code);
}

// `text` as one sentence.
inline AnalyzedText Analyzed(std::string text, std::string_view language = "") {
  AnalyzedText analyzed = TheAnalyzer().AnalyzeSentence(std::move(text), LanguageCalled(language));
  REQUIRE(analyzed.sentences.size() == 1);
  return analyzed;
}

// A lexicon of its own, from the text of one file of concepts and one of paradigms.
inline Lexicon SmallLexicon(std::string concepts, std::string morphology = "") {
  Result<CompiledLexicon> compiled =
      CompileLexicon({{"concepts.txt", std::move(concepts)}, {"morphology.txt", std::move(morphology)}});
  REQUIRE(compiled.ok());
  Result<Lexicon> lexicon = Lexicon::Load(compiled.value().bytes);
  REQUIRE(lexicon.ok());
  return std::move(lexicon).value();
}

// The first word of `analyzed` whose text in the document is `text`; the test fails if there is none.
inline const Word& WordAt(const AnalyzedText& analyzed, std::string_view text) {
  for (const Word& word : analyzed.sentences.front().words) {
    if (analyzed.document.Text(word.span) == text) return word;
  }
  INFO("no word '" << text << "' in: " << analyzed.document.text);
  REQUIRE(false);
  return analyzed.sentences.front().words.front();
}

}  // namespace recoupe::test

#endif  // RECOUPE_TESTS_TEST_LEXICON_H_
