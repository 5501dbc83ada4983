#include "core/base/decimal.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <random>
#include <string>

namespace recoupe {
namespace {

TEST_CASE("Decimals are read as strtod reads them") {
  const auto text =
      GENERATE(as<std::string>{}, "0", "-0", "7", "255000.5", "0.3333333333", ".5", "5.", "1e+12", "3e-05", "-2.54",
               "9007199254740991", "1e22", "0.0000254", "0e999", "00012.50");
  CAPTURE(text);
  double value = 1;
  REQUIRE(ParseDecimal(text, &value));
  CHECK(value == std::strtod(text.c_str(), nullptr));
}

TEST_CASE("Numbers of up to 15 digits are read exactly") {
  std::mt19937_64 random(7);  // NOLINT: the same numbers each time
  for (int i = 0; i < 20000; ++i) {
    const auto digits = static_cast<long long>(random() % 1000000000000000);
    const int exponent = static_cast<int>(random() % 45) - 22;
    const std::string text = std::to_string(digits) + "e" + std::to_string(exponent);
    double value = 0;
    REQUIRE(ParseDecimal(text, &value));
    if (value != std::strtod(text.c_str(), nullptr)) {
      CAPTURE(text);
      CHECK(value == std::strtod(text.c_str(), nullptr));
    }
  }
}

TEST_CASE("Longer numbers are read nearly") {
  const auto text = GENERATE(as<std::string>{}, "123456789012345678901234567890", "0.1234567890123456789012345",
                             "99999999999999999999999", "1e300", "1e-300", "18446744073709551615");
  CAPTURE(text);
  double value = 0;
  REQUIRE(ParseDecimal(text, &value));
  const double exact = std::strtod(text.c_str(), nullptr);
  CHECK(value / exact > 1 - 1e-14);
  CHECK(value / exact < 1 + 1e-14);
}

TEST_CASE("What is no decimal is refused") {
  const auto text = GENERATE(as<std::string>{}, "", ".", "-", "+1", " 1", "1 ", "1x", "1e", "1e+", "1.2.3", "e5", "nan",
                             "inf", "0x10", "1,5");
  CAPTURE(text);
  double value = 42;
  CHECK_FALSE(ParseDecimal(text, &value));
  CHECK(value == 42);
}

TEST_CASE("What is beyond a double ends where doubles do") {
  double value = 0;
  REQUIRE(ParseDecimal("1e999999999999", &value));
  CHECK(value > 1e308);
  REQUIRE(ParseDecimal("1e-999999999999", &value));
  CHECK(value == 0);
}

}  // namespace
}  // namespace recoupe
