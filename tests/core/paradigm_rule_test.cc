#include "core/language/paradigm_rule.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

namespace recoupe {
namespace {

TEST_CASE("The longest ending that fits decides, and a whole word beats all") {
  const std::vector<LexiconTables::Paradigm> paradigms = {
      {PartOfSpeech::kVerb, 0, {{"er", false}, {"ir", false}}, {}},
      {PartOfSpeech::kVerb, 0, {{"ger", false}, {"aller", true}, {"er", false}}, {}},
      {PartOfSpeech::kNoun, 0, {{"", false}}, {}},
      {PartOfSpeech::kVerb, 1, {{"ring", false}}, {}}};
  const ParadigmRule rule(paradigms);
  const auto find = [&](const std::string& lemma, Language language, PartOfSpeech part_of_speech) {
    const auto match = rule.Find(lemma, language, part_of_speech);
    return match ? std::to_string(match->paradigm) + "," + std::to_string(match->pattern) : "none";
  };
  CHECK(find("chanter", 0, PartOfSpeech::kVerb) == "0,0");  // of equal ones the first
  CHECK(find("finir", 0, PartOfSpeech::kVerb) == "0,1");
  CHECK(find("manger", 0, PartOfSpeech::kVerb) == "1,0");
  CHECK(find("aller", 0, PartOfSpeech::kVerb) == "1,1");
  CHECK(find("installer", 0, PartOfSpeech::kVerb) == "0,0");
  CHECK(find("table", 0, PartOfSpeech::kNoun) == "2,0");
  CHECK(find("", 0, PartOfSpeech::kNoun) == "2,0");
  CHECK(find("bring", 1, PartOfSpeech::kVerb) == "3,0");
  CHECK(find("ring", 1, PartOfSpeech::kVerb) == "3,0");  // the stem may be empty
  CHECK(find("ing", 1, PartOfSpeech::kVerb) == "none");
  CHECK(find("bring", 0, PartOfSpeech::kVerb) == "none");
  CHECK(find("table", kUnknownLanguage, PartOfSpeech::kName) == "none");
  CHECK(find("porte-parole", 0, PartOfSpeech::kNoun) == "none");
  CHECK(find("salle d'attente", 0, PartOfSpeech::kNoun) == "none");
}

}  // namespace
}  // namespace recoupe
