import { EvenhandError } from "../errors.ts";

/**
 * What a decision is worth. `accuracy`: 1 where the decision is the recorded outcome, else 0.
 * `costs`: what the two kinds of error cost, in any unit; utility is minus the mean cost. `payoffs`:
 * profit of each of the four combinations. `gains`: what a favourable decision is worth for each
 * person, against 0 for the other. A true positive is a favourable decision with a favourable outcome.
 */
export type Utility =
  | { readonly kind: "accuracy" }
  | { readonly kind: "costs"; readonly falsePositive: number; readonly falseNegative: number }
  | ({ readonly kind: "payoffs" } & Payoffs)
  | { readonly kind: "gains"; readonly values: ArrayLike<number> };

export interface Payoffs {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** Worth of each decision: `favourable` and `other` for a row with the given outcome. */
export interface Worth {
  /** False where it is read from a column: outcomes then have no say. */
  readonly needsLabels: boolean;
  /** Of a decision about a row; outcome 1 or 0. */
  worthOf(row: number, outcome: number, isFavourable: boolean): number;
  /** Null where it is read from a column. */
  readonly payoffs: Payoffs | null;
}

/** @throws EvenhandError `usage/utility` for a worth that is no finite number */
export function worthFrom(utility: Utility): Worth {
  if (utility.kind === "gains") {
    const { values } = utility;
    return {
      needsLabels: false,
      worthOf: (row, _outcome, isFavourable) => (isFavourable ? (values[row] as number) : 0),
      payoffs: null,
    };
  }
  const payoffs = payoffsOf(utility);
  for (const [name, value] of Object.entries(payoffs)) {
    if (Number.isFinite(value)) continue;
    throw new EvenhandError({
      code: "usage/utility",
      path: `utility.${name}`,
      problem: "the worth of a decision is no finite number",
      received: String(value),
    });
  }
  return {
    needsLabels: true,
    worthOf: (_row, outcome, isFavourable) => {
      if (outcome === 1) return isFavourable ? payoffs.truePositive : payoffs.falseNegative;
      return isFavourable ? payoffs.falsePositive : payoffs.trueNegative;
    },
    payoffs,
  };
}

function payoffsOf(utility: Exclude<Utility, { readonly kind: "gains" }>): Payoffs {
  if (utility.kind === "accuracy") {
    return { truePositive: 1, falsePositive: 0, trueNegative: 1, falseNegative: 0 };
  }
  if (utility.kind === "payoffs") {
    const { truePositive, falsePositive, trueNegative, falseNegative } = utility;
    return { truePositive, falsePositive, trueNegative, falseNegative };
  }
  return {
    truePositive: 0,
    falsePositive: -utility.falsePositive,
    trueNegative: 0,
    falseNegative: -utility.falseNegative,
  };
}
