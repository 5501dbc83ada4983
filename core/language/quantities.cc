#include "core/language/quantities.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

#include "core/base/decimal.h"
#include "core/base/utf8.h"

namespace recoupe {
namespace {

class QuantityFinder {
 public:
  QuantityFinder(const Document& document, const Lexicon& lexicon, SentenceAnalysis* sentence)
      : document_(document), lexicon_(lexicon), sentence_(*sentence), words_(sentence->words) {
    const auto& languages = lexicon.languages();
    thousands_comma_ = sentence->language < languages.size() && languages[sentence->language] == "en";
    for (size_t k = 0; k < lexicon.kinds().size(); ++k) {
      if (lexicon.kinds()[k] == "month") month_kind_ = static_cast<int>(k);
    }
  }

  void Run(const std::vector<PatternMatch>& matches) {
    for (const PatternMatch& match : matches) ReadMatch(match);
    for (size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].date < 0) ReadDate(i);
    }
    for (size_t i = 0; i < words_.size();) i = words_[i].quantity >= 0 ? i + 1 : ReadQuantity(i);
    FindChanges();
  }

 private:
  const Token& FirstToken(size_t word) const { return document_.tokens[words_[word].first_token]; }
  bool IsDigits(size_t i) const { return i < words_.size() && FirstToken(i).kind == TokenKind::kNumber; }

  // The concept of word i that carries a unit or a number value; nullptr if it has none.
  const Concept* NumberConcept(size_t i, bool want_unit) const {
    if (i >= words_.size() || words_[i].boundary) return nullptr;
    const Concept* found = nullptr;
    for (const ConceptId id : words_[i].concepts) {
      const Concept& c = lexicon_.concept_at(id);
      if (c.value == 0 || c.kind != 0 || c.dimension == Dimension::kOrdinal) continue;
      if ((c.dimension != Dimension::kNone) == want_unit) found = &c;
    }
    return found;
  }

  // What was written in figures with marks of its own, which the tokens cut apart.
  void ReadMatch(const PatternMatch& match) {
    size_t first = 0;
    while (first < words_.size() && words_[first].span.end <= match.span.begin) ++first;
    size_t last = first;
    while (last < words_.size() && words_[last].span.begin < match.span.end) ++last;
    if (first == last) return;  // in another sentence
    if (match.kind == PatternMatch::Kind::kDate) {
      Date date;
      date.year = static_cast<int16_t>(match.first);
      date.month = static_cast<uint8_t>(match.second);
      date.day = static_cast<uint8_t>(match.third);
      AddDate(first, last, date);
      return;
    }
    const bool clock = match.kind == PatternMatch::Kind::kClock;
    if (!clock && match.first >= 1500) return;
    Quantity quantity;
    quantity.number = quantity.value = quantity.upper =
        clock ? match.first * 60 + match.second : match.first * 1000 + match.second;
    quantity.dimension = clock ? Dimension::kClock : Dimension::kScore;
    AddQuantity(first, last, quantity);
  }

  void AddQuantity(size_t first, size_t last, Quantity quantity) {
    quantity.first_word = static_cast<uint16_t>(first);
    quantity.last_word = static_cast<uint16_t>(last);
    quantity.span = {words_[first].span.begin, words_[last - 1].span.end};
    for (size_t k = first; k < last; ++k) {
      words_[k].quantity = static_cast<int16_t>(sentence_.quantities.size());
      words_[k].content = true;
      words_[k].cue = Cue::kNone;
    }
    sentence_.quantities.push_back(quantity);
  }

  // --- dates ---

  int MonthOf(size_t i) const {
    if (i >= words_.size()) return 0;
    for (const ConceptId id : words_[i].concepts) {
      const Concept& c = lexicon_.concept_at(id);
      if (month_kind_ > 0 && c.kind == month_kind_) return c.value > 0 ? static_cast<int>(c.value) : 0;
    }
    return 0;
  }

