#include "core/base/arithmetic_coder.h"

namespace recoupe {

Logistic::Logistic() {
  // 65,536 / (1 + exp(-x)) for x = -8, -7.5 … 8; straight lines between them.
  static constexpr std::array<uint32_t, 33> kSteps = {22,    36,    60,    98,    162,   267,   439,   720,   1179,
                                                      1921,  3108,  4971,  7812,  11955, 17625, 24743, 32768, 40793,
                                                      47911, 53581, 57724, 60565, 62428, 63615, 64357, 64816, 65097,
                                                      65269, 65374, 65438, 65476, 65500, 65514};
  for (uint32_t i = 0; i < 4096; ++i) {
    const uint32_t step = i >> 7, part = i & 127;
    squash_[i] = static_cast<uint16_t>((kSteps[step] * (128 - part) + kSteps[step + 1] * part) >> 7);
  }
  size_t next = 0;
  for (uint32_t x = 1; x < 4096; ++x) {
    for (; next <= squash_[x] >> 4; ++next) stretch_[next] = static_cast<int16_t>(static_cast<int>(x) - 2048);
  }
  for (; next < stretch_.size(); ++next) stretch_[next] = 2047;
}

}  // namespace recoupe
