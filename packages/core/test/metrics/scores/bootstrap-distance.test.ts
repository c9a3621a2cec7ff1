import { describe, expect, it } from "vitest";
import {
  areaBetweenRocCurves,
  bootstrapDistance,
  kolmogorovSmirnov,
  wassersteinDistance,
} from "../../../src/index.ts";

const spread = (count: number, from: number) => ({
  scores: Array.from({ length: count }, (_, i) => from + ((i * 37) % 101) / 101),
  labels: Array.from({ length: count }, (_, i) => (i % 3 === 0 ? 1 : 0)),
});

describe("bootstrapDistance", () => {
  it("gives the distance itself with a range about it, the same for the same seed", () => {
    const [a, b] = [spread(101, 0), spread(101, 0.5)];
    const found = bootstrapDistance(a, b, wassersteinDistance, { seed: 7 });
    expect(found?.value).toBeCloseTo(0.5, 12);
    expect(found?.interval.lower).toBeLessThan(0.5);
    expect(found?.interval.upper).toBeGreaterThan(0.5);
    expect(found).toMatchObject({ use: "descriptive", replicates: 400 });
    expect(bootstrapDistance(a, b, wassersteinDistance, { seed: 7 })).toEqual(found);
    expect(bootstrapDistance(a, b, wassersteinDistance, { seed: 8 })).not.toEqual(found);
  });

  it("never reaches 0 where the samples are the same, and shows the bias that this is", () => {
    const same = spread(101, 0);
    for (const distance of [kolmogorovSmirnov, wassersteinDistance, areaBetweenRocCurves]) {
      const found = bootstrapDistance(same, same, distance, { seed: 1 });
      expect(found?.value).toBe(0);
      expect(found?.interval.lower).toBeGreaterThan(0);
      expect(found?.bias).toBeGreaterThan(0);
    }
  });

  it("leaves out replicates in which the distance does not exist, and counts the others", () => {
    const few = { scores: [0.1, 0.5, 0.9], labels: [0, 0, 1] };
    const found = bootstrapDistance(few, spread(30, 0), areaBetweenRocCurves, { seed: 3 });
    // A sample of three lacks an outcome in (2/3)³ + (1/3)³ = 1/3 of the draws.
    expect(found?.replicates).toBeGreaterThan(220);
    expect(found?.replicates).toBeLessThan(310);
  });

  it("draws weights with the people", () => {
    const weights = { kind: "sampling", values: spread(101, 1).scores } as const;
    const weighted = { ...spread(101, 0), weights };
    const found = bootstrapDistance(weighted, spread(101, 0.5), wassersteinDistance, { seed: 7 });
    expect(found?.value).toBe(wassersteinDistance(weighted, spread(101, 0.5)));
    expect(found?.interval.lower).toBeLessThan(found?.interval.upper as number);
  });

  it("does not exist where the distance does not, and refuses too few replicates", () => {
    const empty = { scores: [] };
    expect(bootstrapDistance(empty, spread(5, 0), kolmogorovSmirnov, { seed: 1 })).toBeNull();
    expect(() =>
      bootstrapDistance(spread(5, 0), spread(5, 0), kolmogorovSmirnov, {
        seed: 1,
        confidence: 0.99,
      }),
    ).toThrow(
      "replicates: too few replicates for this confidence; expected at least 2000, got 400.",
    );
  });
});
