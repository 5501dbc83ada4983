// Propositions, cues and attributions: what core/language/propositions.h promises.
#include "core/language/propositions.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::Analyzed;

// The proposition whose predicate is the lemma `key`; nullptr if there is none.
const Proposition* Headed(const AnalyzedText& text, std::string_view key) {
  const SentenceAnalysis& sentence = text.sentences.front();
  for (const Proposition& proposition : sentence.propositions) {
    if (sentence.words[proposition.predicate].key == key) return &proposition;
  }
  return nullptr;
}

// The content words that have `role` in the proposition headed by `key`, the antecedent of a relative clause included.
std::vector<std::string> Fillers(const AnalyzedText& text, std::string_view key, Role role) {
  std::vector<std::string> fillers;
  const SentenceAnalysis& sentence = text.sentences.front();
  const Proposition* proposition = Headed(text, key);
  if (proposition == nullptr) return {"no such predicate"};
  const auto index = static_cast<int16_t>(proposition - sentence.propositions.data());
  for (size_t i = 0; i < sentence.words.size(); ++i) {
    const Word& word = sentence.words[i];
    const bool own = word.proposition == index && word.role == role;
    const bool antecedent = proposition->antecedent == static_cast<int>(i) && proposition->antecedent_role == role;
    if ((own || antecedent) && word.content) fillers.emplace_back(text.document.Text(word.span));
  }
  return fillers;
}

bool HasFiller(const AnalyzedText& text, std::string_view key, Role role, std::string_view filler) {
  const std::vector<std::string> fillers = Fillers(text, key, role);
  return std::find(fillers.begin(), fillers.end(), filler) != fillers.end();
}

bool HasCue(const AnalyzedText& text, Cue cue) {
  const std::vector<CueMatch>& cues = text.sentences.front().cues;
  return std::any_of(cues.begin(), cues.end(), [&](const CueMatch& match) { return match.cue == cue; });
}

std::string Speaker(const AnalyzedText& text) {
  for (const Attribution& attribution : text.sentences.front().attributions) {
    if (!attribution.speaker.empty()) return std::string(text.document.Text(attribution.speaker));
  }
  return "";
}

// --- who does what to whom ---

struct RolesRow {
  std::string language, text, predicate, agent, theme, recipient = {};
};

void CheckRoles(const RolesRow& row) {
  CAPTURE(row.text, row.predicate);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(Headed(text, row.predicate) != nullptr);
  CHECK(HasFiller(text, row.predicate, Role::kAgent, row.agent));
  CHECK(HasFiller(text, row.predicate, Role::kTheme, row.theme));
  if (!row.recipient.empty()) CHECK(HasFiller(text, row.predicate, Role::kRecipient, row.recipient));
}

TEST_CASE("The subject acts, the object undergoes, the recipient receives") {
  CheckRoles(
      GENERATE(RolesRow{"en", "Velmar sold two lorries to Quintal.", "sell", "Velmar", "lorries", "Quintal"},
               RolesRow{"en", "Yesterday Velmar sold two lorries.", "sell", "Velmar", "lorries"},
               RolesRow{"en", "Velmar will sell the mill to Quintal.", "sell", "Velmar", "mill", "Quintal"},
               RolesRow{"en", "Velmar has sold the mill.", "sell", "Velmar", "mill"},
               RolesRow{"fr", "Velmar a vendu deux camions à Quintal.", "vendre", "Velmar", "camions", "Quintal"},
               RolesRow{"fr", "Hier, Velmar vendait ses camions à Quintal.", "vendre", "Velmar", "camions", "Quintal"},
               RolesRow{"fr", "La société Velmar va vendre ses camions.", "vendre", "Velmar", "camions"}));
}

TEST_CASE("In the passive the subject undergoes and “by” names the agent") {
  const auto row =
      GENERATE(RolesRow{"en", "Brossard was bought by Velmar.", "buy", "Velmar", "Brossard"},
               RolesRow{"en", "The mill has been sold by Velmar.", "sell", "Velmar", "mill"},
               RolesRow{"fr", "Brossard a été racheté par Velmar en 2019.", "racheter", "Velmar", "Brossard"},
               RolesRow{"fr", "L’usine sera vendue par Velmar.", "vendre", "Velmar", "usine"});
  CheckRoles(row);
  CHECK(Headed(Analyzed(row.text, row.language), row.predicate)->passive);
}

