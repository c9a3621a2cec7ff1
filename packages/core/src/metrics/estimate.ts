import type { Interval } from "../stats/interval.ts";
import { midPInterval } from "../stats/mid-p.ts";
import { criticalValue } from "../stats/normal.ts";
import { type Bounds, type Proportion, rateOf } from "../stats/proportion.ts";
import { skewedDeviate } from "../stats/skewed-mean.ts";
import { studentOfNormal } from "../stats/student.ts";

/**
 * A number with its uncertainty. Intervals are asked for by critical value, so that p-values far
 * below what a confidence near 1 can express stay exact.
 */
export interface Estimate {
  readonly method: string;
  readonly value: number;
  /** Two-sided interval at ±z; widens with z, of zero width nowhere but at z = 0. */
  boundsAt(z: number): Bounds;
  /** The proportion behind it, where it is one: differences and ratios of those have better intervals. */
  readonly proportion: Proportion | null;
  /** What a reader of the document needs to rebuild it; null for proportions. */
  readonly spread: Spread | null;
}

/** A normal approximation on a scale on which it is good. */
export interface Spread {
  readonly scale: Scale;
  /** On that scale. */
  readonly standardError: number;
  /** Of Student's t, of χ² where the method says so; absent where the normal distribution is meant. */
  readonly degreesOfFreedom?: number;
  /** Of distances: what chance alone adds on the mean where the two sides are the same. */
  readonly chance?: number;
  /** Of the studentised value, by which its limits are moved; absent where they are symmetric. */
  readonly skewness?: number;
}

/** `logit` for values from 0 to 1, `log` for positive ones, `complement-log` for those below 1, `identity` for any. */
export type Scale = "identity" | "log" | "logit" | "complement-log";

/** A proportion: mid-p. */
export function estimateProportion(proportion: Proportion): Estimate {
  return new EstimatedShare(proportion);
}

/** A class, since there are tens of thousands, and an object with a function of its own is twice as large. */
class EstimatedShare implements Estimate {
  readonly method = "mid-p";
  readonly value: number;
  readonly proportion: Proportion;
  readonly spread = null;

  constructor(proportion: Proportion) {
    this.value = rateOf(proportion);
    this.proportion = proportion;
  }

  boundsAt(z: number): Bounds {
    return midPInterval(this.proportion, z);
  }
}

/**
 * A value whose transform is about normal: g⁻¹(g(value) ± z · standardError), with Student's t of
 * the same tail in place of z where there are degrees of freedom. With a skewness each limit lies as
 * far off as Hall's transformation asks for, and never nearer than without it.
 *
 * @param value inside the scale's range: above 0 for `log`, between 0 and 1 for `logit`
 */
export function estimateNormal(value: number, spread: Spread, method: string): Estimate {
  const { to, from } = SCALES[spread.scale];
  const centre = to(value);
  return {
    method,
    value,
    boundsAt(z) {
      const deviate =
        spread.degreesOfFreedom === undefined ? z : studentOfNormal(z, spread.degreesOfFreedom);
      const { standardError, skewness = 0 } = spread;
      const above = Math.max(deviate, skewedDeviate(deviate, skewness));
      const below = Math.min(-deviate, skewedDeviate(-deviate, skewness));
      return {
        lower: from(centre - above * standardError),
        upper: from(centre - below * standardError),
      };
    },
    proportion: null,
    spread,
  };
}

/** An increasing function of a proportion: its mid-p limits, transformed. */
export function estimateTransformed(
  proportion: Proportion,
  transform: (p: number) => number,
): Estimate {
  return {
    method: "mid-p-transformed",
    value: transform(rateOf(proportion)),
    boundsAt(z) {
      const { lower, upper } = midPInterval(proportion, z);
      return { lower: transform(lower), upper: transform(upper) };
    },
    proportion: null,
    spread: null,
  };
}

/**
 * A measurement made elsewhere, of which only an interval is known: it is scaled about the value as
 * a normal one would be, each side on its own.
 */
export function estimateByInterval(value: number, interval: Interval): Estimate {
  const z = criticalValue(interval.confidence);
  const below = (value - interval.lower) / z;
  const above = ((interval.upper ?? Infinity) - value) / z;
  return {
    method: interval.method,
    value,
    boundsAt: (reach) => ({ lower: value - reach * below, upper: value + reach * above }),
    proportion: null,
    spread: null,
  };
}

/** To each scale and back. */
export const SCALES: Readonly<
  Record<Scale, { to: (value: number) => number; from: (scaled: number) => number }>
> = {
  identity: { to: (value) => value, from: (scaled) => scaled },
  log: { to: Math.log, from: Math.exp },
  logit: {
    to: (value) => Math.log(value / (1 - value)),
    from: (scaled) => 1 / (1 + Math.exp(-scaled)),
  },
  "complement-log": {
    to: (value) => -Math.log(1 - value),
    from: (scaled) => 1 - Math.exp(-scaled),
  },
};
