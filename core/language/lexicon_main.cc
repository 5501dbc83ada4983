// recoupe-lexicon: compiles and checks the lexicon when Recoupe is built.
//
//   recoupe-lexicon OUTPUT.cc SOURCE.txt…      writes the compiled lexicon as a C++ array
//   recoupe-lexicon --lint SOURCE.txt…         prints problems and statistics; exit status 1 if there are problems
//   recoupe-lexicon --sizes SOURCE.txt…        prints how many bytes each part takes
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "core/language/lexicon_compiler.h"

namespace {

bool WriteArray(const std::string& path, const std::string& bytes) {
  std::string out =
      "// Made by recoupe-lexicon from data/lexicon/.\n#include \"core/language/lexicon_data.h\"\n\nnamespace recoupe "
      "{\n";
  out += "namespace {\nalignas(16) constexpr unsigned char kBytes[] = {\n";
  for (size_t i = 0; i < bytes.size(); ++i) {
    out += std::to_string(static_cast<unsigned char>(bytes[i]));
    out += i % 32 == 31 ? ",\n" : ",";
  }
  out +=
      "};\n}  // namespace\n\nstd::string_view LexiconData() { return {reinterpret_cast<const char*>(kBytes), sizeof "
      "kBytes}; }\n\n"
      "}  // namespace recoupe\n";
  std::ofstream file(path, std::ios::binary);
  file << out;
  return file.good();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "usage: recoupe-lexicon OUTPUT.cc|--lint|--sizes SOURCE.txt...\n");
    return 2;
  }
  const std::string output = argv[1];
  std::vector<recoupe::LexiconSource> sources;
  for (int i = 2; i < argc; ++i) {
    const std::string path = argv[i];
    std::ifstream file(path, std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "recoupe-lexicon: cannot read %s\n", path.c_str());
      return 2;
    }
    const size_t slash = path.find_last_of('/');
    sources.push_back({path.substr(slash == std::string::npos ? 0 : slash + 1),
                       std::string(std::istreambuf_iterator<char>(file), {})});
  }
  const recoupe::Result<recoupe::CompiledLexicon> compiled = recoupe::CompileLexicon(std::move(sources));
  if (!compiled.ok()) {
    std::fprintf(stderr, "%s\n", compiled.error().message.c_str());
    return 2;
  }
  if (output == "--sizes") {
    for (const auto& [part, bytes] : compiled.value().sizes) std::printf("%9.0f  %s\n", bytes, part.c_str());
    std::printf("%9zu  all\n", compiled.value().bytes.size());
    return 0;
  }
  if (output != "--lint") return WriteArray(output, compiled.value().bytes) ? 0 : 2;
  for (const std::string& problem : compiled.value().problems) std::printf("%s\n", problem.c_str());
  const recoupe::LexiconStatistics& statistics = compiled.value().statistics;
  std::printf("%zu concepts, %zu relations, %zu bytes compiled, %zu problems\n", statistics.concepts,
              statistics.relations, compiled.value().bytes.size(), compiled.value().problems.size());
  for (const auto& language : statistics.languages) {
    std::printf("%s: %zu lemmas (%zu of several words), %zu forms\n", language.code.c_str(), language.lemmas,
                language.multiword, language.forms);
  }
  return compiled.value().problems.empty() ? 0 : 1;
}
