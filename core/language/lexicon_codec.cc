#include "core/language/lexicon_codec.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdio>
#include <map>

#include "core/base/arithmetic_coder.h"
#include "core/base/bytes.h"
#include "core/base/decimal.h"
#include "core/base/sort.h"
#include "core/base/utf8.h"
#include "core/language/lexicon_format.h"

namespace recoupe {
namespace {

// What a text belongs to: a word of a language and part of speech, or one of these.
constexpr int kPartsOfSpeech = 6;
constexpr uint32_t kNameOfList = 0, kPatternText = 1, kFirstSuffix = 2;  // of paradigms, by form
constexpr uint32_t kFirstWordGroup = kFirstSuffix + kFormNames.size();

// What a number says; each has statistics of its own.
enum Field : uint32_t {
  kCountField,
  kLetterField,
  kLetterTreeField,
  kLetterLengthField,
  kExpectedSuffixField,
  kParadigmField,
  kPatternCountField,
  kWholeField,
  kSuffixCountField,
  kFormField,
  kFieldsField,
  kLadderField,
  kRankField,
  kKindField,
  kCueField,
  kSyntaxField,
  kRoleField,
  kDimensionField,
  kListSizeField,  // by relation
  kRecentField = kListSizeField + kListCount,
  kDistanceField = kRecentField + kListCount,
  kGroupField = kDistanceField + kListCount,
  kMarksField,
  kFieldCount
};

// Which fields a concept has, as bits.
constexpr uint32_t kHasLadder = 1, kHasKind = 2, kHasCue = 4, kHasSyntax = 8, kHasRole = 16, kHasUnit = 32,
                   kHasValue = 64, kIsLight = 128;

// More than this no lexicon has; damage must not ask for all memory.
constexpr size_t kMostWords = 1 << 20;
constexpr size_t kMostParadigms = 1 << 16;
constexpr size_t kMostText = 1 << 25;

// A tree of decisions at whose ends are letters, frequent ones after few decisions (Huffman's code).
class LetterTree {
 public:
  static constexpr int kLongestCode = 24;
  static constexpr int kLetter = 1 << 15;

  // By letter: how many decisions lead to it; 0: none do. False if there is no such tree.
  bool Build(const std::vector<int>& lengths) {
    std::vector<size_t> order;
    for (size_t i = 0; i < lengths.size(); ++i) {
      if (lengths[i] > 0) order.push_back(i);
    }
    StableSort(&order, [&](size_t a, size_t b) { return lengths[a] < lengths[b]; });
    codes.resize(lengths.size());
    children.assign(1, {0, 0});
    uint64_t next = 0;  // canonical: codes of one length follow each other
    int length = 0;
    for (const size_t i : order) {
      if (lengths[i] > kLongestCode) return false;
      next <<= lengths[i] - length;
      length = lengths[i];
      if (next >> length != 0) return false;
      codes[i] = {static_cast<uint32_t>(next++), length};
      size_t node = 0;
      for (int bit = length - 1; bit > 0; --bit) {
        const size_t side = codes[i].bits >> bit & 1;
        if (children[node][side] == 0) {
          children[node][side] = static_cast<int>(children.size());
          children.push_back({0, 0});
        }
        node = static_cast<size_t>(children[node][side]);
      }
      children[node][codes[i].bits & 1] = kLetter | static_cast<int>(i);
    }
    return next == uint64_t{1} << length && length > 0;  // every path ends at a letter
  }

