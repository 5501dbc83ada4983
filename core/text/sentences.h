// Sentences: where one sentence ends and the next begins, in articles and in pasted posts.
#ifndef RECOUPE_TEXT_SENTENCES_H_
#define RECOUPE_TEXT_SENTENCES_H_

#include <string>

#include "core/text/document.h"

namespace recoupe {

// Returns `text` with its tokens and sentences. A sentence ends at . ! ? … with the closing quotes and brackets that
// follow, unless the dot closes an abbreviation or an initial or the next word goes on in lower case; and at a line
// feed, unless the line was only wrapped (no closing mark before it, a lower-case word after it). Sentences without a
// word or a number are joined to the one before; one of more than 300 tokens is cut.
//
//   "M. Roy part. « Enfin ! » dit-elle."   [M. Roy part.] [« Enfin ! » dit-elle.]
Document SplitSentences(std::string text);

}  // namespace recoupe

#endif  // RECOUPE_TEXT_SENTENCES_H_
