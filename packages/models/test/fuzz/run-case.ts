import { isEvenhandError, type Table } from "@evenhand/core";
import type { Model } from "../../src/model.ts";
import { predict } from "../../src/trees/predict.ts";
import { drawFrom } from "../random-models.ts";
import type { Mutator } from "./mutate-bytes.ts";
import { requireEqual, requireSound } from "./require-sound.ts";
import type { FuzzTarget } from "./targets.ts";

/**
 * What became of a damaged file.
 * - `refused`: a typed error when it was read.
 * - `unfit`: a sound model, but the table has not its columns or levels: a typed error.
 * - `equal`: a sound model with the outputs of the undamaged file.
 * - `caught`: a sound model with other outputs on the sample; with the sample it is refused.
 * - `beyond`: a sound model, equal on the sample and not on the rows drawn beside it.
 */
export type Outcome = "refused" | "unfit" | "equal" | "caught" | "beyond";

const AT_READING = /^input\/model-(?!replay)|^config\/model-(features|class)$/;
const AT_ENCODING = /^config\/unknown-column$|^input\/(not-a-number|unseen-level|missing-value)$/;
const AT_REPLAY = /^input\/model-replay$/;

/** The damaged file of a seed, by which of the target's mutators. */
export function damagedFile(
  target: FuzzTarget,
  seed: number,
): { readonly bytes: Uint8Array; readonly mutator: Mutator } {
  const draw = drawFrom(seed);
  const mutator = target.mutators[draw(target.mutators.length)] as Mutator;
  return { bytes: mutator.mutate(target.bytes, draw), mutator };
}

/**
 * Reads the damaged file of a seed.
 *
 * @throws Error for anything that is none of the outcomes: a foreign error, an unsound model, an output
 * that is no number, two readings that differ, a replay that lets other outputs pass
 */
export function runCase(target: FuzzTarget, bytes: Uint8Array): Outcome {
  const read = attempt(() => target.load(bytes), AT_READING);
  if (read === null) return "refused";
  requireSound(read);
  const { sample, tolerance } = target;
  const outputs = outputsOf(read, sample.table);
  if (outputs === null) return "unfit";
  const agrees = isClose(outputs, sample.expected, tolerance);
  const replayed = attempt(() => target.load(bytes, sample), AT_REPLAY);
  if ((replayed !== null) !== agrees) {
    throw new Error(agrees ? "the replay refuses equal outputs" : "the replay lets others pass");
  }
  if (replayed === null) return "caught";
  requireEqual(read, replayed);
  const probed = outputsOf(read, target.probe);
  return probed !== null && isClose(probed, target.probeOutputs, 1e-9) ? "equal" : "beyond";
}

/** Finite outputs, or null where the model does not read this table. */
function outputsOf(model: Model, rows: Table): Float64Array | null {
  const outputs = attempt(() => predict(model, rows), AT_ENCODING);
  if (outputs?.every(Number.isFinite) === false) throw new Error("an output is no finite number");
  return outputs;
}

function attempt<T>(run: () => T, codes: RegExp): T | null {
  try {
    return run();
  } catch (error) {
    if (isEvenhandError(error) && codes.test(error.code)) return null;
    throw error;
  }
}

function isClose(
  outputs: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): boolean {
  return Array.from(expected).every(
    (wanted, row) =>
      Math.abs((outputs[row] as number) - wanted) <= tolerance * Math.max(1, Math.abs(wanted)),
  );
}