  struct Code {
    uint32_t bits = 0;  // the first decision is the highest
    int length = 0;
  };
  std::vector<Code> codes;                   // by letter
  std::vector<std::array<int, 2>> children;  // of each node, beginning with the root: a node, or kLetter | letter
};

// The letters of all texts; letter 0 ends a text. After frequent letters they have a tree of their own.
struct Alphabet {
  std::vector<char32_t> letters;  // by rising value
  std::vector<LetterTree> trees;
  std::vector<size_t> tree_after;  // by letter
};

// How many decisions lead to letters of these frequencies in Huffman's tree; 0 for those that never come.
std::vector<int> CodeLengths(const std::vector<uint64_t>& frequencies) {
  std::vector<int> lengths(frequencies.size(), 0);
  std::multimap<uint64_t, std::vector<size_t>> trees;  // frequency, and the letters in it
  for (size_t i = 0; i < frequencies.size(); ++i) {
    if (frequencies[i] > 0) trees.emplace(frequencies[i], std::vector<size_t>{i});
  }
  while (trees.size() > 1) {
    auto rarest = trees.extract(trees.begin()), next = trees.extract(trees.begin());
    rarest.key() += next.key();
    rarest.mapped().insert(rarest.mapped().end(), next.mapped().begin(), next.mapped().end());
    for (const size_t i : rarest.mapped()) ++lengths[i];
    trees.insert(std::move(rarest));
  }
  return lengths;
}

// Numbers and texts, in both directions: each function takes what is to be written and returns what was written or
// read.
template <typename Coder>
class FieldCoder {
 public:
  explicit FieldCoder(Coder* coder) : coder_(coder), numbers_(12, kFieldCount), texts_(16, 48) {
    history_.push_back(0);
  }

  // `a` and `b`: what may tell what to expect.
  uint32_t Number(uint32_t value, uint32_t field, uint32_t a = 0, uint32_t b = 0) {
    SetNumberContexts(field, a, b);
    // Elias' gamma code of value + 1: how many digits, then the digits.
    const uint64_t plus = uint64_t{value} + 1;
    uint32_t digits = 1;
    for (bool more = true; more && digits < 32; digits += more) {
      if (digits % 7 == 1) numbers_.Enter(digits);
      more = numbers_.Code(coder_, static_cast<uint32_t>(std::bit_width(plus)) > digits, (digits - 1) % 7 + 1);
    }
    uint64_t prefix = 1;
    for (uint32_t left = digits - 1, node = 8; left > 0; --left) {
      if (node > 7) {
        numbers_.Enter(static_cast<uint32_t>(prefix << 5 | digits) ^ 0x80000000u);
        node = 1;
      }
      const bool bit = numbers_.Code(coder_, (plus >> (left - 1) & 1) != 0, node);
      prefix = prefix << 1 | static_cast<uint64_t>(bit);
      node = node << 1 | static_cast<uint32_t>(bit);
    }
    return static_cast<uint32_t>(prefix - 1);
  }
  bool Flag(bool value, uint32_t field, uint32_t a = 0, uint32_t b = 0) {
    SetNumberContexts(field, a, b);
    numbers_.Enter(0);
    return numbers_.Code(coder_, value, 1);
  }

  void SetAlphabet(Alphabet alphabet) {
    alphabet_ = std::move(alphabet);
    for (size_t i = 0; i < alphabet_.letters.size(); ++i) number_of_letter_[alphabet_.letters[i]] = i;
  }

  // Texts that resemble each other stand in one section: the words of a concept, the parts of a paradigm.
  void StartSection() { section_ = history_.size(); }
  // Where the next text will stand, for `model`.
  uint32_t position() const { return static_cast<uint32_t>(history_.size()); }

