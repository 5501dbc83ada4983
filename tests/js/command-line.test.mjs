// recoupe build, check, explain, inspect: files in, text out, exit status.

import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { bridgeClaim, folderFor, jsonLines, recoupe } from "./support.mjs";

const kStory = `\nLe pont de Lorme\r\n\r\n${bridgeClaim}\n`;

/** A folder with one story and its corpus. */
async function withCorpus(t) {
  const folder = await folderFor(t);
  await writeFile(join(folder, "story.txt"), kStory);
  const corpus = join(folder, "corpus.recoupe");
  const built = await recoupe(["build", join(folder, "story.txt"), "-o", corpus]);
  assert.deepEqual(built, { status: 0, stdout: "", stderr: "" });
  return { folder, corpus };
}

describe("recoupe", () => {
  it("explains itself", async () => {
    for (const args of [["--help"], ["-h"], ["check", "--help"]]) {
      const { status, stdout } = await recoupe(args);
      assert.equal(status, 0);
      assert.match(stdout, /recoupe build <file-or-folder>/);
    }
    const { version } = JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8"));
    assert.equal((await recoupe(["--version"])).stdout, `${version}\n`);
  });

  it("answers what it does not understand with one line and status 2", async () => {
    const wrong = [
      [], ["frobnicate"], ["constructor"], ["--frobnicate"], ["build"], ["build", "a.txt"], ["build", "-o"], ["build", "--frob", "x"],
      ["check", "claim"], ["check", "--corpus", "c"], ["check", "--corpus", "c", "two", "claims"], ["check", "--corpus", "c", "--frob", "claim"],
      ["check", "--corpus", "c", "--lang", "de", "claim"], ["check", "--corpus", "c", "--limit", "0", "claim"], ["check", "--corpus", "c", "--json", "--jsonl"],
      ["check", "--corpus", "c", "--jsonl", "claim"], ["explain"], ["explain", "claim"], ["explain", "--statement", "s"], ["explain", "two", "claims", "--statement", "s"],
      ["explain", "claim", "--statement", "s", "--corpus", "c"], ["explain", "claim", "--statement", "s", "--lang", "de"],
      ["explain", "claim", "--statement", "s", "--statement-lang", "de"], ["explain", "claim", "--statement", "s", "--limit", "2"],
      ["explain", "claim", "--corpus", "c", "--statement-lang", "fr"], ["explain", "claim", "--corpus", "c", "--limit", "0"], ["inspect"], ["inspect", "a", "b"],
    ];
    for (const args of wrong) {
      const { status, stdout, stderr } = await recoupe(args);
      assert.equal(status, 2, args.join(" "));
      assert.equal(stdout, "");
      assert.match(stderr, /^recoupe: .+\n$/, args.join(" "));
    }
  });
});

