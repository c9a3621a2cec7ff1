import "../../seed.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConfigurationInput, Measurement, Table } from "../../../src/index.ts";
import { audit, parseConfiguration, requireColumn, textAt } from "../../../src/index.ts";
import { estimateProportion } from "../../../src/metrics/estimate.ts";
import { generalizedEntropy } from "../../../src/metrics/individual/entropy.ts";
import { measureIndividual } from "../../../src/metrics/individual/measure-individual.ts";
import { readGolden } from "../../golden/read-golden.ts";
import { dimension } from "../../people.ts";

interface Golden {
  readonly points: readonly (readonly [number, number])[];
  readonly decided: readonly number[];
  readonly none: number;
  readonly standard: number;
}
const { consistency: golden } = readGolden<{ consistency: Golden }>("row-metrics");

function find(
  measured: readonly Measurement[],
  metric: string,
  cohort = "all",
  of: string | null = cohort === "all" ? null : "g",
) {
  const found = measured.find(
    (one) => one.metric === metric && one.cohort === cohort && one.dimension === of,
  );
  if (found === undefined) throw new Error(`no ${metric} of ${cohort}`);
  return found;
}

const Z_95 = 1.959963984540054;

describe("consistency", () => {
  const rows = golden.points.map(([x, y], i) => ({
    x,
    y,
    p: golden.decided[i] as number,
    g: i < 20 ? "a" : "b",
  }));

  it.each(["none", "standard"] as const)(
    "agrees with scikit-learn's neighbours, scale %s",
    (scale) => {
      const consistency = { features: ["x", "y"], scale };
      const measured = measureIndividual(rows, { prediction: "p", consistency, cohorts: [] });
      expect(find(measured, "consistency").value).toBeCloseTo(golden[scale], 12);
    },
  );

  it("never counts a row as its own neighbour", () => {
    // Decisions that alternate along a line: the nearest other row always differs.
    const line = { x: [0, 1, 2.1, 3.3], p: [0, 1, 0, 1] };
    const consistency = { features: ["x"], neighbours: 1 };
    const measured = measureIndividual(line, { prediction: "p", consistency, cohorts: [] });
    expect(find(measured, "consistency").value).toBe(0);
  });

  it("lets rows at the same distance share the places that are left", () => {
    // From 0 the two rows at ±1 are tied for one place: mean ½; theirs is the row at 0.
    const line = { x: [-1, 0, 1], p: [0, 0, 1] };
    const consistency = { features: ["x"], neighbours: 1 };
    const measured = measureIndividual(line, { prediction: "p", consistency, cohorts: [] });
    expect(find(measured, "consistency").value).toBeCloseTo((1 + 0.5 + 0) / 3, 12);
  });

  it("seeks neighbours among all rows, and counts those that lack an input", () => {
    const some = [...rows, { x: null, y: 1, p: 1, g: "a" }];
    const consistency = { features: ["x", "y"] };
    const question = { prediction: "p", consistency, cohorts: [dimension(["g"])] };
    const measured = measureIndividual(some, question);
    const a = find(measured, "consistency", "g=a");
    const b = find(measured, "consistency", "g=b");
    expect(a).toMatchObject({ n: 20, missing: 1 });
    expect((20 * (a.value as number) + 30 * (b.value as number)) / 50).toBeCloseTo(
      golden.standard,
      12,
    );
    expect(a.interval?.method).toBe("student-t-logit");
  });

  it("does not depend on the order of the rows", () => {
    const point = fc.record({
      x: fc.integer({ min: 0, max: 4 }),
      p: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 20 }), (made) => {
        const consistency = { features: ["x"], neighbours: 3 };
        const value = (some: typeof made) =>
          find(
            measureIndividual(some, { prediction: "p", consistency, cohorts: [] }),
            "consistency",
          ).value as number;
        expect(value([...made].reverse())).toBeCloseTo(value(made), 10);
      }),
    );
  });
});

