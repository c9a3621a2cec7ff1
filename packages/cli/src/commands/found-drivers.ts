import {
  type CandidateComparison,
  compareCandidates,
  countTable,
  type Drivers,
  drawRows,
  EvenhandError,
  findDrivers,
  pairRows,
  shown,
  type Table,
  takeRows,
} from "@evenhand/core";
import { type AttributionGap, attribute, attributionGap } from "@evenhand/models";
import type { LoadedConfiguration } from "../configuration/load.ts";
import { readBackground } from "../inputs/background.ts";
import type { GatheredData } from "../inputs/gather.ts";
import { readModel } from "../inputs/model-file.ts";
import type { Session } from "../session.ts";
import type { Progress } from "../terminal/progress.ts";
import { placingErrors, readScored } from "./evaluation.ts";

/** Rows of a dimension whose scores are taken apart; more would say little more. */
const MOST_ROWS = 5_000;

export interface FoundDrivers extends Drivers {
  /** Where the configuration names a model. */
  readonly features: readonly FeatureGap[];
  /** Where candidates were named. */
  readonly candidates: readonly CandidateComparison[];
}

export interface FeatureGap extends AttributionGap {
  readonly dimension: string;
  readonly cohort: string;
  readonly reference: string;
  /** Rows of each that were looked at. */
  readonly n: number;
  readonly nReference: number;
  /** What the contributions are measured from. */
  readonly background: string;
}

/**
 * Takes apart the gaps of a configuration's data.
 *
 * @param candidates columns of decisions of other models, each compared with the configuration's
 */
export async function evaluateDrivers(
  loaded: LoadedConfiguration,
  candidates: readonly string[],
  session: Session,
  progress: Progress,
): Promise<FoundDrivers> {
  return await placingErrors(loaded, async () => {
    const { configuration } = loaded;
    const { data, scored } = await readScored(loaded, session, progress);
    progress.say("Taking gaps apart");
    const { cells } = countTable(data.table, configuration, scored.scores ?? null);
    return {
      ...findDrivers(cells, configuration),
      features: await findFeatureGaps(loaded, data, session, progress),
      candidates: candidates.length === 0 ? [] : compare(loaded, data.table, candidates),
    };
  });
}

async function findFeatureGaps(
  loaded: LoadedConfiguration,
  data: GatheredData,
  session: Session,
  progress: Progress,
): Promise<FeatureGap[]> {
  const { configuration, folder } = loaded;
  const { model: section, cohorts, evidence } = configuration;
  if (section === null) return [];
  const { model } = await readModel(section, folder);
  const { drawn: background, description } = await readBackground(
    loaded,
    section,
    data,
    model,
    session,
  );
  progress.say("Taking scores apart");
  const everyone = Uint32Array.from({ length: data.table.rows }, (_, row) => row);
  const table = takeRows(data.table, drawRows(everyone, MOST_ROWS, evidence.seed));
  const attributions = attribute(model, table, { background, description });
  return cohorts.flatMap((dimension) =>
    pairRows(table, dimension).map(({ cohort, reference, rows, referenceRows }) => ({
      dimension: dimension.name,
      cohort,
      reference,
      n: rows.length,
      nReference: referenceRows.length,
      background: description,
      ...attributionGap(attributions, rows, referenceRows, { confidence: evidence.confidence }),
    })),
  );
}

function compare(
  { configuration }: LoadedConfiguration,
  table: Table,
  columns: readonly string[],
): CandidateComparison[] {
  const { prediction } = configuration.decisions;
  if (prediction?.kind !== "column") {
    throw new EvenhandError({
      code: "usage/candidates",
      path: "--candidate",
      problem: "candidates are compared with a column of decisions, and the configuration has none",
      expected: "`decisions.prediction` with the name of a column",
      received: shown(prediction?.kind ?? "none"),
    });
  }
  const models = [...new Set([prediction.column, ...columns])].map((column) => ({
    name: column,
    prediction: column,
  }));
  return configuration.cohorts.map(({ name }) =>
    compareCandidates(table, configuration, models, {
      metric: "selection_rate",
      dimension: name,
      confidence: configuration.evidence.confidence,
    }),
  );
}
