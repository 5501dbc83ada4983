// Fields stand in alphabetical order.
#include "core/checker/engine.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/base/sort.h"
#include "core/base/utf8.h"
#include "core/checker/json.h"
#include "core/language/lexicon_data.h"

namespace recoupe {
namespace {

std::string WriteError(const Error& error) {
  JsonWriter json;
  json.BeginObject();
  json.Key("error").BeginObject();
  json.Key("code").String(error.code);
  json.Key("message").String(error.message);
  json.EndObject();
  json.EndObject();
  return json.text();
}

std::string WriteError(std::string code, std::string message) {
  return WriteError(Error{std::move(code), std::move(message)});
}

bool IsObject(const std::optional<Json>& json) { return json.has_value() && json->kind == Json::Kind::kObject; }

// Null where a field is absent or null.
const Json* Given(const Json& object, std::string_view key) {
  const Json* field = object.Find(key);
  return field == nullptr || field->kind == Json::Kind::kNull ? nullptr : field;
}

// The string in `key`, empty if it is absent or null. False if it is something else.
bool ReadString(const Json& object, std::string_view key, std::string* out) {
  out->clear();
  const Json* field = Given(object, key);
  if (field == nullptr) return true;
  if (field->kind != Json::Kind::kString) return false;
  *out = field->text;
  return true;
}

// 0 if it is no whole number from 1 to 50.
uint32_t ReadLimit(const Json& field) {
  if (field.kind != Json::Kind::kNumber || field.text.size() > 2) return 0;
  uint32_t limit = 0;
  for (const char c : field.text) {
    if (c < '0' || c > '9') return 0;
    limit = limit * 10 + static_cast<uint32_t>(c - '0');
  }
  return limit <= 50 ? limit : 0;
}

Language WrittenLanguage(const std::string& code, const Lexicon& lexicon, bool* known) {
  if (code.empty()) return kUnknownLanguage;
  const Language language = lexicon.LanguageOf(code);
  if (language == kUnknownLanguage) *known = false;
  return language;
}

Error UnknownLanguage(const std::string& code, const Lexicon& lexicon) {
  std::string known;
  for (const std::string& language : lexicon.languages()) known += (known.empty() ? "" : ", ") + language;
  return {"unknown-language",
          "Language '" + code + "' is not known; known are " + known + ". Leave it out to have it found."};
}

Result<CheckOptions> ReadOptions(const std::string& json, const Lexicon& lexicon) {
  CheckOptions options;
  if (json.empty()) return options;
  const std::optional<Json> object = ParseJson(json);
  if (!IsObject(object)) return Error{"bad-options", "The options are no JSON object."};
  std::string code;
  if (!ReadString(*object, "lang", &code) || (code.empty() && Given(*object, "lang") != nullptr)) {
    return Error{"bad-options", "Option 'lang' must be a language code such as \"fr\"."};
  }
  bool known = true;
  options.language = WrittenLanguage(code, lexicon, &known);
  if (!known) return UnknownLanguage(code, lexicon);
  if (const Json* limit = object->Find("limit"); limit != nullptr) {
    options.limit = ReadLimit(*limit);
    if (options.limit == 0) return Error{"bad-options", "Option 'limit' must be a whole number from 1 to 50."};
  }
  if (const Json* without = object->Find("without"); without != nullptr) {
    const Error bad{"bad-options", "Option 'without' must be a list of articles' ids."};
    if (without->kind != Json::Kind::kList) return bad;
    for (const Json& id : without->items) {
      if (id.kind != Json::Kind::kString) return bad;
      options.without.push_back(id.text);
    }
  }
  return options;
}

Result<ArticleSource> ReadArticle(const std::string& json) {
  const std::optional<Json> object = ParseJson(json);
  if (!object) return Error{"bad-json", "The article is not well-formed JSON."};
  if (!IsObject(object))
    return Error{"bad-article", "An article must be a JSON object with an id and a text or statements."};
  ArticleSource article;
  const auto bad = [&](const std::string& what) {
    return Error{"bad-article", "Article '" + article.id + "': " + what};
  };
  struct Field {
    const char* key;
    std::string* out;
  };
  for (const Field& field : {Field{"id", &article.id}, Field{"title", &article.title}, Field{"text", &article.text},
                             Field{"lang", &article.language}, Field{"url", &article.url},
                             Field{"publisher", &article.publisher}, Field{"published", &article.published}}) {
    if (!ReadString(*object, field.key, field.out)) return bad(std::string("'") + field.key + "' must be a string.");
  }
  if (const Json* list = Given(*object, "statements"); list != nullptr) {
    if (list->kind != Json::Kind::kList) return bad("'statements' must be a list.");
    for (const Json& item : list->items) {
      ArticleSource::GivenStatement statement;
      if (item.kind != Json::Kind::kObject || !ReadString(item, "id", &statement.id) ||
          !ReadString(item, "text", &statement.text) || !ReadString(item, "gloss", &statement.gloss) ||
          !ReadString(item, "speaker", &statement.speaker)) {
        return bad("each statement must be an object with the strings id and text.");
      }
      article.statements.push_back(std::move(statement));
    }
    if (article.statements.empty() && article.text.empty()) return bad("its list of statements is empty.");
  }
  return article;
}

// A probability as it is shown: four decimals.
float Shown(float probability) { return static_cast<float>(std::round(probability * 1e4f) / 1e4); }

std::string LanguageCode(Language language, const Lexicon& lexicon) {
  return language == kUnknownLanguage ? "und" : lexicon.languages()[language];
}

// Writes parts of an answer about `text`, which outlives it.
class ReportWriter {
 public:
  ReportWriter(const std::string& text, const Lexicon& lexicon, const Model& model, const Corpus* corpus,
               JsonWriter* json)
      : offsets_(text), text_(text), lexicon_(lexicon), model_(model), corpus_(corpus), json_(*json) {}

