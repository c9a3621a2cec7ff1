import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeCells } from "../../src/cells/merge.ts";
import { parseConfiguration } from "../../src/configuration/check-configuration.ts";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { audit, auditCells, parseAudit } from "../../src/index.ts";
import { cellsOf, crowd } from "../people.ts";

/** Applicants of a made-up university: women apply where few are admitted. */
const COUNTS = [
  { department: "A", sex: "F", admitted: 160, refused: 40 },
  { department: "A", sex: "M", admitted: 600, refused: 200 },
  { department: "B", sex: "F", admitted: 200, refused: 600 },
  { department: "B", sex: "M", admitted: 40, refused: 160 },
];

const applicants = COUNTS.flatMap(({ department, sex, admitted, refused }) => [
  { department, sex, decision: 1, applicants: admitted },
  { department, sex, decision: 0, applicants: refused },
]);

const budget = {
  id: "admission",
  metric: "selection_rate",
  compare: "difference",
  cohorts: "sex within department",
  limit: { min: -0.05 },
  severity: "warn",
} as const;

const QUESTION: ConfigurationInput = {
  decisions: {
    prediction: "decision",
    favourable: 1,
    weight: { column: "applicants", kind: "frequency" },
  },
  cohorts: {
    sex: { by: ["sex"], reference: "M" },
    "sex within department": { by: ["sex"], reference: "M", within: ["department"] },
  },
  budgets: [
    { ...budget, id: "pooled", cohorts: "sex" },
    budget,
    { ...budget, id: "ratio", compare: "ratio", limit: { min: 0.9 } },
  ],
};

describe("comparisons within strata", () => {
  const document = audit(applicants, QUESTION);

  it("turn the pooled difference round: −0.28 over all, +0.05 in each department", () => {
    const found = document.disparities.filter(
      ({ metric, compare }) => metric === "selection_rate" && compare === "difference",
    );
    expect(found.map(({ dimension, cohort }) => [dimension, cohort])).toEqual([
      ["sex", "sex=F"],
      ["sex within department", "sex=F"],
    ]);
    expect(found[0]?.value).toBeCloseTo(-0.28, 12);
    expect(found[1]?.value).toBeCloseTo(0.05, 12);
    expect(found[1]?.interval?.method).toBe("stratified-score");
  });

  it("the ratio is that of Mantel and Haenszel: both departments weigh 160", () => {
    const ratio = document.disparities.find(
      ({ metric, compare, dimension }) =>
        metric === "selection_rate" && compare === "ratio" && dimension !== "sex",
    );
    expect(ratio?.value).toBeCloseTo((0.8 + 0.25) / (0.75 + 0.2), 12);
  });

  it("each stratum stands in the document with its rates, sizes and share of the combination", () => {
    const difference = document.stratified?.find(({ compare }) => compare === "difference");
    expect(difference).toMatchObject({
      metric: "selection_rate",
      cohort: "sex=F",
      isReversed: true,
    });
    expect(
      difference?.strata.map(({ stratum, n, nReference, weight }) => [
        stratum,
        n,
        nReference,
        weight,
      ]),
    ).toEqual([
      ["department=A", 200, 800, 0.5],
      ["department=B", 800, 200, 0.5],
    ]);
    expect(difference?.strata.map(({ own, reference }) => [own, reference])).toEqual([
      [0.8, 0.75],
      [0.25, 0.2],
    ]);
  });

  it("a note says that the direction turns round, and names both, once", () => {
    expect(document.notes.filter((note) => note.includes("Simpson"))).toEqual([
      "Taken together, the selection rate of F (sex) is 0.28 below that of M (sex), but within the same department it is 0.05 above it: the comparison turns round once like is compared with like (Simpson's paradox).",
    ]);
  });

  it("budgets judge what is within: the pooled one fails, the stratified ones pass", () => {
    expect(document.verdicts.map(({ budget: id, verdict }) => [id, verdict])).toEqual([
      ["pooled", "fail"],
      ["admission", "pass"],
      ["ratio", "pass"],
    ]);
    expect(document.verdicts[1]?.sentence).toMatch(
      /^Within the same department, the selection rate of F \(sex\) is 0\.05 above that of M/,
    );
    expect(document.verdicts[1]).toMatchObject({ n: 1000, nReference: 1000, shortfall: null });
  });

  it("conditional demographic disparity: Σ n_s (D_s − A_s) / n", () => {
    const found = document.measurements.filter(
      ({ metric }) => metric === "conditional_demographic_disparity",
    );
    // D_A = 40/240, A_A = 160/760, n_A = 1000; D_B = 600/760, A_B = 200/240, n_B = 1000.
    const women = (40 / 240 - 160 / 760 + (600 / 760 - 200 / 240)) / 2;
    expect(found.map(({ cohort }) => cohort)).toEqual(["sex=F", "sex=M"]);
    expect(found[0]?.value).toBeCloseTo(women, 12);
    expect(found[1]?.value).toBeCloseTo(-women, 12);
    expect(found[0]).toMatchObject({ numerator: 1000, denominator: 2000, n: 1000 });
  });

  it("the document reads back, and says how it was divided", () => {
    expect(parseAudit(JSON.parse(JSON.stringify(document)))).toEqual(document);
    expect(document.definitions.dimensions[1]?.within).toEqual(["department"]);
    expect(document.definitions.attributes.map(({ column }) => column)).toEqual(["sex"]);
  });
});

