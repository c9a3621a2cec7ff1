import { describe, expect, it } from "vitest";
import {
  type AttributeProxies,
  auditProxies,
  type FeatureProxy,
  flagProxies,
  type LevelAssociation,
  type ProxyQuestion,
  strongestLevel,
} from "../../src/index.ts";
import { randomOf, times } from "./made-up-people.ts";

const PEOPLE = 2_000;
const SEX = [{ column: "sex" }];

function only(question: ProxyQuestion, columns: Record<string, (string | number | null)[]>) {
  const found = auditProxies(columns, question);
  return { found, attribute: found.attributes[0] as AttributeProxies };
}

function featureOf({ features }: AttributeProxies, name: string): FeatureProxy {
  return features.find(({ feature }) => feature === name) as FeatureProxy;
}

function best(association: FeatureProxy["overall"] | null): LevelAssociation {
  return strongestLevel(association as FeatureProxy["overall"]) as LevelAssociation;
}

/** Women and men, a copy of sex that is wrong for one in five, the same as a number, and noise. */
function people(seed: number) {
  const random = randomOf(seed);
  const isF = times(PEOPLE, () => random.uniform() < 0.4);
  return {
    isF,
    random,
    columns: {
      sex: isF.map((one) => (one ? "F" : "M")),
      copy: isF.map((one) => (one === random.uniform() < 0.8 ? "x" : "y")),
      height: isF.map((one) => random.normal() + (one ? -1 : 0)),
      noise: times(PEOPLE, () => `n${random.below(12)}`),
      distant: times(PEOPLE, () => random.normal()),
    },
  };
}

