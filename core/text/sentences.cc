#include "core/text/sentences.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/utf8.h"
#include "core/text/tokenizer.h"

namespace recoupe {
namespace {

// Abbreviations that a capital letter or a number commonly follows, so that their dot is no full stop. Those that
// usually end a sentence (etc., Inc.) are left out: what follows them decides.
constexpr std::array<std::string_view, 41> kAbbreviations = {
    "m",   "mm",  "mr",  "mrs", "ms",  "dr",  "pr",  "prof", "st",  "ste", "mme", "mlle", "me",   "no",
    "n",   "fig", "art", "al",  "cf",  "vs",  "p",   "pp",   "gen", "col", "lt",  "sgt",  "capt", "rev",
    "hon", "sen", "rep", "gov", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "av",   "bd"};

// In tokens. What is longer is cut, so that no text takes more than linear time.
constexpr size_t kLongestSentence = 300;

bool IsTerminal(const Token& token) {
  return token.kind == TokenKind::kPunctuation &&
         (token.lower == "." || token.lower == "!" || token.lower == "?" || token.lower == "…");
}

bool IsCloser(const Token& token) {
  return token.kind == TokenKind::kPunctuation &&
         (token.lower == "»" || token.lower == "”" || token.lower == ")" || token.lower == "’" || token.lower == "'" ||
          token.lower == "“" || token.lower == "\"");
}

class Splitter {
 public:
  explicit Splitter(std::string text) {
    document_.text = std::move(text);
    document_.tokens = Tokenize(document_.text);
  }

  Document Run() {
    const std::vector<Token>& tokens = document_.tokens;
    size_t first = 0;
    for (size_t i = 0; i < tokens.size(); ++i) {
      size_t end = i + 1;  // one past the last token of the sentence, if it ends here
      bool ends = false;
      if (IsTerminal(tokens[i])) {
        while (end < tokens.size() && IsTerminal(tokens[end]) && !tokens[end].space_before) ++end;
        end = AfterClosers(end);
        ends = end == tokens.size() || LineBreaksBefore(end) || EndsAt(i, end);
      }
      if (!ends && i + 1 < tokens.size() && LineBreaksBefore(i + 1)) {
        ends = !IsWrapped(i, i + 1);
        end = i + 1;
      }
      if (i + 1 - first >= kLongestSentence) ends = true;  // a list or no prose at all
      if (ends) {
        end = std::max(end, i + 1);
        Close(first, end);
        first = end;
        i = end - 1;
      }
    }
    if (first < tokens.size()) Close(first, tokens.size());
    return std::move(document_);
  }

 private:
  std::string_view Between(size_t i) const {  // the text between token i - 1 and token i
    const uint32_t begin = i == 0 ? 0 : document_.tokens[i - 1].span.end;
    return std::string_view(document_.text).substr(begin, document_.tokens[i].span.begin - begin);
  }

  bool LineBreaksBefore(size_t i) const { return Between(i).find('\n') != std::string_view::npos; }
  bool ParagraphBefore(size_t i) const {
    const std::string_view gap = Between(i);
    return std::count(gap.begin(), gap.end(), '\n') >= 2;
  }

  // Closing quotes and brackets directly after the mark; « » and a curly quote also after a space.
  size_t AfterClosers(size_t i) const {
    const std::vector<Token>& tokens = document_.tokens;
    while (i < tokens.size() && !LineBreaksBefore(i) &&
           ((IsCloser(tokens[i]) && !tokens[i].space_before) || tokens[i].lower == "»" || tokens[i].lower == "”" ||
            (tokens[i].kind == TokenKind::kMarkup && !tokens[i].space_before))) {
      ++i;
    }
    return i;
  }

  // Whether the mark at `mark`, its closers ending before token `next`, ends the sentence.
  bool EndsAt(size_t mark, size_t next) const {
    const std::vector<Token>& tokens = document_.tokens;
    const Token& follower = tokens[FirstWord(next)];
    if (tokens[mark].lower == "." && next == mark + 1 && !tokens[next].space_before &&
        tokens[next].kind == TokenKind::kWord) {
      return tokens[next].capitalized && mark > 0 && tokens[mark - 1].kind == TokenKind::kWord &&
             !tokens[mark - 1].capitalized;
    }
    if (tokens[mark].lower == "." && mark > 0 && !tokens[mark].space_before) {
      const Token& before = tokens[mark - 1];
      const bool initial = before.kind == TokenKind::kWord && before.capitalized && before.lower.size() == 1;
      const bool abbreviation =
          std::find(kAbbreviations.begin(), kAbbreviations.end(), before.fold) != kAbbreviations.end();
      const bool title_or_number = follower.capitalized || follower.kind == TokenKind::kNumber;
      if (before.kind == TokenKind::kWord && next == mark + 1 && (initial || abbreviation) && title_or_number &&
          (initial || AbbreviationHolds(before, follower))) {
        return false;
      }
    }
    if (follower.kind == TokenKind::kWord && !follower.capitalized) {
      // "Enfin ! » dit-elle": goes on. A post without capitals begins anew after a full stop: "it is. they know".
      return tokens[mark].lower == "." && next == mark + 1;
    }
    return true;
  }

  // "No", "art", "p", "n" only before a number; "me" and "m" only when written as a title (capital).
  static bool AbbreviationHolds(const Token& before, const Token& follower) {
    constexpr std::array<std::string_view, 8> kBeforeNumber = {"no", "n", "fig", "art", "p", "pp", "av", "bd"};
    if (std::find(kBeforeNumber.begin(), kBeforeNumber.end(), before.fold) != kBeforeNumber.end()) {
      return follower.kind == TokenKind::kNumber;
    }
    return before.capitalized || before.fold == "vs" || before.fold == "cf" || before.fold == "al";
  }

  size_t FirstWord(size_t i) const {
    const std::vector<Token>& tokens = document_.tokens;
    size_t k = i;
    while (k + 1 < tokens.size() && tokens[k].kind != TokenKind::kWord && tokens[k].kind != TokenKind::kNumber) ++k;
    return std::min(k, tokens.size() - 1);
  }

  // A line that was only wrapped: one line feed, no closing mark before, a lower-case word after, and the line was
  // long.
  bool IsWrapped(size_t last, size_t next) const {
    const Token& before = document_.tokens[last];
    const Token& after = document_.tokens[next];
    if (ParagraphBefore(next) || IsTerminal(before) || before.lower == ":") return false;
    const size_t line = document_.text.rfind('\n', before.span.begin);
    const size_t line_begin = line == std::string::npos ? 0 : line + 1;
    return before.span.end - line_begin >= 40 && after.kind == TokenKind::kWord && !after.capitalized;
  }

  void Close(size_t first, size_t last) {
    const std::vector<Token>& tokens = document_.tokens;
    const bool speaks = std::any_of(tokens.begin() + first, tokens.begin() + last, [](const Token& token) {
      return token.kind == TokenKind::kWord || token.kind == TokenKind::kNumber;
    });
    const Span span = {tokens[first].span.begin, tokens[last - 1].span.end};
    if (!speaks && !document_.sentences.empty()) {
      document_.sentences.back().last_token = static_cast<uint32_t>(last);
      if (!LineBreaksBefore(first)) document_.sentences.back().span.end = span.end;
      return;
    }
    const bool paragraph = first == 0 || LineBreaksBefore(first);
    document_.sentences.push_back({span, static_cast<uint32_t>(first), static_cast<uint32_t>(last), paragraph});
  }

  Document document_;
};

}  // namespace

Document SplitSentences(std::string text) { return Splitter(std::move(text)).Run(); }

}  // namespace recoupe
