import { expect, test } from "vitest";
import { rocCurve } from "../../../src/metrics/scores/roc-curve.ts";

test("rates of a weighted curve stay within [0, 1], however their sums are rounded", () => {
  // 0.1 added up ten times, and weights in thirds: neither sum is exact in either order.
  for (let size = 2; size <= 60; size++) {
    const scores = Array.from(
      { length: 2 * size },
      (_, i) => (i % size) / size + (i < size ? 1 : 0),
    );
    const labels = scores.map((score) => (score >= 1 ? 1 : 0));
    const values = scores.map((_, i) => 0.1 + (i % 7) / 3);
    const curve = rocCurve({ scores, labels, weights: { kind: "sampling", values } });
    const rates = (curve ?? []).flatMap((point) => [
      point.falsePositiveRate,
      point.truePositiveRate,
    ]);
    expect(rates).toHaveLength(2 * (2 * size + 1));
    expect(rates.every((rate) => rate >= 0 && rate <= 1)).toBe(true);
    expect(curve?.[size]).toMatchObject({ falsePositiveRate: 0, truePositiveRate: 1 });
  }
});
