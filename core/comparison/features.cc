#include "core/comparison/features.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace recoupe {
namespace {

constexpr std::string_view kNames[] = {
#define RECOUPE_FEATURE_NAME(id, name, meaning) name,
    RECOUPE_FEATURES(RECOUPE_FEATURE_NAME)
#undef RECOUPE_FEATURE_NAME
};
constexpr std::string_view kMeanings[] = {
#define RECOUPE_FEATURE_MEANING(id, name, meaning) meaning,
    RECOUPE_FEATURES(RECOUPE_FEATURE_MEANING)
#undef RECOUPE_FEATURE_MEANING
};
constexpr std::string_view kNuanceNames[] = {"modality", "attribution", "denial", "time",      "quantity", "scope",
                                             "indirect", "strength",    "cause",  "condition", "negation", "antonym",
                                             "role",     "number",      "date",   "entity"};

class FeatureFinder {
 public:
  FeatureFinder(const SentenceAnalysis& claim, const SentenceAnalysis& statement, const StatementContext& context,
                const Alignment& alignment, const Lexicon& lexicon)
      : claim_(claim), statement_(statement), context_(context), alignment_(alignment), lexicon_(lexicon) {}

  Evidence Run(float retrieval, bool is_title) {
    Set(Feature::kBias, 1);
    Set(Feature::kRetrieval, retrieval);
    Set(Feature::kIsTitle, is_title);
    Set(Feature::kIsQuestion, statement_.question);
    Set(Feature::kIsOrder, Has(statement_, Cue::kOrder));
    Set(Feature::kClaimQuestion, claim_.question);
    Set(Feature::kCrossLanguage, claim_.language != statement_.language);
    Coverage();
    Names();
    Values();
    Roles();
    Rivals();
    Direction();
    Negations();
    Changes();
    Cues();
    PartOfAll();
    NotYet();
    Strength();
    Qualifiers();
    InFull();
    return std::move(out_);
  }

 private:
  void Set(Feature feature, float value) { out_.features[feature] = value; }
  void Raise(Feature feature, float value) { out_.features[feature] = std::max(out_.features[feature], value); }
  float Get(Feature feature) const { return out_.features[feature]; }
  void Because(NuanceCode code, Span span) {
    for (const Nuance& nuance : out_.nuances) {
      if (nuance.code == code && nuance.span == span) return;
    }
    out_.nuances.push_back({code, span});
  }
  Span SpanOf(int word) const { return word >= 0 ? statement_.words[word].span : Span{}; }

  void Coverage() {
    float covered = 0, by_context = 0, gap = 0, near = 0, sibling = 0, narrower = 0, broader = 0, answered = 0;
    for (const WordAnswer& answer : alignment_.answers) {
      const float similarity = answer.match.similarity;
      covered += answer.weight * similarity;
      if (answer.context > similarity) by_context += answer.weight * (answer.context - similarity);
      if (similarity < kAnswered && answer.context < kAnswered) gap = std::max(gap, answer.weight);
      if (answer.match.kind == MatchKind::kNear) near += answer.weight;
      if (answer.match.kind == MatchKind::kSibling) sibling += answer.weight;
      if (answer.match.kind == MatchKind::kNarrower) narrower += answer.weight;
      if (answer.match.kind == MatchKind::kBroader) broader += answer.weight;
      if (similarity >= kAnswered) answered += 1;
    }
    Set(Feature::kCoverage, covered);
    Set(Feature::kCoverageSquared, covered * covered);
    Set(Feature::kContextCoverage, by_context);
    Set(Feature::kReferredCoverage, RefersBack() ? by_context : 0);
    Set(Feature::kLargestGap, gap);
    Set(Feature::kNearShare, near);
    Set(Feature::kSiblingShare, sibling);
    Set(Feature::kNarrower, narrower);
    Set(Feature::kBroader, broader);
    float content = 0, answering = 0;
    for (size_t i = 0; i < statement_.words.size(); ++i) {
      if (!statement_.words[i].content) continue;
      content += 1;
      answering += alignment_.claim_of[i] >= 0;
    }
    Set(Feature::kStatementCoverage, content > 0 ? answering / content : 0);
    Set(Feature::kStatementLength, std::log(1 + content) / 4);
    Set(Feature::kClaimLength, std::log(1 + static_cast<float>(alignment_.answers.size())) / 4);
    std::vector<float> in_proposition(statement_.propositions.size() + 1, 0);
    for (const WordAnswer& answer : alignment_.answers) {
      if (answer.match.similarity < kAnswered || answer.statement_word < 0) continue;
      const int16_t p = statement_.words[answer.statement_word].proposition;
      if (p >= 0) in_proposition[p] += 1;
    }
    Set(Feature::kDensity,
        answered > 0 ? *std::max_element(in_proposition.begin(), in_proposition.end()) / answered : 0);
    Set(Feature::kPredicate, alignment_.predicate.similarity);
    Set(Feature::kPredicateMissing, alignment_.predicate.similarity < kAnswered);
    for (const WordAnswer& answer : alignment_.answers) {
      if (answer.claim_word == alignment_.predicate_word && answer.match.similarity < kAnswered)
        Set(Feature::kPredicateInContext, answer.context >= kAnswered);
    }
    if (alignment_.statement_proposition >= 0) {
      const Proposition& there = statement_.propositions[alignment_.statement_proposition];
      Set(Feature::kPredicateIdle,
          statement_.words[there.predicate].content && alignment_.claim_of[there.predicate] < 0);
    }
    if (alignment_.predicate_answer >= 0 && alignment_.predicate.similarity >= kAnswered) {
      Set(Feature::kPredicateIsPredicate, statement_.words[alignment_.predicate_answer].role == Role::kPredicate);
    }
  }

