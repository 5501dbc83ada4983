#include "core/language/words.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/utf8.h"

namespace recoupe {
namespace {

constexpr int kLongestGap = 3;  // words that may stand inside "mettre … fin", "ne … plus", "call … off"

bool IsVerbal(Form form) { return form >= Form::kInfinitive && form <= Form::kImperative; }
bool IsFinite(Form form) {
  return form == Form::kPresent || form == Form::kImperfect || form == Form::kFuture || form == Form::kConditional ||
         form == Form::kSubjunctive || form == Form::kPast;
}

class WordReader {
 public:
  WordReader(const Document& document, const Sentence& sentence, Language language, Spelling spelling,
             const Lexicon& lexicon)
      : document_(document), sentence_(sentence), language_(language), spelling_(spelling), lexicon_(lexicon) {}

  std::vector<Word> Run() {
    const size_t count = sentence_.last_token - sentence_.first_token;
    readings_.resize(count);
    const Accents accents = spelling_ == Spelling::kForgiving && IsWithoutAccents() ? Accents::kAny : Accents::kWritten;
    for (size_t i = 0; i < count; ++i) {
      const Token& token = TokenAt(i);
      if (token.kind == TokenKind::kWord || token.kind == TokenKind::kSymbol)
        readings_[i] = InLanguage(lexicon_.Lookup(token.lower, token.fold, accents));
    }
    taken_.assign(count, false);
    shouting_ = IsShouting();
    HashWords();
    bool quoted = false;
    for (size_t i = 0; i < count; ++i) {
      if (taken_[i]) continue;
      const Token& token = TokenAt(i);
      if (token.kind == TokenKind::kMarkup) continue;
      Word word;
      word.first_token = sentence_.first_token + static_cast<uint32_t>(i);
      word.last_token = word.first_token + 1;
      word.span = token.span;
      word.capitalized = Capitalized(i);
      if (token.kind == TokenKind::kPunctuation) {
        ReadPunctuation(token, &quoted, &word);
      } else if (token.kind == TokenKind::kNumber) {
        word.key = token.fold;
        word.content = true;
        word.part_of_speech = PartOfSpeech::kFunction;
      } else if (!ReadMultiword(i, &word)) {
        ReadSingle(i, &word);
      }
      word.quoted = quoted;
      words_.push_back(std::move(word));
    }
    FindNames();
    for (size_t i = 0; i + 1 < words_.size(); ++i) {
      const Word& next = words_[i + 1];
      const bool noun_follows =
          next.part_of_speech == PartOfSpeech::kNoun || next.part_of_speech == PartOfSpeech::kAdjective;
      if (PointsOut(words_[i]) && !noun_follows && i > 0) words_[i].syntax = Syntax::kRelative;
    }
    return std::move(words_);
  }

 private:
  // A sentence all in capitals: they say nothing about names.
  bool IsShouting() const {
    int words = 0, capitals = 0;
    for (uint32_t i = sentence_.first_token; i < sentence_.last_token; ++i) {
      const Token& token = document_.tokens[i];
      if (token.kind != TokenKind::kWord || token.lower.size() < 2) continue;
      ++words;
      capitals += token.all_caps;
    }
    return words >= 4 && capitals * 10 >= words * 9;
  }
  // Long enough that its language would have written some: typed without them.
  bool IsWithoutAccents() const {
    constexpr int kEnoughWords = 7;
    int words = 0;
    for (uint32_t i = sentence_.first_token; i < sentence_.last_token; ++i) {
      const Token& token = document_.tokens[i];
      if (token.kind != TokenKind::kWord) continue;
      if (token.lower.size() != token.fold.size()) return false;
      ++words;
    }
    return words >= kEnoughWords;
  }
  bool Capitalized(size_t i) const { return TokenAt(i).capitalized && !shouting_; }

  const Token& TokenAt(size_t i) const { return document_.tokens[sentence_.first_token + i]; }
  size_t Count() const { return readings_.size(); }

