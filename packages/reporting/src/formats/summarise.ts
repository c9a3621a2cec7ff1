import type { AuditDocument } from "@evenhand/core";
import { adviseOn } from "../wording/advice.ts";
import { besideOutcome } from "../wording/beside.ts";
import { growthTable } from "../wording/growth-table.ts";
import { formatCount } from "../wording/numbers.ts";
import { proposalTable } from "../wording/proposal-table.ts";
import { capitalise, plainText, plural, shorten } from "../wording/text.ts";
import type { VerdictRow } from "../wording/verdict-table.ts";
import { type FittedLines, fitLines, leftOut } from "./fit-lines.ts";
import { escapeMarkdown } from "./markdown-text.ts";
import { type OutwardRow, outwardGrowth, outwardRows } from "./outward-rows.ts";
import { hideSmallCount, hideSmallCounts, LEAST_COUNT } from "./small-counts.ts";

/**
 * GitHub refuses a job summary above 1 MiB. The parts below, with escaped head and foot, stay under
 * it together.
 */
const ROOM = {
  table: 300_000,
  findings: 350_000,
  tipping: 100_000,
  changes: 50_000,
  notes: 100_000,
} as const;
const LONGEST_TEXT = 2_000;

/**
 * Writes an audit as Markdown for a pull request or a wiki: outcome, verdict table, then a sentence
 * for everything that does not pass, gravest first, then what proposed budgets change and which gaps
 * grew. It may leave the team, so it prints no count of
 * people below 10 and withholds numbers that rest on fewer. It stays under 1 MiB: what does not fit is
 * counted. Text from the data is escaped; the same audit gives the same bytes.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit` where it is not an audit of this version
 * @example
 * await writeFile("summary.md", summarise(audit));
 */
export function summarise(audit: AuditDocument): string {
  const outward = outwardRows(audit);
  const rows = outward.map(({ row }) => row);
  const blocks = [
    `# ${escapeMarkdown(shorten(audit.title, LONGEST_TEXT))}`,
    `**${escapeMarkdown(audit.outcome.sentence)}** ${escapeMarkdown(shorten([...besideOutcome(audit), adviseOn(audit)].join(" "), LONGEST_TEXT))}`,
    ...(rows.length === 0 ? [] : [...verdictLines(rows), ...findings(rows), ...tipping(outward)]),
    ...changes(audit),
    ...growth(audit),
    ...notes(audit),
    escapeMarkdown(shorten(origin(audit), LONGEST_TEXT)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function verdictLines(rows: readonly VerdictRow[]): string[] {
  const lines = rows.map((row) => {
    const remark = row.remark === "" ? "" : ` (${row.remark})`;
    const names = [row.budget, row.comparison].map(escapeMarkdown);
    const numbers = [row.limit, row.bound, row.estimate, row.n];
    const verdict = escapeMarkdown(`${row.icon} ${row.word}${remark}`);
    return `| ${[...names, ...numbers, verdict].join(" | ")} |`;
  });
  const fitted = fitLines(lines, ROOM.table);
  const table = [
    "| budget | cohort vs reference | limit | bound | estimate | n | verdict |",
    "| --- | --- | --- | ---: | ---: | ---: | --- |",
    ...fitted.lines,
  ].join("\n");
  return [table, ...leftOut(fitted, "comparisons")];
}

function findings(rows: readonly VerdictRow[]): string[] {
  const open = rows.filter((row) => row.verdict !== "pass");
  const lines = open.map((row) => `- **${capitalise(row.word)}.** ${escapeMarkdown(row.sentence)}`);
  return section("What does not pass", fitLines(lines, ROOM.findings), "comparisons");
}

/** For each verdict that says so, the least that would change it. */
function tipping(outward: readonly OutwardRow[]): string[] {
  const lines = outward.flatMap(({ row, verdict, isWithheld }) => {
    const points = (verdict.tipping ?? []).filter(({ of }) => of >= LEAST_COUNT);
    if (isWithheld || points.length === 0) return [];
    const [least] = [...points].sort((one, other) => one.share - other.share);
    const told = hideSmallCounts(plainText(least?.sentence ?? ""));
    return [`- ${escapeMarkdown(`${row.comparison}, ${row.measure}: ${told}`)}`];
  });
  return section("How little would change it", fitLines(lines, ROOM.tipping), "comparisons");
}

/** What the proposed budgets change, loosened first, and the verdicts that differ. */
function changes(audit: AuditDocument): string[] {
  const proposal = proposalTable(audit);
  if (proposal === null) return [];
  const changed = proposal.changes.map(
    ({ effect, key, inForce, proposed }) =>
      `| ${[key, inForce, proposed, effect].map(escapeMarkdown).join(" | ")} |`,
  );
  const judged = proposal.verdicts.map(
    ({ cohort, budget, inForce, proposed }) =>
      `| ${[cohort, budget, inForce, proposed].map(escapeMarkdown).join(" | ")} |`,
  );
  return [
    "## Proposed budgets",
    escapeMarkdown(
      `${proposal.sentence} The budgets in force say of the same data: ${proposal.inForce}`,
    ),
    ...table(["key", "in force", "proposed", "effect"], fitLines(changed, ROOM.changes), "changes"),
    ...table(
      ["verdict differs for", "budget", "in force", "proposed"],
      fitLines(judged, ROOM.changes),
      "verdicts",
    ),
  ];
}

/** What grew against the baseline, or may have. */
function growth(audit: AuditDocument): string[] {
  const grown = growthTable(audit);
  if (grown === null) return [];
  const lines = outwardGrowth(audit)
    .filter(({ of }) => of.status !== "held")
    .map(({ status, cohort, budget, ...row }) => {
      const numbers = [row.baseline, row.now, row.growth, row.interval, row.decisions];
      return `| ${[cohort, budget, status, ...numbers].map(escapeMarkdown).join(" | ")} |`;
    });
  const head = ["cohort", "budget", "gap", "baseline", "now", "growth", "interval", "in decisions"];
  return [
    "## Growth against the baseline",
    escapeMarkdown(`${grown.sentence} ${grown.rule}`),
    ...table(head, fitLines(lines, ROOM.changes), "comparisons"),
  ];
}

function table(head: readonly string[], fitted: FittedLines, noun: string): string[] {
  if (fitted.lines.length === 0) return leftOut(fitted, noun);
  const rows = [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...fitted.lines];
  return [rows.join("\n"), ...leftOut(fitted, noun)];
}

function notes(audit: AuditDocument): string[] {
  const excluded = audit.population.excluded.map(({ reason, column, rows }) => {
    const count = hideSmallCount(rows, formatCount(rows));
    return `${count} left out: ${reason}${column === null ? "" : ` (${column})`}`;
  });
  const lines = [...excluded, ...audit.notes.map(hideSmallCounts)].map(
    (line) => `- ${escapeMarkdown(capitalise(line))}`,
  );
  return section("Notes", fitLines(lines, ROOM.notes), "notes");
}

function section(title: string, fitted: FittedLines, noun: string): string[] {
  const { lines, left } = fitted;
  if (lines.length === 0 && left === 0) return [];
  return [
    `## ${title}`,
    ...(lines.length === 0 ? [] : [lines.join("\n")]),
    ...leftOut(fitted, noun),
  ];
}

function origin({ provenance, population }: AuditDocument): string {
  const { generator, data, today } = provenance;
  const used = plural(
    hideSmallCount(population.used, formatCount(population.used)),
    population.used === 1,
    "row",
  );
  return `${data.name}, ${used} used · ${today ?? "judged without a date"} · ${generator.name} ${generator.version}`;
}
