#include "core/comparison/judgement.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::Analyzed;
using test::TheLexicon;

// A model that always says the relation, whatever it is shown.
Model Always(Relation relation) {
  const char* tsv[] = {"bias\t9\t9\t0\t0", "bias\t9\t0\t9\t0", "bias\t9\t0\t0\t9"};
  Result<Model> model = Model::Load(tsv[static_cast<size_t>(relation)]);
  REQUIRE(model.ok());
  return std::move(model).value();
}

Judgement Judged(const std::string& claim, const std::string& statement, const Model& model) {
  const AnalyzedText mine = Analyzed(claim), theirs = Analyzed(statement);
  return Judge(mine.sentences.front(), theirs.sentences.front(), {}, 1, false, model, TheLexicon());
}

struct Pair {
  std::string claim, statement;
};

TEST_CASE("Whatever the model says, no relation is given without what it stands on") {
  const auto relation = GENERATE(Relation::kSupports, Relation::kNuances, Relation::kContradicts);
  const auto pair = GENERATE(Pair{"Velmar sold the mill.", "Velmar sold the mill."},
                             Pair{"Velmar sold the mill.", "Velmar allegedly sold the mill."},
                             Pair{"Velmar sold the mill.", "Velmar n’a pas vendu l’usine."},
                             Pair{"Velmar sold the mill.", "Le temps fut doux."},
                             Pair{"Velmar owns 9 mills.", "Velmar owns 12 mills."},
                             Pair{"Velmar sold the mill in 2019.", "Velmar sold the mill."}, Pair{"It is.", "It was."});
  CAPTURE(RelationName(relation), pair.claim, pair.statement);
  const Judgement judgement = Judged(pair.claim, pair.statement, Always(relation));
  const bool contradicting = std::any_of(judgement.nuances.begin(), judgement.nuances.end(),
                                         [](const Nuance& n) { return ContradictsByItself(n.code); });
  switch (judgement.relation) {
    case Relation::kSupports:
      CHECK(judgement.nuances.empty());
      break;
    case Relation::kNuances:
      CHECK_FALSE(judgement.nuances.empty());
      CHECK_FALSE(contradicting);
      break;
    case Relation::kContradicts:
      CHECK(contradicting);
      break;
  }
}

TEST_CASE("A contradiction without a reason for one is none") {
  CHECK(Judged("Velmar sold the mill.", "Velmar sold the mill.", Always(Relation::kContradicts)).relation !=
        Relation::kContradicts);
  CHECK(Judged("Velmar sold the mill.", "Velmar did not sell the mill.", Always(Relation::kContradicts)).relation ==
        Relation::kContradicts);
}

TEST_CASE("A nuance without a reason is a support") {
  CHECK(Judged("Velmar sold the mill.", "Velmar sold the mill.", Always(Relation::kNuances)).relation ==
        Relation::kSupports);
  CHECK(Judged("Velmar sold the mill.", "Velmar allegedly sold the mill.", Always(Relation::kNuances)).relation ==
        Relation::kNuances);
}

TEST_CASE("What the model takes as support has no reasons") {
  const Judgement judgement =
      Judged("Velmar sold the mill.", "Velmar allegedly sold the mill.", Always(Relation::kSupports));
  CHECK(judgement.relation == Relation::kSupports);
  CHECK(judgement.nuances.empty());
}

TEST_CASE("The score is the model's, and the same pair gives the same") {
  const Judgement one = Judged("Velmar sold the mill.", "Velmar a vendu l’usine.", test::TheModel());
  const Judgement two = Judged("Velmar sold the mill.", "Velmar a vendu l’usine.", test::TheModel());
  CHECK(one.score == one.prediction.speaks);
  CHECK(one.score == two.score);
  CHECK(one.relation == two.relation);
}

}  // namespace
}  // namespace recoupe