  enum class Form { kExcerpt, kNearMiss, kExplained };

  void Claim(const ClaimReport& claim) {
    json_.BeginObject();
    json_.Key("coverage");
    WriteCoverage({&claim, 1});
    End(claim.span);
    json_.Key("excerpts");
    List(claim.excerpts, Form::kExcerpt);
    json_.Key("lang").String(LanguageCode(claim.language, lexicon_));
    json_.Key("nearMisses");
    List(claim.near_misses, Form::kNearMiss);
    json_.Key("outcome").String(OutcomeName(claim.outcome));
    if (!claim.parts.empty()) {
      json_.Key("parts").BeginList();
      for (const PartReport& part : claim.parts) {
        json_.BeginObject();
        End(part.span);
        json_.Key("excerpts");
        List(part.excerpts, Form::kExcerpt);
        json_.Key("outcome").String(OutcomeName(part.outcome));
        StartAndText(part.span);
        json_.EndObject();
      }
      json_.EndList();
    }
    if (claim.reason != NotCheckable::kNo) json_.Key("reason").String(NotCheckableName(claim.reason));
    StartAndText(claim.span);
    json_.EndObject();
  }

  void Statement(const ComparedStatement& compared, Form form) {
    const Utf16Offsets inside(compared.text);
    const recoupe::Statement* statement = nullptr;
    const Article* article = nullptr;
    if (compared.statement >= 0 && corpus_ != nullptr) {
      statement = &corpus_->statements()[static_cast<size_t>(compared.statement)];
      article = &corpus_->articles()[statement->article];
    }
    json_.BeginObject();
    IfAny("after", compared.after);
    json_.Key("alignment").BeginList();
    for (const SlotAlignment& slot : compared.alignment) Alignment(slot, inside);
    json_.EndList();
    if (article != nullptr) json_.Key("article").String(article->id);
    if (form != Form::kNearMiss && !compared.speaker.empty()) {
      const Span span = inside.FromBytes(compared.speaker_span);
      json_.Key("attribution").BeginObject();
      if (!span.empty()) json_.Key("end").Whole(span.end);
      json_.Key("speaker").String(compared.speaker);
      if (!span.empty()) json_.Key("start").Whole(span.begin);
      json_.EndObject();
    }
    IfAny("before", compared.before);
    json_.Key("end").Whole(statement != nullptr ? statement->utf16.end : Utf16Length(compared.text));
    if (form == Form::kNearMiss) {
      json_.Key("failed").BeginObject();
      json_.Key("claim");
      SpanOrNull(compared.failed_claim, !compared.failed_claim.empty(), offsets_);
      json_.Key("slot").String(SlotName(compared.failed));
      json_.EndObject();
    }
    if (form == Form::kExplained) WriteFeatures(compared.features);
    if (statement != nullptr) IfAny("gloss", statement->gloss);
    json_.Key("isTitle").Boolean(statement != nullptr && statement->title);
    json_.Key("lang").String(LanguageCode(compared.language, lexicon_));
    if (form != Form::kNearMiss) {
      json_.Key("nuances").BeginList();
      for (const Nuance& nuance : compared.nuances) {
        const Span span = inside.FromBytes(nuance.span);
        json_.BeginObject();
        json_.Key("code").String(NuanceName(nuance.code));
        json_.Key("end").Whole(span.end);
        json_.Key("start").Whole(span.begin);
        json_.EndObject();
      }
      json_.EndList();
    }
    if (form == Form::kExplained) WritePrediction(compared.prediction);
    if (article != nullptr) IfAny("published", article->published);
    if (article != nullptr) IfAny("publisher", article->publisher);
    if (form != Form::kNearMiss) json_.Key("relation").String(RelationName(compared.relation));
    json_.Key("score").Number(Shown(compared.score));
    json_.Key("start").Whole(statement != nullptr ? statement->utf16.begin : 0);
    if (statement != nullptr) IfAny("statement", statement->id);
    json_.Key("text").String(compared.text);
    if (article != nullptr) {
      json_.Key("title").String(article->title);
      IfAny("url", article->url);
    }
    json_.EndObject();
  }

