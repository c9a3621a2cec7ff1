import { EvenhandError, type Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { encodeTable } from "../trees/encode.ts";
import type { SplitTrees } from "./forest.ts";
import { expectedDepth, growIsolationTrees, sumOfLeaves } from "./isolation-trees.ts";

export interface IsolationOptions {
  readonly seed: number;
  /** Default 100. */
  readonly trees?: number;
  /** Rows a tree; default 256. */
  readonly sample?: number;
  /** Share of the rows that count as usual, above 0, up to 1; default 0.95. */
  readonly usual?: number;
  /** The largest anomaly score that counts as usual, in place of that share. */
  readonly limit?: number;
}

/** What says how usual a record is. */
export interface IsolationForest {
  readonly trees: SplitTrees;
  /** Of all trees: c(sample). */
  readonly expectedDepth: number;
  readonly limit: number;
  readonly basis: string;
}

/**
 * Grows an isolation forest over the inputs of a model, as a condition on counterfactuals: an answer
 * then has an anomaly score of at most the limit, which is by default the score that 95 % of the rows
 * do not exceed. A row's score is 2^(−mean depth ÷ c(sample)); the same rows and seed give the same
 * forest.
 *
 * @param rows of the training data, at least 2
 * @throws EvenhandError `usage/isolation`, `config/unknown-column`, `input/not-a-number`
 * @example
 * const usual = growIsolationForest(model, people, { seed: 7 });
 * counterfactuals(model, people, 0, { anchors: people, target, plausible: usual });
 */
export function growIsolationForest(
  model: Pick<Model, "features">,
  rows: Table,
  options: IsolationOptions,
): IsolationForest {
  const { seed, trees = 100, sample = 256, usual = 0.95 } = options;
  requireOptions(rows, options);
  const encoded = encodeTable(model.features, rows);
  const grown = growIsolationTrees(model.features, encoded, { seed, trees, sample });
  const forest = { trees: grown, expectedDepth: expectedDepth(Math.min(sample, rows.rows)) };
  if (options.limit !== undefined) {
    return { ...forest, limit: options.limit, basis: "a declared limit" };
  }
  const scores = Float64Array.from({ length: encoded.rows }, (_, row) =>
    scoreOf(forest, sumOfLeaves(grown, encoded.values, row * encoded.width)),
  ).sort();
  return {
    ...forest,
    limit: scores[Math.ceil(usual * scores.length) - 1] as number,
    basis: `${usual * 100} % of ${scores.length} rows score no higher`,
  };
}

/** 2^(−(Σ ÷ trees) ÷ c) */
export function scoreOf(
  { trees, expectedDepth: c }: Pick<IsolationForest, "trees" | "expectedDepth">,
  sum: number,
): number {
  return 2 ** (-sum / trees.roots.length / c);
}

/** The sum of depths at which a score lies. */
export function sumAtScore({ trees, expectedDepth: c }: IsolationForest, score: number): number {
  return -Math.log2(score) * c * trees.roots.length;
}

function requireOptions(rows: Table, options: IsolationOptions): void {
  const { seed, trees = 100, sample = 256, usual = 0.95, limit } = options;
  const isCount = (value: number, least: number): boolean =>
    Number.isInteger(value) && value >= least;
  const wrong = !isCount(seed, 0)
    ? (["seed", "a whole number from 0", seed] as const)
    : !(isCount(trees, 1) && trees <= 10_000)
      ? (["trees", "a whole number from 1 to 10,000", trees] as const)
      : !isCount(sample, 2)
        ? (["sample", "a whole number from 2", sample] as const)
        : !(usual > 0 && usual <= 1)
          ? (["usual", "a share above 0, up to 1", usual] as const)
          : limit !== undefined && !(limit > 0 && limit < 1)
            ? (["limit", "a score between 0 and 1", limit] as const)
            : rows.rows < 2
              ? (["rows", "at least 2 rows", rows.rows] as const)
              : null;
  if (wrong === null) return;
  const [path, expected, received] = wrong;
  throw new EvenhandError({
    code: "usage/isolation",
    path,
    problem: "an isolation forest cannot be grown like this",
    expected,
    received: String(received),
  });
}
