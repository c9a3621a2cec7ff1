import {
  type Column,
  EvenhandError,
  type FeatureValue,
  requireColumn,
  shown,
  type Table,
  takeRows,
} from "@evenhand/core";
import { requireBackground } from "../attributions/background.ts";
import { playersOf } from "../attributions/groups.ts";
import { typicalValue, valueAt } from "../attributions/typical.ts";
import { encodeTable, requireRow } from "../trees/encode.ts";
import type { ModelFeature } from "../trees/ensemble.ts";
import { hashRows } from "../trees/hash-rows.ts";
import { type Asker, askerOf } from "./ask.ts";
import type {
  BlackBoxAttributeOptions,
  BlackBoxAttribution,
  PlayerAttribution,
} from "./attribution.ts";
import type { BlackBox } from "./black-box.ts";
import { type Ends, exactRows, exactValues } from "./exact.ts";
import { kernelValues } from "./kernel.ts";
import { type Mix, mixerOf, stackRows } from "./mixtures.ts";
import { permutationValues } from "./permutation.ts";
import { budgetFault, type Sampled } from "./sample.ts";

const MOST_EXACT = 12;

/**
 * How much each feature, or group, moved one output of a black box away from the mean output over a
 * background: interventional Shapley values, exact or sampled with their error. They sum to output −
 * baseline but for the residual, which is rounding noise save where less than ten passes over the
 * background were affordable for permutations. The same seed gives the same values.
 *
 * @param row from 0
 * @throws EvenhandError `input/empty-background`, `usage/row-range`, `usage/row-budget`,
 * `usage/predict-outputs`, `usage/attribution-method`, `usage/precision`, `config/unknown-column`,
 * `config/feature-groups`; what `predict` throws; the reason of the signal
 * @example
 * const { attributions, sampling } = await attributeBlackBox(model, people, 0, {
 *   background: drawBackground(people, { rows: 200, seed: 7 }),
 *   description: "200 people drawn with seed 7",
 *   seed: 7,
 * });
 */
export async function attributeBlackBox(
  box: BlackBox,
  table: Table,
  row: number,
  options: BlackBoxAttributeOptions,
): Promise<BlackBoxAttribution> {
  const { background, description, maxRows = 2 ** 20, seed = 7 } = options;
  requireRow(table, row);
  requireBackground(background);
  const person = takeRows(table, [row]);
  const names = box.features ?? [...table.columns.keys()];
  const stacked = stackRows(names, background, person);
  const features = [...stacked.columns.values()].map(featureOf);
  const players = playersOf(features, options.groups);
  const mix = mixerOf(stacked, players);
  const method = methodOf(options, players.count, background.rows, maxRows);
  const asker = askerOf(box, options, maxRows);
  const ends = await askEnds(asker, mix, players.count, background.rows);
  const baseline = ends.background.reduce((sum, output) => sum + output, 0) / background.rows;
  const precision = precisionOf(options.precision, ends, baseline);
  const limits = { seed, rows: maxRows - background.rows - 1, precision };
  const sampled = await valuesBy(method, asker, mix, players.count, ends, limits);
  const encoded = encodeTable(features, background);
  return {
    game: "interventional",
    method,
    exact: method === "exact",
    output: { value: ends.person, unit: box.unit },
    baseline: {
      value: baseline,
      description,
      rows: background.rows,
      hash: hashRows(features, encoded),
    },
    attributions: players.names.map((name, player) => {
      const members = features.filter((_, at) => players.of[at] === player);
      const value = sampled.values[player] as number;
      return {
        feature: name,
        features: members.map((member) => member.name),
        value: together(members, (feature) =>
          valueAt(feature, requireColumn(person, feature.name, "model features"), 0),
        ),
        baselineValue: together(members, (feature) =>
          typicalValue(feature, requireColumn(background, feature.name, "background")),
        ),
        contribution: value,
        error: errorOf(sampled, player),
      };
    }),
    residual: sampled.values.reduce((rest, value) => rest - value, ends.person - baseline),
    sampling:
      "pairs" in sampled
        ? {
            seed,
            pairs: sampled.pairs,
            confidence: 0.95,
            precision,
            stoppedBy: sampled.stoppedBy,
          }
        : null,
    predictions: asker.predictions(),
  };
}

