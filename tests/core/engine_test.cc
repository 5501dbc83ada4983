#include "core/checker/engine.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/utf8.h"

namespace recoupe {
namespace {

// A strict reader of JSON, of its own: what the engine writes is read by other programs than the one that wrote it.
struct Json {
  enum Kind { kNull, kBoolean, kNumber, kString, kList, kObject } kind = kNull;
  bool boolean = false;
  double number = 0;
  std::string text;
  std::vector<Json> items;
  std::map<std::string, Json> fields;

  bool Has(const std::string& key) const { return fields.count(key) > 0; }
  const Json& operator[](const std::string& key) const {
    INFO("field '" << key << "'");
    REQUIRE(Has(key));
    return fields.at(key);
  }
  uint32_t Unit() const {
    REQUIRE(kind == kNumber);
    return static_cast<uint32_t>(number);
  }
  Span Range() const { return {(*this)["start"].Unit(), (*this)["end"].Unit()}; }
};

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}
  Json Read() {
    Json value = Value();
    Expect(at_ == text_.size());
    return value;
  }

 private:
  void Expect(bool well_formed) const {
    if (!well_formed) FAIL("ill-formed JSON at byte " << at_ << ": " << text_);
  }
  char Peek() const {
    Expect(at_ < text_.size());
    return text_[at_];
  }
  void Take(std::string_view word) {
    Expect(text_.substr(at_, word.size()) == word);
    at_ += word.size();
  }
  Json Value() {
    Json value;
    switch (Peek()) {
      case '{':
        value.kind = Json::kObject;
        for (Take("{"); Peek() != '}';) {
          if (!value.fields.empty()) Take(",");
          const std::string key = Text();
          Take(":");
          value.fields[key] = Value();
        }
        Take("}");
        return value;
      case '[':
        value.kind = Json::kList;
        for (Take("["); Peek() != ']';) {
          if (!value.items.empty()) Take(",");
          value.items.push_back(Value());
        }
        Take("]");
        return value;
      case '"':
        value.kind = Json::kString;
        value.text = Text();
        return value;
      case 't':
        Take("true");
        value.kind = Json::kBoolean;
        value.boolean = true;
        return value;
      case 'f':
        Take("false");
        value.kind = Json::kBoolean;
        return value;
      case 'n':
        Take("null");
        return value;
      default: {
        const size_t end = std::min(text_.find_first_not_of("+-.eE0123456789", at_), text_.size());
        Expect(end > at_);
        value.kind = Json::kNumber;
        value.number = std::strtod(std::string(text_.substr(at_, end - at_)).c_str(), nullptr);
        at_ = end;
        return value;
      }
    }
  }
  std::string Text() {
    std::string out;
    for (Take("\""); Peek() != '"';) {
      if (Peek() != '\\') {
        Expect(static_cast<unsigned char>(Peek()) >= 0x20);
        out.push_back(text_[at_++]);
        continue;
      }
      ++at_;
      const char c = Peek();
      ++at_;
      const std::string_view kEscapes = "bfnrt", kMeanings = "\b\f\n\r\t";
      if (c == 'u') {
        AppendUtf8(static_cast<char32_t>(std::strtoul(std::string(text_.substr(at_, 4)).c_str(), nullptr, 16)), &out);
        at_ += 4;
      } else if (const size_t i = kEscapes.find(c); i != std::string_view::npos) {
        out.push_back(kMeanings[i]);
      } else {
        out.push_back(c);
      }
    }
    Take("\"");
    Expect(IsValidUtf8(out));
    return out;
  }

  std::string_view text_;
  size_t at_ = 0;
};

Json Parsed(const std::string& answer) {
  CAPTURE(answer);
  const Json json = JsonReader(answer).Read();
  REQUIRE(json.kind == Json::kObject);
  return json;
}

// "" if the answer is no error.
std::string CodeOf(const std::string& answer) {
  const Json json = Parsed(answer);
  if (!json.Has("error")) return "";
  CHECK_FALSE(json["error"]["message"].text.empty());
  return json["error"]["code"].text;
}

