// Result<T>: a value, or an Error with a stable code and a sentence for people.
//
// Used wherever the outside world can be wrong (texts, files, options). Our own mistakes are asserts.
//
//   Result<Corpus> corpus = Corpus::Open(bytes);
//   if (!corpus.ok()) return corpus.error();
//   Use(corpus.value());
#ifndef RECOUPE_BASE_RESULT_H_
#define RECOUPE_BASE_RESULT_H_

#include <cassert>
#include <optional>
#include <string>
#include <utility>

namespace recoupe {

struct Error {
  std::string code;     // kebab-case, stable: programs compare it
  std::string message;  // one sentence: what, where, what to do
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return value_.has_value(); }
  const Error& error() const {
    assert(!ok());
    return error_;
  }
  T& value() & {
    assert(ok());
    return *value_;
  }
  const T& value() const& {
    assert(ok());
    return *value_;
  }
  T&& value() && {
    assert(ok());
    return *std::move(value_);
  }

 private:
  std::optional<T> value_;
  Error error_;
};

}  // namespace recoupe

#endif  // RECOUPE_BASE_RESULT_H_
