// What is known of a sentence after analysis: words, names, quantities, dates, cues and propositions.
//
// Plain data. analyzer.h makes it; comparison/ compares two of them.
#ifndef RECOUPE_LANGUAGE_ANALYSIS_H_
#define RECOUPE_LANGUAGE_ANALYSIS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/span.h"
#include "core/language/lexicon.h"
#include "core/text/document.h"

namespace recoupe {

// A lexical unit: one token, or the tokens of a multiword unit ("mettre fin", "chief executive").
struct Word {
  uint32_t first_token = 0;  // of the document; [first_token, last_token)
  uint32_t last_token = 0;
  Span span;  // bytes of the document
  PartOfSpeech part_of_speech = PartOfSpeech::kNoun;
  Form form = Form::kNone;
  Syntax syntax = Syntax::kNone;
  Role preposition = Role::kNone;   // of a preposition: the role of what follows
  std::vector<ConceptId> concepts;  // its meanings that say something; sorted
  std::vector<ConceptId> parts;     // of a multiword unit: what its nouns and adjectives mean by themselves; sorted
  std::string key;                  // folded lemma, or the folded form of an unknown word
  Cue cue = Cue::kNone;
  bool known = false;    // in the lexicon
  bool content = false;  // says something by itself: neither function word nor light
  bool name = false;     // part of a proper name
  bool capitalized = false;
  bool boundary = false;  // punctuation that separates: , ; : ( ) – quotation marks
  bool passive_lemma = false;
  bool quoted = false;     // inside quotation marks
  int16_t denied_by = -1;  // the word that denies it: "without" consent, a strike "called off"; -1: nothing does
  int16_t quantity = -1;   // index into SentenceAnalysis::quantities
  int16_t date = -1;       // index into SentenceAnalysis::dates
  // Given by propositions.cc:
  int16_t proposition = -1;  // index into SentenceAnalysis::propositions of the one it belongs to
  Role role = Role::kNone;   // its part there; kPredicate for the predicate's own words
};

enum class Comparison : uint8_t { kEqual, kAbout, kAtLeast, kAtMost };

// A number with what it counts.
struct Quantity {
  uint16_t first_word = 0;  // [first_word, last_word) of the sentence, unit included
  uint16_t last_word = 0;
  Span span;
  double number = 0;  // as it is written, before its unit's factor
  double value = 0;   // in the dimension's base unit; a plain number as it stands
  double upper = 0;   // of a range ("9 to 12", "thousands"): its upper end; else equal to value
  Dimension dimension = Dimension::kNone;
  std::string currency;  // ISO 4217, of money
  Comparison comparison = Comparison::kEqual;
  bool former = false;   // what it was before: the second of "22, against 31"
  int16_t counted = -1;  // the word it counts ("9 countries": countries), -1 if none
};

// A calendar date or a span of time, as far as it is told. Months 1 to 12, days 1 to 31, 0 where untold.
struct Date {
  uint16_t first_word = 0;
  uint16_t last_word = 0;
  Span span;
  int16_t year = 0;
  uint8_t month = 0;
  uint8_t day = 0;
  int16_t end_year = 0;  // of "from 2013 to 2019"; else 0
  bool bound = false;    // where a time begins or ends, not when something is: since, until, before
};

// Which way something went, told by two numbers: "22 patients, against 31 five years ago".
struct Change {
  int8_t direction = 0;  // 1 up, -1 down, 0 level
  uint16_t word = 0;     // the word between the two
};

struct CueMatch {
  Cue cue = Cue::kNone;
  uint16_t word = 0;
  Span span;
  int16_t proposition = -1;  // the one it governs; -1: the whole sentence
};

enum class Polarity : uint8_t { kPositive, kNegative };

struct Proposition {
  uint16_t predicate = 0;   // the word that heads it
  uint16_t first_word = 0;  // [first_word, last_word): its clause
  uint16_t last_word = 0;
  Polarity polarity = Polarity::kPositive;
  Form tense = Form::kNone;
  bool passive = false;
  bool conditional = false;  // the French conditional of hearsay, not after « si »
  bool finite = false;       // has a finite verb; else a nominal or a participle
  bool planned = false;      // by its form: a future tense, "is to close", the headline's "Council to close …"
  int16_t antecedent = -1;   // of a relative clause or a participle: the noun outside that it speaks of
  Role antecedent_role = Role::kNone;
};

struct Attribution {
  Span speaker;  // bytes of the document; empty if only a cue says that somebody speaks
  Span cue;
  bool in_sentence = true;
};

struct SentenceAnalysis {
  Span span;
  Language language = kUnknownLanguage;
  bool question = false;
  bool in_quotation = false;  // begins inside a quotation of several sentences
  std::vector<Word> words;
  std::vector<Quantity> quantities;
  std::vector<Date> dates;
  std::vector<Change> changes;
  std::vector<CueMatch> cues;
  std::vector<Proposition> propositions;  // by position; may be empty
  std::vector<Attribution> attributions;
};

struct AnalyzedText {
  Document document;
  Language language = kUnknownLanguage;
  std::vector<SentenceAnalysis> sentences;  // one for each of document.sentences
};

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_ANALYSIS_H_
