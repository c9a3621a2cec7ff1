import { changeText, type PolicyChange, type Proposal, type VerdictChange } from "@evenhand/core";
import type { Colours } from "./colours.ts";
import { wrapped } from "./wrap.ts";

/** What differs; without `status` the two did not see the same data, or none could be read. */
export type Difference = Pick<Proposal, "changes"> &
  Partial<Omit<Proposal, "changes">> & {
    /** What a reader must know beside it. */
    readonly note: string | null;
  };

/** The difference of two configurations or audits for a terminal: changes, verdicts, then what follows. */
export function drawDifference(
  { changes, verdicts, before, after, sentence, status, note }: Difference,
  { colours, width }: { readonly colours: Colours; readonly width: number },
): string {
  const parts = [
    colours.bold("Budgets"),
    ...(changes.length === 0 ? ["  no change"] : changes.map((one) => drawChange(one, colours))),
  ];
  if (verdicts !== undefined) {
    parts.push("", colours.bold("Verdicts"));
    parts.push(...(verdicts.length === 0 ? ["  no change"] : verdicts.map(drawVerdict)));
  }
  if (before !== undefined && after !== undefined) {
    parts.push(
      "",
      wrapped(`Before: ${before.sentence}`, width),
      wrapped(`After: ${after.sentence}`, width),
    );
  }
  if (note !== null) parts.push("", wrapped(note, width));
  if (status !== undefined && sentence !== undefined) {
    const isGrave = status === "passes-only-under-proposal";
    const text = wrapped(sentence, width);
    parts.push("", colours.bold(isGrave ? colours.red(text) : text));
  }
  return `${parts.join("\n")}\n`;
}

/** The effect stands in capitals, so that colour only helps. */
function drawChange(change: PolicyChange, colours: Colours): string {
  const text = `  ${changeText(change)}`;
  if (change.effect === "loosened" || change.effect === "grew") return colours.yellow(text);
  return change.effect === "tightened" ? colours.green(text) : text;
}

function drawVerdict({ budget, cohort, before, after }: VerdictChange): string {
  return `  ${budget} ${cohort}: ${before ?? "not judged"} → ${after ?? "not judged"}`;
}
