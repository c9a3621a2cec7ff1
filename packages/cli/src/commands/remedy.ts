import {
  type Criterion,
  chooseThresholds,
  type DeclaredUtility,
  EvenhandError,
  parseNumber,
  shown,
  type ThresholdQuestion,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { startProgress } from "../terminal/progress.ts";
import { renderRemedy } from "../terminal/remedy-text.ts";
import { placingErrors, readScored } from "./evaluation.ts";

const CRITERIA: readonly Criterion[] = [
  "demographic-parity",
  "equal-opportunity",
  "false-positive-parity",
  "equalized-odds",
];

export const remedy: Command = commandOf({
  name: "remedy",
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    criterion: {
      type: "string",
      value: "name",
      summary: `what is held equal: ${CRITERIA.join(", ")}`,
    },
    cohorts: {
      type: "string",
      value: "name",
      summary: "between which cohorts (default the first of the configuration)",
    },
    costs: {
      type: "string",
      value: "5:1",
      summary: "what a wrong favourable decision costs, and a wrong other one (default 1:1)",
    },
    gains: {
      type: "string",
      value: "column",
      summary: "instead of costs: what a favourable decision is worth, row by row",
    },
    "max-gap": {
      type: "string",
      value: "number",
      summary: "the largest gap (default: the most utility at which no budget fails)",
    },
    today: TODAY_OPTION,
    json: JSON_OPTION,
  },
  details: [
    "Puts thresholds side by side: one for everyone, one a cohort, and lots drawn between thresholds. Each\nis chosen on one half of the rows and judged by the budgets on the other, with who would be decided\nabout otherwise. Thresholds by cohort need `remedies.perCohortThresholds` in the configuration.",
    "It proposes and decides nothing: the exit code is 0. The text is Markdown.",
  ],
  examples: [
    "evenhand remedy --criterion equal-opportunity",
    "evenhand remedy --criterion demographic-parity --cohorts age --costs 5:1",
    "evenhand remedy --criterion equalized-odds --max-gap 0.05 --json",
  ],
  async run(session, { options }) {
    const today = resolveToday(options.today, session);
    const progress = startProgress(session, options.json);
    try {
      const asked = {
        criterion: readCriterion(options.criterion),
        utility: readUtility(options.costs, options.gains),
        maxGap: readGap(options["max-gap"]),
      };
      const loaded = await loadConfiguration(options.config ?? DEFAULT_CONFIGURATION, session.cwd);
      const found = await placingErrors(loaded, async () => {
        const { data, scored } = await readScored(loaded, session, progress);
        progress.say("Choosing and judging thresholds");
        const { maxGap, ...rest } = asked;
        const question: ThresholdQuestion = {
          ...rest,
          dimension: options.cohorts ?? (loaded.configuration.cohorts[0]?.name as string),
          ...(maxGap === undefined ? {} : { maxGap }),
        };
        return chooseThresholds(data.table, loaded.configuration, question, { today, ...scored });
      });
      progress.end();
      session.stdout.write(
        options.json
          ? `${JSON.stringify({ schema: "evenhand/remedy@1", ...found }, null, 2)}\n`
          : renderRemedy(found),
      );
      return EXIT.ok;
    } finally {
      progress.end();
    }
  },
});

function readCriterion(text: string | undefined): Criterion {
  const found = CRITERIA.find((criterion) => criterion === text);
  if (found !== undefined) return found;
  throw new EvenhandError({
    code: "usage/criterion",
    path: "--criterion",
    problem: "say what is to be held equal between cohorts",
    expected: CRITERIA.join(", "),
    received: text === undefined ? "nothing" : shown(text),
  });
}

function readUtility(costs: string | undefined, gains: string | undefined): DeclaredUtility {
  if (costs !== undefined && gains !== undefined) {
    throw new EvenhandError({
      code: "usage/utility",
      path: "--gains",
      problem: "costs and gains both say what a decision is worth",
      expected: "one of --costs and --gains",
      received: "both",
    });
  }
  if (gains !== undefined) return { kind: "column", column: gains };
  if (costs === undefined) return { kind: "accuracy" };
  const [falsePositive, falseNegative, ...more] = costs.split(":").map(parseNumber);
  if (
    typeof falsePositive === "number" &&
    typeof falseNegative === "number" &&
    falsePositive >= 0 &&
    falseNegative >= 0 &&
    more.length === 0
  ) {
    return { kind: "costs", falsePositive, falseNegative };
  }
  throw new EvenhandError({
    code: "usage/utility",
    path: "--costs",
    problem: "these are no two costs",
    expected: "two numbers of 0 or more, as 5:1",
    received: shown(costs),
  });
}

function readGap(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const gap = parseNumber(text);
  if (gap !== null && gap >= 0 && gap <= 1) return gap;
  throw new EvenhandError({
    code: "usage/max-gap",
    path: "--max-gap",
    problem: "this is no gap between two rates",
    expected: "a number from 0 to 1",
    received: shown(text),
  });
}
