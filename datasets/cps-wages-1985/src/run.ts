import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  loadConfiguration,
  renderVerdictTable,
  type TableOptions,
  writeOutputs,
} from "@evenhand/cli";
import { type AuditDocument, audit, type DecisionRecord, withColumn } from "@evenhand/core";
import { readTable } from "@evenhand/sources";
import { crossFit } from "./cross-fit.ts";
import { explainRefusal, findRefusal } from "./explain-refusal.ts";
import { drawFolds } from "./folds.ts";
import { labelWages, layOutFeatures } from "./people.ts";

const FOLDS = 5;
const TREES = 21;

export interface RunOptions {
  /** The folder of this data set. */
  readonly folder: string;
  /** Where the results go. */
  readonly out: string;
  /** The UTC date, YYYY-MM-DD. */
  readonly today: string;
  readonly trees?: number;
  readonly report: (progress: string) => void;
}

export interface RunResult {
  readonly audit: AuditDocument;
  readonly decision: DecisionRecord;
}

/**
 * The main job: five forests, each judged on the people it never saw; their decisions audited
 * against the declared budgets; one refusal explained; everything written under `out`.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const { folder, out, today, report } = options;
  const path = join(folder, "cps-wages-1985.csv");
  const { configuration, identity } = await loadConfiguration(join(folder, "evenhand.yaml"));
  const { table: people, file } = await readTable(path);
  const { seed } = configuration.evidence;
  const foldOf = drawFolds(people.rows, FOLDS, seed);
  const fit = crossFit(people, {
    layout: layOutFeatures(people),
    labels: labelWages(people),
    foldOf,
    folds: FOLDS,
    trees: options.trees ?? TREES,
    seed,
    onFold: (done) => report(`Forest ${done} of ${FOLDS} trained and its fold scored`),
  });

  const data = { name: file.name, sha256: file.sha256 };
  const row = findRefusal(people, fit, 0.5);
  const decision = explainRefusal(people, row, fit, foldOf, configuration, { data, today });
  report(`Decision of person ${decision.subject} explained`);

  const document = audit(withColumn(people, fit.scores), configuration, {
    today,
    data,
    configuration: identity,
    decisions: [decision],
  });
  await mkdir(out, { recursive: true });
  await writeDecisions(path, join(out, "decisions.csv"), foldOf, fit.scores.values);
  await writeFile(
    join(out, `decision-${decision.subject}.json`),
    `${JSON.stringify(decision, null, 2)}\n`,
  );
  await writeOutputs(document, [
    { format: "json", path: join(out, "audit.json") },
    { format: "html", path: join(out, "report.html") },
    { format: "markdown", path: join(out, "summary.md") },
  ]);
  report("Audit, report and decision written");
  return { audit: document, decision };
}

/** The people with fold and score appended to each line, so that the command can audit them too. */
async function writeDecisions(
  from: string,
  to: string,
  foldOf: Uint8Array,
  scores: ArrayLike<number>,
): Promise<void> {
  const [header, ...lines] = (await readFile(from, "utf8")).trimEnd().split("\n");
  const scored = lines.map((line, row) => `${line},${(foldOf[row] as number) + 1},${scores[row]}`);
  await writeFile(to, `${[`${header},fold,score`, ...scored].join("\n")}\n`);
}

/** What a newcomer reads at the end: the verdicts, and what to open next. */
export function describeRun(
  { audit: document, decision }: RunResult,
  out: string,
  table: TableOptions,
): string {
  return [
    renderVerdictTable(document, table),
    `Person ${decision.subject}: ${decision.notices.headline}`,
    "",
    "Open next:",
    `  ${join(out, "report.html")}   the report, in a browser`,
    `  ${join(out, "audit.json")}    every number behind it`,
    `  ${join(out, `decision-${decision.subject}.json`)}   the explained decision, complete`,
    "",
    "Your own data:",
    "  node packages/cli/dist/bin.js audit people.csv --outcome hired --by gender",
    "",
  ].join("\n");
}
