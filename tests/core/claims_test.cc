#include "core/checker/claims.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::TheAnalyzer;

NotCheckable ReasonOf(const std::string& text) {
  const std::vector<FoundClaim> claims = FindClaims(TheAnalyzer().Analyze(text));
  REQUIRE(claims.size() == 1);
  return claims.front().reason;
}

TEST_CASE("Statements of fact and yes-or-no questions can be checked") {
  const auto text =
      GENERATE(as<std::string>{}, "Velmar sold data to governments.", "Velmar a vendu des fichiers à la mairie.",
               "Did Velmar sell data to governments?", "Velmar a-t-il vendu des fichiers ?",
               "Est-ce que Velmar a vendu des fichiers ?", "Has Velmar been accused of theft?", "Usine Velmar fermée",
               "Velmar closed 9 mills!", "In my opinion Velmar sold nine mills to Quintal.",
               "Nine drivers sign up for the strike.");
  CAPTURE(text);
  CHECK(NotCheckableName(ReasonOf(text)).empty());
}

TEST_CASE("What proposes nothing cannot be checked, and the reason is given") {
  struct Row {
    std::string text;
    NotCheckable reason;
  };
  const auto row = GENERATE(
      Row{"Why did Velmar sell data?", NotCheckable::kQuestion},
      Row{"Pourquoi Velmar a vendu l’usine ?", NotCheckable::kQuestion},
      Row{"Who sold the mill?", NotCheckable::kQuestion}, Row{"Qui a vendu l’usine ?", NotCheckable::kQuestion},
      Row{"Bonjour !", NotCheckable::kGreeting}, Row{"Hello!", NotCheckable::kGreeting},
      Row{"It is what it is.", NotCheckable::kTooShort}, Row{"Et alors ?", NotCheckable::kTooShort},
      Row{"Please close the door.", NotCheckable::kOrder}, Row{"Close the door, please.", NotCheckable::kOrder},
      Row{"Je déteste ce paysage.", NotCheckable::kOpinion},
      Row{"In my opinion the weather is bad.", NotCheckable::kOpinion},
      Row{"xyzzu brqwt flarn grebbit zwonk plib", NotCheckable::kUnknownLanguage});
  CAPTURE(row.text);
  CHECK(ReasonOf(row.text) == row.reason);
}

TEST_CASE("Each sentence is one claim, in order") {
  const std::vector<FoundClaim> claims =
      FindClaims(TheAnalyzer().Analyze("Bonjour ! Velmar a vendu l’usine. Pourquoi a-t-elle fermé ?"));
  REQUIRE(claims.size() == 3);
  for (uint32_t i = 0; i < 3; ++i) CHECK(claims[i].sentence == i);
  CHECK(claims[0].reason == NotCheckable::kGreeting);
  CHECK(claims[1].reason == NotCheckable::kNo);
  CHECK(claims[2].reason == NotCheckable::kQuestion);
}

TEST_CASE("A text without sentences has no claims") { CHECK(FindClaims(TheAnalyzer().Analyze("  \n")).empty()); }

TEST_CASE("Every reason has a name of its own") {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(NotCheckable::kUnknownLanguage); ++i)
    CHECK(names.insert(NotCheckableName(static_cast<NotCheckable>(i))).second);
  CHECK(NotCheckableName(NotCheckable::kQuestion) == "question-without-claim");
}

std::vector<std::string> PartsOf(const std::string& text) {
  const AnalyzedText analyzed = TheAnalyzer().Analyze(text);
  std::vector<std::string> parts;
  for (const SentenceAnalysis& part : SplitIntoParts(analyzed.sentences.front()))
    parts.emplace_back(analyzed.document.Text(part.span));
  return parts;
}

TEST_CASE("A claim that joins two is split, with its own words only") {
  CHECK(PartsOf("Velmar bought the mill in May and sold nine trucks to Quintal.") ==
        std::vector<std::string>{"Velmar bought the mill in May", "sold nine trucks to Quintal."});
  CHECK(PartsOf("Velmar a fermé l’usine en mai et Quintal a vendu neuf camions.") ==
        std::vector<std::string>{"Velmar a fermé l’usine en mai", "Quintal a vendu neuf camions."});
}

TEST_CASE("The parts share a subject that is said once") {
  const AnalyzedText analyzed = TheAnalyzer().Analyze("Velmar bought the mill in May and sold nine trucks to Quintal.");
  const std::vector<SentenceAnalysis> parts = SplitIntoParts(analyzed.sentences.front());
  REQUIRE(parts.size() == 2);
  const Word& subject = parts[1].words.front();
  CHECK(subject.content);
  CHECK(analyzed.document.Text(subject.span) == "Velmar");
  CHECK_FALSE(std::any_of(parts[1].words.begin(), parts[1].words.end(),
                          [](const Word& word) { return word.content && word.key == "mill"; }));
}

TEST_CASE("One claim stays one") {
  const auto text = GENERATE(as<std::string>{}, "Velmar sold the mill.", "Velmar and Quintal sold the mill.",
                             "Velmar sold the mill and the land.", "Oriol said that Velmar left and Quintal came.",
                             "The mill which Velmar bought and Quintal sold is closed.");
  CAPTURE(text);
  CHECK(PartsOf(text).empty());
}

}  // namespace
}  // namespace recoupe
