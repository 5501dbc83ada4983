#include "core/comparison/judgement.h"

#include <algorithm>
#include <utility>

namespace recoupe {
namespace {

// Against 1 for any other wrong relation. Product decision: supports for contradicts, or the reverse, is the worst
// error there is.
constexpr float kWrongDirectionCost = 2.0f;

}  // namespace

Judgement Judge(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
                float retrieval, bool is_title, const Model& model, const Lexicon& lexicon) {
  Judgement judgement;
  judgement.alignment = Align(claim, statement, context, lexicon);
  Evidence evidence = ComputeFeatures(claim, statement, context, judgement.alignment, retrieval, is_title, lexicon);
  judgement.features = evidence.features;
  judgement.prediction = model.Predict(judgement.features);
  judgement.score = judgement.prediction.speaks;

  const auto probability = [&](Relation relation) {
    return judgement.prediction.relation[static_cast<size_t>(relation)];
  };
  const bool can_contradict = std::any_of(evidence.nuances.begin(), evidence.nuances.end(),
                                          [](const Nuance& nuance) { return ContradictsByItself(nuance.code); });
  if (std::none_of(evidence.nuances.begin(), evidence.nuances.end(),
                   [](const Nuance& n) { return !ContradictsByItself(n.code); })) {
    // Parts of the claim that nothing answers are a reason too: the statement speaks to less than the claim says.
    const bool part_unanswered =
        std::any_of(judgement.alignment.answers.begin(), judgement.alignment.answers.end(),
                    [](const WordAnswer& a) { return a.match.similarity < kAnswered && a.context < kAnswered; });
    if (part_unanswered) evidence.nuances.push_back({NuanceCode::kScope, {}});
  }
  // The relation of least expected cost: being wrong about the direction costs more than any other error.
  const float supports = probability(Relation::kSupports), nuances = probability(Relation::kNuances),
              contradicts = probability(Relation::kContradicts);
  const float cost_of_supports = nuances + kWrongDirectionCost * contradicts;
  const float cost_of_nuances = supports + contradicts;
  const float cost_of_contradicts = nuances + kWrongDirectionCost * supports;
  const bool can_nuance = !evidence.nuances.empty();
  // Supporting means asserting all parts: a statement that says no number cannot support one.
  const bool can_support = judgement.features[Feature::kValueMissing] == 0;
  judgement.relation = Relation::kSupports;
  if (can_contradict && cost_of_contradicts <= cost_of_supports &&
      (!can_nuance || cost_of_contradicts <= cost_of_nuances)) {
    judgement.relation = Relation::kContradicts;
  } else if (can_nuance && (!can_support || cost_of_nuances < cost_of_supports)) {
    judgement.relation = Relation::kNuances;
  }
  if (judgement.relation == Relation::kNuances) {
    std::erase_if(evidence.nuances, [](const Nuance& nuance) { return ContradictsByItself(nuance.code); });
    if (evidence.nuances.empty()) evidence.nuances.push_back({NuanceCode::kScope, {}});
  } else if (judgement.relation == Relation::kSupports) {
    evidence.nuances.clear();
  }
  judgement.nuances = std::move(evidence.nuances);
  return judgement;
}

}  // namespace recoupe
