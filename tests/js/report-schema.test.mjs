// The schema of a report, held against reports of the engine.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { createRequire } from "node:module";
import { buildCorpus, createChecker } from "recoupe";
import { articles, bridgeClaim } from "./support.mjs";

const Ajv = createRequire(import.meta.url)("ajv/dist/2020.js").default;
const schema = JSON.parse(await readFile(new URL("../../web/schema/report.schema.json", import.meta.url), "utf8"));

const kTexts = {
  "one claim": bridgeClaim,
  "several claims": `${bridgeClaim} The council bought eleven paintings. Why?`,
  "a claim of two parts": "The library of Ashford bought nine paintings in 2019, and Lorme sold the bridge.",
  "nothing covered": "La reine du Danemark a visité un sous-marin soviétique.",
  "an opinion": "I love bridges.",
  "no language": "Zrgl wumbo.",
};

const validate = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile(schema);
// The same, but a property that it does not know is an error.
const strict = structuredClone(schema);
for (const [name, definition] of Object.entries(schema.$defs)) {
  if (definition.type === "object" && !["range", "quotation"].includes(name)) strict.$defs[name].unevaluatedProperties = false;
}
const validateClosed = new Ajv({ strict: true, strictRequired: false, allErrors: true }).compile({ ...strict, $id: "closed.json", unevaluatedProperties: false });

describe("the schema of a report", () => {
  it("fits what the engine gives, and knows every property of it", async (t) => {
    const checker = await createChecker({ corpus: await buildCorpus(articles) });
    t.after(() => checker.close());
    for (const [name, text] of Object.entries(kTexts)) {
      const report = await checker.check(text);
      assert.ok(validate(report), `${name}: ${JSON.stringify(validate.errors)}`);
      assert.ok(validateClosed(report), `${name}: ${JSON.stringify(validateClosed.errors)}`);
    }
  });

  it("refuses what is no report", async (t) => {
    const checker = await createChecker({ corpus: await buildCorpus(articles) });
    t.after(() => checker.close());
    const spoil = [
      (report) => (report.outcome = "false"),
      (report) => delete report.claims,
      (report) => (report.excerpts[0].score = 2),
      (report) => delete report.excerpts[0].start,
      (report) => (report.claims[0].excerpts[0].alignment[0].claim = null),
    ];
    for (const change of spoil) {
      const report = await checker.check(bridgeClaim);
      change(report);
      assert.equal(validate(report), false, String(change));
    }
  });

  it("has the names that types.ts has", async () => {
    const types = await readFile(new URL("../../web/src/types.ts", import.meta.url), "utf8");
    const namesOf = (type) => [...new RegExp(`export type ${type} =([^;]*);`).exec(types)[1].matchAll(/"([^"]+)"/g)].map(([, name]) => name);
    const pairs = { Outcome: "outcome", NotCheckableReason: "reason", Relation: "relation", NuanceCode: "nuanceCode", Slot: "slot" };
    for (const [type, name] of Object.entries(pairs)) assert.deepEqual(schema.$defs[name].enum, namesOf(type));
  });
});
