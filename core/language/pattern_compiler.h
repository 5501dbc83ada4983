// From a regular expression to a PatternProgram, by RE2. Used when Recoupe is built; not part of the library.
#ifndef RECOUPE_LANGUAGE_PATTERN_COMPILER_H_
#define RECOUPE_LANGUAGE_PATTERN_COMPILER_H_

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/language/pattern_program.h"

namespace recoupe {

struct CompiledPattern {
  std::vector<PatternStep> steps;
  uint16_t start = 0;

  PatternProgram program() const { return {steps, start}; }
};

// Errors: bad-pattern, with the reason: RE2 refuses it, it repeats something without end, or it asks for the edges of
// words or lines, which a PatternProgram does not know.
Result<CompiledPattern> CompilePattern(const std::string& expression);

// The program as C++ that defines FigurePattern().
std::string PatternSource(const CompiledPattern& pattern);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_PATTERN_COMPILER_H_
