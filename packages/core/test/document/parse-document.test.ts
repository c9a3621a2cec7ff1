import { describe, expect, it } from "vitest";
import { audit, parseAudit, parseDecision } from "../../src/index.ts";

const document = JSON.parse(
  JSON.stringify(audit({ g: ["a", "b"], y: [1, 0] }, { outcome: "y", by: ["g"] })),
);

describe("parseAudit", () => {
  it("reads an audit, also one stripped of its cells", () => {
    expect(parseAudit(document)).toEqual(document);
    expect(parseAudit({ ...document, cells: null }).cells).toBeNull();
  });

  it.each([
    [null, "got a document without `schema`"],
    [17, "got a document without `schema`"],
    [{}, "got a document without `schema`"],
    [
      { schema: "evenhand/audit@2" },
      'expected "schema": "evenhand/audit@1", got "evenhand/audit@2"',
    ],
    [{ schema: "evenhand/decision@1" }, "this is no audit document that this version can read"],
  ])("refuses %j", (value, words) => {
    expect(() => parseAudit(value)).toThrow(
      expect.objectContaining({ code: "input/not-an-audit" }),
    );
    expect(() => parseAudit(value)).toThrow(words);
  });

  it.each([
    ["evenhand/audit@2", "A newer version of Evenhand made it"],
    ["evenhand/audit@0", "An older version of Evenhand made it"],
    ["evenhand/burn@2", "Make it again with this version of Evenhand."],
    ["evenhand/audit@next", "Make it again with this version of Evenhand."],
  ])("says of %j what to do", (schema, hint) => {
    expect(() => parseAudit({ ...document, schema })).toThrow(hint);
  });

  it("says which part is broken", () => {
    const broken = { ...document, cohorts: [{ ...document.cohorts[0], rows: "many" }] };
    expect(() => parseAudit(broken)).toThrow(
      'cohorts[0].rows: a part of the audit document is missing or of the wrong kind; expected number, got "many".',
    );
    const { verdicts: _, ...missing } = document;
    expect(() => parseAudit(missing)).toThrow(
      expect.objectContaining({ code: "input/broken-audit" }),
    );
  });

  it("is not misled by keys that JavaScript reserves", () => {
    const hostile = JSON.parse(
      JSON.stringify(document).replace('"title"', '"__proto__":{"polluted":1},"title"'),
    );
    parseAudit(hostile);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe("parseDecision", () => {
  it("refuses an audit", () => {
    expect(() => parseDecision(document)).toThrow(
      expect.objectContaining({ code: "input/not-a-decision" }),
    );
  });
});
