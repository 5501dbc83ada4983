// UTF-8: decoding, letter classes, case and accent folding, and the way to UTF-16 offsets.
//
// Covers the Latin script in full and lower-cases Greek and Cyrillic; other scripts pass through unchanged. It is not a
// Unicode library; what decides a match are the forms made here, which are the same for composed and decomposed
// letters.
#ifndef RECOUPE_BASE_UTF8_H_
#define RECOUPE_BASE_UTF8_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace recoupe {

struct CodePoint {
  char32_t value = 0;
  uint32_t size = 1;  // bytes read; 1 for a malformed byte, whose value is U+FFFD
};

// The code point that begins at byte `offset`. REQUIRES: offset < text.size().
CodePoint DecodeUtf8(std::string_view text, size_t offset);

void AppendUtf8(char32_t c, std::string* out);

// False for overlong forms, surrogates, values above U+10FFFF, and cut sequences.
bool IsValidUtf8(std::string_view text);

bool IsLetter(char32_t c);  // also combining marks
bool IsDigit(char32_t c);   // 0 to 9
bool IsSpace(char32_t c);   // every Unicode space, no-break ones and the line feed included
bool IsUpper(char32_t c);
bool IsApostrophe(char32_t c);  // ' ’ ʼ and the prime
bool IsHyphen(char32_t c);      // - ‐ ‑ ; not the dashes

char32_t ToLower(char32_t c);

// Lower case, ligatures written out (œ, æ, ß, ﬁ), apostrophes and hyphens as in ASCII, accents kept and composed.
// "L’Œuvre" -> "l'oeuvre".
std::string LowerCase(std::string_view text);

// LowerCase without accents and combining marks. "Été" -> "ete".
std::string FoldCase(std::string_view text);

// The number of UTF-16 code units that `text` takes.
uint32_t Utf16Length(std::string_view text);

// Converts byte offsets of one text into UTF-16 offsets; building is one pass, a look-up constant time.
class Utf16Offsets {
 public:
  explicit Utf16Offsets(std::string_view text);

  uint32_t FromByte(uint32_t byte) const { return ascii_ ? byte : units_[byte]; }
  Span FromBytes(Span span) const { return {FromByte(span.begin), FromByte(span.end)}; }

 private:
  bool ascii_ = true;
  std::vector<uint32_t> units_;
};

}  // namespace recoupe

#endif  // RECOUPE_BASE_UTF8_H_
