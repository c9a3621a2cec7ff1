import type { BurnDocument, Verdict } from "@evenhand/core";
import { type BurnRow, type BurnTable, burnTables } from "../wording/burn-tables.ts";
import { ABSENT, formatCount } from "../wording/numbers.ts";
import { capitalise, shorten } from "../wording/text.ts";
import { byGravity, describeVerdict } from "../wording/verdicts.ts";
import { fitLines } from "./fit-lines.ts";
import { escapeMarkdown } from "./markdown-text.ts";
import { hideSmallCount, hideSmallCounts, restsOnFew, WITHHELD } from "./small-counts.ts";

const LONGEST_TEXT = 2_000;
/** Sections that do not fit are counted; the whole stays under 1 MiB. */
const ROOM = 800_000;

/**
 * Writes budgets over time as Markdown: outcome, verdicts of the present window, then each comparison
 * slot by slot, gravest first. It may leave the team, so it prints no count of people below 10 and
 * withholds numbers that rest on fewer. Text from the data is escaped; the same document gives the same
 * bytes.
 *
 * @example
 * await writeFile("burn.md", summariseBurn(document));
 */
export function summariseBurn(document: BurnDocument): string {
  const verdictOf = new Map(
    document.verdicts.map((verdict) => [keyOf(verdict.budget, verdict.cohort), verdict]),
  );
  const tables = burnTables(document).flatMap((table) => {
    const verdict = verdictOf.get(keyOf(table.series.budget, table.series.cohort));
    return verdict === undefined ? [] : [{ table, verdict }];
  });
  const sections = tables
    .sort((a, b) => byGravity(a.verdict, b.verdict))
    .map(({ table, verdict }) => sectionOf(table, verdict));
  const { lines, left } = fitLines(sections, ROOM);
  const { window, slots } = document;
  const blocks = [
    `# ${escapeMarkdown(shorten(document.title, LONGEST_TEXT))}`,
    `**${escapeMarkdown(document.outcome.sentence)}** Window from ${window.from} to before ${window.to}, looked at after ${formatCount(slots.filter(({ from }) => from >= window.from).length)} slots.`,
    ...lines,
    ...(left === 0
      ? []
      : [`… and ${formatCount(left)} more comparisons; burn.json holds them all.`]),
    ...notesOf(document),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function keyOf(budget: string, cohort: string): string {
  return JSON.stringify([budget, cohort]);
}

function sectionOf({ rows, ...table }: BurnTable, verdict: Verdict): string {
  const isSmall = restsOnFew(verdict.n, verdict.nReference);
  const sentence = isSmall
    ? `${table.comparison}: withheld, as fewer than 10 decisions stand behind it.`
    : hideSmallCounts(verdict.sentence);
  const said = [
    `**${capitalise(describeVerdict(verdict.verdict).word)}.** ${escapeMarkdown(sentence)}`,
    ...(table.moved === "" || isSmall ? [] : [escapeMarkdown(table.moved)]),
    ...(table.gap === "" || isSmall ? [] : [escapeMarkdown(hideSmallCounts(table.gap))]),
    ...(table.past === "" ? [] : [escapeMarkdown(table.past)]),
    ...(isSmall ? [] : table.alerts.map(escapeMarkdown)),
  ].join(" ");
  const head = [
    "| slot | n | estimate | gap | window so far | interval | verdict |",
    "| --- | ---: | ---: | ---: | ---: | --- | --- |",
  ];
  return [
    `## ${escapeMarkdown(`${table.budget}: ${table.measure}, ${table.comparison}, limit ${table.limit}`)}`,
    said,
    [...head, ...rows.map(lineOf)].join("\n"),
  ].join("\n\n");
}

function lineOf({ point, ...row }: BurnRow): string {
  const { alone, sofar } = point;
  const hidden = restsOnFew(alone.n, alone.nReference);
  const unready = restsOnFew(sofar.n, sofar.nReference);
  const cells = [
    row.slot,
    hideSmallCount(alone.n, row.n),
    hidden && row.estimate !== ABSENT ? WITHHELD : row.estimate,
    hidden && row.gap !== ABSENT ? WITHHELD : hideSmallCount(alone.shortfall ?? 0, row.gap),
    unready && row.sofar !== ABSENT ? WITHHELD : row.sofar,
    unready && row.interval !== ABSENT ? WITHHELD : row.interval,
    `${row.icon} ${row.word}`,
  ];
  return `| ${cells.map(escapeMarkdown).join(" | ")} |`;
}

function notesOf({ notes, unwatched, population }: BurnDocument): string[] {
  const lines = [
    ...unwatched.map(({ budget, reason }) => `${budget} is not watched: ${reason}.`),
    ...population.excluded.map(({ reason, column, rows }) => {
      const count = hideSmallCount(rows, formatCount(rows));
      return `${count} left out: ${reason}${column === null ? "" : ` (${column})`}`;
    }),
    ...notes.map(hideSmallCounts),
  ].map((line) => `- ${escapeMarkdown(capitalise(shorten(line, LONGEST_TEXT)))}`);
  return lines.length === 0 ? [] : ["## Notes", lines.join("\n")];
}
