// The one file that knows RE2: its compiler's program, step by step.
#include "core/language/pattern_compiler.h"

#include <re2/prog.h>
#include <re2/re2.h>
#include <re2/regexp.h>

#include <cstdint>
#include <memory>

namespace recoupe {
namespace {

constexpr int64_t kMemory = 1 << 20;

// False if the program asks for more than a PatternStep can do.
bool Translate(re2::Prog::Inst* inst, PatternStep* step) {
  step->last = inst->last() != 0;
  step->next = static_cast<uint16_t>(inst->out());
  switch (inst->opcode()) {
    case re2::kInstByteRange:
      step->kind = inst->foldcase() != 0 ? PatternStep::kLetter : PatternStep::kByte;
      step->low = static_cast<uint8_t>(inst->lo());
      step->high = static_cast<uint8_t>(inst->hi());
      return true;
    case re2::kInstCapture:
      step->kind = PatternStep::kCapture;
      step->low = static_cast<uint8_t>(inst->cap());
      return inst->cap() <= UINT8_MAX;
    case re2::kInstEmptyWidth:
      step->kind = PatternStep::kTextEdge;
      step->low = static_cast<uint8_t>(((inst->empty() & re2::kEmptyBeginText) != 0 ? PatternStep::kBegin : 0) +
                                       ((inst->empty() & re2::kEmptyEndText) != 0 ? PatternStep::kEnd : 0));
      return (inst->empty() & ~(re2::kEmptyBeginText | re2::kEmptyEndText)) == 0;
    case re2::kInstNop:  // an edge that asks for nothing
      step->kind = PatternStep::kTextEdge;
      return true;
    case re2::kInstMatch:
      step->kind = PatternStep::kMatch;
      return true;
    case re2::kInstAltMatch:  // a hint: the list behind it says the same
    case re2::kInstFail:
      step->kind = PatternStep::kNothing;
      step->next = 0;
      return true;
    default:
      return false;
  }
}

// Whether some way through the program comes back to `list`. `done`: lists that lead to no loop.
bool Loops(const CompiledPattern& pattern, uint16_t list, std::vector<bool>* open, std::vector<bool>* done) {
  if ((*done)[list]) return false;
  if ((*open)[list]) return true;
  (*open)[list] = true;
  for (const PatternStep* step = &pattern.steps[list];; ++step) {
    const bool ends = step->kind == PatternStep::kMatch || step->kind == PatternStep::kNothing;
    if (!ends && Loops(pattern, step->next, open, done)) return true;
    if (step->last) break;
  }
  (*open)[list] = false;
  (*done)[list] = true;
  return false;
}

const char* KindName(PatternStep::Kind kind) {
  switch (kind) {
    case PatternStep::kByte:
      return "kByte";
    case PatternStep::kLetter:
      return "kLetter";
    case PatternStep::kTextEdge:
      return "kTextEdge";
    case PatternStep::kCapture:
      return "kCapture";
    case PatternStep::kMatch:
      return "kMatch";
    case PatternStep::kNothing:
      return "kNothing";
  }
  return "";
}

}  // namespace

Result<CompiledPattern> CompilePattern(const std::string& expression) {
  const auto bad = [](const std::string& why) { return Error{"bad-pattern", "The expression " + why + "."}; };
  const re2::RE2 parsed(expression, re2::RE2::Quiet);
  if (!parsed.ok()) return bad("is refused by RE2: " + parsed.error());
  const std::unique_ptr<re2::Prog> program(parsed.Regexp()->CompileToProg(kMemory));
  if (program == nullptr || program->size() > UINT16_MAX) return bad("makes too long a program");
  if (program->anchor_start() || program->anchor_end()) return bad("is tied to an edge of the text as a whole");

  CompiledPattern pattern;
  pattern.start = static_cast<uint16_t>(program->start());
  for (int id = 0; id < program->size(); ++id) {
    if (!Translate(program->inst(id), &pattern.steps.emplace_back())) return bad("asks for the edge of a word or a line");
  }
  std::vector<bool> open(pattern.steps.size()), done(pattern.steps.size());
  if (Loops(pattern, pattern.start, &open, &done)) return bad("repeats something without end");
  return pattern;
}

std::string PatternSource(const CompiledPattern& pattern) {
  std::string out =
      "// Made by recoupe-patterns from core/language/pattern_expression.h.\n"
      "#include \"core/language/pattern_program.h\"\n\n"
      "namespace recoupe {\nnamespace {\n\nconstexpr PatternStep kSteps[] = {\n";
  for (const PatternStep& step : pattern.steps) {
    out += "    {PatternStep::" + std::string(KindName(step.kind)) + (step.last ? ", true, " : ", false, ") +
           std::to_string(step.low) + ", " + std::to_string(step.high) + ", " + std::to_string(step.next) + "},\n";
  }
  out += "};\n\n}  // namespace\n\nPatternProgram FigurePattern() { return {kSteps, " + std::to_string(pattern.start) +
         "}; }\n\n}  // namespace recoupe\n";
  return out;
}

}  // namespace recoupe
