#include "core/language/lexicon.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/utf8.h"
#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::SmallLexicon;
using test::TheLexicon;

constexpr const char* kConcepts = R"(
[trade]
en.n trade
fr.n commerce
[sell]
en.v sell
fr.v vendre, mettre en vente
en.n sale
fr.n vente
isa trade
converse buy
ladder disclosure 60
[share]
fr.v partager
ladder disclosure 30
[buy]
en.v buy
fr.v acheter
[peach]
fr.n pêche
[fishing]
fr.n pêche
[sin]
fr.n péché
[close-down]
en.v close
fr.v fermer
anti open-up
[open-up]
en.v open
fr.v ouvrir
[marsh-bay]
en.p Marsh Bay
kind place
in coast
[coast]
en.n coast
[until]
fr.f jusqu'à, n' plus, parce qu'
cue ended
[thousand]
en.f thousand
value 1000
[euro]
en.n euro
unit money 1 EUR
[be]
en.v be
syntax be
light
)";

constexpr const char* kMorphology = R"(
paradigm v fr re
match *re
form inf re
form prs s - ons ent
form ptp u ue us ues
paradigm v fr er
match *er
form inf er
form prs e ent
form ptp é ée és ées
paradigm n fr s
match *e
form sg e
form pl es
paradigm v en sell
match sell
form inf sell
form prs sell sells
form pst sold
form ptp sold
)";

// "lemma:form" of each reading of `word`, sorted.
std::vector<std::string> ReadingsOf(const Lexicon& lexicon, std::string_view word) {
  static constexpr const char* kForms[] = {"-",   "inf", "prs", "ipf", "fut", "cnd", "sbj",
                                           "pst", "ptp", "prp", "imp", "sg",  "pl"};
  std::vector<std::string> readings;
  for (const Reading& reading : lexicon.Lookup(LowerCase(word), FoldCase(word))) {
    readings.push_back(std::string(lexicon.lemma(reading.lemma).text) + ":" + kForms[static_cast<int>(reading.form)]);
  }
  std::sort(readings.begin(), readings.end());
  return readings;
}

// The id of the only concept of the only lemma that `word` is a form of.
ConceptId ConceptOf(const Lexicon& lexicon, std::string_view word) {
  const std::vector<Reading> readings = lexicon.Lookup(LowerCase(word), FoldCase(word));
  CAPTURE(word);
  REQUIRE_FALSE(readings.empty());
  REQUIRE(lexicon.lemma(readings.front().lemma).concepts.size() == 1);
  return lexicon.lemma(readings.front().lemma).concepts.front();
}

using Texts = std::vector<std::string>;

TEST_CASE("Inflected forms lead to their lemma") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  struct Row {
    std::string word;
    Texts readings;
  };
  const auto row = GENERATE(Row{"vendre", {"vendre:inf"}}, Row{"vendues", {"vendre:ptp"}}, Row{"Vend", {"vendre:prs"}},
                            Row{"sold", {"sell:pst", "sell:ptp"}}, Row{"sells", {"sell:prs"}},
                            Row{"ventes", {"vente:pl"}}, Row{"commerce", {"commerce:sg"}}, Row{"inconnu", {}},
                            Row{"", {}}, Row{"vendrex", {}}, Row{"commercesss", {}});
  CAPTURE(row.word);
  CHECK(ReadingsOf(lexicon, row.word) == row.readings);
}

TEST_CASE("Accents as written decide, where any reading has them") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  CHECK(ReadingsOf(lexicon, "pêche") == Texts{"pêche:sg"});
  CHECK(ReadingsOf(lexicon, "péché") == Texts{"péché:-"});
  SECTION("without accents every reading counts") {
    CHECK(ReadingsOf(lexicon, "PECHE") == Texts{"péché:-", "pêche:sg"});
  }
  SECTION("a participle is told from the present") {
    CHECK(ReadingsOf(lexicon, "fermé") == Texts{"fermer:ptp"});
    CHECK(ReadingsOf(lexicon, "ferme") == Texts{"fermer:prs"});
    CHECK(ReadingsOf(lexicon, "fermée") == Texts{"fermer:ptp"});
  }
}