  // Appends to `out` when decoding. `model`: the position of a text that this one may resemble from its first letter
  // on, such as its translation; 0: none.
  void Text(std::string_view text, uint32_t group, uint32_t model, std::string* out) {
    uint32_t match = model, length = model ? 1 : 0;  // where the letters before stood already, and how many of them
    uint32_t word = 0, last = 0, recent = 0;         // the word so far; the last letter; the last four
    size_t at = 0;
    for (size_t i = 0; i <= kLongestEntry; ++i) {
      size_t letter = 0;
      if (!Coder::kDecoding && at < text.size()) {
        const CodePoint c = DecodeUtf8(text, at);
        at += c.size;
        letter = number_of_letter_.find(c.value)->second;
      }
      const uint32_t expected = match ? history_[match] + 1u : 0;
      const uint32_t matched = std::min(length, 15u);
      texts_.SetContext(0, MixHash(recent & 0xFFFF, group));
      texts_.SetContext(1, MixHash(word, group / kPartsOfSpeech));
      texts_.SetContext(2, MixHash(expected | matched << 8, last));
      texts_.SetContext(3, MixHash(recent & 0xFFFFFF, group + 1000));
      letter = Letter(letter, last, expected, matched);

      history_.push_back(static_cast<uint8_t>(letter));
      if (letter == 0) return;
      if (Coder::kDecoding) Append(alphabet_.letters[letter], out);
      recent = recent << 8 | static_cast<uint32_t>(letter);
      last = static_cast<uint32_t>(letter);
      const char32_t value = alphabet_.letters[letter];
      word = value == ' ' || value == '-' || value == '\'' ? value : MixHash(word, last);

      if (expected == letter + 1) {
        ++match;
        ++length;
        if (match == history_.size()) match = 0;
      } else {
        match = 0;
        length = 0;
      }
      const std::array<uint32_t*, 3> seen = {&after_[last], &after_[256 + (MixHash(recent & 0xFFFF, 0) >> 20)],
                                             &after_[256 + 4096 + (MixHash(recent & 0xFFFFFF, 0) >> 20)]};
      for (uint32_t n = 3; n > 0; --n) {
        if (match == 0 && i + 1 >= n && *seen[n - 1] > section_) {
          match = *seen[n - 1];
          length = n;
        }
        *seen[n - 1] = static_cast<uint32_t>(history_.size());
      }
    }
    too_long_ = true;
  }

  bool ok() const { return coder_->ok() && !too_long_; }

 private:
  static void Append(char32_t c, std::string* out) {
    if (c < 0x80) {
      out->push_back(static_cast<char>(c));
    } else {
      AppendUtf8(c, out);
    }
  }

  void SetNumberContexts(uint32_t field, uint32_t a, uint32_t b) {
    numbers_.SetContext(0, MixHash(field, a));
    numbers_.SetContext(1, MixHash(field + kFieldCount, b));
    numbers_.SetContext(2, MixHash(MixHash(field, a), b));
    numbers_.Select(field);
  }

  size_t Letter(size_t letter, uint32_t last, uint32_t expected, uint32_t matched) {
    const LetterTree& tree = alphabet_.trees[alphabet_.tree_after[last]];
    const LetterTree::Code to_write = tree.codes[letter];
    LetterTree::Code hint;
    if (expected) hint = tree.codes[expected - 1];
    bool hinted = hint.length > 0;
    size_t node = 0;
    uint32_t in_group = 8;
    for (int depth = 0;; ++depth) {
      if (in_group > 7) {
        texts_.Enter(static_cast<uint32_t>(node));
        in_group = 1;
      }
      // Whether the letter that we expect goes this way or that; nothing, once another way was taken.
      uint32_t way = 0;
      if (hinted) way = 1 + (hint.bits >> (hint.length - 1 - depth) & 1);
      texts_.Select(matched * 3 + way);
      bool bit = !Coder::kDecoding && (to_write.bits >> (to_write.length - 1 - depth) & 1);
      bit = texts_.Code(coder_, bit, in_group);
      in_group = in_group << 1 | static_cast<uint32_t>(bit);
      hinted = hinted && way == 1u + bit;
      const int child = tree.children[node][bit];
      if (child & LetterTree::kLetter) return static_cast<size_t>(child & ~LetterTree::kLetter);
      node = static_cast<size_t>(child);
    }
  }

  Coder* coder_;
  ContextMixer<3> numbers_;
  ContextMixer<4> texts_;
  Alphabet alphabet_;
  std::map<char32_t, size_t> number_of_letter_;
  std::vector<uint8_t> history_;  // all letters of all texts
  size_t section_ = 0;
  // Where the last letter stood last, the last two, the last three (hashed).
  std::vector<uint32_t> after_ = std::vector<uint32_t>(256 + 4096 + 4096);
  bool too_long_ = false;
};

// The format, once for both directions. `tables` is const in all but name when encoding.
template <typename Coder>
class LexiconCoder {
 public:
  LexiconCoder(Coder* coder, LexiconTables* tables, LexiconSizes* sizes)
      : coder_(coder), fields_(coder), tables_(*tables), sizes_(sizes) {}

