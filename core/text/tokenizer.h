// Tokenize: cuts a text into tokens, the same way for French and English and for claims, articles and lexicon entries.
#ifndef RECOUPE_TEXT_TOKENIZER_H_
#define RECOUPE_TEXT_TOKENIZER_H_

#include <string_view>
#include <vector>

#include "core/text/document.h"

namespace recoupe {

// Returns the tokens of `text`, in order. Every byte that is no white space and no inner hyphen is in exactly one
// token.
//
//   "L’accord n'a-t-il pas"   L’ accord n' a t il pas          (t and il have hyphen_before)
//   "She can't sell 1,900"    She ca n't sell 1,900            (lower: can, not)
//   "255 000 dollars"         255 000 | dollars                (no-break and thin spaces too)
//   "[the law](#) of 5.4.21"  [ the law ](#) of 5.4.21
std::vector<Token> Tokenize(std::string_view text);

}  // namespace recoupe

#endif  // RECOUPE_TEXT_TOKENIZER_H_
