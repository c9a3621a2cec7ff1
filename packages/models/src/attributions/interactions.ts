import type { Baseline, OutputUnit, Table } from "@evenhand/core";
import type { Model } from "../model.ts";
import { type EncodedRows, encodeTable } from "../trees/encode.ts";
import type { EnsembleOutput } from "../trees/ensemble.ts";
import { predictRaw } from "../trees/predict.ts";
import type { TableOptions } from "./attribute.ts";
import {
  type CoverBaseline,
  type InterventionalOptions,
  interventionalGame,
  type PathDependentOptions,
  pathDependentGame,
} from "./game.ts";
import { playersOf } from "./groups.ts";
import { interventionalLeaves, pathDependentLeaves } from "./interaction-leaves.ts";
import { type AddRow, termInteractions } from "./interaction-terms.ts";
import { treeSpans } from "./quadrature.ts";
import type { Players, ShapleyGame } from "./shapley-game.ts";

/** How much pairs of features moved each output of a table. */
export interface TableInteractions {
  readonly game: "interventional" | "path-dependent";
  readonly exact: true;
  readonly unit: OutputUnit;
  /** The class whose output is moved; null for regression. */
  readonly classOfInterest: string | null;
  /**
   * What makes a probability of the output: `softmax` says that it is the margin of one of several
   * classes, `logistic` that it is a log-odds, `identity` that it is what `unit` names.
   */
  readonly link: EnsembleOutput["link"];
  /** What contributions start from: background rows, or the covers of the model. */
  readonly baseline: Baseline | CoverBaseline;
  /** The features or groups, M of them, in the order of the model. */
  readonly features: readonly string[];
  /** One a row. */
  readonly outputs: Float64Array;
  /**
   * A symmetric M × M matrix a row: entry (i, j) of row r at (r·M + i)·M + j. Off the diagonal half of
   * the Shapley interaction index of i and j; on it what is left of φ_i, so that a matrix row adds up to
   * φ_i and the whole matrix to output − baseline.
   */
  readonly values: Float64Array;
  /** The largest |output − baseline − Σ values| of a row; rounding noise. */
  readonly largestResidual: number;
}

/**
 * How much pairs of features moved each output: exact Shapley interaction values of both games, in the
 * unit in which the model adds up. The index of a pair,
 *
 *   I_ij = Σ over S without i, j of |S|!·(M−|S|−2)! ÷ (M−1)! · (v(S∪ij) − v(S∪i) − v(S∪j) + v(S)),
 *
 * stands half in (i, j) and half in (j, i); the diagonal holds the rest of each Shapley value. Games and
 * groups are those of `attribute`: linear and additive models have the interventional one. Memory is rows × M² numbers: ask for the rows that are looked at.
 *
 * @throws EvenhandError `input/empty-background`, `input/model-covers`, `usage/model-kind`,
 * `config/unknown-column`, `config/feature-groups`, `input/not-a-number`
 * @example
 * const { features, values } = interactions(model, people, { game: "path-dependent" });
 * values[1]; // for the first row, half of what the first two features did together
 */
export function interactions(
  model: Model,
  table: Table,
  options: (InterventionalOptions | PathDependentOptions) & TableOptions,
): TableInteractions {
  const { game, baseline } =
    options.game === "path-dependent"
      ? pathDependentGame(model)
      : interventionalGame(model, options);
  const { output } = model;
  const players = playersOf(model.features, options.groups);
  const M = players.count;
  const rows = encodeTable(model.features, table);
  const addRow = rowAdder(model, rows, game, players);
  const outputs = predictRaw(model, rows);
  const values = new Float64Array(rows.rows * M * M);
  const pairs = new Float64Array(M * M);
  const phi = new Float64Array(M);
  let largestResidual = 0;
  for (let row = 0; row < rows.rows; row++) {
    pairs.fill(0);
    phi.fill(0);
    addRow(row, pairs, phi);
    const matrix = values.subarray(row * M * M, (row + 1) * M * M);
    fillMatrix(matrix, pairs, phi);
    const sum = matrix.reduce((total, value) => total + value, 0);
    const residual = Math.abs((outputs[row] as number) - baseline.value - sum);
    largestResidual = Math.max(largestResidual, residual);
  }
  return {
    game: game.kind,
    exact: true,
    unit: output.unit,
    classOfInterest: model.classOfInterest,
    link: output.link,
    baseline,
    features: players.names,
    outputs,
    values,
    largestResidual,
  };
}

function rowAdder(model: Model, rows: EncodedRows, game: ShapleyGame, players: Players): AddRow {
  if (model.kind !== "tree-ensemble") {
    // `pathDependentGame` has refused the other game.
    const { background } = game as Extract<ShapleyGame, { kind: "interventional" }>;
    return termInteractions(model, rows, background, players);
  }
  const { nodes, roots, output } = model;
  const leavesOf =
    game.kind === "path-dependent"
      ? pathDependentLeaves(nodes, game.cover, players.of, players.count)
      : interventionalLeaves(nodes, game.background, players.of, players.count);
  const trees = treeSpans(roots, nodes).map(leavesOf);
  return (row, pairs, phi) => {
    const person = rows.values.subarray(row * rows.width, (row + 1) * rows.width);
    for (const addLeaves of trees) addLeaves(person, pairs, phi);
    for (let at = 0; at < pairs.length; at++) pairs[at] = (pairs[at] as number) / output.divisor;
    for (let at = 0; at < phi.length; at++) phi[at] = (phi[at] as number) / output.divisor;
  };
}

/** From I_ij (i < j) and φ: halves off the diagonal, φ_i − Σ_{j≠i} I_ij ÷ 2 on it. */
function fillMatrix(matrix: Float64Array, pairs: Float64Array, phi: Float64Array): void {
  const M = phi.length;
  for (let i = 0; i < M; i++) matrix[i * M + i] = phi[i] as number;
  for (let i = 0; i < M; i++) {
    for (let j = i + 1; j < M; j++) {
      const half = (pairs[i * M + j] as number) / 2;
      matrix[i * M + j] = half;
      matrix[j * M + i] = half;
      matrix[i * M + i] = (matrix[i * M + i] as number) - half;
      matrix[j * M + j] = (matrix[j * M + j] as number) - half;
    }
  }
}
