#include "core/comparison/model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/base/decimal.h"

namespace recoupe {

std::string_view RelationName(Relation relation) {
  static constexpr std::string_view kNames[] = {"supports", "nuances", "contradicts"};
  return kNames[static_cast<size_t>(relation)];
}

Result<Model> Model::Load(std::string_view tsv) {
  Model model;
  int number = 0;
  while (!tsv.empty()) {
    const size_t end = tsv.find('\n');
    std::string_view line = tsv.substr(0, end);
    tsv.remove_prefix(end == std::string_view::npos ? tsv.size() : end + 1);
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> fields;
    while (true) {
      const size_t tab = line.find('\t');
      fields.emplace_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    bool numbers = true;
    const auto value = [&](size_t i) {
      double number = 0;
      numbers &= ParseDecimal(fields[i], &number) && std::fabs(number) <= std::numeric_limits<float>::max();
      return static_cast<float>(number);
    };
    const auto damaged = [&] {
      return Error{"model-damaged",
                   "weights.tsv:" + std::to_string(number) + ": '" + fields[0] +
                       "' is no feature, or its line has not five fields with four numbers; run: npm run train"};
    };
    if ((fields[0] == "cut-off" || fields[0] == "cut-off-further") && fields.size() == 2) {
      (fields[0] == "cut-off" ? model.cut_off_ : model.further_cut_off_) = value(1);
      if (!numbers) return damaged();
      continue;
    }
    size_t feature = 0;
    while (feature < kFeatureCount && FeatureName(static_cast<Feature>(feature)) != fields[0]) ++feature;
    if (feature == kFeatureCount || fields.size() != 2 + kRelationCount) return damaged();
    model.speaks_[feature] = value(1);
    for (size_t r = 0; r < kRelationCount; ++r) model.relation_[r][feature] = value(2 + r);
    if (!numbers) return damaged();
  }
  return model;
}

Prediction Model::Predict(const Features& features) const {
  Prediction prediction;
  float speaks = 0;
  std::array<float, kRelationCount> sums{};
  for (size_t f = 0; f < kFeatureCount; ++f) {
    speaks += speaks_[f] * features.values[f];
    for (size_t r = 0; r < kRelationCount; ++r) sums[r] += relation_[r][f] * features.values[f];
  }
  prediction.speaks = 1 / (1 + std::exp(-speaks));
  const float top = *std::max_element(sums.begin(), sums.end());
  float total = 0;
  for (size_t r = 0; r < kRelationCount; ++r) total += prediction.relation[r] = std::exp(sums[r] - top);
  for (float& p : prediction.relation) p /= total;
  return prediction;
}

}  // namespace recoupe