TEST_CASE("A homograph has the concepts of all its meanings") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  const std::vector<Reading> readings = lexicon.Lookup("pêche", "peche");
  REQUIRE(readings.size() == 1);
  CHECK(lexicon.lemma(readings.front().lemma).concepts.size() == 2);
}

TEST_CASE("Words of both languages share a concept") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  CHECK(ConceptOf(lexicon, "sell") == ConceptOf(lexicon, "vendre"));
  CHECK(ConceptOf(lexicon, "sale") == ConceptOf(lexicon, "vente"));
  CHECK(ConceptOf(lexicon, "sell") != ConceptOf(lexicon, "buy"));
}

TEST_CASE("Relations hold the way they are meant") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  const ConceptId sell = ConceptOf(lexicon, "sell"), buy = ConceptOf(lexicon, "buy"),
                  trade = ConceptOf(lexicon, "trade");
  const ConceptId open = ConceptOf(lexicon, "open"), close = ConceptOf(lexicon, "close");
  using Ids = std::vector<ConceptId>;
  const auto ids = [](const auto& list) { return Ids(list.begin(), list.end()); };
  SECTION("broader and narrower are each other's reverse") {
    CHECK(ids(lexicon.concept_at(sell).isa) == Ids{trade});
    CHECK(ids(lexicon.concept_at(trade).narrower) == Ids{sell});
    CHECK(lexicon.concept_at(trade).isa.empty());
  }
  SECTION("opposites and converses hold both ways though they are written once") {
    CHECK(ids(lexicon.concept_at(close).opposite) == Ids{open});
    CHECK(ids(lexicon.concept_at(open).opposite) == Ids{close});
    CHECK(ids(lexicon.concept_at(sell).converse) == Ids{buy});
    CHECK(ids(lexicon.concept_at(buy).converse) == Ids{sell});
  }
  SECTION("a ladder ranks") {
    const Concept& stronger = lexicon.concept_at(sell);
    const Concept& weaker = lexicon.concept_at(ConceptOf(lexicon, "partager"));
    CHECK(stronger.ladder != 0);
    CHECK(stronger.ladder == weaker.ladder);
    CHECK(stronger.rank > weaker.rank);
    CHECK(lexicon.concept_at(buy).ladder == 0);
  }
}

TEST_CASE("Values, units, kinds and syntax come with the concept") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  CHECK(lexicon.concept_at(ConceptOf(lexicon, "thousand")).value == 1000);
  const Concept& euro = lexicon.concept_at(ConceptOf(lexicon, "euro"));
  CHECK(euro.dimension == Dimension::kMoney);
  CHECK(std::string(euro.currency.data()) == "EUR");
  const Concept& be = lexicon.concept_at(ConceptOf(lexicon, "be"));
  CHECK(be.syntax == Syntax::kBe);
  CHECK(be.light);
}

TEST_CASE("Units of several words are found by their first word") {
  const Lexicon lexicon = SmallLexicon("[a]\nfr.v mettre en vente\n[b]\nfr.v mettre en\n[c]\nfr.v mettre au point", "");
  std::vector<Texts> found;
  for (const LemmaId id : lexicon.Multiwords("mettre")) found.push_back(lexicon.Words(id));
  std::sort(found.begin(), found.end());
  CHECK(found == std::vector<Texts>{{"mettre", "au", "point"}, {"mettre", "en"}, {"mettre", "en", "vente"}});
  CHECK(lexicon.Multiwords("vente").empty());
  CHECK(lexicon.Multiwords("").empty());
}

TEST_CASE("The words of a unit are cut as texts are") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  struct Row {
    std::string first;
    Texts words;
  };
  const auto row = GENERATE(Row{"marsh", {"marsh", "bay"}}, Row{"jusqu'", {"jusqu'", "a"}}, Row{"n'", {"n'", "plus"}},
                            Row{"parce", {"parce", "qu'"}});
  CAPTURE(row.first);
  const auto found = lexicon.Multiwords(row.first);
  REQUIRE(found.size() == 1);
  CHECK(lexicon.Words(found.front()) == row.words);
}

