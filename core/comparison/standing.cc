#include "core/comparison/standing.h"

#include <algorithm>
#include <unordered_map>

namespace recoupe {
namespace {

float SimilarityOf(const WordAnswer& answer) {
  const bool firm = answer.match.kind != MatchKind::kSibling;
  return firm ? answer.match.similarity : 0;
}

float CoverageOf(const Alignment& alignment) {
  float covered = 0;
  for (const WordAnswer& answer : alignment.answers)
    covered += answer.weight * std::max(SimilarityOf(answer), 0.7f * answer.context);
  return covered;
}

// The two highest coverages of a group, to find the best of all others.
struct Best {
  float first = 0, second = 0;
  void Add(float coverage) {
    if (coverage > first) {
      second = first;
      first = coverage;
    } else {
      second = std::max(second, coverage);
    }
  }
  float WithoutOne(float coverage) const { return coverage == first ? second : first; }
};

}  // namespace

void CompareStandings(const std::vector<Contender>& contenders, const std::vector<float>& rarity) {
  if (contenders.empty()) return;
  const size_t count = rarity.size();
  std::unordered_map<uint32_t, std::vector<float>> best_answers;  // by article: of each word of the claim
  std::unordered_map<uint32_t, Best> best_of_article;
  Best best_of_all;
  for (const Contender& contender : contenders) {
    std::vector<float>& best = best_answers[contender.article];
    best.resize(count, 0);
    for (size_t i = 0; i < count; ++i) {
      const WordAnswer& answer = contender.alignment->answers[i];
      best[i] = std::max({best[i], SimilarityOf(answer), answer.context});
    }
    const float coverage = CoverageOf(*contender.alignment);
    best_of_article[contender.article].Add(coverage);
    best_of_all.Add(coverage);
  }
  for (const Contender& contender : contenders) {
    const Alignment& alignment = *contender.alignment;
    const std::vector<float>& best = best_answers[contender.article];
    float rare = 0, rare_total = 0, elsewhere = 0, nowhere = 0, rarest_missing = 0;
    for (size_t i = 0; i < count; ++i) {
      const WordAnswer& answer = alignment.answers[i];
      const float here = std::max(SimilarityOf(answer), answer.context);
      const float weight = answer.weight * rarity[i];
      rare_total += weight;
      rare += weight * SimilarityOf(answer);
      elsewhere += answer.weight * std::max(0.0f, best[i] - here);
      nowhere += answer.weight * (1 - best[i]);
      if (answer.claim_word == alignment.predicate_word) {
        (*contender.features)[Feature::kPredicateNowhere] = best[i] < kAnswered;
        (*contender.features)[Feature::kPredicateElsewhere] = here < kAnswered && best[i] >= kAnswered;
      }
      if (here < kAnswered) rarest_missing = std::max(rarest_missing, weight);
    }
    const float coverage = CoverageOf(alignment);
    Features& features = *contender.features;
    features[Feature::kRareCoverage] = rare_total > 0 ? rare / rare_total : 0;
    features[Feature::kRarestMissing] = rare_total > 0 ? rarest_missing / rare_total : 0;
    features[Feature::kElsewhere] = elsewhere;
    features[Feature::kNowhere] = nowhere;
    if (contenders.size() == 1) continue;  // nothing to lead
    features[Feature::kLead] = coverage - best_of_article[contender.article].WithoutOne(coverage);
    features[Feature::kLeadOverall] = coverage - best_of_all.WithoutOne(coverage);
  }
}

}  // namespace recoupe
