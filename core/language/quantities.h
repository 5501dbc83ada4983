// FindQuantities, FindDates: numbers with their units, and dates, as values that can be compared.
#ifndef RECOUPE_LANGUAGE_QUANTITIES_H_
#define RECOUPE_LANGUAGE_QUANTITIES_H_

#include "core/language/analysis.h"
#include "core/language/lexicon.h"
#include "core/language/patterns.h"
#include "core/text/document.h"

namespace recoupe {

// The value of a number as written: separators as the language has them, "1,900" in English and "1 900" or "1.900" in
// French. `thousands_comma` is true where a comma separates thousands. False if `text` is no number.
bool ParseNumber(std::string_view text, bool thousands_comma, double* value);

// Fills sentence->dates, then sentence->quantities from the words that are no date, and marks the words of both.
//   "150 millions de dollars", "$150m", "150 M$"    150,000,000 USD
//   "about 1,900 firms", "près de 120 soudeurs"     a count, kAbout
//   "de 2013 à 2019", "in October 2022", "9 avril"   dates
//   "8 h 30", "8.30 am"; "3-1"                       a clock time; a score
// `matches` are those of FindPatterns in the document's text.
void FindQuantities(const Document& document, const Lexicon& lexicon, const std::vector<PatternMatch>& matches,
                    SentenceAnalysis* sentence);

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_QUANTITIES_H_