  bool Run() {
    if (!Letters() || !Names(&tables_.languages) || !Names(&tables_.kinds)) return false;
    Measure("alphabet, languages, kinds");
    if (!Paradigms()) return false;
    const uint32_t count = fields_.Number(Size(tables_.concepts), kCountField);
    if (count > 0xFFFF || !fields_.ok()) return false;
    Resize(&tables_.concepts, count);
    for (size_t i = 0; i < tables_.concepts.size(); ++i) {
      if (!Fields(&tables_.concepts[i].fixed)) return false;
      Measure("concepts");
      for (int relation = 0; relation < kListCount; ++relation) {
        if (!List(i, relation)) return false;
        Measure(kRelationNames[static_cast<size_t>(relation)]);
      }
      if (!Words(static_cast<ConceptId>(i))) return false;
    }
    return fields_.ok();
  }

 private:
  static constexpr bool kDecoding = Coder::kDecoding;
  static constexpr std::array<const char*, kListCount> kRelationNames = {
      "relations: isa", "relations: anti", "relations: converse", "relations: near", "relations: in"};

  template <typename T>
  static uint32_t Size(const std::vector<T>& items) {
    return static_cast<uint32_t>(items.size());
  }
  template <typename T>
  static void Resize(std::vector<T>* items, size_t size) {
    if (kDecoding) items->resize(size);
  }

  // Adds what was written since the last time to a part.
  void Measure(const std::string& part) {
    if constexpr (!kDecoding) {
      const double now = coder_->bits();
      if (sizes_ != nullptr) {
        const auto it = std::find_if(sizes_->begin(), sizes_->end(), [&](const auto& p) { return p.first == part; });
        if (it == sizes_->end()) {
          sizes_->emplace_back(part, (now - measured_) / 8);
        } else {
          it->second += (now - measured_) / 8;
        }
      }
      measured_ = now;
    }
  }

  // A text that stands by itself.
  void String(std::string* text, uint32_t group, uint32_t model = 0) { fields_.Text(*text, group, model, text); }

  // The letters, then the trees: the first for what has none of its own, then one after each letter that has.
  bool Letters() {
    Alphabet alphabet;
    std::vector<std::vector<uint64_t>> pairs;  // how often the second letter stands behind the first
    if constexpr (!kDecoding) pairs = CountPairs(&alphabet.letters);
    const uint32_t count = fields_.Number(Size(alphabet.letters), kCountField);
    if (count < 2 || count > kMostLetters + 1) return false;
    Resize(&alphabet.letters, count);
    char32_t before = 0;
    for (char32_t& letter : alphabet.letters) {
      letter = before + fields_.Number(letter - before, kLetterField);
      if (letter > 0x10FFFF) return false;
      before = letter;
    }
    std::vector<uint64_t> all(count, 0);
    uint64_t total = 0;
    for (const auto& row : pairs) {
      for (size_t i = 0; i < row.size(); ++i) all[i] += row[i];
    }
    for (const uint64_t n : all) total += n;
    std::vector<int> common(count, 0), previous(count, 0);
    if (!Tree(all, common, &previous, &alphabet)) return false;
    common = previous;
    for (uint32_t i = 0; i < count; ++i) {
      if (fields_.Flag(!kDecoding && all[i] * 128 > total, kLetterTreeField)) {
        if (!Tree(kDecoding ? all : pairs[i], common, &previous, &alphabet)) return false;
        alphabet.tree_after.push_back(alphabet.trees.size() - 1);
      } else {
        alphabet.tree_after.push_back(0);
      }
    }
    fields_.SetAlphabet(std::move(alphabet));
    return fields_.ok();
  }

