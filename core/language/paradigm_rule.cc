#include "core/language/paradigm_rule.h"

#include <algorithm>
#include <bit>

#include "core/base/bytes.h"

namespace recoupe {
namespace {

// Backwards, so that the hash of an ending follows from that of the shorter one.
uint32_t HashBackwards(std::string_view text, uint32_t hash) {
  for (size_t i = text.size(); i-- > 0;) hash = Hash32Next(hash, text[i]);
  return hash;
}

uint32_t FirstHash(bool whole, Language language, PartOfSpeech part_of_speech) {
  uint32_t hash = Hash32Next(kHash32Start, static_cast<char>(language));
  hash = Hash32Next(hash, static_cast<char>(part_of_speech));
  return Hash32Next(hash, whole ? '\1' : '\0');
}

}  // namespace

ParadigmRule::ParadigmRule(const std::vector<LexiconTables::Paradigm>& paradigms) : paradigms_(paradigms) {
  size_t count = 0;
  for (const auto& paradigm : paradigms) count += paradigm.patterns.size();
  entries_.resize(std::bit_ceil(2 * count + 1));
  for (size_t i = 0; i < paradigms.size(); ++i) {
    for (size_t j = 0; j < paradigms[i].patterns.size(); ++j) {
      const auto& pattern = paradigms[i].patterns[j];
      if (!pattern.whole) longest_ = std::max(longest_, pattern.text.size());
      const uint32_t hash =
          HashBackwards(pattern.text, FirstHash(pattern.whole, paradigms[i].language, paradigms[i].part_of_speech));
      if (Look(hash, pattern.text, pattern.whole, paradigms[i].language, paradigms[i].part_of_speech) != nullptr)
        continue;
      size_t at = hash & (entries_.size() - 1);
      while (entries_[at].used) at = (at + 1) & (entries_.size() - 1);
      entries_[at] = {hash, {i, j}, true};
    }
  }
}

const ParadigmRule::Entry* ParadigmRule::Look(uint32_t hash, std::string_view text, bool whole, Language language,
                                              PartOfSpeech part_of_speech) const {
  for (size_t at = hash & (entries_.size() - 1); entries_[at].used; at = (at + 1) & (entries_.size() - 1)) {
    if (entries_[at].hash != hash) continue;
    const auto& paradigm = paradigms_[entries_[at].match.paradigm];
    const auto& pattern = paradigm.patterns[entries_[at].match.pattern];
    if (paradigm.language == language && paradigm.part_of_speech == part_of_speech && pattern.whole == whole &&
        pattern.text == text)
      return &entries_[at];
  }
  return nullptr;
}

std::optional<ParadigmRule::Match> ParadigmRule::Find(std::string_view lemma, Language language,
                                                      PartOfSpeech part_of_speech) const {
  if (lemma.find_first_of(" -'") != std::string_view::npos) return std::nullopt;
  const Entry* best =
      Look(HashBackwards(lemma, FirstHash(true, language, part_of_speech)), lemma, true, language, part_of_speech);
  if (best == nullptr) {
    uint32_t hash = FirstHash(false, language, part_of_speech);
    for (size_t length = 0; length <= std::min(longest_, lemma.size()); ++length) {
      const std::string_view ending = lemma.substr(lemma.size() - length);
      if (length > 0) hash = Hash32Next(hash, ending.front());
      const Entry* entry = Look(hash, ending, false, language, part_of_speech);
      if (entry != nullptr) best = entry;
    }
  }
  if (best == nullptr) return std::nullopt;
  return best->match;
}

}  // namespace recoupe