// What JavaScript's slice gives.
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

// Everything speaks to the claim, so that shapes can be tested whatever was learned.
constexpr const char* kGenerous = "cut-off\t0.5\nbias\t9\t0\t1\t0";
constexpr const char* kStrict = "cut-off\t0.5\nbias\t-9\t0\t0\t0";

const std::string kText =
    "😀 L’été à Brossard.\n\nSelon Mme Œil, Velmar aurait vendu « l’usine » à Quintal en 2019. Velmar possède neuf "
    "écoles.";

Engine Opened(const char* weights) {
  Engine engine(weights);
  std::string text = kText;
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.replace(at, 1, "\\n");
  REQUIRE(CodeOf(engine.Add("{\"id\":\"v-1\",\"title\":\"L’usine "
                            "\\\"Velmar\\\"\",\"lang\":\"fr\",\"url\":\"https://exemple.test/1\",\"publisher\":\"La "
                            "Gazette\",\"published\":\"2024-05-01\",\"text\":\"" +
                            text + "\"}"))
              .empty());
  REQUIRE(
      CodeOf(
          engine.Add(
              R"({"id":"s-1","statements":[{"id":"q7","text":"Velmar sold nine 😀 schools.","gloss":"Velmar a vendu neuf écoles.","speaker":"Ruth Tallow"}]})"))
          .empty());
  REQUIRE(CodeOf(engine.Open(engine.Finish())).empty());
  return engine;
}

TEST_CASE("Without a corpus there is nothing to check") {
  const Engine engine;
  CHECK(CodeOf(engine.Inspect()) == "corpus-missing");
  CHECK(CodeOf(engine.Check("Velmar sold the mill", "{}")) == "corpus-missing");
  CHECK(CodeOf(engine.Explain("Velmar sold the mill", "null", "{}")) == "corpus-missing");
}

TEST_CASE("An article that cannot be added is refused with a code") {
  struct Row {
    std::string json, code;
  };
  const auto row = GENERATE(
      Row{"", "bad-json"}, Row{"{", "bad-json"}, Row{"{\"id\":\"a\",}", "bad-json"},
      Row{"{\"id\":\"\xFF\"}", "bad-json"}, Row{"[]", "bad-article"}, Row{"\"text\"", "bad-article"},
      Row{"null", "bad-article"}, Row{"{}", "bad-article"}, Row{R"({"text":"No id."})", "bad-article"},
      Row{R"({"id":"","text":"Empty id."})", "bad-article"}, Row{R"({"id":7,"text":"A number."})", "bad-article"},
      Row{R"({"id":"a"})", "bad-article"}, Row{R"({"id":"a","text":""})", "bad-article"},
      Row{R"({"id":"a","text":["A list."]})", "bad-article"},
      Row{R"({"id":"a","title":{},"text":"T."})", "bad-article"},
      Row{R"({"id":"a","statements":"none"})", "bad-article"}, Row{R"({"id":"a","statements":[]})", "bad-article"},
      Row{R"({"id":"a","statements":["text"]})", "bad-article"},
      Row{R"({"id":"a","statements":[{"id":"s"}]})", "bad-article"},
      Row{R"({"id":"a","statements":[{"text":"T."}]})", "bad-article"},
      Row{R"({"id":"a","statements":[{"id":1,"text":"T."}]})", "bad-article"},
      Row{R"({"id":"a","text":"T.","statements":[{"id":"s","text":"T."}]})", "bad-article"},
      Row{R"({"id":"a","text":"T.","lang":"xx"})", "unknown-language"});
  CAPTURE(row.json);
  Engine engine;
  CHECK(CodeOf(engine.Add(row.json)) == row.code);
  CHECK(Parsed(engine.Open(engine.Finish()))["articles"].items.empty());
}

TEST_CASE("An article id is used once in a corpus") {
  Engine engine;
  const std::string article = R"({"id":"a","text":"Velmar sold the mill. It closed."})";
  CHECK(Parsed(engine.Add(article))["statements"].number == 2);
  CHECK(CodeOf(engine.Add(article)) == "duplicate-article");
  engine.Finish();
  CHECK(CodeOf(engine.Add(article)).empty());
}

