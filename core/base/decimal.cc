#include "core/base/decimal.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace recoupe {

bool ParseDecimal(std::string_view text, double* value) {
  constexpr uint64_t kFull = UINT64_MAX / 10 - 1;  // one more digit fits
  constexpr int kLargest = 400;                    // beyond any double's exponent
  size_t at = 0;
  const auto take = [&](char c) { return at < text.size() && text[at] == c && ++at > 0; };
  const auto is_digit = [&] { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };

  const bool negative = take('-');
  uint64_t digits = 0;
  int exponent = 0;
  bool any = false, point = false;
  for (;; ++at) {
    if (!is_digit()) {
      if (point || at == text.size() || text[at] != '.') break;
      point = true;
      continue;
    }
    any = true;
    const bool fits = digits <= kFull;
    if (fits) digits = digits * 10 + static_cast<uint64_t>(text[at] - '0');
    exponent += (fits ? 0 : 1) - (point ? 1 : 0);
  }
  if (!any) return false;
  if (take('e')) {
    const bool down = take('-');
    if (!down) take('+');
    if (!is_digit()) return false;
    int written = 0;
    for (; is_digit(); ++at) written = std::min(written * 10 + (text[at] - '0'), kLargest);
    exponent += down ? -written : written;
  }
  if (at != text.size()) return false;

  // Powers of ten up to 22 are doubles, so one operation rounds once.
  auto number = static_cast<double>(digits);
  for (int left = std::min(exponent < 0 ? -exponent : exponent, kLargest); left > 0 && number != 0; left -= 22) {
    double power = 1;
    for (int i = std::min(left, 22); i > 0; --i) power *= 10;
    number = exponent < 0 ? number / power : number * power;
  }
  *value = negative ? -number : number;
  return true;
}

}  // namespace recoupe