describe("recoupe build", () => {
  it("reads all five kinds, folders at any depth, in sorted order, the same each time", async (t) => {
    const folder = await folderFor(t);
    await mkdir(join(folder, "in/b/deep"), { recursive: true });
    await writeFile(join(folder, "in/c.txt"), kStory);
    await writeFile(join(folder, "in/a.md"), `---\ntitle: "Un titre"\n---\n\n# Autre\n\n${bridgeClaim}\n`);
    await writeFile(join(folder, "in/b/deep/page.html"), `<!doctype html><html lang="fr-CA"><head><title>Le pont - Le Courrier</title><meta property="og:site_name" content="Le Courrier"><script>var x = "<p>no";</script></head><body><nav>Menu</nav><article><h1>Le pont</h1><p>La ville de <b>Lorme</b> a vendu\n le pont &agrave; une soci&eacute;t&eacute; priv&eacute;e en 2021.</p></article><footer>Plan</footer></body></html>`);
    await writeFile(join(folder, "in/d.json"), JSON.stringify([{ id: "j1", title: "J1", text: bridgeClaim }, { id: "j2", title: "J2", text: bridgeClaim }]));
    await writeFile(join(folder, "in/e.jsonl"), `${JSON.stringify({ id: "l1", title: "L1", text: bridgeClaim })}\n\n${JSON.stringify({ id: "l2", title: "L2", text: bridgeClaim })}\n`);
    await writeFile(join(folder, "in/.hidden.txt"), "not read");
    await writeFile(join(folder, "in/picture.png"), "not read");

    const corpus = join(folder, "1.recoupe");
    assert.equal((await recoupe(["build", join(folder, "in"), "-o", corpus])).status, 0);
    assert.equal((await recoupe(["build", join(folder, "in"), "-o", join(folder, "2.recoupe")])).status, 0);
    assert.deepEqual(await readFile(corpus), await readFile(join(folder, "2.recoupe")));
    assert.deepEqual((await readdir(folder)).sort(), ["1.recoupe", "2.recoupe", "in"]);

    const { articles } = JSON.parse((await recoupe(["inspect", "--json", corpus])).stdout);
    assert.deepEqual(articles.map(({ id }) => id), ["a", "page", "c", "j1", "j2", "l1", "l2"]);
    const page = articles.find(({ id }) => id === "page");
    assert.equal(page.title, "Le pont");
    assert.equal(page.publisher, "Le Courrier");
    assert.equal(page.lang, "fr");
    assert.equal(articles[0].title, "Un titre");

    const { excerpts } = JSON.parse((await recoupe(["check", "--corpus", corpus, "--json", "--limit", "50", bridgeClaim])).stdout);
    assert.ok(excerpts.some(({ article, text }) => article === "page" && text === bridgeClaim));
  });

  it("keeps offsets those of the file as it is", async (t) => {
    const { corpus } = await withCorpus(t);
    const report = JSON.parse((await recoupe(["check", "--corpus", corpus, "--json", bridgeClaim])).stdout);
    const [excerpt] = report.excerpts;
    assert.equal(excerpt.article, "story");
    assert.equal(excerpt.title, "Le pont de Lorme");
    assert.equal(kStory.slice(excerpt.start, excerpt.end), bridgeClaim);
  });

  it("names both files of a doubled id", async (t) => {
    const folder = await folderFor(t);
    await mkdir(join(folder, "sub"));
    await writeFile(join(folder, "a.txt"), kStory);
    await writeFile(join(folder, "sub/a.md"), kStory);
    const { status, stderr } = await recoupe(["build", folder, "-o", join(folder, "c.recoupe")]);
    assert.equal(status, 1);
    assert.match(stderr, /duplicate-article/);
    assert.ok(stderr.includes(join(folder, "a.txt")) && stderr.includes(join(folder, "sub/a.md")));
    assert.deepEqual((await readdir(folder)).sort(), ["a.txt", "sub"], "no file is left behind");
  });

  it("names the file and the line of what it cannot read", async (t) => {
    const folder = await folderFor(t);
    const cases = [
      ["latin1.txt", Buffer.from("l'\xe9t\xe9 dernier", "latin1"), /latin1\.txt.*UTF-8/],
      ["broken.json", "{", /broken\.json.*JSON/],
      ["broken.jsonl", `{"id":"a","text":"A b c."}\n{`, /broken\.jsonl.*Line 2/],
      ["noid.jsonl", `{"text":"A b c."}`, /noid\.jsonl.*bad-article/],
      ["none.docx", "x", /none\.docx.*\.jsonl/],
    ];
    for (const [name, content, message] of cases) {
      await writeFile(join(folder, name), content);
      const { status, stderr } = await recoupe(["build", join(folder, name), "-o", join(folder, "c.recoupe")]);
      assert.equal(status, 1, name);
      assert.match(stderr, message);
      assert.equal(stderr.trim().split("\n").length, 1);
    }
  });

  it("says what is missing", async (t) => {
    const folder = await folderFor(t);
    assert.match((await recoupe(["build", join(folder, "nowhere"), "-o", join(folder, "c")])).stderr, /nowhere/);
    assert.match((await recoupe(["build", folder, "-o", join(folder, "c")])).stderr, /There is no \.txt/);
    await writeFile(join(folder, "a.txt"), kStory);
    assert.equal((await recoupe(["build", join(folder, "a.txt"), "-o", join(folder, "no/such/c")])).status, 1);
  });
});

