import {
  type Configuration,
  categoriesOf,
  type DecisionOutcome,
  type DecisionRecord,
  decisionRecord,
  EvenhandError,
  type FeatureValue,
  type ModelSection,
  type PredictionRule,
  type Table,
  VERSION,
} from "@evenhand/core";
import { convertOutput, encodeTable, explain, predictionUnit, predictRaw } from "@evenhand/models";
import { declareProxiesOf } from "../../configuration/declare-flagged.ts";
import type { LoadedConfiguration } from "../../configuration/load.ts";
import { readBackground } from "../../inputs/background.ts";
import type { GatheredData } from "../../inputs/gather.ts";
import { readModel } from "../../inputs/model-file.ts";
import type { Session } from "../../session.ts";
import { correctRow } from "./correct-row.ts";

export interface Explained {
  readonly subject: string;
  /** From 0. */
  readonly row: number;
  readonly today: string;
  readonly locale: string;
  /** Changes of different kinds to look for. */
  readonly answers: number;
  /** Values to take in place of those in the data. */
  readonly corrections?: Readonly<Record<string, FeatureValue>>;
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
  { subject, row, today, locale, answers, corrections }: Explained,
  session: Session,
): Promise<DecisionRecord> {
  const { configuration, folder } = declareProxiesOf(loaded, data.table);
  const { model, identity } = await readModel(section, folder);
  const background = await readBackground(loaded, section, data, model, session);
  // Attributions add up in the unit of the trees, so everything beside them is said in it too.
  const { unit } = model.output;
  const threshold = convertOutput(model, rule.threshold, { from: predictionUnit(model), to: unit });
  const { favourableWhen } = rule;
  const [table, at] =
    corrections === undefined
      ? [data.table, row]
      : [correctRow(data.table, row, corrections, model), 0];
  const { attribution, counterfactuals } = explain(model, table, at, {
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
    reasonCodes: configuration.reasonCodes,
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
    const text = decided.isFavourable ? wording.favourable : wording.other;
    if (typeof text === "string") return { decided: text, ...rest };
    // The record takes the text of its language.
    return { decided: Object.values(text)[0] ?? "", decidedIn: text, ...rest };
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
