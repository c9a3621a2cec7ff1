import { describe, expect, it } from "vitest";
import { pointWithin, type ScoredDecisions, thresholdFrontier } from "../../src/index.ts";
import { LAWFUL } from "./people.ts";

const two: ScoredDecisions = {
  scores: [0.1, 0.7, 0.4, 0.9],
  labels: [0, 1, 0, 1],
  cohorts: [0, 0, 1, 1],
  names: ["F", "M"],
};
const question = {
  kind: "randomised",
  criterion: "equal-opportunity",
  utility: { kind: "accuracy" },
  lawful: LAWFUL,
} as const;

describe("thresholds by cohort", () => {
  it("are refused where the policy does not declare them lawful, with its line", () => {
    expect(() => thresholdFrontier(two, { ...question, lawful: null })).toThrow(
      expect.objectContaining({
        code: "config/unlawful-thresholds",
        path: "remedies.perCohortThresholds",
      }),
    );
  });

  it("are refused where the policy declares them unlawful, with the ground and the owner", () => {
    const lawful = { lawful: false, basis: "Civil Rights Act 1991, s. 106", owner: "@legal" };
    expect(() => thresholdFrontier(two, { ...question, kind: "per-cohort", lawful })).toThrow(
      "remedies.perCohortThresholds.lawful: a threshold by cohort decides by a protected attribute, and the policy declares that unlawful; expected { lawful: true, basis: …, owner: … }, got lawful: false (Civil Rights Act 1991, s. 106, @legal).",
    );
  });

  it("are not needed for one threshold", () => {
    const { points } = thresholdFrontier(two, { ...question, kind: "one", lawful: null });
    expect(points[0]).toMatchObject({ gap: 0, utility: 1 });
  });
});

describe("cohorts without one class", () => {
  const three: ScoredDecisions = {
    ...two,
    scores: [...Array.from(two.scores), 0.6, 0.8],
    labels: [...Array.from(two.labels), 0, 0],
    cohorts: [...Array.from(two.cohorts), 2, 2],
    names: ["F", "M", "X"],
  };

  it("are named, keep out of the gap and have the threshold of the best utility", () => {
    const frontier = thresholdFrontier(three, question);
    expect(frontier.notComparable).toEqual([{ cohort: "X", reason: "one-class" }]);
    expect(frontier.points[0]).toMatchObject({ gap: 0, utility: 1 });
    expect(frontier.points[0]?.rates[2]).toEqual({
      cohort: "X",
      selectionRate: 0,
      truePositiveRate: null,
      falsePositiveRate: 0,
    });
  });

  it("are refused where fewer than two can be compared", () => {
    const { scores } = two;
    expect(() => thresholdFrontier({ ...two, scores, labels: [0, 1, 0, 0] }, question)).toThrow(
      expect.objectContaining({ code: "input/one-class" }),
    );
  });
});

describe("tied scores", () => {
  const tied: ScoredDecisions = {
    scores: [0.5, 0.5, 0.5, 0.5, 0.2],
    labels: [1, 0, 1, 0, 0],
    cohorts: [0, 0, 1, 1, 1],
    names: ["F", "M"],
  };

  it("are decided alike without lots", () => {
    const { points } = thresholdFrontier(tied, { ...question, kind: "per-cohort" });
    for (const { rates } of points) {
      for (const rate of rates) expect(rate.truePositiveRate).toBe(rate.selectionRate > 0 ? 1 : 0);
    }
  });

  it("leave only nobody or everybody where a gap is asked for that no threshold between meets", () => {
    const frontier = thresholdFrontier(
      { ...tied, labels: [1, 1, 1, 0, 0] },
      { ...question, kind: "one", criterion: "demographic-parity" },
    );
    expect(pointWithin(frontier, 0.34)).toMatchObject({ gap: 1 - 2 / 3, utility: 0.8 });
    expect(pointWithin(frontier, 0.33)).toMatchObject({
      gap: 0,
      utility: 0.6,
      rules: [{ cohort: null, steps: [], everyone: 1 }],
    });
    expect(() => pointWithin(frontier, -0.1)).toThrow(
      expect.objectContaining({ code: "usage/max-gap", received: "-0.1" }),
    );
  });
});

describe("utilities", () => {
  it("weigh errors as a cost matrix says", () => {
    const people = { ...two, scores: [0.5, 0.5, 0.5, 0.5], labels: [1, 0, 1, 0] };
    const costs = { kind: "costs", falsePositive: 5, falseNegative: 1 } as const;
    const { points } = thresholdFrontier(people, { ...question, utility: costs });
    expect(points).toHaveLength(1);
    // Everybody refused: half of them are false negatives.
    expect(points[0]).toMatchObject({ gap: 0, utility: -0.5 });
  });

  it("take any column, without outcomes where selection rates are compared", () => {
    const gains = { kind: "gains", values: [-1, 10, 4, 6] } as const;
    const { points, leftOut } = thresholdFrontier(
      { ...two, labels: [-1, -1, -1, -1] },
      { ...question, criterion: "demographic-parity", utility: gains },
    );
    expect(leftOut).toBe(0);
    expect(points.at(-1)).toMatchObject({ gap: 0.5, utility: 20 / 4 });
    expect(points[0]).toMatchObject({ gap: 0, utility: 19 / 4 });
  });

  it("that are no function of the outcome have no equalized odds", () => {
    const gains = { kind: "gains", values: [-1, 10, 4, 6] } as const;
    expect(() =>
      thresholdFrontier(two, { ...question, criterion: "equalized-odds", utility: gains }),
    ).toThrow(expect.objectContaining({ code: "usage/utility", path: "utility" }));
  });

  it.each([
    [{ scores: [0.1, Number.NaN, 0.4, 0.9] }, "input/score-range"],
    [{ labels: [0, 1, 2, 1] }, "input/label-range"],
    [{ cohorts: [0, 0, 1, 2] }, "input/cohort-range"],
    [{ weights: [1, 1, -1, 1] }, "input/weight-range"],
    [{ labels: [0, 1] }, "input/lengths-differ"],
    [{ scores: [], labels: [], cohorts: [] }, "input/empty-table"],
  ])("and people are checked: %o", (part, code) => {
    expect(() => thresholdFrontier({ ...two, ...part }, question)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("are finite", () => {
    const utility = { kind: "costs", falsePositive: Number.NaN, falseNegative: 1 } as const;
    expect(() => thresholdFrontier(two, { ...question, utility })).toThrow(
      expect.objectContaining({ code: "usage/utility", path: "utility.falsePositive" }),
    );
  });
});
