import type { Options, VerbDeclaration } from "./declaration.ts";

export interface VerbSummary {
  readonly name: string;
  readonly summary: string;
}

/** The help of the whole command. */
export function overviewHelp(verbs: readonly VerbSummary[]): string {
  return sections([
    "evenhand: fairness budgets and explanations for model decisions",
    "Usage: evenhand <verb> [options]",
    block(
      "Verbs",
      verbs.map(({ name, summary }) => [name, summary]),
    ),
    block("Start with", [
      ["evenhand init data.csv", "write a configuration for a file of your own"],
      ["evenhand audit data.csv --outcome hired --by sex", "measure without a configuration"],
    ]),
    block("Exit codes", [
      ["0", "pass, warned, waived or not demonstrated"],
      ["1", "a budget of severity error failed"],
      ["2", "inconclusive where that blocks"],
      ["3", "bad configuration or usage"],
      ["4", "bad input data, or no data where that blocks"],
      ["70", "a defect of Evenhand"],
    ]),
    "`evenhand help <verb>` or `evenhand <verb> --help` says more.",
  ]);
}

/** The help of one verb. */
export function verbHelp(verb: VerbDeclaration<Options>, summary: string): string {
  const positionals = verb.positionals.map(({ name, required }) =>
    required ? ` ${name}` : ` [${name}]`,
  );
  return sections([
    `evenhand ${verb.name}: ${summary}`,
    `Usage: evenhand ${verb.name}${positionals.join("")} [options]`,
    ...verb.details,
    block(
      "Arguments",
      verb.positionals.map((positional) => [positional.name, positional.summary]),
    ),
    block("Options", optionRows(verb.options)),
    verb.examples.length === 0 ? "" : ["Examples", ...verb.examples.map(indented)].join("\n"),
  ]);
}

function optionRows(options: Options): [string, string][] {
  const rows = Object.entries(options).map(
    ([name, { type, value, multiple, summary }]): [string, string] => [
      type === "boolean" ? `--${name}` : `--${name} <${value ?? "value"}>`,
      multiple === true ? `${summary} (repeatable)` : summary,
    ],
  );
  return [...rows, ["--help", "show this help"]];
}

function block(title: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return "";
  const width = Math.max(...rows.map(([left]) => left.length));
  return [title, ...rows.map(([left, right]) => indented(`${left.padEnd(width)}  ${right}`))].join(
    "\n",
  );
}

function indented(line: string): string {
  return `  ${line}`;
}

function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
