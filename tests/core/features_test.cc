#include "core/comparison/features.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using test::Analyzed;
using test::TheLexicon;

Evidence EvidenceFor(const AnalyzedText& claim, const AnalyzedText& statement) {
  const SentenceAnalysis &mine = claim.sentences.front(), &theirs = statement.sentences.front();
  return ComputeFeatures(mine, theirs, {}, Align(mine, theirs, {}, TheLexicon()), 1, false, TheLexicon());
}

Evidence EvidenceFor(const std::string& claim, const std::string& statement) {
  return EvidenceFor(Analyzed(claim), Analyzed(statement));
}

bool Gives(const Evidence& evidence, NuanceCode code) {
  return std::any_of(evidence.nuances.begin(), evidence.nuances.end(),
                     [&](const Nuance& nuance) { return nuance.code == code; });
}

struct Row {
  std::string claim, statement;
  Feature feature;
  NuanceCode code;
};

TEST_CASE("Another party, a share of all, and what is yet to be done are found, with their reason") {
  const auto row = GENERATE(
      Row{"The police paid the reward.", "The insurer paid the reward.", Feature::kRivalAgent, NuanceCode::kEntity},
      Row{"Velmar sold the mill.", "Velmar sold the bridge.", Feature::kRivalTheme, NuanceCode::kEntity},
      Row{"All the beams are cracked.", "14 of the 62 beams are cracked.", Feature::kPartOfAll, NuanceCode::kNumber},
      Row{"Velmar has sold the mill.", "Velmar will sell the mill.", Feature::kNotYet, NuanceCode::kDate});
  CAPTURE(row.claim, row.statement);
  const Evidence evidence = EvidenceFor(row.claim, row.statement);
  CHECK(evidence.features[row.feature] > 0);
  CHECK(Gives(evidence, row.code));
}

TEST_CASE("The same party is no rival") {
  const Evidence evidence = EvidenceFor("The police paid the reward.", "La police a versé la récompense.");
  CHECK(evidence.features[Feature::kRivalAgent] == 0);
  CHECK(evidence.features[Feature::kRivalTheme] == 0);
}

TEST_CASE("An opposite in a clause that answers nothing else reverses nothing") {
  const Evidence evidence =
      EvidenceFor("The company ended the year with a profit.", "Founded in 2014, the company made a profit this year.");
  CHECK(evidence.features[Feature::kOppositeLoose] == 1);
  CHECK(evidence.features[Feature::kReversed] == 0);
}

TEST_CASE("A qualification of the statement is found, with its reason") {
  const auto row = GENERATE(
      Row{"Velmar sold the files.", "Velmar allegedly sold the files.", Feature::kHedge, NuanceCode::kModality},
      Row{"Velmar sold the files.", "Velmar aurait vendu les fichiers.", Feature::kHedge, NuanceCode::kModality},
      Row{"Velmar sold the files.", "Selon Oriol, Velmar a vendu les fichiers.", Feature::kReport,
          NuanceCode::kAttribution},
      Row{"Velmar sold the files.", "Tallow accuses Velmar of having sold the files.", Feature::kAccusation,
          NuanceCode::kAttribution},
      Row{"Velmar sold the files.", "Velmar denies having sold the files.", Feature::kDenial, NuanceCode::kDenial},
      Row{"Velmar sells the files.", "Velmar stopped selling the files.", Feature::kEnded, NuanceCode::kTime},
      Row{"Velmar sells the mill.", "Velmar plans to sell the mill.", Feature::kPlanned, NuanceCode::kTime},
      Row{"Velmar sells the mill.", "Velmar vendra l’usine.", Feature::kPlanned, NuanceCode::kTime},
      Row{"Velmar sold the files.", "Velmar sold several of the files.", Feature::kScope, NuanceCode::kScope},
      Row{"Velmar sold the files.", "Velmar sold the files through a broker.", Feature::kIndirect,
          NuanceCode::kIndirect},
      Row{"Velmar sells the files.", "Velmar sells the files unless a judge objects.", Feature::kCondition,
          NuanceCode::kCondition},
      Row{"Velmar sold all the files.", "Velmar sold the files.", Feature::kClaimAbsolute, NuanceCode::kScope},
      Row{"Velmar closed the mill because of the flood.", "Velmar closed the mill.", Feature::kCausal,
          NuanceCode::kCause},
      Row{"Velmar owns 1,900 mills.", "Velmar owns about 1,900 mills.", Feature::kApproximate, NuanceCode::kQuantity});
  CAPTURE(row.claim, row.statement);
  const Evidence evidence = EvidenceFor(row.claim, row.statement);
  CHECK(evidence.features[row.feature] > 0);
  CHECK(Gives(evidence, row.code));
}

