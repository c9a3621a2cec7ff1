import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Asker } from "./ask.ts";
import type { Ends } from "./exact.ts";
import { covarianceOf, solveNormal } from "./least-squares.ts";
import type { Mix } from "./mixtures.ts";
import {
  budgetFault,
  FEWEST_PAIRS,
  indices,
  type Sampled,
  type SampleLimits,
  shuffle,
  studentPoint,
} from "./sample.ts";

/**
 * Values by weighted least squares (Kernel SHAP, Lundberg and Lee 2017): coalitions S are drawn with
 * their complements, of size s with probability proportional to (M−1) ÷ (s(M−s)), and v(S), the mean
 * output over all background rows, is fitted by v(∅) + Σ_{j∈S} φ_j under Σ φ_j = v(all) − v(∅). Player
 * M takes what the others leave, and a pair gives one equation (Covert and Lee 2021): with S_j 1 or 0,
 *
 *   x_j = S_j − S_M,   y = ½[v(S) − v(S̄)] − (S_M − ½)(v(all) − v(∅)).
 *
 * The error is that of least squares whose coalitions are drawn: A⁻¹ (Σ x xᵀ e²) A⁻¹
 * with A = Σ x xᵀ and residuals e. The values have a bias of order 1 ÷ n beside it.
 *
 * @param players at least 2
 * @param limits that reach for twice as many pairs as players
 * @throws EvenhandError `usage/row-budget` where the coalitions drawn do not tell all players apart
 */
export async function kernelValues(
  asker: Asker,
  mix: Mix,
  players: number,
  ends: Ends,
  limits: SampleLimits,
): Promise<Sampled> {
  const { seed, rows, precision } = limits;
  const random = xoroshiro128plus(seed);
  const ofPair = 2 * ends.background.length;
  const most = Math.floor(rows / ofPair);
  const round = 2 * players;
  const mean = ends.background.reduce((sum, output) => sum + output, 0) / ends.background.length;
  const whole = ends.person - mean;
  const sizes = sizeChances(players);
  const inputs: Float64Array[] = [];
  const outputs: number[] = [];

  while (true) {
    const drawn = Array.from({ length: Math.min(round, most - inputs.length) }, () => {
      const chance = uniformFloat64(random);
      const size = 1 + sizes.findIndex((upTo) => chance < upTo);
      const members = new Uint8Array(players);
      for (const player of shuffle(indices(players), random, size).subarray(0, size)) {
        members[player] = 1;
      }
      return members;
    });
    const halves = await askHalves(asker, mix, drawn, ends.background.length);
    drawn.forEach((members, pair) => {
      const last = members[players - 1] as number;
      inputs.push(Float64Array.from(members.subarray(0, -1), (member) => member - last));
      outputs.push((halves[pair] as number) - (last - 0.5) * whole);
    });
    const isLast = inputs.length === most;
    const sampled = fit(inputs, outputs, whole);
    if (sampled !== null) {
      const settled =
        inputs.length >= FEWEST_PAIRS + players &&
        sampled.halfWidths.every((half) => half <= precision);
      if (settled || isLast) return { ...sampled, stoppedBy: settled ? "precision" : "budget" };
    } else if (isLast) {
      throw budgetFault(rows + ofPair, rows);
    }
  }
}

/** Upper ends of the chances of sizes 1 to M − 1, summed up. */
function sizeChances(players: number): number[] {
  const weights = Array.from(
    { length: players - 1 },
    (_, at) => 1 / ((at + 1) * (players - at - 1)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let upTo = 0;
  return weights.map((weight, at) => {
    upTo += weight / total;
    return at === weights.length - 1 ? 1 : upTo;
  });
}

/** ½[v(S) − v(S̄)] of each coalition. */
async function askHalves(
  asker: Asker,
  mix: Mix,
  coalitions: readonly Uint8Array[],
  background: number,
): Promise<Float64Array> {
  const halves = new Float64Array(coalitions.length);
  const isOther = (row: number): boolean => Math.floor(row / background) % 2 === 1;
  const pairOf = (row: number): number => Math.floor(row / background / 2);
  await asker.ask({
    rows: 2 * background * coalitions.length,
    tableOf(start, end) {
      const players = (coalitions[0] as Uint8Array).length;
      const members = new Uint8Array((end - start) * players);
      const others = new Uint32Array(end - start);
      for (let row = start; row < end; row++) {
        others[row - start] = row % background;
        const coalition = coalitions[pairOf(row)] as Uint8Array;
        const taken = isOther(row) ? coalition.map((member) => 1 - member) : coalition;
        members.set(taken, (row - start) * players);
      }
      return mix(others, members);
    },
    take(output, row) {
      const signed = (isOther(row) ? -output : output) / background / 2;
      halves[pairOf(row)] = (halves[pairOf(row)] as number) + signed;
    },
  });
  return halves;
}

/** Null while the coalitions do not yet tell all players apart. */
function fit(
  inputs: readonly Float64Array[],
  outputs: readonly number[],
  whole: number,
): Omit<Sampled, "stoppedBy"> | null {
  const fitted = solveNormal(inputs, outputs);
  if (fitted === null) return null;
  const free = fitted.solution.length;
  const pairs = inputs.length;
  const covariance = covarianceOf(fitted, inputs, outputs);
  const values = Float64Array.of(
    ...fitted.solution,
    fitted.solution.reduce((rest, value) => rest - value, whole),
  );
  // The last player's error is that of the sum of the others.
  const standardErrors = values.map((_, player) =>
    Math.sqrt(
      Math.max(
        0,
        player < free
          ? (covariance[player * free + player] as number)
          : covariance.reduce((sum, entry) => sum + entry, 0),
      ),
    ),
  );
  const point = studentPoint(pairs - free);
  return {
    values,
    standardErrors,
    halfWidths: standardErrors.map((error) => point * error),
    pairs,
  };
}
