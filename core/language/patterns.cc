#include "core/language/patterns.h"

#include <array>

#include "core/language/pattern_program.h"

namespace recoupe {

std::vector<PatternMatch> FindPatterns(std::string_view text) {
  const PatternProgram program = FigurePattern();
  std::vector<PatternMatch> matches;
  std::array<uint32_t, 32> captures;  // of the groups that pattern_expression.h numbers
  const auto group = [&](int g) {
    const size_t at = static_cast<size_t>(g) * 2;
    return captures[at] == PatternProgram::kAbsent ? Span{} : Span{captures[at], captures[at + 1]};
  };
  const auto number = [&](int g) {
    int value = 0;
    for (const char c : text.substr(group(g).begin, group(g).size())) value = value * 10 + (c - '0');
    return value;
  };
  uint32_t at = 0;
  while (at < text.size() && program.Search(text, at, captures)) {
    PatternMatch match;
    int first = 1, last = 3;
    bool valid = true;
    if (!group(1).empty()) {
      match = {PatternMatch::Kind::kDate, {}, number(1), number(2), number(3)};
    } else if (!group(4).empty()) {
      const int year = number(6);
      match = {PatternMatch::Kind::kDate, {}, year < 100 ? year + 2000 : year, number(5), number(4)};
      first = 4;
      last = 6;
    } else if (!group(7).empty()) {
      match = {PatternMatch::Kind::kClock, {}, number(7), number(8), 0};
      first = 7;
      last = group(8).empty() ? 7 : 8;
    } else if (!group(9).empty()) {
      const char half = text[group(11).begin];
      const bool afternoon = half == 'p' || half == 'P';
      match = {PatternMatch::Kind::kClock, {}, number(9) % 12 + (afternoon ? 12 : 0), number(10), 0};
      first = 9;
      last = 11;
    } else if (!group(12).empty()) {
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
    match.span = {group(first).begin, group(last).end};
    if (valid) matches.push_back(match);
    at = match.span.end;
  }
  return matches;
}

}  // namespace recoupe