TEST_CASE("Fields that are null or unknown are as if they were not there") {
  Engine engine;
  CHECK(Parsed(engine.Add(
            R"({"id":"a","title":null,"lang":null,"statements":null,"text":"Velmar sold the mill.","colour":"red"})"))
            ["statements"]
                .number == 1);
}

TEST_CASE("A file that is no corpus is refused, and the open corpus stays open") {
  Engine engine = Opened(kGenerous);
  CHECK(CodeOf(engine.Open("")) == "corpus-not-a-corpus");
  CHECK(CodeOf(engine.Open("<!doctype html>")) == "corpus-not-a-corpus");
  CHECK(CodeOf(engine.Open("RECOUPE\n")) == "corpus-truncated");
  CHECK(CodeOf(engine.Open(std::string("RECOUPE\n\x63\0\0\0\0\0\0\0", 16))) == "corpus-newer-version");
  std::string bytes = engine.Finish();
  bytes[20] = static_cast<char>(bytes[20] ^ 1);
  CHECK(CodeOf(engine.Open(bytes)) == "corpus-damaged");
  CHECK(Parsed(engine.Inspect())["articles"].items.size() == 2);
}

TEST_CASE("Inspect tells what the corpus holds, as Open does") {
  Engine engine = Opened(kGenerous);
  const Json json = Parsed(engine.Inspect());
  CHECK(json["version"].number == kCorpusVersion);
  CHECK(json["bytes"].number > 0);
  CHECK(json["statements"].number == 5);
  CHECK(json["words"].number > 10);
  REQUIRE(json["articles"].items.size() == 2);
  const Json& article = json["articles"].items[0];
  CHECK(article["id"].text == "v-1");
  CHECK(article["title"].text == "L’usine \"Velmar\"");
  CHECK(article["lang"].text == "fr");
  CHECK(article["publisher"].text == "La Gazette");
  CHECK(article["published"].text == "2024-05-01");
  CHECK(article["url"].text == "https://exemple.test/1");
  CHECK(article["statements"].number == 4);
  CHECK(json["articles"].items[1]["lang"].text == "en");
  CHECK_FALSE(json["articles"].items[1].Has("url"));
}

TEST_CASE("Options that are wrong are refused") {
  struct Row {
    std::string options, code;
  };
  const auto row = GENERATE(
      Row{"{", "bad-options"}, Row{"[]", "bad-options"}, Row{"5", "bad-options"}, Row{"{\"lang\":5}", "bad-options"},
      Row{"{\"limit\":0}", "bad-options"}, Row{"{\"limit\":51}", "bad-options"}, Row{"{\"limit\":-1}", "bad-options"},
      Row{"{\"limit\":2.5}", "bad-options"}, Row{"{\"limit\":\"5\"}", "bad-options"},
      Row{"{\"limit\":1e30}", "bad-options"}, Row{"{\"lang\":\"xx\"}", "unknown-language"},
      Row{"{\"lang\":\"FR\"}", "unknown-language"}, Row{"", ""}, Row{"{}", ""},
      Row{"{\"lang\":\"fr\",\"limit\":50}", ""}, Row{"{\"lang\":null}", ""}, Row{"{\"colour\":1}", ""},
      Row{"{\"without\":\"a1\"}", "bad-options"}, Row{"{\"without\":[1]}", "bad-options"},
      Row{"{\"without\":[\"a1\",\"b2\"]}", ""});
  CAPTURE(row.options);
  static const Engine engine = Opened(kStrict);
  CHECK(CodeOf(engine.Check("Velmar sold the mill", row.options)) == row.code);
  CHECK(CodeOf(engine.Compare("Velmar sold the mill", "{\"text\":\"Velmar sold it.\"}", row.options)) == row.code);
  CHECK(CodeOf(engine.Explain("Velmar sold the mill", "null", row.options)) == row.code);
}

