import { describe, expect, it } from "vitest";
import { describeWith } from "../../../../../test/optional-suite.ts";
import { missingSharedData } from "../../../../../test/shared-data.ts";
import type {
  ConfigurationInput,
  ConventionName,
  ConventionReport,
  TableInput,
} from "../../../src/index.ts";
import { audit, conventionalMetrics, parseConfiguration } from "../../../src/index.ts";
import { readAcs, readAdult, readCompas, readGerman } from "../../shared-data.ts";
import {
  disagreements,
  GOLDEN,
  keyed,
  type Printed,
  type SmallRows,
} from "./golden-conventions.ts";

function reportOf(
  convention: ConventionName,
  rows: TableInput,
  question: ConfigurationInput,
): ConventionReport {
  const { cells, definitions } = audit(rows, parseConfiguration(question));
  const [dimension] = definitions.dimensions;
  if (dimension === undefined || cells === null) throw new Error("an audit without cohorts");
  return conventionalMetrics(convention, cells, dimension);
}

function expectPrinted(rows: TableInput, question: ConfigurationInput, printed: Printed): void {
  expect(Object.keys(printed)).toContain("fairlearn");
  for (const [name, values] of Object.entries(printed)) {
    const report = reportOf(name as ConventionName, rows, question);
    expect(disagreements(keyed(report), values), name).toEqual([]);
  }
}

function columnsOf({ y, p, g, h, w }: SmallRows): TableInput {
  return {
    y: [...y],
    p: [...p],
    g: [...g],
    ...(h === undefined ? {} : { h: [...h] }),
    ...(w === undefined ? {} : { w }),
  };
}

function questionOf(rows: SmallRows, reference: string): ConfigurationInput {
  const weight = rows.w === undefined ? {} : { weight: { column: "w", kind: "sampling" as const } };
  return {
    decisions: { label: "y", favourable: 1, prediction: "p", ...weight },
    cohorts: {
      groups: rows.h === undefined ? { by: ["g"], reference } : { by: ["g", "h"] },
    },
  };
}

describe("conventionalMetrics on rows made to be awkward", () => {
  it.each(Object.entries(GOLDEN.small))("gives what the tools gave: %s", (_, one) => {
    // The tools were given `a` as privileged; aequitas was given no reference.
    const { aequitas, ...others } = one.values;
    expectPrinted(columnsOf(one.rows), questionOf(one.rows, "a"), others);
    if (aequitas === undefined) return;
    const report = reportOf("aequitas", columnsOf(one.rows), questionOf(one.rows, "rest"));
    expect(disagreements(keyed(report), aequitas), "aequitas").toEqual([]);
  });

  it("gives a value for each level of a control column", () => {
    const { rows } = GOLDEN.small.documentation as { rows: SmallRows };
    const question: ConfigurationInput = {
      decisions: { label: "y", favourable: 1, prediction: "p" },
      cohorts: { groups: { by: ["g"], within: ["level"], reference: "a" } },
    };
    const report = reportOf(
      "fairlearn",
      { ...columnsOf(rows), level: [..."hl".repeat(9)] },
      question,
    );
    const ours = keyed(report);
    const shared = Object.keys(GOLDEN.controlled).map((key) => [key, ours[key]]);
    expect(disagreements(Object.fromEntries(shared), GOLDEN.controlled)).toEqual([]);
    expect(ours["selection_rate_difference(between_groups) in l"]).toBeCloseTo(0.55, 12);
  });

  it("has no selection rate where the weights of a group sum to zero", () => {
    const rows = { y: "1101", p: "0101", g: "aabb", w: [0, 0, 1, 1] };
    const ours = keyed(reportOf("fairlearn", columnsOf(rows), questionOf(rows, "a")));
    expect(ours["selection_rate() of a"]).toBe("nan");
    expect(ours["demographic_parity_difference(between_groups)"]).toBe(0);
  });
});

describe("what the conventions hide", () => {
  const find = (name: ConventionName, rows: SmallRows, key: string) =>
    keyed(reportOf(name, columnsOf(rows), questionOf(rows, "a")))[key];
  const rowsOf = (name: string): SmallRows => (GOLDEN.small[name] as { rows: SmallRows }).rows;

  it("AIF360: opposite gaps cancel", () => {
    const rows = rowsOf("gaps that cancel");
    expect(find("aif360", rows, "average_odds_difference() of b")).toBe(0);
    expect(find("aif360", rows, "equalized_odds_difference() of b")).toBe(1);
  });

  it("AIF360: the generalized entropy of its own tests", () => {
    for (const value of [0.2, 0.3]) {
      const rows = rowsOf(`generalized entropy ${value}`);
      expect(find("aif360", rows, "generalized_entropy_index(2)")).toBeCloseTo(value, 12);
    }
  });

  it("fairlearn: a group without positives beside a perfect one is as far as can be", () => {
    const rows = rowsOf("a group without positives");
    expect(find("fairlearn", rows, "equalized_odds_difference(between_groups,worst_case)")).toBe(1);
    const strict = audit(columnsOf(rows), questionOf(rows, "a")).measurements.find(
      ({ metric, cohort }) => metric === "true_positive_rate" && cohort === "g=a",
    );
    expect(strict?.status).toBe("not-estimable");
  });

  it("treatment equality has opposite signs in Clarify and OxonFair", () => {
    const rows = { y: "1100000011100000", p: "0010000000010000", g: "aaaaaaaabbbbbbbb" };
    const ratios = ["a", "b"].map((group) => find("oxonfair", rows, `error_ratio() of ${group}`));
    const clarify = find("clarify", rows, "TE() of a") as number;
    // FN / FP: a 2/1, b 3/1; FP / FN is the other way round.
    expect(clarify).toBe(-1);
    expect((ratios[0] as number) - (ratios[1] as number)).toBeCloseTo(1 / 2 - 1 / 3, 12);
  });
});