  // Of all the claims together.
  void WriteCoverage(std::span<const ClaimReport> claims) {
    json_.BeginObject();
    json_.Key("articles").Whole(claims.empty() ? 0 : claims.back().coverage.articles);
    json_.Key("statements").Whole(claims.empty() ? 0 : claims.back().coverage.statements);
    json_.Key("terms").BeginList();
    for (const ClaimReport& claim : claims) {
      for (const CoverageTerm& term : claim.coverage.terms) {
        json_.BeginObject();
        End(term.claim);
        json_.Key("found").Boolean(term.found);
        StartAndText(term.claim);
        json_.EndObject();
      }
    }
    json_.EndList();
    json_.EndObject();
  }

  // The best of `all`, each statement once.
  void Best(std::vector<const ComparedStatement*> all, Form form, size_t limit) {
    StableSort(&all, [](const ComparedStatement* a, const ComparedStatement* b) {
      return Shown(a->score) > Shown(b->score);
    });
    std::vector<const ComparedStatement*> unique;
    json_.BeginList();
    for (const ComparedStatement* one : all) {
      const bool seen = std::any_of(unique.begin(), unique.end(), [&](const ComparedStatement* other) {
        return other->text == one->text && ArticleOf(*other) == ArticleOf(*one);
      });
      if (seen || unique.size() == limit) continue;
      unique.push_back(one);
      Statement(*one, form);
    }
    json_.EndList();
  }

 private:
  void IfAny(std::string_view key, std::string_view value) {
    if (!value.empty()) json_.Key(key).String(value);
  }

  void End(Span span) { json_.Key("end").Whole(offsets_.FromByte(span.end)); }

  void StartAndText(Span span) {
    json_.Key("start").Whole(offsets_.FromByte(span.begin));
    json_.Key("text").String(std::string_view(text_).substr(span.begin, span.size()));
  }

  void SpanOrNull(Span span, bool any, const Utf16Offsets& offsets) {
    if (!any) return json_.Null();
    const Span units = offsets.FromBytes(span);
    json_.BeginObject();
    json_.Key("end").Whole(units.end);
    json_.Key("start").Whole(units.begin);
    json_.EndObject();
  }

  void List(const std::vector<ComparedStatement>& statements, Form form) {
    json_.BeginList();
    for (const ComparedStatement& statement : statements) Statement(statement, form);
    json_.EndList();
  }

  void Alignment(const SlotAlignment& slot, const Utf16Offsets& inside) {
    json_.BeginObject();
    json_.Key("byContext").Boolean(slot.by_context);
    json_.Key("claim");
    SpanOrNull(slot.claim, true, offsets_);
    json_.Key("excerpt");
    SpanOrNull(slot.excerpt, slot.answered, inside);
    json_.Key("slot").String(SlotName(slot.slot));
    json_.EndObject();
  }

  void WriteFeatures(const Features& features) {
    json_.Key("features").BeginList();
    for (size_t f = 0; f < kFeatureCount; ++f) {
      const auto feature = static_cast<Feature>(f);
      if (features[feature] == 0) continue;
      json_.BeginObject();
      json_.Key("contradicts").Number(model_.relation_weight(feature, Relation::kContradicts));
      json_.Key("meaning").String(FeatureMeaning(feature));
      json_.Key("name").String(FeatureName(feature));
      json_.Key("nuances").Number(model_.relation_weight(feature, Relation::kNuances));
      json_.Key("speaks").Number(model_.speaks_weight(feature));
      json_.Key("supports").Number(model_.relation_weight(feature, Relation::kSupports));
      json_.Key("value").Number(features[feature]);
      json_.EndObject();
    }
    json_.EndList();
  }

