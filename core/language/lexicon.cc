#include "core/language/lexicon.h"

#include <algorithm>
#include <cstdlib>

#include "core/base/bytes.h"
#include "core/base/utf8.h"
#include "core/language/lexicon_format.h"
#include "core/text/tokenizer.h"

namespace recoupe {
namespace {

constexpr int kBucketBits = 13;  // for some 25,000 stems

Concept ReadConcept(ByteReader* in, int self, size_t concept_count) {
  Concept c;
  const uint64_t fields = in->Varint();
  const auto read_list = [&](uint32_t bit, std::vector<ConceptId>* list) {
    if (!(fields & bit)) return;
    for (uint64_t n = in->Count(); n > 0; --n) {
      const uint64_t zigzag = in->Varint();
      const int64_t target = self + (zigzag & 1 ? -static_cast<int64_t>((zigzag + 1) / 2) : static_cast<int64_t>(zigzag / 2));
      if (target >= 0 && static_cast<size_t>(target) < concept_count) list->push_back(static_cast<ConceptId>(target));
    }
  };
  read_list(kHasIsa, &c.isa);
  read_list(kHasOpposite, &c.opposite);
  read_list(kHasConverse, &c.converse);
  read_list(kHasNear, &c.near);
  read_list(kHasIn, &c.in);
  if (fields & kHasLadder) {
    c.ladder = static_cast<uint8_t>(in->Varint());
    c.rank = static_cast<uint8_t>(in->Varint());
  }
  if (fields & kHasKind) c.kind = static_cast<uint8_t>(in->Varint());
  if (fields & kHasCue) c.cue = static_cast<Cue>(std::min<uint64_t>(in->Varint(), kCueCount - 1));
  if (fields & kHasSyntax) c.syntax = static_cast<Syntax>(std::min<uint64_t>(in->Varint(), kSyntaxNames.size() - 1));
  if (fields & kHasRole) c.role = static_cast<Role>(std::min<uint64_t>(in->Varint(), kRoleNames.size() - 1));
  if (fields & kHasUnit) {
    c.dimension = static_cast<Dimension>(std::min<uint64_t>(in->Varint(), kDimensionNames.size() - 1));
    c.currency = in->String();
  }
  if (fields & kHasValue) c.value = std::strtod(std::string(in->String()).c_str(), nullptr);
  c.light = (fields & kIsLight) != 0;
  return c;
}

}  // namespace

Result<Lexicon> Lexicon::Load(std::string_view bytes) {
  const Error damaged{"lexicon-damaged", "The compiled lexicon cannot be read; build it again from data/lexicon/."};
  ByteReader in(bytes);
  if (in.Raw(kLexiconMagic.size()) != kLexiconMagic) return damaged;
  Lexicon lexicon;
  for (uint64_t n = in.Count(); n > 0; --n) lexicon.languages_.emplace_back(in.String());
  for (uint64_t n = in.Count(); n > 0; --n) lexicon.kinds_.emplace_back(in.String());
  for (uint64_t n = in.Count(); n > 0; --n) {
    Paradigm paradigm;
    paradigm.strip = static_cast<uint8_t>(in.Varint());
    for (uint64_t k = in.Count(); k > 0; --k) {
      const auto form = static_cast<Form>(std::min<uint64_t>(in.Varint(), kFormNames.size() - 1));
      const std::string lower(in.String());
      paradigm.suffixes.push_back({lower, FoldCase(lower), form});
    }
    lexicon.paradigms_.push_back(std::move(paradigm));
  }
  const uint64_t concept_count = in.Count();
  for (uint64_t i = 0; i < concept_count; ++i) {
    lexicon.concepts_.push_back(ReadConcept(&in, static_cast<int>(i), concept_count));
  }
  const uint64_t lemma_count = in.Count();
  lexicon.lemmas_.resize(lemma_count);
  std::string previous;
  for (Lemma& lemma : lexicon.lemmas_) {
    const uint64_t shared = std::min<uint64_t>(in.Varint(), previous.size());
    lemma.text = previous.substr(0, shared);
    lemma.text += in.String();
    previous = lemma.text;
  }
  for (Lemma& lemma : lexicon.lemmas_) {
    const uint64_t packed = in.Varint();
    lemma.language = static_cast<Language>(packed >> 5);
    lemma.part_of_speech = static_cast<PartOfSpeech>(std::min<uint64_t>(packed >> 2 & 7, 5));
    lemma.capitalized = packed & 2;
    lemma.passive = packed & 1;
  }
  for (Lemma& lemma : lexicon.lemmas_) {
    lemma.paradigm = static_cast<uint16_t>(in.Varint());
    if (lemma.paradigm >= lexicon.paradigms_.size()) return damaged;
  }
  for (Lemma& lemma : lexicon.lemmas_) {
    for (uint64_t n = in.Count(); n > 0; --n) {
      const uint64_t concept_id = in.Varint();
      if (concept_id >= concept_count) return damaged;
      lemma.concepts.push_back(static_cast<ConceptId>(concept_id));
    }
  }
  if (!in.ok() || !in.done()) return damaged;
  lexicon.BuildIndex();
  return lexicon;
}

void Lexicon::BuildIndex() {
  for (size_t id = 0; id < concepts_.size(); ++id) {
    for (const ConceptId broader : concepts_[id].isa) concepts_[broader].narrower.push_back(static_cast<ConceptId>(id));
  }
  marks_infinitives_.assign(languages_.size(), false);
  for (const Lemma& lemma : lemmas_) {
    for (const ConceptId id : lemma.concepts) {
      if (concepts_[id].syntax == Syntax::kInfinitiveMark && lemma.language < languages_.size()) marks_infinitives_[lemma.language] = true;
    }
  }
  stems_.resize(lemmas_.size());
  words_.resize(lemmas_.size());
  std::vector<std::pair<std::string, LemmaId>> firsts;
  for (LemmaId id = 0; id < lemmas_.size(); ++id) {
    const Lemma& lemma = lemmas_[id];
    std::vector<Token> tokens = Tokenize(lemma.text);
    const bool elided = lemma.text.size() > 1 && (lemma.text.front() == '\'' || lemma.text.back() == '\'') &&
                        lemma.text.find(' ') == std::string::npos;  // l', 's: one token beside another word
    if (tokens.size() > 1 && !elided) {
      for (Token& token : tokens) {  // "n' plus": before a space the apostrophe is a mark of its own, in texts it is not
        if (token.fold == "'" && !token.space_before && !words_[id].empty()) {
          words_[id].back() += token.fold;
        } else {
          words_[id].push_back(std::move(token.fold));
        }
      }
      firsts.emplace_back(words_[id].front(), id);
      continue;
    }
    const size_t strip = std::min<size_t>(paradigms_[lemma.paradigm].strip, lemma.text.size());
    stems_[id] = FoldCase(std::string_view(lemma.text).substr(0, lemma.text.size() - strip));
    stem_entries_.push_back({Hash32(stems_[id]), id});
  }
  std::sort(stem_entries_.begin(), stem_entries_.end(), [](const StemEntry& a, const StemEntry& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.lemma < b.lemma;
  });
  stem_buckets_.assign((size_t{1} << kBucketBits) + 1, static_cast<uint32_t>(stem_entries_.size()));
  for (size_t i = stem_entries_.size(); i-- > 0;) {
    stem_buckets_[stem_entries_[i].hash >> (32 - kBucketBits)] = static_cast<uint32_t>(i);
  }
  for (size_t b = stem_buckets_.size() - 1; b-- > 0;) stem_buckets_[b] = std::min(stem_buckets_[b], stem_buckets_[b + 1]);

  std::sort(firsts.begin(), firsts.end());
  for (const auto& [first, id] : firsts) {
    if (multiwords_.empty() || multiwords_.back().first != first) multiwords_.push_back({first, {}});
    multiwords_.back().lemmas.push_back(id);
  }
  for (Multiword& group : multiwords_) {
    std::stable_sort(group.lemmas.begin(), group.lemmas.end(),
                     [&](LemmaId a, LemmaId b) { return words_[a].size() > words_[b].size(); });
  }
}

std::vector<Reading> Lexicon::Lookup(std::string_view lower, std::string_view fold) const {
  std::vector<Reading> readings;
  bool any_exact = false;
  constexpr size_t kLongestSuffix = 16;
  const size_t shortest = fold.size() > kLongestSuffix ? fold.size() - kLongestSuffix : 0;
  for (size_t cut = fold.size() + 1; cut-- > shortest;) {
    const std::string_view stem = fold.substr(0, cut);
    const std::string_view ending = fold.substr(cut);
    const uint32_t hash = Hash32(stem);
    const uint32_t bucket = hash >> (32 - kBucketBits);
    for (uint32_t i = stem_buckets_[bucket]; i < stem_buckets_[bucket + 1]; ++i) {
      const StemEntry& entry = stem_entries_[i];
      if (entry.hash != hash || stems_[entry.lemma] != stem) continue;
      const Lemma& lemma = lemmas_[entry.lemma];
      const Paradigm& paradigm = paradigms_[lemma.paradigm];
      const std::string_view stem_lower =
          std::string_view(lemma.text).substr(0, lemma.text.size() - std::min<size_t>(paradigm.strip, lemma.text.size()));
      for (const Suffix& suffix : paradigm.suffixes) {
        if (suffix.fold != ending) continue;
        const bool exact = lower.size() == stem_lower.size() + suffix.lower.size() && lower.starts_with(stem_lower) &&
                           lower.ends_with(suffix.lower);
        any_exact |= exact;
        readings.push_back({entry.lemma, suffix.form, exact});
      }
    }
  }
  if (any_exact) std::erase_if(readings, [](const Reading& reading) { return !reading.exact; });
  return readings;
}

const std::vector<LemmaId>& Lexicon::Multiwords(std::string_view word) const {
  static const std::vector<LemmaId> kNone;
  const auto it = std::lower_bound(multiwords_.begin(), multiwords_.end(), word,
                                   [](const Multiword& group, std::string_view key) { return group.first < key; });
  return it != multiwords_.end() && it->first == word ? it->lemmas : kNone;
}

const std::vector<std::string>& Lexicon::Words(LemmaId lemma) const { return words_[lemma]; }

Language Lexicon::LanguageOf(std::string_view code) const {
  const auto it = std::find(languages_.begin(), languages_.end(), code);
  return it == languages_.end() ? kUnknownLanguage : static_cast<Language>(it - languages_.begin());
}

}  // namespace recoupe