TEST_CASE("A French verb that takes être is not passive") {
  const auto text = GENERATE(as<std::string>{}, "Le maire est parti en 2019.", "Les navires sont arrivés.",
                             "La directrice est devenue maire.");
  CAPTURE(text);
  const AnalyzedText analyzed = Analyzed(text, "fr");
  REQUIRE_FALSE(analyzed.sentences.front().propositions.empty());
  CHECK_FALSE(analyzed.sentences.front().propositions.front().passive);
}

TEST_CASE("A relative clause speaks of the noun before it") {
  struct Row {
    std::string language, text, predicate, noun;
    Role role;
  };
  const auto row = GENERATE(Row{"en", "Quintal hired Velmar, which sold the mill.", "sell", "Velmar", Role::kAgent},
                            Row{"fr", "Quintal emploie Velmar, qui a vendu l’usine.", "vendre", "Velmar", Role::kAgent},
                            Row{"fr", "Voici l’usine que Velmar a vendue.", "vendre", "usine", Role::kTheme},
                            Row{"fr", "Il a signé l’accord négocié par Velmar.", "negocier", "accord", Role::kTheme});
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  CHECK(HasFiller(text, row.predicate, row.role, row.noun));
}

TEST_CASE("A subject that a relative clause parts from its verb is still its subject") {
  CheckRoles(GENERATE(
      RolesRow{"en", "Velmar, which owns the Tarn mill, sold two lorries to Quintal.", "sell", "Velmar", "lorries"},
      RolesRow{"fr", "Velmar, qui possède l’usine, a vendu deux camions à Quintal.", "vendre", "Velmar", "camions"}));
}

TEST_CASE("The subject of a that-clause is its own") {
  CheckRoles(GENERATE(RolesRow{"en", "Tallow said that Velmar sold the mill.", "sell", "Velmar", "mill"},
                      RolesRow{"fr", "Oriol affirme que Velmar a vendu l’usine.", "vendre", "Velmar", "usine"}));
}

TEST_CASE("Coordinated verbs share a subject") {
  const AnalyzedText text = Analyzed("Velmar bought the mill and sold the lorries.", "en");
  CHECK(HasFiller(text, "buy", Role::kAgent, "Velmar"));
  CHECK(HasFiller(text, "sell", Role::kAgent, "Velmar"));
  CHECK(HasFiller(text, "sell", Role::kTheme, "lorries"));
}

TEST_CASE("A headline without a verb has a nominal proposition") {
  const AnalyzedText text = Analyzed("Fermeture de l’usine Velmar", "fr");
  REQUIRE(text.sentences.front().propositions.size() == 1);
  CHECK_FALSE(text.sentences.front().propositions.front().finite);
  CHECK(text.sentences.front().words[text.sentences.front().propositions.front().predicate].key == "fermeture");
}

TEST_CASE("Every index points where it may") {
  const auto text =
      GENERATE(as<std::string>{}, "", "…", "Non.", "Velmar, qui, dit-on, (selon Roy) a — hélas ! — vendu.",
               "qui que dont où", "be been was have had", "« » ( ) , ;", "ne ne ne pas pas que que",
               "sold sold sold by by to to", "À qui, que, quoi ?");
  CAPTURE(text);
  const AnalyzedText analyzed = test::TheAnalyzer().AnalyzeSentence(text);
  for (const SentenceAnalysis& sentence : analyzed.sentences) {
    const auto words = static_cast<int>(sentence.words.size());
    const auto propositions = static_cast<int>(sentence.propositions.size());
    for (const Word& word : sentence.words) CHECK((word.proposition >= -1 && word.proposition < propositions));
    for (const Proposition& proposition : sentence.propositions) {
      CHECK(proposition.predicate < words);
      CHECK(proposition.first_word <= proposition.predicate);
      CHECK(proposition.predicate < proposition.last_word);
      CHECK(proposition.last_word <= words);
      CHECK((proposition.antecedent >= -1 && proposition.antecedent < words));
    }
    for (const CueMatch& cue : sentence.cues) {
      CHECK(cue.word < words);
      CHECK((cue.proposition >= -1 && cue.proposition < propositions));
    }
  }
}

// --- polarity ---

struct PolarityRow {
  std::string language, text, predicate;
  Polarity polarity;
};

