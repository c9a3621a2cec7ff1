import { EvenhandError, shown } from "../errors.ts";
import type { Confidence } from "./record.ts";

/** How clear a decision is, before it is put into words. */
export type Clearness = Omit<Confidence, "basis">;

/** Bands of the share of background rows nearer to the threshold: [0, 0.1), [0.1, 0.35), [0.35, 1]. */
const CLOSE_BELOW = 0.1;
const FAIRLY_CLEAR_BELOW = 0.35;

/**
 * How clear a decision is, from its place among the background's distances to the threshold. It says
 * nothing of how often such decisions are right.
 *
 * nearerShare = #{ b : |b − τ| < |output − τ| } ÷ #b.
 *
 * @throws EvenhandError `input/background-outputs` when empty or not finite
 */
export function measureClearness(
  output: number,
  threshold: number,
  backgroundOutputs: ArrayLike<number>,
): Clearness {
  const rows = backgroundOutputs.length;
  if (rows === 0) throw unusable("there are none", "0 outputs");
  const distance = Math.abs(output - threshold);
  let nearer = 0;
  for (let row = 0; row < rows; row++) {
    const other = backgroundOutputs[row] as number;
    if (!Number.isFinite(other)) throw unusable(`row ${row} has none`, shown(other));
    if (Math.abs(other - threshold) < distance) nearer++;
  }
  const nearerShare = nearer / rows;
  return { band: bandOf(nearerShare), distance, nearerShare };
}

function bandOf(nearerShare: number): Clearness["band"] {
  if (nearerShare < CLOSE_BELOW) return "close-call";
  return nearerShare < FAIRLY_CLEAR_BELOW ? "fairly-clear" : "clear";
}

function unusable(problem: string, received: string): EvenhandError {
  return new EvenhandError({
    code: "input/background-outputs",
    path: "backgroundOutputs",
    problem: `the outputs of the background rows are needed, but ${problem}`,
    expected: "one finite output a background row, in the unit of the threshold",
    received,
    hint: "Score the rows that the attributions were measured against.",
  });
}
