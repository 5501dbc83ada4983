#include "core/language/patterns.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <vector>

namespace recoupe {
namespace {

using Kind = PatternMatch::Kind;

TEST_CASE("Dates, times and scores in figures") {
  struct Row {
    std::string text, found;
    Kind kind;
    int first, second, third;
  };
  const auto row = GENERATE(
      Row{"closed on 2024-05-01.", "2024-05-01", Kind::kDate, 2024, 5, 1},
      Row{"le 01/05/2024, il", "01/05/2024", Kind::kDate, 2024, 5, 1},
      Row{"le 1.5.2024", "1.5.2024", Kind::kDate, 2024, 5, 1},
      Row{"le 9/4/21 au soir", "9/4/21", Kind::kDate, 2021, 4, 9},
      Row{"à 8 h 30 précises", "8 h 30", Kind::kClock, 8, 30, 0},
      Row{"à 8\u00A0h\u00A030 précises", "8\u00A0h\u00A030", Kind::kClock, 8, 30, 0},
      Row{"at 8.30 pm today", "8.30 pm", Kind::kClock, 20, 30, 0},
      Row{"at 20:15 today", "20:15", Kind::kClock, 20, 15, 0}, Row{"won 3-1 at home", "3-1", Kind::kScore, 3, 1, 0},
      Row{"gagne 98–85 hier", "98–85", Kind::kScore, 98, 85, 0}, Row{"3-1", "3-1", Kind::kScore, 3, 1, 0});
  CAPTURE(row.text);
  const std::vector<PatternMatch> matches = FindPatterns(row.text);
  REQUIRE(matches.size() == 1);
  const PatternMatch& match = matches.front();
  CHECK(match.kind == row.kind);
  CHECK(match.first == row.first);
  CHECK(match.second == row.second);
  CHECK(match.third == row.third);
  CHECK(row.text.substr(match.span.begin, match.span.size()).starts_with(row.found.substr(0, 4)));
}

TEST_CASE("What only looks like a date or a time is left out") {
  const auto text = GENERATE(as<std::string>{}, "", "no figures", "2024-13-01", "32/05/2024", "at 25:10", "at 10:75",
                             "2013-2019", "call 01-23-45-67", "v1.2.3.4", "A3-1B", "1,900");
  CAPTURE(text);
  CHECK(FindPatterns(text).empty());
}

TEST_CASE("Matches come in order and do not overlap") {
  const std::string text = "Le 01/05/2024 à 8 h 30, Velmar gagne 3-1, 4-2 et 5-0.";
  const std::vector<PatternMatch> matches = FindPatterns(text);
  REQUIRE(matches.size() == 5);
  for (size_t i = 1; i < matches.size(); ++i) CHECK(matches[i].span.begin >= matches[i - 1].span.end);
}

}  // namespace
}  // namespace recoupe
