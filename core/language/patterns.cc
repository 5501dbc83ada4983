#include "core/language/patterns.h"

#include <re2/re2.h>

#include <string>
#include <utility>

namespace recoupe {

// RE2's \b and \w are ASCII only; between figures and their neighbours that is enough. Spaces may be no-break (U+00A0,
// U+202F).
struct Patterns::Expressions {
  // One expression, its alternatives told apart by which groups took part, so that a text is read once.
  re2::RE2 any{
      "(?:^|[^0-9A-Za-z.,/-])(?:"
      "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"                                      // 1–3: ISO 8601
      "|([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})"                      // 4–6: day, month, year
      "|([0-9]{1,2})[ \\x{A0}\\x{202F}]?[hH](?:[ \\x{A0}\\x{202F}]?([0-9]{2}))?"  // 7–8: 8 h 30
      "|([0-9]{1,2})[:.]([0-9]{2})[ \\x{A0}\\x{202F}]?([aApP])\\.?[mM]\\.?"       // 9–11: 8.30 am
      "|([0-9]{1,2}):([0-9]{2})"                                                  // 12–13: 20:15
      "|([0-9]{1,3})[-–]([0-9]{1,3})"                                             // 14–15: 3-1
      ")(?:$|[^0-9A-Za-z/-])"};
};

Patterns::Patterns() : expressions_(std::make_unique<Expressions>()) {}
Patterns::~Patterns() = default;
Patterns::Patterns(Patterns&&) noexcept = default;
Patterns& Patterns::operator=(Patterns&&) noexcept = default;

std::vector<PatternMatch> Patterns::Find(std::string_view text) const {
  std::vector<PatternMatch> matches;
  constexpr int kGroups = 16;
  re2::StringPiece groups[kGroups];
  const re2::StringPiece input(text.data(), text.size());
  const auto number = [&](int g) {
    int value = 0;
    for (const char c : groups[g]) value = value * 10 + (c - '0');
    return value;
  };
  size_t at = 0;
  while (at < text.size() && expressions_->any.Match(input, at, text.size(), re2::RE2::UNANCHORED, groups, kGroups)) {
    PatternMatch match;
    int first = 1, last = 3;
    bool valid = true;
    if (!groups[1].empty()) {
      match = {PatternMatch::Kind::kDate, {}, number(1), number(2), number(3)};
    } else if (!groups[4].empty()) {
      const int year = number(6);
      match = {PatternMatch::Kind::kDate, {}, year < 100 ? year + 2000 : year, number(5), number(4)};
      first = 4;
      last = 6;
    } else if (!groups[7].empty()) {
      match = {PatternMatch::Kind::kClock, {}, number(7), number(8), 0};
      first = 7;
      last = groups[8].empty() ? 7 : 8;
    } else if (!groups[9].empty()) {
      const bool afternoon = groups[11][0] == 'p' || groups[11][0] == 'P';
      match = {PatternMatch::Kind::kClock, {}, number(9) % 12 + (afternoon ? 12 : 0), number(10), 0};
      first = 9;
      last = 11;
    } else if (!groups[12].empty()) {
      match = {PatternMatch::Kind::kClock, {}, number(12), number(13), 0};
      first = 12;
      last = 13;
    } else {
      match = {PatternMatch::Kind::kScore, {}, number(14), number(15), 0};
      first = 14;
      last = 15;
    }
    if (match.kind == PatternMatch::Kind::kDate)
      valid = match.second >= 1 && match.second <= 12 && match.third >= 1 && match.third <= 31;
    if (match.kind == PatternMatch::Kind::kClock) valid = match.first <= 24 && match.second < 60;
    match.span.begin = static_cast<uint32_t>(groups[first].data() - text.data());
    match.span.end = static_cast<uint32_t>(groups[last].data() + groups[last].size() - text.data());
    if (valid) matches.push_back(match);
    at = match.span.end;
  }
  return matches;
}

}  // namespace recoupe
