import "../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLabelGap } from "../../src/drivers/label-gap.ts";
import { type Confusion, cellsOfConfusions } from "../bootstrap/given-cells.ts";
import { cellsOf, crowd, dimension, QUESTION } from "../people.ts";

const G = dimension(["g"], { reference: { kind: "cohort", levels: ["b"] } });

function split(a: Confusion, b: Confusion) {
  const [found] = splitLabelGap(cellsOfConfusions({ a, b }), G);
  if (found?.status !== "ok") throw new Error("not estimable");
  return found;
}

describe("splitLabelGap", () => {
  it("splits a gap as computed by hand", () => {
    // Selected .3 and .6; outcomes .4 and .5.
    const found = split([50, 10, 20, 20], [30, 20, 10, 40]);
    expect(found.selection.value).toBeCloseTo(-0.3, 12);
    expect(found.label.value).toBeCloseTo(-0.1, 12);
    expect(found.model.value).toBeCloseTo(-0.2, 12);
    expect(found.grantedAgainst.value).toBeCloseTo(-0.1, 12);
    expect(found.refusedAgainst.value).toBeCloseTo(-0.1, 12);
    // ΔTPR (.5 − .8) at a mean base rate of .45.
    expect(found.byErrorRates?.truePositiveRate.value).toBeCloseTo(-0.135, 12);
  });

  it("lays a gap on the labels alone where decisions repeat them", () => {
    const found = split([60, 0, 0, 40], [30, 0, 0, 70]);
    expect(found.model.value).toBe(0);
    expect(found.byErrorRates?.passedOn.value).toBeCloseTo(found.label.value, 12);
    // Errors that did not occur still can.
    expect(found.model.interval?.upper).toBeGreaterThan(0.005);
  });

  it("has no error rates where a cohort lacks an outcome", () => {
    expect(split([10, 5, 0, 0], [5, 5, 5, 5]).byErrorRates).toBeNull();
  });

  it("adds up in both conventions to 1e-9", () => {
    let seen = 0;
    fc.assert(
      fc.property(crowd, (people) => {
        for (const found of splitLabelGap(cellsOf(people), dimension(["sex", "race"]))) {
          if (found.status !== "ok") continue;
          seen++;
          const { selection, label, model, byErrorRates: rates } = found;
          expect(Math.abs(selection.value - label.value - model.value)).toBeLessThan(1e-9);
          const errors = found.grantedAgainst.value + found.refusedAgainst.value;
          expect(Math.abs(model.value - errors)).toBeLessThan(1e-9);
          if (rates === null) continue;
          const { passedOn, truePositiveRate, falsePositiveRate } = rates;
          const sum = passedOn.value + truePositiveRate.value + falsePositiveRate.value;
          expect(Math.abs(selection.value - sum)).toBeLessThan(1e-9);
        }
      }),
    );
    expect(seen).toBeGreaterThan(100);
  });

  it("needs recorded outcomes and decisions", () => {
    const { prediction: _, ...decisions } = QUESTION.decisions as { prediction: string };
    const cells = cellsOf([{ sex: "F", race: "a", age: 30, y: 1, p: 1, w: 1 }], {
      ...QUESTION,
      decisions,
    });
    expect(() => splitLabelGap(cells, dimension(["sex"]))).toThrow(/needs recorded outcomes/);
  });
});
