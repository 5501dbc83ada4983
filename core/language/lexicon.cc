#include "core/language/lexicon.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <tuple>

#include "core/base/bytes.h"
#include "core/base/sort.h"
#include "core/base/utf8.h"
#include "core/language/lexicon_codec.h"
#include "core/language/paradigm_rule.h"
#include "core/text/tokenizer.h"

namespace recoupe {
namespace {

constexpr LemmaId kEnd = 0xFFFFFFFFu;  // of a chain
constexpr size_t kLongestSuffix = 16;

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

// An order of lemmas that does not depend on where the sources list them: names of all languages first.
bool StandsBefore(const Lemma& a, const Lemma& b) {
  const auto language = [](const Lemma& lemma) { return static_cast<Language>(lemma.language + 1); };
  if (language(a) != language(b)) return language(a) < language(b);
  return std::tie(a.text, a.part_of_speech, a.passive, a.capitalized) <
         std::tie(b.text, b.part_of_speech, b.passive, b.capitalized);
}

}  // namespace

Result<Lexicon> Lexicon::Load(std::string_view bytes) {
  LexiconTables tables;
  if (!DecodeLexicon(bytes, &tables)) {
    return Error{"lexicon-damaged", "The compiled lexicon cannot be read; build it again from data/lexicon/."};
  }
  Lexicon lexicon;
  lexicon.languages_ = std::move(tables.languages);
  lexicon.kinds_ = std::move(tables.kinds);
  lexicon.TakeLemmas(tables);
  lexicon.TakeConcepts(tables);
  lexicon.TakeParadigms(tables);
  lexicon.BuildIndex();
  return lexicon;
}

// The words of all concepts -> lemmas, each once, in the order in which they come first.
void Lexicon::TakeLemmas(const LexiconTables& tables) {
  const std::vector<LexiconTables::Word>& words = tables.words;
  // A hash table with chains, as Table.
  std::vector<LemmaId> first(std::bit_ceil(words.size() + 1), kEnd), next(words.size(), kEnd), lemma_of(words.size());
  std::vector<uint32_t> counts;
  size_t text_size = 0;
  for (size_t i = 0; i < words.size(); ++i) {
    const LexiconTables::Word& word = words[i];
    const std::string_view text = tables.Text(word);
    LemmaId* at = &first[Hash32(text) & (first.size() - 1)];
    const auto same = [&](const Lemma& lemma) {
      return lemma.text == text && lemma.language == word.language && lemma.part_of_speech == word.part_of_speech &&
             lemma.passive == word.passive && lemma.capitalized == word.capitalized;
    };
    while (*at != kEnd && !same(lemmas_[*at])) at = &next[*at];
    if (*at == kEnd) {
      *at = static_cast<LemmaId>(lemmas_.size());
      Lemma lemma;
      lemma.text = text;  // in `tables` until all are known
      lemma.language = word.language;
      lemma.part_of_speech = word.part_of_speech;
      lemma.passive = word.passive;
      lemma.capitalized = word.capitalized;
      lemmas_.push_back(lemma);
      counts.push_back(0);
      text_size += text.size();
    }
    lemma_of[i] = *at;
    ++counts[*at];
  }
  text_.reserve(text_size);
  for (Lemma& lemma : lemmas_) {
    text_.insert(text_.end(), lemma.text.begin(), lemma.text.end());
    lemma.text = {text_.data() + text_.size() - lemma.text.size(), lemma.text.size()};
  }
  meanings_.resize(words.size());
  std::vector<uint32_t> fill(lemmas_.size());
  for (size_t id = 0, begin = 0; id < lemmas_.size(); begin += counts[id++]) {
    fill[id] = static_cast<uint32_t>(begin);
    lemmas_[id].concepts = ConceptList(meanings_).subspan(begin, counts[id]);
  }
  for (size_t i = 0; i < words.size(); ++i) meanings_[fill[lemma_of[i]]++] = words[i].concept_id;  // by rising id
}

void Lexicon::TakeConcepts(const LexiconTables& tables) {
  size_t count = 0;
  for (const auto& record : tables.concepts) {
    for (const auto& list : record.lists) count += list.size();
  }
  lists_.reserve(count);  // so that what refers to it stays
  concepts_.reserve(tables.concepts.size());
  for (const auto& record : tables.concepts) {
    Concept c = record.fixed;
    constexpr std::array<ConceptList Concept::*, kListCount> kLists = {
        &Concept::isa, &Concept::opposite, &Concept::converse, &Concept::near, &Concept::in};
    for (size_t i = 0; i < kLists.size(); ++i) {
      lists_.insert(lists_.end(), record.lists[i].begin(), record.lists[i].end());
      c.*kLists[i] = ConceptList(lists_).last(record.lists[i].size());
    }
    concepts_.push_back(c);
  }
}

// A paradigm replaces a different length for each of its patterns: each pair of them that lemmas have is one here.
void Lexicon::TakeParadigms(const LexiconTables& tables) {
  paradigms_.resize(1);  // of lemmas that do not inflect
  paradigms_[0].suffixes.push_back({"", "", Form::kNone});
  paradigms_[0].hashes.set(Hash32("") >> 24);
  const ParadigmRule rule(tables.paradigms);
  std::vector<std::vector<uint16_t>> ours(tables.paradigms.size());  // by what is stripped, plus one; 0: not yet
  for (Lemma& lemma : lemmas_) {
    const auto match = rule.Find(lemma.text, lemma.language, lemma.part_of_speech);
    if (!match) continue;
    const LexiconTables::Paradigm& source = tables.paradigms[match->paradigm];
    const size_t strip = source.patterns[match->pattern].text.size();
    std::vector<uint16_t>& by_strip = ours[match->paradigm];
    if (by_strip.size() <= strip) by_strip.resize(strip + 1, 0);
    if (by_strip[strip] == 0) {
      by_strip[strip] = static_cast<uint16_t>(paradigms_.size());
      Paradigm& paradigm = paradigms_.emplace_back();
      paradigm.strip = static_cast<uint8_t>(strip);
      for (const auto& suffix : source.suffixes) {
        std::string fold;
        AppendFolded(suffix.text, &fold);
        paradigm.hashes.set(Hash32(fold) >> 24);
        paradigm.suffixes.push_back({suffix.text, std::move(fold), suffix.form});
      }
    }
    lemma.paradigm = by_strip[strip];
  }
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

std::vector<Reading> Lexicon::Lookup(std::string_view lower, std::string_view fold, Accents accents) const {
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
  if (any_exact && accents == Accents::kWritten)
    std::erase_if(readings, [](const Reading& reading) { return !reading.exact; });
  StableSort(&readings, [&](const Reading& a, const Reading& b) {
    return a.lemma != b.lemma ? StandsBefore(lemmas_[a.lemma], lemmas_[b.lemma]) : a.form < b.form;
  });
  return readings;
}

std::vector<LemmaId> Lexicon::Multiwords(std::string_view word) const {
  std::vector<LemmaId> found;
  LemmaId id = multiword_table_.first[Hash32(word) & (multiword_table_.first.size() - 1)];
  for (; id != kEnd; id = multiword_table_.next[id]) {
    if (Stem(id) == word) found.push_back(id);
  }
  StableSort(&found, [&](LemmaId a, LemmaId b) { return StandsBefore(lemmas_[a], lemmas_[b]); });
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
