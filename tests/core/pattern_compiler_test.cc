#include "core/language/pattern_compiler.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/language/pattern_expression.h"

namespace recoupe {
namespace {

// Where each group begins and ends.
using Groups = std::vector<uint32_t>;
constexpr size_t kGroups = 16;

// Every match from the start of the text on, each search going on where the last one ended, as FindPatterns does.
std::vector<Groups> ByProgram(const PatternProgram& program, const std::string& text) {
  std::vector<Groups> all;
  for (uint32_t from = 0; from <= text.size();) {
    Groups groups(kGroups * 2);
    if (!program.Search(text, from, groups)) break;
    uint32_t end = from;
    for (const uint32_t at : groups) {
      if (at != PatternProgram::kAbsent) end = std::max(end, at);
    }
    all.push_back(groups);
    from = std::max(end, from + 1);
  }
  return all;
}

std::vector<Groups> ByRe2(const re2::RE2& expression, const std::string& text) {
  std::vector<Groups> all;
  std::array<re2::StringPiece, kGroups> found;
  for (uint32_t from = 0; from <= text.size();) {
    if (!expression.Match(text, from, text.size(), re2::RE2::UNANCHORED, found.data(), kGroups)) break;
    Groups groups(kGroups * 2, PatternProgram::kAbsent);
    uint32_t end = from;
    for (size_t g = 1; g < kGroups; ++g) {
      if (found[g].data() == nullptr) continue;
      groups[2 * g] = static_cast<uint32_t>(found[g].data() - text.data());
      groups[2 * g + 1] = groups[2 * g] + static_cast<uint32_t>(found[g].size());
      end = std::max(end, groups[2 * g + 1]);
    }
    all.push_back(groups);
    from = std::max(end, from + 1);
  }
  return all;
}

TEST_CASE("A program finds what RE2 finds") {
  const std::string expression = GENERATE(as<std::string>{}, kFigurePattern, "(a|ab)(c|bcd)(d?)", "([aA])b?(é|è)", "^(a)|(b)$",
                                          "(a?)(a{1,3})(a?)", "x(?:(y)|(z))?([^a-c])", "(?i)(ab)|(É)");
  CAPTURE(expression);
  const Result<CompiledPattern> pattern = CompilePattern(expression);
  REQUIRE(pattern.ok());
  const re2::RE2 re2(expression);

  // Texts of the pieces that our pattern is about and of those that the others are about, put together at random.
  const std::vector<std::string> pieces = {
      "0", "1", "3", "9", "12", "31", "2024", " ", " ", "\u00A0", "\u202F", "-", "–", "/", ".", ":", ",", "h", "H", "a",
      "am", "p.m.", "PM", "b", "c", "d", "x", "y", "z", "é", "É", "è", "A", "B", "\n", "\xE2", "\x80", "€"};
  std::mt19937 random(7);  // NOLINT: the same texts each time
  size_t matches = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto left = random() % 14; left > 0; --left) text += pieces[random() % pieces.size()];
    const std::vector<Groups> found = ByProgram(pattern.value().program(), text);
    matches += found.size();
    if (found == ByRe2(re2, text)) continue;
    CAPTURE(text);
    CHECK(found == ByRe2(re2, text));
  }
  CHECK(matches > 50);
}

TEST_CASE("The program in the library is that of the expression") {
  const Result<CompiledPattern> pattern = CompilePattern(kFigurePattern);
  REQUIRE(pattern.ok());
  const PatternProgram compiled = pattern.value().program(), built = FigurePattern();
  CHECK(built.start == compiled.start);
  REQUIRE(built.steps.size() == compiled.steps.size());
  for (size_t i = 0; i < built.steps.size(); ++i) CHECK(built.steps[i] == compiled.steps[i]);
}

TEST_CASE("What a program cannot do is refused") {
  struct Row {
    std::string expression, reason;
  };
  const auto row = GENERATE(Row{"a(", "RE2"}, Row{"a*", "without end"}, Row{"b(?:ac?)+", "without end"},
                            Row{"\\bword", "edge of a word"}, Row{"(?m)^a", "edge of a word"}, Row{"^a", "as a whole"});
  CAPTURE(row.expression);
  const Result<CompiledPattern> pattern = CompilePattern(row.expression);
  REQUIRE(!pattern.ok());
  CHECK(pattern.error().code == "bad-pattern");
  CHECK(pattern.error().message.find(row.reason) != std::string::npos);
}

TEST_CASE("Captures that nobody asks for are not noted") {
  const Result<CompiledPattern> pattern = CompilePattern("(a)(b)");
  REQUIRE(pattern.ok());
  std::array<uint32_t, 4> captures;
  REQUIRE(pattern.value().program().Search("xab", 0, captures));
  CHECK(captures[2] == 1);
  CHECK(captures[3] == 2);
  CHECK(!pattern.value().program().Search("ab", 1, captures));
}

}  // namespace
}  // namespace recoupe