  static bool Has(const SentenceAnalysis& sentence, Cue cue) {
    return std::any_of(sentence.cues.begin(), sentence.cues.end(), [&](const CueMatch& m) { return m.cue == cue; });
  }

  // Its first noun phrase points to something said before: "it", "the move", « celle-ci », « cette décision ».
  bool RefersBack() const {
    for (const Word& word : statement_.words) {
      if (word.boundary) continue;
      if (word.syntax == Syntax::kSubjectPronoun || word.syntax == Syntax::kDemonstrative ||
          word.syntax == Syntax::kPossessive || word.syntax == Syntax::kPronoun)
        return true;
      if (word.content) return false;
    }
    return false;
  }

  void Names() {
    float names = 0, here = 0, around = 0;
    bool missing = false;
    for (const WordAnswer& answer : alignment_.answers) {
      if (!claim_.words[answer.claim_word].name) continue;
      names += 1;
      if (answer.match.similarity >= kAnswered) {
        here += 1;
      } else if (answer.context >= kAnswered) {
        around += 1;
      } else {
        missing = true;
        NameConflict(answer);
      }
    }
    Set(Feature::kNoNames, names == 0);
    if (names > 0) {
      Set(Feature::kNames, here / names);
      Set(Feature::kNamesInContext, around / names);
    }
    Set(Feature::kNameMissing, missing);
  }

  // A name of the same kind, or in the same role of the same predicate, that answers nothing of the claim.
  void NameConflict(const WordAnswer& missing) {
    const Word& wanted = claim_.words[missing.claim_word];
    for (size_t i = 0; i < statement_.words.size(); ++i) {
      const Word& other = statement_.words[i];
      if (!other.name || alignment_.claim_of[i] >= 0 || other.date >= 0) continue;
      Set(Feature::kNameRival, 1);
      const bool same_kind = KindOf(wanted) != 0 && KindOf(wanted) == KindOf(other);
      const bool same_slot = wanted.role == other.role && wanted.role != Role::kNone &&
                             alignment_.predicate.similarity >= kAnswered &&
                             other.proposition == alignment_.statement_proposition;
      if (same_kind || same_slot) {
        Raise(Feature::kNameConflict, same_kind ? 1.0f : 0.6f);
        Because(NuanceCode::kEntity, other.span);
        return;
      }
    }
  }

  int KindOf(const Word& word) const {
    for (const ConceptId id : word.concepts) {
      if (const int kind = lexicon_.concept_at(id).kind; kind != 0) return kind;
    }
    return 0;
  }

  void Values() {
    for (const WordAnswer& answer : alignment_.answers) {
      const Word& word = claim_.words[answer.claim_word];
      const bool number = word.quantity >= 0, date = word.date >= 0;
      if (!number && !date) continue;
      const Span span = ValueSpan(answer);
      switch (answer.value) {
        case ValueMatch::kEqual:
          Raise(Feature::kValuesEqual, 1);
          break;
        case ValueMatch::kWithin:
          Raise(Feature::kValuesWithin, 1);
          Because(number ? NuanceCode::kQuantity : NuanceCode::kTime, span);
          break;
        case ValueMatch::kConflict:
          Raise(number ? Feature::kNumberConflict : Feature::kDateConflict, 1);
          Because(number ? NuanceCode::kNumber : NuanceCode::kDate, span);
          break;
        case ValueMatch::kMissing:
          Raise(Feature::kValueMissing, 1);
          break;
      }
      if (number && answer.value != ValueMatch::kMissing && answer.value != ValueMatch::kConflict &&
          answer.statement_word >= 0) {
        const int16_t q = statement_.words[answer.statement_word].quantity;
        const Quantity& wanted = claim_.quantities[word.quantity];
        if (q >= 0 && statement_.quantities[q].comparison != wanted.comparison &&
            statement_.quantities[q].comparison != Comparison::kEqual) {
          Raise(Feature::kApproximate, 1);
          Because(NuanceCode::kQuantity, ComparisonSpan(q));
        }
      }
    }
  }

