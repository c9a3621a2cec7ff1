import type { AuditDocument, Verdict } from "@evenhand/core";
import { plainText, plural } from "../wording/text.ts";
import { isBlockingFailure } from "../wording/verdicts.ts";
import { type BudgetPlaces, placeOf } from "./budget-places.ts";
import { type OutwardRow, outwardGrowth, outwardRows } from "./outward-rows.ts";

export interface AnnotationOptions {
  /** Where the budgets are declared; without it, annotations belong to no file. */
  readonly places?: BudgetPlaces;
}

/** GitHub keeps ten annotations of a kind for each step and drops the rest without a word. */
const MOST_ANNOTATIONS = 10;

/**
 * Writes what needs attention in an audit as workflow commands of GitHub Actions, one a line: errors
 * for what blocks, warnings for other failures and open questions, nothing for passes and waived
 * failures; the same for gaps that grew against the baseline. At most ten, gravest first, then a notice
 * that says how many more the summary holds. Text from the data cannot begin a command. No count of
 * people below 10 is written.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit`
 * @example
 * process.stdout.write(renderAnnotations(audit));
 */
export function renderAnnotations(
  audit: AuditDocument,
  { places }: AnnotationOptions = {},
): string {
  const isBlocking = blockingIn(audit);
  const rows = outwardRows(audit).filter(({ verdict }) => needsAttention(verdict));
  const [errors, warnings] = [true, false].map((blocks) =>
    rows.filter(({ verdict }) => isBlocking(verdict) === blocks),
  ) as [OutwardRow[], OutwardRow[]];
  const grown = growthAnnotations(audit, places);
  const commands = [
    ...errors.map((row) => annotation("error", row, places)),
    ...grown.errors,
    ...proposalAnnotation(audit),
    ...warnings.map((row) => annotation("warning", row, places)),
    ...grown.warnings,
  ];
  const rest = commands.length - MOST_ANNOTATIONS;
  const lines = commands.slice(0, MOST_ANNOTATIONS);
  if (rest > 0) {
    const more = plural(String(rest), rest === 1, "more comparison");
    lines.push(command("notice", { title: "Evenhand" }, `${more} in the summary of this job.`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

function needsAttention(verdict: Verdict): boolean {
  return verdict.verdict !== "pass" && verdict.waiver?.status !== "applied";
}

/** Tells what makes the exit code other than 0, in the same terms as the outcome. */
function blockingIn({ budgets }: AuditDocument): (verdict: Verdict) => boolean {
  const byId = new Map(budgets.map((budget) => [budget.id, budget]));
  return (verdict) => {
    const budget = byId.get(verdict.budget);
    if (verdict.severity !== "error") return false;
    switch (verdict.verdict) {
      case "inconclusive":
        return budget?.onInconclusive === "block" || verdict.debt?.escalated === true;
      case "no-data":
        return budget?.onNoData === "block";
      default:
        return verdict.verdict === "error" || isBlockingFailure(verdict);
    }
  };
}

/** Gaps that grew: errors where that blocks. */
function growthAnnotations(
  audit: AuditDocument,
  places: BudgetPlaces | undefined,
): { readonly errors: string[]; readonly warnings: string[] } {
  const { ratchet } = audit;
  const commands = { errors: [] as string[], warnings: [] as string[] };
  for (const { of, budget, cohort, ...row } of outwardGrowth(audit)) {
    if (of.status !== "grew") continue;
    const blocks = ratchet?.enforced === true && of.severity === "error";
    const title = `${budget}: ${cohort}: grew against the baseline`;
    const at = placeIn(places, of.budget);
    const kind = blocks ? "error" : "warning";
    commands[blocks ? "errors" : "warnings"].push(command(kind, { ...at, title }, row.sentence));
  }
  return commands;
}

/** What passes only under budgets that nobody has reviewed. Whether it blocks is for the reviewer to say. */
function proposalAnnotation({ proposal }: AuditDocument): string[] {
  if (proposal?.status !== "passes-only-under-proposal") return [];
  return [command("warning", { title: "Proposed budgets" }, plainText(proposal.sentence))];
}

function placeIn(
  places: BudgetPlaces | undefined,
  budget: string,
): Readonly<Record<string, string>> {
  const place = placeOf(places, budget);
  return places === undefined || place === null
    ? {}
    : { file: plainText(places.file), line: String(place.line), col: String(place.column) };
}

function annotation(
  kind: "error" | "warning",
  { row, verdict }: OutwardRow,
  places: BudgetPlaces | undefined,
): string {
  const at = placeIn(places, verdict.budget);
  const title = `${row.budget}: ${row.comparison}: ${row.word}`;
  const remark = row.remark === "" ? "" : ` (${row.remark})`;
  return command(kind, { ...at, title }, `${row.sentence}${remark}`);
}

/** One workflow command. Its text is escaped as GitHub's own toolkit does it. */
export function command(
  name: string,
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const listed = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(value)}`,
  );
  return `::${name}${listed.length === 0 ? "" : ` ${listed.join(",")}`}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
