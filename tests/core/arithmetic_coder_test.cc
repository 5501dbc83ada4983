#include "core/base/arithmetic_coder.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recoupe {
namespace {

// The same numbers everywhere, unlike those of <random>'s distributions.
class Numbers {
 public:
  explicit Numbers(uint32_t seed) : state_(seed) {}
  uint32_t Next() { return state_ = MixHash(state_, 1); }

 private:
  uint32_t state_;
};

struct Decision {
  bool bit = false;
  uint32_t p = 0;
};

// Eight decisions a byte, predicted from the byte before and from nothing.
template <typename Coder>
uint8_t CodeByte(Coder* coder, ContextMixer<2>* mixer, uint8_t byte, uint8_t before) {
  mixer->SetContext(0, 1);
  mixer->SetContext(1, MixHash(before, 2));
  mixer->Select(0);
  uint32_t node = 8, prefix = 1;
  for (int i = 7; i >= 0; --i) {
    if (node > 7) {
      mixer->Enter(prefix);
      node = 1;
    }
    const bool bit = mixer->Code(coder, (byte >> i & 1) != 0, node);
    node = node << 1 | static_cast<uint32_t>(bit);
    prefix = prefix << 1 | static_cast<uint32_t>(bit);
  }
  return static_cast<uint8_t>(prefix);
}

std::string Pack(std::string_view text) {
  BitEncoder coder;
  ContextMixer<2> mixer(10, 1);
  uint8_t before = 0;
  for (const char c : text) before = CodeByte(&coder, &mixer, static_cast<uint8_t>(c), before);
  return coder.Take();
}

std::pair<std::string, bool> Unpack(std::string_view packed, size_t size) {
  BitDecoder coder(packed);
  ContextMixer<2> mixer(10, 1);
  std::string text;
  uint8_t before = 0;
  for (size_t i = 0; i < size; ++i) {
    before = CodeByte(&coder, &mixer, 0, before);
    text.push_back(static_cast<char>(before));
  }
  return {text, coder.ok() && coder.done()};
}

TEST_CASE("Decisions come back, whatever was expected of them") {
  const auto seed = GENERATE(1u, 2u, 3u);
  const auto extreme = GENERATE(false, true);
  CAPTURE(seed, extreme);
  Numbers numbers(seed);
  std::vector<Decision> decisions;
  for (int i = 0; i < 20000; ++i) {
    const uint32_t p = extreme ? (numbers.Next() & 1 ? 1 : 65535) : 1 + numbers.Next() % 65535;
    decisions.push_back({(numbers.Next() & 1) != 0, p});
  }
  BitEncoder encoder;
  for (const Decision& decision : decisions) encoder.Code(decision.bit, decision.p);
  const std::string bytes = encoder.Take();
  BitDecoder decoder(bytes);
  for (const Decision& decision : decisions) REQUIRE(decoder.Code(false, decision.p) == decision.bit);
  CHECK(decoder.ok());
  CHECK(decoder.done());
}

TEST_CASE("What was expected costs little, and the cost is told") {
  BitEncoder expected, surprising;
  for (int i = 0; i < 1000; ++i) {
    expected.Code(true, 65000);
    surprising.Code(false, 65000);
  }
  CHECK(expected.bits() < 16);
  CHECK(surprising.bits() > 6000);
  const double bits = surprising.bits();
  const auto size = static_cast<double>(surprising.Take().size());
  CHECK(size * 8 - bits >= 0);
  CHECK(size * 8 - bits < 48);
}

TEST_CASE("A text comes back through the mixer and is smaller the more it repeats itself") {
  const std::string repeated = [] {
    std::string text;
    for (int i = 0; i < 200; ++i) text += "le vote a eu lieu; ";
    return text;
  }();
  const std::string random = [] {
    std::string text;
    Numbers numbers(7);
    for (int i = 0; i < 3000; ++i) text.push_back(static_cast<char>(numbers.Next()));
    return text;
  }();
  for (const std::string& text : {std::string(), std::string("a"), repeated, random}) {
    const std::string packed = Pack(text);
    const auto [unpacked, ok] = Unpack(packed, text.size());
    CHECK(ok);
    CHECK(unpacked == text);
  }
  CHECK(Pack(repeated).size() < repeated.size() / 10);
  CHECK(Pack(random).size() < random.size() + random.size() / 20 + 8);
}

TEST_CASE("A decoder past its end says so and goes on") {
  const std::string text = "the council voted and the mayor did not";
  const std::string packed = Pack(text);
  for (size_t size = 0; size < packed.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(Unpack(std::string_view(packed).substr(0, size), text.size()).second);
  }
  CHECK_FALSE(Unpack(packed + "x", text.size()).second);  // not done
}

TEST_CASE("Any bytes can be decoded") {
  Numbers numbers(11);
  for (int round = 0; round < 20; ++round) {
    std::string bytes;
    for (int i = 0; i < 200; ++i) bytes.push_back(static_cast<char>(numbers.Next()));
    CHECK(Unpack(bytes, 2000).first.size() == 2000);
  }
}

TEST_CASE("The logistic function and its inverse agree") {
  const Logistic logistic;
  CHECK(logistic.Squash(0) == 32768);
  CHECK(logistic.Squash(-100000) > 0);
  CHECK(logistic.Squash(100000) < 65536);
  for (int x = -1500; x <= 1500; x += 50) {
    CAPTURE(x);
    const int back = logistic.Stretch(logistic.Squash(x));
    CHECK(back > x - 40);
    CHECK(back < x + 40);
    CHECK(logistic.Squash(x) < logistic.Squash(x + 50));
  }
}

}  // namespace
}  // namespace recoupe
