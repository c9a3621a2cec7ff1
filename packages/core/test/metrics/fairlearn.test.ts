import { describe, expect, it } from "vitest";
import { describeWith } from "../../../../test/optional-suite.ts";
import { missingSharedData } from "../../../../test/shared-data.ts";
import type { AuditDocument, ConfigurationInput, TableInput } from "../../src/index.ts";
import { audit } from "../../src/index.ts";
import { readGolden } from "../golden/read-golden.ts";
import { readAdult, readCompas, readGerman } from "../shared-data.ts";

interface Expected {
  readonly cohorts: Readonly<Record<string, Readonly<Record<string, number | null>>>>;
  readonly disparities: Readonly<Record<string, number>>;
}

const golden = readGolden<Record<string, Record<string, Expected>>>("fairlearn");

/** A fairlearn disparity from our measurements: extremes over the cohorts, which the document keeps apart. */
const FROM_EXTREMES: Readonly<
  Record<string, readonly [metrics: readonly string[], ratio: boolean]>
> = {
  demographic_parity_difference: [["selection_rate"], false],
  demographic_parity_ratio: [["selection_rate"], true],
  equal_opportunity_difference: [["true_positive_rate"], false],
  equal_opportunity_ratio: [["true_positive_rate"], true],
  equalized_odds_difference: [["true_positive_rate", "false_positive_rate"], false],
  equalized_odds_ratio: [["true_positive_rate", "false_positive_rate"], true],
};

function valuesOf(document: AuditDocument, dimension: string, metric: string) {
  return document.measurements.filter(
    (one) =>
      one.dimension === dimension && one.metric === metric && !one.cohort.startsWith("rest:"),
  );
}

function levelsOf(document: AuditDocument, dimension: string, id: string): string {
  const cohort = document.cohorts.find((one) => one.dimension === dimension && one.id === id);
  return (cohort?.levels ?? []).join();
}

function expectAgreement(document: AuditDocument, dimension: string, expected: Expected): void {
  let compared = 0;
  for (const [name, rates] of Object.entries(expected.cohorts)) {
    for (const [metric, value] of Object.entries(rates)) {
      const found = valuesOf(document, dimension, metric).find(
        (one) => levelsOf(document, dimension, one.cohort) === name,
      );
      compared++;
      if (value === null) {
        expect(found?.status, `${metric} of ${name}`).toBe("not-estimable");
      } else {
        expect(
          Math.abs((found?.value as number) - value),
          `${metric} of ${name}`,
        ).toBeLessThanOrEqual(1e-12);
      }
    }
  }
  expect(compared).toBe(9 * Object.keys(expected.cohorts).length);
  for (const [name, value] of Object.entries(expected.disparities)) {
    const [metrics, isRatio] = FROM_EXTREMES[name] as (typeof FROM_EXTREMES)[string];
    const each = metrics.map((metric) => {
      const values = valuesOf(document, dimension, metric).flatMap((one) => one.value ?? []);
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return isRatio ? low / high : high - low;
    });
    const ours = isRatio ? Math.min(...each) : Math.max(...each);
    expect(Math.abs(ours - value), name).toBeLessThanOrEqual(1e-12);
  }
}

const documentation = {
  y: [0, 1, 1, 1, 1, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1],
  p: [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0],
  group: [..."bbabbaaabababbabbb"],
  w: [1, 2, 1, 0.5, 1, 3, 1, 1, 2, 1, 1, 0.25, 1, 1, 1, 4, 1, 1],
};
const byGroup: ConfigurationInput = {
  decisions: { label: "y", favourable: 1, prediction: "p" },
  cohorts: { group: { by: ["group"], reference: "a" } },
};
const weighted: ConfigurationInput = {
  ...byGroup,
  decisions: { ...byGroup.decisions, weight: { column: "w", kind: "sampling" } },
};

