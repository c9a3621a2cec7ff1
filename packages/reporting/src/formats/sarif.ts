import { type AuditDocument, type Budget, changeText, type Verdict } from "@evenhand/core";
import { describeMetric, nameMeasure } from "../wording/metrics.ts";
import { formatLimit } from "../wording/numbers.ts";
import { plainText } from "../wording/text.ts";
import { type BudgetPlaces, placeOf } from "./budget-places.ts";
import { type OutwardRow, outwardGrowth, outwardRows } from "./outward-rows.ts";

export interface SarifOptions {
  /** Where the budgets are declared; without it, results have no location. */
  readonly places?: BudgetPlaces;
  /** What is undecided or without data becomes a result of kind `open`, instead of a run property. */
  readonly full?: boolean;
}

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

type Json = Readonly<Record<string, unknown>>;

/**
 * Writes an audit as SARIF 2.1.0: one result for each failing comparison, at the line of its budget,
 * with a fingerprint of budget and cohort; a waived failure carries its waiver as suppression. A gap that
 * grew against the baseline is a result of its own, and proposed budgets are a property of the run. What
 * is undecided or without data stands under `properties.open` of the run, since consumers take
 * every result for an alert, unless `full`. No count of people below 10 is written.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit`
 * @example
 * await writeFile("evenhand.sarif", renderSarif(audit, {
 *   places: { file: "evenhand.yaml", budgets: { "selection-ratio-sex": { line: 12, column: 5 } } },
 * }));
 */
