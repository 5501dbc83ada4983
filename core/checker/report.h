// Report: what a check returns. Plain data; offsets are bytes, engine.cc turns them into UTF-16.
#ifndef RECOUPE_CHECKER_REPORT_H_
#define RECOUPE_CHECKER_REPORT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/checker/claims.h"
#include "core/comparison/features.h"
#include "core/comparison/model.h"
#include "core/language/lexicon.h"

namespace recoupe {

// What the corpus says about a claim.
enum class Outcome : uint8_t { kSupported, kNuanced, kContradicted, kMixed, kNotCovered, kNotCheckable };
std::string_view OutcomeName(Outcome outcome);  // "not-covered"

// A part of a claim: who, did what, to what, to whom, by what means, when, where, how much.
enum class Slot : uint8_t { kAgent, kPredicate, kTheme, kRecipient, kInstrument, kTime, kPlace, kQuantity, kOther };
std::string_view SlotName(Slot slot);

struct SlotAlignment {
  Slot slot = Slot::kOther;
  Span claim;    // bytes of the pasted text
  Span excerpt;  // bytes of the excerpt; meaningless unless answered
  bool answered = false;
  bool by_context = false;  // the title or a sentence before it answers
};

// A statement that was compared: an excerpt if it is shown, else a near miss.
struct ComparedStatement {
  int32_t statement = -1;  // of the corpus; -1 for a statement given by hand
  std::string text;
  // The words before and after it, where the article has its first words more than once; else, and of given statements, empty.
  std::string before, after;
  Language language = kUnknownLanguage;
  Relation relation = Relation::kNuances;
  float score = 0;              // in [0, 1]: how likely it speaks to the claim; no truth value
  std::vector<Nuance> nuances;  // spans: bytes of `text`
  std::string speaker;          // who says it; empty if nobody is named
  Span speaker_span;            // bytes of `text`; empty if the name stands elsewhere
  std::vector<SlotAlignment> alignment;
  Slot failed = Slot::kOther;  // of a near miss: the slot that answers least
  Span failed_claim;           // bytes of the pasted text; may be empty
  Features features;
  Prediction prediction;
};

struct CoverageTerm {
  Span claim;          // bytes of the pasted text
  bool found = false;  // it, or a word of the same meaning, occurs in the corpus
};

struct Coverage {
  uint32_t articles = 0;
  uint32_t statements = 0;
  std::vector<CoverageTerm> terms;
};

// One of the things that a claim joins by "and".
struct PartReport {
  Span span;  // bytes of the pasted text
  Outcome outcome = Outcome::kNotCovered;
  std::vector<ComparedStatement> excerpts;  // best first
};

struct ClaimReport {
  Span span;  // bytes of the pasted text
  Language language = kUnknownLanguage;
  Outcome outcome = Outcome::kNotCovered;
  NotCheckable reason = NotCheckable::kNo;
  std::vector<ComparedStatement> excerpts;     // best first
  std::vector<ComparedStatement> near_misses;  // best first, at most kNearMisses
  std::vector<PartReport> parts;               // where it says several things; else empty
  Coverage coverage;
};

struct Report {
  std::string text;  // as it was pasted
  Language language = kUnknownLanguage;
  Outcome outcome = Outcome::kNotCovered;  // of the whole text
  std::vector<ClaimReport> claims;
};

}  // namespace recoupe

#endif  // RECOUPE_CHECKER_REPORT_H_