  // Readings of the sentence's own language if there are any; names count in every language.
  std::vector<Reading> InLanguage(std::vector<Reading> readings) const {
    if (language_ == kUnknownLanguage) return readings;
    const bool own = std::any_of(readings.begin(), readings.end(),
                                 [&](const Reading& r) { return lexicon_.lemma(r.lemma).language == language_; });
    if (own) {
      std::erase_if(readings, [&](const Reading& r) {
        const Lemma& lemma = lexicon_.lemma(r.lemma);
        return lemma.language != language_ && lemma.part_of_speech != PartOfSpeech::kName;
      });
    } else {  // a foreign word: its content readings only
      std::erase_if(readings, [&](const Reading& r) {
        return lexicon_.lemma(r.lemma).part_of_speech == PartOfSpeech::kFunction;
      });
    }
    return readings;
  }

  static void ReadPunctuation(const Token& token, bool* quoted, Word* word) {
    word->part_of_speech = PartOfSpeech::kFunction;
    word->key = token.lower;
    const std::string& mark = token.lower;
    word->boundary = mark != "/" && mark != "·" && mark != "'";
    if (mark == "«" || mark == "“" || mark == "„") *quoted = true;
    if (mark == "»" || mark == "”") *quoted = false;
    if (mark == "\"") *quoted = !*quoted;
  }

  // Whether token i can be the word `folded` of a multiword lemma.
  bool Matches(size_t i, const std::string& folded) const {
    if (TokenAt(i).fold == folded) return true;
    return std::any_of(readings_[i].begin(), readings_[i].end(), [&](const Reading& reading) {
      const Lemma& lemma = lexicon_.lemma(reading.lemma);
      return lemma.text.size() >= folded.size() && FoldCase(lemma.text) == folded;
    });
  }

  // The longest multiword lemma that begins at token i. Verbs, and negations that begin with a particle, may be
  // interrupted after their first word.
  bool ReadMultiword(size_t i, Word* word) {
    std::vector<LemmaId> candidates = lexicon_.Multiwords(TokenAt(i).fold);
    for (const Reading& reading : readings_[i]) {
      const std::string folded = FoldCase(lexicon_.lemma(reading.lemma).text);
      if (folded == TokenAt(i).fold) continue;
      const std::vector<LemmaId> more = lexicon_.Multiwords(folded);
      candidates.insert(candidates.end(), more.begin(), more.end());
    }
    LemmaId best = 0;
    std::vector<size_t> best_tokens;
    for (const LemmaId id : candidates) {
      const Lemma& lemma = lexicon_.lemma(id);
      if (language_ != kUnknownLanguage && lemma.language != language_ && lemma.part_of_speech != PartOfSpeech::kName)
        continue;
      if (!MayEndHere(lemma.text)) continue;
      std::vector<size_t> tokens =
          MatchFrom(i, lexicon_.Words(id), MayGap(lemma), lemma.part_of_speech == PartOfSpeech::kVerb);
      if (lemma.part_of_speech == PartOfSpeech::kFunction && !tokens.empty() && SplitsVerbGroup(lemma, tokens.back()))
        continue;
      // "has ruled out" is the verb, "a ruled out option" the adjective.
      const bool verb_here = tokens == best_tokens && lemma.part_of_speech == PartOfSpeech::kVerb && AfterAuxiliary(i);
      if (tokens.size() > best_tokens.size() || (verb_here && !tokens.empty()) ||
          (tokens.size() == best_tokens.size() && !tokens.empty() && tokens.back() < best_tokens.back())) {
        best = id;
        best_tokens = std::move(tokens);
      }
    }
    if (best_tokens.empty()) return false;
    const Lemma& lemma = lexicon_.lemma(best);
    const bool contiguous = best_tokens.back() - best_tokens.front() + 1 == best_tokens.size();
    for (const size_t t : best_tokens) taken_[t] = true;
    word->last_token = sentence_.first_token + static_cast<uint32_t>(contiguous ? best_tokens.back() : i) + 1;
    word->span.end = TokenAt(contiguous ? best_tokens.back() : i).span.end;
    word->part_of_speech = lemma.part_of_speech;
    word->passive_lemma = lemma.passive;
    word->key = FoldCase(lemma.text);
    word->known = true;
    if (lemma.part_of_speech == PartOfSpeech::kVerb) {
      for (const Reading& reading : readings_[i]) {
        if (IsVerbal(reading.form) && lexicon_.lemma(reading.lemma).part_of_speech == PartOfSpeech::kVerb) {
          word->form = Prefer(word->form, reading.form, i);
        }
      }
    }
    // Homographs of several meanings are listed as one lemma; all lemmas with these words and this part of speech
    // count.
    AddConcepts(lemma, word);
    Finish(word);
    if (word->content && !word->name) AddParts(best_tokens, word);
    return true;
  }

