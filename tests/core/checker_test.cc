#include "core/checker/checker.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::TheLexicon;
using test::TheModel;

// A model for which everything speaks to the claim, and one for which nothing does: what is tested here is not what was
// learned.
const Model& Generous() {
  static const Model model = std::move(Model::Load("cut-off\t0.5\nbias\t9\t0\t0\t0")).value();
  return model;
}
const Model& Strict() {
  static const Model model = std::move(Model::Load("cut-off\t0.5\nbias\t-9\t0\t0\t0")).value();
  return model;
}

Corpus SmallCorpus() {
  CorpusBuilder builder(TheLexicon());
  ArticleSource article{.id = "a1",
                        .title = "Velmar et ses usines",
                        .text = "",
                        .language = "fr",
                        .url = "",
                        .publisher = "",
                        .published = "",
                        .statements = {}};
  article.text =
      "Velmar a vendu l’usine de Brossard à Quintal en 2019. Selon Mme Oriol, elle aurait vendu neuf camions. Le temps "
      "fut doux. "
      "Quintal n’a pas acheté de navires. Velmar possède une école. Velmar ouvre un port. Velmar ferme une gare.";
  REQUIRE(builder.Add(article).ok());
  ArticleSource given{.id = "a2",
                      .title = "",
                      .text = "",
                      .language = "en",
                      .url = "",
                      .publisher = "",
                      .published = "",
                      .statements = {}};
  given.statements.push_back({.id = "s1", .text = "Velmar sold nine lorries.", .gloss = "", .speaker = "Ruth Tallow"});
  REQUIRE(builder.Add(given).ok());
  Result<Corpus> corpus = Corpus::Open(builder.Finish(), TheLexicon());
  REQUIRE(corpus.ok());
  return std::move(corpus).value();
}

Report Checked(const Model& model, const std::string& text, CheckOptions options = {}) {
  const Checker checker(SmallCorpus(), TheLexicon(), model);
  Result<Report> report = checker.Check(text, options);
  REQUIRE(report.ok());
  return std::move(report).value();
}

TEST_CASE("Articles that are left out are neither quoted nor counted") {
  const Report all = Checked(Generous(), "Velmar sold nine lorries.", {.limit = 50});
  const Report rest = Checked(Generous(), "Velmar sold nine lorries.", {.limit = 50, .without = {"a1", "no such id"}});
  REQUIRE(rest.claims.front().excerpts.size() == 1);
  CHECK(rest.claims.front().excerpts.front().text == "Velmar sold nine lorries.");
  CHECK(all.claims.front().excerpts.size() > 1);
  CHECK(all.claims.front().coverage.articles == 2);
  CHECK(rest.claims.front().coverage.articles == 1);
  CHECK(rest.claims.front().coverage.statements == 1);
  const Report none = Checked(Generous(), "Velmar sold nine lorries.", {.without = {"a1", "a2"}});
  CHECK(none.outcome == Outcome::kNotCovered);
  CHECK_FALSE(none.claims.front().coverage.terms.front().found);
}

TEST_CASE("A statement that begins as another does is told by its neighbours") {
  CorpusBuilder builder(TheLexicon());
  ArticleSource article;
  article.id = "twice";
  article.text =
      "Velmar sold nine lorries to Quintal last week. The weather was mild. Velmar sold nine lorries to Brossard in "
      "May. Nobody came.";
  REQUIRE(builder.Add(article).ok());
  const Checker checker(Corpus::Open(builder.Finish(), TheLexicon()).value(), TheLexicon(), Generous());
  const Report report = checker.Check("Velmar sold nine lorries to Brossard.", {.limit = 50}).value();
  for (const ComparedStatement& excerpt : report.claims.front().excerpts) {
    if (excerpt.statement == 0) CHECK((excerpt.before.empty() && excerpt.after == "The weather was mild."));
    if (excerpt.statement == 1) CHECK((excerpt.before.empty() && excerpt.after.empty()));
    if (excerpt.statement == 2) CHECK((excerpt.before == "The weather was mild." && excerpt.after == "Nobody came."));
  }
  CHECK(report.claims.front().excerpts.size() >= 2);
}

TEST_CASE("A text that is empty or too long is refused") {
  const Checker checker(SmallCorpus(), TheLexicon(), Generous());
  const auto text = GENERATE(as<std::string>{}, "", " ", "\n\t\r ");
  CHECK(checker.Check(text, {}).error().code == "empty-text");
  CHECK(checker.Candidates(text, {}).error().code == "empty-text");
  CHECK(checker.Check(std::string(kLongestText + 1, 'a'), {}).error().code == "text-too-long");
  CHECK(checker.Check(std::string(kLongestText, 'a'), {}).ok());
}