TEST_CASE("A text that is empty or too long is refused with a code") {
  const Engine engine = Opened(kStrict);
  CHECK(CodeOf(engine.Check("", "{}")) == "empty-text");
  CHECK(CodeOf(engine.Check(" \n\t", "{}")) == "empty-text");
  CHECK(CodeOf(engine.Check(std::string(kLongestText + 1, 'a'), "{}")) == "text-too-long");
  CHECK(CodeOf(engine.Compare("", "{\"text\":\"Velmar.\"}", "{}")) == "empty-text");
  CHECK(CodeOf(engine.Compare("Velmar.", "{\"text\":\"\"}", "{}")) == "empty-text");
  CHECK(CodeOf(engine.Compare("Velmar.", "{}", "{}")) == "empty-text");
  CHECK(CodeOf(engine.Explain("", "null", "{}")) == "empty-text");
}

TEST_CASE("A statement that is no statement is refused") {
  const Engine engine = Opened(kStrict);
  const auto statement =
      GENERATE(as<std::string>{}, "{", "[]", "\"text\"", "5", "{\"text\":5}", "{\"text\":\"T.\",\"lang\":5}");
  CAPTURE(statement);
  CHECK(CodeOf(engine.Compare("Velmar sold the mill", statement, "{}")) == "bad-json");
  CHECK(CodeOf(engine.Explain("Velmar sold the mill", statement, "{}")) == "bad-json");
}

TEST_CASE("A statement in an unknown language is refused") {
  const Engine engine;
  CHECK(CodeOf(engine.Compare("Velmar sold the mill", "{\"text\":\"T.\",\"lang\":\"xx\"}", "{}")) ==
        "unknown-language");
  CHECK(CodeOf(engine.Explain("Velmar sold the mill", "{\"text\":\"T.\",\"lang\":\"xx\"}", "{}")) ==
        "unknown-language");
}

TEST_CASE("A report has every field, for the text and for each claim") {
  const Engine engine = Opened(kGenerous);
  const Json report = Parsed(engine.Check("Bonjour ! Velmar a vendu l’usine.", "{}"));
  for (const char* key : {"lang", "outcome", "claims", "excerpts", "nearMisses", "coverage"}) {
    CAPTURE(key);
    CHECK(report.Has(key));
  }
  CHECK(report["lang"].text == "fr");
  REQUIRE(report["claims"].items.size() == 2);
  CHECK(report["claims"].items[0]["outcome"].text == "not-checkable");
  CHECK(report["claims"].items[0]["reason"].text == "greeting");
  const Json& claim = report["claims"].items[1];
  CHECK_FALSE(claim.Has("reason"));
  for (const char* key : {"start", "end", "text", "lang", "outcome", "excerpts", "nearMisses", "coverage"}) {
    CAPTURE(key);
    CHECK(claim.Has(key));
  }
  for (const Json& term : claim["coverage"]["terms"].items) {
    CHECK(term["found"].kind == Json::kBoolean);
    CHECK_FALSE(term["text"].text.empty());
  }
  CHECK(claim["coverage"]["articles"].number == 2);
  CHECK(claim["coverage"]["statements"].number == 5);
}

TEST_CASE("Offsets of claims and their terms are UTF-16 units of the pasted text") {
  const Engine engine = Opened(kGenerous);
  const std::string text =
      "😀 Ça alors… « L’été » à Nîmes ! Velmar a vendu l’usine à Quintal 👩‍🌾.";
  const Json report = Parsed(engine.Check(text, "{}"));
  REQUIRE_FALSE(report["claims"].items.empty());
  for (const Json& claim : report["claims"].items) {
    CHECK(SliceUtf16(text, claim.Range()) == claim["text"].text);
    for (const Json& term : claim["coverage"]["terms"].items)
      CHECK(SliceUtf16(text, term.Range()) == term["text"].text);
    for (const Json& excerpt : claim["excerpts"].items) {
      for (const Json& slot : excerpt["alignment"].items) {
        CHECK_FALSE(SliceUtf16(text, slot["claim"].Range()).empty());
        CHECK(slot["claim"].Range().end <= Utf16Length(text));
      }
    }
  }
}