  // "phone ban" also says "phone" and "ban", "open an inquiry" also "open" and "inquiry", to whoever does not use the
  // compound. Not the verb of « mettre fin », which says little, nor that of "call off", which says something else.
  void AddParts(const std::vector<size_t>& tokens, Word* word) const {
    const bool has_noun = std::any_of(tokens.begin() + 1, tokens.end(), [&](size_t t) {
      return std::any_of(readings_[t].begin(), readings_[t].end(), [&](const Reading& reading) {
        return lexicon_.lemma(reading.lemma).part_of_speech == PartOfSpeech::kNoun;
      });
    });
    for (const size_t t : tokens) {
      for (const Reading& reading : readings_[t]) {
        const Lemma& lemma = lexicon_.lemma(reading.lemma);
        const PartOfSpeech pos = lemma.part_of_speech;
        const bool verb = pos == PartOfSpeech::kVerb && word->part_of_speech == PartOfSpeech::kVerb && has_noun;
        if (pos != PartOfSpeech::kNoun && pos != PartOfSpeech::kAdjective && !verb) continue;
        for (const ConceptId id : lemma.concepts) {
          const Concept& c = lexicon_.concept_at(id);
          if (c.syntax == Syntax::kNone && c.cue == Cue::kNone && !c.light) word->parts.push_back(id);
        }
      }
    }
    std::sort(word->parts.begin(), word->parts.end());
    word->parts.erase(std::unique(word->parts.begin(), word->parts.end()), word->parts.end());
  }

  // « il y a renoncé »: "there is" does not stand before a participle of another verb than « avoir ».
  bool SplitsVerbGroup(const Lemma& lemma, size_t last) const {
    const bool existential = std::any_of(lemma.concepts.begin(), lemma.concepts.end(), [&](ConceptId c) {
      return lexicon_.concept_at(c).syntax == Syntax::kExistential;
    });
    if (!existential || last + 1 >= Count()) return false;
    return std::any_of(readings_[last + 1].begin(), readings_[last + 1].end(), [&](const Reading& reading) {
      if (reading.form != Form::kPastParticiple) return false;
      const ConceptList concepts = lexicon_.lemma(reading.lemma).concepts;
      return std::none_of(concepts.begin(), concepts.end(),
                          [&](ConceptId c) { return lexicon_.concept_at(c).syntax == Syntax::kHave; });
    });
  }

  // Whether the sentence has the last word of a multiword lemma at all: most candidates fail here, at little cost.
  bool MayEndHere(std::string_view lemma) const {
    const size_t before = lemma.substr(0, lemma.size() - 1).find_last_of(" -'");
    const uint32_t hash = Hash32(FoldCase(lemma.substr(before + 1)));
    return std::binary_search(word_hashes_.begin(), word_hashes_.end(), hash);
  }

  // The folded forms of the sentence's tokens and of all their lemmas.
  void HashWords() {
    for (size_t i = 0; i < Count(); ++i) {
      word_hashes_.push_back(Hash32(TokenAt(i).fold));
      for (const Reading& reading : readings_[i])
        word_hashes_.push_back(Hash32(FoldCase(lexicon_.lemma(reading.lemma).text)));
    }
    std::sort(word_hashes_.begin(), word_hashes_.end());
  }

  bool MayGap(const Lemma& lemma) const {
    if (lemma.part_of_speech == PartOfSpeech::kVerb) return true;
    return lemma.part_of_speech == PartOfSpeech::kFunction &&
           (lemma.text.starts_with("ne ") || lemma.text.starts_with("n' ") || lemma.text.starts_with("not "));
  }

