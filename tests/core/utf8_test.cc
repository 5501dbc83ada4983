#include "core/base/utf8.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace recoupe {
namespace {

std::string Encoded(char32_t c) {
  std::string out;
  AppendUtf8(c, &out);
  return out;
}

TEST_CASE("What is encoded is decoded again, at the edges of every length") {
  struct Row {
    char32_t value;
    uint32_t size;
  };
  const auto row =
      GENERATE(Row{0x00, 1}, Row{0x7F, 1}, Row{0x80, 2}, Row{0x7FF, 2}, Row{0x800, 3}, Row{0xD7FF, 3}, Row{0xE000, 3},
               Row{0xFFFD, 3}, Row{0xFFFF, 3}, Row{0x10000, 4}, Row{0x1F600, 4}, Row{0x10FFFF, 4});
  CAPTURE(static_cast<uint32_t>(row.value));
  const std::string bytes = Encoded(row.value);
  CHECK(bytes.size() == row.size);
  const CodePoint c = DecodeUtf8(bytes, 0);
  CHECK(c.value == row.value);
  CHECK(c.size == row.size);
  CHECK(IsValidUtf8(bytes));
}

TEST_CASE("A malformed byte decodes to U+FFFD and is one byte long") {
  const auto bytes =
      GENERATE(as<std::string>{}, "\x80", "\xBF", "\xC0\xAF", "\xC1\xBF", "\xC3", "\xC3(", "\xE2\x82", "\xE0\x80\xAF",
               "\xE0\x9F\xBF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x9F\x98", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF",
               "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF");
  CAPTURE(bytes);
  const CodePoint c = DecodeUtf8(bytes, 0);
  CHECK(c.value == 0xFFFD);
  CHECK(c.size == 1);
  CHECK_FALSE(IsValidUtf8(bytes));
  CHECK_FALSE(IsValidUtf8("été " + bytes));
}

TEST_CASE("A sequence that the end of the text cuts does not swallow what stands before it") {
  const std::string text = "été 😀";
  for (size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    const std::string_view cut = std::string_view(text).substr(0, size);
    const bool whole = size != 1 && size != 4 && size != 7 && size != 8 && size != 9;
    CHECK(IsValidUtf8(cut) == whole);
    uint32_t read = 0;
    while (read < cut.size()) read += DecodeUtf8(cut, read).size;
    CHECK(read == cut.size());
  }
}

TEST_CASE("The replacement character that was typed is valid") {
  CHECK(
      IsValidUtf8("a\xEF\xBF\xBD"
                  "b"));
}

TEST_CASE("Letters are told from signs") {
  SECTION("letters") {
    const auto c =
        GENERATE(U'a', U'Z', U'é', U'œ', U'Œ', U'ß', U'ł', U'ÿ', U'ẞ', U'α', U'Ж', U'ﬁ', char32_t{0x301}, U'中');
    CAPTURE(static_cast<uint32_t>(c));
    CHECK(IsLetter(c));
  }
  SECTION("signs") {
    const auto c = GENERATE(U'0', U'_', U'@', U'×', U'÷', U'«', U'»', U'°', U'º', U'€', U'’', U'–', U'…', U'→', U'、',
                            U'😀', char32_t{0xFE0F}, char32_t{0xA0}, char32_t{0xFFFD});
    CAPTURE(static_cast<uint32_t>(c));
    CHECK_FALSE(IsLetter(c));
  }
}

TEST_CASE("Every Unicode space counts as a space, no-break ones included") {
  const auto c = GENERATE(U' ', U'\t', U'\n', U'\r', char32_t{0x85}, char32_t{0xA0}, char32_t{0x2009}, char32_t{0x2028},
                          char32_t{0x202F}, char32_t{0x3000}, char32_t{0xFEFF});
  CAPTURE(static_cast<uint32_t>(c));
  CHECK(IsSpace(c));
}

TEST_CASE("Hyphens are hyphens, dashes are not") {
  CHECK(IsHyphen('-'));
  CHECK(IsHyphen(0x2010));
  CHECK(IsHyphen(0x2011));
  CHECK_FALSE(IsHyphen(0x2013));
  CHECK_FALSE(IsHyphen(0x2014));
}

TEST_CASE("Digits are 0 to 9 and nothing else") {
  CHECK(IsDigit('0'));
  CHECK(IsDigit('9'));
  CHECK_FALSE(IsDigit(U'²'));
  CHECK_FALSE(IsDigit(U'٣'));
}

TEST_CASE("Lower case of single letters") {
  struct Row {
    char32_t upper, lower;
  };
  const auto row =
      GENERATE(Row{'A', 'a'}, Row{U'É', U'é'}, Row{U'Ÿ', U'ÿ'}, Row{U'Ł', U'ł'}, Row{U'Ž', U'ž'}, Row{U'Ő', U'ő'},
               Row{U'İ', 'i'}, Row{U'Σ', U'σ'}, Row{U'Ж', U'ж'}, Row{U'Ё', U'ё'}, Row{U'Ạ', U'ạ'});
  CAPTURE(static_cast<uint32_t>(row.upper));
  CHECK(ToLower(row.upper) == row.lower);
  CHECK(ToLower(row.lower) == row.lower);
  CHECK(IsUpper(row.upper));
  CHECK_FALSE(IsUpper(row.lower));
}

TEST_CASE("Signs have no case") {
  const auto c = GENERATE(U'×', U'÷', U'1', U'«', U'ß', U'ĸ', U'ŉ', U'中', U'😀');
  CAPTURE(static_cast<uint32_t>(c));
  CHECK_FALSE(IsUpper(c));
}

TEST_CASE("LowerCase keeps accents, writes ligatures out and makes apostrophes and hyphens plain") {
  struct Row {
    std::string text, lower;
  };
  const auto row = GENERATE(Row{"", ""}, Row{"L’Œuvre", "l'oeuvre"}, Row{"ÉTÉ", "été"}, Row{"Ex æquo", "ex aequo"},
                            Row{"Straße", "strasse"}, Row{"ﬁnir", "finir"}, Row{"porte‑avions", "porte-avions"},
                            Row{"aujourdʼhui", "aujourd'hui"}, Row{"Þórr", "thórr"}, Row{"Łódź", "łódź"});
  CAPTURE(row.text);
  CHECK(LowerCase(row.text) == row.lower);
}

TEST_CASE("FoldCase drops accents and combining marks") {
  struct Row {
    std::string text, fold;
  };
  const auto row = GENERATE(Row{"Été", "ete"}, Row{"E\u0301te\u0301", "ete"}, Row{"ÇA ALORS", "ca alors"},
                            Row{"Noël", "noel"}, Row{"Łódź", "lodz"}, Row{"Şişli", "sisli"},
                            Row{"Đorđe Žuvić", "dorde zuvic"}, Row{"Őrség", "orseg"}, Row{"Ñandú", "nandu"},
                            Row{"Ærø", "aero"}, Row{"cœur", "coeur"}, Row{"Ελλάδα", "ελλάδα"}, Row{"😀 ok", "😀 ok"});
  CAPTURE(row.text);
  CHECK(FoldCase(row.text) == row.fold);
}

TEST_CASE("Folding twice changes nothing more") {
  const auto text = GENERATE(as<std::string>{}, "L’Œuvre d’Été", "E\u0301te\u0301", "Straße ﬂuide",
                             "a\xFF"
                             "b",
                             "ŉ ſ ĸ");
  CAPTURE(text);
  CHECK(FoldCase(FoldCase(text)) == FoldCase(text));
  CHECK(LowerCase(LowerCase(text)) == LowerCase(text));
  CHECK(FoldCase(LowerCase(text)) == FoldCase(text));
}

TEST_CASE("The length in UTF-16 units counts what JavaScript counts") {
  struct Row {
    std::string text;
    uint32_t units;
  };
  const auto row = GENERATE(Row{"", 0}, Row{"abc", 3}, Row{"héllo 😀", 8}, Row{"« œuf »", 7}, Row{"👩‍🌾", 5},
                            Row{"e\u0301", 2}, Row{"\xFF\xFE", 2});
  CAPTURE(row.text);
  CHECK(Utf16Length(row.text) == row.units);
}

TEST_CASE("UTF-16 offsets agree with the length of what stands before") {
  const auto text = GENERATE(as<std::string>{}, "", "plain", "L’été à Nîmes", "😀 « Ça » 👩‍🌾 va", "a\xC3",
                             "\xF0\x9F\x98 é");
  CAPTURE(text);
  const Utf16Offsets offsets(text);
  for (uint32_t at = 0; at <= text.size();) {
    CAPTURE(at);
    CHECK(offsets.FromByte(at) == Utf16Length(std::string_view(text).substr(0, at)));
    if (at == text.size()) break;
    at += DecodeUtf8(text, at).size;
  }
}

TEST_CASE("A byte inside a character has the offset of its beginning") {
  const Utf16Offsets offsets("é😀x");
  CHECK(offsets.FromByte(1) == 0);
  CHECK(offsets.FromByte(3) == 1);
  CHECK(offsets.FromByte(5) == 1);
  CHECK(offsets.FromBytes({2, 6}) == Span{1, 3});
  CHECK(offsets.FromBytes({6, 7}) == Span{3, 4});
}

TEST_CASE("Spans are half open") {
  const Span span{2, 5};
  CHECK(span.size() == 3);
  CHECK_FALSE(span.empty());
  CHECK(Span{4, 4}.empty());
  CHECK(span.Contains({2, 5}));
  CHECK_FALSE(span.Contains({2, 6}));
  CHECK(span.Overlaps({4, 9}));
  CHECK_FALSE(span.Overlaps({5, 9}));
  CHECK_FALSE(span.Overlaps({0, 2}));
}

}  // namespace
}  // namespace recoupe
