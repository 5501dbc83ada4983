#include "core/base/result.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <utility>

namespace recoupe {
namespace {

Result<int> Half(int n) {
  if (n % 2 != 0) return Error{"odd-number", "The number is odd; give an even one."};
  return n / 2;
}

TEST_CASE("A result holds a value or an error") {
  const Result<int> good = Half(8);
  REQUIRE(good.ok());
  CHECK(good.value() == 4);
  const Result<int> bad = Half(7);
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.error().code == "odd-number");
}

TEST_CASE("A value that cannot be copied can be moved out") {
  Result<std::unique_ptr<std::string>> result(std::make_unique<std::string>("here"));
  REQUIRE(result.ok());
  const std::unique_ptr<std::string> taken = std::move(result).value();
  CHECK(*taken == "here");
}

}  // namespace
}  // namespace recoupe