  // The tokens that match `words` from token i on; empty if they do not.
  std::vector<size_t> MatchFrom(size_t i, const std::vector<std::string>& words, bool may_gap, bool in_verb) const {
    std::vector<size_t> tokens;
    size_t at = i;
    for (size_t w = 0; w < words.size(); ++w) {
      size_t found = Count();
      const size_t reach = may_gap && w > 0 ? at + kLongestGap : at;
      for (size_t t = at; t < Count() && t <= reach; ++t) {
        if (TokenAt(t).kind == TokenKind::kMarkup || taken_[t]) break;
        if (Matches(t, words[w])) {
          found = t;
          break;
        }
        if (TokenAt(t).kind == TokenKind::kPunctuation || EndsGap(t, in_verb)) break;
      }
      if (found == Count()) return {};
      tokens.push_back(found);
      at = found + 1;
    }
    return tokens;
  }

  // What no multiword unit reaches across: another verb (« a mis en vente » is not « avoir vent ») and a negation (« ne
  // nie pas que »).
  bool EndsGap(size_t t, bool in_verb) const {
    bool verb = false, other = false;
    for (const Reading& reading : readings_[t]) {
      const Lemma& lemma = lexicon_.lemma(reading.lemma);
      (lemma.part_of_speech == PartOfSpeech::kVerb ? verb : other) = true;
      for (const ConceptId c : lemma.concepts) {
        if (lexicon_.concept_at(c).cue == Cue::kNegation && lemma.part_of_speech == PartOfSpeech::kFunction)
          return true;
      }
    }
    return in_verb && verb && !other;
  }

  Form Prefer(Form old_form, Form new_form, size_t i) const {
    if (old_form == Form::kNone) return new_form;
    if (AfterAuxiliary(i)) {
      return new_form == Form::kPastParticiple ? new_form : old_form;
    }
    if (IsFinite(new_form) && !IsFinite(old_form)) return new_form;
    return old_form;
  }

  // A form of be or have stands before token i, adverbs and negations between.
  bool AfterAuxiliary(size_t i) const {
    for (size_t back = 1; back <= 4 && back <= i; ++back) {
      const size_t t = i - back;
      if (TokenAt(t).kind != TokenKind::kWord) return false;
      bool adverb = false;
      for (const Reading& reading : readings_[t]) {
        const Lemma& lemma = lexicon_.lemma(reading.lemma);
        for (const ConceptId c : lemma.concepts) {
          const Syntax syntax = lexicon_.concept_at(c).syntax;
          if (syntax == Syntax::kBe || syntax == Syntax::kHave) return true;
          if (lexicon_.concept_at(c).cue == Cue::kNegation || syntax == Syntax::kParticle ||
              syntax == Syntax::kSubjectPronoun)
            adverb = true;
        }
        if (lemma.part_of_speech == PartOfSpeech::kAdverb) adverb = true;
      }
      if (!adverb) return false;
    }
    return false;
  }

  struct Before {
    bool determiner = false, subject_pronoun = false, particle = false, preposition = false, to = false, modal = false,
         none = true;
    bool noun = false;
    bool modifiers_of_preposition = false;  // "by separate licensing …": only nouns and adjectives since a preposition
  };

  bool AfterPreposition() const {
    for (size_t k = words_.size(); k-- > 0;) {
      const Word& word = words_[k];
      if (word.syntax == Syntax::kPreposition) return k + 1 < words_.size();
      if (word.part_of_speech != PartOfSpeech::kNoun && word.part_of_speech != PartOfSpeech::kAdjective) return false;
    }
    return false;
  }

