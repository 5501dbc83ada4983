#include "core/base/bytes.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cstdint>
#include <string>

namespace recoupe {
namespace {

TEST_CASE("Integers of every size come back") {
  const auto value = GENERATE(uint64_t{0}, uint64_t{1}, uint64_t{127}, uint64_t{128}, uint64_t{16383}, uint64_t{16384},
                              uint64_t{0xFFFFFFFF}, UINT64_MAX);
  CAPTURE(value);
  ByteWriter out;
  out.Varint(value);
  out.Fixed32(static_cast<uint32_t>(value));
  ByteReader in(out.bytes());
  CHECK(in.Varint() == value);
  CHECK(in.Fixed32() == static_cast<uint32_t>(value));
  CHECK(in.ok());
  CHECK(in.done());
}

TEST_CASE("Fixed integers are little-endian") {
  ByteWriter out;
  out.Fixed32(0x04030201);
  CHECK(out.bytes() == "\x01\x02\x03\x04");
}

TEST_CASE("Strings come back, with zero bytes and empty ones") {
  const std::string with_zero("a\0b", 3);
  ByteWriter out;
  out.String("");
  out.String(with_zero);
  out.Raw("tail");
  const std::string bytes = out.Take();
  ByteReader in(bytes);
  CHECK(in.String().empty());
  CHECK(in.String() == with_zero);
  CHECK(in.Raw(4) == "tail");
  CHECK(in.ok());
  CHECK(in.done());
}

TEST_CASE("A read past the end yields nothing and never recovers") {
  ByteReader in(
      std::string_view("\x05"
                       "abc"));
  CHECK(in.String().empty());
  CHECK_FALSE(in.ok());
  CHECK(in.Varint() == 0);
  CHECK(in.Fixed32() == 0);
  CHECK(in.Raw(1).empty());
  CHECK_FALSE(in.ok());
}

TEST_CASE("A variable-length integer that does not end is refused") {
  const auto bytes =
      GENERATE(as<std::string>{}, "\x80", "\xFF\xFF", std::string(10, '\xFF') + "\x01", std::string(64, '\x80'));
  ByteReader in(bytes);
  CHECK(in.Varint() == 0);
  CHECK_FALSE(in.ok());
}

TEST_CASE("A count of more items than there are bytes is refused") {
  ByteWriter out;
  out.Varint(uint64_t{1} << 40);
  out.Raw("few");
  ByteReader in(out.bytes());
  CHECK(in.Count() == 0);
  CHECK_FALSE(in.ok());
}

TEST_CASE("A size near the largest integer does not wrap around") {
  ByteWriter out;
  out.Raw("abc");
  ByteReader in(out.bytes());
  in.Raw(2);
  CHECK(in.Raw(UINT64_MAX).empty());
  CHECK_FALSE(in.ok());
}

TEST_CASE("The hash is FNV-1a") {
  CHECK(Hash32("") == 0x811C9DC5u);
  CHECK(Hash32("a") == 0xE40C292Cu);
  CHECK(Hash32("foobar") == 0xBF9CF968u);
}

}  // namespace
}  // namespace recoupe
