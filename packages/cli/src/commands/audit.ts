import { EvenhandError } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import {
  CONFIG_OPTION,
  FORMAT_OPTION,
  JSON_OPTION,
  OUT_OPTION,
  TIPPING_OPTION,
  TODAY_OPTION,
} from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { LAYOUT_OPTIONS } from "../arguments/file-options.ts";
import { QUESTION_OPTIONS } from "../arguments/question-options.ts";
import { resolveToday } from "../arguments/today.ts";
import { budgetPlaces } from "../configuration/budget-places.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { outputFolder } from "../outputs/destination.ts";
import { defaultOutput, parseFormats } from "../outputs/formats.ts";
import { startProgress } from "../terminal/progress.ts";
import { deliver } from "./delivery.ts";
import { evaluate } from "./evaluation.ts";
import { PUBLIC_OPTIONS, parsePublic, publishIfAsked } from "./publication.ts";
import { auditUndeclared } from "./undeclared.ts";

export const audit: Command = commandOf({
  name: "audit",
  positionals: [
    { name: "data.csv", required: false, summary: "a file to audit without a configuration" },
  ],
  options: {
    config: CONFIG_OPTION,
    ...QUESTION_OPTIONS,
    ...LAYOUT_OPTIONS,
    out: OUT_OPTION,
    format: FORMAT_OPTION,
    tipping: TIPPING_OPTION,
    ...PUBLIC_OPTIONS,
    json: JSON_OPTION,
    today: TODAY_OPTION,
  },
  details: [
    "With a configuration, judges its budgets. Without one, on a CSV file, gives rates and disparities;\nwhat no option says is guessed, and told. Writes audit.json, report.html and summary.md.",
    "Exits with 0 when the audit could be made, whatever the verdicts: `evenhand check` exits by verdict.",
  ],
  examples: [
    "evenhand audit",
    "evenhand audit --config datasets/adult/evenhand.yaml --out reports/adult",
    "evenhand audit decisions.csv --outcome repaid --favourable yes --by sex --by age",
  ],
  async run(session, { options, positionals }) {
    const today = resolveToday(options.today, session);
    const smallest = parsePublic(options);
    const [data] = positionals;
    if (data === undefined) refuseDataOptions(options);
    else if (options.config !== undefined) throw twoSources();
    else if (options.tipping) throw nothingToTip();
    const config = options.config ?? DEFAULT_CONFIGURATION;
    const folder = outputFolder(
      options.out,
      data === undefined ? { kind: "configuration", path: config } : { kind: "data", path: data },
      session.cwd,
    );
    const asked = parseFormats(options.format, {
      folder,
      cwd: session.cwd,
      isJson: options.json,
    });
    const usual = (["json", "html", "markdown"] as const).map((format) =>
      defaultOutput(format, folder),
    );
    const formats = { files: [...usual, ...asked.files], streams: asked.streams };
    const progress = startProgress(session, options.json);
    try {
      const loaded = data === undefined ? await loadConfiguration(config, session.cwd) : null;
      const internal =
        loaded === null
          ? await auditUndeclared(data as string, options, today, session, progress)
          : await evaluate(loaded, today, session, progress, options.tipping);
      const document = await publishIfAsked(internal, smallest, session);
      const places = loaded === null ? undefined : budgetPlaces(loaded);
      await deliver(document, formats, { session, isJson: options.json, progress, places });
    } finally {
      progress.end();
    }
    return EXIT.ok;
  },
});

const DATA_OPTIONS = [
  ...(["outcome", "favourable", "by", "prediction", "score", "threshold"] as const),
  ...(["delimiter", "missing", "comment", "no-header", "trim"] as const),
];

type DataOption = (typeof DATA_OPTIONS)[number];

/** Options that speak of a bare file would be ignored beside a configuration, so they are refused. */
function refuseDataOptions(
  options: Readonly<Record<DataOption, string | boolean | readonly string[] | undefined>>,
): void {
  const given = DATA_OPTIONS.find((name) => {
    const value = options[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  });
  if (given === undefined) return;
  throw new EvenhandError({
    code: "usage/no-data-file",
    path: `--${given}`,
    problem: "this option goes with a data file, and none was named",
    hint: `Name the file: \`evenhand audit data.csv --${given} …\`. A configuration says the same itself.`,
  });
}

function nothingToTip(): EvenhandError {
  return new EvenhandError({
    code: "usage/no-verdicts",
    path: "--tipping",
    problem: "a data file without a configuration has no budgets, so no verdict could change",
    hint: "Declare budgets: `evenhand init` writes a first configuration.",
  });
}

function twoSources(): EvenhandError {
  return new EvenhandError({
    code: "usage/two-sources",
    path: "--config",
    problem: "both a data file and a configuration were named",
    hint: "The configuration names its own data: leave out one of the two.",
  });
}