  void WritePrediction(const Prediction& prediction) {
    const auto relation = [&](Relation r) { return Shown(prediction.relation[static_cast<size_t>(r)]); };
    json_.Key("prediction").BeginObject();
    json_.Key("contradicts").Number(relation(Relation::kContradicts));
    json_.Key("nuances").Number(relation(Relation::kNuances));
    json_.Key("speaks").Number(Shown(prediction.speaks));
    json_.Key("supports").Number(relation(Relation::kSupports));
    json_.EndObject();
  }

  uint32_t ArticleOf(const ComparedStatement& compared) const {
    return corpus_->statements()[static_cast<size_t>(compared.statement)].article;
  }

  const Utf16Offsets offsets_;
  const std::string& text_;
  const Lexicon& lexicon_;
  const Model& model_;
  const Corpus* corpus_;  // null where statements are given by hand
  JsonWriter& json_;
};

Lexicon LoadLexicon() {
  Result<Lexicon> lexicon = Lexicon::Load(LexiconData());
  assert(lexicon.ok());
  return std::move(lexicon).value();
}

Model LoadModel(std::string_view weights) {
  Result<Model> model = Model::Load(weights);
  assert(model.ok());
  return std::move(model).value();
}

const Error kNoCorpus{"corpus-missing", "No corpus is open; open one first."};

}  // namespace

Engine::Engine() : Engine(ModelData()) {}

Engine::Engine(std::string_view weights) : lexicon_(LoadLexicon()), model_(LoadModel(weights)), builder_(lexicon_) {}

std::string Engine::Add(const std::string& article_json) {
  const Result<ArticleSource> article = ReadArticle(article_json);
  if (!article.ok()) return WriteError(article.error());
  const Result<uint32_t> added = builder_.Add(article.value());
  if (!added.ok()) return WriteError(added.error());
  JsonWriter json;
  json.BeginObject();
  json.Key("statements").Whole(added.value());
  json.EndObject();
  return json.text();
}

std::string Engine::Finish() { return builder_.Finish(); }

std::string Engine::Open(std::string bytes) {
  Result<Corpus> corpus = Corpus::Open(std::move(bytes), lexicon_);
  if (!corpus.ok()) return WriteError(corpus.error());
  checker_ = std::make_unique<Checker>(std::move(corpus).value(), lexicon_, model_);
  return Inspect();
}

std::string Engine::Inspect() const {
  if (!checker_) return WriteError(kNoCorpus);
  const Corpus& corpus = checker_->corpus();
  JsonWriter json;
  const auto if_any = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) json.Key(key).String(value);
  };
  json.BeginObject();
  json.Key("articles").BeginList();
  for (const Article& article : corpus.articles()) {
    json.BeginObject();
    json.Key("id").String(article.id);
    json.Key("lang").String(LanguageCode(article.language, lexicon_));
    if_any("published", article.published);
    if_any("publisher", article.publisher);
    json.Key("statements").Whole(article.last_statement - article.first_statement);
    json.Key("title").String(article.title);
    if_any("url", article.url);
    json.EndObject();
  }
  json.EndList();
  size_t words = 0;
  for (const Statement& statement : corpus.statements()) {
    bool inside = false;
    for (const char c : statement.text) {
      const bool space = c == ' ' || c == '\n' || c == '\t';
      words += !space && !inside;
      inside = !space;
    }
  }
  json.Key("bytes").Whole(corpus.size_in_bytes());
  json.Key("statements").Whole(corpus.statements().size());
  json.Key("version").Whole(kCorpusVersion);
  json.Key("words").Whole(words);
  json.EndObject();
  return json.text();
}