describe("recoupe check", () => {
  it("answers people in words, without colours in a pipe", async (t) => {
    const { corpus } = await withCorpus(t);
    const { status, stdout, stderr } = await recoupe(["check", "--corpus", corpus, bridgeClaim]);
    assert.equal(status, 0);
    assert.equal(stderr, "");
    assert.match(stdout, /^The articles say so\n/);
    assert.ok(stdout.includes(bridgeClaim) && stdout.includes("Le pont de Lorme"));
    assert.doesNotMatch(stdout, /\x1b/);
    assert.doesNotMatch(stdout, /\b(true|false|verdict|rating)\b/i);
  });

  it("reads a claim from stdin", async (t) => {
    const { corpus } = await withCorpus(t);
    const { stdout } = await recoupe(["check", "--corpus", corpus, "--json", "-"], { input: bridgeClaim });
    assert.equal(JSON.parse(stdout).outcome, "supported");
  });

  it("fails on an empty claim and on a corpus that is none", async (t) => {
    const { folder, corpus } = await withCorpus(t);
    for (const [args, code] of [
      [["--corpus", corpus, ""], "empty-text"],
      [["--corpus", join(folder, "none"), "claim"], "corpus-missing"],
      [["--corpus", join(folder, "story.txt"), "claim"], "corpus-not-a-corpus"],
    ]) {
      const { status, stdout, stderr } = await recoupe(["check", ...args]);
      assert.equal(status, 1);
      assert.equal(stdout, "");
      assert.ok(stderr.includes(`[${code}]`), stderr);
    }
  });

  it("answers lines in their order, bad ones too, and ends with 1", async (t) => {
    const { corpus } = await withCorpus(t);
    const input = [
      JSON.stringify({ id: "a", claim: bridgeClaim }),
      "not json",
      "",
      JSON.stringify({ id: "b", claim: "" }),
      JSON.stringify({ id: "c" }),
      JSON.stringify(["d"]),
      JSON.stringify({ id: "e", claim: bridgeClaim, lang: "de" }),
      `{"id":"f","claim":"${bridgeClaim}\u2028"}\r`,
      JSON.stringify({ id: 7, claim: bridgeClaim, lang: "fr" }),
    ].join("\n");
    const { status, stdout } = await recoupe(["check", "--corpus", corpus, "--jsonl"], { input });
    assert.equal(status, 1);
    const results = jsonLines(stdout);
    assert.deepEqual(
      results.map(({ id, outcome, error }) => [id, outcome ?? error.code]),
      [["a", "supported"], [null, "bad-json"], ["b", "empty-text"], ["c", "bad-json"], [null, "bad-json"], ["e", "unknown-language"], ["f", "supported"], [7, "supported"]],
    );
    for (const { error } of results) if (error) assert.ok(error.message.length > 8);
    const [{ excerpts: [excerpt], coverage, nearMisses }] = results;
    assert.equal(excerpt.relation, "supports");
    assert.equal(excerpt.article, "story");
    assert.equal(kStory.slice(excerpt.start, excerpt.end), excerpt.text);
    assert.equal(coverage.articles, 1);
    assert.ok(Array.isArray(nearMisses) && Array.isArray(excerpt.nuances));
  });

  it("ends with 0 when all lines are good, and for no line at all", async (t) => {
    const { corpus } = await withCorpus(t);
    const good = await recoupe(["check", "--corpus", corpus, "--jsonl"], { input: `${JSON.stringify({ id: 1, claim: bridgeClaim })}\n` });
    assert.equal(good.status, 0);
    assert.deepEqual(await recoupe(["check", "--corpus", corpus, "--jsonl"]), { status: 0, stdout: "", stderr: "" });
  });

  it("gives the same lines each time", async (t) => {
    const { corpus } = await withCorpus(t);
    const input = `${JSON.stringify({ id: 1, claim: bridgeClaim })}\n`.repeat(50);
    const [first, second] = await Promise.all([1, 2].map(() => recoupe(["check", "--corpus", corpus, "--jsonl"], { input })));
    assert.equal(first.stdout, second.stdout);
    assert.equal(jsonLines(first.stdout).length, 50);
  });
});

