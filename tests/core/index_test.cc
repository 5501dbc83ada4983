#include "core/corpus/index.h"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::Analyzed;
using test::TheLexicon;
using test::WordAt;

Index IndexOf(const std::vector<std::string>& statements, const std::string& language = "") {
  Index index;
  for (const std::string& statement : statements) index.Add(Analyzed(statement, language).sentences.front());
  index.Finish();
  return index;
}

std::vector<uint32_t> Found(const Index& index, const std::string& claim, size_t limit = 10) {
  std::vector<uint32_t> statements;
  for (const Hit& hit : index.Search(QueryTerms(Analyzed(claim).sentences.front(), TheLexicon()), limit))
    statements.push_back(hit.statement);
  return statements;
}

Term TermOf(const std::string& word, const std::string& language) {
  const AnalyzedText text = Analyzed(word, language);
  const std::vector<Term> terms = TermsOf(text.sentences.front().words.front(), text.sentences.front());
  REQUIRE_FALSE(terms.empty());
  return terms.front();
}

TEST_CASE("The statement that shares most with the claim comes first") {
  const Index index = IndexOf({"Brossard opened a school in the valley.", "Velmar sold nine lorries to Quintal.",
                               "Velmar opened a school.", "The weather was mild in the valley."});
  CHECK(Found(index, "Velmar sold lorries to Quintal").front() == 1);
  CHECK(Found(index, "Brossard opened a school").front() == 0);
}

TEST_CASE("A claim in one language finds a statement in the other") {
  const Index index = IndexOf(
      {"Le temps fut doux dans la vallée.", "Velmar a vendu neuf camions.", "La mairie a repeint une école."}, "fr");
  CHECK(Found(index, "Velmar sold lorries").front() == 1);
  CHECK(Found(index, "The town hall repainted a school").front() == 2);
}

TEST_CASE("Statements that are left out are passed over, however well they fit") {
  const Index index = IndexOf({"Velmar sold nine lorries to Quintal.", "Velmar sold a lorry.", "The weather was mild."});
  const std::vector<QueryTerm> query =
      QueryTerms(Analyzed("Velmar sold nine lorries to Quintal").sentences.front(), TheLexicon());
  const std::vector<Hit> hits = index.Search(query, 1, {true, false, false});
  REQUIRE(hits.size() == 1);
  CHECK(hits.front().statement == 1);
  const Term sold = TermOf("sold", "en");
  CHECK(index.Occurs(sold));
  CHECK(index.Occurs(sold, {true, false, false}));
  CHECK_FALSE(index.Occurs(sold, {true, true, false}));
}

TEST_CASE("Nothing in common is no hit") {
  const Index index = IndexOf({"Velmar sold nine lorries."});
  CHECK(Found(index, "Penguins sleep").empty());
  CHECK(index.Search({}, 10).empty());
}

TEST_CASE("Function words find nothing") {
  const Index index = IndexOf({"The mill of the town was there.", "It is what it is."});
  CHECK(Found(index, "It was of the").empty());
}

TEST_CASE("An empty index answers") {
  Index index;
  index.Finish();
  CHECK(index.statement_count() == 0);
  CHECK(Found(index, "Velmar sold lorries").empty());
}

TEST_CASE("The limit cuts the list and does not change it") {
  std::vector<std::string> statements;
  for (int i = 0; i < 20; ++i)
    statements.push_back("Velmar sold lorry number " + std::to_string(100 + i) + (i % 3 == 0 ? " to Quintal." : "."));
  const Index index = IndexOf(statements);
  const std::vector<uint32_t> all = Found(index, "Velmar sold a lorry to Quintal", 100),
                              few = Found(index, "Velmar sold a lorry to Quintal", 5);
  REQUIRE(all.size() == 20);
  REQUIRE(few.size() == 5);
  CHECK(std::equal(few.begin(), few.end(), all.begin()));
  CHECK(Found(index, "Velmar sold a lorry", 0).empty());
}

