// Article, Statement: what a corpus is built from and what it holds.
#ifndef RECOUPE_CORPUS_ARTICLE_H_
#define RECOUPE_CORPUS_ARTICLE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/span.h"
#include "core/language/lexicon.h"

namespace recoupe {

// An article as a newsroom hands it over: with its text, or with statements already cut.
struct ArticleSource {
  struct GivenStatement {
    std::string id, text;
    std::string gloss;    // the same in another language, in the newsroom's own words; may be empty
    std::string speaker;  // who says it; empty if the article does
  };
  std::string id;  // unique in a corpus, not empty
  std::string title, text, language, url, publisher, published;
  std::vector<GivenStatement> statements;  // if any, `text` is empty
};

// Views into the corpus's bytes.
struct Article {
  std::string_view id, title, url, publisher, published;
  Language language = kUnknownLanguage;
  uint32_t first_statement = 0;  // [first_statement, last_statement) of the corpus
  uint32_t last_statement = 0;
};

struct Statement {
  uint32_t article = 0;
  std::string_view text;                // verbatim
  std::string_view id, gloss, speaker;  // of given statements; else empty
  Span utf16;                 // UTF-16 offsets in the article's text as given, or in a given statement's own text
  bool title = false;         // the article's headline
  bool in_quotation = false;  // begins inside a quotation that began in a sentence before
};

}  // namespace recoupe

#endif  // RECOUPE_CORPUS_ARTICLE_H_
