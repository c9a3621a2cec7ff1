import type {
  Association,
  AttributeProxies,
  FeatureProxy,
  LevelAssociation,
  ProxyAudit,
  ScoreProxy,
} from "@evenhand/core";
import { describe, expect, it } from "vitest";
import { describeProxies, explainProxyAreas } from "../../src/wording/proxies.ts";

function told(auc: number, verdict: LevelAssociation["verdict"] = "below"): Association {
  const interval = {
    lower: auc - 0.02,
    upper: auc + 0.02,
    confidence: 0.95,
    method: "delong-logit",
  };
  return {
    status: "measured",
    verdict,
    strongest: "F",
    levels: [{ level: "F", rows: 90, auc, interval, adjustedP: 0.01, verdict }],
  };
}

function feature(name: string, change: Partial<FeatureProxy>): FeatureProxy {
  return {
    feature: name,
    finding: "below",
    isLegitimate: false,
    overall: told(0.55),
    given: null,
    path: null,
    ...change,
  };
}

function auditOf(
  change: Partial<AttributeProxies>,
  legitimate: ProxyAudit["legitimate"] = [],
): ProxyAudit {
  const joint = { features: ["a", "b"], overall: told(0.8, "above"), given: null };
  return {
    ...{ limit: 0.7, confidence: 0.95, folds: 5, seed: 7, minimum: 30 },
    features: ["a", "b"],
    legitimate,
    attributes: [
      { attribute: "sex", rows: 200, unknown: 0, features: [], joint, score: null, ...change },
    ],
    flagged: [],
  };
}

function sentencesOf(...audit: Parameters<typeof auditOf>): string {
  return (describeProxies(auditOf(...audit))[0]?.sentences ?? []).join(" ");
}

describe("describeProxies", () => {
  it("names proxies by how well they tell, and what is not decided", () => {
    const features = [
      feature("a", { finding: "proxy", overall: told(0.75, "above") }),
      feature("b", { finding: "undecided", overall: told(0.7004, "undecided") }),
      feature("c", { finding: "proxy", overall: told(0.9, "above") }),
    ];
    const text = sentencesOf({ features });
    expect(text).toContain("2 of 3 features are proxies of “sex”: “c” (0.90) and “a” (0.75).");
    // Not shown as the limit that it is beside.
    expect(text).toContain("Not decided with these people: “b” (0.7004).");
  });

  it("says what a declared feature explains, and who answers for it", () => {
    const features = [
      feature("a", { finding: "explained", overall: told(0.8, "above"), given: told(0.52) }),
    ];
    const legitimate = [{ feature: "dept", owner: "@hr", rationale: "the job" }];
    expect(sentencesOf({ features }, legitimate)).toContain(
      "“a” (0.80) is above 0.70, but below it among people alike in “dept”, which is declared legitimate.",
    );
    expect(explainProxyAreas(auditOf({ features }, legitimate))).toContain("“dept” (@hr: the job)");
    const table = describeProxies(auditOf({ features }, legitimate))[0]?.table;
    expect(table?.columns.map(({ title }) => title)).toContain("Alike");
  });

  it("speaks of a path only where one is declared, and of an association otherwise", () => {
    const proxy = { finding: "proxy", overall: told(0.8, "above") } as const;
    const path = ["sex", "title", "a"];
    expect(sentencesOf({ features: [feature("a", { ...proxy, path })] })).toContain(
      "The declared graph leads from “sex” to “a”: sex → title → a.",
    );
    expect(sentencesOf({ features: [feature("a", proxy)] })).not.toMatch(/path|leads|causes?\b/);
  });

  it.each<[ScoreProxy["finding"], number, RegExp]>([
    ["none", 0.51, /^The score hardly tells “sex”\.$/],
    ["base-rate", 0.52, /tells “sex” with 0\.65 .* but hardly among .* 0\.52 .* restates the gap/],
    ["beyond-base-rate", 0.6, /and also among people with the same recorded outcome, with 0\.60/],
    ["undecided", 0.56, /^Whether the score tells “sex” is not decided: 0\.65 .* 0\.56/],
    ["no-outcome", 0.6, /No recorded outcomes are there to hold it against/],
  ])("words a score that is %s", (finding, within, words) => {
    const score = { finding, overall: told(0.65), givenOutcome: told(within), given: null };
    expect(describeProxies(auditOf({ score }))[0]?.sentences.at(-1)).toMatch(words);
  });

  it("says what it could not assess, and whom it left out", () => {
    const absent = { status: "not-assessed", reason: "too-few" } as const;
    const features = [feature("a", { finding: "not-assessed", overall: absent })];
    const joint = { features: ["a"], overall: absent, given: null };
    const text = sentencesOf({ features, joint, unknown: 12 });
    expect(text).toContain("No feature could be assessed for “sex”: too few people.");
    expect(text).toContain("12 rows of unknown “sex” played no part.");
  });
});
