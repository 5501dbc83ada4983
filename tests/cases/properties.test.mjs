// The properties of properties.mjs, each held against its floor; and the changes of text themselves, on sentences written here.

import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { openNative, openWasm } from "./engines.mjs";
import { changeName, changeNumber, changeUnit, changeYear, kFloors, loadSets, measure, negate, sentencesOf, swappedPairs, tableOf } from "./properties.mjs";

const native = openNative();
const wasm = await openWasm();
after(() => {
  native?.close();
  wasm?.close();
});

describe("properties", async () => {
  const engine = native ?? wasm;
  if (engine === null) return it("all", { skip: "no engine is built: neither recoupe-native nor build/wasm" }, () => {});

  const counts = await measure(engine, native && wasm, await loadSets());
  console.table(tableOf(counts));
  for (const [name, { tests, holds, failures }] of Object.entries(counts)) {
    const skip = name === "native is wasm" && !(native && wasm) && "one of the two builds is missing";
    it(name, { skip }, () => {
      assert.ok(tests > 0, "nothing was tested");
      const share = holds / tests;
      assert.ok(share >= kFloors[name], `holds in ${holds} of ${tests} (${share.toFixed(3)}), wanted ${kFloors[name]}; for example\n  ${failures.slice(0, 8).join("\n  ")}`);
    });
  }
});

describe("changes of text", () => {
  it("finds whole sentences", () => {
    const text = "Un titre\n\nM. Aubert a vendu 3,5 hectares de vigne à son voisin en 2020. « Je regrette tout », a-t-il dit hier. Est-ce bien vrai ? Le maire a signé l'acte de vente mardi.\n\nAbonnez-vous à notre lettre.";
    assert.deepEqual(sentencesOf({ id: "a", text }).map(({ text }) => text), [
      "M. Aubert a vendu 3,5 hectares de vigne à son voisin en 2020.",
      "Le maire a signé l'acte de vente mardi.",
    ]);
    assert.equal(sentencesOf({ id: "a", text })[0].lang, "fr");
  });

  it("negates where it is safe", () => {
    assert.equal(negate("The mill was sold to the town.", "en"), "The mill was not sold to the town.");
    assert.equal(negate("The mill can grind rye.", "en"), "The mill cannot grind rye.");
    assert.equal(negate("Le moulin a été vendu.", "fr"), "Le moulin n’a pas été vendu.");
    assert.equal(negate("Les moulins seront vendus.", "fr"), "Les moulins ne seront pas vendus.");
    for (const unsafe of ["The man who was ill has left.", "The mill was not sold.", "Only two were sold.", "The mill has to close."]) assert.equal(negate(unsafe, "en"), null, unsafe);
    for (const unsafe of ["Il y a un moulin.", "Le moulin s’est arrêté.", "L’homme qui est parti a tout vendu.", "Il lui a tout vendu.", "Le moulin n’a pas été vendu."]) assert.equal(negate(unsafe, "fr"), null, unsafe);
  });

  it("changes numbers, years, units and names", () => {
    assert.equal(changeNumber("In 2019 it cost 12 euros."), "In 2019 it cost 27 euros.");
    assert.equal(changeNumber("On 3 May 2019."), null);
    assert.equal(changeNumber("It has 12 000 members."), null);
    assert.equal(changeNumber("It weighs 1.5 tonnes."), null);
    assert.equal(changeYear("It opened in 2019."), "It opened in 2026.");
    assert.equal(changeYear("It has 2019 members or 12019."), "It has 2026 members or 12019.");
    assert.equal(changeUnit("It cost 12 million euros."), "It cost 12 million dollars.");
    assert.equal(changeUnit("Il a coûté 12 millions d’euros."), "Il a coûté 12 millions de dollars.");
    assert.equal(changeUnit("It cost £12m."), "It cost $12m.");
    assert.equal(changeUnit("It is long."), null);
    assert.equal(changeName("The mayor, Ana Lopes, left."), "The mayor, Ingmar Valstrup, left.");
    assert.equal(changeName("Ana Lopes left."), null);
  });

  it("swaps names", () => {
    const pairs = swappedPairs([{ text: "He met Ana Lopes, Bo Lind, Cy Moor and Di Nash." }]);
    assert.equal(pairs.length % 4, 0);
    for (const { claim, statement } of pairs) assert.notEqual(claim.split(" ")[0], statement.split(" ")[0]);
  });
});
