#include "core/text/tokenizer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/utf8.h"

namespace recoupe {
namespace {

// French words that lose their vowel before another word. They never end an English word before an apostrophe.
constexpr std::array<std::string_view, 16> kElisions = {
    "l", "d", "qu", "n", "s", "j", "m", "t", "c", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu", "y"};
// English endings that are words of their own.
constexpr std::array<std::string_view, 6> kClitics = {"s", "re", "ve", "ll", "d", "m"};
// Words whose apostrophe is part of them although their beginning is an elision.
constexpr std::array<std::string_view, 2> kWhole = {"quelqu'un", "presqu'ile"};

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<Token> Run() {
    while (at_ < text_.size()) {
      const CodePoint c = Peek(at_);
      if (IsSpace(c.value)) {
        space_ = true;
        at_ += c.size;
      } else if (IsHyphen(c.value) && at_ > 0 && !space_ && InsideCompound(at_, c.size)) {
        hyphen_ = true;
        at_ += c.size;
      } else if (IsDigit(c.value)) {
        Number();
      } else if (IsLetter(c.value)) {
        if (!Address()) Word();
      } else {
        Mark(c);
      }
    }
    return std::move(tokens_);
  }

 private:
  CodePoint Peek(size_t i) const { return i < text_.size() ? DecodeUtf8(text_, i) : CodePoint{0, 0}; }

  bool IsWordPart(char32_t c) const { return IsLetter(c) || IsDigit(c); }

  // A hyphen between two letters or digits.
  bool InsideCompound(size_t i, uint32_t size) const {
    return !tokens_.empty() && tokens_.back().span.end == i && tokens_.back().kind <= TokenKind::kNumber &&
           i + size < text_.size() && IsWordPart(Peek(i + size).value);
  }

  void Emit(size_t begin, size_t end, TokenKind kind, std::string_view written = {}) {
    Token token;
    token.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    token.kind = kind;
    const std::string_view text = text_.substr(begin, end - begin);
    token.lower = written.empty() ? LowerCase(text) : std::string(written);
    token.fold = FoldCase(token.lower);
    if (kind == TokenKind::kWord) {
      int letters = 0, upper = 0;
      for (size_t i = begin; i < end;) {
        const CodePoint c = Peek(i);
        if (IsLetter(c.value)) {
          if (IsUpper(c.value)) {
            ++upper;
            if (letters == 0) token.capitalized = true;
          }
          ++letters;
        }
        i += c.size;
      }
      token.all_caps = letters >= 2 && upper == letters;
    }
    token.space_before = std::exchange(space_, false);
    token.hyphen_before = std::exchange(hyphen_, false);
    tokens_.push_back(std::move(token));
    at_ = end;
  }

  size_t DigitsFrom(size_t i) const {
    while (i < text_.size() && IsDigit(static_cast<unsigned char>(text_[i]))) ++i;
    return i;
  }

  // Digits, then groups: a space and exactly three digits, or one of . , ' and digits. Four digits never begin a
  // spaced group: "en 2019 300 personnes" is two numbers.
  void Number() {
    const size_t begin = at_;
    size_t end = DigitsFrom(begin);
    bool spaced = end - begin <= 3;
    while (end < text_.size()) {
      const CodePoint c = Peek(end);
      const size_t next = end + c.size;
      const size_t stop = DigitsFrom(next);
      if (stop == next) break;
      if (c.value == '.' || c.value == ',' || (IsApostrophe(c.value) && stop - next == 3)) {
        end = stop;
      } else if (spaced && IsSpace(c.value) && c.value != '\n' && stop - next == 3) {
        end = stop;
      } else {
        break;
      }
    }
    Emit(begin, end, TokenKind::kNumber);
  }

  // Letters, digits after letters; apostrophes and dots by rule.
  void Word() {
    const size_t begin = at_;
    size_t end = begin;
    while (end < text_.size()) {
      const CodePoint c = Peek(end);
      if (IsWordPart(c.value)) {
        end += c.size;
        continue;
      }
      if (IsApostrophe(c.value) && end + c.size < text_.size() && IsLetter(Peek(end + c.size).value)) {
        const std::string before = FoldCase(text_.substr(begin, end - begin));
        const std::string after = LettersFrom(end + c.size);
        if (Contains(kWhole, before + "'" + after)) {
          end += c.size;
          continue;
        }
        if (after == "t" && before.size() > 1 && before.back() == 'n') {  // can't, won't, doesn't
          const std::string_view written = before == "can"    ? "can"
                                           : before == "won"  ? "will"
                                           : before == "shan" ? "shall"
                                                              : "";
          const size_t n = end - 1;  // the n of n't belongs to the negation
          Emit(begin, n, TokenKind::kWord, written);
          Emit(n, end + c.size + 1, TokenKind::kWord, "not");
          return;
        }
        if (Contains(kClitics, after) && !Contains(kElisions, before)) {
          if (end > begin) Emit(begin, end, TokenKind::kWord);
          const size_t stop = end + c.size + after.size();
          Emit(end, stop, TokenKind::kWord, "'" + after);
          return;
        }
        if (Contains(kElisions, before)) {
          Emit(begin, end + c.size, TokenKind::kWord);
          return;
        }
        end += c.size;  // aujourd'hui, O'Brien
        continue;
      }
      if (c.value == '.' && IsInitials(begin, end)) {
        end += 1;
        continue;
      }
      break;
    }
    Emit(begin, end, TokenKind::kWord);
  }

  // U.S. or a.m.: [begin, dot) is one letter, or initials so far, and a letter that is one too or nothing follows.
  bool IsInitials(size_t begin, size_t dot) const {
    const std::string_view so_far = text_.substr(begin, dot - begin);
    const bool first = so_far.find('.') == std::string_view::npos;
    const size_t last_dot = so_far.rfind('.');
    const std::string_view last = first ? so_far : so_far.substr(last_dot + 1);
    if (last.size() != 1) return false;
    if (!first) return true;  // the closing dot of "U.S."
    if (dot + 1 >= text_.size() || !IsLetter(Peek(dot + 1).value)) return false;
    const size_t after = dot + 1 + Peek(dot + 1).size;
    return after < text_.size() && text_[after] == '.';
  }

  std::string LettersFrom(size_t i) const {
    const size_t begin = i;
    while (i < text_.size()) {
      const CodePoint c = Peek(i);
      if (!IsLetter(c.value)) break;
      i += c.size;
    }
    return FoldCase(text_.substr(begin, i - begin));
  }

  // https://…, www.…: one markup token.
  bool Address() {
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return false;
    Emit(at_, AddressEnd(at_), TokenKind::kMarkup);
    return true;
  }

  size_t AddressEnd(size_t i) const {
    while (i < text_.size() && !IsSpace(Peek(i).value) && text_[i] != ')' && text_[i] != '"' && text_[i] != '>') ++i;
    while (i > at_ && (text_[i - 1] == '.' || text_[i - 1] == ',' || text_[i - 1] == ';')) --i;
    return i;
  }

  void Mark(CodePoint c) {
    if (c.value == ']' && at_ + 1 < text_.size() && text_[at_ + 1] == '(') {  // Markdown's ](address)
      const size_t close = text_.find(')', at_);
      if (close != std::string_view::npos && text_.substr(at_, close - at_).find('\n') == std::string_view::npos) {
        Emit(at_, close + 1, TokenKind::kMarkup);
        return;
      }
    }
    Emit(at_, at_ + c.size, KindOfMark(c.value));
  }

  static TokenKind KindOfMark(char32_t c) {
    switch (c) {
      case '*':
      case '_':
      case '`':
      case '#':
      case '@':
      case '[':
      case ']':
      case '|':
      case '\\':
        return TokenKind::kMarkup;
      case '.':
      case ',':
      case ';':
      case ':':
      case '!':
      case '?':
      case '(':
      case ')':
      case '"':
      case '\'':
      case '-':
      case '/':
      case '{':
      case '}':
      case 0xAB:
      case 0xBB:
      case 0xB7:
        return TokenKind::kPunctuation;
      default:
        return (c >= 0x2010 && c <= 0x203E) || (c >= 0x3001 && c <= 0x303F) || c == 0xBF || c == 0xA1
                   ? TokenKind::kPunctuation
                   : TokenKind::kSymbol;
    }
  }

  template <size_t kSize>
  static bool Contains(const std::array<std::string_view, kSize>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  std::string_view text_;
  size_t at_ = 0;
  bool space_ = false;
  bool hyphen_ = false;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(std::string_view text) { return Tokenizer(text).Run(); }

}  // namespace recoupe
