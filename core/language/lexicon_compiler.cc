#include "core/language/lexicon_compiler.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/base/utf8.h"
#include "core/language/lexicon.h"
#include "core/language/lexicon_codec.h"
#include "core/language/lexicon_format.h"
#include "core/language/paradigm_rule.h"

namespace recoupe {
namespace {

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

// The first word of `line`, removed from it.
std::string_view TakeWord(std::string_view* line) {
  *line = Trim(*line);
  const size_t end = line->find_first_of(" \t");
  const std::string_view word = line->substr(0, end);
  line->remove_prefix(end == std::string_view::npos ? line->size() : end);
  *line = Trim(*line);
  return word;
}

std::vector<std::string_view> SplitAt(std::string_view s, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t end = s.find(separator);
    if (const std::string_view part = Trim(s.substr(0, end)); !part.empty()) parts.push_back(part);
    if (end == std::string_view::npos) return parts;
    s.remove_prefix(end + 1);
  }
}

template <typename Names>
std::optional<uint8_t> IndexIn(const Names& names, std::string_view name) {
  const auto it = std::find(names.begin(), names.end(), name);
  if (it == names.end()) return std::nullopt;
  return static_cast<uint8_t>(it - names.begin());
}

// "v" and so on, as in "en.v".
std::optional<PartOfSpeech> PartOfSpeechOf(std::string_view letter) {
  static constexpr std::array<std::string_view, 6> kLetters = {"v", "n", "a", "r", "p", "f"};
  const auto index = IndexIn(kLetters, letter);
  if (!index) return std::nullopt;
  return static_cast<PartOfSpeech>(*index);
}

bool IsFormTag(std::string_view tag) {
  static constexpr std::array<std::string_view, 7> kMore = {"ms", "fs", "mp", "fp", "pos", "cmp", "sup"};
  return IndexIn(kFormNames, tag).has_value() || IndexIn(kMore, tag).has_value();
}

Form FormOf(std::string_view tag) {
  if (tag == "ms" || tag == "fs" || tag == "pos") return Form::kSingular;
  if (tag == "mp" || tag == "fp") return Form::kPlural;
  if (tag == "cmp" || tag == "sup") return Form::kNone;
  return static_cast<Form>(IndexIn(kFormNames, tag).value_or(0));
}

// In the order of ListIndex.
constexpr std::array<std::string_view, kListCount> kRelationNames = {"isa", "anti", "converse", "near", "in"};

struct SourceParadigm {
  PartOfSpeech part_of_speech;
  std::string language;
  std::vector<std::string> patterns;
  std::vector<std::pair<std::string, Form>> suffixes;
};

struct SourceConcept {
  std::string id;
  std::string where;
  std::map<std::string, std::vector<std::string>> targets;  // isa, anti, converse, near, in
  std::string ladder;
  int rank = 0;
  std::string kind;
  Concept fixed;  // cue, syntax, role, dimension, value, currency, light
};

// A concept that a lemma means, and the how manieth word of the sources says so.
struct Meaning {
  int concept_index = 0;
  size_t order = 0;
  friend bool operator==(const Meaning& a, const Meaning& b) { return a.concept_index == b.concept_index; }
};

struct SourceLemma {
  std::string text;
  std::string language;
  PartOfSpeech part_of_speech;
  bool passive;
  bool capitalized;
  friend auto operator<=>(const SourceLemma&, const SourceLemma&) = default;
};

class Compiler {
 public:
  Result<CompiledLexicon> Run(std::vector<LexiconSource> sources) {
    std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    for (const LexiconSource& source : sources) {
      const bool morphology = source.name.starts_with("morphology");
      if (!(morphology ? ReadMorphology(source) : ReadConcepts(source))) return Error{"lexicon-syntax", failure_};
    }
    if (concepts_.size() >= 0xFFFF) return Error{"lexicon-syntax", "more than 65,534 concepts: ConceptId is too small"};
    FreeReflexives();
    ShareNames();
    Resolve();
    if (ladder_count_ > 255 || kinds_.size() > 255)
      return Error{"lexicon-syntax", "more than 255 ladders or kinds: they are kept in a byte"};
    if (!TextsFit()) {
      return Error{"lexicon-syntax", "a word or ending of more than " + std::to_string(kLongestEntry) +
                                         " letters, or more than " + std::to_string(kMostLetters) + " different ones"};
    }
    Write();
    return std::move(out_);
  }