  // An auxiliary follows before the next mark, so that a word which may be noun or verb is its subject: "pupil numbers
  // at X are".
  bool AuxiliaryFollows(size_t i) const {
    for (size_t k = i + 1; k < Count() && k <= i + 8; ++k) {
      if (TokenAt(k).kind == TokenKind::kPunctuation) return false;
      for (const Reading& reading : readings_[k]) {
        for (const ConceptId c : lexicon_.lemma(reading.lemma).concepts) {
          const Concept& meaning = lexicon_.concept_at(c);
          if (meaning.syntax == Syntax::kRelative || meaning.syntax == Syntax::kSubordinator ||
              meaning.syntax == Syntax::kInfinitiveMark)
            return false;
          if (meaning.syntax == Syntax::kBe || meaning.syntax == Syntax::kHave || meaning.syntax == Syntax::kModal ||
              (meaning.cue == Cue::kPlanned &&
               lexicon_.lemma(reading.lemma).part_of_speech == PartOfSpeech::kFunction)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  Before LookBefore() const {
    Before before;
    if (words_.empty() || words_.back().boundary) return before;
    // An adverb between ("the group also claims") changes nothing.
    size_t at = words_.size() - 1;
    while (at > 0 && words_[at].part_of_speech == PartOfSpeech::kAdverb && words_[at].cue != Cue::kNegation &&
           !words_[at - 1].boundary)
      --at;
    const Word& previous = words_[at];
    before.none = false;
    before.determiner = previous.syntax == Syntax::kDeterminer || previous.syntax == Syntax::kPossessive ||
                        previous.syntax == Syntax::kDemonstrative;
    before.subject_pronoun = previous.syntax == Syntax::kSubjectPronoun || previous.syntax == Syntax::kRelative ||
                             previous.syntax == Syntax::kObjectPronoun;
    before.particle = previous.syntax == Syntax::kParticle && previous.preposition == Role::kNone;
    for (const Reading& reading : readings_[previous.first_token - sentence_.first_token]) {
      for (const ConceptId c : lexicon_.lemma(reading.lemma).concepts)
        before.to |= lexicon_.concept_at(c).syntax == Syntax::kInfinitiveMark;
    }
    before.modifiers_of_preposition = AfterPreposition();
    before.modal = previous.syntax == Syntax::kModal || previous.syntax == Syntax::kDo ||
                   (previous.cue == Cue::kNegation && previous.syntax != Syntax::kPreposition) ||
                   ((previous.cue == Cue::kHedge || previous.cue == Cue::kPlanned) &&
                    previous.part_of_speech == PartOfSpeech::kFunction);
    before.preposition = previous.syntax == Syntax::kPreposition;
    before.noun = previous.part_of_speech == PartOfSpeech::kNoun || previous.part_of_speech == PartOfSpeech::kName;
    return before;
  }

  // "prices rise" and "the price rises", but "share price" is no clause: where only the third person singular has an
  // ending, it has to agree with the noun before it.
  bool Agrees(const Lemma& lemma, const Reading& reading, const Token& token) const {
    if (reading.form != Form::kPresent || !lexicon_.MarksInfinitives(lemma.language)) return true;
    const Word& subject = words_.back();
    const bool base_form = token.lower == lemma.text;
    if (subject.part_of_speech == PartOfSpeech::kName && subject.form == Form::kNone) return true;
    return (subject.form == Form::kPlural) == base_form;
  }

  // How well a reading fits where it stands: a handful of local rules, each worth 2 or 3.
  int Fit(const Reading& reading, size_t i, const Before& before) const {
    const Lemma& lemma = lexicon_.lemma(reading.lemma);
    const Token& token = TokenAt(i);
    int fit = 0;
    switch (lemma.part_of_speech) {
      case PartOfSpeech::kVerb:
        if (before.determiner) fit -= 4;
        if (before.subject_pronoun || before.modal) fit += 3;
        if (before.to && reading.form == Form::kInfinitive) fit += 3;
        if (before.preposition && !before.to) {
          const bool infinitive = reading.form == Form::kInfinitive && !lexicon_.MarksInfinitives(lemma.language);
          fit += infinitive || reading.form == Form::kPresentParticiple ? 1 : -3;
        }
        if (before.modal && reading.form == Form::kInfinitive) fit += 1;
        // Where verb and noun look alike, what stands around decides.
        if ((reading.form == Form::kPresent || reading.form == Form::kInfinitive) &&
            lexicon_.MarksInfinitives(lemma.language)) {
          if (before.modifiers_of_preposition) fit -= 3;
          if (!before.to && !before.modal && !before.subject_pronoun && AuxiliaryFollows(i)) fit -= 3;
        }
        if (reading.form == Form::kPastParticiple) fit += AfterAuxiliary(i) ? 4 : 0;
        if (IsFinite(reading.form) && before.noun) fit += Agrees(lemma, reading, token) ? 2 : -2;
        if (i == 0 && Capitalized(i) && reading.form == Form::kPresent && lexicon_.MarksInfinitives(lemma.language))
          fit -= 3;
        if (reading.form == Form::kImperative) fit -= 2;
        for (const ConceptId c : lemma.concepts) {
          const Syntax syntax = lexicon_.concept_at(c).syntax;
          const bool auxiliary =
              syntax == Syntax::kBe || syntax == Syntax::kHave || syntax == Syntax::kDo || syntax == Syntax::kModal;
          if (auxiliary && reading.form != Form::kPastParticiple) fit += 4;
        }
        break;
      case PartOfSpeech::kNoun:
        if (before.determiner || before.preposition) fit += 2;
        if (before.subject_pronoun || before.to) fit -= 3;
        fit += 1;
        break;
      case PartOfSpeech::kAdjective:
        if (before.determiner || before.noun) fit += 1;
        break;
      case PartOfSpeech::kAdverb:
        if (before.determiner) fit -= 2;
        break;
      case PartOfSpeech::kName: {
        const bool first = i == 0 || TokenAt(i - 1).kind == TokenKind::kPunctuation;
        if (!lemma.capitalized) {
          fit += 2;  // « mars », « français »: written so
        } else {
          fit += Capitalized(i) ? (first ? 2 : 6) : -3;
        }
        break;
      }
      case PartOfSpeech::kFunction: {
        // Number words follow articles ("the second phase"); after a noun they are adjectives (« un appareil neuf »).
        const bool number = !lemma.concepts.empty() && lexicon_.concept_at(lemma.concepts.front()).value != 0;
        fit += before.determiner && !number ? -1 : 4;
        if (number && before.noun) fit -= 4;
      }
        if (Capitalized(i) && i > 0 && token.lower.size() > 1 && TokenAt(i - 1).kind == TokenKind::kWord) fit -= 2;
        break;
    }
    return fit;
  }

  void ReadSingle(size_t i, Word* word) {
    const Token& token = TokenAt(i);
    word->key = token.fold;
    if (spelling_ == Spelling::kForgiving && readings_[i].empty() && token.kind == TokenKind::kWord &&
        !Capitalized(i)) {
      // A typing error keeps its spelling as key, so that a name written in lower case still finds the name.
      readings_[i] = Respelled(token.fold);
      if (!readings_[i].empty()) {
        ReadSingle(i, word);
        word->key = token.fold;
        word->known = false;
        return;
      }
    }
    const std::vector<Reading>& readings = readings_[i];
    if (readings.empty()) {
      word->content = token.kind == TokenKind::kWord && (token.fold.size() > 1 || Capitalized(i));
      word->name = Capitalized(i);
      word->part_of_speech = Capitalized(i) ? PartOfSpeech::kName : PartOfSpeech::kNoun;
      return;
    }
    const Before before = LookBefore();
    int best = -100;
    for (const Reading& reading : readings) best = std::max(best, Fit(reading, i, before));
    // What fits nearly as well stays as a meaning: a wrong choice of part of speech then costs little.
    const Reading* chosen = nullptr;
    for (const Reading& reading : readings) {
      if (Fit(reading, i, before) == best) {
        if (chosen == nullptr || Preferred(reading, *chosen, i)) chosen = &reading;
      }
    }
    const Lemma& lemma = lexicon_.lemma(chosen->lemma);
    word->known = true;
    word->part_of_speech = lemma.part_of_speech;
    word->form = chosen->form;
    word->passive_lemma = lemma.passive;
    word->key = FoldCase(lemma.text);
    const bool function = lemma.part_of_speech == PartOfSpeech::kFunction;
    for (const Reading& reading : readings) {
      const Lemma& other = lexicon_.lemma(reading.lemma);
      const bool other_function = other.part_of_speech == PartOfSpeech::kFunction;
      if (other_function != function) continue;
      if (other.part_of_speech == PartOfSpeech::kName && lemma.part_of_speech != PartOfSpeech::kName) continue;
      if (Fit(reading, i, before) >= best - 2) AddConcepts(other, word);
    }
    Finish(word);
  }

  // The readings of the words of this language that are one typing error away: a letter too many or too few, two
  // exchanged, one for another. Short words have too many such neighbours. The first of these kinds that finds anything
  // decides.
  std::vector<Reading> Respelled(const std::string& fold) const {
    if (fold.size() < 5 || language_ == kUnknownLanguage) return {};
    const auto try_word = [&](const std::string& word, std::vector<Reading>* found) {
      for (const Reading& reading : lexicon_.Lookup(word, word)) {
        const Lemma& lemma = lexicon_.lemma(reading.lemma);
        if (lemma.language == language_ && lemma.part_of_speech <= PartOfSpeech::kAdverb) found->push_back(reading);
      }
    };
    std::vector<Reading> found;
    for (size_t i = 1; i < fold.size() && found.empty(); ++i)
      try_word(fold.substr(0, i) + fold[i] + fold.substr(i), &found);  // doubled
    for (size_t i = 1; i < fold.size() && found.empty(); ++i) try_word(fold.substr(0, i) + fold.substr(i + 1), &found);
    for (size_t i = 1; i + 1 < fold.size() && found.empty(); ++i) {
      std::string word = fold;
      std::swap(word[i], word[i + 1]);
      try_word(word, &found);
    }
    for (size_t i = 1; i <= fold.size() && found.empty(); ++i) {
      for (char c = 'a'; c <= 'z' && found.empty(); ++c) try_word(fold.substr(0, i) + c + fold.substr(i), &found);
    }
    for (size_t i = 1; i < fold.size() && found.empty(); ++i) {
      for (char c = 'a'; c <= 'z' && found.empty(); ++c) {
        std::string word = fold;
        word[i] = c;
        try_word(word, &found);
      }
    }
    return found;
  }

  // Among equally fitting readings: the sentence's own language, then participles after an auxiliary, then finite
  // forms.
  bool Preferred(const Reading& a, const Reading& b, size_t i) const {
    const bool own_a = lexicon_.lemma(a.lemma).language == language_,
               own_b = lexicon_.lemma(b.lemma).language == language_;
    if (own_a != own_b) return own_a;
    const bool same_a = lexicon_.lemma(a.lemma).text == TokenAt(i).lower,
               same_b = lexicon_.lemma(b.lemma).text == TokenAt(i).lower;
    if (same_a != same_b && lexicon_.lemma(a.lemma).part_of_speech == lexicon_.lemma(b.lemma).part_of_speech)
      return same_a;
    if (a.form == b.form) return false;
    if (AfterAuxiliary(i)) return a.form == Form::kPastParticiple;
    const auto rank = [](Form form) {
      switch (form) {
        case Form::kPresent:
          return 5;
        case Form::kPast:
          return 4;
        case Form::kConditional:
        case Form::kFuture:
        case Form::kImperfect:
          return 3;
        case Form::kPastParticiple:
          return 2;
        case Form::kSubjunctive:
        case Form::kImperative:
          return 0;
        default:
          return 1;
      }
    };
    return rank(a.form) > rank(b.form);
  }

  void AddConcepts(const Lemma& lemma, Word* word) const {
    for (const ConceptId id : lemma.concepts) {
      if (std::find(word->concepts.begin(), word->concepts.end(), id) == word->concepts.end())
        word->concepts.push_back(id);
    }
  }

  // "that" before a noun points, elsewhere it opens a clause.
  static bool PointsOut(const Word& word) { return word.syntax == Syntax::kDemonstrative && word.key == "that"; }

  // Syntax, role and cue come from the concepts that carry them; what is left are the meanings.
  void Finish(Word* word) const {
    bool light = false, opposed = false;
    std::vector<ConceptId> meanings;
    for (const ConceptId id : word->concepts) {
      const Concept& c = lexicon_.concept_at(id);
      if (word->syntax == Syntax::kNone) word->syntax = c.syntax;
      if (word->preposition == Role::kNone) word->preposition = c.role;
      if (word->cue == Cue::kNone) word->cue = c.cue;
      light |= c.light;
      opposed |= !c.opposite.empty();
      if (!c.opposite.empty() && (c.syntax != Syntax::kNone || c.cue != Cue::kNone) &&
          word->part_of_speech == PartOfSpeech::kFunction) {
        meanings.push_back(id);
        continue;
      }
      if (c.syntax == Syntax::kNone && c.cue == Cue::kNone && !c.light) meanings.push_back(id);
    }
    std::sort(meanings.begin(), meanings.end());
    word->concepts = std::move(meanings);
    const bool function = word->part_of_speech == PartOfSpeech::kFunction;
    // Function words that have an opposite say something: before and after, more than and fewer than.
    word->content = function ? opposed : !light && (!word->concepts.empty() || word->cue == Cue::kNone);
    word->name = word->part_of_speech == PartOfSpeech::kName;
  }

  // "Council Votes To Close Pool": capitals say nothing of names there.
  bool IsTitleCase() const {
    int capitalized = 0, content = 0;
    for (const Word& word : words_) {
      if (word.boundary || word.part_of_speech == PartOfSpeech::kFunction) continue;
      ++content;
      capitalized += word.capitalized;
    }
    return content >= 4 && capitalized * 10 >= content * 8;
  }

  // Capitalised words inside a sentence that are no name in the lexicon belong to a name: "Cour suprême", "Ms Quill".
  // They are no verb, whatever the lexicon knows: "Halcyon Pictures".
  void FindNames() {
    const bool title_case = IsTitleCase();
    for (size_t i = 0; i < words_.size(); ++i) {
      Word& word = words_[i];
      if (word.name || !word.capitalized || word.part_of_speech == PartOfSpeech::kFunction) continue;
      const bool first = i == 0 || words_[i - 1].boundary;
      const bool beside_name = (i + 1 < words_.size() && words_[i + 1].capitalized && words_[i + 1].content) ||
                               (i > 0 && words_[i - 1].name);
      if (!first || (beside_name && word.part_of_speech != PartOfSpeech::kVerb)) word.name = true;
      if (word.name && word.part_of_speech == PartOfSpeech::kVerb && !title_case) {
        word.part_of_speech = PartOfSpeech::kName;
        word.form = Form::kNone;
        word.syntax = Syntax::kNone;
        word.cue = Cue::kNone;
        word.content = true;
      }
    }
  }

  const Document& document_;
  const Sentence& sentence_;
  const Language language_;
  const Spelling spelling_;
  const Lexicon& lexicon_;
  std::vector<std::vector<Reading>> readings_;
  std::vector<bool> taken_;
  bool shouting_ = false;
  std::vector<uint32_t> word_hashes_;  // sorted
  std::vector<Word> words_;
};

}  // namespace

Language IdentifyLanguage(const Document& document, const Lexicon& lexicon, uint32_t first, uint32_t last) {
  std::vector<int> score(lexicon.languages().size(), 0);
  // Names are in every language: only words in lower case tell whether a language is known at all.
  std::vector<int> known(score.size(), 0);
  int words = 0, small_words = 0;
  for (uint32_t i = first; i < last && i < first + 400; ++i) {
    const Token& token = document.tokens[i];
    if (token.kind != TokenKind::kWord) continue;
    ++words;
    std::vector<bool> function(score.size(), false), content(score.size(), false);
    for (const Reading& reading : lexicon.Lookup(token.lower, token.fold)) {
      const Lemma& lemma = lexicon.lemma(reading.lemma);
      if (lemma.part_of_speech == PartOfSpeech::kName) continue;
      (lemma.part_of_speech == PartOfSpeech::kFunction ? function : content)[lemma.language] = true;
    }
    small_words += !token.capitalized;
    for (size_t l = 0; l < score.size(); ++l) {
      score[l] += function[l] ? 3 : content[l] ? 2 : 0;
      known[l] += !token.capitalized && (function[l] || content[l]);
    }
  }
  if (score.empty() || words == 0) return kUnknownLanguage;
  const auto best = std::max_element(score.begin(), score.end());
  if (*best == 0 || (small_words >= 4 && known[static_cast<size_t>(best - score.begin())] * 2 < small_words))
    return kUnknownLanguage;
  return static_cast<Language>(best - score.begin());
}

std::vector<Word> ReadWords(const Document& document, const Sentence& sentence, Language language, Spelling spelling,
                            const Lexicon& lexicon) {
  return WordReader(document, sentence, language, spelling, lexicon).Run();
}

}  // namespace recoupe
