import {
  type AssessedDecisions,
  countText,
  numberText,
  type ThresholdOption,
  type ThresholdOptions,
  type ThresholdRule,
} from "@evenhand/core";
import { oneLine } from "./one-line.ts";

const KINDS = {
  one: "one threshold for everyone",
  "per-cohort": "one threshold a cohort",
  randomised: "lots drawn between thresholds, by cohort",
} as const;

/** Options side by side as Markdown: what each is worth, what the budgets say, who is affected, its rules. */
export function renderRemedy(found: ThresholdOptions): string {
  const { rows, criterion, dimension, inForce, options } = found;
  const head = ["", "utility (interval)", "budgets"];
  const lines = [
    ...(inForce === null ? [] : [["in force", utilityText(inForce), countsText(inForce)]]),
    ...options.map(({ kind, heldOut }) => [KINDS[kind], utilityText(heldOut), countsText(heldOut)]),
  ];
  return `${[
    `# Thresholds for ${cell(dimension)}: ${criterion}`,
    `Chosen on ${countText(rows.chosenOn)} rows and judged on ${countText(rows.heldOut)} others (seed ${found.seed}).`,
    tableOf(head, lines),
    ...options.map(describeOption),
    ...found.refused.map(({ kind, why }) => `Left out, ${KINDS[kind]}: ${cell(why)}`),
    ...(found.notJudged.length === 0
      ? []
      : [
          `Not judged here, as decisions alone do not settle them: ${found.notJudged.map(cell).join(", ")}.`,
        ]),
    ...found.notes,
  ].join("\n\n")}\n`;
}

function describeOption({ kind, chosen, aim, affected }: ThresholdOption): string {
  const parts = [
    `## ${KINDS[kind]}`,
    `On the rows chosen on: gap ${numberText(chosen.gap)}, utility ${numberText(chosen.utility)}. ${aimText(aim)}`,
    chosen.rules.map((rule) => `- ${ruleText(rule)}`).join("\n"),
  ];
  if (affected !== null) {
    const changes = affected.changes.map(({ cohort, people, toFavourable, toOther }) => [
      cell(cohort),
      ...[people, toFavourable, toOther].map((count) => countText(count)),
    ]);
    parts.push(tableOf(["cohort", "people", "newly favourable", "no longer favourable"], changes));
    if (affected.newlyFailing.length > 0) {
      parts.push(`Would newly fail: ${affected.newlyFailing.map(cell).join(", ")}.`);
    }
    if (affected.noLongerFailing.length > 0) {
      parts.push(`Would no longer fail: ${affected.noLongerFailing.map(cell).join(", ")}.`);
    }
  }
  return parts.join("\n\n");
}

function aimText(aim: ThresholdOption["aim"]): string {
  if (aim.status === "kept") return "What was asked for is kept there.";
  if (aim.status === "open") {
    const comparisons =
      aim.comparisons === 1 ? "1 comparison is" : `${countText(aim.comparisons)} comparisons are`;
    return `No budget fails there; ${comparisons} not settled.`;
  }
  return `Missed there by ${numberText(aim.violation)} of ${cell(aim.budget)}: ${cell(aim.why)}`;
}

function ruleText({ cohort, steps, everyone }: ThresholdRule): string {
  const who = cohort === null ? "everyone" : cell(cohort);
  const parts = steps.map(({ threshold, share }) =>
    share === 1
      ? `threshold ${threshold}`
      : `threshold ${threshold} with chance ${numberText(share)}`,
  );
  if (everyone === 1) parts.push("all favourable");
  else if (everyone > 0)
    parts.push(`favourable whatever the score with chance ${numberText(everyone)}`);
  return `${who}: ${parts.length === 0 ? "nobody favourable" : parts.join(", ")}`;
}

function utilityText({ utility }: AssessedDecisions): string {
  if (utility === null) return "–";
  const { value, interval } = utility;
  if (interval === null) return numberText(value);
  const [lower, upper] = [interval.lower, interval.upper].map((bound) =>
    bound === null ? "–" : numberText(bound),
  );
  return `${numberText(value)} (${lower} to ${upper})`;
}

function countsText({ outcome: { verdict, counts } }: AssessedDecisions): string {
  if (verdict === "no-budgets") return "none";
  const open = counts.inconclusive + counts["no-data"];
  return `${counts.pass} pass, ${counts.fail} fail, ${open} open`;
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Names of the data must end no cell and write no markup. */
function cell(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]|#<>]/g, "\\$&");
}
