// ReadWords: tokens -> words, with lemma, part of speech and concepts.
#ifndef RECOUPE_LANGUAGE_WORDS_H_
#define RECOUPE_LANGUAGE_WORDS_H_

#include <vector>

#include "core/language/analysis.h"
#include "core/language/lexicon.h"
#include "core/text/document.h"

namespace recoupe {

// The language that most of the tokens of [first, last) belong to, by function words first and known words second;
// kUnknownLanguage if too few are known to tell.
Language IdentifyLanguage(const Document& document, const Lexicon& lexicon, uint32_t first, uint32_t last);

// Whether an unknown word may be taken for a known one that is a typing error away. Articles are edited; what readers
// paste is not.
enum class Spelling : uint8_t { kAsWritten, kForgiving };

// The words of one sentence, in order: multiword units joined, one part of speech chosen by what stands around it (a
// small set of local rules), the concepts of the readings that remain. Words of another language than `language` are
// read too where the sentence's own language does not know them.
std::vector<Word> ReadWords(const Document& document, const Sentence& sentence, Language language, Spelling spelling,
                            const Lexicon& lexicon);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_WORDS_H_
