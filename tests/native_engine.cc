// recoupe-native: the engine over standard input and output, for tests that hold the native build against the wasm one
// and for training.
//
// A request is a line "METHOD SIZE…" and then that many bytes for each argument; an answer is a line "SIZE" and the
// bytes. With an argument on the command line, the weights are read from that file.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "core/checker/engine.h"

int main(int argc, char** argv) {
  std::unique_ptr<recoupe::Engine> engine;
  std::string weights;
  if (argc > 1) {
    std::ifstream file(argv[1], std::ios::binary);
    weights.assign(std::istreambuf_iterator<char>(file), {});
    engine = std::make_unique<recoupe::Engine>(weights);
  } else {
    engine = std::make_unique<recoupe::Engine>();
  }
  std::string line;
  while (std::getline(std::cin, line)) {
    std::istringstream words(line);
    std::string method;
    words >> method;
    std::vector<std::string> arguments;
    for (size_t size = 0; words >> size;) {
      arguments.emplace_back(size, '\0');
      std::cin.read(arguments.back().data(), static_cast<std::streamsize>(size));
    }
    arguments.resize(3);
    std::string answer;
    if (method == "add") answer = engine->Add(arguments[0]);
    if (method == "finish") answer = engine->Finish();
    if (method == "open") answer = engine->Open(arguments[0]);
    if (method == "inspect") answer = engine->Inspect();
    if (method == "check") answer = engine->Check(arguments[0], arguments[1]);
    if (method == "compare") answer = engine->Compare(arguments[0], arguments[1], arguments[2]);
    if (method == "explain") answer = engine->Explain(arguments[0], arguments[1], arguments[2]);
    std::cout << answer.size() << '\n' << answer << std::flush;
  }
}
