#include "core/language/lexicon_compiler.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <utility>
#include <vector>

#include "core/language/lexicon.h"

namespace recoupe {
namespace {

Result<CompiledLexicon> Compiled(const std::string& concepts, const std::string& morphology = "") {
  return CompileLexicon({{"acts.txt", concepts}, {"morphology.xx.txt", morphology}});
}

TEST_CASE("A line that cannot be read stops the build and is named") {
  struct Row {
    std::string concepts, morphology, place;
  };
  const auto row =
      GENERATE(Row{"en.v sell", "", "acts.txt:1"}, Row{"# comment\n\n[sell\nen.v sell", "", "acts.txt:3"},
               Row{"[sell]\nen.q sell", "", "acts.txt:2"}, Row{"[sell]\nverb sell", "", "acts.txt:2"},
               Row{"[sell]\ncue shouting", "", "acts.txt:2"}, Row{"[sell]\nsyntax odd", "", "acts.txt:2"},
               Row{"[sell]\nrole odd", "", "acts.txt:2"}, Row{"[sell]\nunit wisdom 3", "", "acts.txt:2"},
               Row{"", "match *e", "morphology.xx.txt:1"}, Row{"", "paradigm z en odd", "morphology.xx.txt:1"},
               Row{"", "paradigm v en x\nending s", "morphology.xx.txt:2"});
  CAPTURE(row.concepts, row.morphology);
  const Result<CompiledLexicon> compiled = Compiled(row.concepts, row.morphology);
  REQUIRE_FALSE(compiled.ok());
  CHECK(compiled.error().code == "lexicon-syntax");
  CHECK(compiled.error().message.find(row.place) != std::string::npos);
}

TEST_CASE("A word that is too long stops the build") {
  CHECK(Compiled("[sell]\nen.v " + std::string(kLongestEntry, 'x')).ok());
  const Result<CompiledLexicon> compiled = Compiled("[sell]\nen.v " + std::string(kLongestEntry + 1, 'x'));
  REQUIRE_FALSE(compiled.ok());
  CHECK(compiled.error().code == "lexicon-syntax");
}

TEST_CASE("What is doubtful is reported and does not stop the build") {
  struct Row {
    std::string concepts, part;  // of the problem's sentence
  };
  const auto row = GENERATE(
      Row{"[sell]\nen.v sell\nisa nothing", "there is no such concept"}, Row{"[sell]\nen.v sell\nisa sell", "itself"},
      Row{"[sell]\nen.v sell, sell", "twice"}, Row{"[sell]\nen.v sell\n[sell]\nen.v vend", "acts.txt:1 already"},
      Row{"[sell]\nisa buy\n[buy]\nen.v buy", "no word"}, Row{"[sell]\nen.v sell (rarely)", "(passive)"},
      Row{"[sell]\nen.v sell\nisa buy\nanti buy\n[buy]\nen.v buy", "both a kind and an opposite"});
  CAPTURE(row.concepts);
  const Result<CompiledLexicon> compiled = Compiled(row.concepts);
  REQUIRE(compiled.ok());
  REQUIRE(compiled.value().problems.size() == 1);
  CHECK(compiled.value().problems.front().find(row.part) != std::string::npos);
  CHECK(compiled.value().problems.front().starts_with("acts.txt:"));
  CHECK(Lexicon::Load(compiled.value().bytes).ok());
}

TEST_CASE("A sound source has no problems and is counted") {
  const Result<CompiledLexicon> compiled =
      Compiled("[sell]\nen.v sell, put up for sale\nfr.v vendre\nconverse buy\n[buy]\nen.v buy\nfr.v acheter",
               "paradigm v fr re\nmatch *re\nform inf re\nform prs s -");
  REQUIRE(compiled.ok());
  CHECK(compiled.value().problems.empty());
  const LexiconStatistics& statistics = compiled.value().statistics;
  CHECK(statistics.concepts == 2);
  CHECK(statistics.relations == 2);  // both ways
  REQUIRE(statistics.languages.size() == 2);
  CHECK(statistics.languages[0].code == "en");
  CHECK(statistics.languages[0].lemmas == 3);
  CHECK(statistics.languages[0].multiword == 1);
  CHECK(statistics.languages[1].forms == 4);  // vendre, vends, vend; acheter
}

TEST_CASE("Nothing to compile is an empty lexicon") {
  const Result<CompiledLexicon> compiled = CompileLexicon({});
  REQUIRE(compiled.ok());
  const Result<Lexicon> lexicon = Lexicon::Load(compiled.value().bytes);
  REQUIRE(lexicon.ok());
  CHECK(lexicon.value().lemma_count() == 0);
  CHECK(lexicon.value().Lookup("sell", "sell").empty());
  CHECK(lexicon.value().Multiwords("sell").empty());
}

TEST_CASE("The same sources give the same bytes, in whatever order they come") {
  const std::vector<LexiconSource> sources = {
      {"a.txt", "[sell]\nen.v sell\nisa trade"},
      {"b.txt", "[trade]\nen.n trade\nkind act\n[buy]\nen.v buy\nanti sell"},
      {"morphology.en.txt", "paradigm v en s\nmatch *l\nform inf l\nform prs ls"}};
  std::vector<LexiconSource> reversed = sources;
  std::reverse(reversed.begin(), reversed.end());
  const Result<CompiledLexicon> one = CompileLexicon(sources), two = CompileLexicon(reversed);
  REQUIRE(one.ok());
  REQUIRE(two.ok());
  CHECK(one.value().bytes == two.value().bytes);
}

TEST_CASE("Comments, blank lines, Windows line ends and spaces do not matter") {
  const Result<CompiledLexicon> plain = Compiled("[sell]\nen.v sell, put up for sale\nisa trade\n[trade]\nen.n trade");
  const Result<CompiledLexicon> dressed = Compiled(
      "# acts\r\n[sell]  # the act\r\n\r\n  en.v   sell ,  put  up for sale # more\r\nisa\ttrade\r\n[trade]\r\nen.n "
      "trade\r\n");
  REQUIRE(plain.ok());
  REQUIRE(dressed.ok());
  CHECK(plain.value().bytes == dressed.value().bytes);
}

TEST_CASE("The longest pattern that fits inflects a lemma, and a whole word beats all") {
  const std::string morphology =
      "paradigm v fr er\nmatch *er\nform inf er\nform prs e\nparadigm v fr ger\nmatch *ger\nform inf ger\nform prs "
      "geons\n"
      "paradigm v fr aller\nmatch aller\nform inf aller\nform prs vais\n";
  const Result<CompiledLexicon> compiled =
      Compiled("[eat]\nfr.v manger\n[go]\nfr.v aller\n[sing]\nfr.v chanter", morphology);
  REQUIRE(compiled.ok());
  const Result<Lexicon> lexicon = Lexicon::Load(compiled.value().bytes);
  REQUIRE(lexicon.ok());
  const auto knows = [&](const char* word) { return !lexicon.value().Lookup(word, word).empty(); };
  CHECK(knows("mangeons"));
  CHECK_FALSE(knows("mange"));
  CHECK(knows("vais"));
  CHECK_FALSE(knows("alle"));
  CHECK(knows("chante"));
}

TEST_CASE("A verb whose subject undergoes the act is marked") {
  const Result<CompiledLexicon> compiled = Compiled("[fine]\nfr.v écoper (passive), sanctionner");
  REQUIRE(compiled.ok());
  const Result<Lexicon> lexicon = Lexicon::Load(compiled.value().bytes);
  REQUIRE(lexicon.ok());
  const std::vector<Reading> suffers = lexicon.value().Lookup("écoper", "ecoper"),
                             acts = lexicon.value().Lookup("sanctionner", "sanctionner");
  REQUIRE(suffers.size() == 1);
  REQUIRE(acts.size() == 1);
  CHECK(lexicon.value().lemma(suffers.front().lemma).passive);
  CHECK_FALSE(lexicon.value().lemma(acts.front().lemma).passive);
}

}  // namespace
}  // namespace recoupe