 private:
  bool Fail(const LexiconSource& source, int line, const std::string& what) {
    failure_ = source.name + ":" + std::to_string(line) + ": " + what;
    return false;
  }
  void Problem(const std::string& where, const std::string& what) { out_.problems.push_back(where + ": " + what); }

  template <typename Function>
  bool EachLine(const LexiconSource& source, Function function) {
    int number = 0;
    std::string_view rest = source.text;
    while (!rest.empty()) {
      const size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ++number;
      line = line.substr(0, line.find('#'));
      line = Trim(line);
      if (!line.empty() && !function(line, number)) return false;
    }
    return true;
  }

  bool ReadMorphology(const LexiconSource& source) {
    return EachLine(source, [&](std::string_view line, int number) {
      const std::string_view keyword = TakeWord(&line);
      if (keyword == "paradigm") {
        const auto part_of_speech = PartOfSpeechOf(TakeWord(&line));
        if (!part_of_speech) return Fail(source, number, "expected: paradigm v|n|a LANGUAGE NAME");
        paradigms_.push_back({*part_of_speech, std::string(TakeWord(&line)), {}, {}});
      } else if (paradigms_.empty()) {
        return Fail(source, number, "a line before the first 'paradigm'");
      } else if (keyword == "match") {
        for (const std::string_view pattern : SplitAt(line, ' ')) paradigms_.back().patterns.emplace_back(pattern);
      } else if (keyword == "form") {
        const std::string_view tag = TakeWord(&line);
        if (!IsFormTag(tag)) return Fail(source, number, "unknown tag '" + std::string(tag) + "'");
        for (const std::string_view suffix : SplitAt(line, ' ')) {
          paradigms_.back().suffixes.emplace_back(suffix == "-" ? "" : LowerCase(suffix), FormOf(tag));
        }
      } else {
        return Fail(source, number, "expected paradigm, match or form, found '" + std::string(keyword) + "'");
      }
      return true;
    });
  }

  bool ReadConcepts(const LexiconSource& source) {
    int current = -1;
    return EachLine(source, [&](std::string_view line, int number) {
      const std::string where = source.name + ":" + std::to_string(number);
      if (line.front() == '[') {
        const size_t close = line.find(']');
        if (close == std::string_view::npos) return Fail(source, number, "'[' without ']'");
        const std::string id(Trim(line.substr(1, close - 1)));
        const auto [it, is_new] = ids_.emplace(id, static_cast<int>(concepts_.size()));
        if (is_new) {
          concepts_.push_back({id, where, {}, {}, 0, {}, {}});
        } else {
          Problem(where,
                  "[" + id + "] stands at " + concepts_[it->second].where + " already; the two are taken as one");
        }
        current = it->second;
        return true;
      }
      if (current < 0) return Fail(source, number, "a line before the first [concept]");
      const std::string_view keyword = TakeWord(&line);
      if (const size_t dot = keyword.find('.'); dot != std::string_view::npos) {
        const auto part_of_speech = PartOfSpeechOf(keyword.substr(dot + 1));
        if (!part_of_speech) return Fail(source, number, "unknown part of speech in '" + std::string(keyword) + "'");
        ReadWords(current, std::string(keyword.substr(0, dot)), *part_of_speech, line, where);
        return true;
      }
      return ReadAttribute(source, number, &concepts_[current], keyword, line);
    });
  }

  void ReadWords(int concept_index, const std::string& language, PartOfSpeech part_of_speech, std::string_view line,
                 const std::string& where) {
    languages_.insert(language);
    for (std::string_view word : SplitAt(line, ',')) {
      bool passive = false;
      if (const size_t note = word.find('('); note != std::string_view::npos) {
        passive = word.substr(note) == "(passive)";
        if (!passive) Problem(where, "'" + std::string(word) + "': the only note there is, is (passive)");
        word = Trim(word.substr(0, note));
      }
      const std::string text = Normalized(word);
      if (text.empty()) continue;
      std::vector<Meaning>& concepts =
          lemmas_[{text, language, part_of_speech, passive, IsUpper(DecodeUtf8(word, 0).value)}];
      const Meaning meaning{concept_index, word_count_++};
      if (std::find(concepts.begin(), concepts.end(), meaning) != concepts.end()) {
        Problem(where, "'" + text + "' stands twice in [" + concepts_[concept_index].id + "]");
      } else {
        concepts.push_back(meaning);
      }
    }
  }

