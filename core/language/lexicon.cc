#include "core/language/lexicon.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>

#include "core/base/bytes.h"
#include "core/base/utf8.h"
#include "core/language/lexicon_format.h"
#include "core/text/tokenizer.h"

namespace recoupe {
namespace {

constexpr LemmaId kEnd = 0xFFFFFFFFu;  // of a chain
constexpr size_t kLongestSuffix = 16;

// Where each concept's lists are in Lexicon::lists_, until they all are there and no longer move.
struct ListPlaces {
  std::array<std::pair<uint32_t, uint32_t>, 5> range{};  // isa, opposite, converse, near, in
};

Concept ReadConcept(ByteReader* in, int self, size_t concept_count, std::vector<ConceptId>* lists, ListPlaces* places) {
  Concept c;
  const uint64_t fields = in->Varint();
  constexpr std::array<uint32_t, 5> kBits = {kHasIsa, kHasOpposite, kHasConverse, kHasNear, kHasIn};
  for (size_t i = 0; i < kBits.size(); ++i) {
    if (!(fields & kBits[i])) continue;
    places->range[i].first = static_cast<uint32_t>(lists->size());
    for (uint64_t n = in->Count(); n > 0; --n) {
      const uint64_t zigzag = in->Varint();
      const int64_t target =
          self + (zigzag & 1 ? -static_cast<int64_t>((zigzag + 1) / 2) : static_cast<int64_t>(zigzag / 2));
      if (target >= 0 && static_cast<size_t>(target) < concept_count) lists->push_back(static_cast<ConceptId>(target));
    }
    places->range[i].second = static_cast<uint32_t>(lists->size()) - places->range[i].first;
  }
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
    const std::string_view currency = in->String();
    std::copy_n(currency.begin(), std::min(currency.size(), c.currency.size() - 1), c.currency.begin());
  }
  if (fields & kHasValue) c.value = std::strtod(std::string(in->String()).c_str(), nullptr);
  c.light = (fields & kIsLight) != 0;
  return c;
}

// The first word of a multiword lemma, as the tokenizer cuts it: up to a space or a hyphen, or with its apostrophe.
// npos: one word.
size_t FirstWordEnd(std::string_view text) {
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == ' ' || text[i] == '-') return i;
    if (text[i] == '\'' && i > 0)
      return Tokenize(text).front().span.end == text.size() ? std::string_view::npos : i + 1;
  }
  return std::string_view::npos;
}

