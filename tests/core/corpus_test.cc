#include "core/corpus/corpus.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/utf8.h"
#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::LanguageCalled;
using test::TheLexicon;

ArticleSource FrenchArticle() {
  return {.id = "velmar-1",
          .title = "Velmar vend son usine",
          .text =
              "Velmar vend son usine\n\n« L’été fut rude 😀. Nous partons », dit M. Roy.\nQuintal paie 4,6 millions "
              "d’euros.",
          .language = "fr",
          .url = "https://exemple.test/1",
          .publisher = "La Gazette du Port",
          .published = "2024-05-01",
          .statements = {}};
}

ArticleSource GivenArticle() {
  ArticleSource article{.id = "s-1",
                        .title = "Statements",
                        .text = "",
                        .language = "en",
                        .url = "",
                        .publisher = "",
                        .published = "",
                        .statements = {}};
  article.statements.push_back({.id = "a",
                                .text = "Velmar sold the mill. It closed.",
                                .gloss = "Velmar a vendu l’usine.",
                                .speaker = "Ruth Tallow"});
  article.statements.push_back({.id = "b", .text = "Quintal bought 😀 nine lorries.", .gloss = "", .speaker = ""});
  return article;
}

std::string Built(const std::vector<ArticleSource>& articles) {
  CorpusBuilder builder(TheLexicon());
  for (const ArticleSource& article : articles) REQUIRE(builder.Add(article).ok());
  return builder.Finish();
}

Corpus Opened(std::string bytes) {
  Result<Corpus> corpus = Corpus::Open(std::move(bytes), TheLexicon());
  REQUIRE(corpus.ok());
  return std::move(corpus).value();
}

std::string CodeOf(std::string bytes) {
  const Result<Corpus> corpus = Corpus::Open(std::move(bytes), TheLexicon());
  return corpus.ok() ? "ok" : corpus.error().code;
}

// What JavaScript's slice(begin, end) would give, for a text whose cuts lie between characters.
std::string SliceUtf16(const std::string& text, Span units) {
  const Utf16Offsets offsets(text);
  std::string out;
  for (uint32_t at = 0; at < text.size();) {
    const CodePoint c = DecodeUtf8(text, at);
    if (offsets.FromByte(at) >= units.begin && offsets.FromByte(at) < units.end) out += text.substr(at, c.size);
    at += c.size;
  }
  return out;
}

TEST_CASE("What was added is in the corpus") {
  const Corpus corpus = Opened(Built({FrenchArticle(), GivenArticle()}));
  REQUIRE(corpus.articles().size() == 2);
  const Article& article = corpus.articles()[0];
  CHECK(article.id == "velmar-1");
  CHECK(article.title == "Velmar vend son usine");
  CHECK(article.url == "https://exemple.test/1");
  CHECK(article.publisher == "La Gazette du Port");
  CHECK(article.published == "2024-05-01");
  CHECK(article.language == LanguageCalled("fr"));
  CHECK(article.first_statement == 0);
  CHECK(article.last_statement == 4);
  CHECK(corpus.articles()[1].first_statement == 4);
  CHECK(corpus.articles()[1].last_statement == 6);
  CHECK(corpus.statements().size() == 6);
}

TEST_CASE("Statements are verbatim, and their offsets are those of the article's text in UTF-16") {
  const ArticleSource source = FrenchArticle();
  const Corpus corpus = Opened(Built({source}));
  const std::vector<std::string> texts = {"Velmar vend son usine", "« L’été fut rude 😀.", "Nous partons », dit M. Roy.",
                                          "Quintal paie 4,6 millions d’euros."};
  REQUIRE(corpus.statements().size() == texts.size());
  for (size_t i = 0; i < texts.size(); ++i) {
    CAPTURE(i);
    const Statement& statement = corpus.statements()[i];
    CHECK(statement.text == texts[i]);
    CHECK(SliceUtf16(source.text, statement.utf16) == texts[i]);
    CHECK(statement.id.empty());
  }
  CHECK(corpus.statements()[1].utf16 == Span{23, 43});
}

