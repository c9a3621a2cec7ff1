import type { Proportion } from "./proportion.ts";
import { rateOf } from "./proportion.ts";

/** The maximum likelihood rates of two proportions under a hypothesis that ties them together. */
export interface RestrictedRates {
  readonly first: number;
  readonly second: number;
}

/**
 * Under p₁ − p₂ = δ: the root of a cubic in p₁, in closed form.
 * Farrington & Manning (1990), Statistics in Medicine 9, appendix.
 *
 * @param difference δ from −1 to 1
 */
export function restrictByDifference(
  first: Proportion,
  second: Proportion,
  difference: number,
): RestrictedRates {
  const p1 = rateOf(first);
  const p2 = rateOf(second);
  const theta = second.size / first.size;
  const a = 1 + theta;
  const b = -(1 + theta + p1 + theta * p2 + difference * (theta + 2));
  const c = difference * difference + difference * (2 * p1 + theta + 1) + p1 + theta * p2;
  const d = -p1 * difference * (1 + difference);
  const v = (b / (3 * a)) ** 3 - (b * c) / (6 * a * a) + d / (2 * a);
  const reach = Math.sqrt(Math.max(0, (b / (3 * a)) ** 2 - c / (3 * a)));
  const u = v < 0 ? -reach : reach;
  const cosine = u === 0 ? 0 : Math.max(-1, Math.min(1, v / u ** 3));
  const angle = (Math.PI + Math.acos(cosine)) / 3;
  const root = 2 * u * Math.cos(angle) - b / (3 * a);
  const restricted = Math.max(0, difference, Math.min(1, 1 + difference, root));
  return { first: restricted, second: restricted - difference };
}

/**
 * Under p₁ = θp₂: p₂ is the smaller root of
 * (n₁ + n₂)θ·p² − ((n₁ + x₂)θ + x₁ + n₂)·p + (x₁ + x₂) = 0.
 * Koopman (1984), Biometrics 40.
 *
 * @param ratio θ > 0
 */
export function restrictByRatio(
  first: Proportion,
  second: Proportion,
  ratio: number,
): RestrictedRates {
  const a = (first.size + second.size) * ratio;
  const b = (first.size + second.successes) * ratio + first.successes + second.size;
  const c = first.successes + second.successes;
  const root = (2 * c) / (b + Math.sqrt(Math.max(0, b * b - 4 * a * c)));
  const p2 = Math.min(root, 1, 1 / ratio);
  return { first: Math.min(1, ratio * p2), second: p2 };
}
