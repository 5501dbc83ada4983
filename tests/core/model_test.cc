#include "core/comparison/model.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

Model Loaded(const std::string& tsv) {
  Result<Model> model = Model::Load(tsv);
  REQUIRE(model.ok());
  return std::move(model).value();
}

float Probability(const Prediction& prediction, Relation relation) {
  return prediction.relation[static_cast<size_t>(relation)];
}

TEST_CASE("Weights are read by name, and what is not named weighs nothing") {
  const Model model = Loaded("# comment\ncut-off\t0.4\nbias\t-2\t1\t0\t-1\ncoverage\t5.5\t0\t0.25\t0\n\n");
  CHECK(model.cut_off() == Catch::Approx(0.4f));
  CHECK(model.speaks_weight(Feature::kBias) == -2);
  CHECK(model.speaks_weight(Feature::kCoverage) == Catch::Approx(5.5f));
  CHECK(model.relation_weight(Feature::kBias, Relation::kSupports) == 1);
  CHECK(model.relation_weight(Feature::kCoverage, Relation::kNuances) == Catch::Approx(0.25f));
  CHECK(model.relation_weight(Feature::kBias, Relation::kContradicts) == -1);
  CHECK(model.speaks_weight(Feature::kHedge) == 0);
}

TEST_CASE("Weights that cannot be read are refused") {
  const auto tsv =
      GENERATE(as<std::string>{}, "no-such-feature\t1\t0\t0\t0", "bias\t1\t0\t0", "bias\t1\t0\t0\t0\t0", "bias",
               "cut-off", "cut-off\t0.5\t1", "bias 1 0 0 0", "cut-off\t0.5\nbias\t1\t0\t0\t0\nodd line");
  CAPTURE(tsv);
  const Result<Model> model = Model::Load(tsv);
  REQUIRE_FALSE(model.ok());
  CHECK(model.error().code == "model-damaged");
}

// What is read in part would be lost in part.
TEST_CASE("A weight that is no number is refused", "") {
  const auto tsv = GENERATE(as<std::string>{}, "bias\tmany\t0\t0\t0", "cut-off\thalf", "bias\t1\t\t0\t0",
                            "bias\t1x\t0\t0\t0", "bias\tnan\t0\t0\t0");
  CAPTURE(tsv);
  const Result<Model> model = Model::Load(tsv);
  REQUIRE_FALSE(model.ok());
  CHECK(model.error().code == "model-damaged");
}

TEST_CASE("Windows line ends do not matter") {
  CHECK(Loaded("cut-off\t0.4\r\nbias\t-2\t1\t0\t-1\r\n").relation_weight(Feature::kBias, Relation::kContradicts) == -1);
}

TEST_CASE("Without weights nothing is known") {
  const Prediction prediction = Loaded("").Predict(Features{});
  CHECK(prediction.speaks == Catch::Approx(0.5f));
  for (const float p : prediction.relation) CHECK(p == Catch::Approx(1.0f / 3));
}

TEST_CASE("A feature moves the prediction the way of its weight") {
  const Model model = Loaded("coverage\t4\t0\t0\t0\nhedge\t0\t-3\t3\t0\nreversed\t0\t-3\t0\t3");
  Features none, covered, hedged, negated;
  covered[Feature::kCoverage] = 1;
  hedged[Feature::kHedge] = 1;
  negated[Feature::kReversed] = 1;
  CHECK(model.Predict(covered).speaks > model.Predict(none).speaks);
  CHECK(Probability(model.Predict(hedged), Relation::kNuances) >
        Probability(model.Predict(hedged), Relation::kSupports));
  CHECK(Probability(model.Predict(negated), Relation::kContradicts) >
        Probability(model.Predict(negated), Relation::kSupports));
}

TEST_CASE("Probabilities stay probabilities, however large the weights") {
  const auto weight = GENERATE(as<std::string>{}, "0", "1", "-1", "50", "-50", "1000", "-1000");
  CAPTURE(weight);
  Features features;
  features[Feature::kBias] = 1;
  const Prediction prediction = Loaded("bias\t" + weight + "\t" + weight + "\t0\t-3").Predict(features);
  CHECK(prediction.speaks >= 0);
  CHECK(prediction.speaks <= 1);
  float total = 0;
  for (const float p : prediction.relation) {
    CHECK(p >= 0);
    total += p;
  }
  CHECK(total == Catch::Approx(1));
}

TEST_CASE("The weights of this build are read") {
  const Model& model = test::TheModel();
  CHECK(model.cut_off() > 0);
  CHECK(model.cut_off() < 1);
}

TEST_CASE("Relations have names") {
  CHECK(RelationName(Relation::kSupports) == "supports");
  CHECK(RelationName(Relation::kNuances) == "nuances");
  CHECK(RelationName(Relation::kContradicts) == "contradicts");
}

}  // namespace
}  // namespace recoupe
