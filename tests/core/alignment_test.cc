#include "core/comparison/alignment.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::Analyzed;
using test::TheLexicon;

struct Pair {
  AnalyzedText claim, statement;
  Alignment alignment;

  Pair(const std::string& claim_text, const std::string& statement_text, const StatementContext& context = {})
      : claim(Analyzed(claim_text)),
        statement(Analyzed(statement_text)),
        alignment(Align(claim.sentences.front(), statement.sentences.front(), context, TheLexicon())) {}

  const WordAnswer& AnswerTo(std::string_view word) const {
    for (const WordAnswer& answer : alignment.answers) {
      if (claim.document.Text(claim.sentences.front().words[answer.claim_word].span) == word) return answer;
    }
    INFO("the claim has no word to answer: " << word);
    REQUIRE(false);
    return alignment.answers.front();
  }
  // What answers a word of the claim; "" for nothing.
  std::string Answered(std::string_view word) const {
    const WordAnswer& answer = AnswerTo(word);
    if (answer.statement_word < 0) return "";
    return std::string(statement.document.Text(statement.sentences.front().words[answer.statement_word].span));
  }
};

TEST_CASE("Each content word of a claim counts, and the weights add up to one") {
  const auto text = GENERATE(as<std::string>{}, "Velmar sold nine lorries to Quintal in 2019.",
                             "Velmar a vendu l’usine.", "Prices rose by 9 percent.", "Velmar");
  CAPTURE(text);
  const AnalyzedText claim = Analyzed(text);
  float total = 0;
  for (const WordAnswer& answer : ClaimWords(claim.sentences.front())) {
    CHECK(answer.weight > 0);
    CHECK(claim.sentences.front().words[answer.claim_word].content);
    total += answer.weight;
  }
  CHECK(total == Catch::Approx(1));
}

TEST_CASE("A claim without content has nothing to answer") {
  CHECK(ClaimWords(Analyzed("It is the.", "en").sentences.front()).empty());
  const Pair pair("It is the.", "Velmar sold the mill.");
  CHECK(pair.alignment.answers.empty());
}

TEST_CASE("A quantity or a date of several words is answered once") {
  const AnalyzedText claim = Analyzed("Velmar paid 4.6 million euros on October 6, 2022.", "en");
  int values = 0;
  for (const WordAnswer& answer : ClaimWords(claim.sentences.front())) {
    const Word& word = claim.sentences.front().words[answer.claim_word];
    values += word.quantity >= 0 || word.date >= 0;
  }
  CHECK(values == 2);
}

TEST_CASE("Names count most") {
  const AnalyzedText claim = Analyzed("Velmar sold the mill.", "en");
  const std::vector<WordAnswer> answers = ClaimWords(claim.sentences.front());
  REQUIRE(answers.size() == 3);
  CHECK(answers[0].weight > answers[1].weight);
  CHECK(answers[0].weight > answers[2].weight);
}

TEST_CASE("Words are answered across languages") {
  const Pair pair("Velmar sold the factory to Quintal.", "En 2019, Velmar a vendu à Quintal sa vieille usine.");
  CHECK(pair.Answered("Velmar") == "Velmar");
  CHECK(pair.Answered("sold") == "vendu");
  CHECK(pair.Answered("factory") == "usine");
  CHECK(pair.Answered("Quintal") == "Quintal");
  CHECK(pair.alignment.predicate.similarity > 0.9f);
}

TEST_CASE("A word that nothing answers says so") {
  const Pair pair("Velmar sold lorries to penguins.", "Velmar sold lorries.");
  CHECK(pair.Answered("penguins").empty());
  CHECK(pair.AnswerTo("penguins").statement_word == -1);
}

TEST_CASE("One word of the statement answers one of the claim") {
  const Pair pair("Velmar sold lorries and lorries.", "Velmar sold lorries.");
  int answered = 0;
  for (const WordAnswer& answer : pair.alignment.answers) {
    answered +=
        answer.statement_word >= 0 &&
        pair.statement.document.Text(pair.statement.sentences.front().words[answer.statement_word].span) == "lorries";
  }
  CHECK(answered == 1);
}

TEST_CASE("Numbers are compared by value") {
  struct Row {
    std::string claim, statement;
    ValueMatch value;
  };
  const auto row =
      GENERATE(Row{"Velmar owns 9 mills.", "Velmar possède neuf usines.", ValueMatch::kEqual},
               Row{"Velmar owns 9 mills.", "Velmar owns 12 mills.", ValueMatch::kConflict},
               Row{"Velmar owns 10 mills.", "Velmar owns 9 to 12 mills.", ValueMatch::kWithin},
               Row{"Velmar owns 1,900 mills.", "Velmar owns about 2,000 mills.", ValueMatch::kWithin},
               Row{"Velmar owns 9 mills.", "Velmar sold the mills.", ValueMatch::kMissing},
               Row{"Velmar paid 4.6 million euros.", "Velmar a versé 4 600 000 euros.", ValueMatch::kEqual},
               Row{"Velmar paid 150 million dollars.", "Velmar paid 150 million euros.", ValueMatch::kConflict},
               Row{"Prices rose 9 percent.", "Prices rose by 9%.", ValueMatch::kEqual});
  CAPTURE(row.claim, row.statement);
  const Pair pair(row.claim, row.statement);
  for (const WordAnswer& answer : pair.alignment.answers) {
    if (pair.claim.sentences.front().words[answer.claim_word].quantity >= 0) CHECK(answer.value == row.value);
  }
}

