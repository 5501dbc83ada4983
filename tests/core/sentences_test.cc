#include "core/text/sentences.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <vector>

namespace recoupe {
namespace {

using Texts = std::vector<std::string>;

Texts Split(const std::string& text) {
  Texts texts;
  const Document document = SplitSentences(text);
  for (const Sentence& sentence : document.sentences) texts.emplace_back(document.Text(sentence.span));
  return texts;
}

struct Row {
  std::string text;
  Texts sentences;
};

TEST_CASE("A full stop, a question mark, an exclamation mark and three dots end a sentence") {
  const auto row =
      GENERATE(Row{"Velmar ferme. Quintal ouvre.", {"Velmar ferme.", "Quintal ouvre."}},
               Row{"Vraiment ? Oui ! Fin.", {"Vraiment ?", "Oui !", "Fin."}},
               Row{"Vraiment\u00A0? Oui\u202F! Fin.", {"Vraiment\u00A0?", "Oui\u202F!", "Fin."}},
               Row{"Il hésite… Puis il signe.", {"Il hésite…", "Puis il signe."}},
               Row{"He waits... Then he signs.", {"He waits...", "Then he signs."}},
               Row{"What?! Nobody knew.", {"What?!", "Nobody knew."}}, Row{"Sans point final", {"Sans point final"}});
  CAPTURE(row.text);
  CHECK(Split(row.text) == row.sentences);
}

TEST_CASE("The dot of an abbreviation, an initial or a number ends nothing") {
  const auto text = GENERATE(
      as<std::string>{}, "M. Roy part demain.", "MM. Roy et Brun partent.", "Mme. Oriol est élue.",
      "Mr. Tallow left the mill.", "Mrs. Pike and Dr. Voss agreed.", "The U.S. Mint closed.", "J. R. Tallow signed.",
      "Le Dr. Voss opère.", "L'art. 12 est abrogé.", "Le no. 2 du groupe part.", "Le n° 2 du groupe part.",
      "It cost 4.6 million.", "Elle vend 1.900 lampes.", "Sgt. Bell resigned.", "Velmar vs. Quintal begins today.",
      "On Oct. 12 it closed.", "At 9 a.m. it opened.", "Le vol no. 12 part.");
  CAPTURE(text);
  CHECK(Split(text) == Texts{text});
}

TEST_CASE("The full stop after a word that is an abbreviation elsewhere still ends the sentence") {
  const auto row =
      GENERATE(Row{"The answer was no. Nobody moved.", {"The answer was no.", "Nobody moved."}},
               Row{"It is only for me. They left.", {"It is only for me.", "They left."}},
               Row{"Des lampes, des vis, etc. Le reste brûla.", {"Des lampes, des vis, etc.", "Le reste brûla."}},
               Row{"She works for Velmar Inc. He does not.", {"She works for Velmar Inc.", "He does not."}});
  CAPTURE(row.text);
  CHECK(Split(row.text) == row.sentences);
}

TEST_CASE("Closing quotes and brackets belong to the sentence they close") {
  const auto row = GENERATE(Row{"M. Roy part. « Enfin ! » dit-elle.", {"M. Roy part.", "« Enfin ! » dit-elle."}},
                            Row{"« Nous partons. » Velmar se tait.", {"« Nous partons. »", "Velmar se tait."}},
                            Row{"“We are leaving.” Velmar is silent.", {"“We are leaving.”", "Velmar is silent."}},
                            Row{"\"We leave.\" Velmar is silent.", {"\"We leave.\"", "Velmar is silent."}},
                            Row{"Elle part (enfin !). Lui reste.", {"Elle part (enfin !).", "Lui reste."}},
                            Row{"« Partez ! » ordonne M. Roy.", {"« Partez ! » ordonne M. Roy."}});
  CAPTURE(row.text);
  CHECK(Split(row.text) == row.sentences);
}

TEST_CASE("A line feed ends a sentence") {
  CHECK(Split("Un titre sans point\nLe texte suit.") == Texts{"Un titre sans point", "Le texte suit."});
  CHECK(Split("one line\r\nTwo lines") == Texts{"one line", "Two lines"});
}

TEST_CASE("A wrapped line goes on") {
  const std::string text = "The council of Marsh Bay has voted to close the two\nmills before the end of the year.";
  CHECK(Split(text) == Texts{text});
}

TEST_CASE("An empty line is never a wrapped line") {
  CHECK(Split("The council of Marsh Bay has voted to close the two\n\nmills before the end of the year.").size() == 2);
}

TEST_CASE("A post without capitals still has sentences") {
  CHECK(Split("it is closed. they know") == Texts{"it is closed.", "they know"});
}

TEST_CASE("A forgotten space after a full stop does not join two sentences") {
  CHECK(Split("Velmar ferme.Quintal ouvre.") == Texts{"Velmar ferme.", "Quintal ouvre."});
  CHECK(Split("the site velmar.test is down") == Texts{"the site velmar.test is down"});
}

TEST_CASE("Marks alone make no sentence of their own") {
  CHECK(Split("Fin. …").size() == 1);
  CHECK(Split("Velmar ferme.\n* * *\nQuintal ouvre.") == Texts{"Velmar ferme.", "Quintal ouvre."});
}

TEST_CASE("Text without words") {
  CHECK(Split("").empty());
  CHECK(Split(" \n\t ").empty());
  CHECK(Split("?!").size() <= 1);
}

TEST_CASE("Sentences know where a paragraph begins") {
  const Document document = SplitSentences("Un. Deux.\nTrois. Quatre.");
  REQUIRE(document.sentences.size() == 4);
  CHECK(document.sentences[0].starts_paragraph);
  CHECK_FALSE(document.sentences[1].starts_paragraph);
  CHECK(document.sentences[2].starts_paragraph);
  CHECK_FALSE(document.sentences[3].starts_paragraph);
}

TEST_CASE("Sentences partition the tokens and keep the text as it was") {
  static const std::vector<std::string> kParts = {"M",  "Roy", ".",    "!",    "?",   "…",  " ", " ",    "\n", "«",
                                                  "»",  "”",   ")",    "(",    "etc", "no", "2", "U.S.", "é",  "'",
                                                  "\"", "*",   "](x)", "\xC3", "😀",   ",",  ":", "-"};
  uint32_t state = 7;
  for (int round = 0; round < 400; ++round) {
    std::string text;
    for (int k = 0; k < 16; ++k) {
      state = state * 1664525u + 1013904223u;
      text += kParts[(state >> 8) % kParts.size()];
    }
    CAPTURE(text);
    const Document document = SplitSentences(text);
    REQUIRE(document.text == text);
    uint32_t token = 0, byte = 0;
    for (const Sentence& sentence : document.sentences) {
      CHECK(sentence.first_token == token);
      CHECK(sentence.last_token > sentence.first_token);
      CHECK(sentence.span.begin >= byte);
      CHECK(sentence.span.end > sentence.span.begin);
      CHECK(sentence.span.end <= text.size());
      token = sentence.last_token;
      byte = sentence.span.end;
    }
    CHECK(token == document.tokens.size());
  }
}

}  // namespace
}  // namespace recoupe