  // 1500 to 2100, four digits without a separator.
  int YearOf(size_t i) const {
    if (!IsDigits(i)) return 0;
    const std::string& text = FirstToken(i).fold;
    if (text.size() != 4 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
    const int year = std::atoi(text.c_str());
    return year >= 1500 && year <= 2100 ? year : 0;
  }

  int DayOf(size_t i) const {
    if (!IsDigits(i)) return 0;
    const std::string& text = FirstToken(i).fold;
    if (text.size() > 2 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
    const int day = std::atoi(text.c_str());
    return day >= 1 && day <= 31 ? day : 0;
  }

  bool IsOrdinalEnding(size_t i) const {
    if (i >= words_.size() || FirstToken(i).space_before) return false;
    const std::string& s = words_[i].key;
    return s == "er" || s == "st" || s == "nd" || s == "rd" || s == "th";
  }

  void AddDate(size_t first, size_t last, Date date) {
    date.first_word = static_cast<uint16_t>(first);
    date.last_word = static_cast<uint16_t>(last);
    date.span = {words_[first].span.begin, words_[last - 1].span.end};
    if (first > 0) {
      const Word& before = words_[first - 1];
      date.bound = before.cue == Cue::kEnded || before.preposition == Role::kSource ||
                   (before.part_of_speech == PartOfSpeech::kFunction && before.content);
    }
    for (size_t i = first; i < last; ++i) {
      words_[i].date = static_cast<int16_t>(sentence_.dates.size());
      words_[i].content = true;
    }
    sentence_.dates.push_back(date);
  }

  void ReadDate(size_t i) {
    Date date;
    if (const int month = MonthOf(i); month > 0 && (words_[i].capitalized || HasDayOrNeedsNoCapital(i))) {
      date.month = static_cast<uint8_t>(month);
      size_t first = i, last = i + 1;
      if (i >= 1 && DayOf(i - 1)) {  // 9 avril, 6 October
        date.day = static_cast<uint8_t>(DayOf(i - 1));
        first = i - 1;
      } else if (i >= 2 && IsOrdinalEnding(i - 1) && DayOf(i - 2)) {  // 1er février
        date.day = static_cast<uint8_t>(DayOf(i - 2));
        first = i - 2;
      } else if (i >= 2 && words_[i - 1].key == "of" && DayOf(i - 2)) {
        date.day = static_cast<uint8_t>(DayOf(i - 2));
        first = i - 2;
      } else if (i >= 3 && words_[i - 1].key == "of" && IsOrdinalEnding(i - 2) && DayOf(i - 3)) {  // 4th of March
        date.day = static_cast<uint8_t>(DayOf(i - 3));
        first = i - 3;
      } else if (DayOf(i + 1) && !YearOf(i + 1)) {  // October 6
        date.day = static_cast<uint8_t>(DayOf(i + 1));
        last = i + 2;
        if (IsOrdinalEnding(last)) ++last;
      }
      size_t year_at = last;
      if (year_at < words_.size() && words_[year_at].key == ",") ++year_at;
      if (YearOf(year_at)) {
        date.year = static_cast<int16_t>(YearOf(year_at));
        last = year_at + 1;
      }
      AddDate(first, last, date);
      return;
    }
    const int year = YearOf(i);
    if (year == 0 || CountsSomething(i)) return;
    date.year = static_cast<int16_t>(year);
    size_t last = i + 1;
    if (last + 1 < words_.size() && YearOf(last + 1) && IsRangeWord(words_[last].key)) {  // 2013 à 2019
      date.end_year = static_cast<int16_t>(YearOf(last + 1));
      last += 2;
    } else if (last < words_.size() && YearOf(last) && FirstToken(last).hyphen_before) {
      date.end_year = static_cast<int16_t>(YearOf(last));
      last += 1;
    }
    AddDate(i, last, date);
  }

  // A month written in lower case (French) needs no capital; "may" and "march" in English text do.
  bool HasDayOrNeedsNoCapital(size_t i) const {
    return !thousands_comma_ || (i > 0 && DayOf(i - 1)) || (i > 1 && words_[i - 1].key == "of" && DayOf(i - 2));
  }

  static bool IsRangeWord(const std::string& key) {
    return key == "a" || key == "to" || key == "and" || key == "et" || key == "-" || key == "–" || key == "until" ||
           key == "jusqu'en";
  }

  // "2000 personnes", "1900 euros": a four-digit number that counts the noun or unit after it is no year.
  bool CountsSomething(size_t i) const {
    if (i + 1 >= words_.size()) return false;
    if (NumberConcept(i + 1, true) != nullptr || NumberConcept(i + 1, false) != nullptr) return true;
    if (i > 0 && words_[i - 1].part_of_speech == PartOfSpeech::kFunction) {
      const Cue cue = words_[i - 1].cue;
      if (cue == Cue::kApproximate || cue == Cue::kAtLeast || cue == Cue::kAtMost)
        return words_[i + 1].form == Form::kPlural;
      const Role role = words_[i - 1].preposition;
      if (role == Role::kPlace || role == Role::kTime || role == Role::kSource) return false;
    }
    return words_[i + 1].form == Form::kPlural && words_[i + 1].part_of_speech == PartOfSpeech::kNoun;
  }

  // --- quantities ---

  // One number: digits or number words, magnitudes multiplied in ("4,6 millions", "two hundred thousand"). Returns the
  // index after it, or i.
  size_t ReadNumber(size_t i, double* value) const {
    size_t at = i;
    double total = 0, current = 0;
    bool any = false, fraction = false;
    if (IsDigits(at) && words_[at].date < 0) {
      if (!ParseNumber(FirstToken(at).lower, thousands_comma_, &current)) return i;
      any = true;
      ++at;
    }
    while (at < words_.size() && words_[at].date < 0) {
      const Concept* c = NumberConcept(at, false);
      if (c == nullptr && any) c = MagnitudeLetter(at);
      if (c == nullptr) {
        // "vingt et un", "two hundred and fifty"
        const bool conjunction =
            any && !IsDigits(i) && (words_[at].key == "et" || words_[at].key == "and") && at + 1 < words_.size();
        // "twenty-one", "vingt et une": "one" is an article elsewhere and has no value in the lexicon.
        const size_t one = conjunction ? at + 1 : at;
        if (any && !IsDigits(i) && (conjunction || FirstToken(at).hyphen_before) && IsOne(one)) {
          current += 1;
          at = one + 1;
          break;
        }
        const bool joins = conjunction && NumberConcept(at + 1, false) != nullptr &&
                           NumberConcept(at + 1, false)->value >= 1 && NumberConcept(at + 1, false)->value < 100;
        if (!joins) break;
        ++at;
        continue;
      }
      // m, M: only glued to digits, or before a currency ("4,5 M€").
      if (IsSingleLetter(at) && (!any || (FirstToken(at).space_before && NumberConcept(at + 1, true) == nullptr)))
        break;
      if (c->value < 1) {
        if (any) break;
        current = c->value;
        fraction = true;
      } else if (c->value >= 1000) {
        total += (any ? (current == 0 ? 1 : current) : 1) * c->value;
        current = 0;
      } else if (c->value == 100) {
        current = (current == 0 ? 1 : current) * 100;
      } else {
        if (any && IsDigits(i)) break;
        current += c->value;
      }
      any = true;
      ++at;
      if (fraction) break;
    }
    if (!any) return i;
    *value = total + current;
    return at;
  }

  bool IsOne(size_t i) const { return words_[i].key == "one" || words_[i].key == "un" || words_[i].key == "une"; }

  // "M" is read as a name where it stands alone; behind digits it may be a magnitude.
  const Concept* MagnitudeLetter(size_t i) const {
    if (!words_[i].name || !IsSingleLetter(i)) return nullptr;
    for (const Reading& reading : lexicon_.Lookup(FirstToken(i).lower, FirstToken(i).fold)) {
      const Lemma& lemma = lexicon_.lemma(reading.lemma);
      for (const ConceptId id : lemma.concepts) {
        const Concept& c = lexicon_.concept_at(id);
        if (lemma.part_of_speech == PartOfSpeech::kFunction && c.value >= 1000 && c.dimension == Dimension::kNone)
          return &c;
      }
    }
    return nullptr;
  }

  bool IsSingleLetter(size_t i) const { return words_[i].key.size() <= 2; }

  // "the second phase": an order among what the noun names.
  size_t ReadOrdinal(size_t i) {
    for (const ConceptId id : words_[i].concepts) {
      const Concept& c = lexicon_.concept_at(id);
      if (c.dimension != Dimension::kOrdinal || words_[i].part_of_speech != PartOfSpeech::kFunction) continue;
      const int16_t counted = CountedNoun(i + 1);
      if (counted < 0) return i;
      Quantity quantity;
      quantity.number = quantity.value = quantity.upper = c.value;
      quantity.dimension = Dimension::kOrdinal;
      quantity.counted = counted;
      AddQuantity(i, i + 1, quantity);
      return i + 1;
    }
    return i;
  }

  size_t ReadQuantity(size_t i) {
    if (words_[i].date >= 0 || words_[i].boundary) return i + 1;
    if (ReadOrdinal(i) > i) return i + 1;
    // A currency sign before the number: $150m, £9.
    const Concept* unit = nullptr;
    size_t start = i;
    if (FirstToken(i).kind == TokenKind::kSymbol || words_[i].key == "us$") {
      unit = NumberConcept(i, true);
      if (unit == nullptr || !IsDigits(i + 1)) return i + 1;
      start = i + 1;
    }
    Quantity quantity;
    size_t end = ReadNumber(start, &quantity.value);
    if (end == start && IsOne(i)) {  // a number only in a share: "one in five"
      quantity.value = 1;
      const size_t after = ReadShare(i + 1, &quantity);
      if (after == i + 1) return i + 1;
      quantity.comparison = ComparisonBefore(i);
      AddQuantity(i, after, quantity);
      return after;
    }
    if (end == start) return i + 1;
    // "one", "un" alone are articles as often as numbers; they are left to the words.
    quantity.number = quantity.upper = quantity.value;
    if (const size_t after = ReadShare(end, &quantity); after > end) {
      quantity.comparison = ComparisonBefore(i);
      AddQuantity(i, after, quantity);
      return after;
    }
    if (unit == nullptr && end == start + 1 && IsVagueMagnitude(start, end))
      quantity.upper = VagueUpper(quantity.value);
    // A range: "9 to 12 %", "entre 345 et 360".
    if (end + 1 < words_.size() && IsRangeWord(words_[end].key) && IsDigits(end + 1) && words_[end + 1].date < 0) {
      double upper = 0;
      const size_t after = ReadNumber(end + 1, &upper);
      if (after > end + 1 && upper > quantity.value) {
        double figures = 0;  // "2 to 3 million": the magnitude is said once
        if (after > end + 2 && end == start + 1 && ParseNumber(FirstToken(end + 1).lower, thousands_comma_, &figures) &&
            figures > quantity.value) {
          quantity.value *= upper / figures;
        }
        quantity.upper = upper;
        end = after;
      }
    }
    // The unit after it, "de" between: "150 millions de dollars".
    if (unit == nullptr) {
      size_t unit_at = end;
      if (unit_at < words_.size() && words_[unit_at].preposition == Role::kOf) ++unit_at;
      if (const Concept* after = NumberConcept(unit_at, true); after != nullptr) {
        unit = after;
        end = unit_at + 1;
      }
    }
    // "les deux", "1er": an ordinal or an article use says little.
    if (end < words_.size() && end == start + 1 && IsOrdinalEnding(end)) return end + 1;
    if (unit != nullptr) {
      quantity.dimension = unit->dimension;
      quantity.currency = unit->currency.data();
      const double factor =
          unit->dimension == Dimension::kMoney || unit->dimension == Dimension::kPercent ? 1 : unit->value;
      quantity.value *= factor;
      quantity.upper *= factor;
    } else {
      quantity.counted = CountedNoun(end);
    }
    quantity.comparison = ComparisonBefore(i);
    AddQuantity(i, end, quantity);
    return end;
  }

  // "thousands of homes", « des dizaines de cas »: a magnitude in the plural, without a number of its own.
  bool IsVagueMagnitude(size_t i, size_t end) const {
    const std::string& text = FirstToken(i).fold;
    return !IsDigits(i) && text.size() > 4 && text.back() == 's' && end < words_.size() &&
           words_[end].preposition == Role::kOf;
  }
  static double VagueUpper(double magnitude) { return magnitude >= 1000 ? magnitude * 999 : magnitude * 99; }

  // "one in five", « deux logements sur trois »: a share, as a percentage. Returns the index after it, or `end`.
  size_t ReadShare(size_t end, Quantity* quantity) const {
    size_t at = end;
    for (int skipped = 0; at < words_.size() && skipped < 2 && words_[at].part_of_speech == PartOfSpeech::kNoun; ++at)
      ++skipped;
    if (at >= words_.size() || (words_[at].key != "sur" && words_[at].key != "in" && words_[at].key != "out of"))
      return end;
    double whole = 0;
    const size_t after = ReadNumber(at + 1, &whole);
    const double part = quantity->value;
    if (after != at + 2 || part < 1 || whole <= part || whole > 100 || part != std::floor(part)) return end;
    quantity->value = quantity->upper = quantity->number = 100 * part / whole;
    quantity->dimension = Dimension::kPercent;
    quantity->counted = at > end ? static_cast<int16_t>(end) : CountedNoun(after);
    return after;
  }

  // The noun that a plain number counts: the next noun, adjectives and "de" between.
  int16_t CountedNoun(size_t at) const {
    for (size_t k = at; k < words_.size() && k < at + 4; ++k) {
      const Word& word = words_[k];
      if (word.boundary || word.part_of_speech == PartOfSpeech::kVerb) return -1;
      if (word.preposition != Role::kNone && word.preposition != Role::kOf) return -1;
      // "12 European countries": adjectives and names before the noun are not what is counted.
      const bool before_noun = word.part_of_speech != PartOfSpeech::kNoun && k + 1 < words_.size() &&
                               words_[k + 1].part_of_speech == PartOfSpeech::kNoun;
      if (word.content && !before_noun) return static_cast<int16_t>(k);
    }
    return -1;
  }

  // Before a number, « jusqu'à », « près de » and « au moins » bound it, whichever of their meanings the words were
  // read with.
  Cue BoundingCue(const Word& word) const {
    const std::string& first = document_.tokens[word.first_token].fold;
    for (const LemmaId id : lexicon_.Multiwords(first)) {
      const Lemma& lemma = lexicon_.lemma(id);
      if (lemma.language != sentence_.language || FoldCase(lemma.text) != word.key) continue;
      for (const ConceptId c : lemma.concepts) {
        const Cue cue = lexicon_.concept_at(c).cue;
        if (cue == Cue::kApproximate || cue == Cue::kAtLeast || cue == Cue::kAtMost) return cue;
      }
    }
    return Cue::kNone;
  }

  // "22 patients, against 31 five years ago", « 54 %, contre 38 % »: the first number is now, the second was before.
  void FindChanges() {
    for (size_t q = 1; q < sentence_.quantities.size(); ++q) {
      if (FindChangeFromTo(&sentence_.quantities[q - 1], sentence_.quantities[q])) continue;
      const Quantity& now = sentence_.quantities[q - 1];
      const Quantity& before = sentence_.quantities[q];
      if (now.dimension != before.dimension && before.dimension != Dimension::kNone) continue;
      const double mine = now.dimension == before.dimension ? now.value : now.number;
      if (before.first_word == 0 || before.first_word < now.last_word) continue;
      const Word& between = words_[before.first_word - 1];
      if (between.preposition != Role::kAgainst && between.preposition != Role::kComparison) continue;
      sentence_.quantities[q].former = true;
      if (before.dimension == Dimension::kNone) sentence_.quantities[q].counted = now.counted;
      const auto direction = static_cast<int8_t>(mine > before.value ? 1 : mine < before.value ? -1 : 0);
      sentence_.changes.push_back({direction, static_cast<uint16_t>(before.first_word - 1)});
    }
  }

  // "from 9,900 to 8,700 people", « de 38 à 67 millions »: the first was before.
  bool FindChangeFromTo(Quantity* before, const Quantity& now) {
    if (before->first_word == 0 || now.first_word != before->last_word + 1) return false;
    if (before->dimension != now.dimension && before->dimension != Dimension::kNone) return false;
    const Role from = words_[before->first_word - 1].preposition, to = words_[before->last_word].preposition;
    if ((from != Role::kSource && from != Role::kOf) || to != Role::kRecipient) return false;
    const double was = before->dimension == now.dimension ? before->value : before->number;
    const double is = before->dimension == now.dimension ? now.value : now.number;
    before->former = true;
    if (before->dimension == Dimension::kNone) before->counted = now.counted;
    const auto direction = static_cast<int8_t>(is > was ? 1 : is < was ? -1 : 0);
    sentence_.changes.push_back({direction, before->last_word});
    return true;
  }

  Comparison ComparisonBefore(size_t i) {
    for (size_t back = 1; back <= 3 && back <= i; ++back) {
      Word& word = words_[i - back];
      if (word.boundary) break;
      if (back == 1) {
        if (const Cue cue = BoundingCue(word); cue != Cue::kNone) {
          word.cue = cue;
          word.content = false;
        }
      }
      // "some 200 people"
      if (word.cue == Cue::kApproximate || (word.cue == Cue::kSome && back == 1)) return Comparison::kAbout;
      if (word.cue == Cue::kAtLeast) return Comparison::kAtLeast;
      if (word.cue == Cue::kAtMost) return Comparison::kAtMost;
      if (word.content) break;
    }
    return Comparison::kEqual;
  }

  const Document& document_;
  const Lexicon& lexicon_;
  SentenceAnalysis& sentence_;
  std::vector<Word>& words_;
  bool thousands_comma_ = false;
  int month_kind_ = -1;
};

}  // namespace

bool ParseNumber(std::string_view text, bool thousands_comma, double* value) {
  // The last separator is the decimal one, unless it repeats or stands before exactly three digits as this language's
  // thousands do.
  std::string digits;
  size_t separators = 0, last = std::string_view::npos;
  char last_mark = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' || text[i] == ',') {
      separators = last_mark == text[i] ? separators + 1 : 1;
      last = i;
      last_mark = text[i];
    }
  }
  bool decimal = last != std::string_view::npos;
  if (decimal) {
    const size_t after = text.size() - last - 1;
    if (separators > 1) decimal = false;
    if (after == 3 && (last_mark == ',') == thousands_comma && text[0] != '0') decimal = false;
  }
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c >= '0' && c <= '9') digits.push_back(c);
    if (decimal && i == last) digits.push_back('.');
  }
  return ParseDecimal(digits, value);
}

void FindQuantities(const Document& document, const Lexicon& lexicon, const std::vector<PatternMatch>& matches,
                    SentenceAnalysis* sentence) {
  QuantityFinder(document, lexicon, sentence).Run(matches);
}

}  // namespace recoupe
