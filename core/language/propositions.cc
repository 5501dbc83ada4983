#include "core/language/propositions.h"

#include <algorithm>
#include <string_view>

namespace recoupe {
namespace {

bool IsFinite(Form form) {
  return form == Form::kPresent || form == Form::kImperfect || form == Form::kFuture || form == Form::kConditional ||
         form == Form::kSubjunctive || form == Form::kPast;
}

bool IsVerb(const Word& word) { return word.part_of_speech == PartOfSpeech::kVerb; }
bool IsNominal(const Word& word) {
  return word.part_of_speech == PartOfSpeech::kNoun || word.part_of_speech == PartOfSpeech::kName ||
         word.syntax == Syntax::kSubjectPronoun || word.syntax == Syntax::kPronoun || word.quantity >= 0;
}
bool IsAuxiliary(const Word& word) {
  return word.syntax == Syntax::kBe || word.syntax == Syntax::kHave || word.syntax == Syntax::kModal ||
         word.syntax == Syntax::kDo;
}
// May stand inside a verb group: "n'a jamais été", "has not yet been".
bool IsInsideVerbGroup(const Word& word) {
  return word.part_of_speech == PartOfSpeech::kAdverb || word.syntax == Syntax::kParticle ||
         word.syntax == Syntax::kSubjectPronoun || word.syntax == Syntax::kObjectPronoun ||
         word.cue == Cue::kNegation || word.cue == Cue::kEnded || word.cue == Cue::kContinuing ||
         word.cue == Cue::kRestriction || word.cue == Cue::kPlanned || word.cue == Cue::kHedge;
}

class PropositionFinder {
 public:
  explicit PropositionFinder(SentenceAnalysis* sentence)
      : sentence_(*sentence), words_(sentence->words), count_(static_cast<int>(words_.size())) {}

  void Run() {
    for (int i = 0; i < count_;) {
      if (StartsVerbGroup(i)) {
        i = ReadVerbGroup(i);
      } else {
        ++i;
      }
    }
    if (sentence_.propositions.empty()) NominalProposition();
    MarkHeadlinePlan();
    // Subjects first: what stands before a finite verb is its subject rather than the object of the verb before it.
    const int count = static_cast<int>(sentence_.propositions.size());
    for (int p = 0; p < count; ++p) FindSubject(p);
    for (int p = 0; p < count; ++p) ReadObjects(p);
  }

 private:
  // A verb that can head a clause: finite, a participle, an infinitive; not one that a preposition of its own makes an
  // adjunct noun.
  bool StartsVerbGroup(int i) const {
    const Word& word = words_[i];
    if (word.proposition >= 0) return false;
    if (word.syntax == Syntax::kModal || word.syntax == Syntax::kBe || word.syntax == Syntax::kHave ||
        word.syntax == Syntax::kDo)
      return true;
    return IsVerb(word);
  }