  // `common` and `lengths`: of the first tree, and of the one before, which becomes this one's.
  bool Tree(const std::vector<uint64_t>& frequencies, const std::vector<int>& common, std::vector<int>* lengths,
            Alphabet* alphabet) {
    std::vector<int> wanted(frequencies.size(), 0);
    if constexpr (!kDecoding) wanted = CodeLengths(frequencies);
    for (size_t i = 0; i < wanted.size(); ++i) {
      (*lengths)[i] =
          static_cast<int>(fields_.Number(static_cast<uint32_t>(wanted[i]), kLetterLengthField,
                                          static_cast<uint32_t>(common[i]), static_cast<uint32_t>((*lengths)[i])));
      if ((*lengths)[i] > LetterTree::kLongestCode) return false;
    }
    alphabet->trees.emplace_back();
    return alphabet->trees.back().Build(*lengths);
  }

  std::vector<std::vector<uint64_t>> CountPairs(std::vector<char32_t>* letters) const {
    std::map<char32_t, std::map<char32_t, uint64_t>> pairs;
    pairs[0];
    const auto count = [&](std::string_view text) {
      char32_t last = 0;
      for (size_t at = 0; at < text.size();) {
        const CodePoint c = DecodeUtf8(text, at);
        ++pairs[last][c.value];
        at += c.size;
        last = c.value;
      }
      ++pairs[last][0];
    };
    const std::string_view digits = "0123456789.e+-";  // of values
    for (const char first : digits) {
      for (const char second : digits) count(std::string{first, second});
    }
    for (const auto* names : {&tables_.languages, &tables_.kinds}) {
      for (const std::string& name : *names) count(name);
    }
    for (const auto& paradigm : tables_.paradigms) {
      for (const auto& pattern : paradigm.patterns) count(pattern.text);
      for (const auto& suffix : paradigm.suffixes) count(suffix.text);
    }
    for (const auto& record : tables_.concepts) count(record.fixed.currency.data());
    for (const auto& word : tables_.words) count(tables_.Text(word));
    for (const auto& [letter, seconds] : pairs) letters->push_back(letter);
    std::vector<std::vector<uint64_t>> rows;
    for (const auto& [first, seconds] : pairs) {
      std::vector<uint64_t>& row = rows.emplace_back();
      for (const char32_t second : *letters) {
        const auto it = seconds.find(second);
        row.push_back(it == seconds.end() ? 0 : it->second);
      }
      row[0] = std::max<uint64_t>(row[0], 1);  // a tree has two ends at least
      row[1] = std::max<uint64_t>(row[1], 1);
    }
    return rows;
  }

  bool Names(std::vector<std::string>* names) {
    const uint32_t count = fields_.Number(Size(*names), kCountField);
    if (count > 0xFF) return false;
    Resize(names, count);
    for (std::string& name : *names) String(&name, kNameOfList);
    return fields_.ok();
  }

  bool Paradigms() {
    const uint32_t count = fields_.Number(Size(tables_.paradigms), kCountField);
    if (count > kMostParadigms) return false;
    Resize(&tables_.paradigms, count);
    const LexiconTables::Paradigm* before = nullptr;
    uint32_t kind = 0, pattern_count = 0, suffix_count = 0;
    bool right = false;
    for (auto& paradigm : tables_.paradigms) {
      const auto kind_of_this =
          static_cast<uint32_t>(paradigm.language * kPartsOfSpeech) + static_cast<uint32_t>(paradigm.part_of_speech);
      kind = fields_.Number(kind_of_this, kParadigmField, kind);
      paradigm.language = static_cast<Language>(kind / kPartsOfSpeech);
      paradigm.part_of_speech = static_cast<PartOfSpeech>(kind % kPartsOfSpeech);
      if (kind / kPartsOfSpeech >= tables_.languages.size()) return false;

      fields_.StartSection();
      pattern_count = fields_.Number(Size(paradigm.patterns), kPatternCountField, kind);
      if (!fields_.ok() || pattern_count > kMostParadigms) return false;
      Resize(&paradigm.patterns, pattern_count);
      bool whole = false;
      for (auto& pattern : paradigm.patterns) {
        whole = pattern.whole = fields_.Flag(pattern.whole, kWholeField, kind, whole);
        String(&pattern.text, kPatternText);
        if (!fields_.ok()) return false;
      }
      Measure("morphology: patterns");
      suffix_count = fields_.Number(Size(paradigm.suffixes), kSuffixCountField, suffix_count, kind);
      if (!fields_.ok() || suffix_count > kMostParadigms) return false;
      Resize(&paradigm.suffixes, suffix_count);
      uint32_t form = 0;
      for (size_t i = 0; i < paradigm.suffixes.size(); ++i) {
        auto& suffix = paradigm.suffixes[i];
        const LexiconTables::Suffix* like =
            before != nullptr && i < before->suffixes.size() ? &before->suffixes[i] : nullptr;
        const uint32_t form_before = like != nullptr ? static_cast<uint32_t>(like->form) : kFormNames.size();
        form = fields_.Number(static_cast<uint32_t>(suffix.form), kFormField, form << 8 | form_before, kind);
        if (form >= kFormNames.size()) return false;
        suffix.form = static_cast<Form>(form);
        const std::string expected = like != nullptr ? Expected(*before, *like, paradigm) : "";
        right = fields_.Flag(suffix.text == expected, kExpectedSuffixField, right, kind);
        if (right) {
          suffix.text = expected;
        } else {
          String(&suffix.text, kFirstSuffix + form);
        }
        if (!fields_.ok() || suffix.text.size() > kLongestEntry) return false;
      }
      before = &paradigm;
      Measure("morphology: suffixes");
    }
    return true;
  }