type Exact = Pick<Sampled, "values">;

async function valuesBy(
  method: BlackBoxAttribution["method"],
  asker: Asker,
  mix: Mix,
  players: number,
  ends: Ends,
  limits: Parameters<typeof permutationValues>[4],
): Promise<Sampled | Exact> {
  if (method === "exact") return { values: await exactValues(asker, mix, players, ends) };
  const sample = method === "kernel" ? kernelValues : permutationValues;
  return await sample(asker, mix, players, ends, limits);
}

function errorOf(sampled: Sampled | Exact, player: number): PlayerAttribution["error"] {
  if (!("pairs" in sampled)) return null;
  const value = sampled.values[player] as number;
  const half = sampled.halfWidths[player] as number;
  const standardError = sampled.standardErrors[player] as number;
  return { standardError, lower: value - half, upper: value + half };
}

/** A player that is alone has the whole difference, exactly. */
function methodOf(
  { method }: BlackBoxAttributeOptions,
  players: number,
  background: number,
  maxRows: number,
): BlackBoxAttribution["method"] {
  if (method !== undefined && !["exact", "permutation", "kernel"].includes(method)) {
    throw new EvenhandError({
      code: "usage/attribution-method",
      path: "method",
      problem: "there is no such method",
      expected: "exact, permutation or kernel",
      received: shown(method),
    });
  }
  const needed = background + 1 + exactRows(players, background);
  const reaches = players <= MOST_EXACT && needed <= maxRows;
  const alone = players === 1;
  if (reaches && (alone || method === undefined || method === "exact")) return "exact";
  if (!alone && method !== "exact") {
    const fewest = method === "kernel" ? 4 * players * background : 4 * (players - 1);
    const left = maxRows - background - 1;
    if (!(left >= fewest && left < Infinity)) throw budgetFault(fewest, left);
    return method ?? "permutation";
  }
  throw new EvenhandError({
    code: "usage/row-budget",
    path: "method",
    problem: "exact values are not affordable",
    expected: `at most ${MOST_EXACT} features or groups, and ${maxRows} rows`,
    received: `${players}, and ${needed} rows`,
    hint: "Sample them by permutations, put features into groups, or draw a smaller background.",
  });
}

function precisionOf(
  asked: number | undefined,
  { person, background }: Ends,
  mean: number,
): number {
  if (asked !== undefined) {
    if (asked >= 0) return asked;
    throw new EvenhandError({
      code: "usage/precision",
      path: "precision",
      problem: "an interval cannot be this narrow",
      expected: "a number of 0 or more",
      received: shown(asked),
    });
  }
  const variance =
    background.reduce((sum, output) => sum + (output - mean) ** 2, 0) / background.length;
  return 0.01 * Math.max(Math.sqrt(variance), Math.abs(person - mean));
}

/** The outputs of the background rows and of the person. */
async function askEnds(asker: Asker, mix: Mix, players: number, background: number): Promise<Ends> {
  const outputs = new Float64Array(background + 1);
  await asker.ask({
    rows: outputs.length,
    tableOf(start, end) {
      const others = Uint32Array.from({ length: end - start }, (_, at) => start + at);
      return mix(others, new Uint8Array(others.length * players));
    },
    take(output, at) {
      outputs[at] = output;
    },
  });
  return { person: outputs[background] as number, background: outputs.subarray(0, background) };
}

/** A column as a feature of a model file would be. */
function featureOf(column: Column): ModelFeature {
  const { kind, name } = column;
  return kind === "numeric" ? { kind, name, range: null } : { kind, name, levels: column.levels };
}

/** The value of a feature alone; those of several with their names, a missing one as `?`. */
function together(
  members: readonly ModelFeature[],
  shownOf: (feature: ModelFeature) => FeatureValue,
): FeatureValue {
  const [only, ...more] = members as [ModelFeature];
  if (more.length === 0) return shownOf(only);
  return members.map((member) => `${member.name}=${shownOf(member) ?? "?"}`).join(",");
}