TEST_CASE("The length is counted in UTF-16 units") {
  const Checker checker(SmallCorpus(), TheLexicon(), Strict());
  std::string accents;
  for (uint32_t i = 0; i < kLongestText; ++i) accents += "é";
  CHECK(checker.Check(accents, {}).ok());
  CHECK_FALSE(checker.Check(accents + "e", {}).ok());
}

TEST_CASE("No-break spaces alone are no text") {
  const Checker checker(SmallCorpus(), TheLexicon(), Generous());
  const Result<Report> report = checker.Check("\u00A0\u202F", {});
  REQUIRE_FALSE(report.ok());
  CHECK(report.error().code == "empty-text");
}

TEST_CASE("A claim that the corpus answers has excerpts, best first, at most as many as asked for") {
  const auto limit = GENERATE(1u, 2u, 5u);
  const Report report = Checked(Generous(), "Velmar sold lorries", {.language = kUnknownLanguage, .limit = limit});
  REQUIRE(report.claims.size() == 1);
  const ClaimReport& claim = report.claims.front();
  CHECK(claim.excerpts.size() == limit);
  for (size_t i = 1; i < claim.excerpts.size(); ++i) CHECK(claim.excerpts[i - 1].score >= claim.excerpts[i].score);
  CHECK(claim.near_misses.empty());
  CHECK(claim.outcome != Outcome::kNotCovered);
}

TEST_CASE("Where nothing passes the cut-off the claim is not covered, and the nearest misses are shown") {
  const Report report = Checked(Strict(), "Velmar sold lorries");
  REQUIRE(report.claims.size() == 1);
  CHECK(report.claims.front().excerpts.empty());
  CHECK(report.claims.front().near_misses.size() == kNearMisses);
  CHECK(report.outcome == Outcome::kNotCovered);
}

TEST_CASE("A claim that shares no word with the corpus is not covered, without misses") {
  const Report report = Checked(Generous(), "Penguins sleep");
  REQUIRE(report.claims.size() == 1);
  CHECK(report.claims.front().excerpts.empty());
  CHECK(report.claims.front().near_misses.empty());
  CHECK(report.outcome == Outcome::kNotCovered);
}

TEST_CASE("What cannot be checked says why and is not compared") {
  const Report report = Checked(Generous(), "Bonjour !");
  REQUIRE(report.claims.size() == 1);
  CHECK(report.claims.front().outcome == Outcome::kNotCheckable);
  CHECK(report.claims.front().reason == NotCheckable::kGreeting);
  CHECK(report.claims.front().excerpts.empty());
  CHECK(report.outcome == Outcome::kNotCheckable);
}

TEST_CASE("A text of several sentences has a claim for each") {
  const std::string text = "Bonjour ! Velmar a vendu l’usine. Les manchots dorment.";
  const Report report = Checked(Generous(), text);
  REQUIRE(report.claims.size() == 3);
  CHECK(text.substr(report.claims[1].span.begin, report.claims[1].span.size()) == "Velmar a vendu l’usine.");
  CHECK(report.claims[0].outcome == Outcome::kNotCheckable);
  CHECK(report.claims[2].outcome == Outcome::kNotCovered);
  CHECK(report.outcome != Outcome::kNotCovered);  // one is covered
}

TEST_CASE("Coverage says which words of the claim the corpus has") {
  const std::string text = "Velmar sold penguins";
  const Report report = Checked(Strict(), text);
  const Coverage& coverage = report.claims.front().coverage;
  CHECK(coverage.articles == 2);
  CHECK(coverage.statements == 9);  // the headline, seven sentences, one given statement
  REQUIRE(coverage.terms.size() == 3);
  const std::vector<bool> found = {true, true, false};
  for (size_t i = 0; i < 3; ++i) {
    CAPTURE(text.substr(coverage.terms[i].claim.begin, coverage.terms[i].claim.size()));
    CHECK(coverage.terms[i].found == found[i]);
  }
}

TEST_CASE("An excerpt is verbatim, in its article's language, and its spans lie inside") {
  const Checker checker(SmallCorpus(), TheLexicon(), Generous());
  const std::string text = "Velmar sold nine lorries to Quintal in 2019";
  const Result<Report> report = checker.Check(text, {});
  REQUIRE(report.ok());
  for (const ComparedStatement& excerpt : report.value().claims.front().excerpts) {
    CAPTURE(excerpt.text);
    REQUIRE(excerpt.statement >= 0);
    const Statement& statement = checker.corpus().statements()[static_cast<size_t>(excerpt.statement)];
    CHECK(excerpt.text == statement.text);
    CHECK(excerpt.language == checker.corpus().articles()[statement.article].language);
    for (const Nuance& nuance : excerpt.nuances) CHECK(nuance.span.end <= excerpt.text.size());
    CHECK(excerpt.speaker_span.end <= excerpt.text.size());
    for (const SlotAlignment& slot : excerpt.alignment) {
      CHECK(slot.claim.end <= text.size());
      CHECK_FALSE(slot.claim.empty());
      if (slot.answered) CHECK(slot.excerpt.end <= excerpt.text.size());
    }
  }
}

