import { describe, expect, it } from "vitest";
import type { ConfigurationInput } from "../../src/configuration/input.ts";
import { audit } from "../../src/document/audit.ts";
import { listIncompleteRows } from "../../src/document/list-incomplete-rows.ts";

const PEOPLE = {
  sex: ["F", null, "M", "F", "M"],
  age: [20, 30, NaN, 50, 60],
  y: [1, 0, null, 1, 0],
  p: [1, 1, 0, null, 0],
  s: [0.9, NaN, 0.2, 0.7, 0.1],
  w: [1, 2, 1, 1, null],
};

const QUESTION: ConfigurationInput = {
  decisions: {
    label: "y",
    favourable: 1,
    prediction: "p",
    score: "s",
    weight: { column: "w", kind: "sampling" },
  },
  cohorts: {
    sex: { by: ["sex"] },
    age: { by: ["age"], bands: [40] },
    both: { by: ["sex", "age"] },
  },
};

const listed = (people: object, question: ConfigurationInput) =>
  listIncompleteRows(people as never, question).map(({ reason, column, rows }) => [
    reason,
    column,
    ...rows,
  ]);

describe("listIncompleteRows", () => {
  it("names the rows that lack a weight, an outcome, a decision, a score or an attribute", () => {
    expect(listed(PEOPLE, QUESTION)).toEqual([
      ["missing weight", "w", 4],
      ["unlabelled", "y", 2],
      ["undecided", "p", 3],
      ["unscored", "s", 1],
      ["unknown-attribute", "sex", 1],
      ["unknown-attribute", "age", 2],
    ]);
  });

  it("agrees with what the audit excludes, by count and reason", () => {
    const { population } = audit(PEOPLE, QUESTION);
    const excluded = listIncompleteRows(PEOPLE, QUESTION).slice(0, 1);
    expect(
      excluded.map(({ reason, column, rows }) => ({ reason, column, rows: rows.length })),
    ).toEqual(population.excluded);
  });

  it("lists nothing where every row is complete", () => {
    expect(
      listed(
        { sex: ["F", "M"], y: [1, 0] },
        { decisions: { label: "y", favourable: 1 }, cohorts: { sex: { by: ["sex"] } } },
      ),
    ).toEqual([]);
  });

  it("takes a missing score for a missing decision where a threshold decides", () => {
    const question: ConfigurationInput = {
      decisions: {
        score: "s",
        prediction: { score: true, threshold: 0.5, favourableWhen: "above" },
      },
      cohorts: { sex: { by: ["sex"] } },
    };
    expect(listed(PEOPLE, question)).toContainEqual(["undecided", "s", 1]);
  });

  it("refuses what the audit refuses", () => {
    const negative = { ...PEOPLE, w: [1, 1, -1, 1, 1] };
    expect(() => listIncompleteRows(negative, QUESTION)).toThrow("weight");
    expect(() => listIncompleteRows({ y: [1] }, QUESTION)).toThrow();
  });
});