describe("recoupe explain", () => {
  const claim = "The library of Ashford bought twelve paintings in 2019 for its courtyard.";
  const statement = "La bibliothèque d’Ashford aurait acheté neuf tableaux, selon Ida Krall.";
  const explain = (...args) => recoupe(["explain", claim, "--statement", statement, ...args]);

  it("shows the relation, the words that answer each other, and the nuances with their sentences", async () => {
    const { status, stdout, stderr } = await explain("--lang", "en", "--statement-lang", "fr");
    assert.deepEqual([status, stderr], [0, ""]);
    const { pairs: [pair] } = JSON.parse((await explain("--json")).stdout);
    assert.ok(stdout.includes(`« ${statement} »`) && stdout.includes(`score ${pair.score.toFixed(4)}`));
    const { nuance, relation } = JSON.parse(await readFile(new URL("../../web/src/messages/en.json", import.meta.url), "utf8"));
    assert.ok(stdout.includes(relation[pair.relation]));
    assert.ok(pair.nuances.length > 0);
    for (const { code, start, end } of pair.nuances) assert.ok(stdout.includes(`${nuance[code].label}${end > start ? ` (${statement.slice(start, end)})` : ""}: ${nuance[code].note}`), code);
    assert.match(stdout, /^ {2}paintings +tableaux +/m);
    assert.match(stdout, /^ {2}courtyard +– .*answered by nothing$/m);
    assert.doesNotMatch(stdout, /\x1b/);
  });

  it("prints contributions that add up to the score, what weighs most first", async () => {
    const { stdout } = await explain();
    const { pairs: [pair] } = JSON.parse((await explain("--json")).stdout);
    const rows = stdout.split("\n").map((line) => /^ {2}([a-z-]+) +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+) {2}\S/.exec(line)).filter(Boolean);
    assert.deepEqual(rows.map(([, name]) => name).sort(), pair.features.map(({ name }) => name).sort());
    const parts = rows.map(([, , , ...sums]) => sums.map(Number));
    const weights = parts.map((sums) => Math.max(...sums.map(Math.abs)));
    assert.deepEqual(weights, [...weights].sort((a, b) => b - a));
    const printed = /^ {2}sum +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+) +(-?[\d.]+)$/m.exec(stdout).slice(1).map(Number);
    printed.forEach((sum, i) => assert.ok(Math.abs(parts.reduce((total, sums) => total + sums[i], 0) - sum) < 0.001 * parts.length));
    const score = Number(/score ([\d.]+)/.exec(stdout)[1]);
    assert.ok(Math.abs(1 / (1 + Math.exp(-printed[0])) - score) < 0.001);
  });

  it("says of a statement off the point that it is set aside", async () => {
    const { status, stdout } = await recoupe(["explain", claim, "-s", "Nobody has counted the swans on the river."]);
    assert.equal(status, 0);
    assert.match(stdout, /set aside/);
    assert.match(stdout, /not shown: the cut-off is 0\.\d\d/);
  });

  it("takes the best statements of a corpus, and the claim from stdin", async (t) => {
    const { corpus } = await withCorpus(t);
    const { status, stdout } = await recoupe(["explain", "--corpus", corpus, "--limit", "1", "-"], { input: bridgeClaim });
    assert.equal(status, 0);
    assert.equal(stdout.match(/^What counted/gm).length, 1);
    assert.match(stdout, /Le pont de Lorme \[story \d+–\d+\]/);
    const { pairs } = JSON.parse((await recoupe(["explain", "--corpus", corpus, "--json", bridgeClaim])).stdout);
    assert.equal(pairs[0].article, "story");
    const silent = await recoupe(["explain", "--corpus", corpus, "Swans count rivers"]);
    assert.deepEqual([silent.status, silent.stdout], [0, "No statement of the corpus has a word in common with the claim.\n"]);
  });

  it("fails on an empty text and on a corpus that is not there, with a code", async () => {
    for (const [args, code] of [[["", "--statement", "s"], "empty-text"], [["claim", "--statement", ""], "empty-text"], [["claim", "--corpus", "/none"], "corpus-missing"]]) {
      const { status, stdout, stderr } = await recoupe(["explain", ...args]);
      assert.deepEqual([status, stdout], [1, ""]);
      assert.ok(stderr.includes(`[${code}]`), stderr);
    }
  });
});

describe("recoupe inspect", () => {
  it("says what is in a corpus", async (t) => {
    const { corpus } = await withCorpus(t);
    const { stdout } = await recoupe(["inspect", corpus]);
    assert.match(stdout, /^1 article, /);
    assert.match(stdout, /story .*Le pont de Lorme/);
  });
});
