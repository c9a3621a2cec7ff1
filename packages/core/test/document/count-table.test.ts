import { describe, expect, it } from "vitest";
import type { ConfigurationInput, TableInput } from "../../src/index.ts";
import { audit } from "../../src/index.ts";

const question: ConfigurationInput = {
  decisions: { label: "y", favourable: "yes", prediction: "p" },
  cohorts: { g: { by: ["g"] } },
};
const people = { g: ["a", "b"], y: ["yes", "no"], p: ["yes", "yes"] };
const score = (threshold: number): ConfigurationInput["decisions"] => ({
  score: "s",
  prediction: { score: true, threshold, favourableWhen: "above" },
});

function messageOf(input: TableInput, more: ConfigurationInput = question): string {
  try {
    audit(input, more);
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`;
  }
  return "";
}

describe("bad input gives one clear message", () => {
  it.each<[string, TableInput, ConfigurationInput, string]>([
    [
      "an empty table",
      { g: [], y: [], p: [] },
      question,
      "input/empty-table there are no rows to audit; expected at least one data row, got 0.",
    ],
    [
      "no rows at all",
      [],
      question,
      "input/empty-table there are no rows to audit; expected at least one data row, got 0.",
    ],
    [
      "a misspelt column",
      people,
      { ...question, decisions: { ...question.decisions, prediction: "pp" } },
      'config/unknown-column decisions.prediction: no column has this name; got "pp". Did you mean "p"?',
    ],
    [
      "a misspelt attribute",
      { ...people, gender: ["a", "b"] },
      { ...question, cohorts: { g: { by: ["gendr"] } } },
      'config/unknown-column cohorts.g.by[0]: no column has this name; got "gendr". Did you mean "gender"?',
    ],
    [
      "a favourable value that never occurs",
      people,
      { ...question, decisions: { ...question.decisions, favourable: "Yes" } },
      'config/unknown-favourable decisions.favourable: no such value occurs in "y" or "p"; expected one of "no", "yes", got "Yes". Did you mean "yes"?',
    ],
    [
      "a reference that does not occur",
      people,
      { ...question, cohorts: { g: { by: ["g"], reference: "c" } } },
      'config/unknown-reference cohorts.g.reference: this level of "g" does not occur; got "c". There are: "a", "b".',
    ],
    [
      "a threshold on text",
      people,
      { ...question, decisions: { label: "y", favourable: { above: 3 } } },
      'input/not-a-number decisions.label: "y" must hold numbers here; got "yes" in data row 1. List the text under `data.missing` if it stands for a missing value.',
    ],
    [
      "a score that is text",
      { ...people, s: ["0.5", "high"] },
      { ...question, decisions: score(0.5) },
      'input/not-a-number decisions.score: "s" must hold numbers here; got "high" in data row 2. List the text under `data.missing` if it stands for a missing value.',
    ],
    [
      "ten thousand labels",
      {
        g: Array(2000).fill("a"),
        y: Array.from({ length: 2000 }, (_, i) => i),
        p: Array(2000).fill(1),
      },
      { ...question, decisions: { label: "y", favourable: 1 } },
      'config/too-many-levels decisions.label: "y" has too many distinct values for classes; expected at most 1000, got 2000 ("0", "1", "10", …). Declare a threshold such as `{ above: 50000 }` if it is a number.',
    ],
    [
      "a model without scores",
      people,
      {
        ...question,
        decisions: { prediction: { model: true, threshold: 0.5, favourableWhen: "above" } },
        model: { path: "m.txt", format: "lightgbm" },
      },
      "usage/no-scores decisions.prediction: the prediction comes from a model, and no scores were given. Predict with the model first and pass its scores.",
    ],
  ])("%s", (_, input, more, message) => {
    expect(messageOf(input, more)).toBe(message);
  });
});

describe("thresholds", () => {
  const values = [1, 2, 3, null];
  const favourable = (rule: NonNullable<ConfigurationInput["decisions"]["favourable"]>) => {
    const { measurements } = audit(
      { g: ["a", "a", "a", "a"], y: values },
      { decisions: { label: "y", favourable: rule }, cohorts: { g: { by: ["g"] } } },
    );
    const rate = measurements.find(
      ({ metric, cohort }) => metric === "base_rate" && cohort === "all",
    );
    return [rate?.numerator, rate?.denominator];
  };

  it.each([
    [{ above: 2 }, 1],
    [{ atLeast: 2 }, 2],
    [{ below: 2 }, 1],
    [{ atMost: 2 }, 2],
  ])("%j holds for %i of the three values", (rule, numerator) => {
    expect(favourable(rule)).toEqual([numerator, 3]);
  });

  it("take a score on the threshold as favourable above and as not favourable below", () => {
    const selected = (favourableWhen: "above" | "below") =>
      audit(
        { g: ["a", "a", "a"], s: [0.4, 0.5, 0.6] },
        {
          decisions: { score: "s", prediction: { score: true, threshold: 0.5, favourableWhen } },
          cohorts: { g: { by: ["g"] } },
        },
      ).measurements.find(({ metric }) => metric === "selection_rate")?.numerator;
    expect([selected("above"), selected("below")]).toEqual([2, 1]);
  });
});

describe("weights", () => {
  const weighted = (
    kind: "frequency" | "sampling",
    w: (number | string | null)[],
  ): string | object => {
    const more: ConfigurationInput = {
      ...question,
      decisions: { ...question.decisions, weight: { column: "w", kind } },
    };
    return messageOf({ ...people, w }, more) || audit({ ...people, w }, more).population;
  };

  it.each([
    ["sampling", [1, -0.5], "expected a finite number, 0 or more, got -0.5 in data row 2"],
    ["sampling", [Infinity, 1], "expected a finite number, 0 or more, got Infinity in data row 1"],
    ["frequency", [1, 1.5], "expected a whole number, 0 or more, got 1.5 in data row 2"],
    ["frequency", [-1, 1], "expected a whole number, 0 or more, got -1 in data row 1"],
  ] as const)("%s weights %j are refused", (kind, w, words) => {
    expect(weighted(kind, [...w])).toBe(
      `input/weight-range w: a ${kind} weight is out of range; ${words}.`,
    );
  });

  it("that are text are refused, those that are missing leave their rows out and are counted", () => {
    expect(weighted("sampling", ["1", "much"])).toContain(
      "input/not-a-number decisions.weight.column",
    );
    expect(weighted("sampling", ["2.5", "1e1"])).toEqual({ rows: 2, used: 2, excluded: [] });
    expect(weighted("sampling", [null, 1])).toEqual({
      rows: 2,
      used: 1,
      excluded: [{ reason: "missing weight", column: "w", rows: 1 }],
    });
  });
});