TEST_CASE("The headline and quotations that go on are marked") {
  const Corpus corpus = Opened(Built({FrenchArticle()}));
  const std::vector<Statement>& statements = corpus.statements();
  REQUIRE(statements.size() == 4);
  CHECK(statements[0].title);
  CHECK_FALSE(statements[1].title);
  CHECK(statements[2].in_quotation);
  CHECK_FALSE(statements[1].in_quotation);
  CHECK_FALSE(statements[3].in_quotation);
}

TEST_CASE("A title that the text does not begin with is a statement of its own, outside the text") {
  ArticleSource source = FrenchArticle();
  source.title = "Une usine change de mains";
  const Corpus corpus = Opened(Built({source}));
  REQUIRE(corpus.statements().size() == 5);
  CHECK(corpus.statements()[0].title);
  CHECK(corpus.statements()[0].text == "Une usine change de mains");
  CHECK(corpus.statements()[0].utf16.empty());
  CHECK_FALSE(corpus.statements()[1].title);
}

TEST_CASE("Given statements are taken as they are") {
  const Corpus corpus = Opened(Built({GivenArticle()}));
  REQUIRE(corpus.statements().size() == 2);
  const Statement& statement = corpus.statements()[0];
  CHECK(statement.id == "a");
  CHECK(statement.text == "Velmar sold the mill. It closed.");
  CHECK(statement.gloss == "Velmar a vendu l’usine.");
  CHECK(statement.speaker == "Ruth Tallow");
  CHECK(corpus.statements()[1].utf16 == Span{0, Utf16Length("Quintal bought 😀 nine lorries.")});
}

TEST_CASE("The language is found where it is not given") {
  ArticleSource french = FrenchArticle(), given = GivenArticle(), unknown = FrenchArticle();
  french.language = given.language = unknown.language = "";
  unknown.id = "odd";
  unknown.title = "";
  unknown.text = "Xyzzu brqwt flarn grebbit zwonk.";
  const Corpus corpus = Opened(Built({french, given, unknown}));
  CHECK(corpus.articles()[0].language == LanguageCalled("fr"));
  CHECK(corpus.articles()[1].language == LanguageCalled("en"));
  CHECK(corpus.articles()[2].language == kUnknownLanguage);
}