  // A suffix of `before` with that part exchanged in which the first patterns of the two paradigms differ: after "ger"
  // with "gent", "cer" is expected to have "cent".
  static std::string Expected(const LexiconTables::Paradigm& before, const LexiconTables::Suffix& suffix,
                              const LexiconTables::Paradigm& paradigm) {
    if (before.patterns.empty() || paradigm.patterns.empty()) return suffix.text;
    std::string_view from = before.patterns[0].text, to = paradigm.patterns[0].text;
    while (!from.empty() && !to.empty() && from.back() == to.back()) {
      from.remove_suffix(1);
      to.remove_suffix(1);
    }
    if (!suffix.text.starts_with(from)) return suffix.text;
    return std::string(to) + suffix.text.substr(from.size());
  }

  bool Fields(Concept* c) {
    uint32_t has = 0;
    const auto mark = [&](bool present, uint32_t bit) { has |= present ? bit : 0; };
    mark(c->ladder != 0, kHasLadder);
    mark(c->kind != 0, kHasKind);
    mark(c->cue != Cue::kNone, kHasCue);
    mark(c->syntax != Syntax::kNone, kHasSyntax);
    mark(c->role != Role::kNone, kHasRole);
    mark(c->dimension != Dimension::kNone, kHasUnit);
    mark(c->value != 0, kHasValue);
    mark(c->light, kIsLight);
    has = has_ = fields_.Number(has, kFieldsField, has_);
    const auto number = [&](auto* value, uint32_t bit, Field field, uint32_t a, size_t limit) {
      if (!(has & bit)) return true;
      const uint32_t v = fields_.Number(static_cast<uint32_t>(*value), field, a);
      *value = static_cast<std::remove_pointer_t<decltype(value)>>(v);
      return v < limit;
    };
    if (!number(&c->ladder, kHasLadder, kLadderField, before_.ladder, 256) ||
        !number(&c->rank, kHasLadder, kRankField, before_.rank, 256) ||
        !number(&c->kind, kHasKind, kKindField, before_.kind, tables_.kinds.size()) ||
        !number(&c->cue, kHasCue, kCueField, static_cast<uint32_t>(before_.cue), kCueNames.size()) ||
        !number(&c->syntax, kHasSyntax, kSyntaxField, static_cast<uint32_t>(before_.syntax), kSyntaxNames.size()) ||
        !number(&c->role, kHasRole, kRoleField, static_cast<uint32_t>(before_.role), kRoleNames.size()) ||
        !number(&c->dimension, kHasUnit, kDimensionField, static_cast<uint32_t>(before_.dimension),
                kDimensionNames.size()))
      return false;
    if (has & kHasUnit) {
      std::string currency = c->currency.data();
      String(&currency, kNameOfList);
      c->currency = {};
      std::copy_n(currency.begin(), std::min(currency.size(), c->currency.size() - 1), c->currency.begin());
    }
    if (has & kHasValue) {
      std::string digits;
      if constexpr (!kDecoding) {
        std::array<char, 32> buffer;
        digits.assign(buffer.data(),
                      static_cast<size_t>(std::snprintf(buffer.data(), buffer.size(), "%.12g", c->value)));
      }
      String(&digits, kNameOfList);
      if (!ParseDecimal(digits, &c->value)) return false;
    }
    c->light = (has & kIsLight) != 0;
    before_ = *c;
    return fields_.ok();
  }