TEST_CASE("A reason of a contradiction is found") {
  const auto row =
      GENERATE(Row{"Velmar sold the mill.", "Velmar did not sell the mill.", Feature::kReversed, NuanceCode::kNegation},
               Row{"Velmar sold the mill.", "Velmar n’a pas vendu l’usine.", Feature::kReversed, NuanceCode::kNegation},
               Row{"Velmar did not sell the mill.", "Velmar sold the mill.", Feature::kReversed, NuanceCode::kNegation},
               Row{"Velmar opened the mill.", "Velmar closed the mill.", Feature::kReversed, NuanceCode::kAntonym},
               Row{"Velmar owns 9 mills.", "Velmar owns 12 mills.", Feature::kNumberConflict, NuanceCode::kNumber},
               Row{"The mill closed in 2019.", "The mill closed in 2016.", Feature::kDateConflict, NuanceCode::kDate},
               Row{"Velmar owns Brossard.", "Brossard owns Velmar.", Feature::kRoleSwap, NuanceCode::kRole});
  CAPTURE(row.claim, row.statement);
  const Evidence evidence = EvidenceFor(row.claim, row.statement);
  CHECK(evidence.features[row.feature] > 0);
  CHECK(Gives(evidence, row.code));
}

TEST_CASE("What claim and statement share is no difference") {
  const auto text = GENERATE(as<std::string>{}, "Velmar sold the mill to Quintal in 2019.",
                             "Velmar did not sell the mill.", "Velmar allegedly sold the files.",
                             "Selon Oriol, Velmar a vendu l’usine.", "Velmar a cessé de vendre des fichiers.",
                             "Velmar owns about 1,900 mills.", "Brossard was bought by Velmar.");
  CAPTURE(text);
  const Evidence evidence = EvidenceFor(text, text);
  CHECK(evidence.nuances.empty());
  CHECK(evidence.features[Feature::kCoverage] > 0.99f);
  CHECK(evidence.features[Feature::kReversed] == 0);
  CHECK(evidence.features[Feature::kRoleSwap] == 0);
}

TEST_CASE("The passive is not a change of roles") {
  const auto row = GENERATE(as<std::pair<std::string, std::string>>{},
                            std::pair{"Velmar bought Brossard.", "Brossard was bought by Velmar."},
                            std::pair{"Velmar bought Brossard.", "Brossard a été racheté par Velmar."},
                            std::pair{"Velmar sold the mill to Quintal.", "Quintal bought the mill from Velmar."});
  CAPTURE(row.first, row.second);
  CHECK(EvidenceFor(row.first, row.second).features[Feature::kRoleSwap] == 0);
  CHECK_FALSE(Gives(EvidenceFor(row.first, row.second), NuanceCode::kRole));
}

TEST_CASE("« Ne … que » is a restriction, not a negation") {
  const Evidence evidence = EvidenceFor("Velmar vend des camions.", "Velmar ne vend que des camions.");
  CHECK(evidence.features[Feature::kReversed] == 0);
  CHECK(evidence.features[Feature::kScope] > 0);
  CHECK_FALSE(Gives(evidence, NuanceCode::kNegation));
}

