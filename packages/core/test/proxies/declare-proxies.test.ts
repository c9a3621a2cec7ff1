import { describe, expect, it } from "vitest";
import { allowedChange, declareProxies, isAdviceBarred } from "../../src/index.ts";

const flagged = [{ feature: "relationship", proxyOf: ["sex", "age"] }];

describe("declareProxies", () => {
  it("bars advice on what was flagged, whatever was declared about changing it", () => {
    const { relationship } = declareProxies({ relationship: { change: "up" } }, flagged);
    expect(relationship).toEqual({ change: "up", proxyOf: ["sex", "age"] });
    expect(allowedChange(relationship)).toBe("none");
  });

  it("leaves the advice to a named owner", () => {
    const actionable = { owner: "@owner", rationale: "people choose it" };
    const { relationship } = declareProxies({ relationship: { actionable } }, flagged);
    expect(relationship && isAdviceBarred(relationship)).toBe(false);
  });

  it("keeps what was declared before, once each, and other features as they are", () => {
    const before = { relationship: { proxyOf: ["religion", "sex"] }, hours: { step: 1 } };
    expect(declareProxies(before, flagged)).toEqual({
      relationship: { proxyOf: ["religion", "sex", "age"] },
      hours: { step: 1 },
    });
    expect(before.relationship.proxyOf).toEqual(["religion", "sex"]);
  });

  it("takes a feature of any name as a name", () => {
    const found = declareProxies({}, [{ feature: "__proto__", proxyOf: ["sex"] }]);
    expect(Object.keys(found)).toEqual(["__proto__"]);
  });
});
