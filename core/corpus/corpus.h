// CorpusBuilder writes a corpus file, Corpus reads it in place.
//
// The file, version 1, little-endian:
//   "RECOUPE\n"  version  section count  then for each section: tag, offset, size, checksum  then the checksum of all
//   that
// Sections, in this order: "ARTI" the articles' records, "STMT" the statements', "TEXT" the text that both refer to. A
// checksum is FNV-1a of the section's bytes. The same articles in the same order give the same bytes. There is no index
// in it: one is built at load, which is faster than fetching it up to some ten thousand statements.
#ifndef RECOUPE_CORPUS_CORPUS_H_
#define RECOUPE_CORPUS_CORPUS_H_

#include <set>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/corpus/article.h"
#include "core/language/analyzer.h"

namespace recoupe {

inline constexpr uint32_t kCorpusVersion = 1;

class CorpusBuilder {
 public:
  explicit CorpusBuilder(const Lexicon& lexicon) : lexicon_(&lexicon) {}

  // Cuts the article into statements and appends it. Returns the number of statements. Errors: bad-article (no id,
  // neither text nor statements, ill-formed UTF-8, a statement without id or text), duplicate-article,
  // unknown-language; nothing is added then.
  Result<uint32_t> Add(const ArticleSource& article);

  // The corpus file of all that was added; an empty corpus is one too. The builder is empty afterwards.
  std::string Finish();

 private:
  uint32_t Store(std::string_view text);

  const Lexicon* lexicon_;
  std::set<std::string> ids_;
  ByteWriter articles_, statements_;
  std::string text_;
  uint32_t article_count_ = 0;
  uint32_t statement_count_ = 0;
};

class Corpus {
 public:
  // Takes the file's bytes. Everything is checked before anything is used.
  // Errors: corpus-not-a-corpus, corpus-newer-version, corpus-truncated, corpus-damaged.
  static Result<Corpus> Open(std::string bytes, const Lexicon& lexicon);

  const std::vector<Article>& articles() const { return articles_; }
  const std::vector<Statement>& statements() const { return statements_; }
  size_t size_in_bytes() const { return bytes_.size(); }

  Corpus(Corpus&&) = default;
  Corpus& operator=(Corpus&&) = default;
  Corpus(const Corpus&) = delete;  // its views point into its bytes

 private:
  Corpus() = default;

  std::vector<char> bytes_;  // a vector: moving it keeps the bytes where they are
  std::vector<Article> articles_;
  std::vector<Statement> statements_;
};

}  // namespace recoupe

#endif  // RECOUPE_CORPUS_CORPUS_H_