TEST_CASE("Offsets of an excerpt are UTF-16 units of its article's text, those inside it of its own") {
  const Engine engine = Opened(kGenerous);
  const Json report = Parsed(engine.Check("Velmar sold the factory to Quintal in 2018", "{\"limit\":50}"));
  bool seen = false;
  for (const Json& excerpt : report["excerpts"].items) {
    CAPTURE(excerpt["text"].text);
    const std::string& text = excerpt["text"].text;
    for (const char* key :
         {"relation", "score", "lang", "article", "title", "start", "end", "isTitle", "nuances", "alignment"}) {
      CAPTURE(key);
      CHECK(excerpt.Has(key));
    }
    CHECK(excerpt["score"].number >= 0);
    CHECK(excerpt["score"].number <= 1);
    if (excerpt["article"].text == "v-1" && !excerpt["isTitle"].boolean)
      CHECK(SliceUtf16(kText, excerpt.Range()) == text);
    if (excerpt["article"].text == "s-1") {
      CHECK(excerpt["statement"].text == "q7");
      CHECK(excerpt["gloss"].text == "Velmar a vendu neuf écoles.");
      CHECK(excerpt["attribution"]["speaker"].text == "Ruth Tallow");
      CHECK(excerpt.Range() == Span{0, Utf16Length(text)});
    }
    for (const Json& nuance : excerpt["nuances"].items) {
      CHECK_FALSE(nuance["code"].text.empty());
      CHECK(nuance.Range().begin <= nuance.Range().end);
      CHECK(nuance.Range().end <= Utf16Length(text));
      if (nuance["code"].text == "modality") CHECK(SliceUtf16(text, nuance.Range()) == "aurait");
    }
    for (const Json& slot : excerpt["alignment"].items) {
      if (slot["excerpt"].kind != Json::kNull) CHECK_FALSE(SliceUtf16(text, slot["excerpt"].Range()).empty());
    }
    if (text.starts_with("Selon Mme Œil")) {
      seen = true;
      CHECK(excerpt["attribution"]["speaker"].text == "Mme Œil");
      CHECK(SliceUtf16(text, excerpt["attribution"].Range()) == "Mme Œil");
    }
  }
  CHECK(seen);
}

TEST_CASE("A near miss names the slot that failed") {
  const Engine engine = Opened(kStrict);
  const std::string text = "Été : Velmar sold penguins";
  const Json report = Parsed(engine.Check(text, "{}"));
  CHECK(report["outcome"].text == "not-covered");
  CHECK(report["excerpts"].items.empty());
  REQUIRE_FALSE(report["nearMisses"].items.empty());
  for (const Json& miss : report["nearMisses"].items) {
    CHECK_FALSE(miss.Has("relation"));
    CHECK_FALSE(miss["failed"]["slot"].text.empty());
    if (miss["failed"]["claim"].kind != Json::kNull)
      CHECK_FALSE(SliceUtf16(text, miss["failed"]["claim"].Range()).empty());
  }
}

TEST_CASE("The limit holds for each claim and for the text") {
  const Engine engine = Opened(kGenerous);
  const Json report = Parsed(engine.Check("Velmar sold schools. Velmar a vendu l’usine.", "{\"limit\":1}"));
  CHECK(report["excerpts"].items.size() == 1);
  for (const Json& claim : report["claims"].items) CHECK(claim["excerpts"].items.size() == 1);
}

TEST_CASE("A statement that answers two claims is shown once") {
  const Engine engine = Opened(kGenerous);
  const Json report = Parsed(engine.Check("Velmar sold nine schools. Velmar sold schools.", "{\"limit\":50}"));
  std::map<std::string, int> seen;
  for (const Json& excerpt : report["excerpts"].items)
    CHECK(++seen[excerpt["article"].text + "/" + excerpt["text"].text] == 1);
}