  Span ValueSpan(const WordAnswer& answer) const {
    if (answer.statement_word < 0) return {};
    const Word& word = statement_.words[answer.statement_word];
    if (word.quantity >= 0) return statement_.quantities[word.quantity].span;
    if (word.date >= 0) return statement_.dates[word.date].span;
    return word.span;
  }

  Span ComparisonSpan(int16_t quantity) const {
    const Quantity& q = statement_.quantities[quantity];
    for (int i = q.first_word - 1; i >= 0 && i >= q.first_word - 3; --i) {
      const Cue cue = statement_.words[i].cue;
      if (cue == Cue::kApproximate || cue == Cue::kAtLeast || cue == Cue::kAtMost) return statement_.words[i].span;
    }
    return q.span;
  }

  // The role that a word has towards proposition p: its own, or as the noun that a relative clause or a participle
  // speaks of.
  static Role RoleIn(const SentenceAnalysis& sentence, int word, int p) {
    if (p < 0 || word < 0) return Role::kNone;
    const Proposition& proposition = sentence.propositions[p];
    Role role = Role::kNone;
    if (sentence.words[word].proposition == p) role = sentence.words[word].role;
    if (proposition.antecedent == word) role = proposition.antecedent_role;
    if (sentence.words[proposition.predicate].passive_lemma) {  // « écoper »: the subject undergoes it
      if (role == Role::kAgent) return Role::kTheme;
    }
    return role;
  }

  static bool IsUndergoer(Role role) {
    return role == Role::kTheme || role == Role::kRecipient || role == Role::kAgainst || role == Role::kOf;
  }

  void Roles() {
    const int pc = alignment_.claim_proposition, ps = alignment_.statement_proposition;
    bool agent = false, theme = false;
    float agreeing = 0;
    bool agent_becomes_undergoer = false, undergoer_becomes_agent = false, one_is_enough = false;
    for (const WordAnswer& answer : alignment_.answers) {
      const Role role = RoleIn(claim_, answer.claim_word, pc);
      const bool answered = answer.match.similarity >= kAnswered || answer.context >= kAnswered;
      if (role == Role::kAgent && answered) Raise(Feature::kAgentAnswered, 1);
      if (role == Role::kTheme && answered) Raise(Feature::kThemeAnswered, 1);
      agent |= role == Role::kAgent;
      theme |= role == Role::kTheme;
      if (answer.match.similarity < kAnswered || answer.statement_word < 0 || pc < 0 || ps < 0) continue;
      const Word& word = claim_.words[answer.claim_word];
      if (word.part_of_speech != PartOfSpeech::kName && word.part_of_speech != PartOfSpeech::kNoun) continue;
      Role there = RoleIn(statement_, answer.statement_word, ps);
      if (role != Role::kNone && (role == there || (IsUndergoer(role) && IsUndergoer(there))))
        agreeing += answer.weight * answer.match.similarity;
      if (alignment_.predicate.kind == MatchKind::kConverse) {
        there = there == Role::kAgent                                 ? Role::kRecipient
                : there == Role::kRecipient || there == Role::kSource ? Role::kAgent
                                                                      : there;
      }
      if (role == Role::kAgent && IsUndergoer(there)) agent_becomes_undergoer = true;
      if (IsUndergoer(role) && there == Role::kAgent) undergoer_becomes_agent = true;
      // One named party is enough where a preposition shows its role: "sold to A" for "A sold", "owned by A" for "owns
      // A".
      const bool by_phrase = there == Role::kAgent && statement_.propositions[ps].passive &&
                             statement_.words[answer.statement_word].role == Role::kAgent;
      if (word.name && ((role == Role::kAgent && there == Role::kRecipient) || (IsUndergoer(role) && by_phrase)))
        one_is_enough = true;
    }
    Set(Feature::kSlotAgreement, agreeing);
    Set(Feature::kAgentMissing, agent && Get(Feature::kAgentAnswered) == 0);
    Set(Feature::kThemeMissing, theme && Get(Feature::kThemeAnswered) == 0);
    if (alignment_.predicate.similarity < 0.7f) return;
    if ((agent_becomes_undergoer && undergoer_becomes_agent) || one_is_enough) {
      Set(Feature::kRoleSwap, 1);
      Because(NuanceCode::kRole, SpanOf(alignment_.predicate_answer));
    }
  }

  // Agent, what undergoes the act, or another party to it; kNone for the rest.
  static Role PartyOf(Role role) {
    if (role == Role::kAgent) return Role::kAgent;
    if (role == Role::kTheme || role == Role::kOf) return Role::kTheme;
    if (role == Role::kRecipient || role == Role::kAgainst || role == Role::kSource || role == Role::kWith)
      return Role::kRecipient;
    return Role::kNone;
  }

