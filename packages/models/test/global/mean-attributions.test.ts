import { expect, test } from "vitest";
import type { TableAttributions } from "../../src/attributions/attribute.ts";
import { meanAttributions } from "../../src/global/mean-attributions.ts";

function attributions(columns: Record<string, number[]>): TableAttributions {
  const rows = Object.values(columns)[0]?.length ?? 0;
  return {
    game: "path-dependent",
    exact: true,
    unit: "log-odds",
    classOfInterest: "1",
    link: "logistic",
    baseline: { value: 0, covers: { kind: "training" } },
    outputs: new Float64Array(rows),
    attributions: Object.entries(columns).map(([feature, values]) => ({
      feature,
      contributions: Float64Array.from(values),
    })),
    largestResidual: 0,
  } as TableAttributions;
}

test("ranks by the mean size, with Student's interval and the mean with signs", () => {
  const { features, unit, rows } = meanAttributions(
    attributions({ small: [0, 0, 0, 0], big: [3, -3, 5, -5] }),
  );
  expect(
    features.map(({ feature, rank, value, signed }) => [feature, rank, value, signed]),
  ).toEqual([
    ["big", 1, 4, 0],
    ["small", 2, 0, 0],
  ]);
  // s² = 4 ÷ 3, t(0.975; 3) = 3.182446: 4 ± 3.182446·√(4/3)/2
  expect(features[0]?.interval?.lower).toBeCloseTo(4 - 3.182446 * Math.sqrt(1 / 3), 4);
  expect(features[0]?.interval?.upper).toBeCloseTo(4 + 3.182446 * Math.sqrt(1 / 3), 4);
  // (0, 0, 0, 3): 0.75 ± 3.18·0.75 would begin below 0.
  const [rare] = meanAttributions(attributions({ rare: [0, 0, 0, 3] })).features;
  expect(rare?.interval).toMatchObject({ lower: 0, upper: expect.closeTo(0.75 * 4.182446, 4) });
  expect({ unit, rows }).toEqual({ unit: "log-odds", rows: 4 });
});

test("features that differ row by row more than on the mean are level", () => {
  const { features } = meanAttributions(
    attributions({
      one: [3, 1, 3, 1, 3, 1, 3, 1],
      other: [1, -3, 1, -3, 1, -3, 1, -2.9],
      little: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
    }),
  );
  expect(features.map(({ feature, levelWith }) => [feature, levelWith])).toEqual([
    ["one", ["other"]],
    ["other", ["one"]],
    ["little", []],
  ]);
});

test("a difference that is small and the same in every row is told apart", () => {
  const { features } = meanAttributions(
    attributions({ one: [1, 9, 4, 7, 2], other: [0.9, 8.8, 3.9, 6.9, 1.9] }),
  );
  expect(features.map(({ levelWith }) => levelWith)).toEqual([[], []]);
});

test("one row has no interval and tells nothing apart", () => {
  const { features } = meanAttributions(attributions({ one: [2], other: [-1] }));
  expect(features[0]).toMatchObject({ value: 2, interval: null, levelWith: ["other"] });
  expect(() => meanAttributions(attributions({ one: [], other: [] }))).toThrow(
    expect.objectContaining({ code: "input/empty-table" }),
  );
});

test("a confidence outside 0 to 1 is refused", () => {
  expect(() => meanAttributions(attributions({ one: [2] }), { confidence: 95 })).toThrow(
    expect.objectContaining({ code: "usage/confidence-range" }),
  );
});
