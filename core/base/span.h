// Span: a half-open range of byte offsets, [begin, end).
#ifndef RECOUPE_BASE_SPAN_H_
#define RECOUPE_BASE_SPAN_H_

#include <cstdint>

namespace recoupe {

// Bytes of the text it belongs to. UTF-16 offsets exist only in checker/engine.cc and in corpus records, where names
// say so.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace recoupe

#endif  // RECOUPE_BASE_SPAN_H_
