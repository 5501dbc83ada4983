#include "core/corpus/corpus.h"

#include <algorithm>
#include <array>

#include "core/base/utf8.h"
#include "core/language/words.h"
#include "core/text/sentences.h"

namespace recoupe {
namespace {

constexpr std::string_view kMagic = "RECOUPE\n";
constexpr std::array<std::string_view, 3> kSections = {"ARTI", "STMT", "TEXT"};
constexpr uint32_t kTitle = 1, kQuotation = 2;

std::string_view TrimSpace(std::string_view s) {
  while (!s.empty() && IsSpace(DecodeUtf8(s, 0).value)) s.remove_prefix(DecodeUtf8(s, 0).size);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\n' || s.back() == '\r' || s.back() == '\t'))
    s.remove_suffix(1);
  return s;
}

Error BadArticle(const std::string& id, const std::string& what) {
  return {"bad-article", "Article '" + id + "': " + what};
}

}  // namespace

uint32_t CorpusBuilder::Store(std::string_view text) {
  const auto at = static_cast<uint32_t>(text_.size());
  text_.append(text);
  return at;
}

Result<uint32_t> CorpusBuilder::Add(const ArticleSource& article) {
  if (article.id.empty()) return BadArticle("", "it has no id; give each article one of its own.");
  for (const std::string* field :
       {&article.id, &article.title, &article.text, &article.url, &article.publisher, &article.published}) {
    if (!IsValidUtf8(*field)) return BadArticle(article.id, "a field is not well-formed UTF-8; convert it first.");
  }
  if (article.text.empty() && article.statements.empty())
    return BadArticle(article.id, "it has neither text nor statements.");
  if (!article.text.empty() && !article.statements.empty())
    return BadArticle(article.id, "it has both text and statements; give one.");
  Language language = kUnknownLanguage;
  if (!article.language.empty()) {
    language = lexicon_->LanguageOf(article.language);
    if (language == kUnknownLanguage) {
      return Error{"unknown-language", "Article '" + article.id + "': language '" + article.language +
                                           "' is not known; leave it out to have it found."};
    }
  }
  std::set<std::string> statement_ids;
  for (const ArticleSource::GivenStatement& statement : article.statements) {
    if (!statement_ids.insert(statement.id).second)
      return BadArticle(article.id, "two statements have the id '" + statement.id + "'.");
    if (statement.id.empty() || TrimSpace(statement.text).empty())
      return BadArticle(article.id, "a statement lacks its id or its text.");
    if (!IsValidUtf8(statement.text) || !IsValidUtf8(statement.gloss) || !IsValidUtf8(statement.speaker) ||
        !IsValidUtf8(statement.id)) {
      return BadArticle(article.id, "statement '" + statement.id + "' is not well-formed UTF-8; convert it first.");
    }
  }
  if (!ids_.insert(article.id).second) {
    return Error{"duplicate-article", "There is an article '" + article.id + "' already; ids must be unique."};
  }

  uint32_t added = 0;
  const auto write = [&](uint32_t at, uint32_t size, Span utf16, uint32_t flags,
                         const ArticleSource::GivenStatement* given) {
    statements_.Varint(at);
    statements_.Varint(size);
    statements_.Varint(utf16.begin);
    statements_.Varint(utf16.end);
    statements_.Varint(flags);
    statements_.String(given ? given->id : "");
    statements_.String(given ? given->gloss : "");
    statements_.String(given ? given->speaker : "");
    ++added;
  };

  const std::string_view title = TrimSpace(article.title);
  Document document = SplitSentences(article.text);
  if (language == kUnknownLanguage) {
    if (article.text.empty()) {
      std::string all;
      for (const auto& statement : article.statements) all += statement.text + "\n";
      const Document given = SplitSentences(all);
      language = IdentifyLanguage(given, *lexicon_, 0, static_cast<uint32_t>(given.tokens.size()));
    } else {
      language = IdentifyLanguage(document, *lexicon_, 0, static_cast<uint32_t>(document.tokens.size()));
    }
  }
  if (!article.text.empty()) {
    const uint32_t base = Store(article.text);
    const Utf16Offsets utf16(article.text);
    const size_t body = article.text.find_first_not_of(" \n\r\t");
    const bool title_inside =
        !title.empty() && body != std::string::npos && std::string_view(article.text).substr(body).starts_with(title);
    const uint32_t title_end = title_inside ? static_cast<uint32_t>(body + title.size()) : 0;
    if (!title.empty() && !title_inside) {
      const uint32_t at = Store(title);
      write(at, static_cast<uint32_t>(title.size()), {0, 0}, kTitle, nullptr);
    }
    bool quotation = false;
    for (const Sentence& sentence : document.sentences) {
      if (sentence.starts_paragraph) quotation = false;
      uint32_t flags = quotation ? kQuotation : 0;
      if (sentence.span.end <= title_end) flags |= kTitle;
      for (uint32_t t = sentence.first_token; t < sentence.last_token; ++t) {
        const std::string& mark = document.tokens[t].lower;
        if (mark == "«" || mark == "“") quotation = true;
        if (mark == "»" || mark == "”") quotation = false;
      }
      write(base + sentence.span.begin, sentence.span.size(), utf16.FromBytes(sentence.span), flags, nullptr);
    }
  }
  for (const ArticleSource::GivenStatement& statement : article.statements) {
    const uint32_t at = Store(statement.text);
    write(at, static_cast<uint32_t>(statement.text.size()), {0, Utf16Length(statement.text)}, 0, &statement);
  }
  articles_.String(article.id);
  articles_.String(title);
  articles_.String(article.url);
  articles_.String(article.publisher);
  articles_.String(article.published);
  articles_.String(language == kUnknownLanguage ? "" : lexicon_->languages()[language]);
  articles_.Varint(added);
  ++article_count_;
  statement_count_ += added;
  return added;
}

std::string CorpusBuilder::Finish() {
  ByteWriter articles, statements;
  articles.Varint(article_count_);
  articles.Raw(articles_.bytes());
  statements.Varint(statement_count_);
  statements.Raw(statements_.bytes());
  const std::array<std::string_view, 3> sections = {articles.bytes(), statements.bytes(), text_};

  ByteWriter head;
  head.Raw(kMagic);
  head.Fixed32(kCorpusVersion);
  head.Fixed32(static_cast<uint32_t>(kSections.size()));
  auto offset = static_cast<uint32_t>(kMagic.size() + 8 + kSections.size() * 16 + 4);
  for (size_t i = 0; i < kSections.size(); ++i) {
    head.Raw(kSections[i]);
    head.Fixed32(offset);
    head.Fixed32(static_cast<uint32_t>(sections[i].size()));
    head.Fixed32(Hash32(sections[i]));
    offset += static_cast<uint32_t>(sections[i].size());
  }
  const uint32_t checksum = Hash32(head.bytes());
  head.Fixed32(checksum);
  for (const std::string_view section : sections) head.Raw(section);
  *this = CorpusBuilder(*lexicon_);
  return head.Take();
}

Result<Corpus> Corpus::Open(std::string bytes, const Lexicon& lexicon) {
  Corpus corpus;
  corpus.bytes_.assign(bytes.begin(), bytes.end());
  const std::string_view file(corpus.bytes_.data(), corpus.bytes_.size());
  if (!file.starts_with(kMagic)) {
    if (!file.empty() && kMagic.starts_with(file))
      return Error{"corpus-truncated", "The corpus file ends within its first bytes; fetch or build it again."};
    return Error{"corpus-not-a-corpus",
                 "This is no corpus file (it does not begin with RECOUPE); build one with: recoupe build <files> -o "
                 "corpus.recoupe"};
  }
  const Error truncated{"corpus-truncated", "The corpus file is shorter than it says (" + std::to_string(file.size()) +
                                                " bytes are here); fetch or build it again."};
  const Error damaged{"corpus-damaged",
                      "The corpus file was changed after it was built (a checksum differs); fetch or build it again."};
  ByteReader head(file.substr(kMagic.size()));
  const uint32_t version = head.Fixed32();
  if (!head.ok()) return truncated;
  if (version > kCorpusVersion) {
    return Error{"corpus-newer-version", "The corpus file has version " + std::to_string(version) +
                                             ", this program reads up to version " + std::to_string(kCorpusVersion) +
                                             "; update recoupe."};
  }
  const uint32_t section_count = head.Fixed32();
  if (!head.ok()) return truncated;
  if (version == 0 || section_count != kSections.size()) return damaged;
  const size_t head_size = kMagic.size() + 8 + kSections.size() * 16;
  std::array<std::string_view, 3> sections;
  std::array<uint32_t, 3> checksums{};
  for (size_t i = 0; i < kSections.size(); ++i) {
    const std::string_view tag = head.Raw(4);
    const uint64_t offset = head.Fixed32(), size = head.Fixed32();
    checksums[i] = head.Fixed32();
    if (!head.ok()) return truncated;
    if (tag != kSections[i]) return damaged;
    if (offset + size > file.size()) return i == 0 && offset != head_size + 4 ? damaged : truncated;
    sections[i] = file.substr(offset, size);
  }
  const uint32_t head_checksum = head.Fixed32();
  if (!head.ok()) return truncated;
  if (head_checksum != Hash32(file.substr(0, head_size))) return damaged;
  if (sections.back().data() + sections.back().size() != file.data() + file.size())
    return damaged;  // something stands behind it
  for (size_t i = 0; i < kSections.size(); ++i) {
    if (Hash32(sections[i]) != checksums[i]) return damaged;
  }

  const std::string_view text = sections[2];
  ByteReader articles(sections[0]), statements(sections[1]);
  const uint64_t article_count = articles.Count();
  const uint64_t statement_count = statements.Count();
  for (uint64_t i = 0; i < article_count; ++i) {
    Article article;
    article.id = articles.String();
    article.title = articles.String();
    article.url = articles.String();
    article.publisher = articles.String();
    article.published = articles.String();
    article.language = lexicon.LanguageOf(articles.String());
    const uint64_t count = articles.Varint();
    article.first_statement = static_cast<uint32_t>(corpus.statements_.size());
    for (uint64_t k = 0; k < count && statements.ok(); ++k) {
      Statement statement;
      statement.article = static_cast<uint32_t>(i);
      const uint64_t at = statements.Varint(), size = statements.Varint();
      if (at + size > text.size()) return damaged;
      statement.text = text.substr(at, size);
      statement.utf16.begin = static_cast<uint32_t>(statements.Varint());
      statement.utf16.end = static_cast<uint32_t>(statements.Varint());
      const uint64_t flags = statements.Varint();
      statement.title = flags & kTitle;
      statement.in_quotation = flags & kQuotation;
      statement.id = statements.String();
      statement.gloss = statements.String();
      statement.speaker = statements.String();
      corpus.statements_.push_back(statement);
    }
    article.last_statement = static_cast<uint32_t>(corpus.statements_.size());
    corpus.articles_.push_back(article);
  }
  if (!articles.ok() || !articles.done() || !statements.ok() || !statements.done() ||
      corpus.statements_.size() != statement_count)
    return damaged;
  return corpus;
}

}  // namespace recoupe
