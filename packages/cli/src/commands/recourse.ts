import {
  costOfRecourse,
  drawRows,
  isPresent,
  type Measurement,
  measureRecourse,
  type NumericColumn,
  type PredictionRule,
  type RecourseCost,
} from "@evenhand/core";
import { prepareCounterfactuals } from "@evenhand/models";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { readBackground } from "../inputs/background.ts";
import type { GatheredData } from "../inputs/gather.ts";
import { readModel } from "../inputs/model-file.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";

const RECOURSE_METRICS = ["no_recourse_rate", "recourse_burden"];
/** Searches between two messages. */
const PER_MESSAGE = 20;

export interface FoundRecourse {
  readonly measurements: readonly Measurement[];
  readonly notes: readonly string[];
}

/** True where a budget asks for recourse and the configuration's model decides. */
export function asksForRecourse({ configuration }: LoadedConfiguration): boolean {
  return (
    configuration.model !== null &&
    configuration.decisions.prediction?.kind === "model" &&
    configuration.budgets.some(({ metric }) => RECOURSE_METRICS.includes(metric))
  );
}

/**
 * Searches for changes for some of the refused people, drawn at random with the declared seed, and
 * measures recourse from what was found.
 *
 * @param scores the model's, one a row
 */
export async function findRecourse(
  loaded: LoadedConfiguration,
  data: GatheredData,
  scores: NumericColumn,
  session: Session,
  progress: Progress,
): Promise<FoundRecourse> {
  const { configuration, folder } = loaded;
  const { model: section, recourse, evidence } = configuration;
  const rule = configuration.decisions.prediction;
  if (section === null || rule?.kind !== "model") return { measurements: [], notes: [] };
  const { model } = await readModel(section, folder);
  const { anchors } = await readBackground(loaded, section, data, model, session);
  const refused = refusedRows(scores, rule);
  const drawn = drawRows(refused, recourse.people, recourse.seed);
  const changesFor = prepareCounterfactuals(model, {
    anchors,
    features: configuration.features,
    links: configuration.links,
    target: { threshold: rule.threshold, favourableWhen: rule.favourableWhen },
    maxNodes: recourse.nodes,
  });
  const costs: RecourseCost[] = [];
  for (const row of drawn) {
    if (costs.length % PER_MESSAGE === 0) {
      progress.say(`Searching for recourse: ${costs.length} of ${drawn.length} people`);
    }
    costs.push(costOfRecourse(row, changesFor(data.table, row)));
  }
  return {
    measurements: measureRecourse(data.table, {
      cohorts: configuration.cohorts,
      confidence: evidence.confidence,
      costs,
    }),
    notes: [describeSearch(costs, refused.length, recourse)],
  };
}

function refusedRows(
  scores: NumericColumn,
  { threshold, favourableWhen }: Extract<PredictionRule, { threshold: number }>,
): number[] {
  return Array.from(scores.values, (_, row) => row).filter((row) => {
    if (!isPresent(scores, row)) return false;
    const score = scores.values[row] as number;
    return favourableWhen === "above" ? score < threshold : score >= threshold;
  });
}

function describeSearch(
  costs: readonly RecourseCost[],
  refused: number,
  { seed, nodes }: { readonly seed: number; readonly nodes: number },
): string {
  const count = (wanted: RecourseCost["status"]): string =>
    costs.filter(({ status }) => status === wanted).length.toLocaleString("en");
  const who =
    costs.length < refused
      ? `${costs.length.toLocaleString("en")} of ${refused.toLocaleString("en")} refused people, drawn at random with seed ${seed}`
      : `all ${refused.toLocaleString("en")} refused people`;
  return `Recourse was searched for ${who}, each within ${nodes.toLocaleString("en")} boxes: ${count("infeasible")} are proved to have none, for ${count("not-found")} the search ended without an answer, ${count("optimal")} have a change that is proved to be the cheapest, ${count("feasible")} one that may not be.`;
}