describe("entropy of benefit", () => {
  /** Rows with the benefits 0 (refused, though suited), 1 and 2. */
  const rowsOf = (benefits: readonly number[]) =>
    benefits.map((b) => ({ y: b === 0 ? 1 : 0, p: b === 2 ? 1 : 0 }));
  const entropyOf = (benefits: readonly number[], alpha = 2) => {
    const question = { prediction: "p", label: "y", alpha, cohorts: [] };
    return measureIndividual(rowsOf(benefits), question);
  };

  it.each([
    [[0, 2, 1, 0, 2, 1, 1, 1, 1, 1], 0.2],
    [[0, 2, 2, 0, 0, 2, 1, 1, 1, 1], 0.3],
  ])("is AIF360's index of its examples: %j", (benefits, expected) => {
    expect(find(entropyOf(benefits), "generalized_entropy_index").value).toBeCloseTo(expected, 12);
  });

  it("is AIF360's Theil index of its example, 4 ln 2 / 10", () => {
    const measured = entropyOf([0, 2, 1, 0, 2, 1, 1, 1, 1, 1]);
    expect(find(measured, "theil_index").value).toBeCloseTo((4 * Math.log(2)) / 10, 12);
  });

  it("is the mean log deviation at α = 0, where AIF360 divides by the mean once more", () => {
    const { value } = generalizedEntropy(Float64Array.of(1, 2, 2, 3), 0) as { value: number };
    expect(value).toBeCloseTo(-(Math.log(0.5) + Math.log(1) * 2 + Math.log(1.5)) / 4, 12);
  });

  it("is the limit of its neighbours at α = 0 and 1", () => {
    const benefits = Float64Array.of(0.5, 1, 1.5, 2, 1);
    for (const alpha of [0, 1]) {
      const { value } = generalizedEntropy(benefits, alpha) as { value: number };
      const near = generalizedEntropy(benefits, alpha + 1e-6) as { value: number };
      expect(near.value).toBeCloseTo(value, 5);
    }
  });

  it("adds up: within each cohort, weighted, and between them make the whole (Theil)", () => {
    const people = fc.array(
      fc.record({
        y: fc.constantFrom(0, 1),
        p: fc.constantFrom(0, 1),
        g: fc.constantFrom("a", "b", "c"),
      }),
      { minLength: 2, maxLength: 40 },
    );
    fc.assert(
      fc.property(people, (made) => {
        const question = { prediction: "p", label: "y", cohorts: [dimension(["g"])] };
        const measured = measureIndividual(made, question);
        const whole = find(measured, "theil_index");
        if (whole.value === null) return;
        const total = made.reduce((sum, { y, p }) => sum + 1 + p - y, 0);
        const within = ["a", "b", "c"].reduce((sum, g) => {
          const own = made.filter((one) => one.g === g);
          const benefit = own.reduce((all, { y, p }) => all + 1 + p - y, 0);
          if (benefit === 0) return sum;
          return (
            sum + (benefit / total) * (find(measured, "theil_index", `g=${g}`).value as number)
          );
        }, 0);
        const between = find(measured, "theil_between", "all", "g").value as number;
        expect(within + between).toBeCloseTo(whole.value, 10);
      }),
    );
  });

  it("takes the error of the delta method", () => {
    // α = 2: half of mean(b²)/μ² − 1, so φ = b²/(2μ²) − (mean(b²)/μ²)·b/μ up to a constant.
    const benefits = [0, 2, 1, 1, 2, 1, 0, 2];
    const mean = 9 / 8;
    const square = 15 / 8;
    const influence = benefits.map(
      (b) => (b * b) / 2 / mean ** 2 - (square / mean ** 2) * (b / mean),
    );
    const centre = influence.reduce((sum, phi) => sum + phi, 0) / 8;
    const error = Math.sqrt(influence.reduce((sum, phi) => sum + (phi - centre) ** 2, 0) / 7 / 8);
    const found = find(entropyOf(benefits), "generalized_entropy_index") as Extract<
      Measurement,
      { status: "ok" }
    >;
    expect(found.value).toBeCloseTo((square / mean ** 2 - 1) / 2, 12);
    expect(found.spread?.standardError).toBeCloseTo(error / found.value, 10);
  });

  it("is not estimable without benefit, nor at α ≤ 0 with one of 0", () => {
    const nothing = { status: "not-estimable", reason: "zero-denominator" };
    expect(find(entropyOf([0, 0]), "theil_index")).toMatchObject(nothing);
    expect(find(entropyOf([0, 1], 0), "generalized_entropy_index")).toMatchObject(nothing);
  });

  it("has no interval where all benefit alike", () => {
    expect(find(entropyOf([1, 1, 1]), "theil_index")).toMatchObject({ value: 0, interval: null });
  });
});