void CheckPolarity(const PolarityRow& row) {
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  const Proposition* proposition = Headed(text, row.predicate);
  REQUIRE(proposition != nullptr);
  CHECK(proposition->polarity == row.polarity);
}

TEST_CASE("A negation makes its clause's verb negative") {
  CheckPolarity(GENERATE(PolarityRow{"en", "Velmar did not sell the mill.", "sell", Polarity::kNegative},
                         PolarityRow{"en", "Velmar didn’t sell the mill.", "sell", Polarity::kNegative},
                         PolarityRow{"en", "Velmar never sold the mill.", "sell", Polarity::kNegative},
                         PolarityRow{"en", "Velmar has not sold the mill.", "sell", Polarity::kNegative},
                         PolarityRow{"en", "Velmar no longer sells data.", "sell", Polarity::kNegative},
                         PolarityRow{"en", "Velmar sold the mill.", "sell", Polarity::kPositive},
                         PolarityRow{"fr", "Velmar n’a pas vendu l’usine.", "vendre", Polarity::kNegative},
                         PolarityRow{"fr", "Velmar n'a jamais vendu l'usine.", "vendre", Polarity::kNegative},
                         PolarityRow{"fr", "Velmar ne vend pas l’usine.", "vendre", Polarity::kNegative},
                         PolarityRow{"fr", "Velmar ne vend plus de camions.", "vendre", Polarity::kNegative},
                         PolarityRow{"fr", "Velmar n’a plus vendu de camions.", "vendre", Polarity::kNegative},
                         PolarityRow{"fr", "Velmar a vendu l’usine.", "vendre", Polarity::kPositive}));
}

TEST_CASE("“Not yet” negates the verb after it") {
  CheckPolarity({"en", "Velmar has not yet sold the mill.", "sell", Polarity::kNegative});
}

TEST_CASE("A negation reaches the infinitive that completes its verb") {
  CheckPolarity(GENERATE(
      PolarityRow{"fr", "La fouille n'a pas permis de retrouver les fichiers.", "retrouver", Polarity::kNegative},
      PolarityRow{"en", "Velmar did not manage to sell the mill.", "sell", Polarity::kNegative}));
}

TEST_CASE("What a denied noun is about is not denied") {
  CheckPolarity({"en", "Velmar has no doubt that Oriol sold the mill.", "sell", Polarity::kPositive});
}

TEST_CASE("« Ne … que » restricts and does not negate") {
  const auto row = GENERATE(PolarityRow{"fr", "Velmar ne vend que des camions.", "vendre", Polarity::kPositive},
                            PolarityRow{"fr", "Velmar n’a vendu que des camions.", "vendre", Polarity::kPositive},
                            PolarityRow{"fr", "Velmar n'a vendu qu'un camion.", "vendre", Polarity::kPositive});
  CheckPolarity(row);
  CHECK(HasCue(Analyzed(row.text, row.language), Cue::kRestriction));
  CHECK_FALSE(HasCue(Analyzed(row.text, row.language), Cue::kNegation));
}

// "ne que" is matched over "nie pas".
TEST_CASE("« Ne … pas que » before a clause restricts nothing", "") {
  const auto text = GENERATE(as<std::string>{}, "Le maire ne nie pas que l’usine pollue.",
                             "Le maire n’a pas dit que l’usine pollue.");
  CAPTURE(text);
  CHECK_FALSE(HasCue(Analyzed(text, "fr"), Cue::kRestriction));
}

TEST_CASE("« Plus » is more, unless « ne » says that it is over") {
  CHECK_FALSE(HasCue(Analyzed("La ville a plus de 300 bus.", "fr"), Cue::kEnded));
  CHECK_FALSE(HasCue(Analyzed("Le port reçoit plus de navires.", "fr"), Cue::kNegation));
  CHECK(HasCue(Analyzed("Le port ne reçoit plus de navires.", "fr"), Cue::kEnded));
  CHECK(HasCue(Analyzed("Le port n’accueille plus de navires.", "fr"), Cue::kEnded));
}

TEST_CASE("“Without” and « sans » deny what follows them and leave the verb alone") {
  const auto row =
      GENERATE(PolarityRow{"en", "Velmar sold the files without permission.", "sell", Polarity::kPositive},
               PolarityRow{"fr", "Velmar a vendu les fichiers sans autorisation.", "vendre", Polarity::kPositive});
  CheckPolarity(row);
  const AnalyzedText text = Analyzed(row.text, row.language);
  const std::vector<Word>& words = text.sentences.front().words;
  CHECK(std::any_of(words.begin(), words.end(), [](const Word& word) { return word.denied_by >= 0 && word.content; }));
}