describe("auditProxies", () => {
  const { columns, isF } = people(1);
  const features = ["copy", "height", "noise", "distant"];
  const { found, attribute } = only({ features, protected: SEX }, columns);

  it("finds a planted category and a planted number with the areas that were planted", () => {
    // A copy wrong for one in five: sensitivity and specificity 0.8. Normals one apart: Φ(1/√2).
    expect(best(featureOf(attribute, "copy").overall).auc).toBeCloseTo(0.8, 1);
    expect(best(featureOf(attribute, "height").overall).auc).toBeCloseTo(0.76, 1);
    expect(found.flagged).toEqual([
      { feature: "copy", proxyOf: ["sex"] },
      { feature: "height", proxyOf: ["sex"] },
    ]);
  });

  it("says of what tells nothing that it is below the limit, with chance in its interval", () => {
    for (const name of ["noise", "distant"]) {
      const { finding, overall } = featureOf(attribute, name);
      const { lower, upper } = best(overall).interval;
      expect(finding).toBe("below");
      expect([lower < 0.5, (upper as number) > 0.5]).toEqual([true, true]);
    }
  });

  it("uses features together, and does better than each alone", () => {
    const joint = best(attribute.joint.overall);
    expect(joint.auc).toBeGreaterThan(0.86);
    expect(joint.verdict).toBe("above");
  });

  it("finds two features that tell only together", () => {
    const random = randomOf(2);
    const first = times(PEOPLE, () => random.below(2));
    const second = isF.map((one, i) => (one ? 1 - (first[i] as number) : (first[i] as number)));
    const tried = only(
      { features: ["first", "second"], protected: SEX },
      { sex: columns.sex, first, second },
    ).attribute;
    expect(tried.features.map(({ finding }) => finding)).toEqual(["below", "below"]);
    expect(best(tried.joint.overall).auc).toBeGreaterThan(0.95);
  });

  it("learns a nonlinear number: both ends against the middle", () => {
    const random = randomOf(3);
    const ends = isF.map((one) => (one ? (random.below(2) === 0 ? -2 : 2) : 0) + random.normal());
    const tried = only({ features: ["ends"], protected: SEX }, { sex: columns.sex, ends });
    expect(best(featureOf(tried.attribute, "ends").overall).auc).toBeGreaterThan(0.85);
  });

  it("takes a missing value as a level: what is left blank can tell", () => {
    const random = randomOf(4);
    const name = isF.map((one) => (random.uniform() < (one ? 0.7 : 0.1) ? null : "given"));
    const age = isF.map((one) => (random.uniform() < (one ? 0.7 : 0.1) ? null : random.below(50)));
    const tried = only(
      { features: ["name", "age"], protected: SEX },
      { sex: columns.sex, name, age },
    );
    expect(best(featureOf(tried.attribute, "name").overall).auc).toBeCloseTo(0.8, 1);
    expect(best(featureOf(tried.attribute, "age").overall).auc).toBeCloseTo(0.8, 1);
  });

  it("tells each level of an attribute from all others, and a band of a number", () => {
    const random = randomOf(5);
    const age = times(PEOPLE, () => 18 + random.below(60));
    const pension = age.map((years) => (years >= 65 ? "yes" : "no"));
    const tried = only(
      { features: ["pension"], protected: [{ column: "age", bands: [30, 65] }] },
      { age, pension },
    ).attribute;
    const { overall } = featureOf(tried, "pension");
    expect(overall.status === "measured" && overall.levels.map(({ level }) => level)).toEqual([
      "<30",
      "30..<65",
      ">=65",
    ]);
    expect(best(overall)).toMatchObject({ level: ">=65", auc: 1, verdict: "above" });
    expect(best(overall).interval.lower).toBeLessThan(1);
  });

  it("does not let an identifier tell anything: what is learnt must hold for other people", () => {
    const id = times(PEOPLE, (person) => `id-${person}`);
    const tried = only({ features: ["id", "noise"], protected: SEX }, { ...columns, id });
    expect(featureOf(tried.attribute, "id").overall).toEqual({
      status: "not-assessed",
      reason: "constant",
    });
  });

  it("reads numbers written as texts as numbers", () => {
    const asText = columns.height.map(String);
    const tried = only({ features: ["height"], protected: SEX }, { ...columns, height: asText });
    const [text, number] = [tried.attribute, attribute].map((one) =>
      best(featureOf(one, "height").overall),
    );
    expect([text?.auc, text?.interval]).toEqual([number?.auc, number?.interval]);
  });

  it("flags the same without the parts that take long", () => {
    expect(flagProxies(columns, { features, protected: SEX })).toEqual(found.flagged);
  });

  it("is the same again with the same seed, and in another order of the features", () => {
    expect(auditProxies(columns, { features, protected: SEX })).toEqual(found);
    const turned = flagProxies(columns, { features: [...features].reverse(), protected: SEX });
    expect([...turned].reverse()).toEqual(found.flagged);
  });

  it("leaves out people whose attribute is unknown, and levels with too few people", () => {
    const sex = columns.sex.map((one, i) => (i % 10 === 0 ? null : i < 20 ? "X" : one));
    const tried = only({ features: ["copy"], protected: SEX }, { ...columns, sex }).attribute;
    expect([tried.rows, tried.unknown]).toEqual([1_800, 200]);
    const { overall } = featureOf(tried, "copy");
    expect(overall.status === "measured" && overall.levels.map(({ level }) => level)).toEqual([
      "F",
      "M",
    ]);
  });
});

