// ByteWriter, ByteReader: little-endian integers, variable-length integers and strings, as lexicon and corpus files
// hold them.
#ifndef RECOUPE_BASE_BYTES_H_
#define RECOUPE_BASE_BYTES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace recoupe {

class ByteWriter {
 public:
  void Fixed32(uint32_t v) {
    for (int i = 0; i < 4; ++i) bytes_.push_back(static_cast<char>(v >> (8 * i)));
  }
  // LEB128: seven bits a byte, least significant first.
  void Varint(uint64_t v) {
    for (; v >= 0x80; v >>= 7) bytes_.push_back(static_cast<char>(v | 0x80));
    bytes_.push_back(static_cast<char>(v));
  }
  void String(std::string_view s) {
    Varint(s.size());
    bytes_.append(s);
  }
  void Raw(std::string_view s) { bytes_.append(s); }

  const std::string& bytes() const { return bytes_; }
  std::string Take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads past the end yield zeros and empty strings and turn ok() false; it never recovers.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  uint32_t Fixed32() {
    if (!Need(4)) return 0;
    uint32_t v = 0;
    for (int i = 0; i < 4; ++i) v |= static_cast<uint32_t>(static_cast<unsigned char>(bytes_[at_ + i])) << (8 * i);
    at_ += 4;
    return v;
  }
  uint64_t Varint() {
    uint64_t v = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!Need(1)) return 0;
      const auto byte = static_cast<unsigned char>(bytes_[at_++]);
      v |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return v;
    }
    ok_ = false;
    return 0;
  }
  // A view into the bytes.
  std::string_view String() { return Raw(Varint()); }
  std::string_view Raw(uint64_t size) {
    if (!Need(size)) return {};
    const std::string_view s = bytes_.substr(at_, size);
    at_ += size;
    return s;
  }
  // A count of items that take at least one byte each: no more than there are bytes left, so that damage cannot ask for
  // memory.
  uint64_t Count() {
    const uint64_t n = Varint();
    if (n > bytes_.size() - at_) ok_ = false;
    return ok_ ? n : 0;
  }

  bool ok() const { return ok_; }
  bool done() const { return at_ == bytes_.size(); }

 private:
  bool Need(uint64_t n) {
    if (!ok_ || n > bytes_.size() - at_) ok_ = false;
    return ok_;
  }

  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

// FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/
inline constexpr uint32_t kHash32Start = 2166136261u;
inline uint32_t Hash32Next(uint32_t hash, char c) { return (hash ^ static_cast<unsigned char>(c)) * 16777619u; }
inline uint32_t Hash32(std::string_view s) {
  uint32_t hash = kHash32Start;
  for (const char c : s) hash = Hash32Next(hash, c);
  return hash;
}

}  // namespace recoupe

#endif  // RECOUPE_BASE_BYTES_H_
