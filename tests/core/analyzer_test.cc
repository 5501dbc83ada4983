#include "core/language/analyzer.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::LanguageCalled;
using test::TheAnalyzer;

TEST_CASE("A text has one analysis for each sentence") {
  const AnalyzedText text = TheAnalyzer().Analyze("Velmar a vendu l’usine. Quintal l’a achetée ! Pourquoi ?");
  CHECK(text.language == LanguageCalled("fr"));
  REQUIRE(text.sentences.size() == 3);
  CHECK(text.document.Text(text.sentences[1].span) == "Quintal l’a achetée !");
  CHECK_FALSE(text.sentences[1].question);
  CHECK(text.sentences[2].question);
}

TEST_CASE("The language that is given holds") {
  const AnalyzedText text = TheAnalyzer().Analyze("Velmar sold the mill.", LanguageCalled("fr"));
  CHECK(text.language == LanguageCalled("fr"));
  CHECK(text.sentences.front().language == LanguageCalled("fr"));
}

TEST_CASE("A given statement is one sentence whatever its marks") {
  const AnalyzedText text = TheAnalyzer().AnalyzeSentence("Velmar ferme. Quintal ouvre. Et puis ?");
  REQUIRE(text.sentences.size() == 1);
  CHECK(text.document.Text(text.sentences.front().span) == "Velmar ferme. Quintal ouvre. Et puis ?");
}

TEST_CASE("Text without words has no words") {
  const auto text = GENERATE(as<std::string>{}, "", " ", "\n\n", "\u00A0");
  CAPTURE(text);
  CHECK(TheAnalyzer().Analyze(text).sentences.empty());
  CHECK(TheAnalyzer().AnalyzeSentence(text).sentences.empty());
}

TEST_CASE("A quotation of several sentences is known to go on") {
  const AnalyzedText text = TheAnalyzer().Analyze("« Velmar ferme. Quintal ouvre. » Roy se tait.");
  REQUIRE(text.sentences.size() == 3);
  CHECK_FALSE(text.sentences[0].in_quotation);
  CHECK(text.sentences[1].in_quotation);
  CHECK_FALSE(text.sentences[2].in_quotation);
}

TEST_CASE("A quotation that nobody closes ends with its paragraph") {
  const AnalyzedText text = TheAnalyzer().Analyze("« Velmar ferme.\nQuintal ouvre.\nRoy se tait.");
  REQUIRE(text.sentences.size() == 3);
  CHECK_FALSE(text.sentences[2].in_quotation);
}

TEST_CASE("The same text gives the same analysis") {
  const std::string text = "Selon Oriol, Velmar aurait vendu 1 900 camions à Quintal entre 2013 et 2019.";
  const AnalyzedText one = TheAnalyzer().Analyze(text), two = TheAnalyzer().Analyze(text);
  REQUIRE(one.sentences.size() == two.sentences.size());
  const SentenceAnalysis &a = one.sentences.front(), &b = two.sentences.front();
  REQUIRE(a.words.size() == b.words.size());
  for (size_t i = 0; i < a.words.size(); ++i) {
    CHECK(a.words[i].key == b.words[i].key);
    CHECK(a.words[i].concepts == b.words[i].concepts);
    CHECK(a.words[i].role == b.words[i].role);
  }
  CHECK(a.cues.size() == b.cues.size());
}

TEST_CASE("Malformed and strange text is analysed without harm") {
  const auto text =
      GENERATE(as<std::string>{}, "\xFF\xFE\xFA", "Velmar \xC3 vend \xE2\x80", std::string(2000, '.'),
               std::string(5000, 'a'), "😀😀😀 vend 😀", "«««»»»(((", "1 1 1 1 1 1 1", "$ $ $ 1 $",
               "ne ne ne plus plus que que qu' n' n'", "- - - -", "2019-2020-2021-2022", std::string("a\0b", 3));
  const AnalyzedText analyzed = TheAnalyzer().Analyze(text);
  for (const SentenceAnalysis& sentence : analyzed.sentences) {
    CHECK(sentence.span.end <= text.size());
    for (const Word& word : sentence.words) CHECK(word.span.end <= text.size());
    for (const Quantity& quantity : sentence.quantities) CHECK(quantity.span.end <= text.size());
  }
}

TEST_CASE("A sentence of ten thousand words is analysed") {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "velmar vend 12 camions ";
  const AnalyzedText analyzed = TheAnalyzer().Analyze(text);
  CHECK_FALSE(analyzed.sentences.empty());
}

}  // namespace
}  // namespace recoupe
