import { ascending } from "./holm.ts";
import { normalDensity, normalQuantile, normalTail } from "./normal.ts";

/** One of several two-sided tests. */
export interface JointTest {
  readonly p: number;
  /**
   * The quantity that it shares with the other tests of this name, such as the rate of one reference
   * cohort; null where nothing is known of how it depends on others.
   */
  readonly shares: string | null;
  /** Share of its variance that comes from that quantity, 0 to 1. */
  readonly shared: number;
}

/** Nearer to 1 the integral would take too many points; taking less correlation is cautious. */
const MOST_SHARED = 0.98;

/**
 * Adjusted p-values by the step-down maximum of correlated normal deviates, in the order given: the i-th
 * smallest becomes the chance that any of the tests not yet rejected reaches as far, made
 * non-decreasing. Tests that share a reference are jointly normal with correlation λᵢλⱼ, λ² the
 * share of the variance that is the reference's (Dunnett 1955, JASA 50); the chances of
 * tests that share nothing known are added up, so without any sharing this is Holm's.
 * Never above Holm's. Westfall & Young (1993), Resampling-Based Multiple Testing.
 *
 * @example
 * const test = { p: 0.01, shares: "reference", shared: 0.5 };
 * maxT([test, { ...test, p: 0.2 }]); // [0.0190…, 0.2]
 */
export function maxT(tests: readonly JointTest[]): number[] {
  const adjusted = new Array<number>(tests.length);
  const order = ascending(tests.map(({ p }) => p));
  let running = 0;
  order.forEach((index, rank) => {
    const { p } = tests[index] as JointTest;
    if (running < 1) {
      const remaining = order.slice(rank).map((at) => tests[at] as JointTest);
      running = Math.max(running, Math.min(1, chanceOfAny(remaining, p)));
    }
    adjusted[index] = running;
  });
  return adjusted;
}

/** The chance that any of the tests has a p-value of at most p where every hypothesis is true. */
function chanceOfAny(tests: readonly JointTest[], p: number): number {
  if (p >= 1) return 1;
  let sum = 0;
  const blocks = new Map<string, number[]>();
  for (const { shares, shared } of tests) {
    const block = shares === null ? undefined : blocks.get(shares);
    if (shares === null) sum += p;
    else if (block === undefined) blocks.set(shares, [shared]);
    else block.push(shared);
  }
  for (const block of blocks.values()) sum += chanceInBlock(block, p);
  return sum;
}

/**
 * P(any |Zᵢ| ≥ z) for Zᵢ = λᵢU + √(1 − λᵢ²)·Eᵢ with U, Eᵢ independent standard normal:
 * 2 ∫₀^∞ φ(u) (1 − Π (1 − P(|Zᵢ| ≥ z | u))) du, by the trapezoidal rule, which for such functions
 * is exact to about e^(−2π²s²/h²), h the step and s the smallest √(1 − λᵢ²).
 */
function chanceInBlock(shared: readonly number[], p: number): number {
  const bonferroni = p * shared.length;
  const z = -normalQuantile(p / 2);
  if (shared.length === 1 || !Number.isFinite(z)) return bonferroni;
  const parts = shared.map((share) => {
    const taken = Math.min(MOST_SHARED, share);
    return { slope: Math.sqrt(taken), own: Math.sqrt(1 - taken) };
  });
  const step = 0.8 * Math.min(0.75, ...parts.map(({ own }) => own));
  const end = z + 8;
  let sum = 0;
  for (let i = 0; i * step <= end; i++) {
    const u = i * step;
    let logNone = 0;
    for (const { slope, own } of parts) {
      const reach = normalTail((z - slope * u) / own) + normalTail((z + slope * u) / own);
      logNone += Math.log1p(-reach);
    }
    sum += (i === 0 ? 0.5 : 1) * normalDensity(u) * -Math.expm1(logNone);
  }
  return Math.min(bonferroni, Math.max(p, 2 * step * sum));
}
