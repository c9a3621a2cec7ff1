import type { Budget } from "./budget.ts";
import type { Outcome, Verdict, VerdictKind } from "./verdict.ts";

/** True where a waiver covers the failing verdict. */
export function isWaived(verdict: Verdict): boolean {
  return verdict.waiver?.status === "applied";
}

/**
 * The outcome of all verdicts. Exit code by precedence: 1 an error budget failed without a waiver,
 * 4 no data where that blocks, 2 inconclusive where that blocks, 0 otherwise. `pass` only where
 * every verdict passed; 0 without that is `not-demonstrated`.
 */
export function concludeOutcome(verdicts: readonly Verdict[], budgets: readonly Budget[]): Outcome {
  const counts: Record<VerdictKind | "waived", number> = {
    pass: 0,
    fail: 0,
    inconclusive: 0,
    "no-data": 0,
    error: 0,
    waived: 0,
  };
  for (const verdict of verdicts) {
    counts[verdict.verdict]++;
    if (isWaived(verdict)) counts.waived++;
  }
  const byId = new Map(budgets.map((budget) => [budget.id, budget]));
  const blocks = (kind: VerdictKind, rule: "onInconclusive" | "onNoData"): boolean =>
    verdicts.some(
      (verdict) =>
        verdict.verdict === kind &&
        verdict.severity === "error" &&
        (byId.get(verdict.budget)?.[rule] === "block" || verdict.debt?.escalated === true),
    );
  const failed = verdicts.filter(
    (verdict) => verdict.verdict === "fail" && verdict.severity === "error" && !isWaived(verdict),
  ).length;
  const conclusion = ((): Pick<Outcome, "verdict" | "exitCode"> => {
    if (verdicts.length === 0) return { verdict: "no-budgets", exitCode: 0 };
    if (failed > 0) return { verdict: "fail", exitCode: 1 };
    if (blocks("no-data", "onNoData")) return { verdict: "no-data", exitCode: 4 };
    if (blocks("inconclusive", "onInconclusive")) return { verdict: "inconclusive", exitCode: 2 };
    const all = counts.pass === verdicts.length;
    return { verdict: all ? "pass" : "not-demonstrated", exitCode: 0 };
  })();
  return { ...conclusion, counts, sentence: outcomeSentence(conclusion.verdict, counts, failed) };
}

function outcomeSentence(
  verdict: Outcome["verdict"],
  counts: Outcome["counts"],
  failed: number,
): string {
  const total = counts.pass + counts.fail + counts.inconclusive + counts["no-data"] + counts.error;
  const of = `of ${total} comparison${total === 1 ? "" : "s"}`;
  const tally = [
    `${counts.pass} inside`,
    `${counts.fail} outside${counts.waived > 0 ? ` (${counts.waived} waived)` : ""}`,
    `${counts.inconclusive} not decided`,
    ...(counts["no-data"] > 0 ? [`${counts["no-data"]} without data`] : []),
  ].join(", ");
  switch (verdict) {
    case "no-budgets":
      return "No budget was declared: these are measurements without a verdict.";
    case "pass":
      return total === 1
        ? "Every budget holds: the one comparison lies inside its limit."
        : `Every budget holds: all ${total} comparisons lie inside their limits.`;
    case "fail":
      return `Not within the declared budgets: ${failed} comparison${failed === 1 ? "" : "s"} under an error budget ${failed === 1 ? "lies" : "lie"} outside the limit (${of}: ${tally}).`;
    case "no-data":
      return `Not judged: the data lack what a blocking budget needs (${of}: ${tally}).`;
    case "inconclusive":
      return `Not decided: the data do not settle a blocking budget (${of}: ${tally}).`;
    case "not-demonstrated":
      return `Not demonstrated: nothing blocks, but not every comparison lies inside its limit (${of}: ${tally}).`;
  }
}