TEST_CASE("A negation stays in its own clause") {
  const AnalyzedText text = Analyzed("Velmar sold the mill, but Quintal did not buy the lorries.", "en");
  REQUIRE(Headed(text, "sell") != nullptr);
  REQUIRE(Headed(text, "buy") != nullptr);
  CHECK(Headed(text, "sell")->polarity == Polarity::kPositive);
  CHECK(Headed(text, "buy")->polarity == Polarity::kNegative);
}

// --- how firmly ---

TEST_CASE("The French conditional is hearsay") {
  const auto text = GENERATE(as<std::string>{}, "Velmar aurait vendu des fichiers à la police.",
                             "L’usine serait polluée.", "L’usine aurait été vendue à Quintal.");
  CAPTURE(text);
  const AnalyzedText analyzed = Analyzed(text, "fr");
  CHECK(HasCue(analyzed, Cue::kHedge));
  CHECK(std::any_of(analyzed.sentences.front().propositions.begin(), analyzed.sentences.front().propositions.end(),
                    [](const Proposition& p) { return p.conditional; }));
}

TEST_CASE("« Aurait dû » and the conditional after « si » are no hearsay") {
  const auto text =
      GENERATE(as<std::string>{}, "Velmar aurait dû vendre ses usines.", "Si Velmar fermait, l’usine serait vendue.",
               "L’usine serait vendue si Velmar fermait.", "S’il pleuvait, la route serait fermée.");
  CAPTURE(text);
  const AnalyzedText analyzed = Analyzed(text, "fr");
  CHECK_FALSE(HasCue(analyzed, Cue::kHedge));
  for (const Proposition& proposition : analyzed.sentences.front().propositions) CHECK_FALSE(proposition.conditional);
}

TEST_CASE("« Devrait » is expected, not certain") {
  CHECK(HasCue(Analyzed("Velmar devrait vendre ses usines.", "fr"), Cue::kHedge));
}

struct CueRow {
  std::string language, text;
  Cue cue;
};

TEST_CASE("Cues are found in both languages") {
  const auto row =
      GENERATE(CueRow{"en", "Velmar allegedly sold the files.", Cue::kHedge},
               CueRow{"en", "Velmar may have sold the files.", Cue::kHedge},
               CueRow{"en", "Velmar denies the sale.", Cue::kDenial},
               CueRow{"en", "Tallow accuses Velmar of selling files.", Cue::kAccusation},
               CueRow{"en", "Velmar stopped selling files.", Cue::kEnded},
               CueRow{"en", "Velmar still sells files.", Cue::kContinuing},
               CueRow{"en", "Velmar plans to sell files.", Cue::kPlanned},
               CueRow{"en", "Only Velmar sells files.", Cue::kRestriction},
               CueRow{"en", "Several mills sell files.", Cue::kSome}, CueRow{"en", "All mills sell files.", Cue::kAll},
               CueRow{"en", "Velmar sold the files through a broker.", Cue::kIndirect},
               CueRow{"en", "Velmar closed because of the flood.", Cue::kCause},
               CueRow{"en", "Velmar sells nothing unless a judge asks.", Cue::kCondition},
               CueRow{"fr", "Velmar semble vendre des fichiers.", Cue::kHedge},
               CueRow{"fr", "Velmar dément la vente.", Cue::kDenial},
               CueRow{"fr", "Oriol accuse Velmar de vol.", Cue::kAccusation},
               CueRow{"fr", "Velmar a cessé la vente.", Cue::kEnded},
               CueRow{"fr", "Velmar continue la vente.", Cue::kContinuing},
               CueRow{"fr", "Velmar prévoit la vente de l’usine.", Cue::kPlanned},
               CueRow{"fr", "Velmar vend uniquement des fichiers.", Cue::kRestriction},
               CueRow{"fr", "Certaines usines ferment.", Cue::kSome},
               CueRow{"fr", "Velmar a vendu les fichiers par l’intermédiaire de Quintal.", Cue::kIndirect},
               CueRow{"fr", "Velmar a fermé à cause de la crue.", Cue::kCause},
               CueRow{"fr", "Velmar a agi afin de nuire.", Cue::kPurpose},
               CueRow{"fr", "Velmar ne vend rien, sauf sur demande.", Cue::kCondition},
               CueRow{"fr", "Velmar a vendu en partie son réseau.", Cue::kPart});
  CAPTURE(row.text);
  CHECK(HasCue(Analyzed(row.text, row.language), row.cue));
}