TEST_CASE("Equal scores are ordered by number") {
  const Index index = IndexOf({"Velmar sold lorries.", "Velmar sold lorries.", "Velmar sold lorries."});
  CHECK(Found(index, "Velmar sold lorries") == std::vector<uint32_t>{0, 1, 2});
}

TEST_CASE("A rare word counts more than a common one") {
  const Index index =
      IndexOf({"Velmar sold lorries.", "Velmar sold boats.", "Velmar sold lamps.", "Quintal sold lorries."});
  CHECK(index.Idf(TermOf("Quintal", "en")) > index.Idf(TermOf("Velmar", "en")));
  CHECK(Found(index, "Quintal sold lorries").front() == 3);
}

TEST_CASE("Of two statements that contain a word the shorter scores higher") {
  const Index index =
      IndexOf({"Velmar, after long talks with the council, the port and the unions of the valley, sold lorries.",
               "Velmar sold lorries."});
  CHECK(Found(index, "Velmar lorries").front() == 1);
}

TEST_CASE("Document frequency and idf are BM25's") {
  const Index index = IndexOf({"Velmar sold lorries.", "Velmar sold boats.", "Quintal bought lamps."});
  const Term velmar = TermOf("Velmar", "en");
  CHECK(index.DocumentFrequency(velmar) == 2);
  CHECK(index.DocumentFrequency(TermOf("Brossard", "en")) == 0);
  CHECK(index.Idf(velmar) == Catch::Approx(std::log(1 + (3 - 2 + 0.5) / (2 + 0.5))));
  CHECK(index.statement_count() == 3);
}

TEST_CASE("A word twice in a statement is one document") {
  const Index index = IndexOf({"Velmar and Velmar sold lorries."});
  CHECK(index.DocumentFrequency(TermOf("Velmar", "en")) == 1);
}

TEST_CASE("A misspelt name is still found") {
  const Index index = IndexOf({"Velmarine sold nine lorries.", "Quintal bought a lamp."});
  const std::vector<uint32_t> found = Found(index, "Velmarinne");
  REQUIRE(found.size() == 1);
  CHECK(found.front() == 0);
}

TEST_CASE("Dates and numbers are found by value, however they are written") {
  const Index index = IndexOf({"Velmar a perdu 4 600 000 euros.", "L’usine a brûlé en octobre 2022."}, "fr");
  CHECK(Found(index, "It lost 4.6 million").front() == 0);
  CHECK(Found(index, "In October 2022").front() == 1);
}

TEST_CASE("Related meanings are looked for at lower weight") {
  const AnalyzedText claim = Analyzed("Velmar sold the mill.", "en");
  const std::vector<QueryTerm> query = QueryTerms(claim.sentences.front(), TheLexicon());
  const std::vector<Term> own = TermsOf(WordAt(claim, "sold"), claim.sentences.front());
  const std::vector<Term> converse =
      TermsOf(Analyzed("bought", "en").sentences.front().words.front(), Analyzed("bought", "en").sentences.front());
  const auto weight = [&](const std::vector<Term>& terms) {
    float best = 0;
    for (const QueryTerm& term : query) {
      if (std::find(terms.begin(), terms.end(), term.term) != terms.end()) best = std::max(best, term.weight);
    }
    return best;
  };
  CHECK(weight(own) > 0);
  CHECK(weight(converse) > 0);
  CHECK(weight(converse) < weight(own));
}

TEST_CASE("A term stands once in a query") {
  const std::vector<QueryTerm> query =
      QueryTerms(Analyzed("Velmar sold Velmar lorries, and sold lorries.", "en").sentences.front(), TheLexicon());
  std::set<Term> terms;
  for (const QueryTerm& term : query) {
    CHECK(terms.insert(term.term).second);
    CHECK(term.weight > 0);
    CHECK(term.weight <= 1);
  }
}

}  // namespace
}  // namespace recoupe
