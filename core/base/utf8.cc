#include "core/base/utf8.h"

namespace recoupe {
namespace {

// Base letters of U+00C0..U+017F; '?' where a letter has no one-letter base (it is handled by name below).
constexpr char kLatinBase[] =
    "AAAAAA?CEEEEIIII?NOOOOO?OUUUUY??"
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKkkLlLlLlLlLlNnNnNnnNnOoOoOo??RrRrRrSsSsSsSs"
    "TtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(sizeof(kLatinBase) - 1 == 0x180 - 0xC0);

// What a ligature or a special letter is written as in lower case; empty for all others.
std::string_view Expansion(char32_t c) {
  switch (c) {
    case 0xC6:
    case 0xE6:
      return "ae";
    case 0x152:
    case 0x153:
      return "oe";
    case 0xDF:
    case 0x1E9E:
      return "ss";
    case 0xDE:
    case 0xFE:
      return "th";
    case 0xD0:
    case 0xF0:
      return "d";
    case 0x132:
    case 0x133:
      return "ij";
    case 0xFB00:
      return "ff";
    case 0xFB01:
      return "fi";
    case 0xFB02:
      return "fl";
    default:
      return {};
  }
}

bool IsCombiningMark(char32_t c) { return c >= 0x300 && c <= 0x36F; }

// The one letter that `base` and the combining mark after it make, as French and its neighbours have them; 0 if there
// is none.
char32_t Compose(char32_t base, char32_t mark) {
  struct Row {
    char32_t mark;
    std::u32string_view bases, composed;
  };
  static constexpr Row kRows[] = {
      {0x300, U"aeiou", U"àèìòù"}, {0x301, U"aeiouy", U"áéíóúý"}, {0x302, U"aeiou", U"âêîôû"},
      {0x303, U"ano", U"ãñõ"},     {0x308, U"aeiouy", U"äëïöüÿ"}, {0x327, U"c", U"ç"},
  };
  for (const Row& row : kRows) {
    if (row.mark != mark) continue;
    const size_t at = row.bases.find(base);
    return at == std::u32string_view::npos ? 0 : row.composed[at];
  }
  return 0;
}

char32_t BaseLetter(char32_t lower) {
  if (lower < 0xC0 || lower >= 0x180) return lower;
  const char base = kLatinBase[lower - 0xC0];
  return base == '?' ? lower : static_cast<char32_t>(base);
}

std::string Normalize(std::string_view text, bool keep_accents) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const unsigned char byte = text[i];
    if (byte < 0x80) {
      out.push_back(byte >= 'A' && byte <= 'Z' ? byte + 32 : byte);
      ++i;
      continue;
    }
    const CodePoint c = DecodeUtf8(text, i);
    i += c.size;
    if (std::string_view written = Expansion(c.value); !written.empty()) {
      out.append(written);
    } else if (IsApostrophe(c.value)) {
      out.push_back('\'');
    } else if (IsHyphen(c.value)) {
      out.push_back('-');
    } else if (keep_accents && IsCombiningMark(c.value) && !out.empty() &&
               static_cast<unsigned char>(out.back()) < 0x80 &&
               Compose(static_cast<unsigned char>(out.back()), c.value) != 0) {
      const char32_t composed = Compose(static_cast<unsigned char>(out.back()), c.value);
      out.pop_back();
      AppendUtf8(composed, &out);
    } else if (keep_accents) {
      AppendUtf8(ToLower(c.value), &out);
    } else if (!IsCombiningMark(c.value)) {
      AppendUtf8(BaseLetter(ToLower(c.value)), &out);
    }
  }
  return out;
}

}  // namespace

CodePoint DecodeUtf8(std::string_view text, size_t offset) {
  const auto byte = [&](size_t k) -> uint32_t {
    return offset + k < text.size() ? static_cast<unsigned char>(text[offset + k]) : 0;
  };
  const auto follows = [&](size_t k) { return (byte(k) & 0xC0) == 0x80; };
  const uint32_t b0 = byte(0);
  if (b0 < 0x80) return {b0, 1};
  if (b0 >= 0xC2 && b0 < 0xE0 && follows(1)) return {(b0 & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (b0 >= 0xE0 && b0 < 0xF0 && follows(1) && follows(2)) {
    const char32_t c = (b0 & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (c >= 0x800 && !(c >= 0xD800 && c < 0xE000)) return {c, 3};
  }
  if (b0 >= 0xF0 && b0 < 0xF5 && follows(1) && follows(2) && follows(3)) {
    const char32_t c = (b0 & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    if (c >= 0x10000 && c < 0x110000) return {c, 4};
  }
  return {0xFFFD, 1};
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c < 0x80) {
    out->push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out->push_back(static_cast<char>(0xC0 | c >> 6));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out->push_back(static_cast<char>(0xE0 | c >> 12));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out->push_back(static_cast<char>(0xF0 | c >> 18));
    out->push_back(static_cast<char>(0x80 | (c >> 12 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c >> 6 & 0x3F)));
    out->push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

bool IsValidUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeUtf8(text, i);
    if (c.value == 0xFFFD && c.size == 1) return false;
    i += c.size;
  }
  return true;
}

bool IsLetter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c == 0xAA || c == 0xB5 || c == 0xBA) return c != 0xBA;  // º is a degree or an ordinal sign to our readers
  if (c < 0xC0) return false;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c < 0x2000) return !(c >= 0x2B0 && c < 0x300);
  if (c < 0x2C00) return false;                 // punctuation, symbols, arrows, box drawing
  if (c >= 0x3000 && c < 0x3040) return false;  // CJK punctuation
  if (c >= 0xFE00 && c < 0xFE70) return false;  // variation selectors, small forms
  if (c >= 0xFB00 && c < 0xFB07) return true;
  if (c >= 0xD800 && c < 0xF900) return false;   // surrogates, private use
  if (c >= 0xFFF0 && c < 0x10000) return false;  // specials: what a malformed byte decodes to
  return c < 0x1F000 || c >= 0x20000;            // not emoji
}

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF || c == 0x85;
}

bool IsUpper(char32_t c) { return ToLower(c) != c; }

bool IsApostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2032 || c == 0x2018; }

bool IsHyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

char32_t ToLower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if (c >= 0x100 && c < 0x180) {
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x138 || c == 0x149 || c == 0x17F || c == 0x131) return c;
    return ((c & 1) != 0) == odd_is_upper ? c + 1 : c;
  }
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  if (c >= 0x1E00 && c < 0x1F00 && c != 0x1E9E) return c & 1 ? c : c + 1;
  return c;
}

std::string LowerCase(std::string_view text) { return Normalize(text, true); }

std::string FoldCase(std::string_view text) { return Normalize(text, false); }

uint32_t Utf16Length(std::string_view text) {
  uint32_t units = 0;
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeUtf8(text, i);
    units += c.value >= 0x10000 ? 2 : 1;
    i += c.size;
  }
  return units;
}

Utf16Offsets::Utf16Offsets(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      ascii_ = false;
      break;
    }
  }
  if (ascii_) return;
  units_.resize(text.size() + 1);
  uint32_t units = 0;
  for (size_t i = 0; i < text.size();) {
    const CodePoint c = DecodeUtf8(text, i);
    for (uint32_t k = 0; k < c.size; ++k) units_[i + k] = units;
    units += c.value >= 0x10000 ? 2 : 1;
    i += c.size;
  }
  units_[text.size()] = units;
}

}  // namespace recoupe
