import type { FileOptions } from "@evenhand/core";
import { stringify } from "yaml";
import { oneLine } from "../terminal/one-line.ts";

/** What a first configuration is made of. */
export interface Draft {
  /** Relative to the configuration file. */
  readonly dataPath: string;
  readonly layout: FileOptions;
  readonly missing: readonly string[];
  readonly outcome: string;
  readonly favourable: readonly string[];
  readonly prediction: DraftPrediction | null;
  readonly cohorts: readonly DraftCohort[];
}

export type DraftPrediction =
  | { readonly kind: "column"; readonly column: string }
  | { readonly kind: "score"; readonly column: string; readonly threshold: number };

export interface DraftCohort {
  readonly column: string;
  readonly bands: readonly number[] | null;
  /** A level, or `rest`. */
  readonly reference: string;
}

/** A commented configuration as text, ready to be edited. */
export function writeDraft(draft: Draft): string {
  return `${[
    header(draft),
    `version: 1\ntitle: ${inline(`Audit of ${oneLine(draft.dataPath)}`)}`,
    dataSection(draft),
    decisionsSection(draft),
    cohortsSection(draft),
    EVIDENCE,
    budgetsSection(draft),
  ].join("\n\n")}\n`;
}

function header({ dataPath }: Draft): string {
  return [
    `# Fairness budgets for ${oneLine(dataPath)}. Every line is yours to change;`,
    "# `evenhand lint` checks the file, `evenhand check` judges the data by it.",
  ].join("\n");
}

function dataSection({ dataPath, layout, missing }: Draft): string {
  const { columns, comment, delimiter, header: hasHeader, trim } = layout;
  return [
    "# Where the decisions are, and how the file is laid out. Paths are relative to this file.",
    "data:",
    `  path: ${inline(dataPath)}`,
    "  format: csv",
    `  delimiter: ${inline(delimiter)}`,
    `  header: ${hasHeader}`,
    ...(columns === undefined
      ? []
      : [
          "  # In the order of the file; give them the names you use.",
          `  columns: ${inline(columns)}`,
        ]),
    ...(comment === undefined ? [] : [`  comment: ${inline(comment)}`]),
    "  # Texts that stand for a missing value; empty fields always do.",
    `  missing: ${inline(missing)}`,
    `  trim: ${trim === true}`,
  ].join("\n");
}

function decisionsSection({ outcome, favourable, prediction }: Draft): string {
  return [
    "decisions:",
    "  # What really happened: the recorded outcome.",
    `  label: ${inline(outcome)}`,
    "  # The value people are glad of, in the label and in the prediction.",
    `  favourable: ${inline(favourable.length === 1 ? favourable[0] : favourable)}`,
    ...predictionLines(prediction),
  ].join("\n");
}

function predictionLines(prediction: DraftPrediction | null): string[] {
  switch (prediction?.kind) {
    case undefined:
      return [
        "  # Without a prediction the recorded outcomes alone are audited. Name the column of decisions here:",
        "  # prediction: decided",
      ];
    case "column":
      return ["  # What was decided or predicted.", `  prediction: ${inline(prediction.column)}`];
    case "score":
      return [
        "  # Decided by the score: favourable at or above the threshold.",
        `  score: ${inline(prediction.column)}`,
        `  prediction: { score: true, threshold: ${prediction.threshold}, favourableWhen: above }`,
      ];
  }
}

function cohortsSection({ cohorts }: Draft): string {
  const lines = cohorts.map(({ column, bands, reference }) => {
    const edges = bands === null ? "" : `, bands: ${inline(bands)}`;
    return `  ${key(column)}: { by: ${inline([column])}${edges}, reference: ${inline(reference)} }`;
  });
  const example =
    cohorts.length < 2
      ? []
      : [
          "  # Intersections are cohorts too:",
          `  # both: { by: ${inline(cohorts.slice(0, 2).map(({ column }) => column))}, reference: rest }`,
        ];
  return [
    "# Who is compared, and with whom: a level, or `rest` for everyone else.",
    "cohorts:",
    ...lines,
    ...example,
  ].join("\n");
}

const EVIDENCE = [
  "# How sure a verdict has to be. These are the defaults.",
  "evidence: { confidence: 0.95, multiplicity: holm, minimum: { denominator: 30 } }",
].join("\n");

/**
 * The limits come from the four-fifths guidance as a place to start; whoever answers for the
 * decisions has to choose their own.
 */
function budgetsSection({ cohorts, prediction }: Draft): string {
  const [metric, word] =
    prediction === null ? ["base_rate", "base-rate"] : ["selection_rate", "selection"];
  const taken = new Set<string>();
  const budgets = cohorts.flatMap(({ column }, index) => [
    `  - id: ${unused(`${word}-ratio-${slug(column, index)}`, taken)}`,
    `    metric: ${metric}`,
    "    compare: ratio",
    `    cohorts: ${inline(column)}`,
    "    limit: { min: 0.8, max: 1.25 }",
    "    severity: error",
    ...once(
      index,
      "    # Too little evidence either way: `warn` lets the job pass, `block` stops it.",
    ),
    "    onInconclusive: warn",
    ...once(
      index,
      "    # Who answers for this limit, and why it is where it is:",
      '    # owner: "@team"',
      '    # rationale: "…"',
    ),
  ]);
  return [
    "# The limits. 0.8 to 1.25 is only a place to start: choose yours, and say why.",
    "budgets:",
    ...budgets,
  ].join("\n");
}

/** What is explained at the first budget holds for all. */
function once(index: number, ...lines: string[]): string[] {
  return index === 0 ? lines : [];
}

function unused(id: string, taken: Set<string>): string {
  let name = id;
  for (let n = 2; taken.has(name); n++) name = `${id}-${n}`;
  taken.add(name);
  return name;
}

/** Ids are ASCII; a name with nothing left gets its number. */
function slug(column: string, index: number): string {
  const ascii = column
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, "-")
    .replace(/^-|-$/g, "");
  return ascii === "" ? `cohorts-${index + 1}` : ascii.slice(0, 60);
}

/** Plain where YAML cannot take it for anything but a text. */
function key(name: string): string {
  const isPlain = /^[A-Za-z_][\w-]*$/.test(name) && !/^(?:null|true|false)$/i.test(name);
  return isPlain ? name : JSON.stringify(name);
}

/** A value on one line; texts are quoted, so that none of them can turn into a number or a boolean. */
function inline(value: unknown): string {
  return stringify(value, {
    collectionStyle: "flow",
    defaultStringType: "QUOTE_DOUBLE",
    lineWidth: 0,
    flowCollectionPadding: false,
  }).trimEnd();
}