  // The verb group that begins at i: auxiliaries, what may stand between, and the last verb, which is the predicate.
  int ReadVerbGroup(int i) {
    int predicate = i, last = i;
    bool be = false, have = false, finite = false, conditional = false, modal = false, duty = false, planned = false;
    Form tense = Form::kNone;
    const auto take = [&](int k) {
      const Word& word = words_[k];
      conditional |= word.form == Form::kConditional;
      be |= word.syntax == Syntax::kBe;
      have |= word.syntax == Syntax::kHave;
      modal |= word.syntax == Syntax::kModal;
      duty |= word.key == "should" || word.key == "ought" || (word.key == "devoir" && conditional);
      finite |= IsFinite(word.form) || word.syntax == Syntax::kModal;
      if (tense == Form::kNone && IsVerb(word)) tense = word.form;
      predicate = k;
      last = k;
    };
    take(i);
    bool passive_now = false;
    int at = i + 1;
    while (at < count_) {
      const Word& word = words_[at];
      const Word& head = words_[predicate];
      const bool after_auxiliary = IsAuxiliary(head);
      if ((IsVerb(word) || IsAuxiliary(word)) && after_auxiliary) {
        const bool participle = word.form == Form::kPastParticiple || word.form == Form::kPast;
        const bool fits = participle || word.form == Form::kPresentParticiple || head.syntax == Syntax::kModal ||
                          head.syntax == Syntax::kDo || word.form == Form::kInfinitive || word.syntax == Syntax::kBe;
        if (!fits) break;
        passive_now = head.syntax == Syntax::kBe && participle;
        take(at);
        ++at;
        continue;
      }
      if (after_auxiliary && IsInsideVerbGroup(word)) {
        ++at;
        continue;
      }
      // "Has the agency admitted …?": the subject stands inside.
      if (after_auxiliary && sentence_.question && OpensClause(i)) {
        const int verb = VerbAfterSubject(at);
        if (verb > at) {
          for (int k = at; k < verb; ++k) {
            words_[k].proposition = static_cast<int16_t>(sentence_.propositions.size());
            words_[k].role = Role::kAgent;
          }
          at = verb;
          continue;
        }
      }
      const bool marks_infinitive = word.key == "to" && at + 1 < count_ && words_[at + 1].form == Form::kInfinitive;
      if (marks_infinitive && head.syntax == Syntax::kHave) {
        ++at;
        continue;
      }
      if (marks_infinitive && head.syntax == Syntax::kBe) {  // "is to close"
        planned = true;
        ++at;
        take(at);
        ++at;
        continue;
      }
      break;
    }
    Proposition proposition;
    proposition.predicate = static_cast<uint16_t>(predicate);
    proposition.tense = tense;
    proposition.finite = finite;
    proposition.passive = passive_now && !IsMotionVerb(words_[predicate]);
    // A hearsay conditional: not with must/can, whose conditional is advice or possibility (those are cues of their
    // own).
    proposition.conditional = conditional && !modal;
    proposition.planned = planned || tense == Form::kFuture;
    // « aurait dû prendre », "should have taken": it was not taken.
    if (duty && have) proposition.polarity = Polarity::kNegative;
    const bool bare_participle = !be && !have && words_[predicate].form == Form::kPastParticiple;
    if (bare_participle) {
      proposition.passive = true;
      proposition.finite = false;
    }
    const auto index = static_cast<int16_t>(sentence_.propositions.size());
    for (int k = i; k <= last; ++k) {
      if (words_[k].proposition == index && words_[k].role == Role::kAgent) {
        if (proposition.passive) words_[k].role = Role::kTheme;
        continue;
      }
      if (IsVerb(words_[k]) || IsAuxiliary(words_[k]) || IsInsideVerbGroup(words_[k])) {
        words_[k].proposition = index;
        words_[k].role = Role::kPredicate;
      }
    }
    proposition.first_word = static_cast<uint16_t>(i);
    proposition.last_word = static_cast<uint16_t>(last + 1);
    sentence_.propositions.push_back(proposition);
    return last + 1;
  }

  bool OpensClause(int i) const {
    return i == 0 || words_[i - 1].boundary || words_[i - 1].syntax == Syntax::kInterrogative ||
           words_[i - 1].syntax == Syntax::kCoordinator;
  }

  // The verb that follows the noun phrase at i, or i if none does before a boundary.
  int VerbAfterSubject(int i) const {
    bool noun = false;
    for (int k = i; k < count_ && k < i + 8; ++k) {
      if (words_[k].boundary) return i;
      if (IsVerb(words_[k]) || IsAuxiliary(words_[k])) return noun ? k : i;
      noun |= IsNominal(words_[k]);
    }
    return i;
  }

  // French verbs that take être without being passive.
  static bool IsMotionVerb(const Word& word) {
    static constexpr std::string_view kVerbs[] = {
        "aller",   "venir",    "arriver",    "partir",   "naitre",     "mourir",  "rester",    "tomber",
        "devenir", "entrer",   "sortir",     "monter",   "descendre",  "passer",  "retourner", "rentrer",
        "revenir", "parvenir", "intervenir", "survenir", "apparaitre", "decéder", "deceder"};
    return std::find(std::begin(kVerbs), std::end(kVerbs), word.key) != std::end(kVerbs);
  }