  static bool NamesAThing(const Word& word) {
    return word.content && word.quantity < 0 && word.date < 0 &&
           (word.part_of_speech == PartOfSpeech::kNoun || word.part_of_speech == PartOfSpeech::kName);
  }

  // The same act with another party: the statement fills a slot of the claim's with words that answer nothing of it.
  void Rivals() {
    const int pc = alignment_.claim_proposition, ps = alignment_.statement_proposition;
    if (pc < 0 || ps < 0 || alignment_.predicate.similarity < 0.7f || alignment_.predicate.kind == MatchKind::kConverse)
      return;
    for (const Role party : {Role::kAgent, Role::kTheme, Role::kRecipient}) {
      bool wanted = false, answered = false, in_context = false;
      for (const WordAnswer& answer : alignment_.answers) {
        if (!NamesAThing(claim_.words[answer.claim_word])) continue;
        if (PartyOf(RoleIn(claim_, answer.claim_word, pc)) != party) continue;
        wanted = true;
        answered |= answer.match.similarity >= kAnswered && answer.match.kind != MatchKind::kSibling;
        in_context |= answer.context >= kAnswered;
      }
      if (!wanted || answered) continue;
      int rival = -1;
      bool shared = false;
      for (size_t i = 0; i < statement_.words.size(); ++i) {
        const int word = static_cast<int>(i);
        if (!NamesAThing(statement_.words[i]) || PartyOf(RoleIn(statement_, word, ps)) != party) continue;
        if (alignment_.claim_of[i] >= 0) shared = true;
        if (rival < 0) rival = word;
      }
      if (rival < 0 || shared) continue;
      const Feature feature = party == Role::kAgent   ? Feature::kRivalAgent
                              : party == Role::kTheme ? Feature::kRivalTheme
                                                      : Feature::kRivalOther;
      Set(in_context ? Feature::kRivalAgainstContext : feature, 1);
      Because(NuanceCode::kEntity, SpanOf(rival));
    }
  }

  // "All the beams are cracked" against "14 of the 62 beams", "everybody" against "all but one".
  void PartOfAll() {
    if (!ClaimHas({Cue::kAll})) return;
    for (const CueMatch& cue : statement_.cues) {
      if (cue.cue != Cue::kSome && cue.cue != Cue::kPart && cue.cue != Cue::kRestriction) continue;
      Set(Feature::kPartOfAll, 1);
      Because(NuanceCode::kScope, cue.span);
    }
    for (const Quantity& quantity : statement_.quantities) {
      const bool share = (quantity.dimension == Dimension::kPercent && quantity.value < 100) ||
                         (quantity.dimension == Dimension::kNone && quantity.value > 0 && quantity.value < 1);
      if (!share && !IsCountOfCount(quantity)) continue;
      Set(Feature::kPartOfAll, 1);
      Because(NuanceCode::kNumber, quantity.span);
    }
  }

  // "14 of the 62", « dix-sept des vingt-deux ».
  bool IsCountOfCount(const Quantity& quantity) const {
    const size_t of = quantity.last_word;
    if (of >= statement_.words.size() || statement_.words[of].preposition != Role::kOf) return false;
    return std::any_of(statement_.quantities.begin(), statement_.quantities.end(), [&](const Quantity& whole) {
      return whole.first_word > of && whole.first_word <= of + 2 && whole.value > quantity.value;
    });
  }

  // "Has already been paid" against « ne sera versée qu'après »: done on one side, to be done on the other.
  void NotYet() {
    const int pc = alignment_.claim_proposition, ps = alignment_.statement_proposition;
    if (pc < 0 || ps < 0 || alignment_.predicate.similarity < 0.7f) return;
    const Proposition& mine = claim_.propositions[pc];
    const Proposition& theirs = statement_.propositions[ps];
    const bool done = !mine.planned && mine.finite && mine.polarity == Polarity::kPositive &&
                      (mine.tense == Form::kPast || mine.tense == Form::kImperfect ||
                       claim_.words[mine.predicate].form == Form::kPastParticiple);
    const bool to_be_done =
        theirs.planned || std::any_of(statement_.cues.begin(), statement_.cues.end(), [&](const CueMatch& cue) {
          return cue.cue == Cue::kPlanned && cue.proposition == ps;
        });
    if (!done || !to_be_done || ClaimHas({Cue::kPlanned, Cue::kHedge})) return;
    Set(Feature::kNotYet, 1);
    Because(NuanceCode::kDate, SpanOf(theirs.predicate));
  }

  bool Negated(const SentenceAnalysis& sentence, int p) const {
    return p >= 0 && sentence.propositions[p].polarity == Polarity::kNegative;
  }

  bool IsDenied(const SentenceAnalysis& sentence, const Word& word) const {
    return word.denied_by >= 0 || Negated(sentence, word.proposition);
  }