TEST_CASE("Two negations make no contradiction") {
  const Evidence evidence = EvidenceFor("Velmar n’a pas vendu l’usine.", "Velmar did not sell the factory.");
  CHECK(evidence.features[Feature::kBothNegated] > 0);
  CHECK(evidence.features[Feature::kReversed] == 0);
}

TEST_CASE("A negated opposite agrees") {
  CHECK(EvidenceFor("The mill is open.", "The mill is not closed.").features[Feature::kReversed] == 0);
}

TEST_CASE("A weaker act on the same ladder is named") {
  const Evidence evidence =
      EvidenceFor("Velmar sold the data to the police.", "Velmar shared the data with the police.");
  CHECK(evidence.features[Feature::kWeaker] > 0);
  CHECK(evidence.features[Feature::kStronger] == 0);
  CHECK(Gives(evidence, NuanceCode::kStrength));
}

TEST_CASE("A name that is nowhere is missing") {
  CHECK(EvidenceFor("Velmar sold the mill.", "Quintal sold the mill.").features[Feature::kNameMissing] > 0);
  CHECK(EvidenceFor("Velmar sold the mill.", "Velmar sold the mill.").features[Feature::kNameMissing] == 0);
  CHECK(EvidenceFor("The mill burned.", "The mill burned.").features[Feature::kNoNames] > 0);
}

TEST_CASE("Reasons point at words of the statement") {
  const AnalyzedText claim = Analyzed("Velmar sold the files."),
                     statement = Analyzed("Selon Oriol, Velmar aurait vendu les fichiers via un courtier.");
  for (const Nuance& nuance : EvidenceFor(claim, statement).nuances) {
    CAPTURE(NuanceName(nuance.code));
    CHECK(nuance.span.begin <= nuance.span.end);
    CHECK(nuance.span.end <= statement.document.text.size());
    if (nuance.code == NuanceCode::kModality) CHECK(statement.document.Text(nuance.span) == "aurait");
    if (nuance.code == NuanceCode::kAttribution) CHECK(statement.document.Text(nuance.span) == "Selon");
  }
}

TEST_CASE("Features are finite and the bias is always one") {
  const auto row = GENERATE(as<std::pair<std::string, std::string>>{}, std::pair{"Velmar sold the mill.", "…"},
                            std::pair{"It is.", "It was."}, std::pair{"42", "43 %"}, std::pair{"Velmar", "Velmar"},
                            std::pair{"Why?", "Because."}, std::pair{"😀", "2019"});
  CAPTURE(row.first, row.second);
  const Evidence evidence = EvidenceFor(row.first, row.second);
  CHECK(evidence.features[Feature::kBias] == 1);
  for (const float value : evidence.features.values) CHECK(std::isfinite(value));
}

TEST_CASE("Every feature and every nuance has a name of its own") {
  std::set<std::string_view> names;
  for (size_t f = 0; f < kFeatureCount; ++f) {
    CHECK(names.insert(FeatureName(static_cast<Feature>(f))).second);
    CHECK_FALSE(FeatureMeaning(static_cast<Feature>(f)).empty());
  }
  names.clear();
  for (size_t n = 0; n < kNuanceCodeCount; ++n) CHECK(names.insert(NuanceName(static_cast<NuanceCode>(n))).second);
  CHECK(NuanceName(NuanceCode::kModality) == "modality");
  CHECK(NuanceName(NuanceCode::kEntity) == "entity");
}

TEST_CASE("Six reasons contradict by themselves") {
  int count = 0;
  for (size_t n = 0; n < kNuanceCodeCount; ++n) count += ContradictsByItself(static_cast<NuanceCode>(n));
  CHECK(count == 6);
  for (const NuanceCode code : {NuanceCode::kNegation, NuanceCode::kAntonym, NuanceCode::kRole, NuanceCode::kNumber,
                                NuanceCode::kDate, NuanceCode::kEntity}) {
    CHECK(ContradictsByItself(code));
  }
}

