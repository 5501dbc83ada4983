// Engine: Recoupe behind strings. Text and JSON in, JSON out; what WebAssembly, the native test program and nothing
// else talk to.
//
// Every answer is a JSON object; {"error":{"code","message"}} where a method could not do what was asked. The shapes
// are described in web/src/types.ts. All offsets are UTF-16 code units, half-open.
#ifndef RECOUPE_CHECKER_ENGINE_H_
#define RECOUPE_CHECKER_ENGINE_H_

#include <memory>
#include <string>
#include <string_view>

#include "core/checker/checker.h"
#include "core/comparison/model.h"
#include "core/corpus/corpus.h"
#include "core/language/lexicon.h"

namespace recoupe {

class Engine {
 public:
  // Loads the lexicon and the weights that are compiled in. The second form takes other weights (weights.tsv): for
  // training.
  Engine();
  explicit Engine(std::string_view weights);

  // Adds one article, {"id","title"?,"text"|"statements",…}, to the corpus being built. Errors: bad-json, bad-article,
  // duplicate-article, unknown-language.
  std::string Add(const std::string& article_json);
  // The corpus file of what was added; then a new one can be begun.
  std::string Finish();

  // Opens a corpus file for Check. Returns what Inspect does. Errors: Corpus::Open's.
  std::string Open(std::string corpus);
  // What the open corpus holds. Errors: corpus-missing.
  std::string Inspect() const;

  // options: {"lang"?,"limit"?}. Errors: corpus-missing, bad-options, unknown-language, empty-text, text-too-long.
  std::string Check(const std::string& text, const std::string& options_json) const;
  // statement: {"text","lang"?}. {"excerpt":…} if it speaks to the claim, else {"nearMiss":…}. Errors: bad-json, and as
  // Check but for corpus-missing.
  std::string Compare(const std::string& claim, const std::string& statement_json,
                      const std::string& options_json) const;
  // Why a score is what it is: {"pairs":[…],"cutOff","cutOffFurther"}, best first, each with its features, their values
  // and weights, and the prediction that they add up to. With a statement, of that pair; without one ("null"), of every
  // candidate in the open corpus. A pair whose texts hold no word has no features. Errors: as Compare and Check.
  std::string Explain(const std::string& claim, const std::string& statement_json,
                      const std::string& options_json) const;

 private:
  Lexicon lexicon_;
  Model model_;
  CorpusBuilder builder_;
  std::unique_ptr<Checker> checker_;
};

}  // namespace recoupe

#endif  // RECOUPE_CHECKER_ENGINE_H_