// "some" is [cue-approximate] before it is [cue-some]: the first concept with a cue decides, number or not.
TEST_CASE("“Some” before a noun is a part of them", "") {
  CHECK(HasCue(Analyzed("Some mills sell files.", "en"), Cue::kSome));
}

TEST_CASE("A plain statement has no cue") {
  const auto row =
      GENERATE(as<std::pair<std::string, std::string>>{}, std::pair{"en", "Velmar sold the mill to Quintal in 2019."},
               std::pair{"fr", "Velmar a vendu l’usine à Quintal en 2019."},
               std::pair{"en", "Ruth Tallow bought nine lorries."});
  CAPTURE(row.second);
  CHECK(Analyzed(row.second, row.first).sentences.front().cues.empty());
}

// « compter » is in [cue-planned] whatever follows it.
TEST_CASE("« Compter » is to count before a number, not to plan", "") {
  CHECK_FALSE(HasCue(Analyzed("L’usine compte 345 ouvriers.", "fr"), Cue::kPlanned));
}

TEST_CASE("The span of a cue is its words") {
  const AnalyzedText text = Analyzed("Selon Oriol, Velmar aurait vendu l’usine.", "fr");
  std::vector<std::string> spans;
  for (const CueMatch& cue : text.sentences.front().cues) spans.emplace_back(text.document.Text(cue.span));
  CHECK(spans == std::vector<std::string>{"Selon", "aurait"});
}

// --- who says so ---

struct SpeakerRow {
  std::string language, text, speaker;
};

void CheckSpeaker(const SpeakerRow& row) {
  CAPTURE(row.text);
  CHECK(Speaker(Analyzed(row.text, row.language)) == row.speaker);
}

TEST_CASE("According to, selon and d’après name who says so") {
  CheckSpeaker(GENERATE(SpeakerRow{"en", "According to Ruth Tallow, Velmar sold the data.", "Ruth Tallow"},
                        SpeakerRow{"en", "Velmar sold the data, according to Ruth Tallow.", "Ruth Tallow"},
                        SpeakerRow{"fr", "Selon Mme Oriol, Velmar a vendu ses données.", "Mme Oriol"},
                        SpeakerRow{"fr", "D’après le syndicat, l’usine fermera en 2027.", "syndicat"},
                        SpeakerRow{"fr", "L’usine fermera, selon l’Arvec.", "Arvec"}));
}

TEST_CASE("The subject of a reporting verb says so, before or after it") {
  CheckSpeaker(GENERATE(SpeakerRow{"en", "Tallow said that Velmar sold the files.", "Tallow"},
                        SpeakerRow{"en", "“Velmar sold the files,” said Ruth Tallow.", "Ruth Tallow"},
                        SpeakerRow{"fr", "Oriol affirme que Velmar a vendu des fichiers.", "Oriol"},
                        SpeakerRow{"fr", "« Velmar a vendu des fichiers », affirme l’Arvec.", "Arvec"},
                        SpeakerRow{"fr", "«\u00A0Nous fermons\u00A0», a déclaré Léa Oriol.", "Léa Oriol"},
                        SpeakerRow{"fr", "« Nous fermons », dit-elle.", "elle"},
                        SpeakerRow{"fr", "Velmar dément avoir vendu des fichiers.", "Velmar"},
                        SpeakerRow{"en", "Velmar denies having sold files.", "Velmar"}));
}

TEST_CASE("A statement of fact has no speaker") {
  const auto row =
      GENERATE(SpeakerRow{"en", "Velmar sold the mill.", ""}, SpeakerRow{"fr", "Velmar a vendu l’usine.", ""});
  CAPTURE(row.text);
  CHECK(Analyzed(row.text, row.language).sentences.front().attributions.empty());
}

TEST_CASE("A passive accusation does not make the accused its speaker") {
  const AnalyzedText text = Analyzed("Quintal has been accused of theft.", "en");
  REQUIRE_FALSE(text.sentences.front().attributions.empty());
  CHECK(Speaker(text).empty());
}

}  // namespace
}  // namespace recoupe