TEST_CASE("The speaker is the statement's, or who the sentence names") {
  const Report report = Checked(Generous(), "Velmar sold nine lorries");
  bool given = false, named = false;
  for (const ComparedStatement& excerpt : report.claims.front().excerpts) {
    given |= excerpt.speaker == "Ruth Tallow" && excerpt.speaker_span.empty();
    named |= excerpt.speaker == "Mme Oriol" &&
             excerpt.text.substr(excerpt.speaker_span.begin, excerpt.speaker_span.size()) == "Mme Oriol";
  }
  CHECK(given);
  CHECK(named);
}

TEST_CASE("The same check gives the same report") {
  const Report one = Checked(TheModel(), "Velmar sold nine lorries to Quintal"),
               two = Checked(TheModel(), "Velmar sold nine lorries to Quintal");
  CHECK(one.outcome == two.outcome);
  REQUIRE(one.claims.front().excerpts.size() == two.claims.front().excerpts.size());
  for (size_t i = 0; i < one.claims.front().excerpts.size(); ++i)
    CHECK(one.claims.front().excerpts[i].score == two.claims.front().excerpts[i].score);
}

TEST_CASE("An empty corpus covers nothing") {
  CorpusBuilder builder(TheLexicon());
  const Checker checker(std::move(Corpus::Open(builder.Finish(), TheLexicon())).value(), TheLexicon(), Generous());
  const Result<Report> report = checker.Check("Velmar sold the mill", {});
  REQUIRE(report.ok());
  CHECK(report.value().outcome == Outcome::kNotCovered);
  CHECK(report.value().claims.front().coverage.statements == 0);
}

TEST_CASE("A pronoun is no speaker") {
  const auto statement = GENERATE(as<std::string>{}, "She says the factory was sold.", "L’usine a été vendue, dit-elle.",
                                  "Selon lui, l’usine a été vendue.");
  const Result<ComparedStatement> unnamed = CompareStatement("The factory was sold.", kUnknownLanguage, statement,
                                                             kUnknownLanguage, TheLexicon(), Generous());
  CHECK(unnamed.value().speaker.empty());
}

TEST_CASE("A pair is judged without a corpus") {
  const Result<ComparedStatement> compared =
      CompareStatement("Velmar sold the mill", kUnknownLanguage, "Selon Mme Oriol, Velmar a vendu l’usine.",
                       kUnknownLanguage, TheLexicon(), Generous());
  REQUIRE(compared.ok());
  CHECK(compared.value().statement == -1);
  CHECK(compared.value().speaker == "Mme Oriol");
  CHECK(compared.value().language == test::LanguageCalled("fr"));
  CHECK(compared.value().alignment.size() == 3);
}

TEST_CASE("A pair with an empty text is refused") {
  CHECK(CompareStatement("", kUnknownLanguage, "Text.", kUnknownLanguage, TheLexicon(), Generous()).error().code ==
        "empty-text");
  CHECK(CompareStatement("Text.", kUnknownLanguage, " \n", kUnknownLanguage, TheLexicon(), Generous()).error().code ==
        "empty-text");
  CHECK(CompareStatement("Text.", kUnknownLanguage, std::string(kLongestText + 1, 'a'), kUnknownLanguage, TheLexicon(),
                         Generous())
            .error()
            .code == "text-too-long");
  CHECK(CompareStatement("…", kUnknownLanguage, "?", kUnknownLanguage, TheLexicon(), Generous()).ok());
}

TEST_CASE("Candidates are every statement that shares a word, with their features") {
  const Checker checker(SmallCorpus(), TheLexicon(), Strict());
  const Result<Report> report = checker.Candidates("Velmar sold lorries", {});
  REQUIRE(report.ok());
  REQUIRE(report.value().claims.size() == 1);
  CHECK(report.value().claims.front().excerpts.size() >= 6);
  for (const ComparedStatement& candidate : report.value().claims.front().excerpts)
    CHECK(candidate.features[Feature::kBias] == 1);
}

TEST_CASE("Outcomes and slots have names") {
  CHECK(OutcomeName(Outcome::kNotCovered) == "not-covered");
  CHECK(OutcomeName(Outcome::kNotCheckable) == "not-checkable");
  CHECK(OutcomeName(Outcome::kMixed) == "mixed");
  CHECK(SlotName(Slot::kAgent) == "agent");
  CHECK(SlotName(Slot::kOther) == "other");
}

}  // namespace
}  // namespace recoupe
