#include "core/language/lexicon_compiler.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/utf8.h"
#include "core/language/lexicon.h"
#include "core/language/lexicon_format.h"

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

// A concept with its relations as numbers: isa, opposite, converse, near, in.
struct ResolvedConcept {
  Concept fixed;
  std::vector<ConceptId> isa, opposite, converse, near, in;
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
      std::vector<int>& concepts =
          lemmas_[{text, language, part_of_speech, passive, IsUpper(DecodeUtf8(word, 0).value)}];
      if (std::find(concepts.begin(), concepts.end(), concept_index) != concepts.end()) {
        Problem(where, "'" + text + "' stands twice in [" + concepts_[concept_index].id + "]");
      } else {
        concepts.push_back(concept_index);
      }
    }
  }

  // « s'abstenir » is recognised by its verb: where that is listed with no other meaning, the verb alone carries this
  // one.
  void FreeReflexives() {
    std::map<SourceLemma, std::vector<int>> bare;
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
    static const std::set<std::string_view> kRelations = {"isa", "anti", "converse", "near", "in"};
    const auto unknown = [&](std::string_view what) {
      return Fail(source, number, "unknown " + std::string(what) + " '" + std::string(line) + "'");
    };
    if (kRelations.contains(keyword)) {
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
    resolved_.resize(concepts_.size());
    for (size_t i = 0; i < concepts_.size(); ++i) {
      SourceConcept& source = concepts_[i];
      ResolvedConcept& concept_ = resolved_[i];
      concept_.fixed = source.fixed;
      for (auto& [relation, targets] : source.targets) {
        std::vector<ConceptId>& list = relation == "isa"        ? concept_.isa
                                       : relation == "anti"     ? concept_.opposite
                                       : relation == "converse" ? concept_.converse
                                       : relation == "near"     ? concept_.near
                                                                : concept_.in;
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
    for (const auto member : {&ResolvedConcept::opposite, &ResolvedConcept::converse, &ResolvedConcept::near}) {
      std::vector<std::pair<ConceptId, ConceptId>> pairs;
      for (size_t i = 0; i < resolved_.size(); ++i) {
        for (const ConceptId j : resolved_[i].*member) pairs.emplace_back(static_cast<ConceptId>(i), j);
      }
      for (const auto& [i, j] : pairs) (resolved_[j].*member).push_back(i);
    }
    for (ResolvedConcept& concept_ : resolved_) {
      for (const auto member : {&ResolvedConcept::isa, &ResolvedConcept::opposite, &ResolvedConcept::converse,
                                &ResolvedConcept::near, &ResolvedConcept::in}) {
        std::vector<ConceptId>& list = concept_.*member;
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
      }
    }
    ladder_count_ = ladders.size();
    std::vector<std::set<std::string>> sides(concepts_.size());
    for (const auto& [lemma, concepts] : lemmas_) {
      for (const int c : concepts) sides[c].insert(lemma.language);
    }
    for (size_t i = 0; i < concepts_.size(); ++i) {
      if (sides[i].empty()) Problem(concepts_[i].where, "[" + concepts_[i].id + "] has no word");
      for (const ConceptId j : resolved_[i].opposite) {
        const auto& isa = resolved_[i].isa;
        if (std::find(isa.begin(), isa.end(), j) != isa.end()) {
          Problem(concepts_[i].where,
                  "[" + concepts_[i].id + "] is both a kind and an opposite of [" + concepts_[j].id + "]");
        }
      }
    }
  }

  // The paradigm whose pattern covers most of `lemma`; a whole word beats every pattern. Returns 0 for none, else index
  // + 1, and the length of what its suffixes replace.
  std::pair<size_t, size_t> ParadigmOf(const SourceLemma& lemma) const {
    size_t best = 0, best_length = 0, strip = 0;
    for (size_t i = 0; i < paradigms_.size(); ++i) {
      const SourceParadigm& paradigm = paradigms_[i];
      if (paradigm.part_of_speech != lemma.part_of_speech || paradigm.language != lemma.language) continue;
      for (const std::string& pattern : paradigm.patterns) {
        const bool whole = pattern.front() != '*';
        const std::string ending = LowerCase(whole ? pattern : pattern.substr(1));
        if (whole ? lemma.text != ending : !lemma.text.ends_with(ending)) continue;
        const size_t length = (whole ? 1000 : 1) + ending.size();
        if (length > best_length) {
          best = i + 1;
          best_length = length;
          strip = ending.size();
        }
      }
    }
    return {best, strip};
  }

  void Write() {
    const std::vector<std::string> languages(languages_.begin(), languages_.end());
    ByteWriter out;
    out.Raw(kLexiconMagic);
    out.Varint(languages.size());
    for (const std::string& code : languages) out.String(code);
    out.Varint(kinds_.size());
    for (const std::string& kind : kinds_) out.String(kind);

    // A paradigm strips a different length for each of its patterns: each pair is one in the file.
    struct Row {
      const SourceLemma* lemma;
      const std::vector<int>* concepts;
      size_t paradigm;
    };
    std::map<std::pair<size_t, size_t>, size_t> used;
    std::vector<std::pair<size_t, size_t>> order;
    std::vector<Row> rows;
    for (const auto& [lemma, concepts] : lemmas_) {
      std::pair<size_t, size_t> key = {0, 0};
      if (lemma.text.find_first_of(" -'") == std::string::npos) key = ParadigmOf(lemma);
      const auto [it, is_new] = used.emplace(key, order.size());
      if (is_new) order.push_back(key);
      rows.push_back({&lemma, &concepts, it->second});
    }
    out.Varint(order.size());
    for (const auto& [index, strip] : order) {
      out.Varint(strip);
      if (index == 0) {
        out.Varint(1);
        out.Varint(0);
        out.String("");
        continue;
      }
      const SourceParadigm& paradigm = paradigms_[index - 1];
      std::vector<std::pair<std::string, Form>> suffixes;
      for (const auto& suffix : paradigm.suffixes) {
        if (std::find(suffixes.begin(), suffixes.end(), suffix) == suffixes.end()) suffixes.push_back(suffix);
      }
      out.Varint(suffixes.size());
      for (const auto& [suffix, form] : suffixes) {
        out.Varint(static_cast<uint64_t>(form));
        out.String(suffix);
      }
    }

    out.Varint(resolved_.size());
    for (size_t i = 0; i < resolved_.size(); ++i) WriteConcept(resolved_[i], static_cast<int>(i), &out);

    // Column by column: like stands beside like, which compresses better.
    std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
      return std::tie(a.lemma->language, a.lemma->text, a.lemma->part_of_speech, a.lemma->passive,
                      a.lemma->capitalized) < std::tie(b.lemma->language, b.lemma->text, b.lemma->part_of_speech,
                                                       b.lemma->passive, b.lemma->capitalized);
    });
    out.Varint(rows.size());
    std::string_view previous;
    for (const Row& row : rows) {
      const std::string_view text = row.lemma->text;
      size_t shared = 0;
      while (shared < text.size() && shared < previous.size() && text[shared] == previous[shared]) ++shared;
      out.Varint(shared);
      out.String(text.substr(shared));
      previous = text;
    }
    for (const Row& row : rows) {
      const auto language = std::find(languages.begin(), languages.end(), row.lemma->language) - languages.begin();
      out.Varint(static_cast<uint64_t>(language) << 5 | static_cast<uint64_t>(row.lemma->part_of_speech) << 2 |
                 (row.lemma->capitalized ? 2 : 0) | (row.lemma->passive ? 1 : 0));
    }
    for (const Row& row : rows) out.Varint(row.paradigm);
    for (const Row& row : rows) {
      out.Varint(row.concepts->size());
      for (const int c : *row.concepts) out.Varint(static_cast<uint64_t>(c));
    }
    out_.bytes = out.Take();

    out_.statistics.concepts = concepts_.size();
    for (const ResolvedConcept& c : resolved_) {
      out_.statistics.relations += c.isa.size() + c.opposite.size() + c.converse.size() + c.near.size() + c.in.size();
    }
    for (const std::string& code : languages) {
      LexiconStatistics::PerLanguage counts{code};
      for (const Row& row : rows) {
        if (row.lemma->language != code) continue;
        ++counts.lemmas;
        counts.multiword += row.lemma->text.find(' ') != std::string::npos;
        const size_t index = order[row.paradigm].first;
        counts.forms += index == 0 ? 1 : paradigms_[index - 1].suffixes.size();
      }
      out_.statistics.languages.push_back(counts);
    }
  }

  static void WriteConcept(const ResolvedConcept& resolved, int self, ByteWriter* out) {
    const Concept& c = resolved.fixed;
    uint32_t fields = 0;
    const auto mark = [&](bool present, uint32_t bit) { fields |= present ? bit : 0; };
    mark(!resolved.isa.empty(), kHasIsa);
    mark(!resolved.opposite.empty(), kHasOpposite);
    mark(!resolved.converse.empty(), kHasConverse);
    mark(!resolved.near.empty(), kHasNear);
    mark(!resolved.in.empty(), kHasIn);
    mark(c.ladder != 0, kHasLadder);
    mark(c.kind != 0, kHasKind);
    mark(c.cue != Cue::kNone, kHasCue);
    mark(c.syntax != Syntax::kNone, kHasSyntax);
    mark(c.role != Role::kNone, kHasRole);
    mark(c.dimension != Dimension::kNone, kHasUnit);
    mark(c.value != 0, kHasValue);
    mark(c.light, kIsLight);
    out->Varint(fields);
    for (const auto* list : {&resolved.isa, &resolved.opposite, &resolved.converse, &resolved.near, &resolved.in}) {
      if (list->empty()) continue;
      out->Varint(list->size());
      for (const ConceptId target : *list) {  // zigzag distance: related concepts stand near each other in the sources
        const int distance = static_cast<int>(target) - self;
        out->Varint(distance < 0 ? static_cast<uint64_t>(-distance) * 2 - 1 : static_cast<uint64_t>(distance) * 2);
      }
    }
    if (fields & kHasLadder) {
      out->Varint(c.ladder);
      out->Varint(c.rank);
    }
    if (fields & kHasKind) out->Varint(c.kind);
    if (fields & kHasCue) out->Varint(static_cast<uint64_t>(c.cue));
    if (fields & kHasSyntax) out->Varint(static_cast<uint64_t>(c.syntax));
    if (fields & kHasRole) out->Varint(static_cast<uint64_t>(c.role));
    if (fields & kHasUnit) {
      out->Varint(static_cast<uint64_t>(c.dimension));
      out->String(c.currency.data());
    }
    if (fields & kHasValue) {
      char buffer[32];
      const int length = std::snprintf(buffer, sizeof buffer, "%.12g", c.value);
      out->String({buffer, static_cast<size_t>(length)});
    }
  }

  std::string failure_;
  std::set<std::string> languages_;
  std::vector<SourceParadigm> paradigms_;
  std::vector<SourceConcept> concepts_;
  std::map<std::string, int> ids_;
  std::map<SourceLemma, std::vector<int>> lemmas_;
  std::vector<std::string> kinds_;
  size_t ladder_count_ = 0;
  std::vector<ResolvedConcept> resolved_;
  CompiledLexicon out_;
};

}  // namespace

Result<CompiledLexicon> CompileLexicon(std::vector<LexiconSource> sources) {
  return Compiler().Run(std::move(sources));
}

}  // namespace recoupe
