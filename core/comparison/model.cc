#include "core/comparison/model.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

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
      char* rest = nullptr;
      const float number = std::strtof(fields[i].c_str(), &rest);
      numbers &= rest != fields[i].c_str() && *rest == '\0' && std::isfinite(number);
      return number;
    };
    const auto damaged = [&] {
      return Error{"model-damaged",
                   "weights.tsv:" + std::to_string(number) + ": '" + fields[0] +
                       "' is no feature, or its line has not the fields and numbers that it should; run: npm run train"};
    };
    if ((fields[0] == "cut-off" || fields[0] == "cut-off-further") && fields.size() == 2) {
      (fields[0] == "cut-off" ? model.cut_off_ : model.further_cut_off_) = value(1);
      if (!numbers) return damaged();
      continue;
    }
    const bool is_step = fields[0] == "step";
    const size_t first = is_step ? 3 : 1;  // of the numbers
    if (fields.size() != first + 1 + kRelationCount) return damaged();
    const std::string& name = fields[is_step ? 1 : 0];
    size_t feature = 0;
    while (feature < kFeatureCount && FeatureName(static_cast<Feature>(feature)) != name) ++feature;
    if (feature == kFeatureCount) return damaged();
    Sums adds;
    adds.speaks = value(first);
    for (size_t r = 0; r < kRelationCount; ++r) adds.relation[r] = value(first + 1 + r);
    if (is_step) {
      model.steps_[feature].push_back({value(2), adds});
    } else {
      model.weights_[feature] = adds;
    }
    if (!numbers) return damaged();
  }
  return model;
}

Sums Model::Adds(Feature feature, float value) const {
  Sums sums;
  if (value == 0) return sums;
  const auto add = [&](const Sums& what, float times) {
    sums.speaks += what.speaks * times;
    for (size_t r = 0; r < kRelationCount; ++r) sums.relation[r] += what.relation[r] * times;
  };
  add(weights_[static_cast<size_t>(feature)], value);
  for (const Step& step : steps_[static_cast<size_t>(feature)]) {
    const int passed = (value > step.threshold) - (0 > step.threshold);
    if (passed != 0) add(step.adds, static_cast<float>(passed));
  }
  return sums;
}

Prediction Model::Predict(const Features& features) const {
  Prediction prediction;
  Sums all;
  for (size_t f = 0; f < kFeatureCount; ++f) {
    const Sums adds = Adds(static_cast<Feature>(f), features.values[f]);
    all.speaks += adds.speaks;
    for (size_t r = 0; r < kRelationCount; ++r) all.relation[r] += adds.relation[r];
  }
  const std::array<float, kRelationCount>& sums = all.relation;
  prediction.speaks = 1 / (1 + std::exp(-all.speaks));
  const float top = *std::max_element(sums.begin(), sums.end());
  float total = 0;
  for (size_t r = 0; r < kRelationCount; ++r) total += prediction.relation[r] = std::exp(sums[r] - top);
  for (float& p : prediction.relation) p /= total;
  return prediction;
}

}  // namespace recoupe
