#include "core/language/words.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/sentences.h"
#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::Analyzed;
using test::LanguageCalled;
using test::TheLexicon;
using test::WordAt;

Language Identified(const std::string& text) {
  const Document document = SplitSentences(text);
  return IdentifyLanguage(document, TheLexicon(), 0, static_cast<uint32_t>(document.tokens.size()));
}

TEST_CASE("A text's language is found from its words") {
  struct Row {
    std::string text, language;
  };
  const auto row = GENERATE(Row{"La société Velmar a vendu deux camions à Quintal.", "fr"},
                            Row{"The company Velmar sold two lorries to Quintal.", "en"}, Row{"LE MAIRE A SIGNÉ", "fr"},
                            Row{"usine fermée", "fr"}, Row{"factory closed", "en"}, Row{"L’usine", "fr"},
                            Row{"Velmar n'a pas vendu « the best mill » à Quintal.", "fr"});
  CAPTURE(row.text);
  CHECK(Identified(row.text) == LanguageCalled(row.language));
}

TEST_CASE("A text of names, numbers or another language has none") {
  const auto text =
      GENERATE(as<std::string>{}, "", "42", "Xyzzu Brqwt", "😀 !", "Zwölf Mühlen wurden gestern geschlossen worden sein",
               "гречка дорожает вновь быстро очень");
  CAPTURE(text);
  CHECK(Identified(text) == kUnknownLanguage);
}

struct LemmaRow {
  std::string language, text, word, key;
  PartOfSpeech part_of_speech;
};

void CheckLemma(const LemmaRow& row) {
  CAPTURE(row.text, row.word);
  const AnalyzedText text = Analyzed(row.text, row.language);
  const Word& word = WordAt(text, row.word);
  CHECK(word.key == row.key);
  CHECK(word.part_of_speech == row.part_of_speech);
  CHECK(word.known);
}

TEST_CASE("Words have their lemma and the part of speech that fits where they stand") {
  CheckLemma(GENERATE(LemmaRow{"fr", "Velmar a vendu des camions.", "vendu", "vendre", PartOfSpeech::kVerb},
                      LemmaRow{"fr", "Elle porte la caisse.", "porte", "porter", PartOfSpeech::kVerb},
                      LemmaRow{"en", "Velmar sold the mill.", "sold", "sell", PartOfSpeech::kVerb},
                      LemmaRow{"en", "They plan to report the losses.", "report", "report", PartOfSpeech::kVerb},
                      LemmaRow{"en", "The report names two mills.", "report", "report", PartOfSpeech::kNoun},
                      LemmaRow{"en", "Quintal bought the mills.", "mills", "mill", PartOfSpeech::kNoun}));
}

// Of readings that fit equally the first is taken, though "vente" is no form of "vent" in use.
TEST_CASE("A word that is itself a lemma is not a form of another", "") {
  CheckLemma(GENERATE(LemmaRow{"fr", "La vente des camions est finie.", "vente", "vente", PartOfSpeech::kNoun},
                      LemmaRow{"fr", "La porte est fermée.", "porte", "porte", PartOfSpeech::kNoun}));
}

TEST_CASE("Units of several words are one word") {
  struct Row {
    std::string language, text, key;
  };
  const auto row = GENERATE(Row{"fr", "Velmar a mis fin à son contrat.", "mettre fin"},
                            Row{"fr", "Velmar veut mettre en vente sa filiale.", "mettre en vente"},
                            Row{"en", "Velmar put up for sale its oldest mill.", "put up for sale"},
                            Row{"fr", "Selon un bilan, elle a agi afin de nuire.", "afin de"});
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  const std::vector<Word>& words = text.sentences.front().words;
  CHECK(std::count_if(words.begin(), words.end(), [&](const Word& word) { return word.key == row.key; }) == 1);
}

// « a … vente » is read as "avoir vent": any form of a unit's words counts, over a gap of three words.
TEST_CASE("« A mis en vente » is put up for sale", "") {
  const AnalyzedText text = Analyzed("Velmar a mis en vente sa filiale.", "fr");
  const std::vector<Word>& words = text.sentences.front().words;
  CHECK(std::any_of(words.begin(), words.end(), [](const Word& word) { return word.key == "mettre en vente"; }));
}

TEST_CASE("A unit may be interrupted, and each token is in one word only") {
  const AnalyzedText text = Analyzed("Velmar ne vend vraiment plus de camions.", "fr");
  std::vector<int> used(text.document.tokens.size(), 0);
  for (const Word& word : text.sentences.front().words) {
    for (uint32_t t = word.first_token; t < word.last_token; ++t) ++used[t];
  }
  CHECK(std::all_of(used.begin(), used.end(), [](int n) { return n <= 1; }));
}