  // « s'abstenir » is recognised by its verb: where that is listed with no other meaning, the verb alone carries this
  // one.
  void FreeReflexives() {
    std::map<SourceLemma, std::vector<Meaning>> bare;
    for (const auto& [lemma, concepts] : lemmas_) {
      if (lemma.part_of_speech != PartOfSpeech::kVerb) continue;
      const size_t particle = lemma.text.starts_with("se ") ? 3 : lemma.text.starts_with("s'") ? 2 : 0;
      if (particle == 0 || lemma.text.find(' ', particle) != std::string::npos) continue;
      SourceLemma verb = lemma;
      verb.text = lemma.text.substr(particle);
      SourceLemma other_voice = verb;
      other_voice.passive = !verb.passive;
      if (!lemmas_.contains(verb) && !lemmas_.contains(other_voice)) bare[verb] = concepts;
    }
    lemmas_.merge(bare);
  }

  // A name that all languages write alike is kept once, without a language: "Paris", "Unesco".
  void ShareNames() {
    for (auto it = lemmas_.begin(); it != lemmas_.end();) {
      const SourceLemma& lemma = it->first;
      bool everywhere = lemma.part_of_speech == PartOfSpeech::kName && !lemma.language.empty();
      for (const std::string& language : languages_) {
        SourceLemma there = lemma;
        there.language = language;
        const auto found = lemmas_.find(there);
        everywhere &= found != lemmas_.end() && found->second == it->second;
      }
      if (!everywhere) {
        ++it;
        continue;
      }
      SourceLemma shared = lemma;
      shared.language.clear();
      lemmas_[shared] = it->second;
      const SourceLemma key = lemma;
      for (const std::string& language : languages_) {
        SourceLemma there = key;
        there.language = language;
        if (there != key) lemmas_.erase(there);
      }
      it = lemmas_.erase(lemmas_.find(key));
    }
  }

  // Lower case, one space between words, hyphens kept.
  static std::string Normalized(std::string_view word) {
    std::string out;
    for (const char c : LowerCase(word)) {
      if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
      out.push_back(c);
    }
    return out;
  }

  bool ReadAttribute(const LexiconSource& source, int number, SourceConcept* at, std::string_view keyword,
                     std::string_view line) {
    const auto unknown = [&](std::string_view what) {
      return Fail(source, number, "unknown " + std::string(what) + " '" + std::string(line) + "'");
    };
    if (IndexIn(kRelationNames, keyword)) {
      for (const std::string_view target : SplitAt(line, ',')) at->targets[std::string(keyword)].emplace_back(target);
    } else if (keyword == "ladder") {
      at->ladder = TakeWord(&line);
      at->rank = std::atoi(std::string(line).c_str());
    } else if (keyword == "kind") {
      at->kind = line;
    } else if (keyword == "light") {
      at->fixed.light = true;
    } else if (keyword == "cue") {
      const auto cue = IndexIn(kCueNames, line);
      if (!cue) return unknown("cue");
      at->fixed.cue = static_cast<Cue>(*cue);
    } else if (keyword == "syntax") {
      const auto syntax = IndexIn(kSyntaxNames, line);
      if (!syntax) return unknown("syntax");
      at->fixed.syntax = static_cast<Syntax>(*syntax);
    } else if (keyword == "role") {
      const auto role = IndexIn(kRoleNames, line);
      if (!role) return unknown("role");
      at->fixed.role = static_cast<Role>(*role);
    } else if (keyword == "value") {
      at->fixed.value = std::strtod(std::string(line).c_str(), nullptr);
    } else if (keyword == "unit") {  // unit DIMENSION FACTOR [CURRENCY]
      const std::string_view name = TakeWord(&line);
      const auto dimension = IndexIn(kDimensionNames, name);
      if (!dimension) return Fail(source, number, "unknown dimension '" + std::string(name) + "'");
      at->fixed.dimension = static_cast<Dimension>(*dimension);
      at->fixed.value = std::strtod(std::string(TakeWord(&line)).c_str(), nullptr);
      std::copy_n(line.begin(), std::min(line.size(), at->fixed.currency.size() - 1), at->fixed.currency.begin());
    } else {
      return Fail(source, number, "unknown line '" + std::string(keyword) + "'");
    }
    return true;
  }

