// ParadigmRule: which paradigm inflects a lemma.
//
// Of the paradigms of its language and part of speech the one whose pattern covers most of it; a whole word beats every
// ending, and of equal patterns the first counts. The compiler keeps what this needs, and the lexicon asks when it is
// loaded, so that the answers need not be written down. Words of several parts, with a space, hyphen or apostrophe, are
// not inflected.
#ifndef RECOUPE_LANGUAGE_PARADIGM_RULE_H_
#define RECOUPE_LANGUAGE_PARADIGM_RULE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/language/lexicon.h"
#include "core/language/lexicon_codec.h"

namespace recoupe {

class ParadigmRule {
 public:
  // `paradigms` must outlive the rule.
  explicit ParadigmRule(const std::vector<LexiconTables::Paradigm>& paradigms);

  struct Match {
    size_t paradigm = 0;  // indices
    size_t pattern = 0;
  };
  std::optional<Match> Find(std::string_view lemma, Language language, PartOfSpeech part_of_speech) const;

 private:
  struct Entry {
    uint32_t hash = 0;
    Match match;
    bool used = false;
  };
  const Entry* Look(uint32_t hash, std::string_view text, bool whole, Language language,
                    PartOfSpeech part_of_speech) const;

  const std::vector<LexiconTables::Paradigm>& paradigms_;
  size_t longest_ = 0;          // of the endings, in bytes
  std::vector<Entry> entries_;  // a hash table; what does not fit stands in the next free entry
};

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_PARADIGM_RULE_H_