TEST_CASE("A clause of the other polarity is seen where its predicate is answered by nothing") {
  const Evidence evidence = EvidenceFor("Agency nurses will benefit.", "Agency nurses are not covered.");
  CHECK(evidence.features[Feature::kPolarityMismatch] > 0);
  CHECK(Gives(evidence, NuanceCode::kNegation));
}

TEST_CASE("That the statement negates is found wherever it answers the claim") {
  const auto said = [](const char* claim, const char* statement) {
    const Features features = EvidenceFor(claim, statement).features;
    return std::tuple(features[Feature::kStatementNegates], features[Feature::kBothNegate]);
  };
  CHECK(said("The data held names.", "The data include ages, but no names.") == std::tuple(1, 0));
  CHECK(said("The mayor has resigned.", "Le maire refuse de partir.") == std::tuple(1, 0));
  CHECK(said("La récolte n’a pas souffert.", "The harvest was ruined by hail.") == std::tuple(0, 0));
  CHECK(said("Nobody was hurt in the fire.", "L’incendie n’a fait aucun blessé.") == std::tuple(0, 1));
  CHECK(said("The museum bought the painting.", "The museum bought the painting, but could not find a frame.") ==
        std::tuple(0, 0));
}

TEST_CASE("A rise told in other words or by two numbers meets a fall") {
  const Evidence fall = EvidenceFor("The group has more staff than in 2018.",
                                    "Entre 2018 et 2025, les effectifs sont passés de 9 900 à 8 700 salariés.");
  CHECK(fall.features[Feature::kDirectionConflict] == 1);
  CHECK(Gives(fall, NuanceCode::kAntonym));
  const Evidence rise = EvidenceFor("Les loyers ont augmenté.", "The rent went up, from £600 to £750.");
  CHECK(rise.features[Feature::kDirectionConflict] == 0);
  CHECK(rise.features[Feature::kDirectionAgreement] == 1);
}

TEST_CASE("A plan that only the claim tells of is seen") {
  CHECK(EvidenceFor("Velmar will sell the mill.", "Velmar sold the mill.").features[Feature::kClaimPlanned] == 1);
  CHECK(EvidenceFor("Velmar will sell the mill.", "Velmar plans to sell it.").features[Feature::kClaimPlanned] == 0);
}

TEST_CASE("A cue counts where it governs the answer, and not elsewhere") {
  CHECK(EvidenceFor("Velmar sold the mill.", "Velmar sold the mill, an offer which Oriol says is poor.")
            .features[Feature::kReport] == 0);
  CHECK(EvidenceFor("Velmar sold the mill.", "Oriol says that Velmar sold the mill.").features[Feature::kReport] > 0);
  CHECK(EvidenceFor("Velmar sold the mill.", "Velmar sold the mill; Oriol may leave.").features[Feature::kHedge] == 0);
}

TEST_CASE("Whoever announces it can know it") {
  const Evidence evidence = EvidenceFor("Velmar sold the mill.", "Velmar has announced that it sold the mill.");
  CHECK(evidence.features[Feature::kConfirmed] > 0);
  CHECK(evidence.features[Feature::kReport] == 0);
}

TEST_CASE("The conditional of hearsay counts where its verb is the answer") {
  CHECK(EvidenceFor("Velmar is selling the mill.", "Velmar vendrait l’usine.").features[Feature::kHedge] > 0);
}

TEST_CASE("A plan in the claim answers a plan in the statement") {
  CHECK(EvidenceFor("Velmar will sell the mill.", "Velmar vendra l’usine.").features[Feature::kPlanned] == 0);
  CHECK(EvidenceFor("Velmar to sell the mill", "Velmar vendra l’usine.").features[Feature::kPlanned] == 0);
}

TEST_CASE("A denial said on both sides is no difference") {
  CHECK(EvidenceFor("The workers cancelled the strike.", "The workers called off the strike.")
            .features[Feature::kLocalNegation] == 0);
}

}  // namespace
}  // namespace recoupe
