// PatternProgram: a regular expression as RE2 compiled it, and what runs it.
//
// RE2 parses and compiles the expression when Recoupe is built (pattern_compiler.h); the program is a few hundred steps
// in the binary. What RE2 is made of besides, above all its parser, its tables of Unicode and its three ways to search,
// is 45 KB of a download.
#ifndef RECOUPE_LANGUAGE_PATTERN_PROGRAM_H_
#define RECOUPE_LANGUAGE_PATTERN_PROGRAM_H_

#include <cstdint>
#include <span>
#include <string_view>

namespace recoupe {

// Steps stand in lists: what can be tried at one place of a text, best first.
struct PatternStep {
  enum Kind : uint8_t {
    kByte,        // a byte from low to high
    kLetter,      // the same, once an upper-case ASCII letter has become a lower-case one
    kTextEdge,    // no byte, but the place must be what low says: a sum of kBegin and kEnd
    kCapture,     // notes the place in the captures, at low
    kMatch,       // the end
    kNothing,     // never goes on
  };
  static constexpr uint8_t kBegin = 1, kEnd = 2;

  Kind kind = kNothing;
  bool last = false;  // of its list
  uint8_t low = 0, high = 0;
  uint16_t next = 0;  // the list that goes on from here

  friend bool operator==(const PatternStep&, const PatternStep&) = default;
};

struct PatternProgram {
  static constexpr uint32_t kAbsent = UINT32_MAX;

  std::span<const PatternStep> steps;
  uint16_t start = 0;

  // The first match in `text` that begins at `from` or behind it, as Perl and RE2 choose it: captures[2 * g] and
  // captures[2 * g + 1] are where group g begins and ends, kAbsent if it took no part. Group 0 is not noted.
  // Takes time linear in the text: a program has no loops.
  bool Search(std::string_view text, uint32_t from, std::span<uint32_t> captures) const;
};

// The program of kFigurePattern.
PatternProgram FigurePattern();

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_PATTERN_PROGRAM_H_
