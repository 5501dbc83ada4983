#include "core/checker/checker.h"

#include <algorithm>
#include <utility>

#include "core/base/sort.h"
#include "core/base/utf8.h"

namespace recoupe {
namespace {

constexpr size_t kKeptAnalyses = 4096;  // statements; about 4 KB each
constexpr size_t kDeciding = 3;         // excerpts that the outcome rests on
constexpr float kMixedShare = 0.3f;     // supports and contradicts each have at least this share of the evidence

Result<bool> Acceptable(const std::string& text) {
  bool empty = true;
  for (size_t i = 0; i < text.size() && empty;) {
    const CodePoint c = DecodeUtf8(text, i);
    empty = IsSpace(c.value);
    i += c.size;
  }
  if (empty) return Error{"empty-text", "There is no text to check; paste a sentence."};
  if (text.size() > kLongestText && Utf16Length(text) > kLongestText) {
    return Error{"text-too-long", "The text is longer than 200,000 characters; check it in parts."};
  }
  return true;
}

Slot SlotOf(const Word& word) {
  if (word.date >= 0) return Slot::kTime;
  if (word.quantity >= 0) return Slot::kQuantity;
  switch (word.role) {
    case Role::kAgent:
      return Slot::kAgent;
    case Role::kPredicate:
      return Slot::kPredicate;
    case Role::kTheme:
    case Role::kOf:
      return Slot::kTheme;
    case Role::kRecipient:
    case Role::kAgainst:
      return Slot::kRecipient;
    case Role::kInstrument:
      return Slot::kInstrument;
    case Role::kTime:
      return Slot::kTime;
    case Role::kPlace:
      return Slot::kPlace;
    case Role::kQuantity:
      return Slot::kQuantity;
    default:
      return Slot::kOther;
  }
}

Span ValueOrWordSpan(const SentenceAnalysis& sentence, int word) {
  const Word& w = sentence.words[word];
  if (w.quantity >= 0) return sentence.quantities[w.quantity].span;
  if (w.date >= 0) return sentence.dates[w.date].span;
  return w.span;
}

std::vector<SlotAlignment> SlotsOf(const SentenceAnalysis& claim, const SentenceAnalysis& statement,
                                   const Alignment& alignment) {
  std::vector<SlotAlignment> slots;
  for (const WordAnswer& answer : alignment.answers) {
    SlotAlignment slot;
    slot.slot = SlotOf(claim.words[answer.claim_word]);
    slot.claim = ValueOrWordSpan(claim, answer.claim_word);
    if (answer.statement_word >= 0 && answer.match.similarity >= kAnswered) {
      slot.answered = true;
      slot.excerpt = ValueOrWordSpan(statement, answer.statement_word);
    } else {
      slot.by_context = answer.context >= kAnswered;
    }
    slots.push_back(slot);
  }
  return slots;
}

// What a careful reader would miss first: the heaviest word of the claim that nothing answers.
void FindFailure(const SentenceAnalysis& claim, const Alignment& alignment, ComparedStatement* out) {
  float worst = -1;
  for (const WordAnswer& answer : alignment.answers) {
    const float lack = answer.weight * (1 - std::max(answer.match.similarity, answer.context));
    if (lack <= worst) continue;
    worst = lack;
    out->failed = SlotOf(claim.words[answer.claim_word]);
    out->failed_claim = ValueOrWordSpan(claim, answer.claim_word);
  }
}

void FindSpeaker(const AnalyzedText& text, const SentenceAnalysis& sentence, ComparedStatement* out) {
  // "She" or « elle » says nothing of who it is.
  const auto names_somebody = [&](Span speaker) {
    return std::any_of(sentence.words.begin(), sentence.words.end(), [&](const Word& word) {
      return word.content && speaker.begin <= word.span.begin && word.span.end <= speaker.end;
    });
  };
  for (const Attribution& attribution : sentence.attributions) {
    if (!names_somebody(attribution.speaker)) continue;
    out->speaker = text.document.Text(attribution.speaker);
    out->speaker_span = attribution.speaker;
    return;
  }
}

constexpr size_t kNeighbourWords = 5;

// The first or last few words of a text, as they stand there.
std::string_view FirstWords(std::string_view text) {
  size_t end = 0;
  for (size_t words = 0; words < kNeighbourWords && end != std::string_view::npos; ++words) {
    end = text.find_first_not_of(" \t\n", end);
    if (end != std::string_view::npos) end = text.find_first_of(" \t\n", end);
  }
  return text.substr(0, end);
}

std::string_view LastWords(std::string_view text) {
  size_t begin = text.size();
  for (size_t words = 0; words < kNeighbourWords && begin > 0; ++words) {
    const size_t last = text.find_last_not_of(" \t\n", begin - 1);
    if (last == std::string_view::npos) return text;
    const size_t space = text.find_last_of(" \t\n", last);
    begin = space == std::string_view::npos ? 0 : space + 1;
    if (begin > 0 && words + 1 < kNeighbourWords) --begin;
  }
  return text.substr(begin);
}

// What tells a statement from another place of its article that begins with the same words.
void FindNeighbours(const Corpus& corpus, uint32_t statement, ComparedStatement* out) {
  const Statement& record = corpus.statements()[statement];
  const Article& article = corpus.articles()[record.article];
  if (!record.id.empty()) return;  // Its neighbours in the corpus are not those in the article.
  const std::string_view first = FirstWords(record.text);
  bool again = record.text.find(first, 1) != std::string_view::npos;
  for (uint32_t other = article.first_statement; !again && other < article.last_statement; ++other) {
    again = other != statement && corpus.statements()[other].text.find(first) != std::string_view::npos;
  }
  if (!again) return;
  if (statement > article.first_statement) out->before = LastWords(corpus.statements()[statement - 1].text);
  if (statement + 1 < article.last_statement) out->after = FirstWords(corpus.statements()[statement + 1].text);
}

Outcome Decide(const std::vector<ComparedStatement>& excerpts) {
  if (excerpts.empty()) return Outcome::kNotCovered;
  float total = 0;
  std::array<float, kRelationCount> weight{};
  for (size_t i = 0; i < excerpts.size() && i < kDeciding; ++i) {
    const float w = excerpts[i].score * excerpts[i].score / static_cast<float>(i + 1);
    weight[static_cast<size_t>(excerpts[i].relation)] += w;
    total += w;
  }
  const float supports = weight[0] / total, contradicts = weight[2] / total;
  if (supports >= kMixedShare && contradicts >= kMixedShare) return Outcome::kMixed;
  switch (static_cast<Relation>(std::max_element(weight.begin(), weight.end()) - weight.begin())) {
    case Relation::kSupports:
      return Outcome::kSupported;
    case Relation::kContradicts:
      return Outcome::kContradicted;
    default:
      return Outcome::kNuanced;
  }
}

// Of several claims: what they have in common, or mixed, or nuanced.
Outcome Combine(const std::vector<ClaimReport>& claims) {
  bool supported = false, contradicted = false, other = false, covered = false, checkable = false, silent = false;
  for (const ClaimReport& claim : claims) {
    if (claim.outcome == Outcome::kNotCheckable) continue;
    checkable = true;
    silent |= claim.outcome == Outcome::kNotCovered;
    if (claim.outcome == Outcome::kNotCovered) continue;
    covered = true;
    supported |= claim.outcome == Outcome::kSupported;
    contradicted |= claim.outcome == Outcome::kContradicted;
    other |= claim.outcome == Outcome::kNuanced || claim.outcome == Outcome::kMixed;
    if (claim.outcome == Outcome::kMixed) supported = contradicted = true;
  }
  if (!checkable) return Outcome::kNotCheckable;
  if (!covered) return Outcome::kNotCovered;
  if (supported && contradicted) return Outcome::kMixed;
  if (contradicted) return Outcome::kContradicted;
  if (other || silent) return Outcome::kNuanced;
  return Outcome::kSupported;
}

}  // namespace

std::string_view OutcomeName(Outcome outcome) {
  static constexpr std::string_view kNames[] = {"supported", "nuanced",     "contradicted",
                                                "mixed",     "not-covered", "not-checkable"};
  return kNames[static_cast<size_t>(outcome)];
}

std::string_view SlotName(Slot slot) {
  static constexpr std::string_view kNames[] = {"agent", "predicate", "theme",    "recipient", "instrument",
                                                "time",  "place",     "quantity", "other"};
  return kNames[static_cast<size_t>(slot)];
}

Checker::Checker(Corpus corpus, const Lexicon& lexicon, const Model& model)
    : corpus_(std::move(corpus)), lexicon_(&lexicon), model_(&model), analyzer_(lexicon) {
  const bool keep = corpus_.statements().size() <= kKeptAnalyses;
  for (const Statement& statement : corpus_.statements()) {
    AnalyzedText analysis =
        analyzer_.AnalyzeSentence(std::string(statement.text), corpus_.articles()[statement.article].language);
    index_.Add(analysis.sentences.empty() ? SentenceAnalysis{} : analysis.sentences.front());
    if (analysis.sentences.empty()) analysis.sentences.emplace_back();
    if (keep) analyses_.push_back(std::move(analysis));
  }
  index_.Finish();
  if (!keep) return;
  for (const Article& article : corpus_.articles()) {
    titles_.push_back(analyzer_.AnalyzeSentence(std::string(article.title), article.language));
    if (titles_.back().sentences.empty()) titles_.back().sentences.emplace_back();
  }
}

const AnalyzedText& Checker::AnalysisOf(uint32_t statement, AnalyzedText* scratch) const {
  if (!analyses_.empty()) return analyses_[statement];
  const Statement& record = corpus_.statements()[statement];
  *scratch = analyzer_.AnalyzeSentence(std::string(record.text), corpus_.articles()[record.article].language);
  if (scratch->sentences.empty()) scratch->sentences.emplace_back();
  return *scratch;
}

const AnalyzedText& Checker::TitleOf(uint32_t article, AnalyzedText* scratch) const {
  if (!titles_.empty()) return titles_[article];
  const Article& record = corpus_.articles()[article];
  *scratch = analyzer_.AnalyzeSentence(std::string(record.title), record.language);
  if (scratch->sentences.empty()) scratch->sentences.emplace_back();
  return *scratch;
}

Checker::Search Checker::StartSearch(const CheckOptions& options) const {
  Search search{options, {}};
  for (const Article& article : corpus_.articles()) {
    if (std::find(options.without.begin(), options.without.end(), article.id) == options.without.end()) continue;
    search.left_out.resize(corpus_.statements().size());
    std::fill(search.left_out.begin() + article.first_statement, search.left_out.begin() + article.last_statement,
              true);
  }
  return search;
}

std::vector<Checker::Candidate> Checker::Compare(const SentenceAnalysis& claim, const Search& search) const {
  std::vector<Candidate> candidates;
  const std::vector<Hit> hits = index_.Search(QueryTerms(claim, *lexicon_), kCandidates, search.left_out);
  for (const Hit& hit : hits) {
    const Statement& record = corpus_.statements()[hit.statement];
    const Article& article = corpus_.articles()[record.article];
    // The sentences before, the statement itself and the title; kept analyses are referred to, others made here.
    std::array<AnalyzedText, kContextSentences + 2> scratch;
    StatementContext context;
    context.attributed = !record.speaker.empty() || record.in_quotation;
    if (!record.title && !article.title.empty())
      context.title = &TitleOf(record.article, &scratch[0]).sentences.front();
    for (size_t k = 1; k <= kContextSentences && hit.statement >= article.first_statement + k; ++k) {
      context.before.push_back(&AnalysisOf(static_cast<uint32_t>(hit.statement - k), &scratch[k]).sentences.front());
    }
    const SentenceAnalysis& statement = AnalysisOf(hit.statement, &scratch[kContextSentences + 1]).sentences.front();
    const float retrieval = hits.front().score > 0 ? hit.score / hits.front().score : 0;
    candidates.push_back(
        {hit.statement, Judge(claim, statement, context, retrieval, record.title, *model_, *lexicon_)});
  }
  StableSort(&candidates, [](const Candidate& a, const Candidate& b) { return a.judgement.score > b.judgement.score; });
  return candidates;
}

ComparedStatement Checker::Describe(const SentenceAnalysis& claim, const Candidate& candidate) const {
  const Statement& record = corpus_.statements()[candidate.statement];
  AnalyzedText scratch;
  const AnalyzedText& analysis = AnalysisOf(candidate.statement, &scratch);
  const SentenceAnalysis& statement = analysis.sentences.front();
  ComparedStatement out;
  out.statement = static_cast<int32_t>(candidate.statement);
  out.text = record.text;
  FindNeighbours(corpus_, candidate.statement, &out);
  out.language = corpus_.articles()[record.article].language;
  out.relation = candidate.judgement.relation;
  out.score = candidate.judgement.score;
  out.nuances = candidate.judgement.nuances;
  out.features = candidate.judgement.features;
  out.prediction = candidate.judgement.prediction;
  out.alignment = SlotsOf(claim, statement, candidate.judgement.alignment);
  FindFailure(claim, candidate.judgement.alignment, &out);
  if (!record.speaker.empty()) {
    out.speaker = record.speaker;
  } else {
    FindSpeaker(analysis, statement, &out);
  }
  return out;
}

Coverage Checker::CoverageOf(const SentenceAnalysis& claim, const Search& search) const {
  Coverage coverage;
  for (const Article& article : corpus_.articles()) {
    // Titles are statements, so that there is one to ask, unless the article is empty.
    const uint32_t statements = article.last_statement - article.first_statement;
    if (statements > 0 && !search.left_out.empty() && search.left_out[article.first_statement]) continue;
    ++coverage.articles;
    coverage.statements += statements;
  }
  for (const WordAnswer& answer : ClaimWords(claim)) {
    const std::vector<Term> terms = TermsOf(claim.words[answer.claim_word], claim);
    // The first term is the word itself; the prefix that may follow it only helps retrieval.
    const size_t count =
        claim.words[answer.claim_word].concepts.empty() ? std::min<size_t>(terms.size(), 1) : terms.size();
    const bool found = std::any_of(terms.begin(), terms.begin() + static_cast<ptrdiff_t>(count),
                                   [&](Term term) { return index_.Occurs(term, search.left_out); });
    coverage.terms.push_back({ValueOrWordSpan(claim, answer.claim_word), found});
  }
  return coverage;
}

ClaimReport Checker::CheckClaim(const AnalyzedText& text, const FoundClaim& found, const Search& search) const {
  const SentenceAnalysis& claim = text.sentences[found.sentence];
  ClaimReport report;
  report.span = claim.span;
  report.language = claim.language;
  report.reason = found.reason;
  report.coverage = CoverageOf(claim, search);
  if (found.reason != NotCheckable::kNo) {
    report.outcome = Outcome::kNotCheckable;
    return report;
  }
  for (const SentenceAnalysis& part : SplitIntoParts(claim)) {
    ClaimReport found_for_part;
    FindExcerpts(part, search, &found_for_part);
    report.parts.push_back({part.span, found_for_part.outcome, std::move(found_for_part.excerpts)});
  }
  FindExcerpts(claim, search, &report);
  if (report.outcome == Outcome::kNotCovered) CombineParts(search.options, &report);
  return report;
}

// A claim that nothing answers as a whole is answered by what answers its parts.
void Checker::CombineParts(const CheckOptions& options, ClaimReport* report) const {
  std::vector<ClaimReport> parts;
  for (const PartReport& part : report->parts) {
    parts.emplace_back().outcome = part.outcome;
    for (const ComparedStatement& excerpt : part.excerpts) {
      const bool shown = std::any_of(report->excerpts.begin(), report->excerpts.end(),
                                     [&](const ComparedStatement& e) { return e.statement == excerpt.statement; });
      if (!shown) report->excerpts.push_back(excerpt);
    }
  }
  if (report->excerpts.empty()) return;
  report->outcome = Combine(parts);
  StableSort(&report->excerpts, [](const ComparedStatement& a, const ComparedStatement& b) { return a.score > b.score; });
  if (report->excerpts.size() > options.limit) report->excerpts.resize(options.limit);
  std::erase_if(report->near_misses, [&](const ComparedStatement& miss) {
    return std::any_of(report->excerpts.begin(), report->excerpts.end(),
                       [&](const ComparedStatement& e) { return e.statement == miss.statement; });
  });
}

void Checker::FindExcerpts(const SentenceAnalysis& claim, const Search& search, ClaimReport* report) const {
  const CheckOptions& options = search.options;
  for (const Candidate& candidate : Compare(claim, search)) {
    const float cut_off = report->excerpts.empty() ? model_->cut_off() : model_->further_cut_off();
    if (candidate.judgement.score >= cut_off) {
      // The outcome rests on the first few whatever the caller wants to show.
      if (report->excerpts.size() < std::max<size_t>(options.limit, kDeciding))
        report->excerpts.push_back(Describe(claim, candidate));
    } else if (report->near_misses.size() < kNearMisses) {
      report->near_misses.push_back(Describe(claim, candidate));
    } else {
      break;
    }
  }
  report->outcome = Decide(report->excerpts);
  if (report->excerpts.size() > options.limit) report->excerpts.resize(options.limit);
}

Result<Report> Checker::Check(const std::string& text, const CheckOptions& options) const {
  if (const Result<bool> acceptable = Acceptable(text); !acceptable.ok()) return acceptable.error();
  const AnalyzedText analyzed = analyzer_.Analyze(text, options.language, Spelling::kForgiving);
  Report report;
  report.text = text;
  report.language = analyzed.language;
  const Search search = StartSearch(options);
  for (const FoundClaim& found : FindClaims(analyzed)) report.claims.push_back(CheckClaim(analyzed, found, search));
  report.outcome = report.claims.size() == 1 ? report.claims.front().outcome : Combine(report.claims);
  return report;
}

Result<Report> Checker::Candidates(const std::string& text, const CheckOptions& options) const {
  if (const Result<bool> acceptable = Acceptable(text); !acceptable.ok()) return acceptable.error();
  const AnalyzedText analyzed = analyzer_.Analyze(text, options.language, Spelling::kForgiving);
  Report report;
  report.text = text;
  report.language = analyzed.language;
  if (analyzed.sentences.empty()) return report;
  ClaimReport claim;
  claim.span = analyzed.sentences.front().span;
  claim.language = analyzed.language;
  for (const Candidate& candidate : Compare(analyzed.sentences.front(), StartSearch(options))) {
    claim.excerpts.push_back(Describe(analyzed.sentences.front(), candidate));
  }
  report.claims.push_back(std::move(claim));
  return report;
}

Result<ComparedStatement> CompareStatement(const std::string& claim, Language claim_language,
                                           const std::string& statement, Language statement_language,
                                           const Lexicon& lexicon, const Model& model) {
  for (const std::string* text : {&claim, &statement}) {
    if (const Result<bool> acceptable = Acceptable(*text); !acceptable.ok()) return acceptable.error();
  }
  const Analyzer analyzer(lexicon);
  const AnalyzedText left = analyzer.AnalyzeSentence(claim, claim_language, Spelling::kForgiving);
  const AnalyzedText right = analyzer.AnalyzeSentence(statement, statement_language);
  ComparedStatement out;
  out.text = statement;
  if (left.sentences.empty() || right.sentences.empty()) return out;
  const SentenceAnalysis& mine = left.sentences.front();
  const SentenceAnalysis& theirs = right.sentences.front();
  const Judgement judgement = Judge(mine, theirs, {}, 1.0f, false, model, lexicon);
  out.language = right.language;
  out.relation = judgement.relation;
  out.score = judgement.score;
  out.nuances = judgement.nuances;
  out.features = judgement.features;
  out.prediction = judgement.prediction;
  out.alignment = SlotsOf(mine, theirs, judgement.alignment);
  FindFailure(mine, judgement.alignment, &out);
  FindSpeaker(right, theirs, &out);
  return out;
}

}  // namespace recoupe
