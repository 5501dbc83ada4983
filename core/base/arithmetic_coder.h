// BitEncoder, BitDecoder, ContextMixer: how data is made small when the reader knows as much of it as the writer.
//
// A sequence of yes-or-no decisions is written as one long number; a decision that was expected with probability p takes
// -log2(p) bits. What is expected is predicted from the decisions before, by the same code on both sides: tables
// remember what followed in similar situations (*contexts*), and a small neural network that learns on the way weighs
// what they say. Only integers are used, so that every machine predicts the same.
//
// The coder is the carryless one of lpaq1, the prediction a reduced form of its: Matt Mahoney, "Adaptive Weighing of
// Context Models for Lossless Data Compression", Florida Tech. Technical Report CS-2005-16, and "Data Compression
// Explained", sections 4.1 to 4.3, http://mattmahoney.net/dc/dce.html. The code is our own.
//
// Useful for data of some hundred kilobytes that are read once, as a whole; it takes some hundred nanoseconds a decision
// and knows no way to begin in the middle. It does not notice damage: whoever uses it keeps a checksum.
#ifndef RECOUPE_BASE_ARITHMETIC_CODER_H_
#define RECOUPE_BASE_ARITHMETIC_CODER_H_

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recoupe {

// Encoder and decoder have one interface, so that one function can describe a format in both directions: `Code` takes
// the decision to write and returns it; the decoder does not look at the one it is given and returns the one it reads.
class BitEncoder {
 public:
  static constexpr bool kDecoding = false;

  // `p`: the probability of true, times 65,536; from 1 to 65,535.
  bool Code(bool bit, uint32_t p) {
    const uint32_t middle = low_ + static_cast<uint32_t>((static_cast<uint64_t>(high_ - low_) * p) >> 16);
    if (bit) {
      high_ = middle;
    } else {
      low_ = middle + 1;
    }
    for (; (low_ ^ high_) >> 24 == 0; low_ <<= 8, high_ = high_ << 8 | 0xFF)
      bytes_.push_back(static_cast<char>(high_ >> 24));
    return bit;
  }
  bool ok() const { return true; }

  // What was written so far takes that many bits.
  double bits() const {
    return 8.0 * static_cast<double>(bytes_.size()) + 32 - std::log2(static_cast<double>(high_ - low_) + 1);
  }
  // Ends the number. Nothing can be written afterwards.
  std::string Take() {
    for (int shift = 24; shift >= 0; shift -= 8) bytes_.push_back(static_cast<char>(low_ >> shift));
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  uint32_t low_ = 0, high_ = 0xFFFFFFFFu;
};

// Past the end it reads zeros and turns ok() false; it never recovers.
class BitDecoder {
 public:
  static constexpr bool kDecoding = true;

  explicit BitDecoder(std::string_view bytes) : bytes_(bytes) {
    for (int i = 0; i < 4; ++i) code_ = code_ << 8 | Next();
  }

  bool Code(bool, uint32_t p) {
    const uint32_t middle = low_ + static_cast<uint32_t>((static_cast<uint64_t>(high_ - low_) * p) >> 16);
    const bool bit = code_ <= middle;
    if (bit) {
      high_ = middle;
    } else {
      low_ = middle + 1;
    }
    for (; (low_ ^ high_) >> 24 == 0; low_ <<= 8, high_ = high_ << 8 | 0xFF) code_ = code_ << 8 | Next();
    return bit;
  }
  bool ok() const { return ok_; }
  // Whether all bytes were needed.
  bool done() const { return at_ == bytes_.size(); }

 private:
  uint32_t Next() {
    if (at_ == bytes_.size()) {
      ok_ = false;
      return 0;
    }
    return static_cast<unsigned char>(bytes_[at_++]);
  }

  std::string_view bytes_;
  size_t at_ = 0;
  uint32_t low_ = 0, high_ = 0xFFFFFFFFu, code_ = 0;
  bool ok_ = true;
};

// Mixes a and b into a hash in which every bit depends on both.
inline uint32_t MixHash(uint32_t a, uint32_t b) {
  uint32_t h = (a + 0x7F4A7C15u) * 0x2F0B4C47u + b * 0x9E3779B1u;
  h = (h ^ h >> 15) * 0x85EBCA6Bu;
  return h ^ h >> 13;
}

// The logistic function and its inverse: ln(p / (1 - p)) in units of 1/256, from -2047 to 2047.
class Logistic {
 public:
  Logistic();
  int Stretch(uint32_t p) const { return stretch_[p >> 4]; }
  uint32_t Squash(int x) const { return squash_[static_cast<size_t>(std::clamp(x, -2047, 2047) + 2048)]; }

 private:
  std::array<int16_t, 4096> stretch_;
  std::array<uint16_t, 4096> squash_;
};

// Predicts decisions from kContexts contexts at a time, and learns from each.
//
// A context is a number that says what is known: "the last two letters", "the paradigm before". What was decided in it
// is kept in a hash table of its own; entries are overwritten by whoever comes later.
template <int kContexts>
class ContextMixer {
 public:
  // Tables of 2^slot_bits entries of four bytes; weights for two selectors with that many values.
  ContextMixer(int slot_bits, size_t first_selectors, size_t second_selectors)
      : shift_(36 - slot_bits),
        slots_(static_cast<size_t>(kContexts) << slot_bits, kFreshSlot),
        slot_bits_(slot_bits),
        first_weights_(first_selectors, Initial()),
        second_weights_(second_selectors, Initial()) {
    for (auto& map : maps_) {
      for (size_t count = 0; count < 16; ++count) {
        for (uint32_t p = 0; p < 64; ++p) map[count * 64 + p] = static_cast<uint16_t>(p << 10 | 512);
      }
    }
    for (uint32_t n = 0; n < 16; ++n) rate_[n] = 65536 * 10 / (n * 10 + 16);
  }

  void SetContext(int i, uint32_t hash) { contexts_[static_cast<size_t>(i)] = MixHash(hash, static_cast<uint32_t>(i)); }
  // Which weights hold for the decisions that follow: those of one value of each selector, added.
  void Select(size_t first, size_t second) {
    first_ = &first_weights_[first];
    second_ = &second_weights_[second];
  }

  // One decision. `node` tells decisions in one context from each other: which of those that make up a symbol it is.
  template <typename Coder>
  bool Code(Coder* coder, bool bit, uint32_t node) {
    const uint32_t line_hash = (node >> 4) * 0x9E3779B1u;
    std::array<uint32_t*, kContexts> slots;
    std::array<uint16_t*, kContexts> entries;
    std::array<int, kContexts + 1> inputs;
    int sum = 0;
    for (size_t i = 0; i < kContexts; ++i) {
      // Decisions of one symbol lie in one line of the processor's cache, or few.
      const uint32_t hash = contexts_[i] ^ line_hash;
      const uint32_t index = (hash >> shift_) << 4 | ((node ^ hash) & 15);
      uint32_t* slot = &slots_[(i << slot_bits_) + index];
      const uint32_t check = hash >> 4 & 0xFFF;
      *slot = (*slot & 0xFFF) == check ? *slot : kFreshSlot | check;
      slots[i] = slot;
      // What an entry is worth that has seen so much and believes this, is learned, too.
      entries[i] = &maps_[i][(*slot >> 12 & 15) * 64 + (*slot >> 26)];
      inputs[i] = logistic_.Stretch(*entries[i]);
      sum += (inputs[i] * ((*first_)[i] + (*second_)[i])) >> 8;
    }
    inputs[kContexts] = 256;
    sum += (inputs[kContexts] * ((*first_)[kContexts] + (*second_)[kContexts])) >> 8;
    const uint32_t p = logistic_.Squash(sum >> 8);
    bit = coder->Code(bit, p);

    const int error = (static_cast<int>(bit) << 12) - static_cast<int>(p >> 4);
    for (size_t i = 0; i <= kContexts; ++i) {
      const int change = (inputs[i] * error * kLearningRate + 0x2000) >> 14;
      (*first_)[i] += change;
      (*second_)[i] += change;
    }
    for (size_t i = 0; i < kContexts; ++i) {
      const uint32_t count = *slots[i] >> 12 & 15;
      const int before = static_cast<int>(*slots[i] >> 16);
      const int after = before + static_cast<int>((static_cast<int64_t>((bit ? 65535 : 0) - before) * rate_[count]) >> 16);
      *slots[i] = static_cast<uint32_t>(after) << 16 | (count < kCountLimit ? count + 1 : count) << 12 | (*slots[i] & 0xFFF);
      *entries[i] = static_cast<uint16_t>(*entries[i] + (((bit ? 65535 : 0) - *entries[i]) >> kMapRate));
    }
    return bit;
  }

 private:
  static constexpr uint32_t kFreshSlot = 0x80000000u;  // even odds, never seen
#ifndef KL
#define KL 3
#endif
#ifndef KC
#define KC 15
#endif
#ifndef KM
#define KM 6
#endif
  static constexpr int kLearningRate = KL;
  static constexpr uint32_t kCountLimit = KC;
  static constexpr int kMapRate = KM;
  using Weights = std::array<int, kContexts + 1>;  // 65,536 is one
  static Weights Initial() {
    Weights weights;
    weights.fill(1 << 13);
    return weights;
  }

  Logistic logistic_;
  int shift_;
  std::vector<uint32_t> slots_;  // probability (16 bits), how often seen (4), a part of the hash (12)
  int slot_bits_;
  std::array<std::array<uint16_t, 16 * 64>, kContexts> maps_;
  std::array<uint32_t, 16> rate_;  // of learning, by how often a slot was seen
  std::vector<Weights> first_weights_, second_weights_;
  Weights* first_ = nullptr;
  Weights* second_ = nullptr;
  std::array<uint32_t, kContexts> contexts_{};
};

}  // namespace recoupe

#endif  // RECOUPE_BASE_ARITHMETIC_CODER_H_
