#include "core/base/sort.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <random>
#include <utility>
#include <vector>

namespace recoupe {
namespace {

TEST_CASE("Lists of every length are sorted as the standard library sorts them") {
  std::mt19937 random(7);  // NOLINT: the same lists each time
  const auto before = [](const std::pair<int, int>& a, const std::pair<int, int>& b) { return a.first > b.first; };
  for (int size = 0; size < 200; ++size) {
    std::vector<std::pair<int, int>> list;
    for (int i = 0; i < size; ++i) list.emplace_back(static_cast<int>(random() % 20), i);
    std::vector<std::pair<int, int>> expected = list;
    std::stable_sort(expected.begin(), expected.end(), before);
    StableSort(&list, before);
    CHECK(list == expected);
    StableSort(&list, before);  // sorted already
    CHECK(list == expected);
  }
}

TEST_CASE("What cannot be copied is moved") {
  std::vector<std::unique_ptr<int>> list;
  for (int i = 0; i < 50; ++i) list.push_back(std::make_unique<int>(i * 7 % 50));
  StableSort(&list, [](const std::unique_ptr<int>& a, const std::unique_ptr<int>& b) { return *a < *b; });
  for (int i = 0; i < 50; ++i) CHECK(*list[static_cast<size_t>(i)] == i);
}

}  // namespace
}  // namespace recoupe