  // Names of targets, ladders and kinds to numbers; what has no target is reported and dropped.
  void Resolve() {
    std::map<std::string, uint8_t> ladders, kinds;
    kinds_.emplace_back("");
    tables_.concepts.resize(concepts_.size());
    for (size_t i = 0; i < concepts_.size(); ++i) {
      SourceConcept& source = concepts_[i];
      LexiconTables::ConceptRecord& concept_ = tables_.concepts[i];
      concept_.fixed = source.fixed;
      for (auto& [relation, targets] : source.targets) {
        std::vector<ConceptId>& list = concept_.lists[*IndexIn(kRelationNames, relation)];
        for (const std::string& target : targets) {
          const auto it = ids_.find(target);
          if (it == ids_.end()) {
            Problem(source.where, "[" + source.id + "] " + relation + " '" + target + "': there is no such concept");
          } else if (it->second == static_cast<int>(i)) {
            Problem(source.where, "[" + source.id + "] " + relation + " itself");
          } else {
            list.push_back(static_cast<ConceptId>(it->second));
          }
        }
      }
      if (!source.ladder.empty()) {
        const auto [it, is_new] = ladders.emplace(source.ladder, static_cast<uint8_t>(ladders.size() + 1));
        concept_.fixed.ladder = it->second;
        concept_.fixed.rank = static_cast<uint8_t>(std::clamp(source.rank, 0, 255));
      }
      if (!source.kind.empty()) {
        const auto [it, is_new] = kinds.emplace(source.kind, static_cast<uint8_t>(kinds_.size()));
        if (is_new) kinds_.push_back(source.kind);
        concept_.fixed.kind = it->second;
      }
    }
    // Opposites, converses and neighbours hold both ways.
    for (int relation = 0; relation < kListCount; ++relation) {
      if (!IsSymmetric(relation)) continue;
      std::vector<std::pair<size_t, ConceptId>> pairs;
      for (size_t i = 0; i < tables_.concepts.size(); ++i) {
        for (const ConceptId j : tables_.concepts[i].lists[relation]) pairs.emplace_back(i, j);
      }
      for (const auto& [i, j] : pairs) tables_.concepts[j].lists[relation].push_back(static_cast<ConceptId>(i));
    }
    for (LexiconTables::ConceptRecord& concept_ : tables_.concepts) {
      for (std::vector<ConceptId>& list : concept_.lists) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
      }
    }
    ladder_count_ = ladders.size();
    std::vector<std::set<std::string>> sides(concepts_.size());
    for (const auto& [lemma, concepts] : lemmas_) {
      for (const Meaning& meaning : concepts) sides[meaning.concept_index].insert(lemma.language);
    }
    for (size_t i = 0; i < concepts_.size(); ++i) {
      if (sides[i].empty()) Problem(concepts_[i].where, "[" + concepts_[i].id + "] has no word");
      for (const ConceptId j : tables_.concepts[i].lists[kOppositeList]) {
        const auto& isa = tables_.concepts[i].lists[kIsaList];
        if (std::find(isa.begin(), isa.end(), j) != isa.end()) {
          Problem(concepts_[i].where,
                  "[" + concepts_[i].id + "] is both a kind and an opposite of [" + concepts_[j].id + "]");
        }
      }
    }
  }

  // Whether the texts are what EncodeLexicon asks for.
  bool TextsFit() const {
    std::set<char32_t> letters;
    bool fit = true;
    const auto look = [&](std::string_view text) {
      size_t length = 0;
      for (size_t at = 0; at < text.size(); ++length) {
        const CodePoint c = DecodeUtf8(text, at);
        letters.insert(c.value);
        at += c.size;
      }
      fit &= length <= kLongestEntry;
    };
    look("0123456789.e+-");  // values
    for (const std::string& language : languages_) look(language);
    for (const std::string& kind : kinds_) look(kind);
    for (const auto& [lemma, meanings] : lemmas_) look(lemma.text);
    for (const SourceConcept& source : concepts_) look(source.fixed.currency.data());
    for (const SourceParadigm& paradigm : paradigms_) {
      for (const std::string& pattern : paradigm.patterns) look(LowerCase(pattern));
      for (const auto& [text, form] : paradigm.suffixes) look(text);
    }
    return fit && letters.size() <= kMostLetters && !letters.contains(0);
  }

  void Write() {
    tables_.languages.assign(languages_.begin(), languages_.end());
    tables_.kinds = kinds_;
    WriteWords();
    WriteParadigms();
    out_.bytes = EncodeLexicon(tables_, &out_.sizes);
    Count();
  }

