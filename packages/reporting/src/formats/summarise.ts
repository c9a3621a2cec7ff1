import { type AuditDocument, parseAudit } from "@evenhand/core";
import { adviseOn } from "../wording/advice.ts";
import { formatCount } from "../wording/numbers.ts";
import { capitalise, plural } from "../wording/text.ts";
import { type VerdictRow, verdictRows } from "../wording/verdict-table.ts";
import { escapeMarkdown } from "./markdown-text.ts";
import { hideSmallCount, hideSmallCounts, withholdSmall } from "./small-counts.ts";

/**
 * Writes an audit as Markdown for a pull request or a wiki: outcome, verdict table, then a sentence
 * for everything that does not pass, gravest first. It may leave the team, so it prints no count of
 * people below 10 and withholds numbers that rest on fewer. Text from the data is escaped; the same
 * audit gives the same bytes.
 *
 * @throws EvenhandError `input/not-an-audit`, `input/broken-audit` where it is not an audit of this version
 * @example
 * await writeFile("summary.md", summarise(audit));
 */
export function summarise(audit: AuditDocument): string {
  parseAudit(audit);
  const rows = verdictRows(audit).map(({ row, verdict }) =>
    withholdSmall(row, verdict.n, verdict.nReference),
  );
  const blocks = [
    `# ${escapeMarkdown(audit.title)}`,
    `**${escapeMarkdown(audit.outcome.sentence)}** ${escapeMarkdown(adviseOn(audit))}`,
    ...(rows.length === 0 ? [] : [verdictLines(rows), ...findings(rows)]),
    ...notes(audit),
    escapeMarkdown(origin(audit)),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function verdictLines(rows: readonly VerdictRow[]): string {
  const lines = rows.map((row) => {
    const remark = row.remark === "" ? "" : ` (${row.remark})`;
    const names = [row.budget, row.comparison].map(escapeMarkdown);
    const numbers = [row.limit, row.bound, row.estimate, row.n];
    const verdict = escapeMarkdown(`${row.icon} ${row.word}${remark}`);
    return `| ${[...names, ...numbers, verdict].join(" | ")} |`;
  });
  return [
    "| budget | cohort vs reference | limit | bound | estimate | n | verdict |",
    "| --- | --- | --- | ---: | ---: | ---: | --- |",
    ...lines,
  ].join("\n");
}

function findings(rows: readonly VerdictRow[]): string[] {
  const open = rows.filter((row) => row.verdict !== "pass");
  if (open.length === 0) return [];
  const lines = open.map(
    (row) => `- **${capitalise(row.word)}.** ${escapeMarkdown(hideSmallCounts(row.sentence))}`,
  );
  return ["## What does not pass", lines.join("\n")];
}

function notes(audit: AuditDocument): string[] {
  const excluded = audit.population.excluded.map(({ reason, column, rows }) => {
    const count = hideSmallCount(rows, formatCount(rows));
    return `${count} left out: ${reason}${column === null ? "" : ` (${column})`}`;
  });
  const lines = [...excluded, ...audit.notes.map(hideSmallCounts)].map(
    (line) => `- ${escapeMarkdown(capitalise(line))}`,
  );
  return lines.length === 0 ? [] : ["## Notes", lines.join("\n")];
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