  // The targets of a concept. Of a symmetric relation only those that stand before it: the others say it.
  bool List(size_t self, int relation) {
    const auto r = static_cast<uint32_t>(relation);
    std::vector<ConceptId>& list = tables_.concepts[self].lists[r];
    const bool symmetric = IsSymmetric(relation);
    const Concept& c = tables_.concepts[self].fixed;
    const auto end = symmetric && !kDecoding ? std::lower_bound(list.begin(), list.end(), self) : list.end();
    const uint32_t count =
        fields_.Number(static_cast<uint32_t>(end - list.begin()), kListSizeField + r, counts_[r], c.kind);
    counts_[r] = std::min(count, 3u);
    if (count > tables_.concepts.size() || !fields_.ok()) return false;
    std::vector<ConceptId>& recent = recent_[r];
    uint32_t rank = 0;
    for (uint32_t i = 0; i < count; ++i) {
      // One that was a target before is told by how many others were since.
      const ConceptId target = kDecoding ? 0 : list[i];
      auto found = kDecoding ? recent.end() : std::find(recent.begin(), recent.end(), target);
      rank = fields_.Number(found == recent.end() ? 0 : static_cast<uint32_t>(found - recent.begin()) + 1,
                            kRecentField + r, i, c.kind);
      int64_t id = target;
      if (rank > recent.size()) return false;
      if (rank > 0) {
        found = recent.begin() + (rank - 1);
        id = *found;
        recent.erase(found);
      } else {
        // Zigzag: 0, -1, 1, -2 …
        const int64_t distance = id - static_cast<int64_t>(self);
        const uint32_t zigzag = fields_.Number(static_cast<uint32_t>(distance < 0 ? -distance * 2 - 1 : distance * 2),
                                               kDistanceField + r, i, c.kind != 0);
        id = static_cast<int64_t>(self) + (zigzag & 1 ? -static_cast<int64_t>(zigzag / 2) - 1 : zigzag / 2);
      }
      if (id < 0 || id >= static_cast<int64_t>(tables_.concepts.size()) || id == static_cast<int64_t>(self))
        return false;
      recent.insert(recent.begin(), static_cast<ConceptId>(id));
      if (kDecoding) {
        if (symmetric && id >= static_cast<int64_t>(self)) return false;
        list.push_back(static_cast<ConceptId>(id));
        if (symmetric) tables_.concepts[static_cast<size_t>(id)].lists[r].push_back(static_cast<ConceptId>(self));
      }
    }
    return true;
  }

