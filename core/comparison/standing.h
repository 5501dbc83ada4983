// Standing: how a statement compares with the other candidates for the same claim.
//
// What one statement lacks may be said by its neighbour, or by nobody: the first makes the neighbour the better
// excerpt, the second makes it likely that the articles do not speak to the claim.
#ifndef RECOUPE_COMPARISON_STANDING_H_
#define RECOUPE_COMPARISON_STANDING_H_

#include <cstdint>
#include <vector>

#include "core/comparison/alignment.h"
#include "core/comparison/features.h"

namespace recoupe {

struct Contender {
  uint32_t article = 0;
  const Alignment* alignment = nullptr;  // to one claim, the same for all contenders
  Features* features = nullptr;          // receives the features of standing
};

// Sets the features from kRareCoverage to kLeadOverall of every contender. `rarity` has a number for each answer of the
// alignments: how seldom the claim's word occurs in the corpus, such as its idf; all equal where no corpus is known.
void CompareStandings(const std::vector<Contender>& contenders, const std::vector<float>& rarity);

}  // namespace recoupe

#endif  // RECOUPE_COMPARISON_STANDING_H_
