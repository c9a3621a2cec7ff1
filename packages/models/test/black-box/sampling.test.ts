import { expect, test } from "vitest";
import { studentPoint } from "../../src/black-box/sample.ts";
import { attribute, attributeBlackBox, blackBox } from "../../src/index.ts";
import { randomCase } from "./cases.ts";

const FEATURES = 7;
/** Rows for as many pairs, beside those of the ends. */
const ofPermutations = (pairs: number, rows: number) => pairs * 2 * (FEATURES - 1) + rows + 1;
const ofKernel = (pairs: number, rows: number) => pairs * 2 * rows + rows + 1;

test.each([
  ["permutations of ten passes over 12 rows", "permutation", 12, ofPermutations(120, 12)],
  ["permutations of part of 50 rows", "permutation", 50, ofPermutations(100, 50)],
  ["permutations against one row", "permutation", 1, ofPermutations(100, 1)],
  ["the kernel of 200 pairs", "kernel", 5, ofKernel(200, 5)],
] as const)(
  "intervals hold the exact values of trees in about 95 of 100 cases: %s",
  async (_, method, rows, maxRows) => {
    let held = 0;
    let asked = 0;
    for (let model = 0; model < 10; model++) {
      const {
        model: trees,
        box,
        background,
        people,
      } = randomCase(model, { features: FEATURES, rows });
      const exact = attribute(trees, people, 0, { background, description: "" });
      for (let seed = 0; seed < 12; seed++) {
        const found = await attributeBlackBox(box, people, 0, {
          background,
          description: "",
          method,
          maxRows,
          precision: 0,
          seed,
        });
        expect(found).toMatchObject({ exact: false, method, sampling: { seed, confidence: 0.95 } });
        found.attributions.forEach(({ contribution, error }, at) => {
          const value = exact.attributions[at]?.contribution as number;
          // Features that never move the output are told apart from those that are held by chance.
          if (value === 0 && contribution === 0) return;
          asked++;
          if (error !== null && error.lower - 1e-12 <= value && value <= error.upper + 1e-12)
            held++;
        });
      }
    }
    expect(asked).toBeGreaterThan(250);
    expect(held / asked).toBeGreaterThan(0.92);
  },
);

test("stops by precision or by the budget, and says which; the values add up", async () => {
  const { model, box, background, people } = randomCase(2, { features: 9, rows: 10 });
  const exact = attribute(model, people, 0, { background, description: "" });
  for (const method of ["permutation", "kernel"] as const) {
    const options = { background, description: "", method, seed: 1 };
    const precise = await attributeBlackBox(box, people, 0, { ...options, precision: 0.05 });
    expect(precise.sampling).toMatchObject({ stoppedBy: "precision", precision: 0.05 });
    const widths = precise.attributions.map(
      ({ error }) => (error?.upper ?? 9) - (error?.lower ?? 0),
    );
    expect(Math.max(...widths)).toBeLessThanOrEqual(0.1 + 1e-12);
    expect(Math.abs(precise.residual)).toBeLessThanOrEqual(1e-12);
    precise.attributions.forEach(({ contribution }, at) => {
      const value = exact.attributions[at]?.contribution as number;
      expect(Math.abs(contribution - value)).toBeLessThan(0.1);
    });
    const short = await attributeBlackBox(box, people, 0, {
      ...options,
      precision: 0,
      maxRows: 2500,
    });
    expect(short.sampling?.stoppedBy).toBe("budget");
    expect(short.predictions.rows).toBeLessThanOrEqual(2500);
    expect(short.predictions.rows).toBeGreaterThan(2000);
  }
});

test("less than a pass over the background leaves a residual, which is told", async () => {
  const { box, background, people } = randomCase(5, { features: 6, rows: 60 });
  const found = await attributeBlackBox(box, people, 0, {
    background,
    description: "",
    method: "permutation",
    maxRows: 61 + 40 * 10,
    precision: 0,
  });
  expect(found.sampling?.pairs).toBe(40);
  const sum = found.attributions.reduce((total, { contribution }) => total + contribution, 0);
  expect(found.residual).toBeCloseTo(found.output.value - found.baseline.value - sum, 12);
  expect(Math.abs(found.residual)).toBeGreaterThan(1e-9);
});

test("the same seed gives the same values, whatever the batches; another seed others", async () => {
  const { box, background, people } = randomCase(4, { features: 14, rows: 10 });
  const ask = (seed: number, batchRows: number) =>
    attributeBlackBox(blackBox(box.predict, { batchRows }), people, 0, {
      background,
      description: "",
      seed,
      precision: 0.1,
    });
  const [one, two, three] = [await ask(7, 4096), await ask(7, 33), await ask(8, 4096)];
  expect(one.method).toBe("permutation");
  expect(two.attributions).toEqual(one.attributions);
  expect(three.attributions).not.toEqual(one.attributions);
});

test("an additive function has no error at all", async () => {
  const { background, people } = randomCase(6, { features: 6, rows: 8 });
  const box = blackBox((rows) => {
    const sums = new Float64Array(rows.rows);
    for (const column of rows.columns.values()) {
      if (column.kind !== "numeric") continue;
      for (let row = 0; row < rows.rows; row++) {
        if (column.validity === null || column.validity[row] === 1) {
          sums[row] = (sums[row] as number) + (column.values[row] as number);
        }
      }
    }
    return sums;
  });
  const exact = await attributeBlackBox(box, people, 0, { background, description: "" });
  for (const method of ["permutation", "kernel"] as const) {
    const found = await attributeBlackBox(box, people, 0, { background, description: "", method });
    found.attributions.forEach(({ contribution, error }, at) => {
      expect(contribution).toBeCloseTo(exact.attributions[at]?.contribution as number, 10);
      expect(error?.standardError).toBeLessThan(1e-10);
    });
  }
});

test.each([
  [4, 2.7764451],
  [8, 2.3060041],
  [30, 2.0422725],
  [120, 1.9799304],
])("the point of Student's t with %i degrees of freedom", (freedom, point) => {
  expect(Math.abs(studentPoint(freedom) - point)).toBeLessThan(freedom < 8 ? 0.03 : 0.001);
});