  // A sentence without a verb: its first content noun heads it.
  void NominalProposition() {
    for (int i = 0; i < count_; ++i) {
      if (!words_[i].content || words_[i].name) continue;
      Proposition proposition;
      proposition.predicate = static_cast<uint16_t>(i);
      proposition.first_word = static_cast<uint16_t>(i);
      proposition.last_word = static_cast<uint16_t>(i + 1);
      words_[i].proposition = 0;
      words_[i].role = Role::kPredicate;
      sentence_.propositions.push_back(proposition);
      return;
    }
  }

  // "Council to close two libraries": a headline's infinitive after its subject, where no finite verb is.
  void MarkHeadlinePlan() {
    if (sentence_.propositions.empty()) return;
    Proposition& first = sentence_.propositions.front();
    const int verb = first.predicate;
    if (first.finite || words_[verb].form != Form::kInfinitive || verb < 2) return;
    if (words_[verb - 1].key != "to" || !IsNominal(words_[verb - 2])) return;
    if (std::any_of(sentence_.propositions.begin(), sentence_.propositions.end(),
                    [](const Proposition& p) { return p.finite; }))
      return;
    first.finite = first.planned = true;
  }

  bool Taken(int i) const { return words_[i].proposition >= 0; }
  bool IsClauseOpener(const Word& word) const {
    return word.syntax == Syntax::kRelative || word.syntax == Syntax::kSubordinator || word.cue == Cue::kCondition ||
           word.cue == Cue::kConcession;
  }

  void FindSubject(int p) {
    Proposition& proposition = sentence_.propositions[p];
    const bool infinitive = !proposition.finite && !proposition.passive;
    int left = proposition.first_word;
    if (proposition.finite) {
      left = ReadSubject(p);
    } else if (proposition.passive) {
      const int antecedent = NounBefore(proposition.first_word);
      if (antecedent >= 0) {
        proposition.antecedent = static_cast<int16_t>(antecedent);
        proposition.antecedent_role = Role::kTheme;
      }
    } else if (infinitive) {
      const int subject = NounBefore(proposition.first_word);
      if (subject >= 0) {
        proposition.antecedent = static_cast<int16_t>(subject);
        proposition.antecedent_role = Role::kAgent;
      }
    }
    proposition.first_word = static_cast<uint16_t>(std::min<int>(left, proposition.first_word));
  }

  // The nearest noun before word i that is in the same stretch without a clause boundary; -1 if there is none.
  int NounBefore(int i) const {
    for (int k = i - 1; k >= 0 && k >= i - 12; --k) {
      const Word& word = words_[k];
      if (word.key == ";" || word.key == ":") return -1;
      if (IsNominal(word) && word.content) return k;
    }
    return -1;
  }