describe("flip test", () => {
  const people = {
    sex: ["F", "M", "F", "M", null],
    points: [3, 3, 9, 9, 5],
    g: ["a", "a", "b", "b", "b"],
  };
  /** Men need 2 points, all others 4. */
  const predict = (asked: Table): number[] => {
    const sex = requireColumn(asked, "sex", "test");
    const points = requireColumn(asked, "points", "test");
    return Array.from({ length: asked.rows }, (_, row) =>
      Number(textAt(points, row)) >= (textAt(sex, row) === "M" ? 2 : 4) ? 1 : 0,
    );
  };

  it("counts whose decision changes with the attribute alone", () => {
    const flip = { attribute: "sex", predict };
    const measured = measureIndividual(people, { flip, cohorts: [dimension(["g"])] });
    expect(find(measured, "flip_rate")).toMatchObject({ value: 0.5, n: 4, missing: 1 });
    expect(find(measured, "flip_rate", "g=a").value).toBe(1);
    expect(find(measured, "flip_rate", "g=b")).toMatchObject({ value: 0, n: 2, missing: 1 });
    const { lower, upper } = estimateProportion({ successes: 2, size: 2 }).boundsAt(Z_95);
    expect(find(measured, "flip_rate", "g=a").interval).toMatchObject({
      lower: expect.closeTo(lower, 12),
      upper: expect.closeTo(upper, 12),
    });
  });

  it("tries only the values that are named, as numbers in a column of numbers", () => {
    const flip = { attribute: "sex", values: ["F"], predict };
    expect(find(measureIndividual(people, { flip, cohorts: [] }), "flip_rate").value).toBe(0.25);
    const kinds: string[] = [];
    const look = (asked: Table): string[] => {
      kinds.push(requireColumn(asked, "points", "test").kind);
      return Array.from({ length: asked.rows }, () => "same");
    };
    const points = { attribute: "points", values: ["1"], predict: look };
    const measured = measureIndividual(people, { flip: points, cohorts: [] });
    expect(find(measured, "flip_rate").value).toBe(0);
    expect(kinds).toEqual(["numeric", "numeric"]);
  });

  it("is judged by a budget", () => {
    const many = Array.from({ length: 80 }, (_, i) => ({
      sex: i % 2 === 0 ? "F" : "M",
      points: i % 8 < 2 ? 3 : 9,
      decided: i % 2,
    }));
    const input: ConfigurationInput = {
      decisions: { label: "decided", favourable: 1 },
      cohorts: { sex: { by: ["sex"], reference: "M" } },
      budgets: [
        {
          id: "flips",
          metric: "flip_rate",
          compare: "value",
          cohorts: "sex",
          limit: { max: 0.05 },
          severity: "warn",
        },
      ],
    };
    const { cohorts } = parseConfiguration(input);
    const measurements = measureIndividual(many, { flip: { attribute: "sex", predict }, cohorts });
    const { verdicts } = audit(many, input, { measurements });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(["fail", "fail"]);
  });
});

describe("what cannot be measured", () => {
  const rows = { x: [1, 2, 3], t: ["a", "b", "c"], p: [0, 1, 1], y: [0, 1, 2] };
  const predict = (): number[] => [1];
  it.each([
    [{ prediction: "p", label: "y" }, "input/prediction-range"],
    [{ label: "p" }, "usage/no-prediction"],
    [{ consistency: { features: ["x"] } }, "usage/no-prediction"],
    [{ prediction: "p", consistency: { features: ["x"] } }, "input/too-few-rows"],
    [{ prediction: "p", consistency: { features: [] } }, "usage/neighbours-range"],
    [{ prediction: "p", consistency: { features: ["t"], neighbours: 1 } }, "input/not-a-number"],
    [{ flip: { attribute: "t", predict } }, "usage/prediction-length"],
    [
      { flip: { attribute: "x", values: ["much"], predict: () => [1, 1, 1] } },
      "input/not-a-number",
    ],
  ])("refuses %j", (question, code) => {
    expect(() => measureIndividual(rows, { ...question, cohorts: [] })).toThrow(
      expect.objectContaining({ code }),
    );
  });
});
