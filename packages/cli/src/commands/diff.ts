import {
  type AuditDocument,
  type Configuration,
  compareJudged,
  comparePolicies,
  EvenhandError,
  isEvenhandError,
} from "@evenhand/core";
import { commandOf } from "../arguments/command.ts";
import { JSON_OPTION, TODAY_OPTION } from "../arguments/common-options.ts";
import type { Command } from "../arguments/declaration.ts";
import { resolveToday } from "../arguments/today.ts";
import { compareQuestions } from "../configuration/compare-questions.ts";
import { loadConfiguration } from "../configuration/load.ts";
import { EXIT } from "../exit-codes.ts";
import { isAuditFile, readAudit } from "../inputs/audit-file.ts";
import type { Session } from "../session.ts";
import { coloursFor, widthOf } from "../terminal/colours.ts";
import { type Difference, drawDifference } from "../terminal/difference.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { evaluate } from "./evaluation.ts";
import { compareWithBase, judgedOf } from "./proposal.ts";

export const diff: Command = commandOf({
  name: "diff",
  positionals: [
    { name: "before", required: true, summary: "a configuration, or an audit.json" },
    { name: "after", required: true, summary: "another of the same kind" },
  ],
  options: { json: JSON_OPTION, today: TODAY_OPTION },
  details: [
    "Of two configurations it says what each change does to the gate (LOOSENED, TIGHTENED, a family\nthat GREW), judges the data of the second by both, and names what passes only under the second.",
    "Of two audits it says what differs in their budgets and in their verdicts.",
  ],
  examples: [
    "evenhand diff base.yaml evenhand.yaml",
    "evenhand diff last-week/audit.json reports/audit.json --json",
  ],
  async run(session, { options, positionals }) {
    const [before, after] = positionals as [string, string];
    const today = resolveToday(options.today, session);
    const progress = startProgress(session, options.json);
    try {
      const audits = [
        await isAuditFile(before, session.cwd),
        await isAuditFile(after, session.cwd),
      ];
      const areAudits = audits.every((one) => one);
      if (!areAudits && audits.some((one) => one)) throw mixedKinds(before, after, audits);
      const difference = areAudits
        ? compareAudits(await readAudit(before, session.cwd), await readAudit(after, session.cwd))
        : await compareConfigurations(before, after, today, session, progress);
      progress.end();
      const { stdout, env } = session;
      stdout.write(
        options.json
          ? `${JSON.stringify({ schema: "evenhand/diff@1", files: { before, after }, ...difference }, null, 2)}\n`
          : drawDifference(difference, {
              colours: coloursFor(stdout, env),
              width: widthOf(stdout),
            }),
      );
      return EXIT.ok;
    } finally {
      progress.end();
    }
  },
});

function mixedKinds(before: string, after: string, audits: readonly boolean[]): EvenhandError {
  const [one, two] = audits.map((isAudit) => (isAudit ? "an audit" : "a configuration"));
  return new EvenhandError({
    code: "usage/mixed-kinds",
    path: "evenhand diff",
    problem: "a configuration and an audit cannot be compared",
    received: `${before} (${one}) and ${after} (${two})`,
    expected: "two configurations, or two audits",
  });
}

function compareAudits(before: AuditDocument, after: AuditDocument): Difference {
  const found = compareJudged(judgedOf(before, policyOf(before)), judgedOf(after, policyOf(after)));
  const isSame =
    before.cells !== null && JSON.stringify(before.cells) === JSON.stringify(after.cells);
  if (isSame) return { ...found, note: null };
  const { changes, verdicts, before: one, after: two } = found;
  const note = "The two audits saw different data, so a verdict can differ for that alone.";
  return { changes, verdicts, before: one, after: two, note };
}

/** An audit does not carry its waivers. */
function policyOf({ definitions, provenance, budgets }: AuditDocument) {
  const { dimensions } = definitions;
  return { cohorts: dimensions, evidence: provenance.evidence, budgets, waivers: [] };
}

async function compareConfigurations(
  before: string,
  after: string,
  today: string,
  session: Session,
  progress: Progress,
): Promise<Difference> {
  const inForce = await loadConfiguration(before, session.cwd);
  const proposed = await loadConfiguration(after, session.cwd);
  try {
    const audit = await evaluate(proposed, today, session, progress);
    const found = await compareWithBase(
      inForce,
      proposed,
      audit,
      undefined,
      today,
      session,
      progress,
    );
    return { ...found, note: null };
  } catch (error) {
    if (!isEvenhandError(error) || !isAboutData(error.code, proposed.configuration)) throw error;
    return {
      changes: [
        ...compareQuestions(inForce.configuration, proposed.configuration),
        ...comparePolicies(inForce.configuration, proposed.configuration),
      ],
      note: `The data were not judged: ${error.message}`,
    };
  }
}

/** Without data there is still a difference between the policies. */
function isAboutData(code: string, { data }: Configuration): boolean {
  return data === null || code.startsWith("input/");
}
