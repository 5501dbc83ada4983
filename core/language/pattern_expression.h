// The expression of patterns.h, in RE2's syntax. Read when Recoupe is built (pattern_compiler.h), never when it runs.
#ifndef RECOUPE_LANGUAGE_PATTERN_EXPRESSION_H_
#define RECOUPE_LANGUAGE_PATTERN_EXPRESSION_H_

namespace recoupe {

// One expression, its alternatives told apart by which groups took part, so that a text is read once. Spaces may be
// no-break (U+00A0, U+202F).
inline constexpr char kFigurePattern[] =
    "(?:^|[^0-9A-Za-z.,/-])(?:"
    "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"                                      // 1–3: ISO 8601
    "|([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})"                      // 4–6: day, month, year
    "|([0-9]{1,2})[ \\x{A0}\\x{202F}]?[hH](?:[ \\x{A0}\\x{202F}]?([0-9]{2}))?"  // 7–8: 8 h 30
    "|([0-9]{1,2})[:.]([0-9]{2})[ \\x{A0}\\x{202F}]?([aApP])\\.?[mM]\\.?"       // 9–11: 8.30 am
    "|([0-9]{1,2}):([0-9]{2})"                                                  // 12–13: 20:15
    "|([0-9]{1,3})[-–]([0-9]{1,3})"                                             // 14–15: 3-1
    ")(?:$|[^0-9A-Za-z/-])";

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_PATTERN_EXPRESSION_H_