// FoldCase of text that is in lower case already; most of it is ASCII.
void AppendFolded(std::string_view lower, std::string* out) {
  const bool ascii =
      std::all_of(lower.begin(), lower.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) {
    out->append(lower);
  } else {
    out->append(FoldCase(lower));
  }
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
      paradigm.hashes.set(Hash32(paradigm.suffixes.back().fold) >> 24);
    }
    lexicon.paradigms_.push_back(std::move(paradigm));
  }

  const uint64_t concept_count = in.Count();
  std::vector<ListPlaces> places(concept_count);
  lexicon.concepts_.reserve(concept_count);
  for (uint64_t i = 0; i < concept_count; ++i) {
    lexicon.concepts_.push_back(ReadConcept(&in, static_cast<int>(i), concept_count, &lexicon.lists_, &places[i]));
  }

  const uint64_t lemma_count = in.Count();
  lexicon.lemmas_.resize(lemma_count);
  std::vector<uint32_t> texts(lemma_count + 1);
  lexicon.text_.reserve(bytes.size());
  for (uint64_t i = 0; i < lemma_count; ++i) {
    const auto begin = static_cast<uint32_t>(lexicon.text_.size());
    const uint32_t previous = i == 0 ? 0 : texts[i - 1];
    const uint64_t shared = std::min<uint64_t>(in.Varint(), begin - previous);
    const std::string_view rest = in.String();
    lexicon.text_.resize(begin + shared + rest.size());
    std::copy_n(lexicon.text_.begin() + previous, shared, lexicon.text_.begin() + begin);
    std::copy(rest.begin(), rest.end(), lexicon.text_.begin() + static_cast<ptrdiff_t>(begin + shared));
    texts[i] = begin;
  }
  texts[lemma_count] = static_cast<uint32_t>(lexicon.text_.size());
  for (Lemma& lemma : lexicon.lemmas_) {
    const uint64_t packed = in.Varint();
    const uint64_t language = packed >> 5;
    lemma.language = language < lexicon.languages_.size() ? static_cast<Language>(language) : kUnknownLanguage;
    lemma.part_of_speech = static_cast<PartOfSpeech>(std::min<uint64_t>(packed >> 2 & 7, 5));
    lemma.capitalized = packed & 2;
    lemma.passive = packed & 1;
  }
  for (Lemma& lemma : lexicon.lemmas_) {
    lemma.paradigm = static_cast<uint16_t>(in.Varint());
    if (lemma.paradigm >= lexicon.paradigms_.size()) return damaged;
  }
  std::vector<std::pair<uint32_t, uint32_t>> meanings(lemma_count);
  for (auto& [begin, count] : meanings) {
    begin = static_cast<uint32_t>(lexicon.lists_.size());
    for (uint64_t n = in.Count(); n > 0; --n) {
      const uint64_t concept_id = in.Varint();
      if (concept_id >= concept_count) return damaged;
      lexicon.lists_.push_back(static_cast<ConceptId>(concept_id));
    }
    count = static_cast<uint32_t>(lexicon.lists_.size()) - begin;
  }
  if (!in.ok() || !in.done()) return damaged;

  const auto list = [&](std::pair<uint32_t, uint32_t> range) {
    return ConceptList(lexicon.lists_).subspan(range.first, range.second);
  };
  for (uint64_t i = 0; i < concept_count; ++i) {
    Concept& c = lexicon.concepts_[i];
    c.isa = list(places[i].range[0]);
    c.opposite = list(places[i].range[1]);
    c.converse = list(places[i].range[2]);
    c.near = list(places[i].range[3]);
    c.in = list(places[i].range[4]);
  }
  for (uint64_t i = 0; i < lemma_count; ++i) {
    lexicon.lemmas_[i].text = {lexicon.text_.data() + texts[i], texts[i + 1] - texts[i]};
    lexicon.lemmas_[i].concepts = list(meanings[i]);
  }
  lexicon.BuildIndex();
  return lexicon;
}

void Lexicon::BuildIndex() {
  // Narrower concepts: a counting sort of the isa pairs by their broader end.
  std::vector<uint32_t> begin(concepts_.size() + 1, 0);
  for (const Concept& c : concepts_) {
    for (const ConceptId broader : c.isa) ++begin[broader + 1];
  }
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  narrower_.resize(begin.back());
  std::vector<uint32_t> fill(begin.begin(), begin.end() - 1);
  for (size_t id = 0; id < concepts_.size(); ++id) {
    for (const ConceptId broader : concepts_[id].isa) narrower_[fill[broader]++] = static_cast<ConceptId>(id);
  }
  for (size_t id = 0; id < concepts_.size(); ++id) {
    concepts_[id].narrower = ConceptList(narrower_).subspan(begin[id], begin[id + 1] - begin[id]);
  }

  marks_infinitives_.assign(languages_.size(), false);
  stems_.resize(lemmas_.size() + 1);
  for (Table* table : {&stem_table_, &multiword_table_}) {
    table->first.assign(std::bit_ceil(lemmas_.size() + 1), kEnd);
    table->next.assign(lemmas_.size(), kEnd);
  }
  stem_text_.reserve(text_.size());
  // Backwards, so that chains run by rising id; stems are written forwards first.
  std::vector<bool> multiword(lemmas_.size());
  for (LemmaId id = 0; id < lemmas_.size(); ++id) {
    const Lemma& lemma = lemmas_[id];
    stems_[id] = static_cast<uint32_t>(stem_text_.size());
    for (const ConceptId c : lemma.concepts) {
      if (concepts_[c].syntax == Syntax::kInfinitiveMark && lemma.language < languages_.size())
        marks_infinitives_[lemma.language] = true;
    }
    const size_t end = FirstWordEnd(lemma.text);
    multiword[id] = end != std::string_view::npos;
    const size_t strip = std::min<size_t>(paradigms_[lemma.paradigm].strip, lemma.text.size());
    AppendFolded(lemma.text.substr(0, multiword[id] ? end : lemma.text.size() - strip), &stem_text_);
  }
  stems_[lemmas_.size()] = static_cast<uint32_t>(stem_text_.size());
  for (LemmaId id = static_cast<LemmaId>(lemmas_.size()); id-- > 0;)
    Enter(id, multiword[id] ? &multiword_table_ : &stem_table_);
}

