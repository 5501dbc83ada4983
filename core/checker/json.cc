#include "core/checker/json.h"

#include <cassert>
#include <cmath>
#include <utility>

#include "core/base/utf8.h"

namespace recoupe {
namespace {

constexpr int kMaxDepth = 100;  // the reader calls itself
constexpr std::string_view kEscapes = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";

bool IsDecimal(char c) { return c >= '0' && c <= '9'; }

class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  bool Document(Json* out) {
    if (!Value(out, 0)) return false;
    SkipSpace();
    return at_ == text_.size();
  }

 private:
  // The next byte; 0 at the end, which JSON has nowhere outside strings.
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool Take(char c) {
    if (Peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  // Space, and then `c`.
  bool TakeMark(char c) {
    SkipSpace();
    return Take(c);
  }

  bool TakeWord(std::string_view word, Json::Kind kind, Json* out) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    out->kind = kind;
    out->text = word;
    return true;
  }

  void SkipSpace() {
    while (Peek() == ' ' || Peek() == '\n' || Peek() == '\r' || Peek() == '\t') ++at_;
  }

  bool Value(Json* out, int depth) {
    if (depth > kMaxDepth) return false;
    SkipSpace();
    switch (Peek()) {
      case '{':
        return Items('}', Json::Kind::kObject, out, depth);
      case '[':
        return Items(']', Json::Kind::kList, out, depth);
      case '"':
        out->kind = Json::Kind::kString;
        return Text(&out->text);
      case 't':
        return TakeWord("true", Json::Kind::kBoolean, out);
      case 'f':
        return TakeWord("false", Json::Kind::kBoolean, out);
      case 'n':
        return TakeWord("null", Json::Kind::kNull, out);
      default:
        return Number(out);
    }
  }

  bool Items(char end, Json::Kind kind, Json* out, int depth) {
    out->kind = kind;
    ++at_;
    if (TakeMark(end)) return true;
    do {
      if (kind == Json::Kind::kObject) {
        SkipSpace();
        if (!Text(&out->keys.emplace_back()) || !TakeMark(':')) return false;
      }
      if (!Value(&out->items.emplace_back(), depth + 1)) return false;
    } while (TakeMark(','));
    return Take(end);
  }

  bool Digits() {
    if (!IsDecimal(Peek())) return false;
    while (IsDecimal(Peek())) ++at_;
    return true;
  }

  bool Number(Json* out) {
    const size_t begin = at_;
    Take('-');
    if (!Take('0') && !Digits()) return false;
    if (Take('.') && !Digits()) return false;
    if (Take('e') || Take('E')) {
      if (!Take('+')) Take('-');
      if (!Digits()) return false;
    }
    out->kind = Json::Kind::kNumber;
    out->text = text_.substr(begin, at_ - begin);
    return true;
  }

  bool Text(std::string* out) {
    if (!Take('"')) return false;
    for (;;) {
      if (at_ == text_.size()) return false;
      const char c = text_[at_++];
      if (c == '"') return IsValidUtf8(*out);
      if (static_cast<unsigned char>(c) < ' ') return false;
      if (c != '\\') {
        out->push_back(c);
      } else if (const size_t i = kEscapes.find(Peek()); i != std::string_view::npos) {
        out->push_back(kMeanings[i]);
        ++at_;
      } else if (!Unicode(out)) {
        return false;
      }
    }
  }

  // \u0041, or the two that a character beyond U+FFFF takes in UTF-16, from its u on.
  bool Unicode(std::string* out) {
    char32_t c = 0, low = 0;
    if (!Unit(&c)) return false;
    if (c >= 0xD800 && c <= 0xDBFF) {
      if (!Take('\\') || !Unit(&low) || low < 0xDC00 || low > 0xDFFF) return false;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    } else if (c >= 0xDC00 && c <= 0xDFFF) {
      return false;
    }
    AppendUtf8(c, out);
    return true;
  }

  bool Unit(char32_t* out) {
    if (!Take('u')) return false;
    for (int i = 0; i < 4; ++i) {
      const char c = Peek();
      const char lower = static_cast<char>(c | 0x20);
      if (IsDecimal(c)) {
        *out = *out * 16 + static_cast<char32_t>(c - '0');
      } else if (lower >= 'a' && lower <= 'f') {
        *out = *out * 16 + static_cast<char32_t>(lower - 'a' + 10);
      } else {
        return false;
      }
      ++at_;
    }
    return true;
  }

  const std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

const Json* Json::Find(std::string_view key) const {
  for (size_t i = keys.size(); i-- > 0;) {
    if (keys[i] == key) return &items[i];
  }
  return nullptr;
}

std::optional<Json> ParseJson(std::string_view text) {
  std::optional<Json> json(std::in_place);
  if (!JsonReader(text).Document(&*json)) json.reset();
  return json;
}

JsonWriter& JsonWriter::Key(std::string_view key) {
  Separate();
  Quoted(key);
  text_.push_back(':');
  comma_ = false;
  return *this;
}

void JsonWriter::String(std::string_view value) {
  Separate();
  Quoted(value);
}

void JsonWriter::Number(float value) {
  assert(std::fabs(value) < 1e9f);
  double power = 1;
  size_t decimals = 0;
  while (decimals < 15 && static_cast<float>(std::round(value * power) / power) != value) {
    power *= 10;
    ++decimals;
  }
  const auto scaled = static_cast<int64_t>(std::round(value * power));
  std::string digits = std::to_string(scaled < 0 ? -scaled : scaled);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, 1, '.');
  Word((scaled < 0 ? "-" : "") + digits);
}

void JsonWriter::Separate() {
  if (comma_) text_.push_back(',');
  comma_ = true;
}

void JsonWriter::Word(std::string_view word) {
  Separate();
  text_.append(word);
}

void JsonWriter::Open(char bracket) {
  Separate();
  text_.push_back(bracket);
  comma_ = false;
}

void JsonWriter::Close(char bracket) {
  text_.push_back(bracket);
  comma_ = true;
}

void JsonWriter::Quoted(std::string_view value) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  text_.push_back('"');
  for (size_t i = 0; i < value.size();) {
    const char c = value[i];
    if (const size_t escape = kMeanings.find(c); escape != std::string_view::npos && c != '/') {
      text_.push_back('\\');
      text_.push_back(kEscapes[escape]);
      ++i;
    } else if (static_cast<unsigned char>(c) < ' ') {
      text_.append("\\u00");
      text_.push_back(kHexDigits[static_cast<size_t>(c) >> 4]);
      text_.push_back(kHexDigits[static_cast<size_t>(c) & 15]);
      ++i;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      text_.push_back(c);
      ++i;
    } else {
      const CodePoint point = DecodeUtf8(value, i);
      AppendUtf8(point.value, &text_);
      i += point.size;
    }
  }
  text_.push_back('"');
}

}  // namespace recoupe