  // Whether a clause of the statement answers anything of the claim but this word.
  bool AnswersMore(int16_t proposition, int answer) const {
    if (proposition < 0) return true;
    const int16_t antecedent = statement_.propositions[proposition].antecedent;
    return std::any_of(alignment_.answers.begin(), alignment_.answers.end(), [&](const WordAnswer& other) {
      if (other.statement_word < 0 || other.statement_word == answer || other.match.similarity < kAnswered)
        return false;
      return statement_.words[other.statement_word].proposition == proposition || antecedent == other.statement_word;
    });
  }

  Span NegationSpan(const SentenceAnalysis& sentence, int p) const {
    for (const CueMatch& cue : sentence.cues) {
      if (cue.cue == Cue::kNegation && (cue.proposition == p || p < 0)) return cue.span;
    }
    return {};
  }

  // Each predicate of the claim against what answers it: one negated and the other not, or one the opposite of the
  // other, reverses the direction; both together do not.
  void Direction() {
    const int pc = alignment_.claim_proposition, ps = alignment_.statement_proposition;
    const bool claim_negated = Negated(claim_, pc), statement_negated = Negated(statement_, ps);
    Set(Feature::kBothNegated, claim_negated && statement_negated);
    for (const WordAnswer& answer : alignment_.answers) {
      const Word& mine = claim_.words[answer.claim_word];
      const bool is_predicate = mine.role == Role::kPredicate || answer.claim_word == alignment_.predicate_word;
      if (!is_predicate || answer.statement_word < 0 || answer.match.similarity < kAnswered) continue;
      const Word& theirs = statement_.words[answer.statement_word];
      const bool is_main = answer.statement_word == alignment_.predicate_answer;
      if (answer.match.kind == MatchKind::kOpposite && !AnswersMore(theirs.proposition, answer.statement_word)) {
        Set(Feature::kOppositeLoose, 1);
        continue;
      }
      ComparePredicates(mine, theirs, answer.match, answer.statement_word, is_main ? 1.0f : 0.7f);
    }
    // The clause that answers the claim's is negated, and the claim's is not, or the reverse, whatever their
    // predicates: "Agency nurses are not covered" for "Agency nurses will benefit".
    if (alignment_.predicate.similarity < kAnswered && pc >= 0 && ps >= 0 && claim_negated != statement_negated) {
      Set(Feature::kPolarityMismatch, 1);
      Because(NuanceCode::kNegation,
              statement_negated ? NegationSpan(statement_, ps) : SpanOf(statement_.propositions[ps].predicate));
    }
    bool local = false, other_opposite = false;
    for (const WordAnswer& answer : alignment_.answers) {
      if (answer.statement_word < 0 || answer.match.similarity < kAnswered) continue;
      const Word& mine = claim_.words[answer.claim_word];
      const Word& theirs = statement_.words[answer.statement_word];
      const bool is_predicate = mine.role == Role::kPredicate || answer.claim_word == alignment_.predicate_word;
      if (answer.match.kind == MatchKind::kOpposite && !is_predicate && answer.value == ValueMatch::kMissing) {
        other_opposite = true;
        Because(NuanceCode::kAntonym, theirs.span);
      }
      // A noun that is denied where the clause's own polarity does not show it; not if the other side says the denial,
      // too, in a word of its own ("called off the strike" for "cancelled the strike").
      // Nor if one denies the word and the other its clause: « n'ai aucun doute », "do not have a doubt".
      if ((mine.denied_by >= 0) == (theirs.denied_by >= 0) || mine.quantity >= 0) continue;
      if (IsDenied(claim_, mine) == IsDenied(statement_, theirs)) continue;
      if (theirs.denied_by >= 0 ? alignment_.claim_of[theirs.denied_by] >= 0 : IsAnswered(mine.denied_by)) continue;
      local = true;
      Because(NuanceCode::kNegation, SpanOf(theirs.denied_by >= 0 ? theirs.denied_by : answer.statement_word));
    }
    Set(Feature::kLocalNegation, local);
    Set(Feature::kOppositeOther, other_opposite);
  }

  // A noun is denied by what denies it: « les transmissions ont cessé » for "no longer transmits".
  void ComparePredicates(const Word& mine, const Word& theirs, const WordMatch& match, int answer, float weight) {
    const bool noun = theirs.part_of_speech == PartOfSpeech::kNoun && mine.part_of_speech == PartOfSpeech::kVerb;
    const bool mine_negated = Negated(claim_, mine.proposition);
    const bool theirs_negated = noun ? IsDenied(statement_, theirs) : Negated(statement_, theirs.proposition);
    const bool mismatch = mine_negated != theirs_negated;
    const bool opposite = match.kind == MatchKind::kOpposite;
    if (mismatch == opposite) return;
    Raise(Feature::kReversed, weight);
    if (match.similarity >= 0.7f) Raise(Feature::kReversedPredicate, weight);
    if (opposite) {
      Because(NuanceCode::kAntonym, SpanOf(answer));
    } else {
      Because(NuanceCode::kNegation,
              theirs_negated
                  ? theirs.denied_by >= 0 ? SpanOf(theirs.denied_by) : NegationSpan(statement_, theirs.proposition)
                  : SpanOf(answer));
    }
  }

