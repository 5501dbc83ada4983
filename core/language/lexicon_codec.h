// EncodeLexicon, DecodeLexicon: a lexicon as plain tables <-> as few bytes as we can.
//
// The bytes are part of what every reader downloads, so they are coded with what is known of such tables (the head of
// lexicon_codec.cc says how). What can be worked out from the rest is not in them: the paradigm of a lemma follows from
// its ending, the other direction of a relation from the first, the lemmas from the words of the concepts.
#ifndef RECOUPE_LANGUAGE_LEXICON_CODEC_H_
#define RECOUPE_LANGUAGE_LEXICON_CODEC_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/language/lexicon.h"

namespace recoupe {

// The relations of a concept, in the order in which LexiconTables lists them.
enum ListIndex { kIsaList, kOppositeList, kConverseList, kNearList, kInList };
inline constexpr int kListCount = 5;
// Whether it holds both ways: if A stands in B's list, B stands in A's.
inline constexpr bool IsSymmetric(int relation) { return relation != kIsaList && relation != kInList; }

struct LexiconTables {
  // An ending of lemmas ("cer" of the pattern "*cer") or, if `whole`, a word.
  struct Pattern {
    std::string text;
    bool whole = false;
  };
  struct Suffix {
    std::string text;
    Form form = Form::kNone;
  };
  struct Paradigm {
    PartOfSpeech part_of_speech = PartOfSpeech::kVerb;
    Language language = 0;
    std::vector<Pattern> patterns;
    std::vector<Suffix> suffixes;
  };
  struct ConceptRecord {
    Concept fixed;                                         // all but its lists
    std::array<std::vector<ConceptId>, kListCount> lists;  // each sorted
  };
  // One word of one concept. Words stand in the order of the concepts; a lemma has one for each of its meanings.
  struct Word {
    ConceptId concept_id = 0;
    Language language = kUnknownLanguage;
    PartOfSpeech part_of_speech = PartOfSpeech::kNoun;
    bool passive = false;
    bool capitalized = false;
    uint32_t begin = 0, size = 0;  // in `text`
  };

  std::vector<std::string> languages;
  std::vector<std::string> kinds;
  std::vector<Paradigm> paradigms;
  std::vector<ConceptRecord> concepts;
  std::vector<Word> words;
  std::string text;

  std::string_view Text(const Word& word) const { return std::string_view(text).substr(word.begin, word.size); }
};

// A part of the compiled lexicon and the bytes it takes, with fractions: parts share bytes.
using LexiconSizes = std::vector<std::pair<std::string, double>>;

// REQUIRES: texts in UTF-8 of at most kLongestEntry letters, of at most kMostLetters different ones; words sorted by
// concept, and within one by language (kUnknownLanguage first) and part of speech; symmetric relations in both lists.
inline constexpr size_t kLongestEntry = 250;
inline constexpr size_t kMostLetters = 250;
std::string EncodeLexicon(const LexiconTables& tables, LexiconSizes* sizes);

// Whether `bytes` could be read; if not, `tables` holds anything. All numbers in it are in range if so.
bool DecodeLexicon(std::string_view bytes, LexiconTables* tables);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_LEXICON_CODEC_H_