  // A word for each meaning of each lemma, as the sources list them: what is alike or a translation stands together.
  void WriteWords() {
    struct Row {
      int concept_index;
      Language language;
      PartOfSpeech part_of_speech;
      size_t order;
      const SourceLemma* lemma;
      auto Key() const {
        return std::tuple(concept_index, static_cast<Language>(language + 1), part_of_speech, order, lemma->text);
      }
    };
    std::vector<Row> rows;
    for (const auto& [lemma, meanings] : lemmas_) {
      const Language language = LanguageOf(lemma.language);
      for (const Meaning& meaning : meanings)
        rows.push_back({meaning.concept_index, language, lemma.part_of_speech, meaning.order, &lemma});
    }
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.Key() < b.Key(); });
    for (const Row& row : rows) {
      LexiconTables::Word word;
      word.concept_id = static_cast<ConceptId>(row.concept_index);
      word.language = row.language;
      word.part_of_speech = row.part_of_speech;
      word.passive = row.lemma->passive;
      word.capitalized = row.lemma->capitalized;
      word.begin = static_cast<uint32_t>(tables_.text.size());
      word.size = static_cast<uint32_t>(row.lemma->text.size());
      tables_.text += row.lemma->text;
      tables_.words.push_back(word);
    }
  }

  // Those paradigms and patterns that some lemma needs.
  void WriteParadigms() {
    for (const SourceParadigm& source : paradigms_) {
      if (!languages_.contains(source.language)) continue;
      LexiconTables::Paradigm paradigm;
      paradigm.part_of_speech = source.part_of_speech;
      paradigm.language = LanguageOf(source.language);
      for (const std::string& pattern : source.patterns) {
        const bool whole = pattern.front() != '*';
        paradigm.patterns.push_back({LowerCase(whole ? pattern : pattern.substr(1)), whole});
      }
      for (const auto& [text, form] : source.suffixes) {
        const auto same = [&](const auto& suffix) { return suffix.text == text && suffix.form == form; };
        if (std::none_of(paradigm.suffixes.begin(), paradigm.suffixes.end(), same))
          paradigm.suffixes.push_back({text, form});
      }
      tables_.paradigms.push_back(std::move(paradigm));
    }
    const ParadigmRule rule(tables_.paradigms);
    std::set<std::pair<size_t, size_t>> used;
    for (const auto& [lemma, meanings] : lemmas_) {
      const auto match = rule.Find(lemma.text, LanguageOf(lemma.language), lemma.part_of_speech);
      if (match) used.emplace(match->paradigm, match->pattern);
    }
    std::vector<LexiconTables::Paradigm> kept;
    for (size_t i = 0; i < tables_.paradigms.size(); ++i) {
      LexiconTables::Paradigm paradigm = tables_.paradigms[i];
      paradigm.patterns.clear();
      for (size_t j = 0; j < tables_.paradigms[i].patterns.size(); ++j) {
        if (used.contains({i, j})) paradigm.patterns.push_back(tables_.paradigms[i].patterns[j]);
      }
      if (!paradigm.patterns.empty()) kept.push_back(std::move(paradigm));
    }
    tables_.paradigms = std::move(kept);
  }

  void Count() {
    out_.statistics.concepts = concepts_.size();
    for (const LexiconTables::ConceptRecord& record : tables_.concepts) {
      for (const std::vector<ConceptId>& list : record.lists) out_.statistics.relations += list.size();
    }
    const ParadigmRule rule(tables_.paradigms);
    for (const std::string& code : tables_.languages) {
      LexiconStatistics::PerLanguage counts{code};
      for (const auto& [lemma, meanings] : lemmas_) {
        if (lemma.language != code) continue;
        ++counts.lemmas;
        counts.multiword += lemma.text.find(' ') != std::string::npos;
        const auto match = rule.Find(lemma.text, LanguageOf(code), lemma.part_of_speech);
        counts.forms += match ? tables_.paradigms[match->paradigm].suffixes.size() : 1;
      }
      out_.statistics.languages.push_back(counts);
    }
  }

  // kUnknownLanguage if it is none of the sources'.
  Language LanguageOf(const std::string& code) const {
    const auto it = languages_.find(code);
    return it == languages_.end() ? kUnknownLanguage : static_cast<Language>(std::distance(languages_.begin(), it));
  }

  std::string failure_;
  std::set<std::string> languages_;
  std::vector<SourceParadigm> paradigms_;
  std::vector<SourceConcept> concepts_;
  std::map<std::string, int> ids_;
  std::map<SourceLemma, std::vector<Meaning>> lemmas_;
  size_t word_count_ = 0;
  std::vector<std::string> kinds_;
  size_t ladder_count_ = 0;
  LexiconTables tables_;
  CompiledLexicon out_;
};

}  // namespace

Result<CompiledLexicon> CompileLexicon(std::vector<LexiconSource> sources) {
  return Compiler().Run(std::move(sources));
}

}  // namespace recoupe