  // Whether anything is negated on either side: in the claim, and in those clauses of the statement that answer it.
  // Which word a negation denies is often read wrong, and what it denies may be said in other words on the other side;
  // that only one of the two negates is plain.
  void Negations() {
    const bool mine = Has(claim_, Cue::kNegation);
    bool theirs = false;
    for (const CueMatch& cue : statement_.cues) {
      if (cue.cue != Cue::kNegation || !HoldsAnAnswer(cue.proposition)) continue;
      theirs = true;
      if (!mine) Because(NuanceCode::kNegation, cue.span);
    }
    Set(Feature::kStatementNegates, theirs && !mine);
    Set(Feature::kBothNegate, mine && theirs && Get(Feature::kNameMissing) == 0);
  }

  // Whether a word of the statement's clause answers the claim.
  bool HoldsAnAnswer(int16_t proposition) const {
    return proposition < 0 ||
           std::any_of(alignment_.answers.begin(), alignment_.answers.end(), [&](const WordAnswer& answer) {
             return answer.statement_word >= 0 && answer.match.similarity >= kAnswered &&
                    statement_.words[answer.statement_word].proposition == proposition;
           });
  }

  // Which way something went, wherever the sentences tell it: "births fell" against « 6 % de plus ».
  void Changes() {
    int wanted = 0;
    for (const Word& word : claim_.words) {
      const int direction = DirectionOf(word, lexicon_).value_or(0);
      if (direction != 0 && wanted == -direction) return;  // it tells both
      if (direction != 0) wanted = direction;
    }
    if (wanted == 0) return;
    bool same = false;
    Span other;
    const auto tells = [&](int direction, const Word& word) {
      same |= direction == wanted;
      if (direction == -wanted) other = word.span;
    };
    for (const Word& word : statement_.words) tells(DirectionOf(word, lexicon_).value_or(0), word);
    for (const Change& change : statement_.changes) tells(change.direction, statement_.words[change.word]);
    Set(Feature::kDirectionAgreement, same && Get(Feature::kNameMissing) == 0);
    if (same || other.empty()) return;
    Set(Feature::kDirectionConflict, 1);
    Because(NuanceCode::kAntonym, other);
  }

  bool IsAnswered(int claim_word) const {
    return std::any_of(alignment_.answers.begin(), alignment_.answers.end(), [&](const WordAnswer& answer) {
      return answer.claim_word == claim_word && answer.match.similarity >= kAnswered;
    });
  }

  bool ClaimHas(std::initializer_list<Cue> cues) const {
    return std::any_of(claim_.cues.begin(), claim_.cues.end(), [&](const CueMatch& match) {
      return std::find(cues.begin(), cues.end(), match.cue) != cues.end();
    });
  }

  // "“We will not sell,” says the owner": words in quotation marks and somebody outside them.
  bool ClaimQuotes() const {
    int quoted = 0, outside = 0;
    for (const Word& word : claim_.words) {
      if (word.content) ++(word.quoted ? quoted : outside);
    }
    return quoted >= 2 && outside >= 1;
  }

  // Whether a cue of the statement bears on the part that answers the claim. A cue whose word itself answers the claim
  // is no difference. With `anywhere`, only a semicolon keeps it away: a condition may stand in a clause of its own.
  bool Bears(const CueMatch& cue, bool anywhere) const {
    if (const int16_t mine = alignment_.claim_of[cue.word]; mine >= 0) {
      // A mood is a difference unless the claim has it, too: « chercherait à vendre » for "tries to sell".
      const bool mood = statement_.words[cue.word].cue == Cue::kNone;
      if (!mood || claim_.words[mine].form == Form::kConditional) return false;
    }
    if (alignment_.statement_proposition < 0) return true;
    const int answer = statement_.propositions[alignment_.statement_proposition].predicate;
    return Reaches(cue.word, answer) && (anywhere || Governs(cue, answer));
  }

  // No mark between the two ends what is said. After a colon comes what somebody says, before it does not.
  bool Reaches(int cue, int answer) const {
    for (int i = std::min(cue, answer); i < std::max(cue, answer); ++i) {
      if (statement_.words[i].key == ";" || (statement_.words[i].key == ":" && cue > answer)) return false;
    }
    return true;
  }

