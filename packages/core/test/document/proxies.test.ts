import { describe, expect, it } from "vitest";
import { audit, parseAudit, parseConfiguration, proxyQuestion, table } from "../../src/index.ts";
import { times } from "../proxies/made-up-people.ts";

const people = {
  id: times(200, (i) => `p${i}`),
  sex: times(200, (i) => (i % 2 === 0 ? "F" : "M")),
  title: times(200, (i) => (i % 2 === 0 ? "Ms" : "Mr")),
  shade: times(200, (i) => `s${i % 3}`),
  hired: times(200, (i) => (i % 3 === 0 ? 1 : 0)),
  score: times(200, (i) => ((i * 7) % 10) / 10),
};
const input = {
  decisions: { id: "id", label: "hired", favourable: 1, score: "score" },
  cohorts: { sex: { by: ["sex"] } },
};

describe("an audit that asks for proxies", () => {
  it("carries them, and can be read back", () => {
    const document = audit(people, { ...input, proxies: {} });
    expect(document.proxies?.flagged).toEqual([{ feature: "title", proxyOf: ["sex"] }]);
    expect(document.proxies?.attributes[0]?.score).not.toBeNull();
    expect(parseAudit(JSON.parse(JSON.stringify(document)))).toEqual(document);
    const broken = { ...document, proxies: { ...document.proxies, flagged: "title" } };
    expect(() => parseAudit(broken)).toThrow(expect.objectContaining({ path: "proxies.flagged" }));
  });

  it("says that each row counts once where rows have weights", () => {
    const weight = { column: "age", kind: "sampling" } as const;
    const weighted = { ...input, decisions: { ...input.decisions, weight } };
    const rows = { ...people, age: times(200, (i) => 1 + (i % 3)) };
    const said = (question: object): boolean =>
      audit(rows, question as typeof weighted).notes.some((note) => note.includes("each row once"));
    expect(said({ ...weighted, proxies: { features: ["title"] } })).toBe(true);
    expect([said(weighted), said({ ...input, proxies: {} })]).toEqual([false, false]);
  });

  it("has none where nobody asked", () => {
    expect("proxies" in audit(people, input)).toBe(false);
  });

  it("takes those that were made beforehand", () => {
    const { proxies } = audit(people, { ...input, proxies: { seed: 11 } });
    if (proxies === undefined) throw new Error("it was asked for");
    expect(audit(people, { ...input, proxies: {} }, { proxies }).proxies).toBe(proxies);
  });
});

describe("proxyQuestion", () => {
  const rows = table(people);

  it("takes every column without a role where no feature is declared", () => {
    const { features, score, outcomes } = proxyQuestion(rows, parseConfiguration(input));
    expect(features).toEqual(["title", "shade"]);
    expect(score?.name).toBe("score");
    expect(Array.from(outcomes ?? []).slice(0, 4)).toEqual([1, 0, 0, 1]);
  });

  it("takes the declared features that are not protected, where there are any", () => {
    const features = { shade: {}, title: { protected: true } };
    expect(proxyQuestion(rows, parseConfiguration({ ...input, features })).features).toEqual([
      "shade",
    ]);
  });

  it("says so where no column is left", () => {
    const few = table({ sex: people.sex, hired: people.hired });
    const decisions = { label: "hired", favourable: 1 };
    const configuration = parseConfiguration({ ...input, decisions });
    expect(() => proxyQuestion(few, configuration)).toThrow(
      expect.objectContaining({ code: "config/missing-key", path: "proxies.features" }),
    );
  });
});
