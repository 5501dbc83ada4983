// The one file that knows JSON. nlohmann/json without exceptions: parse() never throws, fields are read with find() and
// get_ptr().
#include "core/checker/engine.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/utf8.h"
#include "core/language/lexicon_data.h"

namespace recoupe {
namespace {

using Json = nlohmann::json;

std::string Write(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string WriteError(const Error& error) {
  return Write({{"error", {{"code", error.code}, {"message", error.message}}}});
}

std::string WriteError(std::string code, std::string message) {
  return WriteError(Error{std::move(code), std::move(message)});
}

// The string in `key`, empty if it is absent or null. False if it is something else.
bool ReadString(const Json& object, const char* key, std::string* out) {
  out->clear();
  const auto it = object.find(key);
  if (it == object.end() || it->is_null()) return true;
  const auto* value = it->get_ptr<const std::string*>();
  if (value == nullptr) return false;
  *out = *value;
  return true;
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
  const Json object = Json::parse(json, nullptr, false);
  if (!object.is_object()) return Error{"bad-options", "The options are no JSON object."};
  std::string code;
  const auto written = object.find("lang");
  if (!ReadString(object, "lang", &code) || (code.empty() && written != object.end() && !written->is_null())) {
    return Error{"bad-options", "Option 'lang' must be a language code such as \"fr\"."};
  }
  bool known = true;
  options.language = WrittenLanguage(code, lexicon, &known);
  if (!known) return UnknownLanguage(code, lexicon);
  if (const auto it = object.find("limit"); it != object.end()) {
    const auto* whole = it->get_ptr<const Json::number_unsigned_t*>();
    if (whole == nullptr || *whole < 1 || *whole > 50)
      return Error{"bad-options", "Option 'limit' must be a whole number from 1 to 50."};
    options.limit = static_cast<uint32_t>(*whole);
  }
  if (const auto it = object.find("without"); it != object.end()) {
    const Error bad{"bad-options", "Option 'without' must be a list of articles' ids."};
    if (!it->is_array()) return bad;
    for (const Json& item : *it) {
      const auto* id = item.get_ptr<const std::string*>();
      if (id == nullptr) return bad;
      options.without.push_back(*id);
    }
  }
  return options;
}

Result<ArticleSource> ReadArticle(const std::string& json) {
  const Json object = Json::parse(json, nullptr, false);
  if (object.is_discarded()) return Error{"bad-json", "The article is not well-formed JSON."};
  if (!object.is_object())
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
    if (!ReadString(object, field.key, field.out)) return bad(std::string("'") + field.key + "' must be a string.");
  }
  if (const auto it = object.find("statements"); it != object.end() && !it->is_null()) {
    if (!it->is_array()) return bad("'statements' must be a list.");
    for (const Json& item : *it) {
      ArticleSource::GivenStatement statement;
      if (!item.is_object() || !ReadString(item, "id", &statement.id) || !ReadString(item, "text", &statement.text) ||
          !ReadString(item, "gloss", &statement.gloss) || !ReadString(item, "speaker", &statement.speaker)) {
        return bad("each statement must be an object with the strings id and text.");
      }
      article.statements.push_back(std::move(statement));
    }
    if (article.statements.empty() && article.text.empty()) return bad("its list of statements is empty.");
  }
  return article;
}

Json SpanJson(Span span, const Utf16Offsets& offsets) {
  const Span units = offsets.FromBytes(span);
  return {{"start", units.begin}, {"end", units.end}};
}

void PutIfAny(Json* json, const char* key, std::string_view value) {
  if (!value.empty()) (*json)[key] = value;
}

class ReportWriter {
 public:
  ReportWriter(const std::string& text, const Lexicon& lexicon, const Corpus* corpus)
      : offsets_(text), text_(text), lexicon_(lexicon), corpus_(corpus) {}