export function renderSarif(
  audit: AuditDocument,
  { places, full = false }: SarifOptions = {},
): string {
  const rows = outwardRows(audit);
  const ruleIndex = new Map(audit.budgets.map(({ id }, index) => [id, index]));
  const asResult = (row: OutwardRow): Json => resultOf(row, ruleIndex, places);
  const failures = rows.filter(({ verdict }) => verdict.verdict === "fail");
  const open = rows.filter(({ verdict }) => !["fail", "pass"].includes(verdict.verdict));
  const { generator, today } = audit.provenance;
  const run = {
    tool: {
      driver: {
        name: "Evenhand",
        version: plainText(generator.version),
        rules: audit.budgets.map(ruleOf),
      },
    },
    columnKind: "utf16CodeUnits",
    results: [
      ...[...failures, ...(full ? open : [])].map(asResult),
      ...growthResults(audit, ruleIndex, places),
    ],
    properties: {
      verdict: audit.outcome.verdict,
      exitCode: audit.outcome.exitCode,
      today,
      ...(full ? {} : { open: open.map(openEntry) }),
      ...proposalEntry(audit),
    },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function ruleOf(budget: Budget): Json {
  const { meaning } = describeMetric(budget.metric);
  const limit = `${nameMeasure(budget)}: ${formatLimit(budget.limit)}`;
  return {
    id: plainText(budget.id),
    shortDescription: { text: limit },
    ...(budget.rationale === null
      ? {}
      : { fullDescription: { text: plainText(budget.rationale) } }),
    ...(meaning === "" ? {} : { help: { text: meaning } }),
    defaultConfiguration: { level: levelOf(budget.severity) },
    properties: {
      metric: plainText(budget.metric),
      compare: budget.compare,
      cohorts: plainText(budget.cohorts),
      limit: budget.limit,
      ...(budget.target === undefined ? {} : { target: budget.target }),
      ...(budget.rule === undefined ? {} : { rule: budget.rule }),
      onInconclusive: budget.onInconclusive,
      onNoData: budget.onNoData,
      ...(budget.owner === null ? {} : { owner: plainText(budget.owner) }),
    },
  };
}

function resultOf(
  outward: OutwardRow,
  ruleIndex: ReadonlyMap<string, number>,
  places: BudgetPlaces | undefined,
): Json {
  const { row, verdict, isWithheld } = outward;
  const isFailure = verdict.verdict === "fail";
  return {
    ...ruleReference(verdict.budget, ruleIndex),
    kind: isFailure ? "fail" : "open",
    level: isFailure ? levelOf(verdict.severity) : "none",
    message: { text: row.sentence },
    ...locationsOf(verdict.budget, places),
    partialFingerprints: { "budgetCohort/v1": fingerprintOf(verdict) },
    ...suppressionsOf(outward),
    properties: {
      ...openEntry(outward),
      limit: verdict.limit,
      // Numbers that rest on fewer than 10 decisions do not leave the team.
      ...(isWithheld ? { withheld: true } : numbersOf(outward)),
    },
  };
}

function ruleReference(budget: string, ruleIndex: ReadonlyMap<string, number>): Json {
  const index = ruleIndex.get(budget);
  return { ruleId: plainText(budget), ...(index === undefined ? {} : { ruleIndex: index }) };
}

/** A gap that grew is an alert of its own beside the one on the limit. */
function growthResults(
  audit: AuditDocument,
  ruleIndex: ReadonlyMap<string, number>,
  places: BudgetPlaces | undefined,
): Json[] {
  const isEnforced = audit.ratchet?.enforced === true;
  return outwardGrowth(audit)
    .filter(({ of }) => of.status === "grew")
    .map(({ of, sentence }) => ({
      ...ruleReference(of.budget, ruleIndex),
      kind: "fail",
      level: isEnforced ? levelOf(of.severity) : "note",
      message: { text: sentence },
      ...locationsOf(of.budget, places),
      partialFingerprints: { "budgetCohort/v1": `${fingerprintOf(of)}/growth` },
      properties: { budget: plainText(of.budget), cohort: plainText(of.cohort), growth: of.status },
    }));
}

function proposalEntry({ proposal }: AuditDocument): Json {
  if (proposal === undefined || proposal.status === "unchanged") return {};
  const { status, sentence, changes } = proposal;
  return {
    proposal: {
      status,
      sentence: plainText(sentence),
      changes: changes.map((change) => plainText(changeText(change))),
    },
  };
}

function numbersOf({ verdict }: OutwardRow): Json {
  const { bound, boundLevel, estimate, n, p, adjustedP } = verdict;
  return { bound, boundLevel, estimate, n, p, adjustedP };
}

function openEntry({ row, verdict }: OutwardRow): Json {
  return {
    budget: row.budget,
    cohort: plainText(verdict.cohort),
    reference: verdict.reference === null ? null : plainText(verdict.reference),
    verdict: verdict.verdict,
    reason: verdict.reason,
    severity: verdict.severity,
  };
}

function locationsOf(budget: string, places: BudgetPlaces | undefined): Json {
  const place = placeOf(places, budget);
  if (places === undefined || place === null) return {};
  const region = { startLine: place.line, startColumn: place.column };
  const artifactLocation = { uri: relativeUri(places.file), uriBaseId: "%SRCROOT%" };
  return { locations: [{ physicalLocation: { artifactLocation, region } }] };
}

/** A path as a relative reference: each folder encoded, so that `a b/c#d.yaml` stays one path. */
function relativeUri(file: string): string {
  return plainText(file).split("/").map(encodeURIComponent).join("/");
}

/** Budget and cohort, each encoded, so that the line may move without the result becoming a new one. */
function fingerprintOf({ budget, cohort }: Pick<Verdict, "budget" | "cohort">): string {
  return [budget, cohort].map(plainText).map(encodeURIComponent).join("/");
}

function suppressionsOf({ verdict }: OutwardRow): Json {
  const { waiver } = verdict;
  if (waiver?.status !== "applied") return {};
  const { reason, owner, approvedBy, expires } = waiver;
  const suppression = {
    kind: "external",
    status: "accepted",
    justification: plainText(reason),
    properties: {
      owner: plainText(owner),
      approvedBy: plainText(approvedBy),
      expires: plainText(expires),
    },
  };
  return { suppressions: [suppression] };
}

function levelOf(severity: Budget["severity"]): "error" | "warning" {
  return severity === "error" ? "error" : "warning";
}