  // Not from a relative clause that is closed before the answer ("the firm, which denies it, sold"), not from one that
  // begins after it ("an offer which they find poor"), nor from a clause joined to it behind ("he left, and they say").
  bool Governs(const CueMatch& cue, int answer) const {
    if (cue.proposition >= 0 && cue.proposition == alignment_.statement_proposition) return true;
    const int word = cue.word;
    if (word > answer) {
      for (int i = answer + 1; i < word; ++i) {
        const Syntax syntax = statement_.words[i].syntax;
        if (syntax == Syntax::kRelative || syntax == Syntax::kSubordinator || syntax == Syntax::kCoordinator)
          return false;
      }
      return true;
    }
    bool comma = false;
    for (int i = word + 1; i < answer; ++i) comma |= statement_.words[i].boundary;
    for (int i = word - 1; i >= 0 && !statement_.words[i].boundary; --i) {
      if (statement_.words[i].syntax == Syntax::kRelative) return !comma;
    }
    return true;
  }

  void Cues() {
    const bool claim_hedged = ClaimHas({Cue::kHedge});
    const bool claim_reports = ClaimHas({Cue::kReport, Cue::kConfirm, Cue::kAccusation, Cue::kDenial}) || ClaimQuotes();
    Set(Feature::kClaimHedged, claim_hedged || claim_reports);
    const bool claim_plans = std::any_of(claim_.propositions.begin(), claim_.propositions.end(),
                                         [](const Proposition& proposition) { return proposition.planned; });
    const bool statement_plans = Has(statement_, Cue::kPlanned) ||
                                 std::any_of(statement_.propositions.begin(), statement_.propositions.end(),
                                             [](const Proposition& proposition) { return proposition.planned; });
    Set(Feature::kClaimPlanned, (claim_plans || Has(claim_, Cue::kPlanned)) && !statement_plans);
    const auto differs = [&](Feature feature, NuanceCode code, std::initializer_list<Cue> cues,
                             std::initializer_list<Cue> same_in_claim, bool anywhere) {
      if (ClaimHas(same_in_claim)) return;
      for (const CueMatch& cue : statement_.cues) {
        if (std::find(cues.begin(), cues.end(), cue.cue) == cues.end() || !Bears(cue, anywhere)) continue;
        Set(feature, 1);
        Because(code, cue.span);
      }
    };
    differs(Feature::kHedge, NuanceCode::kModality, {Cue::kHedge}, {Cue::kHedge}, false);
    if (!claim_reports) {
      differs(Feature::kReport, NuanceCode::kAttribution, {Cue::kReport}, {}, false);
      differs(Feature::kConfirmed, NuanceCode::kAttribution, {Cue::kConfirm}, {}, false);
      differs(Feature::kAccusation, NuanceCode::kAttribution, {Cue::kAccusation}, {}, false);
    }
    const bool named = std::any_of(out_.nuances.begin(), out_.nuances.end(),
                                   [](const Nuance& nuance) { return nuance.code == NuanceCode::kAttribution; });
    if (context_.attributed && !claim_reports && !named) {
      Set(Feature::kReport, 1);
      Because(NuanceCode::kAttribution, {});
    }
    differs(Feature::kDenial, NuanceCode::kDenial, {Cue::kDenial, Cue::kDoubt}, {Cue::kDenial, Cue::kDoubt}, true);
    differs(Feature::kEnded, NuanceCode::kTime, {Cue::kEnded}, {Cue::kEnded, Cue::kNegation}, false);
    if (!claim_plans) differs(Feature::kPlanned, NuanceCode::kTime, {Cue::kPlanned}, {Cue::kPlanned}, false);
    differs(Feature::kFormer, NuanceCode::kTime, {Cue::kFormer}, {Cue::kFormer}, false);
    differs(Feature::kScope, NuanceCode::kScope, {Cue::kSome, Cue::kPart, Cue::kRestriction},
            {Cue::kSome, Cue::kPart, Cue::kRestriction}, false);
    differs(Feature::kIndirect, NuanceCode::kIndirect, {Cue::kIndirect}, {Cue::kIndirect}, false);
    differs(Feature::kCondition, NuanceCode::kCondition, {Cue::kCondition}, {Cue::kCondition}, true);
    Set(Feature::kConcession, Has(statement_, Cue::kConcession));
    const bool statement_absolute = std::any_of(statement_.cues.begin(), statement_.cues.end(), [](const CueMatch& c) {
      return c.cue == Cue::kAll || c.cue == Cue::kRestriction;
    });
    if (ClaimHas({Cue::kAll, Cue::kRestriction}) && !statement_absolute) {
      Set(Feature::kClaimAbsolute, 1);
      Because(NuanceCode::kScope, {});
    }
    const bool statement_causal = std::any_of(statement_.cues.begin(), statement_.cues.end(), [](const CueMatch& c) {
      return c.cue == Cue::kCause || c.cue == Cue::kPurpose;
    });
    if (ClaimHas({Cue::kCause, Cue::kPurpose}) && !statement_causal) {
      Set(Feature::kCausal, 1);
      Because(NuanceCode::kCause, {});
    }
    // What the statement's future tense says without a cue word.
    if (alignment_.statement_proposition >= 0 && !claim_plans && !ClaimHas({Cue::kPlanned})) {
      const Proposition& there = statement_.propositions[alignment_.statement_proposition];
      if (there.planned) {
        Raise(Feature::kPlanned, 1);
        Because(NuanceCode::kTime, statement_.words[there.predicate].span);
      }
    }
  }

