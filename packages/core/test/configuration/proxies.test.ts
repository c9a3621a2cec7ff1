import { describe, expect, it } from "vitest";
import {
  checkConfiguration,
  parseConfiguration,
} from "../../src/configuration/check-configuration.ts";

const base = {
  decisions: { label: "y", favourable: 1 },
  cohorts: {
    sex: { by: ["sex"] },
    "sex×age": { by: ["sex", "age"], bands: { age: [40] } },
    age: { by: ["age"], bands: [25, 65] },
    region: { by: ["region"] },
  },
  features: { region: { protected: false }, income: {} },
};

function issuesOf(proxies: unknown): string[] {
  const checked = checkConfiguration({ ...base, proxies });
  return checked.ok ? [] : checked.issues.map(({ code, path }) => `${code} ${path}`);
}

describe("proxies", () => {
  it("asks by default for the protected attributes of the cohorts, with their own bands", () => {
    expect(parseConfiguration({ ...base, evidence: { seed: 3 }, proxies: {} }).proxies).toEqual({
      protected: [
        { column: "sex", bands: null },
        { column: "age", bands: [25, 65] },
      ],
      features: null,
      legitimate: [],
      causes: [],
      limit: 0.7,
      folds: 5,
      seed: 3,
    });
    expect(parseConfiguration(base).proxies).toBeNull();
  });

  it("takes what is declared", () => {
    const legitimate = [{ feature: "income", owner: "@credit", rationale: "ability to repay" }];
    const causes = [{ from: "sex", to: "income" }];
    const proxies = { protected: ["region"], legitimate, causes, limit: 0.8, folds: 10, seed: 1 };
    expect(parseConfiguration({ ...base, proxies }).proxies).toMatchObject({
      ...proxies,
      protected: [{ column: "region", bands: null }],
    });
  });

  it.each<[object, string]>([
    [{ limit: 0.5 }, "config/invalid-value proxies.limit"],
    [{ limit: 1 }, "config/invalid-value proxies.limit"],
    [{ folds: 1 }, "config/invalid-value proxies.folds"],
    [{ features: [] }, "config/invalid-value proxies.features"],
    [{ attributes: ["sex"] }, "config/unknown-key proxies.attributes"],
    [
      { legitimate: [{ feature: "income", owner: "@credit" }] },
      "config/missing-key proxies.legitimate[0].rationale",
    ],
    [
      {
        causes: [
          { from: "a", to: "b" },
          { from: "b", to: "a" },
        ],
      },
      "config/causal-cycle proxies.causes",
    ],
  ])("refuses %j", (proxies, issue) => {
    expect(issuesOf(proxies)).toEqual([issue]);
  });

  it("needs an attribute to look for", () => {
    const cohorts = { region: { by: ["region"] } };
    const checked = checkConfiguration({ ...base, cohorts, proxies: {} });
    expect(checked.ok ? [] : checked.issues.map(({ path }) => path)).toEqual(["proxies.protected"]);
  });
});