const CROWDED: ConfigurationInput = {
  decisions: { label: "y", favourable: 1, prediction: "p" },
  cohorts: {
    sex: { by: ["sex"], reference: "rest", within: ["race", "age"], bands: { age: [40] } },
  },
  budgets: [
    {
      id: "tpr",
      metric: "equalized_odds",
      compare: "difference",
      cohorts: "sex",
      limit: { max: 0.3 },
      severity: "warn",
    },
    { ...budget, cohorts: "sex" },
  ],
};

describe("laws within strata", () => {
  const configuration = parseConfiguration(CROWDED);

  it("shards give the audit of the whole", () => {
    fc.assert(
      fc.property(crowd, crowd, (one, two) => {
        const whole = auditCells(cellsOf([...one, ...two], CROWDED), configuration);
        const merged = mergeCells(cellsOf(one, CROWDED), cellsOf(two, CROWDED));
        expect(auditCells(merged, configuration)).toEqual(whole);
      }),
      { numRuns: 40 },
    );
  });

  it("no row is lost: the strata hold every row", () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const { cells, cohorts } = auditCells(cellsOf(people, CROWDED), configuration);
        expect(cells?.entries.reduce((sum, { n }) => sum + n, 0)).toBe(people.length);
        expect(cohorts.find(({ id }) => id === "all")?.rows).toBe(people.length);
      }),
      { numRuns: 40 },
    );
  });

  it("an unknown stratum is a stratum of its own, named as such", () => {
    const rows = applicants.map((row) => ({
      ...row,
      department: row.department === "B" ? null : row.department,
    }));
    const { stratified } = audit(rows, QUESTION);
    expect(stratified?.[0]?.strata.map(({ stratum }) => stratum)).toEqual([
      "department=?",
      "department=A",
    ]);
  });

  it("unknown attributes are turned against the comparison in each stratum", () => {
    const unknown = { department: "A", sex: null, decision: 0, applicants: 300 };
    const { verdicts, disparities } = audit([...applicants, unknown], QUESTION);
    expect(verdicts.find(({ budget: id }) => id === "admission")).toMatchObject({
      verdict: "inconclusive",
      reason: "unknown-attribute",
    });
    const found = disparities.find(
      ({ metric, dimension, cohort }) =>
        metric === "selection_rate" && dimension !== "sex" && cohort === "sex=F",
    );
    // In A the women's rate could be 160/500; the men's is 600/800 at most; B is as counted.
    expect(found?.bounds?.lower).toBeCloseTo((160 / 500 - 0.75 + 0.05) / 2, 12);
  });

  it("no stratum of both is no data, with the reason", () => {
    const apart = applicants.filter(
      ({ department, sex }) => (department === "A") === (sex === "F"),
    );
    const { verdicts } = audit(apart, QUESTION);
    expect(verdicts.find(({ budget: id }) => id === "admission")).toMatchObject({
      verdict: "no-data",
      reason: "no-shared-stratum",
    });
  });
});
