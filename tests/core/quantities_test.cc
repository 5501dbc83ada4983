#include "core/language/quantities.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <vector>

#include "tests/core/test_lexicon.h"

namespace recoupe {
namespace {

using Catch::Approx;
using test::Analyzed;

std::string CountedIn(const AnalyzedText& text, const Quantity& quantity) {
  if (quantity.counted < 0) return "";
  return std::string(text.document.Text(text.sentences.front().words[quantity.counted].span));
}

TEST_CASE("Numbers are read as their language writes them") {
  struct Row {
    std::string text;
    bool english;
    double value;
  };
  const auto row = GENERATE(Row{"7", true, 7}, Row{"1,900", true, 1900}, Row{"1.900", false, 1900},
                            Row{"1 900", false, 1900}, Row{"1\u00A0900", false, 1900},
                            Row{"255\u202F000", false, 255000}, Row{"4.6", true, 4.6}, Row{"4,6", false, 4.6},
                            Row{"4.6", false, 4.6}, Row{"4,65", true, 4.65}, Row{"1,234,567.89", true, 1234567.89},
                            Row{"1 234 567,89", false, 1234567.89}, Row{"1.234.567", false, 1234567},
                            Row{"1,234,567", true, 1234567}, Row{"0.125", true, 0.125}, Row{"0,125", false, 0.125},
                            Row{"19.375", true, 19.375}, Row{"10'000", false, 10000}, Row{"0.125", false, 0.125});
  CAPTURE(row.text, row.english);
  double value = -1;
  REQUIRE(ParseNumber(row.text, row.english, &value));
  CHECK(value == Approx(row.value));
}

TEST_CASE("What has no digit is no number") {
  double value = -1;
  CHECK_FALSE(ParseNumber("", true, &value));
  CHECK_FALSE(ParseNumber(".,", true, &value));
  CHECK_FALSE(ParseNumber("abc", false, &value));
}

struct QuantityRow {
  std::string language, text;
  double value;
  Dimension dimension = Dimension::kNone;
  std::string currency = {};
};

void CheckQuantity(const QuantityRow& row) {
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(text.sentences.front().quantities.size() == 1);
  const Quantity& quantity = text.sentences.front().quantities.front();
  CHECK(quantity.value == Approx(row.value));
  CHECK(quantity.upper == Approx(row.value));
  CHECK(quantity.dimension == row.dimension);
  CHECK(quantity.currency == row.currency);
}

TEST_CASE("Money in both languages' spellings") {
  CheckQuantity(GENERATE(
      QuantityRow{"en", "Velmar paid $150m to Quintal.", 150e6, Dimension::kMoney, "USD"},
      QuantityRow{"en", "Velmar paid $4.6 million to Quintal.", 4.6e6, Dimension::kMoney, "USD"},
      QuantityRow{"en", "Velmar paid £9 to Quintal.", 9, Dimension::kMoney, "GBP"},
      QuantityRow{"en", "Velmar paid 1,900 euros to Quintal.", 1900, Dimension::kMoney, "EUR"},
      QuantityRow{"en", "Velmar paid two hundred thousand dollars to Quintal.", 200000, Dimension::kMoney, "USD"},
      QuantityRow{"en", "Velmar paid €3bn to Quintal.", 3e9, Dimension::kMoney, "EUR"},
      QuantityRow{"fr", "Velmar a versé 150 millions de dollars à Quintal.", 150e6, Dimension::kMoney, "USD"},
      QuantityRow{"fr", "Velmar a versé 4,6 millions d'euros à Quintal.", 4.6e6, Dimension::kMoney, "EUR"},
      QuantityRow{"fr", "Velmar a versé 255\u202F000\u00A0€ à Quintal.", 255000, Dimension::kMoney, "EUR"},
      QuantityRow{"fr", "Velmar a versé 3 milliards d’euros à Quintal.", 3e9, Dimension::kMoney, "EUR"},
      QuantityRow{"fr", "Velmar a versé deux mille euros à Quintal.", 2000, Dimension::kMoney, "EUR"}));
}

TEST_CASE("Money with a magnitude of one letter, as French headlines write it") {
  CheckQuantity(GENERATE(QuantityRow{"fr", "Velmar a versé 150 M$ à Quintal.", 150e6, Dimension::kMoney, "USD"},
                         QuantityRow{"fr", "Velmar a versé 140 M€ à Quintal.", 140e6, Dimension::kMoney, "EUR"},
                         QuantityRow{"fr", "Velmar a versé 3\u00A0Md€ à Quintal.", 3e9, Dimension::kMoney, "EUR"},
                         QuantityRow{"fr", "Velmar a versé 150M€ à Quintal.", 150e6, Dimension::kMoney, "EUR"}));
}

TEST_CASE("Shares and measures") {
  CheckQuantity(GENERATE(QuantityRow{"en", "Prices rose by 9 percent.", 9, Dimension::kPercent},
                         QuantityRow{"en", "Prices rose by 9.5%.", 9.5, Dimension::kPercent},
                         QuantityRow{"fr", "Les prix ont monté de 9,5\u00A0%.", 9.5, Dimension::kPercent},
                         QuantityRow{"fr", "Les prix ont monté de 12 pour cent.", 12, Dimension::kPercent},
                         QuantityRow{"fr", "La route fait 12 kilomètres.", 12000, Dimension::kLength},
                         QuantityRow{"en", "The road is 12 km long.", 12000, Dimension::kLength},
                         QuantityRow{"fr", "Le navire porte 40 tonnes.", 40000, Dimension::kMass},
                         QuantityRow{"en", "The pause took 2 hours.", 7200, Dimension::kDuration}));
}

TEST_CASE("Numbers in words") {
  CheckQuantity(GENERATE(
      QuantityRow{"en", "Twelve mills closed.", 12}, QuantityRow{"en", "Two hundred and fifty mills closed.", 250},
      QuantityRow{"fr", "Douze usines ont fermé.", 12}, QuantityRow{"fr", "Vingt et une usines ont fermé.", 21},
      QuantityRow{"fr", "Trois cents usines ont fermé.", 300},
      QuantityRow{"fr", "Deux mille usines ont fermé.", 2000}));
}

TEST_CASE("A plain number counts the noun after it") {
  struct Row {
    std::string language, text, counted;
  };
  const auto row = GENERATE(
      Row{"en", "It employs 1,900 workers.", "workers"}, Row{"en", "It has nine large factories.", "factories"},
      Row{"fr", "Elle possède 9 usines.", "usines"}, Row{"fr", "Elle a perdu 4,6 millions de clients.", "clients"});
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(text.sentences.front().quantities.size() == 1);
  CHECK(CountedIn(text, text.sentences.front().quantities.front()) == row.counted);
  CHECK(text.sentences.front().quantities.front().dimension == Dimension::kNone);
}

TEST_CASE("Ranges have a lower and an upper end") {
  struct Row {
    std::string language, text;
    double lower, upper;
    Dimension dimension;
  };
  const auto row = GENERATE(Row{"en", "Prices rose by 9 to 12 percent.", 9, 12, Dimension::kPercent},
                            Row{"en", "Between 345 and 360 workers left.", 345, 360, Dimension::kNone},
                            Row{"fr", "Entre 345 et 360 ouvriers sont partis.", 345, 360, Dimension::kNone},
                            Row{"fr", "Les prix ont monté de 9 à 12 %.", 9, 12, Dimension::kPercent});
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(text.sentences.front().quantities.size() == 1);
  const Quantity& quantity = text.sentences.front().quantities.front();
  CHECK(quantity.value == Approx(row.lower));
  CHECK(quantity.upper == Approx(row.upper));
  CHECK(quantity.dimension == row.dimension);
}

TEST_CASE("A range of money has the magnitude at both ends") {
  const auto text = GENERATE(as<std::string>{}, "Velmar paid 2 to 3 million dollars.",
                             "Velmar a versé de 2 à 3 millions de dollars.");
  CAPTURE(text);
  const AnalyzedText analyzed = Analyzed(text);
  REQUIRE(analyzed.sentences.front().quantities.size() == 1);
  CHECK(analyzed.sentences.front().quantities.front().value == Approx(2e6));
  CHECK(analyzed.sentences.front().quantities.front().upper == Approx(3e6));
}

TEST_CASE("Two numbers in a list are no range") {
  const AnalyzedText text = Analyzed("Il y a 12 camions et 9 navires.", "fr");
  CHECK(text.sentences.front().quantities.size() == 2);
}

struct ComparisonRow {
  std::string language, text;
  Comparison comparison;
};

void CheckComparison(const ComparisonRow& row) {
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(text.sentences.front().quantities.size() == 1);
  CHECK(text.sentences.front().quantities.front().comparison == row.comparison);
}

TEST_CASE("About, more than, up to") {
  CheckComparison(GENERATE(ComparisonRow{"en", "It employs 1,900 workers.", Comparison::kEqual},
                           ComparisonRow{"en", "It employs about 1,900 workers.", Comparison::kAbout},
                           ComparisonRow{"en", "It employs nearly 1,900 workers.", Comparison::kAbout},
                           ComparisonRow{"en", "It employs more than 1,900 workers.", Comparison::kAtLeast},
                           ComparisonRow{"en", "It employs at least 1,900 workers.", Comparison::kAtLeast},
                           ComparisonRow{"en", "It employs up to 1,900 workers.", Comparison::kAtMost},
                           ComparisonRow{"en", "It employs fewer than 1,900 workers.", Comparison::kAtMost},
                           ComparisonRow{"fr", "Elle emploie environ 120 ouvriers.", Comparison::kAbout},
                           ComparisonRow{"fr", "Elle emploie plus de 120 ouvriers.", Comparison::kAtLeast},
                           ComparisonRow{"fr", "Elle emploie au moins 120 ouvriers.", Comparison::kAtLeast},
                           ComparisonRow{"fr", "Elle emploie jusqu’à 120 ouvriers.", Comparison::kAtMost},
                           ComparisonRow{"fr", "Elle emploie moins de 120 ouvriers.", Comparison::kAtMost}));
}

TEST_CASE("« Près de » before a number is about") {
  CheckComparison({"fr", "Elle emploie près de 120 ouvriers.", Comparison::kAbout});
}

TEST_CASE("« Plus d’une » elided is more than") {
  CheckComparison({"fr", "Elle emploie plus d’onze ouvriers.", Comparison::kAtLeast});
}

struct DateRow {
  std::string language, text;
  int year, month, day, end_year;
};

void CheckDate(const DateRow& row) {
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(text.sentences.front().dates.size() == 1);
  const Date& date = text.sentences.front().dates.front();
  CHECK(date.year == row.year);
  CHECK(date.month == row.month);
  CHECK(date.day == row.day);
  CHECK(date.end_year == row.end_year);
}

TEST_CASE("Dates in both languages") {
  CheckDate(GENERATE(DateRow{"en", "The mill closed in 2019.", 2019, 0, 0, 0},
                     DateRow{"en", "The mill closed in October 2022.", 2022, 10, 0, 0},
                     DateRow{"en", "The mill closed on October 6, 2022.", 2022, 10, 6, 0},
                     DateRow{"en", "The mill closed on 6 October 2022.", 2022, 10, 6, 0},
                     DateRow{"en", "The mill closed on October 3rd.", 0, 10, 3, 0},
                     DateRow{"en", "The mill closed on the 4th of March 2020.", 2020, 3, 4, 0},
                     DateRow{"fr", "L’usine a fermé en 2019.", 2019, 0, 0, 0},
                     DateRow{"fr", "L’usine a fermé en octobre 2022.", 2022, 10, 0, 0},
                     DateRow{"fr", "L’usine a fermé le 9 avril.", 0, 4, 9, 0},
                     DateRow{"fr", "L’usine a fermé le 1er février 2021.", 2021, 2, 1, 0},
                     DateRow{"fr", "L’usine a fermé le 14 août 2021.", 2021, 8, 14, 0}));
}

TEST_CASE("Spans of years") {
  CheckDate(GENERATE(DateRow{"en", "It ran from 2013 to 2019.", 2013, 0, 0, 2019},
                     DateRow{"en", "It ran between 2013 and 2019.", 2013, 0, 0, 2019},
                     DateRow{"fr", "De 2013 à 2019, l’usine a tourné.", 2013, 0, 0, 2019},
                     DateRow{"fr", "Entre 2013 et 2019, l’usine a tourné.", 2013, 0, 0, 2019},
                     DateRow{"fr", "L’usine a tourné (2013-2019).", 2013, 0, 0, 2019}));
}

TEST_CASE("Four digits that count something are no year") {
  const auto row =
      GENERATE(as<std::pair<std::string, std::string>>{}, std::pair{"en", "It hired 2000 workers."},
               std::pair{"fr", "Elle a embauché 2000 ouvriers."}, std::pair{"fr", "La lampe coûte 1900 euros."},
               std::pair{"en", "The lamp costs 1900 dollars."});
  CAPTURE(row.second);
  const AnalyzedText text = Analyzed(row.second, row.first);
  CHECK(text.sentences.front().dates.empty());
  CHECK(text.sentences.front().quantities.size() == 1);
}

TEST_CASE("A year is no quantity, and a number out of range no year") {
  CHECK(Analyzed("The mill closed in 2019.", "en").sentences.front().quantities.empty());
  CHECK(Analyzed("The mill made 3500 in 2019.", "en").sentences.front().dates.size() == 1);
  CHECK(Analyzed("Il en reste 1234.", "fr").sentences.front().dates.empty());
}

TEST_CASE("May and March in lower case are English words") {
  CHECK(Analyzed("The workers may march to the mill.", "en").sentences.front().dates.empty());
  CHECK(Analyzed("Le maire marche vers l'usine.", "fr").sentences.front().dates.empty());
}

TEST_CASE("The span of a quantity holds number and unit, of a date all its parts") {
  const AnalyzedText text = Analyzed("Le 9 avril 2021, Velmar a versé 4,6 millions d’euros.", "fr");
  const SentenceAnalysis& sentence = text.sentences.front();
  REQUIRE(sentence.quantities.size() == 1);
  REQUIRE(sentence.dates.size() == 1);
  CHECK(text.document.Text(sentence.quantities.front().span) == "4,6 millions d’euros");
  CHECK(text.document.Text(sentence.dates.front().span) == "9 avril 2021");
}

TEST_CASE("A magnitude in the plural is a range") {
  const AnalyzedText text = Analyzed("Velmar sold thousands of trucks.", "en");
  REQUIRE(text.sentences.front().quantities.size() == 1);
  const Quantity& quantity = text.sentences.front().quantities.front();
  CHECK(quantity.value == Approx(1000));
  CHECK(quantity.upper > 3200);
}

TEST_CASE("So many in so many is a share") {
  struct Row {
    std::string language, text;
    double percent;
  };
  const auto row =
      GENERATE(Row{"en", "One in five of the mills is closed.", 20}, Row{"en", "Two out of five mills are closed.", 40},
               Row{"fr", "Une usine sur quatre est fermée.", 25}, Row{"fr", "Huit camions sur dix sont vendus.", 80});
  CAPTURE(row.text);
  const AnalyzedText text = Analyzed(row.text, row.language);
  REQUIRE(text.sentences.front().quantities.size() == 1);
  CHECK(text.sentences.front().quantities.front().dimension == Dimension::kPercent);
  CHECK(text.sentences.front().quantities.front().value == Approx(row.percent));
}

TEST_CASE("Two numbers tell a change, and the second was before") {
  struct Row {
    std::string language, text;
    int direction;
  };
  const auto row = GENERATE(Row{"en", "Velmar sold 22 trucks, compared with 31 five years ago.", -1},
                            Row{"fr", "Velmar a vendu 54 camions, contre 38 il y a cinq ans.", 1});
  CAPTURE(row.text);
  const SentenceAnalysis sentence = Analyzed(row.text, row.language).sentences.front();
  REQUIRE(sentence.changes.size() == 1);
  CHECK(sentence.changes.front().direction == row.direction);
  CHECK_FALSE(sentence.quantities[0].former);
  CHECK(sentence.quantities[1].former);
}

TEST_CASE("From one number to another tells a change, and the first was before") {
  struct Row {
    std::string language, text;
    int direction;
  };
  const auto row = GENERATE(Row{"en", "The price went from £38m to £67m.", 1},
                            Row{"fr", "Les effectifs sont passés de 9 900 à 8 700 salariés.", -1});
  CAPTURE(row.text);
  const SentenceAnalysis sentence = Analyzed(row.text, row.language).sentences.front();
  REQUIRE(sentence.changes.size() == 1);
  CHECK(sentence.changes.front().direction == row.direction);
  CHECK(sentence.quantities[0].former);
  CHECK_FALSE(sentence.quantities[1].former);
}

TEST_CASE("Since and until tell where a time ends") {
  CHECK(Analyzed("Velmar owned the mill until 2019.", "en").sentences.front().dates.front().bound);
  CHECK_FALSE(Analyzed("Velmar bought the mill in 2019.", "en").sentences.front().dates.front().bound);
}

}  // namespace
}  // namespace recoupe