TEST_CASE("Capitalised words inside a sentence are names, known or not") {
  const AnalyzedText text = Analyzed("Hier, la firme Velmar a vendu son usine à Brossard-les-Mines.", "fr");
  CHECK(WordAt(text, "Velmar").name);
  CHECK(WordAt(text, "Brossard").name);
  CHECK_FALSE(WordAt(text, "usine").name);
  CHECK_FALSE(WordAt(text, "Hier").name);
}

TEST_CASE("A capitalised word inside a sentence is no verb, but in a headline of capitals it may be") {
  CHECK(WordAt(Analyzed("Oriol is suing Halvern Pictures in court.", "en"), "Pictures").part_of_speech ==
        PartOfSpeech::kName);
  CHECK(WordAt(Analyzed("Town Council Closes Swimming Pool", "en"), "Closes").part_of_speech == PartOfSpeech::kVerb);
}

TEST_CASE("An unknown word at the beginning of a sentence is a name") {
  CHECK(WordAt(Analyzed("Velmar vend des camions.", "fr"), "Velmar").name);
  CHECK(WordAt(Analyzed("Velmar vend des camions.", "fr"), "Velmar").content);
}

TEST_CASE("A known word at the beginning of a sentence is none") {
  CHECK_FALSE(WordAt(Analyzed("Usine fermée à Brossard.", "fr"), "Usine").name);
  CHECK_FALSE(WordAt(Analyzed("Factories closed in Brossard.", "en"), "Factories").name);
}

TEST_CASE("X is a company and a letter") {
  const AnalyzedText text = Analyzed("Velmar sold data to X.", "en");
  const Word& word = WordAt(text, "X");
  CHECK(word.name);
  CHECK(word.content);
}

TEST_CASE("Words that only hold the sentence together say nothing") {
  const AnalyzedText text = Analyzed("The mill was sold to the town by Quintal.", "en");
  for (const std::string_view word : {"The", "was", "to", "by"}) {
    CAPTURE(word);
    CHECK_FALSE(WordAt(text, word).content);
  }
  for (const std::string_view word : {"mill", "sold", "town", "Quintal"}) {
    CAPTURE(word);
    CHECK(WordAt(text, word).content);
  }
}

TEST_CASE("What stands between quotation marks is quoted") {
  const auto text =
      GENERATE(as<std::string>{}, "Roy said “the mill is old” yesterday.",
               "Roy said «\u00A0the mill is old\u00A0» yesterday.", "Roy said \"the mill is old\" yesterday.");
  CAPTURE(text);
  const AnalyzedText analyzed = Analyzed(text, "en");
  CHECK(WordAt(analyzed, "mill").quoted);
  CHECK_FALSE(WordAt(analyzed, "said").quoted);
  CHECK_FALSE(WordAt(analyzed, "yesterday").quoted);
}

TEST_CASE("Accents and apostrophes do not change a word") {
  struct Row {
    std::string one, other;
  };
  const auto row = GENERATE(Row{"La societe a cede son reseau.", "La société a cédé son réseau."},
                            Row{"L'usine a fermé.", "L’usine a fermé."},
                            Row{"Le cœur de l’œuvre.", "Le coeur de l'oeuvre."}, Row{"L'ÉTÉ À NÎMES", "L’été à Nîmes"});
  CAPTURE(row.one, row.other);
  const AnalyzedText one = Analyzed(row.one, "fr"), other = Analyzed(row.other, "fr");
  const std::vector<Word>&a = one.sentences.front().words, &b = other.sentences.front().words;
  REQUIRE(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) CHECK(a[i].key == b[i].key);
}

TEST_CASE("Concepts are the same in both languages") {
  const AnalyzedText english = Analyzed("Velmar sold the factory.", "en"),
                     french = Analyzed("Velmar a vendu l’usine.", "fr");
  const auto share = [&](std::string_view a, std::string_view b) {
    const auto& one = WordAt(english, a).concepts;
    const auto& two = WordAt(french, b).concepts;
    return std::find_first_of(one.begin(), one.end(), two.begin(), two.end()) != one.end();
  };
  CHECK(share("sold", "vendu"));
  CHECK(share("factory", "usine"));
  CHECK_FALSE(share("sold", "usine"));
}

TEST_CASE("A compound also means its parts") {
  const AnalyzedText compound = Analyzed("The wind farm is open.", "en"), word = Analyzed("The farm is open.", "en");
  const auto& unit = compound.sentences.front().words[1];
  const auto& part = word.sentences.front().words[1];
  REQUIRE(unit.key == "wind farm");
  CHECK(std::any_of(part.concepts.begin(), part.concepts.end(),
                    [&](ConceptId id) { return std::binary_search(unit.parts.begin(), unit.parts.end(), id); }));
}

TEST_CASE("After an auxiliary a unit is the verb, not the adjective like it") {
  const AnalyzedText text = Analyzed("He has ruled out a strike.", "en");
  CHECK(text.sentences.front().words[2].part_of_speech == PartOfSpeech::kVerb);
}

}  // namespace
}  // namespace recoupe
