#include "core/language/pattern_program.h"

#include <algorithm>

namespace recoupe {
namespace {

// Tries the steps in their order, and takes back what led nowhere. Without loops in the program, no step leads to
// itself, so the depth is bounded by the program and not by the text.
class Run {
 public:
  Run(std::span<const PatternStep> steps, std::string_view text, std::span<uint32_t> captures)
      : steps_(steps), text_(text), captures_(captures) {}

  bool From(uint16_t list, uint32_t at) {
    for (const PatternStep* step = &steps_[list];; ++step) {
      if (Step(*step, at)) return true;
      if (step->last) return false;
    }
  }

 private:
  bool Step(const PatternStep& step, uint32_t at) {
    switch (step.kind) {
      case PatternStep::kByte:
      case PatternStep::kLetter: {
        if (at == text_.size()) return false;
        auto byte = static_cast<uint8_t>(text_[at]);
        if (step.kind == PatternStep::kLetter && byte >= 'A' && byte <= 'Z') byte += 'a' - 'A';
        return step.low <= byte && byte <= step.high && From(step.next, at + 1);
      }
      case PatternStep::kTextEdge:
        if ((step.low & PatternStep::kBegin) != 0 && at != 0) return false;
        if ((step.low & PatternStep::kEnd) != 0 && at != text_.size()) return false;
        return From(step.next, at);
      case PatternStep::kCapture: {
        if (step.low >= captures_.size()) return From(step.next, at);
        const uint32_t before = captures_[step.low];
        captures_[step.low] = at;
        if (From(step.next, at)) return true;
        captures_[step.low] = before;
        return false;
      }
      case PatternStep::kMatch:
        return true;
      case PatternStep::kNothing:
        return false;
    }
    return false;
  }

  const std::span<const PatternStep> steps_;
  const std::string_view text_;
  const std::span<uint32_t> captures_;
};

}  // namespace

bool PatternProgram::Search(std::string_view text, uint32_t from, std::span<uint32_t> captures) const {
  std::fill(captures.begin(), captures.end(), kAbsent);
  Run run(steps, text, captures);
  for (uint32_t at = from; at <= text.size(); ++at) {
    if (run.From(start, at)) return true;
  }
  return false;
}

}  // namespace recoupe