describe("the notes of a convention", () => {
  it.each(["aequitas", "aif360", "clarify", "fairlearn", "oxonfair"] as const)(
    "are about metrics that %s gives",
    (name) => {
      const { rows } = GOLDEN.small.documentation as { rows: SmallRows };
      const { values, notes } = reportOf(name, columnsOf(rows), questionOf(rows, "a"));
      const given = new Set(values.map(({ metric }) => metric));
      expect(notes.length).toBeGreaterThan(0);
      expect(notes.flatMap(({ metrics }) => metrics).filter((one) => !given.has(one))).toEqual([]);
    },
  );
});

describe("what no tool takes", () => {
  const rows: SmallRows = { y: "0101", p: "0011", g: "aabb" };

  it.each([
    ["an attribute", { g: ["a", null, "b", "b"] }],
    ["a label", { y: ["0", null, "0", "1"] }],
    ["a prediction", { p: ["0", "0", null, "1"] }],
  ])("refuses rows without %s", (_, more) => {
    const holed = { ...columnsOf(rows), ...more } as TableInput;
    expect(() => reportOf("fairlearn", holed, questionOf(rows, "a"))).toThrow(
      expect.objectContaining({ code: "input/convention-missing" }),
    );
  });

  it("refuses weights where the tool has none, an unknown tool, and AIF360 without a group", () => {
    const weighted = { ...rows, w: [1, 2, 1, 2] };
    for (const name of ["aequitas", "clarify", "oxonfair"] as const) {
      expect(() => find(name, weighted, "a")).toThrow(
        expect.objectContaining({ code: "usage/convention-weights" }),
      );
    }
    expect(() => find("fairlern" as never, rows, "a")).toThrow('Did you mean "fairlearn"?');
    expect(() => find("aif360", rows, "highest")).toThrow(
      expect.objectContaining({ code: "usage/convention-reference" }),
    );
  });

  function find(name: ConventionName, of: SmallRows, reference: string) {
    return reportOf(name, columnsOf(of), questionOf(of, reference));
  }
});

const adult: ConfigurationInput["decisions"] = {
  label: "income",
  favourable: ">50K.",
  score: "education",
  prediction: { score: true, threshold: 13, favourableWhen: "above" },
};
const acs: ConfigurationInput["decisions"] = {
  label: "Income",
  favourable: { above: 50_000 },
  score: "Education",
  prediction: { score: true, threshold: 21, favourableWhen: "above" },
};
const sampling = (column: string) => ({ weight: { column, kind: "sampling" as const } });

const REAL: Readonly<Record<string, readonly [() => TableInput, ConfigurationInput]>> = {
  "adult by sex": [
    readAdult,
    { decisions: adult, cohorts: { c: { by: ["sex"], reference: "Male" } } },
  ],
  "adult by race": [
    readAdult,
    { decisions: adult, cohorts: { c: { by: ["race"], reference: "White" } } },
  ],
  "adult by race, weighted": [
    readAdult,
    {
      decisions: { ...adult, ...sampling("fnlwgt") },
      cohorts: { c: { by: ["race"], reference: "White" } },
    },
  ],
  "adult by sex and race": [
    readAdult,
    { decisions: adult, cohorts: { c: { by: ["sex", "race"] } } },
  ],
  "compas by race": [
    readCompas,
    {
      decisions: {
        label: "two_year_recid",
        favourable: 0,
        score: "decile_score",
        prediction: { score: true, threshold: 5, favourableWhen: "below" },
      },
      cohorts: { c: { by: ["race"], reference: "Caucasian" } },
    },
  ],
  "german by foreign": [
    readGerman,
    {
      decisions: {
        label: "class",
        favourable: 1,
        score: "duration",
        prediction: { score: true, threshold: 24, favourableWhen: "below" },
      },
      cohorts: { c: { by: ["foreign"], reference: "A201" } },
    },
  ],
  "acs by sex": [readAcs, { decisions: acs, cohorts: { c: { by: ["Sex"], reference: "1" } } }],
  "acs by race": [readAcs, { decisions: acs, cohorts: { c: { by: ["Race"], reference: "1" } } }],
  "acs by race, weighted": [
    readAcs,
    {
      decisions: { ...acs, ...sampling("PWeight") },
      cohorts: { c: { by: ["Race"], reference: "1" } },
    },
  ],
  "acs by sex and race": [readAcs, { decisions: acs, cohorts: { c: { by: ["Sex", "Race"] } } }],
};

describeWith("data", missingSharedData, "conventionalMetrics on real data", () => {
  it("covers what the tools were run on", () => {
    expect(Object.keys(REAL)).toEqual(Object.keys(GOLDEN.real));
  });

  it.each(Object.entries(REAL))("gives what the tools gave: %s", (name, [rows, question]) => {
    expectPrinted(rows(), question, GOLDEN.real[name] as Printed);
  });
});
