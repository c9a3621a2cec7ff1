import {
  type Configuration,
  categoriesOf,
  type DecisionOutcome,
  type DecisionRecord,
  decisionRecord,
  deriveColumns,
  EvenhandError,
  type ModelSection,
  type PredictionRule,
  sliceRows,
  type Table,
  VERSION,
} from "@evenhand/core";
import {
  convertOutput,
  drawBackground,
  encodeTable,
  explain,
  type Model,
  predictionUnit,
  predictRaw,
} from "@evenhand/models";
import type { LoadedConfiguration } from "../../configuration/load.ts";
import { readDataFile } from "../../inputs/data-file.ts";
import type { GatheredData } from "../../inputs/gather.ts";
import { readModel } from "../../inputs/model-file.ts";
import type { Session } from "../../session.ts";

export interface Explained {
  readonly subject: string;
  /** From 0. */
  readonly row: number;
  readonly today: string;
  readonly locale: string;
  /** Changes of different kinds to look for. */
  readonly answers: number;
}

/** A model, and the output at which the decision turns. */
export interface DecidingModel {
  readonly section: ModelSection;
  readonly rule: Extract<PredictionRule, { threshold: number }>;
}

/**
 * The record of one decision of the configuration's model.
 *
 * @throws EvenhandError those of reading model and background
 */
export async function explainRow(
  loaded: LoadedConfiguration,
  { section, rule }: DecidingModel,
  data: GatheredData,
  { subject, row, today, locale, answers }: Explained,
  session: Session,
): Promise<DecisionRecord> {
  const { configuration, folder } = loaded;
  const { model, identity } = await readModel(section, folder);
  const background = await readBackground(loaded, section, data, model, session);
  // Attributions add up in the unit of the trees, so everything beside them is said in it too.
  const { unit } = model.output;
  const threshold = convertOutput(model, rule.threshold, { from: predictionUnit(model), to: unit });
  const { favourableWhen } = rule;
  const { attribution, counterfactuals } = explain(model, data.table, row, {
    background: background.drawn,
    description: background.description,
    anchors: background.anchors,
    features: configuration.features,
    links: configuration.links,
    answers,
    target: { threshold, favourableWhen, unit },
  });
  const contact = configuration.context?.contact;
  return decisionRecord({
    subject,
    outcome: outcomeOf(configuration, data.table, {
      isFavourable:
        favourableWhen === "above"
          ? attribution.output.value >= threshold
          : attribution.output.value < threshold,
      threshold,
      favourableWhen,
    }),
    attribution,
    counterfactuals,
    features: configuration.features,
    backgroundOutputs: predictRaw(model, encodeTable(model.features, background.drawn)),
    provenance: {
      model: identity,
      data: data.identity,
      generator: { name: "evenhand", version: VERSION },
      today,
    },
    locale,
    ...(contact === undefined ? {} : { contact }),
  });
}

/**
 * The model that an explanation needs.
 *
 * @throws EvenhandError `config/missing-key` without a model, or without a threshold on its output
 */
export function requireModel({ model, decisions }: Configuration): DecidingModel {
  if (model === null) {
    throw new EvenhandError({
      code: "config/missing-key",
      path: "model",
      problem: "an explanation needs the model, and the configuration names none",
      expected: "a section `model` with `path` and `format`",
    });
  }
  if (decisions.prediction?.kind === "model") return { section: model, rule: decisions.prediction };
  throw new EvenhandError({
    code: "config/missing-key",
    path: "decisions.prediction",
    problem: "an explanation needs to know at which output of the model the decision turns",
    expected: "{ model: true, threshold: 0.5, favourableWhen: above }",
  });
}

const DEFAULT_BACKGROUND = { rows: 200, seed: 7 };

interface Background {
  readonly drawn: Table;
  readonly anchors: Table;
  readonly description: string;
}

/** The declared background, else rows of the data themselves. */
async function readBackground(
  { configuration, folder }: LoadedConfiguration,
  { background: declared }: ModelSection,
  data: GatheredData,
  model: Model,
  session: Session,
): Promise<Background> {
  const { rows, seed } = declared ?? DEFAULT_BACKGROUND;
  const { data: dataSection } = configuration;
  let anchors = data.table;
  let name = data.identity.name;
  if (declared !== null && (declared.path ?? declared.dataset) !== undefined) {
    // A background is laid out like the data unless it says otherwise.
    const { path: _path, dataset: _dataset, file: _file, ...layout } = dataSection ?? {};
    const file = { ...layout, ...declared };
    const read = await readDataFile(file, folder, "model.background", session);
    const derive = neededDerivations(dataSection?.derive ?? {}, model);
    anchors = deriveColumns(read.table, derive).table;
    name = read.identity.name;
  }
  if (declared?.range !== undefined) {
    const { from = 1, to = anchors.rows } = declared.range;
    anchors = sliceRows(anchors, declared.range, "model.background.range").table;
    name = `data rows ${from} to ${to} of ${name}`;
  }
  const drawn = drawBackground(anchors, { rows, seed });
  const description =
    drawn.rows < anchors.rows
      ? `${drawn.rows} rows drawn with seed ${seed} from ${name}`
      : `all ${drawn.rows} rows of ${name}`;
  return { drawn, anchors, description };
}

function neededDerivations<D>(
  derive: Readonly<Record<string, D>>,
  { features }: Model,
): Record<string, D> {
  const inputs = new Set(features.map(({ name }) => name));
  return Object.fromEntries(Object.entries(derive).filter(([name]) => inputs.has(name)));
}

/** The decision in the configuration's words, else in those of the label: `>50K`. */
function outcomeOf(
  { decisions: { favourable, label, wording } }: Configuration,
  table: Table,
  decided: {
    readonly isFavourable: boolean;
    readonly threshold: number;
    readonly favourableWhen: "above" | "below";
  },
): DecisionOutcome {
  const { threshold, favourableWhen } = decided;
  const rest = { favourable: decided.isFavourable, threshold, favourableWhen };
  if (wording !== null) {
    return { decided: decided.isFavourable ? wording.favourable : wording.other, ...rest };
  }
  if (favourable?.kind !== "values") {
    return { decided: decided.isFavourable ? "yes" : "no", ...rest };
  }
  const good = favourable.values.join(" or ");
  if (decided.isFavourable) return { decided: good, ...rest };
  const column = label === null ? undefined : table.columns.get(label);
  const others =
    column === undefined
      ? []
      : categoriesOf(column).levels.filter((level) => !favourable.values.includes(level));
  return { decided: others.length === 1 ? (others[0] as string) : `not ${good}`, ...rest };
}
