#include "core/language/lexicon_codec.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/arithmetic_coder.h"
#include "core/base/bytes.h"
#include "core/base/utf8.h"
#include "core/language/lexicon.h"
#include "core/language/lexicon_format.h"

namespace recoupe {
namespace {

void AddWord(LexiconTables* tables, ConceptId concept_id, Language language, PartOfSpeech part_of_speech,
             const std::string& text, bool capitalized = false, bool passive = false) {
  LexiconTables::Word word;
  word.concept_id = concept_id;
  word.language = language;
  word.part_of_speech = part_of_speech;
  word.capitalized = capitalized;
  word.passive = passive;
  word.begin = static_cast<uint32_t>(tables->text.size());
  word.size = static_cast<uint32_t>(text.size());
  tables->text += text;
  tables->words.push_back(word);
}

// One of everything.
LexiconTables Sample() {
  LexiconTables tables;
  tables.languages = {"en", "fr"};
  tables.kinds = {"", "city", "country"};
  tables.paradigms = {
      {PartOfSpeech::kVerb, 1, {{"ger", false}}, {{"ger", Form::kInfinitive}, {"gent", Form::kPresent}}},
      {PartOfSpeech::kVerb,
       1,
       {{"cer", false}, {"acer", true}},
       {{"cer", Form::kInfinitive}, {"çons", Form::kPresent}}},
      {PartOfSpeech::kNoun, 0, {{"", false}}, {{"", Form::kSingular}, {"s", Form::kPlural}}}};
  tables.concepts.resize(4);
  tables.concepts[0].lists[kOppositeList] = {2, 3};
  tables.concepts[0].lists[kInList] = {3};
  tables.concepts[0].fixed.ladder = 2;
  tables.concepts[0].fixed.rank = 255;
  tables.concepts[1].lists[kIsaList] = {0, 3};
  tables.concepts[1].fixed.kind = 2;
  tables.concepts[1].fixed.cue = Cue::kGreeting;
  tables.concepts[1].fixed.light = true;
  tables.concepts[2].lists[kOppositeList] = {0};
  tables.concepts[2].fixed.syntax = Syntax::kInfinitiveMark;
  tables.concepts[2].fixed.role = Role::kQuantity;
  tables.concepts[3].lists[kOppositeList] = {0};
  tables.concepts[3].lists[kInList] = {0, 2};
  tables.concepts[3].fixed.dimension = Dimension::kMoney;
  tables.concepts[3].fixed.currency = {'E', 'U', 'R'};
  tables.concepts[3].fixed.value = 0.3048;
  AddWord(&tables, 0, kUnknownLanguage, PartOfSpeech::kName, "saint-étienne", true);
  AddWord(&tables, 0, 0, PartOfSpeech::kVerb, "sell");
  AddWord(&tables, 0, 0, PartOfSpeech::kVerb, "sell off");
  AddWord(&tables, 0, 1, PartOfSpeech::kVerb, "écoper d'une amende", false, true);
  AddWord(&tables, 2, 1, PartOfSpeech::kFunction, "œuvre", true, true);
  AddWord(&tables, 3, 0, PartOfSpeech::kNoun, std::string(kLongestEntry, 'x'));
  return tables;
}

void CheckSame(const LexiconTables& a, const LexiconTables& b) {
  CHECK(a.languages == b.languages);
  CHECK(a.kinds == b.kinds);
  REQUIRE(a.paradigms.size() == b.paradigms.size());
  for (size_t i = 0; i < a.paradigms.size(); ++i) {
    CHECK(a.paradigms[i].part_of_speech == b.paradigms[i].part_of_speech);
    CHECK(a.paradigms[i].language == b.paradigms[i].language);
    REQUIRE(a.paradigms[i].patterns.size() == b.paradigms[i].patterns.size());
    for (size_t j = 0; j < a.paradigms[i].patterns.size(); ++j) {
      CHECK(a.paradigms[i].patterns[j].text == b.paradigms[i].patterns[j].text);
      CHECK(a.paradigms[i].patterns[j].whole == b.paradigms[i].patterns[j].whole);
    }
    REQUIRE(a.paradigms[i].suffixes.size() == b.paradigms[i].suffixes.size());
    for (size_t j = 0; j < a.paradigms[i].suffixes.size(); ++j) {
      CHECK(a.paradigms[i].suffixes[j].text == b.paradigms[i].suffixes[j].text);
      CHECK(a.paradigms[i].suffixes[j].form == b.paradigms[i].suffixes[j].form);
    }
  }
  REQUIRE(a.concepts.size() == b.concepts.size());
  for (size_t i = 0; i < a.concepts.size(); ++i) {
    CHECK(a.concepts[i].lists == b.concepts[i].lists);
    const Concept &x = a.concepts[i].fixed, &y = b.concepts[i].fixed;
    CHECK(x.ladder == y.ladder);
    CHECK(x.rank == y.rank);
    CHECK(x.kind == y.kind);
    CHECK(x.cue == y.cue);
    CHECK(x.syntax == y.syntax);
    CHECK(x.role == y.role);
    CHECK(x.dimension == y.dimension);
    CHECK(x.light == y.light);
    CHECK(x.value == y.value);
    CHECK(x.currency == y.currency);
  }
  REQUIRE(a.words.size() == b.words.size());
  for (size_t i = 0; i < a.words.size(); ++i) {
    CHECK(a.words[i].concept_id == b.words[i].concept_id);
    CHECK(a.words[i].language == b.words[i].language);
    CHECK(a.words[i].part_of_speech == b.words[i].part_of_speech);
    CHECK(a.words[i].capitalized == b.words[i].capitalized);
    CHECK(a.words[i].passive == b.words[i].passive);
    CHECK(a.Text(a.words[i]) == b.Text(b.words[i]));
  }
}

// `bytes` with the checksum that belongs to them, so that the damage gets past it.
std::string WithChecksum(const std::string& bytes) {
  const std::string_view packed = std::string_view(bytes).substr(kLexiconMagic.size() + 4);
  ByteWriter out;
  out.Raw(kLexiconMagic);
  out.Fixed32(Hash32(packed));
  out.Raw(packed);
  return out.Take();
}

TEST_CASE("A lexicon's tables come back as they were") {
  const LexiconTables tables = Sample();
  LexiconTables back;
  REQUIRE(DecodeLexicon(EncodeLexicon(tables, nullptr), &back));
  CheckSame(tables, back);
}

TEST_CASE("Empty tables come back, too") {
  LexiconTables back;
  REQUIRE(DecodeLexicon(EncodeLexicon(LexiconTables(), nullptr), &back));
  CheckSame(LexiconTables(), back);
}

TEST_CASE("The parts of a lexicon add up to its size") {
  LexiconSizes sizes;
  const std::string bytes = EncodeLexicon(Sample(), &sizes);
  double sum = 0;
  for (const auto& [part, size] : sizes) {
    CHECK(size >= 0);
    sum += size;
  }
  CHECK(sum <= static_cast<double>(bytes.size()));
  CHECK(sum >= static_cast<double>(bytes.size()) - 16);  // the head, the checksum, the end
}

TEST_CASE("Any damage is noticed") {
  const std::string bytes = EncodeLexicon(Sample(), nullptr);
  for (size_t at = 0; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x10, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      CAPTURE(at, flip);
      LexiconTables tables;
      CHECK_FALSE(DecodeLexicon(damaged, &tables));
    }
  }
}

TEST_CASE("Damage with the right checksum is read without harm or refused") {
  const std::string bytes = EncodeLexicon(Sample(), nullptr);
  const auto check = [](const std::string& damaged) {
    const Result<Lexicon> lexicon = Lexicon::Load(damaged);
    if (!lexicon.ok()) {
      CHECK(lexicon.error().code == "lexicon-damaged");
      return;
    }
    for (const std::string_view word : {"sell", "saint", "écoper"}) {
      lexicon.value().Lookup(word, FoldCase(word));
      for (const LemmaId id : lexicon.value().Multiwords(FoldCase(word))) lexicon.value().Words(id);
    }
  };
  for (size_t at = kLexiconMagic.size() + 4; at < bytes.size(); ++at) {
    for (const int flip : {0x01, 0x10, 0x80, 0xFF}) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      CAPTURE(at, flip);
      check(WithChecksum(damaged));
    }
    check(WithChecksum(bytes.substr(0, at)));
  }
  uint32_t random = 1;
  for (int round = 0; round < 50; ++round) {
    std::string damaged = bytes.substr(0, kLexiconMagic.size() + 4);
    for (int i = 0; i < 300; ++i) damaged.push_back(static_cast<char>(random = MixHash(random, 3)));
    CAPTURE(round);
    check(WithChecksum(damaged));
  }
}

}  // namespace
}  // namespace recoupe
