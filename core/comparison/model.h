// Model: learned weights of the features, and what they make of a comparison.
//
// Two logistic models over the same named features: *speaks*, the probability that the statement speaks to the claim at
// all, and *relation*, a softmax over supports, nuances and contradicts given that it does. The weights are
// data/model/weights.tsv, which `npm run train` writes.
#ifndef RECOUPE_COMPARISON_MODEL_H_
#define RECOUPE_COMPARISON_MODEL_H_

#include <array>
#include <string_view>

#include "core/base/result.h"
#include "core/comparison/features.h"

namespace recoupe {

enum class Relation : uint8_t { kSupports, kNuances, kContradicts };
inline constexpr size_t kRelationCount = 3;
std::string_view RelationName(Relation relation);

struct Prediction {
  float speaks = 0;                              // in [0, 1]
  std::array<float, kRelationCount> relation{};  // adds up to 1
};

class Model {
 public:
  // Reads weights.tsv: lines "feature TAB speaks TAB supports TAB nuances TAB contradicts", "cut-off TAB value" and
  // "cut-off-further TAB value". Features that it
  // does not name weigh 0. Errors: model-damaged (an unknown feature, a line that is not read).
  static Result<Model> Load(std::string_view tsv);

  Prediction Predict(const Features& features) const;

  // The statement that speaks most is shown from this value of `speaks` on,
  float cut_off() const { return cut_off_; }
  // and the ones after it from this one: what is off the point beside an excerpt on it is worse than nothing.
  float further_cut_off() const { return further_cut_off_; }
  float speaks_weight(Feature feature) const { return speaks_[static_cast<size_t>(feature)]; }
  float relation_weight(Feature feature, Relation relation) const {
    return relation_[static_cast<size_t>(relation)][static_cast<size_t>(feature)];
  }

 private:
  float cut_off_ = 0.5f;
  float further_cut_off_ = 0.5f;
  std::array<float, kFeatureCount> speaks_{};
  std::array<std::array<float, kFeatureCount>, kRelationCount> relation_{};
};

// data/model/weights.tsv as it was compiled into this build.
std::string_view ModelData();

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_MODEL_H_
