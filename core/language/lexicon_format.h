// What the compiler writes and the lexicon reads: the magic number and the names that sources use for enumerations.
#ifndef RECOUPE_LANGUAGE_LEXICON_FORMAT_H_
#define RECOUPE_LANGUAGE_LEXICON_FORMAT_H_

#include <array>
#include <string_view>

namespace recoupe {

inline constexpr std::string_view kLexiconMagic = "RLX2";

// Names in the order of the enumerations of lexicon.h.
inline constexpr std::array<std::string_view, 28> kCueNames = {
    "none",     "negation",  "restriction", "hedge",      "report",   "confirm",  "accusation",
    "denial",   "doubt",     "ended",       "continuing", "planned",  "former",   "approximate",
    "at-least", "at-most",   "some",        "part",       "all",      "indirect", "cause",
    "purpose",  "condition", "concession",  "opinion",    "forecast", "order",    "greeting"};
inline constexpr std::array<std::string_view, 19> kSyntaxNames = {
    "none",           "determiner", "possessive",   "demonstrative", "subject-pronoun", "object-pronoun",
    "pronoun",        "relative",   "subordinator", "coordinator",   "preposition",     "be",
    "have",           "do",         "modal",        "interrogative", "particle",        "existential",
    "infinitive-mark"};
inline constexpr std::array<std::string_view, 17> kRoleNames = {
    "none",    "agent", "theme", "recipient", "source", "instrument", "place",     "time",    "topic",
    "purpose", "cause", "of",    "against",   "with",   "comparison", "predicate", "quantity"};
inline constexpr std::array<std::string_view, 18> kDimensionNames = {
    "none",        "money", "percent", "length", "mass",     "volume",  "area", "duration", "speed",
    "temperature", "power", "energy",  "data",   "emission", "ordinal", "age",  "clock",    "score"};
inline constexpr std::array<std::string_view, 13> kFormNames = {"none", "inf", "prs", "ipf", "fut", "cnd", "sbj",
                                                                "pst",  "ptp", "prp", "imp", "sg",  "pl"};

}  // namespace recoupe

#endif  // RECOUPE_LANGUAGE_LEXICON_FORMAT_H_