  // What stands before the verb, back to the clause's beginning: its agent, or its theme if the verb is passive.
  int ReadSubject(int p) {
    Proposition& proposition = sentence_.propositions[p];
    const Role role = proposition.passive ? Role::kTheme : Role::kAgent;
    int k = proposition.first_word - 1;
    int parenthesis = 0;
    bool crossed_mark = false;
    while (k >= 0) {
      const Word& word = words_[k];
      if (word.key == ")") ++parenthesis;
      if (word.key == "(" && parenthesis > 0) {
        --parenthesis;
        --k;
        continue;
      }
      if (parenthesis > 0) {
        --k;
        continue;
      }
      if (Taken(k) && word.role == Role::kPredicate && words_[k].proposition != p) {
        // "Altira, which bought Tarvel from the family, paid itself …": what stands before the comma belongs to the
        // clause between; the subject is the noun that the clause is about.
        if (crossed_mark) {
          const Proposition& between = sentence_.propositions[word.proposition];
          if (between.antecedent >= 0) {
            proposition.antecedent = between.antecedent;
            proposition.antecedent_role = role;
          }
          k = proposition.first_word - 1;
        }
        break;
      }
      if (word.syntax == Syntax::kRelative) {  // "…, qui a racheté": the noun before it
        // After a verb it introduces what is said or thought: "affirme que …", "said that …".
        const bool after_noun = k > 0 && (IsNominal(words_[k - 1]) || words_[k - 1].boundary ||
                                          words_[k - 1].syntax == Syntax::kPreposition ||
                                          words_[k - 1].part_of_speech == PartOfSpeech::kAdjective);
        const int noun = after_noun ? NounBefore(k) : -1;
        // « que », "whom" and "which they" stand for the object when a subject of its own follows.
        const bool own_subject = std::any_of(words_.begin() + k + 1, words_.begin() + proposition.first_word,
                                             [](const Word& w) { return IsNominal(w); });
        if (noun >= 0) {
          proposition.antecedent = static_cast<int16_t>(noun);
          proposition.antecedent_role = own_subject ? Role::kTheme : role;
        }
        break;
      }
      if (word.syntax == Syntax::kSubordinator || word.syntax == Syntax::kCoordinator || word.cue == Cue::kCondition ||
          word.cue == Cue::kConcession || word.key == ";" || word.key == ":") {
        const bool joins_nouns = word.syntax == Syntax::kCoordinator && k > 0 && IsNominal(words_[k - 1]) &&
                                 k + 1 < count_ && !Taken(k + 1) && HasNounBetween(k + 1, proposition.first_word);
        if (!joins_nouns) break;
      }
      if (word.syntax == Syntax::kPreposition && word.preposition == Role::kTime &&
          HasNounBetween(k + 1, proposition.first_word))
        break;
      if (word.boundary) {
        // A comma: stop when a subject has been found already between it and the verb, unless that is an apposition
        // ("The commissioner, Imran Whitlock, resigned").
        const bool apposition = word.key == "," && words_[proposition.first_word - 1].key == "," && k > 0 &&
                                k < proposition.first_word - 1 && IsNominal(words_[k - 1]);
        if (HasNounBetween(k + 1, proposition.first_word) && !apposition) break;
        crossed_mark = true;
      }
      --k;
    }
    const int first = k + 1;
    Role current = role;
    bool inside_preposition = false;
    for (int i = first; i < proposition.first_word; ++i) {
      Word& word = words_[i];
      if (Taken(i)) continue;
      if (word.boundary) {
        inside_preposition = false;
        current = role;
        continue;
      }
      if (word.preposition != Role::kNone && word.syntax == Syntax::kPreposition && word.preposition != Role::kOf) {
        inside_preposition = true;
        current = word.preposition;
      }
      word.proposition = static_cast<int16_t>(p);
      word.role = inside_preposition ? current : role;
    }
    if (!HasNounBetween(first, proposition.first_word) && proposition.antecedent < 0) CoordinatedSubject(p, role);
    return first;
  }

  // "X bought A and sold B": the subject of the verb before it.
  void CoordinatedSubject(int p, Role role) {
    for (int q = p - 1; q >= 0; --q) {
      if (!sentence_.propositions[q].finite) continue;
      for (int i = 0; i < count_; ++i) {
        if (words_[i].proposition == q && (words_[i].role == Role::kAgent || words_[i].role == Role::kTheme) &&
            IsNominal(words_[i]) && i < sentence_.propositions[q].predicate) {
          sentence_.propositions[p].antecedent = static_cast<int16_t>(i);
          sentence_.propositions[p].antecedent_role = role;
          return;
        }
      }
      return;
    }
  }

  bool HasNounBetween(int first, int last) const {
    for (int i = first; i < last; ++i) {
      if (IsNominal(words_[i]) && !Taken(i)) return true;
    }
    return false;
  }

