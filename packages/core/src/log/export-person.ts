import { displayName } from "../explanations/display-text.ts";
import type { DecisionRecord } from "../explanations/record.ts";
import { escapeHtml } from "../notices/formats/escape.ts";
import { renderNotice } from "../notices/render-notice.ts";

export const PERSON_SCHEMA = "evenhand/person@1";

/** Everything held on a person, three times over. */
export interface PersonExport {
  readonly json: string;
  /** One row an input of a record; RFC 4180, with what a spreadsheet would take for a formula defused. */
  readonly csv: string;
  /** A whole page without scripts, styles from elsewhere or addresses that it calls. */
  readonly html: string;
}

const COLUMNS = [
  "made",
  "decided",
  "favourable",
  "model",
  "model_sha256",
  "input",
  "label",
  "kind",
  "value",
  "typical_value",
  "contribution",
  "reason",
  "lender_code",
  "disputed_value",
] as const;

/**
 * Writes everything held on one person in open formats: the records as JSON, their inputs as CSV, and
 * notices with all inputs as a page. Unlike a notice it withholds nothing. Pure.
 *
 * @param records all of one subject, in the order of the log
 * @param made YYYY-MM-DD
 * @throws EvenhandError `config/unknown-locale`
 */
export function exportPerson(
  records: readonly DecisionRecord[],
  {
    subject,
    made,
    locale = "en",
  }: {
    readonly subject: string;
    readonly made: string;
    readonly locale?: string;
  },
): PersonExport {
  const document = { schema: PERSON_SCHEMA, subject, made, records };
  const lines = [[...COLUMNS], ...records.flatMap(rowsOf)];
  return {
    json: `${JSON.stringify(document, null, 2)}\n`,
    csv: lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join(""),
    html: page(records, subject, made, locale),
  };
}

type Cell = string | number | boolean | null;

function rowsOf(record: DecisionRecord): Cell[][] {
  const { outcome, provenance, features, reasons, dispute } = record;
  return record.attributions.map(({ feature, value, baselineValue, contribution }, index) => {
    const reason = reasons.find((each) => each.feature === feature);
    const claim = dispute?.claims.find((each) => each.feature === feature);
    const { label = feature, kind = "ordinary" } = features[index] ?? {};
    const code = reason?.lenderCode;
    return [
      provenance.today,
      outcome.decided,
      outcome.favourable,
      provenance.model.name,
      provenance.model.sha256,
      feature,
      label,
      kind,
      value,
      baselineValue,
      contribution,
      reason?.sentence ?? null,
      code === undefined ? null : code.status === "coded" ? code.code : "no-code",
      claim === undefined ? null : claim.stated,
    ];
  });
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  // A leading apostrophe keeps a spreadsheet from running the text as a formula.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function page(
  records: readonly DecisionRecord[],
  subject: string,
  made: string,
  locale: string,
): string {
  const name = isolated(subject);
  return `${[
    "<!doctype html>",
    '<html lang="en">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>What is held on ${escapeHtml(displayName(subject))}</title>`,
    "<style>body{font-family:system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.5}table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:start}</style>",
    "</head>",
    "<body>",
    "<main>",
    `<h1>What is held on ${name}</h1>`,
    `<p>Made on ${isolated(made)}. Decisions: ${records.length}. The file person.json beside this page holds all of it.</p>`,
    ...records.flatMap((record, index) => [
      "<section>",
      `<h2>Decision ${index + 1}, made on ${isolated(record.provenance.today)}</h2>`,
      renderNotice(record, { locale, format: "html", headingLevel: 3 }).trimEnd(),
      "<h3>All inputs</h3>",
      ...inputTable(record),
      "</section>",
    ]),
    "</main>",
    "</body>",
    "</html>",
  ].join("\n")}\n`;
}

function inputTable({ attributions, features, dispute }: DecisionRecord): string[] {
  const rows = attributions.map(({ feature, value, baselineValue, contribution }, index) => {
    const claim = dispute?.claims.find((each) => each.feature === feature);
    const cells = [
      features[index]?.label ?? feature,
      value,
      baselineValue,
      contribution,
      claim === undefined ? "" : claim.stated,
    ].map((cell) => `<td>${cell === null ? "" : isolated(String(cell))}</td>`);
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    "<table>",
    '<thead><tr><th scope="col">Input</th><th scope="col">Value</th><th scope="col">Typical value</th><th scope="col">Contribution to the score</th><th scope="col">Value that you dispute it with</th></tr></thead>',
    `<tbody>${rows.join("\n")}</tbody>`,
    "</table>",
  ];
}

/** Text from outside, which may run in another direction than the page. */
function isolated(text: string): string {
  return `<bdi>${escapeHtml(displayName(text))}</bdi>`;
}
