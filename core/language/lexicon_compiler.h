// CompileLexicon: the text files of data/lexicon/ -> the bytes that Lexicon::Load reads; and what is wrong with them.
//
// Used when Recoupe is built, never when it runs. The format of the sources is described in data/README.md.
#ifndef RECOUPE_LANGUAGE_LEXICON_COMPILER_H_
#define RECOUPE_LANGUAGE_LEXICON_COMPILER_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/language/lexicon_codec.h"

namespace recoupe {

struct LexiconSource {
  std::string name;  // for messages: "acts.txt"
  std::string text;
};

struct LexiconStatistics {
  size_t concepts = 0;
  size_t relations = 0;
  struct PerLanguage {
    std::string code;
    size_t lemmas = 0;
    size_t multiword = 0;
    size_t forms = 0;  // inflected forms that are recognised
  };
  std::vector<PerLanguage> languages;
};

struct CompiledLexicon {
  std::string bytes;
  std::vector<std::string> problems;  // "acts.txt:12: …": what a linter says; none of them stops the build
  LexiconStatistics statistics;
  LexiconSizes sizes;  // of `bytes`, by part
};

// Sources whose name begins with "morphology" hold paradigms, all others concepts. Their order does not matter: they
// are taken by name. The same sources give the same bytes. Errors: lexicon-syntax (file, line, what was expected).
Result<CompiledLexicon> CompileLexicon(std::vector<LexiconSource> sources);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_LEXICON_COMPILER_H_