TEST_CASE("Compare judges one pair: an excerpt or a near miss") {
  const Engine generous(kGenerous), strict(kStrict);
  const std::string statement = "{\"text\":\"Selon Oriol, Velmar aurait vendu l’usine.\",\"lang\":\"fr\"}";
  const Json excerpt = Parsed(generous.Compare("Velmar sold the factory", statement, "{}"));
  REQUIRE(excerpt.Has("excerpt"));
  CHECK_FALSE(excerpt.Has("nearMiss"));
  CHECK(excerpt["excerpt"]["lang"].text == "fr");
  CHECK(excerpt["excerpt"]["attribution"]["speaker"].text == "Oriol");
  CHECK_FALSE(excerpt["excerpt"].Has("article"));
  CHECK(excerpt["excerpt"]["start"].number == 0);
  const Json miss = Parsed(strict.Compare("Velmar sold the factory", statement, "{}"));
  REQUIRE(miss.Has("nearMiss"));
  CHECK_FALSE(miss.Has("excerpt"));
}

TEST_CASE("Compare answers pairs without words too") {
  const Engine engine;
  for (const char* text : {"…", "?!", "😀", "* * *"}) {
    CAPTURE(text);
    CHECK(CodeOf(engine.Compare(text, "{\"text\":\"…\"}", "{}")).empty());
    CHECK(CodeOf(engine.Compare("Velmar", "{\"text\":\"?\"}", "{}")).empty());
  }
}

TEST_CASE("Explain gives the features of a pair, or of every candidate") {
  const Engine engine = Opened(kGenerous);
  const Json pair = Parsed(engine.Explain("Velmar sold the factory", "{\"text\":\"Velmar a vendu l’usine.\"}", "{}"));
  CHECK(pair["cutOff"].number == 0.5);
  CHECK(pair.Has("cutOffFurther"));
  REQUIRE(pair["pairs"].items.size() == 1);
  const Json& prediction = pair["pairs"].items[0]["prediction"];
  CHECK(prediction["speaks"].number == pair["pairs"].items[0]["score"].number);
  const double relations =
      prediction["supports"].number + prediction["nuances"].number + prediction["contradicts"].number;
  CHECK(std::abs(relations - 1) < 0.001);
  REQUIRE_FALSE(pair["pairs"].items[0]["features"].items.empty());
  for (const Json& feature : pair["pairs"].items[0]["features"].items) {
    for (const char* key : {"name", "meaning", "value", "speaks", "supports", "nuances", "contradicts"}) {
      CAPTURE(key);
      CHECK(feature.Has(key));
    }
  }
  const Json all = Parsed(engine.Explain("Velmar sold the factory", "null", "{}"));
  CHECK(all["pairs"].items.size() >= 3);
  for (const Json& candidate : all["pairs"].items) CHECK(candidate.Has("article"));
}

TEST_CASE("Text that is not well formed is answered with JSON that is") {
  const Engine engine = Opened(kGenerous);
  const auto text = GENERATE(as<std::string>{}, "Velmar \xFF sold \xC3", "\xED\xA0\x80 Velmar sold the mill",
                             std::string("Velmar\0sold", 11), "Velmar \"sold\" \\ the\tmill\x01");
  CHECK(CodeOf(engine.Check(text, "{}")).empty());
  CHECK(CodeOf(engine.Compare(text, "{\"text\":\"Velmar.\"}", "{}")).empty());
}

TEST_CASE("The same check gives the same bytes") {
  const Engine one = Opened(kGenerous), two = Opened(kGenerous);
  const std::string text = "Velmar sold nine schools. L’usine de Brossard a fermé.";
  CHECK(one.Check(text, "{}") == one.Check(text, "{}"));
  CHECK(one.Check(text, "{}") == two.Check(text, "{}"));
}

TEST_CASE("The lexicon and the weights of this build are loaded") {
  Engine engine;
  CHECK(CodeOf(engine.Add(R"({"id":"a","text":"Velmar sold the mill to Quintal in 2019."})")).empty());
  CHECK(CodeOf(engine.Open(engine.Finish())).empty());
  CHECK(CodeOf(engine.Check("Velmar sold the mill to Quintal in 2019.", "{}")).empty());
}

}  // namespace
}  // namespace recoupe
