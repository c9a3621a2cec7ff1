import { EvenhandError, planAhead, planBudgets } from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { CONFIG_OPTION, JSON_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { DEFAULT_CONFIGURATION, loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { renderPlan } from "../terminal/plan-table.ts";
import { startProgress } from "../terminal/progress.ts";
import { wrapped } from "../terminal/wrap.ts";
import { evaluate } from "./evaluation.ts";
import { AHEAD_OPTIONS, aheadQuestion, numberOf } from "./plan/ahead.ts";

export const plan: Command = commandOf({
  name: "plan",
  positionals: [],
  options: {
    config: CONFIG_OPTION,
    budget: {
      type: "string",
      multiple: true,
      value: "id",
      summary: "plan this budget alone (default all; it stays in its family)",
    },
    truth: {
      type: "string",
      multiple: true,
      value: "number",
      summary: "a true ratio, difference or value to plan for, inside the limit or outside",
    },
    power: {
      type: "string",
      value: "number",
      summary: "the chance asked for, 0.5 to 0.99 (default 0.8)",
    },
    ...AHEAD_OPTIONS,
    json: JSON_OPTION,
  },
  details: [
    "Says for each comparison how many decisions it takes to pass if the truth lies well inside the\nlimit, and to fail if it lies outside, under the rule that `check` judges by; how small a gap the\npresent decisions can show; and how many false passes and fails to expect in one run.",
    "Unless --truth says otherwise, a pass is planned for parity and a fail for a truth as far beyond\nthe limit as parity lies inside it.",
    "Before there are data, --rate with --min, --max or both plans one comparison of rates at 95 %\nconfidence, without a configuration.",
  ],
  examples: [
    "evenhand plan",
    "evenhand plan --budget selection-ratio-sex --truth 0.95 --truth 0.7",
    "evenhand plan --power 0.9 --json",
    "evenhand plan --rate 0.2 --min 0.8 --comparisons 7",
  ],
  async run(session, { options }) {
    const power = options.power === undefined ? undefined : numberOf(options.power, "--power");
    const truths = options.truth.map((text) => numberOf(text, "--truth"));
    const ahead = aheadQuestion(options);
    if (ahead !== null) {
      refuseBoth(options);
      const found = planAhead({ ...ahead, truths, ...(power === undefined ? {} : { power }) });
      const text = options.json ? JSON.stringify(found, null, 2) : found.sentence;
      session.stdout.write(`${options.json ? text : wrapped(text, widthOf(session.stdout))}\n`);
      return EXIT.ok;
    }
    const today = resolveToday(undefined, session);
    const name = options.config ?? DEFAULT_CONFIGURATION;
    const progress = startProgress(session, options.json);
    try {
      const loaded = await loadConfiguration(name, session.cwd);
      const audit = await evaluate(loaded, today, session, progress);
      const { cells, measurements } = audit;
      if (cells === null) throw new Error("an audit from rows carries its cells");
      progress.say("Planning");
      const planned = planBudgets(cells, measurements, loaded.configuration, {
        truths,
        ...(power === undefined ? {} : { power }),
        ...(options.budget.length === 0 ? {} : { budgets: options.budget }),
      });
      progress.end();
      const { stdout, env } = session;
      if (options.json) {
        stdout.write(`${JSON.stringify(planned, null, 2)}\n`);
      } else {
        const colours = coloursFor(stdout, env);
        stdout.write(renderPlan(planned, audit, { colours, width: widthOf(stdout) }));
      }
      return EXIT.ok;
    } finally {
      progress.end();
    }
  },
});

function refuseBoth(given: {
  readonly config: string | undefined;
  readonly budget: readonly string[];
}): void {
  if (given.config === undefined && given.budget.length === 0) return;
  throw new EvenhandError({
    code: "usage/conflict",
    path: given.config === undefined ? "--budget" : "--config",
    problem: "a plan is made from a configuration or without data, not both",
    expected: "either --config and --budget, or --rate, --compare, --min, --max and the like",
  });
}
