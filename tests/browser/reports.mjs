// Reports of every kind, put together by hand: so that a test of what is drawn does not depend on what the engine finds. All is invented.

const kClaims = {
  fr: "La ville de Lorme a vendu le pont à une société privée à Oslo.",
  en: "The town of Lorme sold the bridge to a private company in Oslo.",
};

const kSlots = {
  fr: [["agent", "La ville de Lorme"], ["predicate", "vendu"], ["theme", "le pont"], ["recipient", "une société privée"], ["place", "Oslo"]],
  en: [["agent", "The town of Lorme"], ["predicate", "sold"], ["theme", "the bridge"], ["recipient", "a private company"], ["place", "Oslo"]],
};

/** Statements with what in them answers the slots, in order; and the cues of their nuances. */
const kStatements = [
  {
    text: "La mairie de Lorme a vendu le pont à une société privée.", lang: "fr", gloss: "Lorme town hall sold the bridge to a private company.",
    answers: ["La mairie de Lorme", "vendu", "le pont", "une société privée", null], cues: {}, speaker: "Ida Krall, maire",
    article: { article: "sold", title: "Lorme vend son pont", publisher: "Le Courrier de Lorme", published: "2021-05-02", url: "https://example.org/pont" },
  },
  {
    text: "The town of Lorme would have let the bridge to a private company until 2019, according to Otto Vance, who runs the ferry.", lang: "en", gloss: "Lorme aurait loué le pont à une société privée jusqu’en 2019, selon Otto Vance, qui tient le bac.",
    answers: ["The town of Lorme", "let", "the bridge", "a private company", null], cues: { modality: "would have", attribution: "according to", time: "until 2019", strength: "let", scope: null }, speaker: "Otto Vance, who runs the ferry",
    article: { article: "ferry", title: "The ferryman of Lorme speaks", publisher: "The Ashford Gazette", published: "2024-02", url: "https://example.org/ferry?page=1" },
  },
  {
    text: "Le conseil de Lorme n’a jamais cédé le pont à une société privée.", lang: "fr", gloss: "The council of Lorme never gave up the bridge to a private company.",
    answers: ["Le conseil de Lorme", "cédé", "le pont", "une société privée", null], cues: { negation: "n’a jamais", attribution: null },
    article: { article: "kept", title: "Le pont reste à la ville", publisher: "L’Écho du Val", published: "2024-02-11" },
  },
];

const kNearMiss = { text: "La ville de Lorme a repeint le pont en bleu.", lang: "fr", article: { article: "blue", title: "Un pont bleu" } };

const place = (text, words) => {
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in "${text}"`);
  return { start, end: start + words.length };
};

function excerpt(statement, relation, lang, copy = 0) {
  const { text, answers, cues, speaker, article, gloss } = statement;
  const claim = kClaims[lang];
  const alignment = kSlots[lang].map(([slot, words], i) => ({ slot, claim: place(claim, words), excerpt: answers[i] ? place(text, answers[i]) : null, byContext: false }));
  if (copy > 0) Object.assign(alignment.at(-1), { byContext: true });
  const nuances = Object.entries(cues).map(([code, cue]) => ({ code, ...(cue ? place(text, cue) : { start: 0, end: 0 }) }));
  return { ...article, text, lang: statement.lang, gloss, relation, nuances, attribution: speaker && { speaker }, alignment, start: 0, end: text.length, score: 0.9 - copy / 10, isTitle: copy > 1 };
}

function claim(lang, outcome, excerpts, more = {}) {
  const text = kClaims[lang];
  const terms = kSlots[lang].map(([, words]) => ({ text: words, ...place(text, words), found: words !== "Oslo" }));
  const failed = { slot: "predicate", claim: place(text, kSlots[lang][1][1]) };
  const { article, ...nearMiss } = kNearMiss;
  const nearMisses = outcome === "not-checkable" ? [] : [{ ...nearMiss, ...article, start: 0, end: 40, score: 0.3, isTitle: false, alignment: [], failed }];
  return { text, lang, start: 0, end: text.length, outcome, excerpts, coverage: { articles: 5, statements: 1204, terms }, nearMisses, ...more };
}

const report = (...claims) => ({ lang: claims[0].lang, outcome: claims[0].outcome, excerpts: claims.flatMap(({ excerpts }) => excerpts), coverage: claims[0].coverage, nearMisses: [], claims });

/** The reports by name, for a claim in this language. */
export function reports(lang) {
  const [sold, let_, kept] = kStatements;
  const supports = (copy) => excerpt(sold, "supports", lang, copy);
  const nuances = (copy) => excerpt(let_, "nuances", lang, copy);
  const contradicts = (copy) => excerpt(kept, "contradicts", lang, copy);
  const mixed = claim(lang, "mixed", [supports(), contradicts(), nuances(), contradicts(1)]);
  const silent = claim(lang, "not-covered", []);
  const opinion = claim(lang, "not-checkable", [], { reason: "opinion" });
  const half = (words, outcome, excerpts) => ({ text: words, ...place(kClaims[lang], words), outcome, excerpts });
  const [, , [, bridge], [, company]] = kSlots[lang];
  return {
    supported: report(claim(lang, "supported", [supports()])),
    nuanced: report(claim(lang, "nuanced", [nuances(), nuances(1), nuances(2), nuances(3)])),
    contradicted: report(claim(lang, "contradicted", [contradicts()])),
    mixed: report(mixed),
    "not-covered": report(silent),
    "not-checkable": report(opinion),
    "several claims": report(mixed, opinion, silent, claim(lang, "supported", [supports()]), claim(lang, "nuanced", [nuances()])),
    parts: report(claim(lang, "nuanced", [], { parts: [half(bridge, "supported", [supports()]), half(company, "contradicted", [contradicts()]), half("Oslo", "not-covered", [])] })),
  };
}
