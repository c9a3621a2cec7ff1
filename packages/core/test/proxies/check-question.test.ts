import { describe, expect, it } from "vitest";
import { auditProxies, type ProxyQuestion } from "../../src/index.ts";

const people = {
  sex: ["F", "M", "F", "M"],
  title: ["Ms", "Mr", "Ms", "Mr"],
  shoe: [38, 43, 39, 44],
};
const asked = { features: ["title", "shoe"], protected: [{ column: "sex" }] };
const owned = { feature: "shoe", owner: "@shop", rationale: "what is sold" };

describe("a question about proxies", () => {
  it.each<[string, Partial<ProxyQuestion>, string, string]>([
    ["no feature", { features: [] }, "config/missing-key", "proxies.features"],
    ["no attribute", { protected: [] }, "config/missing-key", "proxies.protected"],
    ["an unknown feature", { features: ["titel"] }, "config/unknown-column", "proxies.features[0]"],
    [
      "an unknown attribute",
      { protected: [{ column: "gender" }] },
      "config/unknown-column",
      "proxies.protected[0]",
    ],
    [
      "bands on texts",
      { protected: [{ column: "title", bands: [3] }] },
      "input/not-a-number",
      "proxies.protected[0]",
    ],
    [
      "a feature twice",
      { features: ["shoe", "shoe"] },
      "config/duplicate-name",
      "proxies.features",
    ],
    ["a limit of chance", { limit: 0.5 }, "config/invalid-value", "proxies.limit"],
    ["a limit that is no number", { limit: Number.NaN }, "config/invalid-value", "proxies.limit"],
    ["one part", { folds: 1 }, "config/invalid-value", "proxies.folds"],
    ["half a seed", { seed: 0.5 }, "config/invalid-value", "proxies.seed"],
    ["too small a minimum", { minimum: 2 }, "config/invalid-value", "proxies.minimum"],
    ["no confidence", { confidence: 1 }, "config/invalid-value", "proxies.confidence"],
    [
      "a use that nobody answers for",
      { legitimate: [{ ...owned, owner: " " }] },
      "config/invalid-value",
      "proxies.legitimate[0].owner",
    ],
    [
      "a use without a reason",
      { legitimate: [{ ...owned, rationale: "" }] },
      "config/invalid-value",
      "proxies.legitimate[0].rationale",
    ],
    [
      "the attribute itself as legitimate",
      { legitimate: [{ ...owned, feature: "sex" }] },
      "config/invalid-value",
      "proxies.legitimate[0].feature",
    ],
    [
      "arrows that lead back",
      {
        causes: [
          { from: "sex", to: "title" },
          { from: "title", to: "sex" },
        ],
      },
      "config/causal-cycle",
      "proxies.causes",
    ],
    ["outcomes of others", { outcomes: [1] }, "input/lengths-differ", "proxies.outcomes"],
  ])("refuses %s", (_, change, code, path) => {
    expect(() => auditProxies(people, { ...asked, ...change })).toThrow(
      expect.objectContaining({ code, path }),
    );
  });

  it("says that four people are too few, and a feature of its own attribute is not assessed", () => {
    const { attributes } = auditProxies(people, { ...asked, features: ["title", "sex"] });
    const [title, sex] = attributes[0]?.features ?? [];
    expect(title?.overall).toEqual({ status: "not-assessed", reason: "too-few" });
    expect(title?.finding).toBe("not-assessed");
    expect(sex?.overall).toEqual({ status: "not-assessed", reason: "same-column" });
    expect(attributes[0]?.joint.overall.status).toBe("not-assessed");
  });
});
