// ParseDecimal: a number as our data and texts write it. The standard library's strtod computes with 128 bits, which
// WebAssembly does not have: 14 KB for a last bit that nobody needs.
#ifndef RECOUPE_BASE_DECIMAL_H_
#define RECOUPE_BASE_DECIMAL_H_

#include <string_view>

namespace recoupe {

// "-12.5", "3e-05", "1e+12". False if `text` is anything else. The nearest double where there are at most 15 digits and
// an exponent of at most 22, else as near as makes no difference.
bool ParseDecimal(std::string_view text, double* value);

}  // namespace recoupe

#endif  // RECOUPE_BASE_DECIMAL_H_
