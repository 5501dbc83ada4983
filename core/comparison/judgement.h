// Weigh and Decide: one claim against one statement -> evidence -> relation, score, reasons.
#ifndef RECOUPE_COMPARISON_JUDGEMENT_H_
#define RECOUPE_COMPARISON_JUDGEMENT_H_

#include <vector>

#include "core/comparison/alignment.h"
#include "core/comparison/features.h"
#include "core/comparison/model.h"

namespace recoupe {

struct Judgement {
  Relation relation = Relation::kNuances;
  float score = 0;  // Prediction::speaks
  Prediction prediction;
  Alignment alignment;
  Features features;
  std::vector<Nuance> nuances;  // those that the relation stands on: none for kSupports
};

// The evidence alone: alignment, features and every reason; no prediction, score or relation yet. `retrieval` and
// `is_title` as for ComputeFeatures.
Judgement Weigh(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
                float retrieval, bool is_title, const Lexicon& lexicon);

// From the evidence to the answer.
//
// A contradiction needs a reason that can make one (negation, antonym, role, number, date, entity) and a nuance any
// reason; without one the next likely relation is taken. So no relation is ever given without what it stands on.
void Decide(const Model& model, Judgement* judgement);

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_JUDGEMENT_H_
