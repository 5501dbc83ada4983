// Embind: the engine's methods under their JavaScript names, strings and bytes only. web/src/engine.ts is the one
// caller.
#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <string>

#include "core/checker/engine.h"

namespace {

// Embind would hand bytes out as a string; a copy as Uint8Array is what callers want.
emscripten::val Finish(recoupe::Engine& engine) {
  const std::string bytes = engine.Finish();
  const emscripten::val view(
      emscripten::typed_memory_view(bytes.size(), reinterpret_cast<const unsigned char*>(bytes.data())));
  return emscripten::val::global("Uint8Array").new_(view);
}

}  // namespace

EMSCRIPTEN_BINDINGS(recoupe) {
  emscripten::class_<recoupe::Engine>("Engine")
      .constructor<>()
      .function("add", &recoupe::Engine::Add)
      .function("finish", &Finish)
      .function("open", &recoupe::Engine::Open)
      .function("inspect", &recoupe::Engine::Inspect)
      .function("check", &recoupe::Engine::Check)
      .function("compare", &recoupe::Engine::Compare)
      .function("explain", &recoupe::Engine::Explain);
}
