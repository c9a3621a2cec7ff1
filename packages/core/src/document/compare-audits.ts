import type { Limit } from "../budgets/budget.ts";
import { comparePolicies } from "../budgets/changes/compare-policies.ts";
import type { PolicyChange } from "../budgets/changes/policy-change.ts";
import { decide } from "../budgets/decide.ts";
import type { Policy } from "../budgets/policy.ts";
import { compareWithBaseline } from "../budgets/ratchet/compare-with-baseline.ts";
import type { Verdict, VerdictKind } from "../budgets/verdict.ts";
import { isEvenhandError } from "../errors.ts";
import type { Interval } from "../stats/interval.ts";
import type { AuditDocument } from "./audit-document.ts";

/**
 * `different`: the files of the two audits differ, and nobody is taken to be in both. `same`: it is one
 * file, and audits keep no pairs of decisions, so that nothing is said of chance. `unknown`: of one of
 * them no hash is known.
 */
export type DataRelation = "different" | "same" | "unknown";

/** Two audits side by side. */
export interface AuditComparison {
  readonly data: DataRelation;
  /** What differs in evidence, cohorts and budgets. */
  readonly changes: readonly PolicyChange[];
  /** One for each budget and cohort that either judges, in the order of the first. */
  readonly verdicts: readonly ComparedVerdict[];
}

export interface ComparedVerdict {
  readonly budget: string;
  readonly dimension: string;
  readonly cohort: string;
  readonly before: JudgedSide | null;
  readonly after: JudgedSide | null;
  /**
   * Why the verdicts differ, by judging the first data under the second budgets: `budgets` where that
   * alone gives the second verdict, `data` where it leaves the first, `both` otherwise; null where they
   * are the same, or the first audit holds no cells to judge again.
   */
  readonly cause: "budgets" | "data" | "both" | null;
  /** Whether the gap to parity (or to the limit of a value) is another, chance allowed for. */
  readonly gap: GapChange;
}

export interface JudgedSide {
  readonly verdict: VerdictKind;
  readonly estimate: number | null;
  readonly interval: Interval | null;
  readonly limit: Limit;
  readonly n: number;
}

/** `open`: the interval of the change holds 0. `no-claim`: there is no interval that holds. */
export interface GapChange {
  readonly status: "grew" | "shrank" | "open" | "no-claim";
  readonly interval: Interval | null;
}

const NO_CLAIM: GapChange = { status: "no-claim", interval: null };

/**
 * Compares two audits budget by budget and cohort by cohort. A gap is said to have grown or shrunk only
 * where the two files differ and the MOVER interval of its change, of independent samples and at a
 * level that holds for all comparisons of the budget at once, leaves out 0.
 *
 * @returns estimates, limits and verdicts of both, why verdicts differ, and what is settled of the gaps
 * @example
 * compareAudits(lastYear, thisYear).verdicts.filter(({ cause }) => cause === "data");
 */
export function compareAudits(before: AuditDocument, after: AuditDocument): AuditComparison {
  const data = relate(before, after);
  const [first, second] = [policyOf(before), policyOf(after)];
  const gaps = data === "different" ? findGaps(before, after, second) : new Map();
  const swapped = judgeAgain(before, second, after.provenance.today);
  const sides = [before, after].map(
    ({ verdicts }) => new Map(verdicts.map((verdict) => [keyOf(verdict), verdict])),
  );
  const all = new Map([...before.verdicts, ...after.verdicts].map((one) => [keyOf(one), one]));
  return {
    data,
    changes: comparePolicies(first, second),
    verdicts: [...all].map(([key, { budget, dimension, cohort }]) => {
      const [one, two] = sides.map((of) => of.get(key));
      return {
        ...{ budget, dimension, cohort },
        before: sideOf(one),
        after: sideOf(two),
        cause: findCause(one, two, swapped?.get(key) ?? null, swapped !== null),
        gap: gaps.get(key) ?? NO_CLAIM,
      };
    }),
  };
}

/** An audit does not carry its waivers; they change no verdict, only what follows from it. */
function policyOf({ definitions, provenance, budgets }: AuditDocument): Policy {
  return {
    cohorts: definitions.dimensions,
    evidence: provenance.evidence,
    budgets,
    waivers: [],
  };
}

function relate(before: AuditDocument, after: AuditDocument): DataRelation {
  const [one, two] = [before.provenance.data.sha256, after.provenance.data.sha256];
  if (one === null || two === null) return "unknown";
  return one === two ? "same" : "different";
}

/** The gaps of the budgets that the cells of both can be divided by. */
function findGaps(
  before: AuditDocument,
  after: AuditDocument,
  policy: Policy,
): ReadonlyMap<string, GapChange> {
  const gaps = new Map<string, GapChange>();
  const { cells: then } = before;
  const { cells: now } = after;
  if (then === null || now === null) return gaps;
  for (const budget of policy.budgets) {
    const found = orNull(() =>
      compareWithBaseline(now, then, { ...policy, budgets: [budget] }, { margin: 0, floor: 0 }),
    );
    for (const growth of found ?? []) {
      const { interval } = growth;
      if (interval === null) continue;
      const upper = interval.upper ?? Number.POSITIVE_INFINITY;
      const status = interval.lower > 0 ? "grew" : upper < 0 ? "shrank" : "open";
      gaps.set(keyOf(growth), { status, interval });
    }
  }
  return gaps;
}

/** What the second budgets say of the first data; null where they cannot be asked. */
function judgeAgain(
  { cells, measurements }: AuditDocument,
  policy: Policy,
  today: string | null,
): ReadonlyMap<string, VerdictKind> | null {
  if (cells === null) return null;
  const judged = orNull(() => decide(cells, measurements, policy, { today }));
  return judged && new Map(judged.verdicts.map((one) => [keyOf(one), one.verdict]));
}

function findCause(
  before: Verdict | undefined,
  after: Verdict | undefined,
  swapped: VerdictKind | null,
  isKnown: boolean,
): ComparedVerdict["cause"] {
  const [one, two] = [before?.verdict ?? null, after?.verdict ?? null];
  if (one === two || !isKnown) return null;
  if (swapped === two) return "budgets";
  return swapped === one ? "data" : "both";
}

function sideOf(verdict: Verdict | undefined): JudgedSide | null {
  if (verdict === undefined) return null;
  const { estimate, interval, limit, n } = verdict;
  return { verdict: verdict.verdict, estimate, interval, limit, n };
}

function keyOf({ budget, cohort }: { readonly budget: string; readonly cohort: string }): string {
  return JSON.stringify([budget, cohort]);
}

/** Cells of another question cannot be divided as this policy asks, which is an answer here. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (isEvenhandError(error)) return null;
    throw error;
  }
}