describe("the 18 rows of fairlearn's documentation", () => {
  it.each([
    ["unweighted", byGroup],
    ["weighted", weighted],
  ] as const)("agree %s", (kind, question) => {
    expectAgreement(
      audit(documentation, question),
      "group",
      golden.documentation?.[kind] as Expected,
    );
  });

  // Values that fairlearn 0.15 gave, with b measured against a.
  it.each([
    ["selection_rate", "difference", -0.25974025974025977, -0.24144672531769307],
    ["selection_rate", "ratio", 0.6363636363636364, 0.6812903225806451],
    ["true_positive_rate", "difference", -0.2222222222222222, -0.14814814814814814],
    ["true_positive_rate", "ratio", 0.6666666666666666, 0.7777777777777778],
    ["false_positive_rate", "difference", -0.25, -0.30952380952380953],
  ] as const)("%s, %s", (metric, compare, plain, withWeights) => {
    for (const [question, value] of [
      [byGroup, plain],
      [weighted, withWeights],
    ] as const) {
      const found = audit(documentation, question).disparities.find(
        (one) => one.metric === metric && one.compare === compare,
      );
      expect([found?.cohort, found?.reference]).toEqual(["group=b", "group=a"]);
      expect(Math.abs((found?.value as number) - value)).toBeLessThanOrEqual(1e-12);
    }
  });
});

interface Case {
  readonly name: string;
  readonly rows: () => TableInput;
  readonly question: ConfigurationInput;
  /** Our dimension by the name in the golden file. */
  readonly dimensions: Readonly<Record<string, string>>;
}

const adult: ConfigurationInput = {
  decisions: {
    label: "income",
    favourable: ">50K.",
    score: "education",
    prediction: { score: true, threshold: 13, favourableWhen: "above" },
  },
  cohorts: { sex: { by: ["sex"] }, race: { by: ["race"] }, "sex×race": { by: ["sex", "race"] } },
};

const cases: readonly Case[] = [
  {
    name: "adult.test, education-num >= 13",
    rows: readAdult,
    question: adult,
    dimensions: { sex: "sex", race: "race", "sex×race": "sex×race" },
  },
  {
    name: "adult.test, education-num >= 13",
    rows: readAdult,
    question: {
      ...adult,
      decisions: { ...adult.decisions, weight: { column: "fnlwgt", kind: "sampling" } },
    },
    dimensions: { "sex weighted": "sex" },
  },
  {
    name: "compas, decile_score < 5",
    rows: readCompas,
    question: {
      decisions: {
        label: "two_year_recid",
        favourable: 0,
        score: "decile_score",
        prediction: { score: true, threshold: 5, favourableWhen: "below" },
      },
      cohorts: { race: { by: ["race"] }, "sex×age_cat": { by: ["sex", "age_cat"] } },
    },
    dimensions: { race: "race", "sex×age_cat": "sex×age_cat" },
  },
  {
    name: "german, duration < 24",
    rows: readGerman,
    question: {
      decisions: {
        label: "class",
        favourable: 1,
        score: "duration",
        prediction: { score: true, threshold: 24, favourableWhen: "below" },
      },
      cohorts: { foreign: { by: ["foreign"] }, age: { by: ["age"], bands: [26] } },
    },
    dimensions: { foreign: "foreign", age: "age" },
  },
];

describeWith("data", missingSharedData, "fairlearn on real data", () => {
  it.each(
    cases.flatMap((one) =>
      Object.entries(one.dimensions).map(([key, own]) => ({ ...one, key, own })),
    ),
  )("agrees to 1e-12: $name by $key", ({ name, rows, question, key, own }) => {
    expectAgreement(audit(rows(), question), own, golden[name]?.[key] as Expected);
  });

  it("gives the false positive rates that the COMPAS card states", () => {
    // There the positive outcome is the unfavourable one, so its rate of false positives is our rate of false negatives.
    const question = (cases[2] as Case).question;
    const { measurements } = audit(readCompas(), question);
    const rate = (metric: string, cohort: string): number =>
      measurements.find((one) => one.metric === metric && one.cohort === cohort)?.value as number;
    expect(rate("false_negative_rate", "race=African-American")).toBeCloseTo(0.4234, 4);
    expect(rate("false_negative_rate", "race=Caucasian")).toBeCloseTo(0.2201, 4);
    expect(rate("false_positive_rate", "race=African-American")).toBeCloseTo(0.2848, 4);
    expect(rate("false_positive_rate", "race=Caucasian")).toBeCloseTo(0.4964, 4);
  });
});