TEST_CASE("What is no article is refused and nothing of it is kept") {
  struct Row {
    std::string what, code;
    ArticleSource article;
  };
  const auto changed = [](auto change) {
    ArticleSource article = FrenchArticle();
    change(article);
    return article;
  };
  const std::vector<Row> rows = {
      {"no id", "bad-article", changed([](ArticleSource& a) { a.id = ""; })},
      {"neither text nor statements", "bad-article", changed([](ArticleSource& a) { a.text = ""; })},
      {"both", "bad-article", changed([](ArticleSource& a) { a.statements = GivenArticle().statements; })},
      {"text that is no UTF-8", "bad-article", changed([](ArticleSource& a) { a.text += "\xC3"; })},
      {"title that is no UTF-8", "bad-article", changed([](ArticleSource& a) { a.title = "\xFF"; })},
      {"a surrogate", "bad-article", changed([](ArticleSource& a) { a.publisher = "\xED\xA0\x80"; })},
      {"language", "unknown-language", changed([](ArticleSource& a) { a.language = "xx"; })},
      {"statement without id",
       "bad-article",
       {.id = "x",
        .title = "",
        .text = "",
        .language = "",
        .url = "",
        .publisher = "",
        .published = "",
        .statements = {{"", "Text.", "", ""}}}},
      {"statement without text",
       "bad-article",
       {.id = "x",
        .title = "",
        .text = "",
        .language = "",
        .url = "",
        .publisher = "",
        .published = "",
        .statements = {{"s", " \n", "", ""}}}},
      {"statement that is no UTF-8",
       "bad-article",
       {.id = "x",
        .title = "",
        .text = "",
        .language = "",
        .url = "",
        .publisher = "",
        .published = "",
        .statements = {{"s", "T\xFF", "", ""}}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    CorpusBuilder builder(TheLexicon());
    const Result<uint32_t> added = builder.Add(row.article);
    REQUIRE_FALSE(added.ok());
    CHECK(added.error().code == row.code);
    CHECK_FALSE(added.error().message.empty());
    CHECK(Opened(builder.Finish()).articles().empty());
  }
}

TEST_CASE("An id is used once, and the first article stays") {
  CorpusBuilder builder(TheLexicon());
  REQUIRE(builder.Add(FrenchArticle()).ok());
  const Result<uint32_t> again = builder.Add(FrenchArticle());
  REQUIRE_FALSE(again.ok());
  CHECK(again.error().code == "duplicate-article");
  CHECK(Opened(builder.Finish()).articles().size() == 1);
}

TEST_CASE("A refused article does not block its id") {
  CorpusBuilder builder(TheLexicon());
  ArticleSource bad = FrenchArticle();
  bad.language = "xx";
  REQUIRE_FALSE(builder.Add(bad).ok());
  CHECK(builder.Add(FrenchArticle()).ok());
}

TEST_CASE("After Finish the builder is empty") {
  CorpusBuilder builder(TheLexicon());
  REQUIRE(builder.Add(FrenchArticle()).ok());
  builder.Finish();
  CHECK(Opened(builder.Finish()).articles().empty());
  CHECK(builder.Add(FrenchArticle()).ok());
}

TEST_CASE("An empty corpus is a corpus") {
  const Corpus corpus = Opened(Built({}));
  CHECK(corpus.articles().empty());
  CHECK(corpus.statements().empty());
}

TEST_CASE("The same articles give the same bytes, others do not") {
  CHECK(Built({FrenchArticle(), GivenArticle()}) == Built({FrenchArticle(), GivenArticle()}));
  CHECK(Built({FrenchArticle(), GivenArticle()}) != Built({GivenArticle(), FrenchArticle()}));
}

TEST_CASE("A moved corpus still reads its bytes") {
  Corpus one = Opened(Built({GivenArticle()}));
  const Corpus other = std::move(one);
  CHECK(other.articles()[0].id == "s-1");
  CHECK(other.statements()[1].text == "Quintal bought 😀 nine lorries.");
}

TEST_CASE("A corpus cut at any length is truncated") {
  const std::string bytes = Built({FrenchArticle(), GivenArticle()});
  REQUIRE(CodeOf(bytes) == "ok");
  CHECK(CodeOf("") == "corpus-not-a-corpus");
  for (size_t size = 1; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(CodeOf(bytes.substr(0, size)) == "corpus-truncated");
  }
}

TEST_CASE("A corpus with one byte changed is never accepted") {
  const std::string bytes = Built({FrenchArticle(), GivenArticle()});
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x20, 0x80, 0xFF}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      CAPTURE(at, flip);
      const std::string code = CodeOf(std::move(changed));
      const bool expected = at < 8 ? code == "corpus-not-a-corpus"
                                   : code == "corpus-damaged" || code == "corpus-truncated" ||
                                         (at < 12 && code == "corpus-newer-version");
      CHECK(expected);
      CAPTURE(code);
    }
  }
}

TEST_CASE("A changed byte in a section is damage") {
  std::string bytes = Built({FrenchArticle()});
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  CHECK(CodeOf(bytes) == "corpus-damaged");
}

TEST_CASE("A corpus with something behind it is not accepted") {
  CHECK(CodeOf(Built({FrenchArticle()}) + "x") == "corpus-damaged");
}

TEST_CASE("A newer version is told from damage") {
  std::string bytes = Built({FrenchArticle()});
  bytes[8] = static_cast<char>(kCorpusVersion + 1);
  CHECK(CodeOf(bytes) == "corpus-newer-version");
  bytes[8] = 0;
  CHECK(CodeOf(bytes) == "corpus-damaged");
}

TEST_CASE("Another file is no corpus") {
  const auto bytes = GENERATE(as<std::string>{}, "", "{\"articles\":[]}", "<!doctype html><title>404</title>",
                              "recoupe\n", "RECOUPE ", "\x1F\x8B\x08", std::string(64, '\0'));
  CHECK(CodeOf(bytes) == "corpus-not-a-corpus");
}

}  // namespace
}  // namespace recoupe