  // What follows the verb, up to the next clause.
  void ReadObjects(int p) {
    Proposition& proposition = sentence_.propositions[p];
    const bool copula = words_[proposition.predicate].syntax == Syntax::kBe;
    Role role = copula ? Role::kPredicate : proposition.passive ? Role::kNone : Role::kTheme;
    int i = proposition.last_word;
    int parenthesis = 0;
    for (; i < count_; ++i) {
      Word& word = words_[i];
      if (word.key == "(") ++parenthesis;
      if (word.key == ")" && parenthesis > 0) --parenthesis;
      if (parenthesis > 0 || word.key == ")") continue;
      if (Taken(i)) {
        // A participle or an infinitive of its own ("une amende infligée à…", "cesser d'utiliser"): its words are its
        // own.
        break;
      }
      if (IsClauseOpener(word) || word.key == ";" || word.key == ":") break;
      if (word.boundary && NextVerbBeforeBoundary(i + 1)) break;
      if (word.syntax == Syntax::kCoordinator && NextVerbBeforeBoundary(i + 1)) break;
      if (word.syntax == Syntax::kPreposition && word.preposition != Role::kOf && word.preposition != Role::kNone) {
        role = word.preposition;
        if (role == Role::kAgent && !proposition.passive) role = Role::kInstrument;
      } else if (word.cue == Cue::kIndirect && word.part_of_speech == PartOfSpeech::kFunction) {
        role = Role::kInstrument;
      } else if (word.cue == Cue::kPurpose) {
        role = Role::kPurpose;
      } else if (word.cue == Cue::kCause) {
        role = Role::kCause;
      }
      word.proposition = static_cast<int16_t>(p);
      word.role = word.date >= 0 ? Role::kTime : word.quantity >= 0 && role == Role::kNone ? Role::kQuantity : role;
    }
    proposition.last_word = static_cast<uint16_t>(std::max<int>(proposition.last_word, i));
  }

  // A finite verb comes before the next comma, with a noun of its own before it: another clause.
  bool NextVerbBeforeBoundary(int i) const {
    for (int k = i; k < count_ && k < i + 12; ++k) {
      if (words_[k].boundary) return false;
      if (Taken(k) && words_[k].role == Role::kPredicate) return sentence_.propositions[words_[k].proposition].finite;
      if (words_[k].syntax == Syntax::kCoordinator && k > i) return false;
    }
    return false;
  }

