// LexiconData: the lexicon that was compiled into this build from data/lexicon/.
#ifndef RECOUPE_LANGUAGE_LEXICON_DATA_H_
#define RECOUPE_LANGUAGE_LEXICON_DATA_H_

#include <string_view>

namespace recoupe {

// Bytes for Lexicon::Load; they live as long as the program.
std::string_view LexiconData();

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_LEXICON_DATA_H_