  void Strength() {
    for (const WordAnswer& answer : alignment_.answers) {
      if (answer.statement_word < 0 || answer.match.kind == MatchKind::kConcept ||
          answer.match.kind == MatchKind::kSame)
        continue;
      for (const ConceptId a : claim_.words[answer.claim_word].concepts) {
        for (const ConceptId b : statement_.words[answer.statement_word].concepts) {
          const Concept& mine = lexicon_.concept_at(a);
          const Concept& theirs = lexicon_.concept_at(b);
          if (mine.ladder == 0 || mine.ladder != theirs.ladder || mine.rank == theirs.rank) continue;
          Raise(theirs.rank < mine.rank ? Feature::kWeaker : Feature::kStronger, 1);
          Because(NuanceCode::kStrength, SpanOf(answer.statement_word));
        }
      }
    }
  }

  // "European users" for "users", "government customers" for "customers": the statement speaks of a part of what the
  // claim speaks of.
  void Qualifiers() {
    for (const WordAnswer& answer : alignment_.answers) {
      if (answer.statement_word < 0 || answer.match.similarity < 0.7f) continue;
      const int at = answer.statement_word;
      if (statement_.words[at].part_of_speech != PartOfSpeech::kNoun || statement_.words[at].name) continue;
      for (const int k : {at - 1, at + 1}) {
        if (k < 0 || k >= static_cast<int>(statement_.words.size())) continue;
        const Word& beside = statement_.words[k];
        const bool adjective = beside.part_of_speech == PartOfSpeech::kAdjective ||
                               (k < at && beside.part_of_speech == PartOfSpeech::kNoun);
        if (!adjective || !beside.content || alignment_.claim_of[k] >= 0) continue;
        Raise(Feature::kExtraQualifier, 1);
        Because(NuanceCode::kScope, beside.span);
      }
    }
  }

  // One reason weighs more the more of the claim is answered: where all else is the same, another number contradicts;
  // where little is, it may be the number of something else.
  void InFull() {
    float answered = 0;
    for (const WordAnswer& answer : alignment_.answers) {
      if (answer.match.similarity >= kAnswered || answer.context >= kAnswered) answered += answer.weight;
    }
    const auto most = [&](std::initializer_list<Feature> features) {
      float value = 0;
      for (const Feature feature : features) value = std::max(value, Get(feature));
      return value;
    };
    const float conflict =
        most({Feature::kReversedPredicate, Feature::kLocalNegation, Feature::kOppositeOther, Feature::kNumberConflict,
              Feature::kDateConflict, Feature::kNameConflict, Feature::kRoleSwap, Feature::kRivalAgent,
              Feature::kRivalTheme, Feature::kPartOfAll, Feature::kNotYet});
    const float qualified =
        most({Feature::kHedge, Feature::kReport, Feature::kAccusation, Feature::kDenial, Feature::kEnded,
              Feature::kPlanned, Feature::kFormer, Feature::kApproximate, Feature::kScope, Feature::kClaimAbsolute,
              Feature::kIndirect, Feature::kCondition, Feature::kCausal, Feature::kWeaker, Feature::kStronger});
    Set(Feature::kConflictInFull, conflict * answered * answered);
    Set(Feature::kQualifiedInFull, qualified * answered * answered);
    if (conflict == 0 && qualified == 0) Set(Feature::kPlainInFull, answered * answered);
  }

  const SentenceAnalysis& claim_;
  const SentenceAnalysis& statement_;
  const StatementContext& context_;
  const Alignment& alignment_;
  const Lexicon& lexicon_;
  Evidence out_;
};

}  // namespace

std::string_view FeatureName(Feature feature) { return kNames[static_cast<size_t>(feature)]; }
std::string_view FeatureMeaning(Feature feature) { return kMeanings[static_cast<size_t>(feature)]; }
std::string_view NuanceName(NuanceCode code) { return kNuanceNames[static_cast<size_t>(code)]; }
bool ContradictsByItself(NuanceCode code) { return code >= NuanceCode::kNegation; }

Evidence ComputeFeatures(const SentenceAnalysis& claim, const SentenceAnalysis& statement,
                         const StatementContext& context, const Alignment& alignment, float retrieval, bool is_title,
                         const Lexicon& lexicon) {
  return FeatureFinder(claim, statement, context, alignment, lexicon).Run(retrieval, is_title);
}

}  // namespace recoupe