  SentenceAnalysis& sentence_;
  std::vector<Word>& words_;
  const int count_;
};

// The proposition whose clause word i is in, or the next one that begins after it.
int PropositionAt(const SentenceAnalysis& sentence, int i) {
  if (sentence.words[i].proposition >= 0) return sentence.words[i].proposition;
  for (int k = i + 1; k < static_cast<int>(sentence.words.size()); ++k) {
    if (sentence.words[k].boundary) break;
    if (sentence.words[k].proposition >= 0) return sentence.words[k].proposition;
  }
  return -1;
}

bool IsDeterminerLike(const Word& word) {
  return word.key == "no" || word.key == "aucun" || word.key == "aucune" || word.key == "nul" || word.key == "nulle";
}

// The proposition that a negation governs: the verb group it stands in, else the next verb before a mark ("but not use
// them"), else the clause it is in.
int NegatedProposition(const SentenceAnalysis& sentence, int i) {
  if (sentence.words[i].role == Role::kPredicate) return sentence.words[i].proposition;
  // « ne veut pas vendre »: the verb between « ne » and « pas », not the infinitive after it.
  for (int k = i - 1; k > 0 && k >= i - 3 && !sentence.words[k].boundary; --k) {
    const Word& word = sentence.words[k];
    const Word& before = sentence.words[k - 1];
    if (IsVerb(word) && IsFinite(word.form) && before.syntax == Syntax::kParticle && word.proposition >= 0)
      return word.proposition;
  }
  for (int k = i + 1; k < static_cast<int>(sentence.words.size()) && k <= i + 4; ++k) {
    const Word& word = sentence.words[k];
    // "no doubt that he left", "no plan to leave": what the noun is about is not denied.
    if (word.boundary || word.syntax == Syntax::kRelative || word.syntax == Syntax::kSubordinator) break;
    const bool other_clause = word.role == Role::kPredicate && word.proposition != sentence.words[i].proposition;
    const bool object = sentence.words[i].proposition >= 0 && sentence.words[i].role != Role::kAgent;
    if (IsDeterminerLike(sentence.words[i]) && k > i + 1 && other_clause && object) break;
    if (word.role == Role::kPredicate) return word.proposition;
  }
  return PropositionAt(sentence, i);
}

// "without" and « sans » deny what follows them and leave the verb alone.
bool NegatesNounOnly(const Word& word) { return word.syntax == Syntax::kPreposition; }

// First or last of the sentence's words: "Sign up for our letter" asks for something, "many sign up for it" does not.
bool StandsAtAnEnd(const SentenceAnalysis& sentence, size_t i) {
  const auto mark = [](const Word& word) { return word.boundary; };
  const auto word = sentence.words.begin() + static_cast<ptrdiff_t>(i);
  return std::all_of(sentence.words.begin(), word, mark) || std::all_of(word + 1, sentence.words.end(), mark);
}

// Whether a word of saying says here who says so. An infinitive, a passive ("residents were told"), a participle before
// a noun ("reported burglaries") and a noun that no clause follows (« les annonces ») do not.
bool SaysSomething(const SentenceAnalysis& sentence, size_t i) {
  const std::vector<Word>& words = sentence.words;
  const Word& word = words[i];
  const Word* next = i + 1 < words.size() ? &words[i + 1] : nullptr;
  if (word.part_of_speech == PartOfSpeech::kNoun)
    return next != nullptr && (next->syntax == Syntax::kSubordinator || next->syntax == Syntax::kRelative);
  if (!IsVerb(word)) return true;
  if (word.form == Form::kInfinitive) return false;
  if (word.proposition < 0) return true;
  const Proposition& proposition = sentence.propositions[word.proposition];
  const bool opens = i == 0 && next != nullptr && next->part_of_speech == PartOfSpeech::kNoun;
  return !proposition.passive && !opens;
}

}  // namespace

void FindPropositions(SentenceAnalysis* sentence) { PropositionFinder(sentence).Run(); }

void FindCues(SentenceAnalysis* sentence) {
  std::vector<Word>& words = sentence->words;
  const auto add = [&](Cue cue, size_t i, int proposition) {
    sentence->cues.push_back({cue, static_cast<uint16_t>(i), words[i].span, static_cast<int16_t>(proposition)});
  };
  for (size_t i = 0; i < words.size(); ++i) {
    const Word& word = words[i];
    // An auxiliary that is itself the verb of its clause is none: « il va à Paris ».
    if (word.syntax == Syntax::kModal && word.part_of_speech == PartOfSpeech::kVerb && word.cue != Cue::kNone &&
        word.proposition >= 0 && sentence->propositions[word.proposition].predicate == i) {
      continue;
    }
    if (word.syntax == Syntax::kModal && word.form == Form::kConditional && word.cue == Cue::kNone) {
      add(Cue::kHedge, i, word.proposition);  // « pourrait », « devrait »
    }
    // « devait commencer », "was to begin": what was planned and may not have happened.
    if (word.syntax == Syntax::kModal && word.key == "devoir" &&
        (word.form == Form::kImperfect || word.form == Form::kFuture)) {
      add(Cue::kPlanned, i, word.proposition);
    }
    if (word.cue == Cue::kNone) continue;
    if ((word.cue == Cue::kReport || word.cue == Cue::kConfirm) && !SaysSomething(*sentence, i)) continue;
    if (word.cue == Cue::kOrder && !StandsAtAnEnd(*sentence, i)) continue;
    const bool negates = word.cue == Cue::kNegation && word.part_of_speech == PartOfSpeech::kFunction;
    int governed =
        negates ? NegatedProposition(*sentence, static_cast<int>(i)) : PropositionAt(*sentence, static_cast<int>(i));
    // A verb that is itself the cue ("refuse to sell", « a cessé de vendre ») governs the infinitive that follows it.
    if (word.part_of_speech == PartOfSpeech::kVerb && governed >= 0 &&
        sentence->propositions[governed].predicate == i) {
      const size_t next = static_cast<size_t>(governed) + 1;
      if (next < sentence->propositions.size() && !sentence->propositions[next].finite &&
          sentence->propositions[next].predicate <= i + 6) {
        governed = static_cast<int>(next);
      }
    }
    add(word.cue, i, governed);
    if (word.cue == Cue::kEnded &&
        (word.key.starts_with("ne ") || word.key.starts_with("n' ") || word.key.starts_with("no "))) {
      add(Cue::kNegation, i, governed);
    }
    if (word.cue == Cue::kNegation && governed >= 0) {
      Proposition& proposition = sentence->propositions[governed];
      // A noun ("a refusal") names an act and leaves the clause as it is.
      const bool governs_verb =
          word.part_of_speech == PartOfSpeech::kFunction ||
          (word.part_of_speech == PartOfSpeech::kVerb && sentence->propositions[governed].predicate != i);
      if (governs_verb && !NegatesNounOnly(word)) proposition.polarity = Polarity::kNegative;
    }
    // "Rumours that it would close were false": all that stands before is denied.
    if (word.cue == Cue::kDenial && word.part_of_speech == PartOfSpeech::kAdjective && word.role == Role::kPredicate) {
      for (size_t k = 0; k < i; ++k) words[k].denied_by = static_cast<int16_t>(i);
    }
    // "denied that income would be used", « dément toute fermeture »: what is denied, up to the end of its clause.
    // In the passive, it is the subject: "the strike was ruled out".
    const bool verb_denies =
        word.part_of_speech == PartOfSpeech::kVerb && (word.cue == Cue::kDenial || word.cue == Cue::kNegation);
    const int own = word.proposition;
    if (verb_denies && own >= 0 && sentence->propositions[own].passive) {
      const Proposition& passive = sentence->propositions[own];
      for (size_t k = 0; k < i; ++k) {
        const bool subject = words[k].proposition == own && words[k].role == Role::kTheme;
        if (subject || passive.antecedent == static_cast<int>(k)) words[k].denied_by = static_cast<int16_t>(i);
      }
    } else if (verb_denies) {
      for (size_t k = i + 1; k < words.size() && !words[k].boundary; ++k) words[k].denied_by = static_cast<int16_t>(i);
    }
    if (word.cue == Cue::kNegation && word.part_of_speech == PartOfSpeech::kFunction) {
      for (size_t k = i + 1; k < words.size() && !words[k].boundary && k <= i + 6; ++k) {
        if (words[k].role == Role::kPredicate && words[k].proposition >= 0 &&
            sentence->propositions[words[k].proposition].finite)
          break;
        if (k > i + 1 && words[k].syntax == Syntax::kPreposition && words[k].preposition != Role::kOf) break;
        // "a failure, not a conspiracy": before a noun phrase of its own, "not" denies that.
        const bool phrase_of_its_own = i > 0 && (words[i - 1].boundary || words[i - 1].syntax == Syntax::kCoordinator);
        if (NegatesNounOnly(word) || IsDeterminerLike(word) || phrase_of_its_own)
          words[k].denied_by = static_cast<int16_t>(i);
      }
    }
  }
  for (const CueMatch& cue : sentence->cues) {
    if (cue.cue == Cue::kEnded && words[cue.word].key.find(' ') != std::string::npos &&
        words[cue.word].part_of_speech == PartOfSpeech::kFunction && cue.proposition >= 0) {
      sentence->propositions[cue.proposition].polarity = Polarity::kNegative;
    }
  }
  // « n'a pas permis de retrouver », "did not manage to sell": the infinitive that completes a negated verb.
  for (size_t p = 0; p + 1 < sentence->propositions.size(); ++p) {
    const Proposition& proposition = sentence->propositions[p];
    Proposition& next = sentence->propositions[p + 1];
    if (proposition.polarity != Polarity::kNegative || next.finite) continue;
    const Word& verb = words[next.predicate];
    if (verb.form != Form::kInfinitive || next.predicate > proposition.predicate + 4) continue;
    const bool apart = std::any_of(words.begin() + proposition.predicate, words.begin() + next.predicate,
                                   [](const Word& w) { return w.boundary || w.cue == Cue::kPurpose; });
    if (!apart) next.polarity = Polarity::kNegative;
  }
  // The conditional of hearsay, unless a condition stands in the sentence.
  const bool condition = std::any_of(sentence->cues.begin(), sentence->cues.end(), [&](const CueMatch& cue) {
    return cue.cue == Cue::kCondition &&
           (words[cue.word].key == "si" || words[cue.word].key == "s'il" || words[cue.word].key == "s'ils");
  });
  for (size_t p = 0; p < sentence->propositions.size(); ++p) {
    Proposition& proposition = sentence->propositions[p];
    if (condition) proposition.conditional = false;
    if (!proposition.conditional) continue;
    for (size_t i = proposition.first_word; i < proposition.last_word; ++i) {
      if (words[i].proposition == static_cast<int>(p) && words[i].form == Form::kConditional) {
        add(Cue::kHedge, i, static_cast<int>(p));
        break;
      }
    }
  }
}

void FindAttributions(SentenceAnalysis* sentence) {
  const std::vector<Word>& words = sentence->words;
  const int count = static_cast<int>(words.size());
  // The noun phrase that begins at i: names and nouns with their articles and "de".
  const auto phrase_from = [&](int i) {
    int first = -1, last = -1;
    for (int k = i; k < count && k < i + 12; ++k) {
      const Word& word = words[k];
      if (word.boundary || word.role == Role::kPredicate || word.syntax == Syntax::kRelative ||
          word.syntax == Syntax::kSubordinator)
        break;
      if (word.syntax == Syntax::kPreposition && word.preposition != Role::kOf) break;
      if (IsNominal(word) || word.content) {
        if (first < 0) first = k;
        last = k;
      }
    }
    return first < 0 ? Span{} : Span{words[first].span.begin, words[last].span.end};
  };
  const auto phrase_before = [&](int i) {
    int first = -1, last = -1;
    for (int k = i - 1; k >= 0 && k > i - 12; --k) {
      const Word& word = words[k];
      if (word.role == Role::kPredicate && word.content) break;
      if (word.boundary || word.syntax == Syntax::kRelative || word.syntax == Syntax::kCoordinator) {
        if (last >= 0) break;
        if (word.boundary && word.key != ")" && word.key != ",") break;
      }
      if (IsNominal(word) || (last >= 0 && word.content)) {
        first = k;
        if (last < 0) last = k;
      }
    }
    return first < 0 ? Span{} : Span{words[first].span.begin, words[last].span.end};
  };
  for (const CueMatch& cue : sentence->cues) {
    if (cue.cue != Cue::kReport && cue.cue != Cue::kConfirm && cue.cue != Cue::kAccusation && cue.cue != Cue::kDenial &&
        cue.cue != Cue::kDoubt)
      continue;
    const int i = cue.word;
    const Word& word = words[i];
    Attribution attribution;
    attribution.cue = cue.span;
    if (word.part_of_speech == PartOfSpeech::kFunction) {
      attribution.speaker = phrase_from(i + 1);
    } else if (word.part_of_speech == PartOfSpeech::kVerb) {
      const int p = word.proposition;
      const bool passive = p >= 0 && sentence->propositions[p].passive;
      // « …», affirme l'Aclu: after a closing quotation or a comma the subject follows the verb.
      const bool inverted = i > 0 && words[i - 1].boundary;
      if (passive) {
        attribution.speaker = {};
      } else {
        attribution.speaker = inverted ? phrase_from(i + 1) : phrase_before(i);
        if (attribution.speaker.empty()) attribution.speaker = inverted ? phrase_before(i) : phrase_from(i + 1);
      }
    } else {
      continue;  // nouns ("plainte", "statement") say that there is a speaker, not who
    }
    sentence->attributions.push_back(attribution);
  }
}

}  // namespace recoupe
