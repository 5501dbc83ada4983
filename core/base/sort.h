// StableSort: what std::stable_sort does, for short lists and few bytes: the standard one is five functions for each
// kind of element.
#ifndef RECOUPE_BASE_SORT_H_
#define RECOUPE_BASE_SORT_H_

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace recoupe {

// Runs of eight are sorted by insertion, then merged two by two.
template <typename T, typename Before>
void StableSort(std::vector<T>* list, Before before) {
  constexpr size_t kRun = 8;
  std::vector<T>& items = *list;
  for (size_t i = 1; i < items.size(); ++i) {
    if (i % kRun == 0 || !before(items[i], items[i - 1])) continue;
    T item = std::move(items[i]);
    size_t j = i;
    do {
      items[j] = std::move(items[j - 1]);
      --j;
    } while (j % kRun != 0 && before(item, items[j - 1]));
    items[j] = std::move(item);
  }
  for (size_t run = kRun; run < items.size(); run *= 2) {
    std::vector<T> merged;
    merged.reserve(items.size());
    for (size_t a = 0; a < items.size();) {
      const size_t middle = std::min(a + run, items.size()), end = std::min(middle + run, items.size());
      for (size_t b = middle; a < middle || b < end;) {
        const bool second = a == middle || (b < end && before(items[b], items[a]));
        merged.push_back(std::move(items[second ? b++ : a++]));
      }
      a = end;
    }
    items = std::move(merged);
  }
}

}  // namespace recoupe

#endif  // RECOUPE_BASE_SORT_H_
