// BitEncoder, BitDecoder, ContextMixer: how data is made small when the reader knows as much of it as the writer.
//
// A sequence of yes-or-no decisions is written as one long number; a decision that was expected with probability p
// takes -log2(p) bits. What is expected is predicted from the decisions before, by the same code on both sides: tables
// remember what followed in similar situations (*contexts*), and a small neural network that learns on the way weighs
// what they say. Only integers are used, so that every machine predicts the same.
//
// The coder is the carryless one of lpaq1, the prediction a reduced form of its: Matt Mahoney, "Adaptive Weighing of
// Context Models for Lossless Data Compression", Florida Tech. Technical Report CS-2005-16, and "Data Compression
// Explained", sections 4.1 to 4.3, http://mattmahoney.net/dc/dce.html. The code is our own.
//
// Useful for data of some hundred kilobytes that are read once, as a whole; a decision takes some ten nanoseconds, and
// there is no way to begin in the middle. It does not notice damage: whoever uses it keeps a checksum.
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
// is kept in a hash table of its own, in lines of seven decisions; of two that want one line, the one that was seen
// more often stays.
template <int kContexts>
class ContextMixer {
 public:
  // Tables of 2^line_bits lines of 16 bytes for each context; weights for so many selectors.
  ContextMixer(int line_bits, size_t selectors)
      : line_bits_(line_bits), lines_(static_cast<size_t>(kContexts) << line_bits), weights_(selectors) {
    for (auto& state : states_) {
      for (uint32_t count = 0; count < 16; ++count) {
        for (uint32_t p = 0; p < 64; ++p)
          state[count << 6 | p] = count == 0 ? 0 : logistic_.Stretch(p << 10 | 512) * 256;
      }
    }
    for (Weights& weights : weights_) weights.fill(kOne * 3 / 10);
    for (int n = 0; n < 16; ++n) steps_[static_cast<size_t>(n)] = {n < 15 ? 1 << 12 : 0, 65536 * 10 / (n * 10 + 16)};
  }

  void SetContext(int i, uint32_t hash) { contexts_[static_cast<size_t>(i)] = hash; }
  // Which weights hold for the decisions that follow.
  void Select(size_t selector) { selected_ = &weights_[selector]; }

  // Begins with a group of up to seven decisions, those of the contexts that are set now. Symbols of more decisions
  // have several groups, told from each other by `group`.
  void Enter(uint32_t group) {
    for (size_t i = 0; i < kContexts; ++i) {
      const uint32_t hash = (contexts_[i] ^ group * 0x9E3779B1u) * 0x85EBCA6Bu;
      const auto check = static_cast<uint16_t>(hash | 1);  // never that of a fresh line
      Line* line = &lines_[(i << line_bits_) + (hash >> (32 - line_bits_))];
      if (line->check != check) {
        Line* other = &lines_[((i << line_bits_) + (hash >> (32 - line_bits_))) ^ 1];
        if (other->check == check) {
          line = other;
        } else {
          if (other->slots[0] >> 12 < line->slots[0] >> 12) line = other;
          *line = Line();
          line->check = check;
        }
      }
      current_[i] = line->slots.data() - 1;
    }
  }

  // One decision of the group; `node`, from 1 to 7, tells which.
  template <typename Coder>
  bool Code(Coder* coder, bool bit, uint32_t node) {
    Weights weights = *selected_;
    std::array<int, kContexts> inputs, slots;
    std::array<int*, kContexts> states;
    int sum = weights[kContexts];
    for (size_t i = 0; i < kContexts; ++i) {
      // What a slot is worth that was seen so often and believes this, is learned, too.
      slots[i] = current_[i][node];
      states[i] = &states_[i][static_cast<size_t>(slots[i] >> 6)];
      inputs[i] = *states[i];
      sum += (inputs[i] >> 8) * weights[i];
    }
    const uint32_t p = logistic_.Squash(sum >> kOneBits);
    bit = coder->Code(bit, p);

    const int error = (static_cast<int>(bit) << 12) - static_cast<int>(p >> 4);
    const int target = bit ? 4095 : 0;
    for (size_t i = 0; i < kContexts; ++i) {
      const Step step = steps_[static_cast<size_t>(slots[i] >> 12)];
      current_[i][node] =
          static_cast<uint16_t>(slots[i] + step.count + ((target - (slots[i] & 4095)) * step.rate >> 16));
    }
    // Most decisions come as they were expected and would teach next to nothing.
    if (error > -kSurprise && error < kSurprise) return bit;
    for (size_t i = 0; i < kContexts; ++i) {
      *states[i] = inputs[i] + (error >> 3);
      (*selected_)[i] = weights[i] + ((inputs[i] >> 8) * error >> 13);
    }
    (*selected_)[kContexts] = weights[kContexts] + error * 16;
    return bit;
  }

 private:
  static constexpr int kOneBits = 16, kOne = 1 << kOneBits;
  static constexpr int kSurprise = 48;  // of 4096
  struct Line {
    uint16_t check = 0;  // a part of the hash
    // How often a decision was seen (4 bits), and its probability (12); at first, never and even odds.
    std::array<uint16_t, 7> slots = {2048, 2048, 2048, 2048, 2048, 2048, 2048};
  };
  using Weights = std::array<int, kContexts + 1>;  // the last one stands alone

  Logistic logistic_;
  int line_bits_;
  std::vector<Line> lines_;
  std::array<std::array<int, 16 * 64>, kContexts> states_;
  struct Step {
    int count, rate;
  };
  std::array<Step, 16> steps_;  // what a slot changes by, by how often it was seen
  std::vector<Weights> weights_;
  Weights* selected_ = nullptr;
  std::array<uint32_t, kContexts> contexts_{};
  std::array<uint16_t*, kContexts> current_{};
};

}  // namespace recoupe

#endif  // RECOUPE_BASE_ARITHMETIC_CODER_H_