  Json Claim(const ClaimReport& claim) const {
    Json json = SpanJson(claim.span, offsets_);
    json["text"] = text_.substr(claim.span.begin, claim.span.size());
    json["lang"] = LanguageCode(claim.language);
    json["outcome"] = OutcomeName(claim.outcome);
    if (claim.reason != NotCheckable::kNo) json["reason"] = NotCheckableName(claim.reason);
    json["excerpts"] = Json::array();
    for (const ComparedStatement& excerpt : claim.excerpts) json["excerpts"].push_back(Excerpt(excerpt));
    json["nearMisses"] = Json::array();
    for (const ComparedStatement& miss : claim.near_misses) json["nearMisses"].push_back(NearMiss(miss));
    json["coverage"] = CoverageJson(claim.coverage);
    if (claim.parts.empty()) return json;
    json["parts"] = Json::array();
    for (const PartReport& part : claim.parts) {
      Json item = SpanJson(part.span, offsets_);
      item["text"] = text_.substr(part.span.begin, part.span.size());
      item["outcome"] = OutcomeName(part.outcome);
      item["excerpts"] = Json::array();
      for (const ComparedStatement& excerpt : part.excerpts) item["excerpts"].push_back(Excerpt(excerpt));
      json["parts"].push_back(std::move(item));
    }
    return json;
  }

  Json Excerpt(const ComparedStatement& excerpt) const {
    Json json = Base(excerpt);
    const Utf16Offsets inside(excerpt.text);
    json["relation"] = RelationName(excerpt.relation);
    json["nuances"] = Json::array();
    for (const Nuance& nuance : excerpt.nuances) {
      Json item = SpanJson(nuance.span, inside);
      item["code"] = NuanceName(nuance.code);
      json["nuances"].push_back(std::move(item));
    }
    if (!excerpt.speaker.empty()) {
      Json attribution = {{"speaker", excerpt.speaker}};
      if (!excerpt.speaker_span.empty()) attribution.update(SpanJson(excerpt.speaker_span, inside));
      json["attribution"] = std::move(attribution);
    }
    return json;
  }

  Json NearMiss(const ComparedStatement& miss) const {
    Json json = Base(miss);
    json["failed"] = {{"slot", SlotName(miss.failed)},
                      {"claim", miss.failed_claim.empty() ? Json(nullptr) : SpanJson(miss.failed_claim, offsets_)}};
    return json;
  }

  Json CoverageJson(const Coverage& coverage) const {
    Json terms = Json::array();
    for (const CoverageTerm& term : coverage.terms) {
      Json item = SpanJson(term.claim, offsets_);
      item["text"] = text_.substr(term.claim.begin, term.claim.size());
      item["found"] = term.found;
      terms.push_back(std::move(item));
    }
    return {{"articles", coverage.articles}, {"statements", coverage.statements}, {"terms", std::move(terms)}};
  }

  std::string LanguageCode(Language language) const {
    return language == kUnknownLanguage ? "und" : lexicon_.languages()[language];
  }

 private:
  Json Base(const ComparedStatement& compared) const {
    const Utf16Offsets inside(compared.text);
    Json json = {{"score", std::round(compared.score * 1e4f) / 1e4},
                 {"text", compared.text},
                 {"lang", LanguageCode(compared.language)}};
    if (compared.statement >= 0 && corpus_ != nullptr) {
      const Statement& statement = corpus_->statements()[static_cast<size_t>(compared.statement)];
      const Article& article = corpus_->articles()[statement.article];
      json["article"] = article.id;
      json["title"] = article.title;
      PutIfAny(&json, "url", article.url);
      PutIfAny(&json, "publisher", article.publisher);
      PutIfAny(&json, "published", article.published);
      PutIfAny(&json, "statement", statement.id);
      PutIfAny(&json, "gloss", statement.gloss);
      PutIfAny(&json, "before", compared.before);
      PutIfAny(&json, "after", compared.after);
      json["start"] = statement.utf16.begin;
      json["end"] = statement.utf16.end;
      json["isTitle"] = statement.title;
    } else {
      json["start"] = 0;
      json["end"] = Utf16Length(compared.text);
      json["isTitle"] = false;
    }
    json["alignment"] = Json::array();
    for (const SlotAlignment& slot : compared.alignment) {
      json["alignment"].push_back({{"slot", SlotName(slot.slot)},
                                   {"claim", SpanJson(slot.claim, offsets_)},
                                   {"excerpt", slot.answered ? SpanJson(slot.excerpt, inside) : Json(nullptr)},
                                   {"byContext", slot.by_context}});
    }
    return json;
  }

