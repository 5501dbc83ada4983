#include "core/text/tokenizer.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/utf8.h"

namespace recoupe {
namespace {

// The tokens' texts, a bar between two.
std::string Cut(std::string_view text) {
  std::string out;
  for (const Token& token : Tokenize(text)) {
    if (!out.empty()) out += "|";
    out += text.substr(token.span.begin, token.span.size());
  }
  return out;
}

Token Only(std::string_view text) {
  const std::vector<Token> tokens = Tokenize(text);
  CAPTURE(text, Cut(text));
  REQUIRE(tokens.size() == 1);
  return tokens.front();
}

// "Every byte that is no white space and no inner hyphen is in exactly one token."
void CheckCoverage(std::string_view text) {
  CAPTURE(text);
  uint32_t at = 0;
  const auto check_gap = [&](uint32_t end) {
    while (at < end) {
      const CodePoint c = DecodeUtf8(text, at);
      CHECK((IsSpace(c.value) || IsHyphen(c.value)));
      at += c.size;
    }
    CHECK(at == end);
  };
  for (const Token& token : Tokenize(text)) {
    REQUIRE(token.span.begin >= at);
    REQUIRE(token.span.begin < token.span.end);
    check_gap(token.span.begin);
    at = token.span.end;
  }
  REQUIRE(at <= text.size());
  check_gap(static_cast<uint32_t>(text.size()));
}

TEST_CASE("Elided words are tokens of their own, with either apostrophe") {
  struct Row {
    std::string text, cut;
  };
  const auto row =
      GENERATE(Row{"L’accord n'a pas", "L’|accord|n'|a|pas"}, Row{"qu’elle s'arrête", "qu’|elle|s'|arrête"},
               Row{"jusqu'en mai", "jusqu'|en|mai"}, Row{"lorsqu’Orlane partit", "lorsqu’|Orlane|partit"},
               Row{"D'abord", "D'|abord"}, Row{"puisqu'il", "puisqu'|il"}, Row{"il m’a dit", "il|m’|a|dit"});
  CAPTURE(row.text);
  CHECK(Cut(row.text) == row.cut);
}

TEST_CASE("An apostrophe inside a word leaves it whole") {
  const auto text =
      GENERATE(as<std::string>{}, "aujourd'hui", "aujourd’hui", "quelqu'un", "presqu’île", "O'Malden", "prud'hommes");
  CAPTURE(text);
  CHECK(Cut(text) == text);
}

TEST_CASE("English endings are words of their own") {
  struct Row {
    std::string text, cut, lower;  // `lower`: of the last two tokens
  };
  const auto row =
      GENERATE(Row{"Velmar's", "Velmar|'s", "velmar 's"}, Row{"they've", "they|'ve", "they 've"},
               Row{"we’ll", "we|’ll", "we 'll"}, Row{"can't", "ca|n't", "can not"}, Row{"won’t", "wo|n’t", "will not"},
               Row{"shan't", "sha|n't", "shall not"}, Row{"doesn't", "does|n't", "does not"},
               Row{"I'm", "I|'m", "i 'm"}, Row{"they'd", "they|'d", "they 'd"});
  CAPTURE(row.text);
  CHECK(Cut(row.text) == row.cut);
  const std::vector<Token> tokens = Tokenize(row.text);
  REQUIRE(tokens.size() == 2);
  CHECK(tokens[0].lower + " " + tokens[1].lower == row.lower);
}

TEST_CASE("A plural's apostrophe and quotation marks are no part of the word") {
  CHECK(Cut("the millers' union") == "the|millers|'|union");
  CHECK(Cut("'Never,' he said") == "'|Never|,|'|he|said");
}

TEST_CASE("Numbers keep their separators") {
  const auto text = GENERATE(as<std::string>{}, "1,900", "1.900", "4,6", "19.4", "255 000", "255\u00A0000",
                             "255\u202F000", "1 234 567,89", "1,234,567.89", "5.4.21", "10'000", "2019");
  CAPTURE(text);
  const Token token = Only(text);
  CHECK(token.kind == TokenKind::kNumber);
}

TEST_CASE("Numbers end where another thing begins") {
  struct Row {
    std::string text, cut;
  };
  const auto row =
      GENERATE(Row{"en 2019 300 personnes", "en|2019|300|personnes"}, Row{"12 3456", "12|3456"},
               Row{"255 00", "255|00"}, Row{"40.", "40|."}, Row{"40, puis", "40|,|puis"}, Row{"200\n300", "200|300"},
               Row{"$150m", "$|150|m"}, Row{"9%", "9|%"}, Row{"2013-2019", "2013|2019"}, Row{"1er", "1|er"},
               Row{"n° 2", "n|°|2"}, Row{"8 h 30", "8|h|30"});
  CAPTURE(row.text);
  CHECK(Cut(row.text) == row.cut);
}

TEST_CASE("Letters keep the digits and the dots of initials that belong to them") {
  struct Row {
    std::string text, cut;
  };
  const auto row = GENERATE(Row{"le G7", "le|G7"}, Row{"the U.S. mill", "the|U.S.|mill"}, Row{"at 9 a.m.", "at|9|a.m."},
                            Row{"J. Roy", "J|.|Roy"}, Row{"X.", "X|."}, Row{"etc.", "etc|."}, Row{"CO2", "CO2"},
                            Row{"U.K", "U|.|K"});
  CAPTURE(row.text);
  CHECK(Cut(row.text) == row.cut);
}

TEST_CASE("Hyphenated words are several tokens that know of the hyphen") {
  const std::vector<Token> tokens = Tokenize("n'a-t-il porte‑avions - fin");
  CHECK(Cut("n'a-t-il porte‑avions - fin") == "n'|a|t|il|porte|avions|-|fin");
  REQUIRE(tokens.size() == 8);
  CHECK_FALSE(tokens[1].hyphen_before);
  CHECK(tokens[2].hyphen_before);
  CHECK(tokens[3].hyphen_before);
  CHECK(tokens[5].hyphen_before);
  CHECK(tokens[6].kind == TokenKind::kPunctuation);
  CHECK_FALSE(tokens[7].hyphen_before);
}

TEST_CASE("French quotation marks and no-break spaces separate") {
  const std::vector<Token> tokens = Tokenize("«\u00A0Jamais\u202F!\u00A0» dit-elle");
  CHECK(Cut("«\u00A0Jamais\u202F!\u00A0» dit-elle") == "«|Jamais|!|»|dit|elle");
  REQUIRE(tokens.size() == 6);
  CHECK(tokens[1].space_before);
  CHECK(tokens[2].space_before);
  CHECK_FALSE(tokens[0].space_before);
  CHECK(tokens[0].kind == TokenKind::kPunctuation);
}

TEST_CASE("Each mark has its kind") {
  struct Row {
    std::string text;
    TokenKind kind;
  };
  const auto row =
      GENERATE(Row{"Velmar", TokenKind::kWord}, Row{"42", TokenKind::kNumber}, Row{",", TokenKind::kPunctuation},
               Row{"…", TokenKind::kPunctuation}, Row{"–", TokenKind::kPunctuation}, Row{"”", TokenKind::kPunctuation},
               Row{"«", TokenKind::kPunctuation}, Row{"%", TokenKind::kSymbol}, Row{"€", TokenKind::kSymbol},
               Row{"$", TokenKind::kSymbol}, Row{"&", TokenKind::kSymbol}, Row{"😀", TokenKind::kSymbol},
               Row{"*", TokenKind::kMarkup}, Row{"https://exemple.test/a?b=1", TokenKind::kMarkup},
               Row{"\xFF", TokenKind::kSymbol});
  CAPTURE(row.text);
  CHECK(Only(row.text).kind == row.kind);
}

TEST_CASE("Links are not read") {
  CHECK(Cut("[the law](#) of 5.4.21") == "[|the|law|](#)|of|5.4.21");
  CHECK(Cut("voir https://exemple.test/page, puis") == "voir|https://exemple.test/page|,|puis");
  CHECK(Cut("(www.exemple.test)") == "(|www.exemple.test|)");
  CHECK(Cut("[open](never") == "[|open|]|(|never");
}

TEST_CASE("Case and accents of a token") {
  const Token token = Only("Élysée");
  CHECK(token.lower == "élysée");
  CHECK(token.fold == "elysee");
  CHECK(token.capitalized);
  CHECK_FALSE(token.all_caps);
  CHECK(Only("ÉTAT").all_caps);
  CHECK_FALSE(Only("X").all_caps);
  CHECK(Only("X").capitalized);
  CHECK_FALSE(Only("iPhone").capitalized);
  CHECK(Only("Œuvre").fold == "oeuvre");
}

TEST_CASE("Every byte is in a token, a space or an inner hyphen") {
  const auto text = GENERATE(as<std::string>{}, "", " ", "-", "--", "a--b", "a-", "-a", "'", "l'", "l' ", "n't", "'t",
                             "d't", "’’", "]( )", "](", "U.S.A", "a.b.c", "U.", "http://", "https://)", "https://.",
                             "www.", "1,", "1 ", "1'2", "1 234 5", "\xC3", "a\xE2\x80", "👩‍🌾", "l’😀", "x-\xFF",
                             "1-’s", "s's's", "can't't", "\u00A0\u202F", "…«»…", "é-è", "2-é", "é\u0301-é");
  CheckCoverage(text);
}

TEST_CASE("Random mixtures of marks lose no byte") {
  static const std::vector<std::string> kParts = {
      "l",  "'", "’", "n't",      "-",    "‑", ".",    ",",        " ", "\u00A0", "\n", "1",  "234", "é", "Œ", "U.S.",
      "](", ")", "[", "https://", "www.", "😀", "\xC3", "\xE2\x80", "«", "»",      "%",  "qu", "s",   "t", "*", "\""};
  uint32_t state = 20240501;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int k = 0; k < 12; ++k) {
      state = state * 1664525u + 1013904223u;
      text += kParts[(state >> 8) % kParts.size()];
    }
    CheckCoverage(text);
  }
}

}  // namespace
}  // namespace recoupe