void Lexicon::Enter(LemmaId id, Table* table) {
  LemmaId& bucket = table->first[Hash32(Stem(id)) & (table->first.size() - 1)];
  table->next[id] = bucket;
  bucket = id;
}

std::vector<Reading> Lexicon::Lookup(std::string_view lower, std::string_view fold) const {
  std::vector<Reading> readings;
  bool any_exact = false;
  const size_t shortest = fold.size() > kLongestSuffix ? fold.size() - kLongestSuffix : 0;
  uint32_t hash = kHash32Start;
  for (size_t cut = 0; cut <= fold.size(); ++cut) {
    if (cut > 0) hash = Hash32Next(hash, fold[cut - 1]);
    if (cut < shortest) continue;
    const std::string_view stem = fold.substr(0, cut);
    const std::string_view ending = fold.substr(cut);
    const uint32_t ending_hash = Hash32(ending) >> 24;
    for (LemmaId id = stem_table_.first[hash & (stem_table_.first.size() - 1)]; id != kEnd; id = stem_table_.next[id]) {
      const Lemma& lemma = lemmas_[id];
      const Paradigm& paradigm = paradigms_[lemma.paradigm];
      if (!paradigm.hashes.test(ending_hash) || Stem(id) != stem) continue;
      const std::string_view stem_lower =
          lemma.text.substr(0, lemma.text.size() - std::min<size_t>(paradigm.strip, lemma.text.size()));
      for (const Suffix& suffix : paradigm.suffixes) {
        if (suffix.fold != ending) continue;
        const bool exact = lower.size() == stem_lower.size() + suffix.lower.size() && lower.starts_with(stem_lower) &&
                           lower.ends_with(suffix.lower);
        any_exact |= exact;
        readings.push_back({id, suffix.form, exact});
      }
    }
  }
  if (any_exact) std::erase_if(readings, [](const Reading& reading) { return !reading.exact; });
  std::sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) {
    return a.lemma != b.lemma ? a.lemma < b.lemma : a.form < b.form;
  });
  return readings;
}

std::vector<LemmaId> Lexicon::Multiwords(std::string_view word) const {
  std::vector<LemmaId> found;
  LemmaId id = multiword_table_.first[Hash32(word) & (multiword_table_.first.size() - 1)];
  for (; id != kEnd; id = multiword_table_.next[id]) {
    if (Stem(id) == word) found.push_back(id);
  }
  return found;
}

std::vector<std::string> Lexicon::Words(LemmaId lemma) const {
  std::vector<std::string> words;
  for (Token& token : Tokenize(lemmas_[lemma].text)) {
    if (token.fold == "'" && !token.space_before &&
        !words.empty()) {  // "n' plus": in texts no space parts it from its word
      words.back() += token.fold;
    } else {
      words.push_back(std::move(token.fold));
    }
  }
  return words;
}

Language Lexicon::LanguageOf(std::string_view code) const {
  const auto it = std::find(languages_.begin(), languages_.end(), code);
  return it == languages_.end() ? kUnknownLanguage : static_cast<Language>(it - languages_.begin());
}

}  // namespace recoupe