TEST_CASE("Languages are known by their code") {
  const Lexicon lexicon = SmallLexicon(kConcepts, kMorphology);
  CHECK(lexicon.languages() == Texts{"en", "fr"});
  CHECK(lexicon.LanguageOf("fr") == 1);
  CHECK(lexicon.LanguageOf("de") == kUnknownLanguage);
  CHECK(lexicon.LanguageOf("") == kUnknownLanguage);
}

TEST_CASE("A third language is data") {
  const Lexicon lexicon = SmallLexicon("[sell]\nen.v sell\nxx.v forkova");
  CHECK(lexicon.languages() == Texts{"en", "xx"});
  CHECK(ConceptOf(lexicon, "forkova") == ConceptOf(lexicon, "sell"));
}

TEST_CASE("What is no compiled lexicon is refused") {
  const auto bytes = GENERATE(as<std::string>{}, "", "R", "RLX", "RLX2", "RLX1....", "RLX2....", "not a lexicon at all",
                              "RLX2\xFF\xFF\xFF\xFF");
  CAPTURE(bytes);
  const Result<Lexicon> lexicon = Lexicon::Load(bytes);
  REQUIRE_FALSE(lexicon.ok());
  CHECK(lexicon.error().code == "lexicon-damaged");
}

TEST_CASE("A lexicon cut at any length is refused") {
  const Result<CompiledLexicon> compiled =
      CompileLexicon({{"concepts.txt", kConcepts}, {"morphology.txt", kMorphology}});
  REQUIRE(compiled.ok());
  const std::string& bytes = compiled.value().bytes;
  REQUIRE(Lexicon::Load(bytes).ok());
  for (size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    const Result<Lexicon> cut = Lexicon::Load(std::string_view(bytes).substr(0, size));
    REQUIRE_FALSE(cut.ok());
    CHECK(cut.error().code == "lexicon-damaged");
  }
  CHECK_FALSE(Lexicon::Load(bytes + "x").ok());
}

TEST_CASE("A damaged lexicon is refused") {  // what gets past the checksum: lexicon_codec_test.cc
  const Result<CompiledLexicon> compiled =
      CompileLexicon({{"concepts.txt", kConcepts}, {"morphology.txt", kMorphology}});
  REQUIRE(compiled.ok());
  for (size_t at = 0; at < compiled.value().bytes.size(); ++at) {
    for (const int flip : {0x01, 0x10, 0x80, 0xFF}) {
      std::string bytes = compiled.value().bytes;
      bytes[at] = static_cast<char>(bytes[at] ^ flip);
      CAPTURE(at, flip);
      const Result<Lexicon> lexicon = Lexicon::Load(bytes);
      REQUIRE_FALSE(lexicon.ok());
      CHECK(lexicon.error().code == "lexicon-damaged");
    }
  }
}

TEST_CASE("The lexicon of this build knows both languages and joins them") {
  const Lexicon& lexicon = TheLexicon();
  CHECK(lexicon.languages() == Texts{"en", "fr"});
  struct Row {
    std::string english, french;
  };
  const auto row = GENERATE(Row{"sold", "vendu"}, Row{"bought", "achetées"}, Row{"factories", "usines"},
                            Row{"police", "police"}, Row{"October", "octobre"});
  CAPTURE(row.english, row.french);
  const auto concepts = [&](std::string_view word) {
    std::vector<ConceptId> all;
    for (const Reading& reading : lexicon.Lookup(LowerCase(word), FoldCase(word))) {
      const Lemma& lemma = lexicon.lemma(reading.lemma);
      all.insert(all.end(), lemma.concepts.begin(), lemma.concepts.end());
    }
    return all;
  };
  const std::vector<ConceptId> english = concepts(row.english), french = concepts(row.french);
  CHECK(std::find_first_of(english.begin(), english.end(), french.begin(), french.end()) != english.end());
}

}  // namespace
}  // namespace recoupe
