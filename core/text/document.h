// Document, Sentence, Token: a text cut into sentences and tokens, before anything is known of its language.
#ifndef RECOUPE_TEXT_DOCUMENT_H_
#define RECOUPE_TEXT_DOCUMENT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"

namespace recoupe {

enum class TokenKind : uint8_t {
  kWord,         // letters, with the digits and inner apostrophes that belong to them: l' avion aujourd'hui G7 U.S.
  kNumber,       // digits with their separators: 255 000   4,6   19.4
  kPunctuation,  // one mark: . , ; « » “ ” " ( ) – …
  kSymbol,       // one sign: % € $ £ & + = an emoji
  kMarkup,       // not read: the "](https://…)" of a Markdown link, * and _, an address
};

struct Token {
  Span span;  // bytes of Document::text
  TokenKind kind = TokenKind::kPunctuation;
  std::string lower;  // LowerCase of the text; contractions are written out: "n't" -> "not", "ca" of "can't" -> "can"
  std::string fold;   // lower, without accents
  bool capitalized = false;    // begins with an upper-case letter
  bool all_caps = false;       // at least two letters, all of them upper case
  bool space_before = false;   // white space stands before it
  bool hyphen_before = false;  // joined to the token before by a hyphen, which is no token of its own
};

struct Sentence {
  Span span;                 // bytes, without the white space around it
  uint32_t first_token = 0;  // tokens [first_token, last_token)
  uint32_t last_token = 0;
  bool starts_paragraph = false;
};

struct Document {
  std::string text;
  std::vector<Token> tokens;        // in order, not overlapping; hyphens and white space lie between them
  std::vector<Sentence> sentences;  // in order, every token in one

  std::string_view Text(Span span) const { return std::string_view(text).substr(span.begin, span.size()); }
};

}  // namespace recoupe

#endif  // RECOUPE_TEXT_DOCUMENT_H_
