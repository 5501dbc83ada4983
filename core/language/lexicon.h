// Lexicon: what is known of words. Inflected form -> lemma -> concepts, and how concepts relate.
//
// A *lemma* is a dictionary form of one language and part of speech; a *concept* a meaning that lemmas of all languages
// share
// ("sell", "vente" and "vendre" have one concept). The sources are the text files of data/lexicon/, described in
// data/README.md; lexicon_compiler.h turns them into the compact bytes that Lexicon::Load reads.
#ifndef RECOUPE_LANGUAGE_LEXICON_H_
#define RECOUPE_LANGUAGE_LEXICON_H_

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace recoupe {

// An index into Lexicon::languages(). The core knows no language by name.
using Language = uint8_t;
inline constexpr Language kUnknownLanguage = 0xFF;

using ConceptId = uint16_t;
using LemmaId = uint32_t;

enum class PartOfSpeech : uint8_t { kVerb, kNoun, kAdjective, kAdverb, kName, kFunction };

// What an inflected form says. Tense and mood of verbs, number of nouns; kNone where nothing is known.
enum class Form : uint8_t {
  kNone,
  kInfinitive,
  kPresent,
  kImperfect,
  kFuture,
  kConditional,
  kSubjunctive,
  kPast,
  kPastParticiple,
  kPresentParticiple,
  kImperative,
  kSingular,
  kPlural,
};

// How a word works in a sentence, for words that are there for grammar.
enum class Syntax : uint8_t {
  kNone,
  kDeterminer,
  kPossessive,
  kDemonstrative,
  kSubjectPronoun,
  kObjectPronoun,
  kPronoun,
  kRelative,
  kSubordinator,
  kCoordinator,
  kPreposition,
  kBe,
  kHave,
  kDo,
  kModal,
  kInterrogative,
  kParticle,
  kExistential,
  kInfinitiveMark,
};

// The part that a preposition gives to what follows it.
enum class Role : uint8_t {
  kNone,
  kAgent,
  kTheme,
  kRecipient,
  kSource,
  kInstrument,
  kPlace,
  kTime,
  kTopic,
  kPurpose,
  kCause,
  kOf,
  kAgainst,
  kWith,
  kComparison,
  kPredicate,
  kQuantity,
};

// A phrase that changes how a proposition is to be read. One concept has at most one.
enum class Cue : uint8_t {
  kNone,
  kNegation,     // not, ne … pas, never, without
  kRestriction,  // only, ne … que
  kHedge,        // allegedly, semble
  kReport,       // says, according to
  kConfirm,      // announces, confirms, admits: whoever says so can know
  kAccusation,   // accuses
  kDenial,       // denies
  kDoubt,        // doubts, disputes
  kEnded,        // until, no longer, has stopped
  kContinuing,   // still, continues
  kPlanned,      // will, plans to, intends
  kFormer,       // former, at the time
  kApproximate,  // about
  kAtLeast,      // more than, at least
  kAtMost,       // up to, less than
  kSome,         // some, certain
  kPart,         // partly, a part of
  kAll,          // all, every
  kIndirect,     // via, through, broker
  kCause,        // because of
  kPurpose,      // in order to
  kCondition,    // if, unless, subject to
  kConcession,   // although, despite
  kOpinion,      // in my view, shameful
  kForecast,     // will surely
  kOrder,        // please, let us
  kGreeting,     // hello, thanks
};
inline constexpr int kCueCount = 28;

// What a number counts or measures.
enum class Dimension : uint8_t {
  kNone,
  kMoney,
  kPercent,
  kLength,
  kMass,
  kVolume,
  kArea,
  kDuration,
  kSpeed,
  kTemperature,
  kPower,
  kEnergy,
  kData,
  kEmission,
  kOrdinal,
  kAge,
  kClock,  // minutes after midnight
  kScore,  // of a match: 1000 times the first number plus the second
};

using ConceptList = std::span<const ConceptId>;  // sorted; into the lexicon

struct Concept {
  ConceptList isa;       // broader meanings, nearest only
  ConceptList narrower;  // the other way round
  ConceptList opposite;  // cannot hold of the same thing at the same time
  ConceptList converse;  // the same event from the other party's side
  ConceptList near;      // close, not the same
  ConceptList in;        // places and bodies that contain it
  uint8_t ladder = 0;    // 0: on none
  uint8_t rank = 0;      // stronger is higher, within a ladder
  uint8_t kind = 0;      // of a proper name: index into Lexicon::kinds(); 0: none
  Cue cue = Cue::kNone;
  Syntax syntax = Syntax::kNone;
  Role role = Role::kNone;
  Dimension dimension = Dimension::kNone;
  bool light = false;              // says little by itself: be, do, make, thing
  double value = 0;                // of a number word; of a unit: its factor to the dimension's base unit
  std::array<char, 4> currency{};  // of a money unit: its ISO 4217 code, else empty
};

struct Lemma {
  std::string_view text;  // lower case with accents; words of a multiword unit separated by one space; into the lexicon
  ConceptList concepts;
  Language language = kUnknownLanguage;  // kUnknownLanguage: a name that all languages share
  PartOfSpeech part_of_speech = PartOfSpeech::kNoun;
  bool passive = false;      // of a verb: the subject undergoes the act
  bool capitalized = false;  // written with a capital: "March", not « mars »
  uint16_t paradigm = 0;
};

struct Reading {
  LemmaId lemma = 0;
  Form form = Form::kNone;
  bool exact = false;  // accents as written in the lexicon
};

struct LexiconTables;

enum class Accents : uint8_t { kWritten, kAny };

class Lexicon {
 public:
  // Reads a compiled lexicon; the bytes may go away afterwards. Errors: lexicon-damaged.
  static Result<Lexicon> Load(std::string_view bytes);

  // Every way to read one token, in no order; empty if the word is unknown. If some readings match the accents as
  // written, only those. `lower` and `fold` are Token's. Languages are not told apart here.
  // With kAny, accents as written rule nothing out: for texts typed without them.
  std::vector<Reading> Lookup(std::string_view lower, std::string_view fold, Accents accents = Accents::kWritten) const;

  // The multiword lemmas whose first word is `word` (a folded form or a folded lemma), by language
  // and text.
  std::vector<LemmaId> Multiwords(std::string_view word) const;
  // The folded words of a multiword lemma, tokenised as texts are.
  std::vector<std::string> Words(LemmaId lemma) const;

  const Lemma& lemma(LemmaId id) const { return lemmas_[id]; }
  const Concept& concept_at(ConceptId id) const { return concepts_[id]; }
  size_t lemma_count() const { return lemmas_.size(); }
  size_t concept_count() const { return concepts_.size(); }
  const std::vector<std::string>& languages() const { return languages_; }
  const std::vector<std::string>& kinds() const { return kinds_; }
  // Whether the language marks infinitives by a word ("to sell"); if not, they have forms of their own (« vendre »).
  bool MarksInfinitives(Language language) const {
    return language < marks_infinitives_.size() && marks_infinitives_[language];
  }
  // kUnknownLanguage if there is none of that code ("fr", "en").
  Language LanguageOf(std::string_view code) const;

 private:
  struct Suffix {
    std::string lower, fold;
    Form form;
  };
  struct Paradigm {
    uint8_t strip = 0;  // bytes of the lemma that its suffixes replace
    std::vector<Suffix> suffixes;
    // Which hashes, by their top byte, its suffixes have: what has another is none of them (a Bloom filter). Irregular
    // verbs share the empty stem, so that most suffixes would be looked for in vain at every token.
    std::bitset<256> hashes;
  };
  // A hash table with chains: the first entry of a bucket, and for each lemma the next one of its bucket.
  struct Table {
    std::vector<LemmaId> first;
    std::vector<LemmaId> next;
  };

  void TakeLemmas(const LexiconTables& tables);
  void TakeConcepts(const LexiconTables& tables);
  void TakeParadigms(const LexiconTables& tables);
  void BuildIndex();
  void Enter(LemmaId id, Table* table);
  std::string_view Stem(LemmaId id) const {
    return std::string_view(stem_text_).substr(stems_[id], stems_[id + 1] - stems_[id]);
  }

  std::vector<std::string> languages_;
  std::vector<std::string> kinds_;
  std::vector<bool> marks_infinitives_;  // by language
  std::vector<Paradigm> paradigms_;
  std::vector<Concept> concepts_;
  std::vector<Lemma> lemmas_;
  // What all the ConceptLists refer to; vectors keep their place when the lexicon is moved.
  std::vector<ConceptId> meanings_;  // of lemmas
  std::vector<ConceptId> lists_;     // of concepts
  std::vector<ConceptId> narrower_;
  std::vector<char> text_;  // what all lemmas' texts refer to
  std::string
      stem_text_;  // one after the other: the folded stems of single words, the folded first words of multiword lemmas
  std::vector<uint32_t> stems_;  // where each begins
  Table stem_table_;             // of single words
  Table multiword_table_;
};

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_LEXICON_H_
