// Judge: one claim against one statement -> relation, score, reasons.
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

// `retrieval` and `is_title` as for ComputeFeatures.
//
// A contradiction needs a reason that can make one (negation, antonym, role, number, date, entity) and a nuance any
// reason; without one the next likely relation is taken. So no relation is ever given without what it stands on.
Judgement Judge(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
                float retrieval, bool is_title, const Model& model, const Lexicon& lexicon);

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_JUDGEMENT_H_