  bool Words(ConceptId self) {
    fields_.StartSection();
    const Concept& c = tables_.concepts[self].fixed;
    const auto groups = static_cast<uint32_t>((tables_.languages.size() + 1) * kPartsOfSpeech);
    std::vector<std::vector<uint32_t>> positions(groups);  // of the texts of each group
    uint32_t group = 0, in_group = 0, capital = 0, shape = c.kind;
    const uint32_t first = fields_.position();
    while (true) {
      // The group of the next word, counted from that of the last; 0: no more words.
      uint32_t next = 0;
      LexiconTables::Word word;
      if constexpr (!kDecoding) {
        if (next_word_ < tables_.words.size() && tables_.words[next_word_].concept_id == self) {
          word = tables_.words[next_word_++];
          next = GroupOf(word) - group + 1;
        }
      }
      next = fields_.Number(next, kGroupField, group << 4 | in_group, shape);
      Measure("words: languages and parts of speech");
      if (next == 0) break;
      in_group = next == 1 ? std::min(in_group + 1, 3u) : 0;
      group += next - 1;
      if (group >= groups) return false;
      shape = MixHash(shape, next);
      word.concept_id = self;
      word.language = group < kPartsOfSpeech ? kUnknownLanguage : static_cast<Language>(group / kPartsOfSpeech - 1);
      word.part_of_speech = static_cast<PartOfSpeech>(group % kPartsOfSpeech);
      const uint32_t marks = fields_.Number((word.capitalized ? 1u : 0u) | (word.passive ? 2u : 0u), kMarksField,
                                            group << 1 | capital, c.kind);
      capital = marks & 1;
      word.capitalized = (marks & 1) != 0;
      word.passive = (marks & 2) != 0;
      Measure("words: capitals and voice");

      uint32_t model = fields_.position() == first ? 0 : first;
      const std::vector<uint32_t>& other = positions[Counterpart(group, positions)];
      if (!other.empty()) model = other[std::min(positions[group].size(), other.size() - 1)];
      positions[group].push_back(fields_.position());
      if constexpr (kDecoding) {
        word.begin = static_cast<uint32_t>(tables_.text.size());
        fields_.Text({}, kFirstWordGroup + group, model, &tables_.text);
        word.size = static_cast<uint32_t>(tables_.text.size()) - word.begin;
        tables_.words.push_back(word);
        if (tables_.words.size() > kMostWords || tables_.text.size() > kMostText) return false;
      } else {
        fields_.Text(tables_.Text(word), kFirstWordGroup + group, model, nullptr);
      }
      Measure(std::string("words: texts ") +
              (word.language == kUnknownLanguage ? "of all" : tables_.languages[word.language]));
      if (!fields_.ok()) return false;
    }
    return fields_.ok();
  }

  static uint32_t GroupOf(const LexiconTables::Word& word) {
    const uint32_t language = word.language == kUnknownLanguage ? 0 : word.language + 1u;
    return language * kPartsOfSpeech + static_cast<uint32_t>(word.part_of_speech);
  }
  // The group of the same part of speech in an earlier language that has words; itself if there is none.
  static uint32_t Counterpart(uint32_t group, const std::vector<std::vector<uint32_t>>& positions) {
    for (uint32_t other = group % kPartsOfSpeech; other < group; other += kPartsOfSpeech) {
      if (!positions[other].empty()) return other;
    }
    return group;
  }

  Coder* coder_;
  FieldCoder<Coder> fields_;
  LexiconTables& tables_;
  LexiconSizes* sizes_;
  double measured_ = 0;
  // Of the concept before.
  Concept before_;
  uint32_t has_ = 0;
  std::array<uint32_t, kListCount> counts_{};
  std::array<std::vector<ConceptId>, kListCount> recent_;  // targets, the last first
  size_t next_word_ = 0;
};

}  // namespace

std::string EncodeLexicon(const LexiconTables& tables, LexiconSizes* sizes) {
  BitEncoder coder;
  LexiconTables copy = tables;
  [[maybe_unused]] const bool ok = LexiconCoder<BitEncoder>(&coder, &copy, sizes).Run();
  assert(ok);
  const std::string packed = coder.Take();
  ByteWriter out;
  out.Raw(kLexiconMagic);
  out.Fixed32(Hash32(packed));
  out.Raw(packed);
  return out.Take();
}

bool DecodeLexicon(std::string_view bytes, LexiconTables* tables) {
  ByteReader in(bytes);
  if (in.Raw(kLexiconMagic.size()) != kLexiconMagic) return false;
  const uint32_t checksum = in.Fixed32();
  if (!in.ok()) return false;
  const std::string_view packed = bytes.substr(kLexiconMagic.size() + 4);
  if (Hash32(packed) != checksum) return false;
  BitDecoder coder(packed);
  return LexiconCoder<BitDecoder>(&coder, tables, nullptr).Run() && coder.ok() && coder.done();
}

}  // namespace recoupe
