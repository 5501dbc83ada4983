// recoupe-patterns: compiles the regular expression of pattern_expression.h when Recoupe is built.
//
//   recoupe-patterns OUTPUT.cc
#include <cstdio>
#include <fstream>

#include "core/language/pattern_compiler.h"
#include "core/language/pattern_expression.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: recoupe-patterns OUTPUT.cc\n");
    return 2;
  }
  const recoupe::Result<recoupe::CompiledPattern> pattern = recoupe::CompilePattern(recoupe::kFigurePattern);
  if (!pattern.ok()) {
    std::fprintf(stderr, "recoupe-patterns: %s\n", pattern.error().message.c_str());
    return 2;
  }
  std::ofstream file(argv[1], std::ios::binary);
  file << recoupe::PatternSource(pattern.value());
  return file.good() ? 0 : 2;
}
