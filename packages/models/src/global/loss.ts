import { EvenhandError, shown } from "@evenhand/core";

/** How much an output misses a recorded outcome, 0 or more; less is better. */
export type Loss = (output: number, label: number) => number;

export type LossName = "squared" | "absolute" | "log";

/** Probabilities nearer to 0 or 1 are taken as this near, so that one sure miss is not infinite. */
const NEAREST = 1e-15;

const LOSSES: Readonly<Record<LossName, Loss>> = {
  squared: (output, label) => (output - label) ** 2,
  absolute: (output, label) => Math.abs(output - label),
  log(output, label) {
    const p = Math.min(1 - NEAREST, Math.max(NEAREST, output));
    return -(label * Math.log(p) + (1 - label) * Math.log1p(-p));
  },
};

/** @throws EvenhandError `usage/loss` */
export function lossOf(loss: LossName | Loss): Loss {
  if (typeof loss === "function") return loss;
  if (Object.hasOwn(LOSSES, loss)) return LOSSES[loss];
  throw new EvenhandError({
    code: "usage/loss",
    path: "loss",
    problem: "there is no loss of this name",
    expected: `${Object.keys(LOSSES).join(", ")}, or a function`,
    received: shown(loss),
  });
}
