#include "core/checker/json.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>

namespace recoupe {
namespace {

using Kind = Json::Kind;

TEST_CASE("Values are read as what they are") {
  const std::optional<Json> json =
      ParseJson(" {\"a\": [1, -2.5e+3, true, false, null], \"b\":{\"a\" :\"x\"},\r\n\t\"a\":\"last\", \"\":{}} ");
  REQUIRE(json.has_value());
  REQUIRE(json->kind == Kind::kObject);
  REQUIRE(json->items.size() == 4);
  const Json& list = json->items[0];
  REQUIRE(list.items.size() == 5);
  CHECK(list.items[0].text == "1");
  CHECK(list.items[1].text == "-2.5e+3");
  CHECK(list.items[2].kind == Kind::kBoolean);
  CHECK(list.items[3].text == "false");
  CHECK(list.items[4].kind == Kind::kNull);
  REQUIRE(json->Find("b") != nullptr);
  CHECK(json->Find("b")->Find("a")->text == "x");
  CHECK(json->Find("a")->text == "last");
  CHECK(json->Find("c") == nullptr);
  CHECK(json->Find("")->items.empty());
}

TEST_CASE("Strings are read with their escapes") {
  struct Row {
    std::string json, text;
  };
  const auto row = GENERATE(Row{R"("")", ""}, Row{R"("\"\\\/\b\f\n\r\t")", "\"\\/\b\f\n\r\t"},
                            Row{R"("\u0041\u00e9\u20AC")", "Aé€"}, Row{R"("\ud83d\ude00é")", "😀é"},
                            Row{R"("\u0000")", std::string(1, '\0')});
  const std::optional<Json> json = ParseJson(row.json);
  REQUIRE(json.has_value());
  CHECK(json->kind == Kind::kString);
  CHECK(json->text == row.text);
}

TEST_CASE("What is not JSON is refused") {
  const auto text = GENERATE(
      as<std::string>{}, "", " ", "{", "}", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}",
      "[1 2]", "1 2", "nul", "True", "01", "-", "1.", ".5", "1e", "+1", "0x1", "NaN", "\"", "\"a", "\"\n\"", "\"\\x\"",
      "\"\\u12\"", "\"\\u12G4\"", "\"\\ud83d\"", "\"\\ud83d\\u0041\"", "\"\\ude00\"", "\"\xFF\"", "\"\xC3\"", "[1]]",
      "\xEF\xBB\xBF{}", "// no\n1");
  CAPTURE(text);
  CHECK_FALSE(ParseJson(text).has_value());
  if (text.find_first_not_of(' ') != std::string::npos) CHECK_FALSE(ParseJson("[" + text + "]").has_value());
  CHECK_FALSE(ParseJson(std::string_view("1\0", 2)).has_value());
}

TEST_CASE("Nesting has an end") {
  const auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(ParseJson(nested(100)).has_value());
  CHECK_FALSE(ParseJson(nested(102)).has_value());
  CHECK_FALSE(ParseJson(std::string(1000000, '[')).has_value());
}

TEST_CASE("Values are written with commas where they belong") {
  JsonWriter json;
  json.BeginObject();
  json.Key("a").BeginList();
  json.EndList();
  json.Key("b").BeginList();
  json.Whole(0);
  json.Null();
  json.BeginObject();
  json.EndObject();
  json.Boolean(true);
  json.EndList();
  json.Key("c").String("x");
  json.EndObject();
  CHECK(json.text() == R"({"a":[],"b":[0,null,{},true],"c":"x"})");
}

TEST_CASE("Strings are written so that they are read again") {
  std::string text = "a/\"\\é😀\x7F";
  for (char c = 0; c < ' '; ++c) text.push_back(c);
  JsonWriter json;
  json.String(text);
  const std::optional<Json> read = ParseJson(json.text());
  REQUIRE(read.has_value());
  CHECK(read->text == text);

  JsonWriter damaged;
  damaged.String("a\xFF\xC3");
  CHECK(damaged.text() == "\"a\uFFFD\uFFFD\"");
}

TEST_CASE("Numbers are written in few figures, and are the same when read again") {
  struct Row {
    float value;
    std::string text;
  };
  const auto row = GENERATE(Row{0, "0"}, Row{1, "1"}, Row{-13.4f, "-13.4"}, Row{0.0102f, "0.0102"}, Row{-0.5f, "-0.5"},
                            Row{1200, "1200"}, Row{2.f / 3, "0.6666667"}, Row{0.9999f, "0.9999"},
                            Row{0.0082644615f, "0.0082644615"}, Row{1e-7f, "0.0000001"});
  JsonWriter json;
  json.Number(row.value);
  CHECK(json.text() == row.text);

  std::mt19937 random(7);  // NOLINT: the same numbers each time
  std::uniform_real_distribution<float> numbers(-20, 20);
  for (int i = 0; i < 1000; ++i) {
    const float value = numbers(random);
    JsonWriter number;
    number.Number(value);
    CHECK(std::strtof(number.text().c_str(), nullptr) == value);
  }
}

}  // namespace
}  // namespace recoupe