std::string Engine::Check(const std::string& text, const std::string& options_json) const {
  if (!checker_) return WriteError(kNoCorpus);
  const Result<CheckOptions> options = ReadOptions(options_json, lexicon_);
  if (!options.ok()) return WriteError(options.error());
  const Result<Report> checked = checker_->Check(text, options.value());
  if (!checked.ok()) return WriteError(checked.error());
  const Report& report = checked.value();
  std::vector<const ComparedStatement*> excerpts, misses;
  for (const ClaimReport& claim : report.claims) {
    for (const ComparedStatement& excerpt : claim.excerpts) excerpts.push_back(&excerpt);
    for (const ComparedStatement& miss : claim.near_misses) misses.push_back(&miss);
  }
  JsonWriter json;
  ReportWriter writer(report.text, lexicon_, model_, &checker_->corpus(), &json);
  json.BeginObject();
  json.Key("claims").BeginList();
  for (const ClaimReport& claim : report.claims) writer.Claim(claim);
  json.EndList();
  json.Key("coverage");
  writer.WriteCoverage(report.claims);
  json.Key("excerpts");
  writer.Best(std::move(excerpts), ReportWriter::Form::kExcerpt, options.value().limit);
  json.Key("lang").String(LanguageCode(report.language, lexicon_));
  json.Key("nearMisses");
  writer.Best(std::move(misses), ReportWriter::Form::kNearMiss, kNearMisses);
  json.Key("outcome").String(OutcomeName(report.outcome));
  json.EndObject();
  return json.text();
}

std::string Engine::Compare(const std::string& claim, const std::string& statement_json,
                            const std::string& options_json) const {
  const Result<CheckOptions> options = ReadOptions(options_json, lexicon_);
  if (!options.ok()) return WriteError(options.error());
  const std::optional<Json> statement = ParseJson(statement_json);
  std::string text, code;
  if (!IsObject(statement) || !ReadString(*statement, "text", &text) || !ReadString(*statement, "lang", &code)) {
    return WriteError("bad-json", "The statement must be a JSON object with the string text, and lang if it is known.");
  }
  bool known = true;
  const Language language = WrittenLanguage(code, lexicon_, &known);
  if (!known) return WriteError(UnknownLanguage(code, lexicon_));
  const Result<ComparedStatement> compared =
      CompareStatement(claim, options.value().language, text, language, lexicon_, model_);
  if (!compared.ok()) return WriteError(compared.error());
  const bool speaks = compared.value().score >= model_.cut_off();
  JsonWriter json;
  json.BeginObject();
  json.Key(speaks ? "excerpt" : "nearMiss");
  ReportWriter(claim, lexicon_, model_, nullptr, &json)
      .Statement(compared.value(), speaks ? ReportWriter::Form::kExcerpt : ReportWriter::Form::kNearMiss);
  json.EndObject();
  return json.text();
}

std::string Engine::Explain(const std::string& claim, const std::string& statement_json,
                            const std::string& options_json) const {
  const Result<CheckOptions> options = ReadOptions(options_json, lexicon_);
  if (!options.ok()) return WriteError(options.error());
  const std::optional<Json> statement = ParseJson(statement_json);
  const bool none = statement_json.empty() || (statement.has_value() && statement->kind == Json::Kind::kNull);
  JsonWriter json;
  json.BeginObject();
  json.Key("cutOff").Number(model_.cut_off());
  json.Key("cutOffFurther").Number(model_.further_cut_off());
  json.Key("pairs").BeginList();
  if (IsObject(statement)) {
    std::string text, code;
    bool known = true;
    if (!ReadString(*statement, "text", &text) || !ReadString(*statement, "lang", &code)) {
      return WriteError("bad-json",
                        "The statement must be a JSON object with the string text, and lang if it is known.");
    }
    const Language language = WrittenLanguage(code, lexicon_, &known);
    if (!known) return WriteError(UnknownLanguage(code, lexicon_));
    const Result<ComparedStatement> compared =
        CompareStatement(claim, options.value().language, text, language, lexicon_, model_);
    if (!compared.ok()) return WriteError(compared.error());
    ReportWriter(claim, lexicon_, model_, nullptr, &json)
        .Statement(compared.value(), ReportWriter::Form::kExplained);
  } else if (!none) {
    return WriteError("bad-json", "The statement must be a JSON object, or null for every candidate in the corpus.");
  } else {
    if (!checker_) return WriteError(kNoCorpus);
    const Result<Report> report = checker_->Candidates(claim, options.value());
    if (!report.ok()) return WriteError(report.error());
    ReportWriter writer(report.value().text, lexicon_, model_, &checker_->corpus(), &json);
    for (const ClaimReport& found : report.value().claims) {
      for (const ComparedStatement& compared : found.excerpts) {
        writer.Statement(compared, ReportWriter::Form::kExplained);
      }
    }
  }
  json.EndList();
  json.EndObject();
  return json.text();
}

}  // namespace recoupe
