import type { Cells } from "../../cells/cells.ts";
import type { Measurement } from "../../metrics/measurement.ts";
import { findContrasts } from "../budget-contrasts.ts";
import { comparisonKey } from "../comparison-key.ts";
import { decide } from "../decide.ts";
import { familyOf } from "../families.ts";
import type { DecideContext, Policy } from "../policy.ts";
import type { Outcome, Verdict, VerdictKind } from "../verdict.ts";
import { comparePolicies } from "./compare-policies.ts";
import type { PolicyChange } from "./policy-change.ts";

/**
 * How a proposed policy stands to the one in force, on the same data. A release is blocked where the
 * exit code is not 0.
 */
export type ProposalStatus =
  | "unchanged"
  | "holds-under-both"
  | "passes-only-under-proposal"
  | "blocked-only-under-proposal"
  | "blocked-under-both";

/** A comparison that is judged otherwise. */
export interface VerdictChange {
  readonly budget: string;
  readonly cohort: string;
  /** Null where only the other policy judges it. */
  readonly before: VerdictKind | null;
  readonly after: VerdictKind | null;
}

/** Two policies and what each says of the same data. */
export interface Proposal {
  readonly status: ProposalStatus;
  readonly changes: readonly PolicyChange[];
  readonly verdicts: readonly VerdictChange[];
  readonly before: Outcome;
  readonly after: Outcome;
  readonly sentence: string;
}

/** A policy with what it said. */
export interface Judged {
  readonly policy: Policy;
  /** Null where they were stripped: families are then not counted. */
  readonly cells: Cells | null;
  readonly measurements: readonly Measurement[];
  readonly verdicts: readonly Verdict[];
  readonly outcome: Outcome;
}

/**
 * Judges the same data by the policy in force and by a proposed one, so that a change of the policy
 * cannot pass for a change of the model.
 *
 * @param measurements of rows or made elsewhere, judged by budgets of their metric's name
 * @throws as `decide` does
 * @example
 * judgeProposal(cells, [], inForce, proposed, { today: null }).status; // "passes-only-under-proposal"
 */
export function judgeProposal(
  cells: Cells,
  measurements: readonly Measurement[],
  inForce: Policy,
  proposed: Policy,
  context: DecideContext,
): Proposal {
  const judged = (policy: Policy): Judged => ({
    policy,
    cells,
    measurements,
    ...decide(cells, measurements, policy, context),
  });
  return compareJudged(judged(inForce), judged(proposed));
}

/**
 * The same for what was judged before; both must have seen the same data.
 *
 * @param others changes outside the policies, such as of the column of decisions, which can turn a
 *   verdict too
 */
export function compareJudged(
  before: Judged,
  after: Judged,
  others: readonly PolicyChange[] = [],
): Proposal {
  const changes = [
    ...others,
    ...comparePolicies(before.policy, after.policy),
    ...compareFamilies(countFamilies(before), countFamilies(after)),
  ];
  const status = statusOf(before.outcome, after.outcome, changes);
  return {
    status,
    changes,
    verdicts: compareVerdicts(before.verdicts, after.verdicts),
    before: before.outcome,
    after: after.outcome,
    sentence: proposalSentence(status, changes),
  };
}

/** Comparisons that each family counts, by its budget's id, or `file`. */
function countFamilies({ cells, measurements, policy }: Judged): ReadonlyMap<string, number> {
  if (cells === null) return new Map();
  const families = new Map<string, Set<string>>();
  policy.budgets.forEach((budget, i) => {
    if (budget.rule === "point") return;
    const found = findContrasts(cells, measurements, policy, budget, i);
    const name = familyOf(budget, policy.evidence);
    const family = families.get(name) ?? new Set();
    families.set(name, family);
    for (const contrast of found.contrasts) {
      if (contrast.result.status !== "not-estimable") family.add(comparisonKey(found, contrast));
    }
  });
  return new Map([...families].map(([name, family]) => [name, family.size]));
}

function compareFamilies(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): PolicyChange[] {
  return [...before].flatMap(([name, old]): PolicyChange[] => {
    const now = after.get(name);
    if (now === undefined || now === old) return [];
    const effect = now > old ? "grew" : "shrank";
    return [{ path: `family of ${name}`, before: String(old), after: String(now), effect }];
  });
}

/** Comparisons whose verdict differs, in the order of the first, then those only the second judges. */
function compareVerdicts(before: readonly Verdict[], after: readonly Verdict[]): VerdictChange[] {
  const nameOf = ({ budget, cohort }: Verdict): string => JSON.stringify([budget, cohort]);
  const later = new Map(after.map((verdict) => [nameOf(verdict), verdict]));
  const earlier = new Set(before.map(nameOf));
  const changes = before.flatMap((verdict): VerdictChange[] => {
    const now = later.get(nameOf(verdict))?.verdict ?? null;
    const { budget, cohort } = verdict;
    return now === verdict.verdict ? [] : [{ budget, cohort, before: verdict.verdict, after: now }];
  });
  const added = after.filter((verdict) => !earlier.has(nameOf(verdict)));
  return [
    ...changes,
    ...added.map(({ budget, cohort, verdict }) => ({
      budget,
      cohort,
      before: null,
      after: verdict,
    })),
  ];
}

function statusOf(
  before: Outcome,
  after: Outcome,
  changes: readonly PolicyChange[],
): ProposalStatus {
  if (changes.length === 0) return "unchanged";
  if (before.exitCode === 0) {
    return after.exitCode === 0 ? "holds-under-both" : "blocked-only-under-proposal";
  }
  return after.exitCode === 0 ? "passes-only-under-proposal" : "blocked-under-both";
}

function proposalSentence(status: ProposalStatus, changes: readonly PolicyChange[]): string {
  const loosened = changes.filter(({ effect }) => effect === "loosened").length;
  const count = `${changes.length} change${changes.length === 1 ? "" : "s"}`;
  const share = loosened === changes.length ? "looser" : `${loosened} of them looser`;
  const of = loosened === 0 ? count : `${count}, ${share}`;
  switch (status) {
    case "unchanged":
      return "The budgets are as they were.";
    case "holds-under-both":
      return `Nothing blocks under the budgets in force, nor under the proposed ones (${of}).`;
    case "passes-only-under-proposal":
      return `This passes only under the proposed budgets (${of}): under those in force it is blocked.`;
    case "blocked-only-under-proposal":
      return `This is blocked under the proposed budgets (${of}), not under those in force.`;
    case "blocked-under-both":
      return `This is blocked under the budgets in force, and under the proposed ones (${of}).`;
  }
}