  const Utf16Offsets offsets_;
  const std::string& text_;
  const Lexicon& lexicon_;
  const Corpus* corpus_;
};

// Of several claims: the excerpts of all of them, best first, each statement once.
Json MergedByScore(const Json& claims, const char* key, size_t limit) {
  Json merged = Json::array();
  for (const Json& claim : claims) {
    for (const Json& item : *claim.find(key)) merged.push_back(item);
  }
  const auto score = [](const Json& item) { return *item.find("score")->get_ptr<const double*>(); };
  std::stable_sort(merged.begin(), merged.end(), [&](const Json& a, const Json& b) { return score(a) > score(b); });
  Json unique = Json::array();
  for (Json& item : merged) {
    const bool seen = std::any_of(unique.begin(), unique.end(), [&](const Json& other) {
      return *other.find("text") == *item.find("text") && *other.find("article") == *item.find("article");
    });
    if (!seen && unique.size() < limit) unique.push_back(std::move(item));
  }
  return unique;
}

Json MergedCoverage(const Json& claims) {
  Json coverage = {{"articles", 0}, {"statements", 0}, {"terms", Json::array()}};
  for (const Json& claim : claims) {
    const Json& own = *claim.find("coverage");
    coverage["articles"] = *own.find("articles");
    coverage["statements"] = *own.find("statements");
    for (const Json& term : *own.find("terms")) coverage["terms"].push_back(term);
  }
  return coverage;
}

Json FeaturesJson(const ComparedStatement& compared, const Model& model) {
  Json features = Json::array();
  for (size_t f = 0; f < kFeatureCount; ++f) {
    const auto feature = static_cast<Feature>(f);
    if (compared.features[feature] == 0) continue;
    features.push_back({{"name", FeatureName(feature)},
                        {"meaning", FeatureMeaning(feature)},
                        {"value", compared.features[feature]},
                        {"speaks", model.speaks_weight(feature)},
                        {"supports", model.relation_weight(feature, Relation::kSupports)},
                        {"nuances", model.relation_weight(feature, Relation::kNuances)},
                        {"contradicts", model.relation_weight(feature, Relation::kContradicts)}});
  }
  return features;
}

Json PredictionJson(const Prediction& prediction) {
  const auto rounded = [](float probability) { return std::round(probability * 1e4f) / 1e4; };
  Json json = {{"speaks", rounded(prediction.speaks)}};
  for (size_t r = 0; r < kRelationCount; ++r) {
    json[std::string(RelationName(static_cast<Relation>(r)))] = rounded(prediction.relation[r]);
  }
  return json;
}

Json ExplainedJson(const ComparedStatement& compared, const ReportWriter& writer, const Model& model) {
  Json json = writer.Excerpt(compared);
  json["prediction"] = PredictionJson(compared.prediction);
  json["features"] = FeaturesJson(compared, model);
  return json;
}

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
  return Write({{"statements", added.value()}});
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
  Json articles = Json::array();
  size_t words = 0;
  for (const Article& article : corpus.articles()) {
    Json json = {{"id", article.id},
                 {"title", article.title},
                 {"lang", article.language == kUnknownLanguage ? "und" : lexicon_.languages()[article.language]},
                 {"statements", article.last_statement - article.first_statement}};
    PutIfAny(&json, "url", article.url);
    PutIfAny(&json, "publisher", article.publisher);
    PutIfAny(&json, "published", article.published);
    articles.push_back(std::move(json));
  }
  for (const Statement& statement : corpus.statements()) {
    bool inside = false;
    for (const char c : statement.text) {
      const bool space = c == ' ' || c == '\n' || c == '\t';
      words += !space && !inside;
      inside = !space;
    }
  }
  return Write({{"version", kCorpusVersion},
                {"bytes", corpus.size_in_bytes()},
                {"articles", std::move(articles)},
                {"statements", corpus.statements().size()},
                {"words", words}});
}

std::string Engine::Check(const std::string& text, const std::string& options_json) const {
  if (!checker_) return WriteError(kNoCorpus);
  const Result<CheckOptions> options = ReadOptions(options_json, lexicon_);
  if (!options.ok()) return WriteError(options.error());
  const Result<Report> checked = checker_->Check(text, options.value());
  if (!checked.ok()) return WriteError(checked.error());
  const Report& report = checked.value();
  const ReportWriter writer(report.text, lexicon_, &checker_->corpus());
  Json json = {{"lang", writer.LanguageCode(report.language)},
               {"outcome", OutcomeName(report.outcome)},
               {"claims", Json::array()}};
  for (const ClaimReport& claim : report.claims) json["claims"].push_back(writer.Claim(claim));
  const Json& claims = json["claims"];
  Json excerpts = MergedByScore(claims, "excerpts", options.value().limit);
  Json misses = MergedByScore(claims, "nearMisses", kNearMisses);
  Json coverage = MergedCoverage(claims);
  json["excerpts"] = std::move(excerpts);
  json["nearMisses"] = std::move(misses);
  json["coverage"] = std::move(coverage);
  return Write(json);
}

std::string Engine::Compare(const std::string& claim, const std::string& statement_json,
                            const std::string& options_json) const {
  const Result<CheckOptions> options = ReadOptions(options_json, lexicon_);
  if (!options.ok()) return WriteError(options.error());
  const Json statement = Json::parse(statement_json, nullptr, false);
  std::string text, code;
  if (!statement.is_object() || !ReadString(statement, "text", &text) || !ReadString(statement, "lang", &code)) {
    return WriteError("bad-json", "The statement must be a JSON object with the string text, and lang if it is known.");
  }
  bool known = true;
  const Language language = WrittenLanguage(code, lexicon_, &known);
  if (!known) return WriteError(UnknownLanguage(code, lexicon_));
  const Result<ComparedStatement> compared =
      CompareStatement(claim, options.value().language, text, language, lexicon_, model_);
  if (!compared.ok()) return WriteError(compared.error());
  const ReportWriter writer(claim, lexicon_, nullptr);
  if (compared.value().score >= model_.cut_off()) return Write({{"excerpt", writer.Excerpt(compared.value())}});
  return Write({{"nearMiss", writer.NearMiss(compared.value())}});
}

std::string Engine::Explain(const std::string& claim, const std::string& statement_json,
                            const std::string& options_json) const {
  const Result<CheckOptions> options = ReadOptions(options_json, lexicon_);
  if (!options.ok()) return WriteError(options.error());
  const Json statement = Json::parse(statement_json, nullptr, false);
  Json pairs = Json::array();
  if (statement.is_object()) {
    std::string text, code;
    bool known = true;
    if (!ReadString(statement, "text", &text) || !ReadString(statement, "lang", &code)) {
      return WriteError("bad-json",
                        "The statement must be a JSON object with the string text, and lang if it is known.");
    }
    const Language language = WrittenLanguage(code, lexicon_, &known);
    if (!known) return WriteError(UnknownLanguage(code, lexicon_));
    const Result<ComparedStatement> compared =
        CompareStatement(claim, options.value().language, text, language, lexicon_, model_);
    if (!compared.ok()) return WriteError(compared.error());
    pairs.push_back(ExplainedJson(compared.value(), ReportWriter(claim, lexicon_, nullptr), model_));
  } else if (!statement.is_null() && !statement_json.empty()) {
    return WriteError("bad-json", "The statement must be a JSON object, or null for every candidate in the corpus.");
  } else {
    if (!checker_) return WriteError(kNoCorpus);
    const Result<Report> report = checker_->Candidates(claim, options.value());
    if (!report.ok()) return WriteError(report.error());
    const ReportWriter writer(report.value().text, lexicon_, &checker_->corpus());
    for (const ClaimReport& found : report.value().claims) {
      for (const ComparedStatement& compared : found.excerpts) {
        pairs.push_back(ExplainedJson(compared, writer, model_));
      }
    }
  }
  return Write(
      {{"pairs", std::move(pairs)}, {"cutOff", model_.cut_off()}, {"cutOffFurther", model_.further_cut_off()}});
}

}  // namespace recoupe
