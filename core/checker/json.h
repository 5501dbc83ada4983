// JSON: reading what callers hand over, and writing answers. Text in, text out; no numbers are computed with.
//
// Of our own because it is 200 lines, and a general library for it was a fifth of the engine's code.
#ifndef RECOUPE_CHECKER_JSON_H_
#define RECOUPE_CHECKER_JSON_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recoupe {

struct Json {
  enum class Kind : uint8_t { kNull, kBoolean, kNumber, kString, kList, kObject };

  Kind kind = Kind::kNull;
  std::string text;              // what a string says; a number or a boolean as it is written
  std::vector<std::string> keys;  // of an object, one for each item
  std::vector<Json> items;       // of a list or an object

  // The field of that name, the last one if there are several; null if there is none.
  const Json* Find(std::string_view key) const;
};

// Nothing if `text` is not well-formed JSON (RFC 8259) in valid UTF-8, or nested more than 100 deep.
std::optional<Json> ParseJson(std::string_view text);

// Writes one value; who calls it sees to it that keys and values alternate.
//
//   JsonWriter json;
//   json.BeginObject();
//   json.Key("lang").String("fr");
//   json.EndObject();
//   json.text();  // {"lang":"fr"}
class JsonWriter {
 public:
  JsonWriter& Key(std::string_view key);

  void BeginObject() { Open('{'); }
  void EndObject() { Close('}'); }
  void BeginList() { Open('['); }
  void EndList() { Close(']'); }
  void String(std::string_view value);  // malformed bytes become U+FFFD
  void Whole(uint64_t value) { Word(std::to_string(value)); }
  void Boolean(bool value) { Word(value ? "true" : "false"); }
  void Null() { Word("null"); }
  // With the fewest decimals that give the same float again, at most 15. REQUIRES: |value| < 10^9.
  void Number(float value);

  const std::string& text() const { return text_; }

 private:
  void Separate();
  void Word(std::string_view word);
  void Open(char bracket);
  void Close(char bracket);
  void Quoted(std::string_view value);

  std::string text_;
  bool comma_ = false;  // before the next value or key
};

}  // namespace recoupe

#endif  // RECOUPE_CHECKER_JSON_H_
