#include "core/comparison/similarity.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "core/language/analyzer.h"
#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

// A lexicon in which every relation occurs once.
const Lexicon& Relations() {
  static const Lexicon lexicon = test::SmallLexicon(R"(
[trade]
en.v trade
[sell]
en.v sell
fr.v vendre
isa trade
converse buy
ladder disclosure 60
[lease]
en.v lease
isa trade
[share]
en.v share
ladder disclosure 30
[auction]
en.v auction
isa sell
[buy]
en.v buy
[open-up]
en.v open
anti shut
[shut]
en.v shut
[lock]
en.v lock
isa shut
[mill]
en.n mill
near factory
[factory]
en.n factory
[the]
en.f the
syntax determiner
)");
  return lexicon;
}

Word WordOf(const std::string& text) {
  const AnalyzedText analyzed =
      Analyzer(Relations())
          .AnalyzeSentence(text, text == "vendre" ? Relations().LanguageOf("fr") : Relations().LanguageOf("en"));
  REQUIRE(analyzed.sentences.size() == 1);
  REQUIRE(analyzed.sentences.front().words.size() == 1);
  return analyzed.sentences.front().words.front();
}

TEST_CASE("Two words match as their meanings are related") {
  struct Row {
    std::string claim, statement;
    MatchKind kind;
  };
  const auto row =
      GENERATE(Row{"sell", "sell", MatchKind::kSame}, Row{"sell", "vendre", MatchKind::kConcept},
               Row{"sell", "buy", MatchKind::kConverse}, Row{"trade", "sell", MatchKind::kNarrower},
               Row{"trade", "auction", MatchKind::kNarrower}, Row{"sell", "trade", MatchKind::kBroader},
               Row{"auction", "trade", MatchKind::kBroader}, Row{"open", "shut", MatchKind::kOpposite},
               Row{"shut", "open", MatchKind::kOpposite}, Row{"open", "lock", MatchKind::kOpposite},
               Row{"sell", "lease", MatchKind::kSibling}, Row{"mill", "factory", MatchKind::kNear},
               Row{"factory", "mill", MatchKind::kNear}, Row{"sell", "share", MatchKind::kNear},
               Row{"sell", "mill", MatchKind::kNone}, Row{"Velmar", "Velmar", MatchKind::kSame},
               Row{"Velmar", "Quintal", MatchKind::kNone}, Row{"Velmarine", "Velmarinne", MatchKind::kCognate},
               Row{"the", "the", MatchKind::kNone}, Row{"X", "Y", MatchKind::kNone});
  CAPTURE(row.claim, row.statement);
  const WordMatch match = CompareWords(WordOf(row.claim), WordOf(row.statement), Relations());
  CHECK(match.kind == row.kind);
  CHECK(match.similarity >= 0);
  CHECK(match.similarity <= 1);
  CHECK((match.similarity > 0) == (row.kind != MatchKind::kNone));
}

TEST_CASE("The nearer the meaning, the higher the similarity") {
  const auto similarity = [](const char* claim, const char* statement) {
    return CompareWords(WordOf(claim), WordOf(statement), Relations()).similarity;
  };
  CHECK(similarity("sell", "sell") >= similarity("sell", "vendre"));
  CHECK(similarity("sell", "vendre") > similarity("trade", "sell"));
  CHECK(similarity("trade", "sell") > similarity("mill", "factory"));
  CHECK(similarity("mill", "factory") > similarity("sell", "lease"));
}

TEST_CASE("Short unknown words are not alike by spelling") {
  CHECK(CompareWords(WordOf("Rox"), WordOf("Rix"), Relations()).kind == MatchKind::kNone);
  CHECK(CompareWords(WordOf("Arvec"), WordOf("Brvec"), Relations()).kind == MatchKind::kNone);
}

TEST_CASE("The edit distance counts insertions, deletions, substitutions and transpositions") {
  struct Row {
    std::string a, b;
    int distance;
  };
  const auto row = GENERATE(Row{"", "", 0}, Row{"velmar", "velmar", 0}, Row{"velmar", "velma", 1},
                            Row{"velmar", "velmart", 1}, Row{"velmar", "velmor", 1}, Row{"velmar", "vlemar", 1},
                            Row{"velmar", "evlmra", 2}, Row{"", "ab", 2}, Row{"ab", "", 2});
  CAPTURE(row.a, row.b);
  CHECK(EditDistance(row.a, row.b, 3) == row.distance);
  CHECK(EditDistance(row.b, row.a, 3) == row.distance);
}

TEST_CASE("Beyond the limit the distance is the limit and one") {
  CHECK(EditDistance("velmar", "quintal", 2) == 3);
  CHECK(EditDistance("a", "abcdef", 2) == 3);
  CHECK(EditDistance("abc", "xyz", 0) == 1);
  CHECK(EditDistance(std::string(200, 'a'), std::string(200, 'b'), 2) == 3);
}

}  // namespace
}  // namespace recoupe
