// Patterns: dates, clock times and scores written in figures, found by a regular expression (pattern_expression.h).
#ifndef RECOUPE_LANGUAGE_PATTERNS_H_
#define RECOUPE_LANGUAGE_PATTERNS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace recoupe {

struct PatternMatch {
  enum class Kind : uint8_t {
    kDate,   // 2024-05-01, 01/05/2024, 1.5.2024: first, second, third are year, month, day; day before month
    kClock,  // 8 h 30, 8h, 20:15, 8.30 am: first, second are hour (0 to 24), minute
    kScore,  // 3-1, 98–85: first, second
  };
  Kind kind = Kind::kDate;
  Span span;  // bytes of the text searched
  int first = 0, second = 0, third = 0;
};

// All matches in `text`, in order, not overlapping. What cannot be a date (month 13) or a time is left out.
std::vector<PatternMatch> FindPatterns(std::string_view text);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_PATTERNS_H_