TEST_CASE("Dates are compared as far as they are told") {
  struct Row {
    std::string claim, statement;
    ValueMatch value;
  };
  const auto row =
      GENERATE(Row{"The mill closed in 2019.", "L’usine a fermé en 2019.", ValueMatch::kEqual},
               Row{"The mill closed in 2019.", "The mill closed in 2018.", ValueMatch::kConflict},
               Row{"The mill closed in 2019.", "The mill closed in October 2019.", ValueMatch::kEqual},
               Row{"The mill closed in October 2019.", "L’usine a fermé en mai 2019.", ValueMatch::kConflict},
               Row{"The mill ran in 2015.", "The mill ran from 2013 to 2019.", ValueMatch::kWithin},
               Row{"The mill closed in 2019.", "The mill closed.", ValueMatch::kMissing});
  CAPTURE(row.claim, row.statement);
  const Pair pair(row.claim, row.statement);
  for (const WordAnswer& answer : pair.alignment.answers) {
    if (pair.claim.sentences.front().words[answer.claim_word].date >= 0) CHECK(answer.value == row.value);
  }
}

TEST_CASE("Title and sentences before answer what the statement leaves out, the nearer the better") {
  const AnalyzedText title = Analyzed("Velmar sells its mill", "en"),
                     before = Analyzed("Velmar was founded in the valley.", "en");
  StatementContext context;
  context.title = &title.sentences.front();
  const Pair by_title("Velmar sold the mill.", "It sold the mill.", context);
  CHECK(by_title.AnswerTo("Velmar").statement_word == -1);
  CHECK(by_title.AnswerTo("Velmar").context > 0.5f);
  context = {};
  context.before = {&before.sentences.front()};
  const Pair by_neighbour("Velmar sold the mill.", "It sold the mill.", context);
  CHECK(by_neighbour.AnswerTo("Velmar").context >= by_title.AnswerTo("Velmar").context);
  CHECK(Pair("Velmar sold the mill.", "It sold the mill.").AnswerTo("Velmar").context == 0);
}

TEST_CASE("The act is compared with the act, not with who reports it") {
  const Pair pair("Velmar sold the mill.", "Tallow says Velmar sold the mill.");
  REQUIRE(pair.alignment.predicate_answer >= 0);
  CHECK(pair.statement.document.Text(pair.statement.sentences.front().words[pair.alignment.predicate_answer].span) ==
        "sold");
}

TEST_CASE("Statements without words are aligned too") {
  const AnalyzedText claim = Analyzed("Velmar sold the mill.", "en");
  const Alignment alignment = Align(claim.sentences.front(), SentenceAnalysis{}, {}, TheLexicon());
  CHECK(alignment.answers.size() == 3);
  CHECK(alignment.claim_of.empty());
  CHECK(alignment.statement_proposition == -1);
}

TEST_CASE("A number that the statement has is not contradicted by another") {
  const Pair pair("Velmar is to cut 87 of its 410 jobs.", "Velmar va supprimer 87 postes sur 410.");
  for (const WordAnswer& answer : pair.alignment.answers) CHECK(answer.value != ValueMatch::kConflict);
}

TEST_CASE("What a number was before does not answer what it is") {
  const Pair pair("Velmar sold 31 trucks.", "Velmar sold 22 trucks, compared with 31 last year.");
  CHECK(pair.AnswerTo("31").value == ValueMatch::kConflict);
}

TEST_CASE("A change that two numbers tell answers a word of change") {
  CHECK(
      Pair("Sales of trucks fell.", "Velmar sold 22 trucks, compared with 31 last year.").AnswerTo("fell").match.kind ==
      MatchKind::kConcept);
  CHECK(
      Pair("Sales of trucks rose.", "Velmar sold 22 trucks, compared with 31 last year.").AnswerTo("rose").match.kind ==
      MatchKind::kOpposite);
}

TEST_CASE("The predicate is what says something") {
  const Pair pair("The mill is shut.", "The mill is closed.");
  REQUIRE(pair.alignment.predicate_word >= 0);
  CHECK(pair.claim.document.Text(pair.claim.sentences.front().words[pair.alignment.predicate_word].span) == "shut");
}

TEST_CASE("Of two words that mean the same, the one with the claim's own arguments answers") {
  const Pair pair("Truck sales dropped.", "Quintal dropped the plan after truck sales dropped.");
  CHECK(pair.AnswerTo("dropped").statement_word > 3);
}

}  // namespace
}  // namespace recoupe
