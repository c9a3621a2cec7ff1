import { EvenhandError, type OutputUnit, shown, type Table } from "@evenhand/core";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { TableAttributions } from "../attributions/attribute.ts";
import { requireBackground } from "../attributions/background.ts";
import { type FeatureGroups, playersOf } from "../attributions/groups.ts";
import type { Model } from "../model.ts";
import { type EncodedRows, encodeTable } from "../trees/encode.ts";
import { predictRaw } from "../trees/predict.ts";

export interface RemovalOptions {
  /** Rows that removed features take their values from. */
  readonly background: Table;
  /** The groups that the attributions were asked with. */
  readonly groups?: FeatureGroups;
  /** Of the random order that stands beside. */
  readonly seed: number;
}

/** Mean distance from the row's own output, after 0, 1, … M features. */
export interface DistanceCurves {
  /** With the first k features removed: 0 at first. */
  readonly deletion: Float64Array;
  /** With only the first k features kept: 0 at last. */
  readonly insertion: Float64Array;
}

export interface RemovalCurves {
  readonly unit: OutputUnit;
  /** Features in the order of the size of their contributions to each row. */
  readonly byAttribution: DistanceCurves;
  /** In a random order, drawn for each row. */
  readonly byChance: DistanceCurves;
  readonly seed: number;
}

/**
 * How much of an output goes when the features that count most by an attribution are taken away, and how
 * much comes back with them: deletion and insertion curves. A feature is removed as in the interventional
 * game: v(S) is the mean output over the background with the row's own values on S. After k features T_k
 *
 *   deletion_k = mean over rows of |f(x) − v(all but T_k)|,   insertion_k = mean of |f(x) − v(T_k)|.
 *
 * An order that finds what counts has deletion above, and insertion below, that of a random one; contributions
 * that cancel can make any order look poor. The curves are to be looked at, not to be passed or failed.
 * Takes 4·rows·M·background predictions.
 *
 * @param attributions of the same model and rows
 * @throws EvenhandError `usage/attributions`, `input/empty-background`, `config/feature-groups`, and as
 * `encodeTable`
 * @example
 * const { byAttribution, byChance } = removalCurves(model, people, attributions, { background, seed: 7 });
 */
export function removalCurves(
  model: Model,
  table: Table,
  { attributions }: TableAttributions,
  { background, groups, seed }: RemovalOptions,
): RemovalCurves {
  requireBackground(background);
  const players = playersOf(model.features, groups);
  const rows = encodeTable(model.features, table);
  const names = attributions.map(({ feature }) => feature);
  const [first] = attributions;
  if (names.join("\n") !== players.names.join("\n") || first?.contributions.length !== rows.rows) {
    throw new EvenhandError({
      code: "usage/attributions",
      path: "attributions",
      problem: "these are not attributions of the same model, rows and groups",
      expected: `${rows.rows} rows of ${shown(players.names.join(", "))}`,
      received: `${first?.contributions.length ?? 0} rows of ${shown(names.join(", "))}`,
    });
  }
  const own = predictRaw(model, rows);
  const others = encodeTable(model.features, background);
  const random = xoroshiro128plus(seed);
  const bySize = (row: number): number[] => {
    const size = (player: number): number =>
      Math.abs(attributions[player]?.contributions[row] as number);
    return [...names.keys()].sort((a, b) => size(b) - size(a));
  };
  const byDraw = (): number[] => {
    const order = [...names.keys()];
    for (let at = 0; at < order.length - 1; at++) {
      const other = uniformInt(random, at, order.length - 1);
      const player = order[other] as number;
      order[other] = order[at] as number;
      order[at] = player;
    }
    return order;
  };
  const curvesOf = (orderOf: (row: number) => number[]): DistanceCurves => {
    const deletion = new Float64Array(names.length + 1);
    const insertion = new Float64Array(names.length + 1);
    for (let row = 0; row < rows.rows; row++) {
      const output = own[row] as number;
      const kept = new Uint8Array(names.length).fill(1);
      const added = new Uint8Array(names.length);
      [null, ...orderOf(row)].forEach((player, step) => {
        if (player !== null) {
          kept[player] = 0;
          added[player] = 1;
        }
        const gone = output - worthOf(model, rows, row, others, players.of, kept);
        const left = output - worthOf(model, rows, row, others, players.of, added);
        deletion[step] = (deletion[step] as number) + Math.abs(gone) / rows.rows;
        insertion[step] = (insertion[step] as number) + Math.abs(left) / rows.rows;
      });
    }
    return { deletion, insertion };
  };
  return {
    unit: model.output.unit,
    byAttribution: curvesOf(bySize),
    byChance: curvesOf(byDraw),
    seed,
  };
}

/** v(S): the mean output over the background with the row's values for the players in S. */
function worthOf(
  model: Model,
  { width, values }: EncodedRows,
  row: number,
  background: EncodedRows,
  players: Int32Array,
  coalition: Uint8Array,
): number {
  const mixed = background.values.slice();
  for (let at = 0; at < width; at++) {
    if (coalition[players[at] as number] === 0) continue;
    const own = values[row * width + at] as number;
    for (let cell = at; cell < mixed.length; cell += width) mixed[cell] = own;
  }
  const outputs = predictRaw(model, { ...background, values: mixed });
  return outputs.reduce((sum, output) => sum + output, 0) / outputs.length;
}