describe("the features that somebody answers for", () => {
  const random = randomOf(11);
  const department = times(3_000, () => random.below(6));
  const sex = department.map((one) => (random.uniform() < 0.05 + 0.18 * one ? "F" : "M"));
  const course = department.map((one) => (random.uniform() < 0.9 ? one : random.below(6)));
  const declared = [{ feature: "department", owner: "@people", rationale: "needed for the job" }];
  const question = { features: ["department", "course"], protected: SEX, legitimate: declared };
  const { attribute, found } = only(question, { sex, department, course });

  it("explain what goes away among people alike in them", () => {
    const { finding, overall, given } = featureOf(attribute, "course");
    expect(best(overall).verdict).toBe("above");
    expect(best(given).auc).toBeLessThan(0.55);
    expect(finding).toBe("explained");
  });

  it("are still proxies themselves: legitimate use does not take the association away", () => {
    expect(featureOf(attribute, "department")).toMatchObject({
      finding: "proxy",
      isLegitimate: true,
      given: null,
    });
    expect(found.flagged).toEqual([{ feature: "department", proxyOf: ["sex"] }]);
  });

  it("do not hide what tells beyond them, also where it is hidden without them (Simpson)", () => {
    const again = randomOf(12);
    // In each site taller people are women; the site with most women has the shortest people.
    const site = times(4_000, () => again.below(2));
    const isF = site.map((one) => again.uniform() < (one === 1 ? 0.8 : 0.2));
    const height = isF.map((one, i) => again.normal() + (one ? 1 : 0) - 1.67 * (site[i] as number));
    const tried = only(
      {
        features: ["height"],
        protected: SEX,
        legitimate: [{ feature: "site", owner: "@people", rationale: "where the work is" }],
      },
      { sex: isF.map((one) => (one ? "F" : "M")), height, site },
    ).attribute;
    const { finding, overall, given } = featureOf(tried, "height");
    expect(best(overall).verdict).toBe("below");
    expect(best(given).auc).toBeCloseTo(0.76, 1);
    expect(finding).toBe("proxy");
  });
});

describe("the score", () => {
  const random = randomOf(21);
  const isF = times(4_000, () => random.uniform() < 0.5);
  const outcomes = isF.map((one) => (random.uniform() < (one ? 0.25 : 0.65) ? 1 : 0));
  const sex = isF.map((one) => (one ? "F" : "M"));
  const noise = times(4_000, () => random.below(5));
  const find = (scores: number[], recorded: readonly number[] | null = outcomes) => {
    const score = {
      kind: "numeric",
      name: "score",
      values: Float64Array.from(scores),
      validity: null,
    } as const;
    const question = { features: ["noise"], protected: SEX, score, outcomes: recorded };
    return only(question, { sex, noise }).attribute.score;
  };

  it("that only restates the gap between outcomes is told apart from one that goes beyond", () => {
    const restating = outcomes.map((one) => one + random.normal());
    const beyond = restating.map((one, i) => one - (isF[i] ? 1 : 0));
    expect(find(restating)?.finding).toBe("base-rate");
    expect(find(beyond)?.finding).toBe("beyond-base-rate");
  });

  it("of pure chance tells nothing, and without outcomes there is nothing to hold it against", () => {
    const beyond = outcomes.map((one, i) => one - (isF[i] ? 1 : 0) + random.normal());
    expect(find(times(4_000, () => random.normal()))?.finding).toBe("none");
    expect(find(beyond, null)).toMatchObject({ finding: "no-outcome", givenOutcome: null });
    expect(find(times(4_000, () => 0.5))?.finding).toBe("none");
  });

  it("is held against the recorded outcomes of people who have one, and of no other", () => {
    const some = outcomes.map((one, i) => (i % 2 === 0 ? one : Number.NaN));
    // Of those without an outcome the score says nothing but their sex.
    const scores = some.map((one, i) =>
      Number.isNaN(one) ? (isF[i] ? -9 : 9) : one + random.normal(),
    );
    const found = find(scores, some);
    expect(best(found?.overall ?? null).auc).toBeGreaterThan(0.7);
    expect(best(found?.givenOutcome ?? null).auc).toBeLessThan(0.55);
  });
});

describe("a declared graph", () => {
  const { columns } = people(31);
  it("makes a path of an association along its arrows, and of no other", () => {
    const causes = [
      { from: "sex", to: "title" },
      { from: "title", to: "copy" },
      { from: "height", to: "sex" },
    ];
    const question = { features: ["copy", "height"], protected: SEX, causes };
    const { attribute } = only(question, columns);
    expect(featureOf(attribute, "copy").path).toEqual(["sex", "title", "copy"]);
    expect(featureOf(attribute, "height").path).toBeNull();
  });
});
