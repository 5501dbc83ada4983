#include "core/comparison/similarity.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace recoupe {
namespace {

// What each way of matching is worth as an answer to the claim's word. Ordered by meaning; the learned weights sit on
// top of them.
constexpr float kSimilarity[] = {0, 1.0f, 0.97f, 0.85f, 0.75f, 0.9f, 0.8f, 0.5f, 0.3f, 0.85f, 0.6f};

WordMatch Match(MatchKind kind) { return {kind, kSimilarity[static_cast<int>(kind)]}; }

bool Has(ConceptList list, ConceptId id) { return std::find(list.begin(), list.end(), id) != list.end(); }

// Both sorted.
bool Share(const std::vector<ConceptId>& a, const std::vector<ConceptId>& b) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) return true;
    *x < *y ? ++x : ++y;
  }
  return false;
}

MatchKind CompareConcepts(ConceptId claim, ConceptId statement, const Lexicon& lexicon) {
  if (claim == statement) return MatchKind::kConcept;
  const Concept& a = lexicon.concept_at(claim);
  const Concept& b = lexicon.concept_at(statement);
  if (Has(a.opposite, statement)) return MatchKind::kOpposite;
  if (Has(a.converse, statement)) return MatchKind::kConverse;
  if (Has(b.isa, claim) || Has(b.in, claim)) return MatchKind::kNarrower;
  if (Has(a.isa, statement) || Has(a.in, statement)) return MatchKind::kBroader;
  for (const ConceptId up : b.isa) {
    if (Has(lexicon.concept_at(up).isa, claim)) return MatchKind::kNarrower;
    if (Has(a.opposite, up)) return MatchKind::kOpposite;  // what is opposed to the kind is opposed to its members
  }
  for (const ConceptId up : a.isa) {
    if (Has(lexicon.concept_at(up).isa, statement)) return MatchKind::kBroader;
    if (Has(b.opposite, up)) return MatchKind::kOpposite;
  }
  if (Has(a.near, statement)) return MatchKind::kNear;
  for (const ConceptId up : a.isa) {
    if (Has(b.isa, up)) return MatchKind::kSibling;
  }
  if (a.ladder != 0 && a.ladder == b.ladder) return MatchKind::kNear;
  return MatchKind::kNone;
}

// Unknown words: a typing error, or one word in two spellings ("sidérurgie", "siderurgy").
float SpellingSimilarity(std::string_view a, std::string_view b) {
  const size_t longer = std::max(a.size(), b.size()), shorter = std::min(a.size(), b.size());
  if (shorter < 4) return 0;
  const int limit = longer >= 9 ? 2 : 1;
  if (a.front() == b.front() && EditDistance(a, b, limit) <= limit) return 0.85f;
  size_t prefix = 0;
  while (prefix < shorter && a[prefix] == b[prefix]) ++prefix;
  if (prefix >= 5 && prefix * 10 >= longer * 6) return 0.7f;
  return 0;
}

}  // namespace

int EditDistance(std::string_view a, std::string_view b, int limit) {
  const size_t n = a.size(), m = b.size();
  if (n > m + static_cast<size_t>(limit) || m > n + static_cast<size_t>(limit) || m >= 48) return limit + 1;
  std::array<int, 48> before{}, previous{}, current{};
  for (size_t j = 0; j <= m; ++j) previous[j] = static_cast<int>(j);
  for (size_t i = 1; i <= n; ++i) {
    current[0] = static_cast<int>(i);
    int best = current[0];
    for (size_t j = 1; j <= m; ++j) {
      const int cost = a[i - 1] == b[j - 1] ? 0 : 1;
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        current[j] = std::min(current[j], before[j - 2] + 1);
      best = std::min(best, current[j]);
    }
    if (best > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  return previous[m];
}

WordMatch CompareWords(const Word& claim, const Word& statement, const Lexicon& lexicon) {
  if (!claim.content || !statement.content || claim.boundary || statement.boundary) return {};
  if (claim.key == statement.key) return Match(MatchKind::kSame);
  MatchKind best = MatchKind::kNone;
  for (const ConceptId a : claim.concepts) {
    for (const ConceptId b : statement.concepts) {
      const MatchKind kind = CompareConcepts(a, b, lexicon);
      if (kSimilarity[static_cast<int>(kind)] > kSimilarity[static_cast<int>(best)]) best = kind;
    }
  }
  if (best != MatchKind::kNone && best != MatchKind::kSibling && best != MatchKind::kNear) return Match(best);
  if (kSimilarity[static_cast<int>(best)] < kSimilarity[static_cast<int>(MatchKind::kPart)] &&
      (Share(claim.parts, statement.concepts) || Share(claim.concepts, statement.parts) ||
       Share(claim.parts, statement.parts))) {
    return Match(MatchKind::kPart);
  }
  // Spelling decides where the lexicon knows at most one of the two.
  if (claim.concepts.empty() || statement.concepts.empty()) {
    const float spelling = SpellingSimilarity(claim.key, statement.key);
    if (spelling > kSimilarity[static_cast<int>(best)]) return {MatchKind::kCognate, spelling};
  }
  return Match(best);
}

}  // namespace recoupe
